"""To answer, and all messages: the list, the reply, what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from urllib.parse import quote

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from shopdesk.domain.guardrails.checks import Check
from shopdesk.domain.replies.facts import Tone
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_messages as said
from shopdesk.services.inbox import answering, arriving, saved, views
from shopdesk.services.inbox.answering import Copied
from shopdesk.services.inbox.arriving import Arrived
from shopdesk.services.inbox.saved import Saved
from shopdesk.services.inbox.views import MessageView
from shopdesk.ui import theme
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.inbox import opened, tags_sheet
from shopdesk.ui.rooms.inbox.facts import WIDTH as FACTS
from shopdesk.ui.rooms.inbox.facts import FactsRail
from shopdesk.ui.rooms.inbox.handling import Handling
from shopdesk.ui.rooms.inbox.list import MessageList
from shopdesk.ui.rooms.inbox.reply import ReplyCard
from shopdesk.ui.rooms.inbox.saved_sheets import PromptSheet
from shopdesk.ui.widgets import Banner, Fold

_TONES = (Tone.WARM, Tone.BRIEF, Tone.FORMAL)


class AnswerTab(QWidget):
    """List, reply, facts; ``page`` lends its runner, banner and desk."""

    def __init__(self, page: BasePage) -> None:
        super().__init__()
        self._page, self.desk = page, page.desk
        self._message: MessageView | None = None
        self._tone = 0
        self._has_changed = False
        self._named: dict[str, str] = {}
        self._saved: tuple[Saved, ...] = ()
        self.handling = Handling(page, self._left)
        self.list, self.reply, self.rail = MessageList(), ReplyCard(), FactsRail()
        self.list.picked.connect(self._open)
        self.list.table.menu = self._menu_of
        self.reply.copy_wanted.connect(self.copy_reply)
        self.reply.answered_wanted.connect(self._answered)
        self.reply.other_wanted.connect(self._another)
        self.reply.whatsapp_wanted.connect(self._whatsapp)
        self.reply.tags_wanted.connect(self._retag)
        self.reply.edited.connect(self._check)
        self.reply.more_wanted.connect(self._more)
        self.reply.saved_wanted.connect(self._pick_saved)
        self.reply.facts_wanted.connect(self._show_facts)
        self.reply.words_wanted.connect(self._ask_words)
        self.rail.policy_wanted.connect(self._to_policies)
        self.rail.card_wanted.connect(self._to_card)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(self.list)
        across.addWidget(self.reply, 1)
        self.rail.setFixedWidth(theme.px(FACTS))
        across.addWidget(self.rail)

    def fold(self, fold: Fold) -> None:
        """Arrange for the room there is: folded, the facts are a strip above the reply."""
        self.rail.setVisible(fold is not Fold.FOLDED)
        self.reply.fold(folded=fold is Fold.FOLDED)

    def show_messages(self, shown: Sequence[MessageView]) -> None:
        """Show messages in the list."""
        self.list.show_messages(shown, self.desk.shop.today(), self.desk.shop.zone())

    def forget(self) -> None:
        """Have no message in hand."""
        self._message = None

    @property
    def has_message(self) -> bool:
        """Whether a message is open, so that the reply is the page's primary."""
        return self._message is not None

    def _open(self, key: object) -> None:
        message = self.list.message(key)
        if message is None:
            return
        is_same = self._message is not None and self._message.id == message.id
        self._message = message
        if not is_same:
            self._tone = 0
            self._page.hide_banner()
        self.reply.show_message(message, self.desk.shop.today(), self.desk.shop.zone())
        self._suggest()

    def _suggest(self) -> None:
        if self._message is None:
            return
        work = partial(opened.answer, self.desk.shop, self._message, _TONES[self._tone])
        self._page.act(work, self._suggested)

    def _suggest_again(self) -> None:
        self._page.hide_banner()
        self._suggest()

    def _suggested(self, answer: opened.Answer) -> None:
        number, made, card, named, self.reply.own_tags = answer
        if self._message is None or self._message.id != number:
            return
        self._has_changed, self._named = False, named
        self.reply.show_suggestion(made)
        self.reply.say_facts(said.facts_line(made.facts, named))
        self.rail.show_suggestion(made, self.desk.shop.today(), self.desk.shop.zone(), named)
        self.rail.show_customer(card, said.who(self._message))

    def _another(self) -> None:
        self._tone = (self._tone + 1) % len(_TONES)
        self._suggest()

    def _check(self, text: str) -> None:
        if self._message is not None:
            work = partial(answering.check, self.desk.shop, self._message.id, text)
            self._page.act(work, self._checked)

    def _checked(self, checks: tuple[Check, ...]) -> None:
        self.reply.show_checks(checks)

    def copy_reply(self, *, anyway: bool = False) -> None:
        """Copy the reply, unless something changed since it was written."""
        if self._message is None:
            return
        anyway = anyway or self._has_changed
        work = partial(
            answering.copy,
            self.desk.shop,
            self._message.id,
            self.reply.text(),
            anyway=anyway,
            vouched_for=not self.reply.is_sourced,
        )
        self._page.act(work, self._copied)

    def _copied(self, done: Copied) -> None:
        if not done.is_copied:
            self._has_changed = True
            self.reply.dare()
            self._page.show_banner(
                Banner(
                    "warn",
                    _("Something changed since this reply was written"),
                    said.changes(done.changed, self._named),
                    button=_("Write it again"),
                    press=self._suggest_again,
                )
            )
            return
        self._page.hide_banner()
        QGuiApplication.clipboard().setText(self.reply.text())
        self._page.show_banner(
            Banner(
                "ok",
                _("Reply copied"),
                "; ".join(done.promises),
                button=_("Mark as answered"),
                press=self._answered,
            )
        )

    def _answered(self) -> None:
        if self._message is not None:
            self.handling.answered([self._message.id])

    def _left(self, ids: list[int]) -> None:
        if self._message is not None and self._message.id in ids:
            self._message = None
            self._page.hide_banner()

    def _whatsapp(self) -> None:
        if self._message is None:
            return
        digits = "".join(c for c in self._message.author if c.isdigit())
        self.desk.shop.opener.open(f"https://wa.me/{digits}?text={quote(self.reply.text())}")

    def _retag(self, tags: list[str]) -> None:
        if self._message is not None:
            work = partial(views.retag, self.desk.shop, self._message.id, tags)
            self._page.act(work, self._retagged)

    def _retagged(self, message: MessageView) -> None:
        self._message = message
        self.reply.show_message(message, self.desk.shop.today(), self.desk.shop.zone())
        self._suggest()

    def paste(self) -> None:
        """Make a message of what is on the clipboard."""
        text = QGuiApplication.clipboard().text()
        self._page.act(partial(arriving.add, self.desk.shop, text), partial(self._pasted, text))

    def _pasted(self, text: str, arrived: Arrived) -> None:
        if arrived.known and not arrived.new:
            self.desk.messages.toast(_("That message was here already."))
            self.list.open(arrived.known[0])
            return
        shop, ids = self.desk.shop, list(arrived.new)
        self.list.open(ids[0])
        self.desk.undo.add(_("Message added."), undo=partial(arriving.take_back, shop, ids))
        lines = arriving.split_count(text)
        if len(ids) == 1 and lines > 1:
            self._page.show_banner(
                Banner(
                    "info",
                    _("This text has several messages"),
                    _("{count} lines look like messages of their own.").format(count=lines),
                    button=_("Split them"),
                    press=partial(self._split, text, ids[0]),
                )
            )

    def _split(self, text: str, number: int) -> None:
        self._page.hide_banner()
        self._page.act(partial(arriving.split, self.desk.shop, number, text))

    def _menu_of(self, _key: object) -> list[QAction]:
        chosen = [self.list.message(key) for key in self.list.table.selected_keys()]
        return self.handling.actions([one for one in chosen if one is not None])

    def _more(self) -> None:
        if self._message is None:
            return
        menu = QMenu(self)
        menu.addActions(self.handling.actions([self._message]))
        menu.popup(self.reply.more.mapToGlobal(self.reply.more.rect().bottomLeft()))

    def _pick_saved(self) -> None:
        self._page.act(partial(saved.listed, self.desk.shop), self._show_saved)

    def _show_saved(self, found: list[Saved]) -> None:
        if self._message is None:
            return
        mine = set(self._message.applied)
        self._saved = tuple(sorted(found, key=lambda one: one.topic not in mine))
        menu = QMenu(self)
        for place, one in enumerate(self._saved):
            action = menu.addAction(one.title)
            action.setData(place)
            if (
                place + 1 < len(self._saved)
                and one.topic in mine
                and self._saved[place + 1].topic not in mine
            ):
                menu.addSeparator()
        menu.triggered.connect(self._saved_picked)
        menu.popup(self.reply.saved.mapToGlobal(self.reply.saved.rect().bottomLeft()))

    def _saved_picked(self, action: QAction) -> None:
        one = self._saved[int(action.data())]
        sheet = PromptSheet(self.desk.shop, one, self._message.id if self._message else None)
        sheet.filled.connect(partial(self._take_saved, one))
        sheet.ask_over(self.desk)

    def _take_saved(self, one: Saved, text: str) -> None:
        self.reply.editor.setPlainText(text)
        if one.id is not None:
            self._page.act(partial(saved.used, self.desk.shop, one.id))

    def _ask_words(self) -> None:
        self._page.act(partial(tags_sheet.read, self.desk.shop), self._show_words)

    def _show_words(self, found: tags_sheet.Found) -> None:
        sheet = tags_sheet.TagsSheet(self.desk, found)
        sheet.taught.connect(self._page.reload)
        self.desk.show_sheet(sheet)

    def _show_facts(self) -> None:
        self.rail.setVisible(self.rail.isHidden())

    def _to_policies(self) -> None:
        self.desk.navigator.go("settings", tab="policies")

    def _to_card(self) -> None:
        if self._message is not None:
            self.desk.navigator.go("customers", key=self._message.customer_id)
