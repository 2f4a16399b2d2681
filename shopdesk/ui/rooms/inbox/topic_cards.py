"""The cards beside the topics: sizes that were missed, answers that differ, what to publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.replies.consistency import TwoAnswers
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_topics as said
from shopdesk.services.inbox.lessons import Change, Question, Video
from shopdesk.services.inbox.topics import MissingSize, TopicsPage
from shopdesk.ui.widgets import Badge, Button, Card, Text, clear, row

_MOST_MISSING = 4
_MOST_TWO = 3


class TopicCards(QWidget):
    """``see_wanted(list of messages)``, ``sizes_wanted()``, ``faq_wanted()``."""

    see_wanted = Signal(object)
    sizes_wanted = Signal()
    faq_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(12)

    def show_page(self, page: TopicsPage, two: Sequence[TwoAnswers], zone: ZoneInfo) -> None:
        """Show a card for each thing there is something to say about."""
        clear(self._cards)
        if page.missing:
            self._cards.addWidget(_missing(page.missing, self.sizes_wanted.emit))
        if two:
            self._cards.addWidget(_two_ways(two, zone, self.see_wanted.emit))
        for change in page.changes[:1]:
            self._cards.addWidget(_change(change))
        self._cards.addWidget(_questions(page.questions, self.faq_wanted.emit))
        self._cards.addWidget(_videos(page.videos))


def _missing(missing: Sequence[MissingSize], tell: Callable[[], object]) -> Card:
    card = Card(title=_("Asked for sizes that were not there"), gap=8)
    people = {name or f"{one.product_id}{place}" for one in missing for place, name in enumerate(one.people)}
    count = len(people)
    words = ngettext(
        "{count} person in 60 days. They count in Sizes too.",
        "{count} people in 60 days. They count in Sizes too.",
        count,
    )
    card.add(Text(words.format(count=count), "small", tone="muted", wrap=True))
    for one in missing[:_MOST_MISSING]:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(said.missing_title(one), "h3", wrap=True))
        column.addWidget(Text(said.missing_people(one), "small", tone="muted", wrap=True))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(column, 1)
        line.addWidget(Badge(str(len(one.people)), "plum"))
        card.add(holder)
    card.add(Button(_("Tell them when it arrives"), name="tell_when_back", icon="bell", press=tell))
    return card


def _two_ways(two: Sequence[TwoAnswers], zone: ZoneInfo, see: Callable[[object], object]) -> Card:
    card = Card(title=_("Answered in two ways"), gap=6)
    for place, one in enumerate(two[:_MOST_TWO]):
        card.add(Text(said.two_ways(one), "h3", wrap=True))
        for side, says in ((one.one, one.one_says), (one.other, one.other_says)):
            card.add(Text(said.told(side, says, zone), "small", tone="muted", wrap=True))
        ids = [side.source.removeprefix("message:") for side in (one.one, one.other)]
        numbers = tuple(int(number) for number in ids if number.isdigit())
        link = Button(_("See them"), "link", name=f"see_two_{place}", press=partial(see, numbers))
        link.setVisible(bool(numbers))
        card.add(link)
    return card


def _change(change: Change) -> Card:
    card = Card(title=_("Did what you changed help?"), gap=6)
    card.add(Text(said.change(change), "small", tone="muted", wrap=True))
    for label, counts in ((_("Questions before"), change.before), (_("After"), change.after)):
        line = QWidget()
        line.setLayout(row(Text(label, "small", tone="muted"), None, Text(said.of(counts), "h3")))
        card.add(line)
    card.add(Text(said.verdict(change), "small", tone="muted", wrap=True))
    return card


def _questions(questions: Sequence[Question], open_them: Callable[[], object]) -> Card:
    card = Card("sunken", gap=4)
    words = ngettext("Draft with the commonest", "Draft with the {count} commonest", len(questions))
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(Text(_("Common questions"), "h3"))
    column.addWidget(Text(words.format(count=len(questions)), "small", tone="muted", wrap=True))
    line = QHBoxLayout()
    line.addLayout(column, 1)
    link = Button(_("Open"), "link", name="open_faq", press=open_them)
    link.setEnabled(bool(questions))
    line.addWidget(link)
    card.body.addLayout(line)
    return card


def _videos(videos: Sequence[Video]) -> Card:
    card = Card(title=_("Six short videos"), gap=6)
    for one in videos:
        title, line = said.video(one)
        text = Text(line, "small", tone="muted", wrap=True)
        if one.quotes:
            text.setToolTip("\n".join(one.quotes))
        card.add(Text(title, "h3", wrap=True), text)
    return card
