"""Topics of the owner's own and words that mean a topic, with what approving one would change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_inbox as names
from shopdesk.services.context import Shop
from shopdesk.services.inbox import teaching, views
from shopdesk.services.inbox.teaching import Offer, OwnTag
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Combo, Field, LineField, Paragraph, Rule, Scroll, Sheet, Text, clear

Found = tuple[tuple[OwnTag, ...], tuple[Offer, ...], tuple[int, int]]
_NEW = "new"


def read(shop: Shop) -> Found:
    """Return what was taught, what corrections suggest, and how far topics agree with the owner."""
    return teaching.taught(shop), teaching.offers(shop), views.rolling_agreement(shop)


class TagsSheet(Sheet):
    """Offers from corrections, topics taught so far, and a new one. ``taught()`` after each change."""

    taught = Signal()

    def __init__(self, desk: Desk, found: Found) -> None:
        super().__init__(
            "tags_sheet", _("Topics and their words"), _agreement(found[2]), width=680, height=620
        )
        self._desk = desk
        self._offers: tuple[Offer, ...] = ()
        scroll = Scroll()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        scroll.body.addLayout(self._lines)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(Rule())
        self.topic = Combo("taught_topic", _("Topic"))
        entries: list[tuple[object, str]] = [(_NEW, _("A topic of your own"))]
        entries += [(str(tag), names.tag_name(tag)) for tag in Tag if tag is not Tag.OTRA]
        self.topic.show_choices(entries, on=_NEW)
        self.topic.chosen.connect(self._topic_chosen)
        self.name = LineField(_("Name of the topic"), name="tag_name")
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Field(_("Topic"), self.topic), 1)
        across.addWidget(self.name, 1)
        self.body.addLayout(across)
        self.words = Paragraph("tag_words", _("Words customers use, one phrase a line"))
        self.body.addWidget(Field(_("Words customers use, one phrase a line"), self.words))
        self.said = Text("", "small", tone="muted", wrap=True)
        self.body.addWidget(self.said)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), "ghost", name="tags_close", press=self.close_sheet))
        self.foot.addWidget(Button(_("Keep words"), "primary", name="tags_keep", press=self._keep))
        self.show_found(found)

    def show_found(self, found: Found) -> None:
        """Show what was taught and what is offered."""
        taught, self._offers, agreement = found
        self.summary.setText(_agreement(agreement))
        clear(self._lines)
        if self._offers:
            self._lines.addWidget(Text(_("From your corrections"), "h3"))
        for place, offer in enumerate(self._offers):
            self._lines.addWidget(self._offer(offer, place))
        if taught:
            self._lines.addWidget(Text(_("What you taught"), "h3"))
        for one in taught:
            for phrase in one.phrases:
                self._lines.addWidget(self._phrase(one, phrase))
        if not taught and not self._offers:
            note = _("Correct a topic of a message, and the words that would have told it show up here.")
            self._lines.addWidget(Text(note, "small", tone="muted", wrap=True))
        self._lines.addStretch(1)

    def _offer(self, offer: Offer, place: int) -> QWidget:
        change = ngettext(
            "«{phrase}» would mean {topic}: it would change {count} earlier message.",
            "«{phrase}» would mean {topic}: it would change {count} earlier messages.",
            offer.count,
        ).format(phrase=offer.phrase, topic=names.tag_name(offer.tag), count=offer.count)
        press = partial(self._approve, offer.tag, offer.phrase)
        return _line(change, Button(_("Approve"), "link", name=f"approve_{place}", press=press))

    def _phrase(self, one: OwnTag, phrase: str) -> QWidget:
        words = _("«{phrase}» means {topic}").format(phrase=phrase, topic=_name(one))
        press = partial(self._forget, one.tag, phrase)
        return _line(words, Button(_("Take away"), "link", name="forget_phrase", press=press))

    def _topic_chosen(self, key: object) -> None:
        self.name.setVisible(key == _NEW)

    def _approve(self, tag: str, phrase: str) -> None:
        self._start(partial(teaching.approve, self._desk.shop, tag, phrase))

    def _forget(self, tag: str, phrase: str) -> None:
        self._start(partial(teaching.forget, self._desk.shop, tag, phrase))

    def _keep(self) -> None:
        chosen = str(self.topic.key())
        name = self.name.value() if chosen == _NEW else chosen
        phrases = [line.strip() for line in self.words.toPlainText().splitlines() if line.strip()]
        if not name or not phrases:
            self.said.setText(_("A tag needs a name and at least one phrase that means it."))
            return
        self._start(partial(teaching.teach, self._desk.shop, name, phrases))
        self.words.clear()

    def _start(self, work: Callable[[], object]) -> None:
        self._desk.jobs.start(work, owner=self, done=self._again, failed=self._refused)

    def _again(self, _changed: object) -> None:
        self._desk.jobs.start(
            partial(read, self._desk.shop), owner=self, done=self.show_found, failed=self._refused
        )
        self.taught.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, ShopdeskError):
            self.said.setText(error.message)


def _agreement(counts: tuple[int, int]) -> str:
    same, whole = counts
    if not whole:
        return _("Topics are proposed; you have the last word.")
    return _("In the last 4 weeks you left {same} of {whole} messages as they were read.").format(
        same=same, whole=whole
    )


def _name(one: OwnTag) -> str:
    return names.tag_name(one.tag) if one.is_builtin else one.name


def _line(words: str, button: Button) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(Text(words, "small", wrap=True), 1)
    across.addWidget(button)
    button.setAccessibleName(f"{button.words()}: {words}")
    return holder
