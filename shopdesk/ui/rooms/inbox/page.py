"""Mensajes: read what customers ask, answer with what is true."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from urllib.parse import quote

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from shopdesk.domain.guardrails.checks import Check
from shopdesk.domain.replies.facts import Tone
from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _
from shopdesk.services import customers, stock
from shopdesk.services import phrases_messages as said
from shopdesk.services.context import Shop
from shopdesk.services.customers import Card as CustomerCard
from shopdesk.services.inbox import answering, arriving, views
from shopdesk.services.inbox.answering import Copied, Suggestion
from shopdesk.services.inbox.arriving import Arrived
from shopdesk.services.inbox.views import MessageView
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.inbox.facts import WIDTH as FACTS
from shopdesk.ui.rooms.inbox.facts import FactsRail
from shopdesk.ui.rooms.inbox.list import MessageList
from shopdesk.ui.rooms.inbox.reply import ReplyCard
from shopdesk.ui.widgets import Banner, Button, EmptyState, Fold

WAITING, ALL = "waiting", "all"
_TONES = (Tone.WARM, Tone.BRIEF, Tone.FORMAL)
Answer = tuple[int, Suggestion, CustomerCard | None, dict[str, str]]


class Page(BasePage):
    """The page; see ``BasePage``."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"message", "message_tag", "policy", "stock_snapshot", "stock_movement", "order_line", "reservation"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._message: MessageView | None = None
        self._tone = 0
        self._words = ""
        self._waiting: list[MessageView] = []
        self.header.say(_("Messages"))
        self.header.show_tabs([(WAITING, _("To answer")), (ALL, _("All"))], WAITING)
        self.header.tabs.picked.connect(self._show_tab)
        self.go_paste = Button(
            _("Paste message"), name="paste_message", icon="clipboard-text", press=self.paste
        )
        self.header.add_button(self.go_paste)
        self.list, self.reply, self.rail = MessageList(), ReplyCard(), FactsRail()
        self.list.picked.connect(self._open)
        self.list.searched.connect(self._search)
        self.reply.copy_wanted.connect(self._copy)
        self.reply.answered_wanted.connect(self._answered)
        self.reply.other_wanted.connect(self._another)
        self.reply.whatsapp_wanted.connect(self._whatsapp)
        self.reply.tags_wanted.connect(self._retag)
        self.reply.edited.connect(self._check)
        self.rail.policy_wanted.connect(self._to_policies)
        self.rail.card_wanted.connect(self._to_card)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self.list)
        across.addWidget(self.reply, 1)
        self.rail.setFixedWidth(theme.px(FACTS))
        across.addWidget(self.rail)
        self.body.addLayout(across, 1)

    def reload(self) -> None:
        work = partial(_read, self.desk.shop, self.header.tabs.key() == ALL, self._words)
        self.load(work, self._show)

    def fold(self, fold: Fold) -> None:
        super().fold(fold)
        self.rail.setVisible(fold is not Fold.FOLDED)

    def go(self, place: Place) -> None:
        super().go(place)
        if isinstance(place.key, int):
            self.list.table.go_to(place.key)

    def press_primary(self) -> None:
        self._copy()

    def _show_tab(self, _key: str) -> None:
        self.reload()

    def _search(self, words: str) -> None:
        self._words = words.strip()
        self.reload()

    def _show(self, found: tuple[list[MessageView], list[MessageView]]) -> None:
        self._waiting, shown = found
        self.header.say(_("Messages"), said.summary(self._waiting))
        self.header.tabs.set_words(WAITING, _("To answer ({count})").format(count=len(self._waiting)))
        if not shown and not self._words and self.header.tabs.key() == WAITING:
            self._message = None
            self.show_empty(
                EmptyState(
                    "chat-circle-dots",
                    _("Nobody waits for an answer"),
                    _(
                        "Copy a question from WhatsApp or Instagram and paste it here:"
                        " you get a reply with what is true."
                    ),
                    button=_("Paste message"),
                    button_icon="clipboard-text",
                    press=self.paste,
                )
            )
            return
        self.show_content()
        self.list.show_messages(shown, self.desk.shop.today(), self.desk.shop.zone())

    def _open(self, key: object) -> None:
        message = self.list.message(key)
        if message is None:
            return
        is_same = self._message is not None and self._message.id == message.id
        self._message = message
        if not is_same:
            self._tone = 0
            self.hide_banner()
        self.reply.show_message(message, self.desk.shop.today(), self.desk.shop.zone())
        self._suggest()

    def _suggest(self) -> None:
        if self._message is None:
            return
        work = partial(_answer, self.desk.shop, self._message, _TONES[self._tone])
        self.act(work, self._suggested)

    def _suggested(self, answer: Answer) -> None:
        number, made, card, named = answer
        if self._message is None or self._message.id != number:
            return
        self.reply.show_suggestion(made)
        self.rail.show_suggestion(made, self.desk.shop.today(), self.desk.shop.zone(), named)
        self.rail.show_customer(card, said.who(self._message))

    def _another(self) -> None:
        self._tone = (self._tone + 1) % len(_TONES)
        self._suggest()

    def _check(self, text: str) -> None:
        if self._message is not None:
            self.act(partial(answering.check, self.desk.shop, self._message.id, text), self._checked)

    def _checked(self, checks: tuple[Check, ...]) -> None:
        self.reply.show_checks(checks)

    def _copy(self, *, anyway: bool = False) -> None:
        if self._message is None:
            return
        work = partial(answering.copy, self.desk.shop, self._message.id, self.reply.text(), anyway=anyway)
        self.act(work, self._copied)

    def _copied(self, done: Copied) -> None:
        if not done.is_copied:
            change = "; ".join(f"{one.old} → {one.new or '–'}" for one in done.changed)
            self.show_banner(
                Banner(
                    "warn",
                    _("Something changed since this reply was written"),
                    change,
                    button=_("Copy anyway"),
                    press=partial(self._copy, anyway=True),
                )
            )
            return
        self.hide_banner()
        QGuiApplication.clipboard().setText(self.reply.text())
        self.show_banner(
            Banner(
                "ok",
                _("Reply copied"),
                "; ".join(done.promises),
                button=_("Mark as answered"),
                press=self._answered,
            )
        )

    def _answered(self) -> None:
        self._mark(_("Marked as answered."))

    def _mark(self, words: str) -> None:
        if self._message is None:
            return
        number, shop = self._message.id, self.desk.shop
        self._message = None
        self.hide_banner()
        self.act(partial(views.mark_answered, shop, [number]))
        self.desk.undo.add(words, undo=partial(views.reopen, shop, [number]))

    def _whatsapp(self) -> None:
        if self._message is None:
            return
        digits = "".join(c for c in self._message.author if c.isdigit())
        self.desk.shop.opener.open(f"https://wa.me/{digits}?text={quote(self.reply.text())}")

    def _retag(self, tags: list[str]) -> None:
        if self._message is not None:
            self.act(partial(views.retag, self.desk.shop, self._message.id, tags), self._retagged)

    def _retagged(self, message: MessageView) -> None:
        self._message = message
        self.reply.show_message(message, self.desk.shop.today(), self.desk.shop.zone())
        self._suggest()

    def paste(self) -> None:
        """Make a message of what is on the clipboard."""
        text = QGuiApplication.clipboard().text()
        self.act(partial(arriving.add, self.desk.shop, text), self._pasted)

    def _pasted(self, arrived: Arrived) -> None:
        if arrived.known and not arrived.new:
            self.desk.messages.toast(_("That message was here already."))
            self.list.table.go_to(arrived.known[0])
            return
        shop, ids = self.desk.shop, list(arrived.new)
        self.desk.undo.add(_("Message added."), undo=partial(views.close, shop, ids))

    def _to_policies(self) -> None:
        self.desk.navigator.go("settings", tab="policies")

    def _to_card(self) -> None:
        if self._message is not None:
            self.desk.navigator.go("customers", key=self._message.customer_id)


def _read(shop: Shop, everything: bool, words: str) -> tuple[list[MessageView], list[MessageView]]:
    waiting = views.waiting(shop)
    if words:
        return waiting, views.found(shop, words)
    return waiting, views.listed(shop) if everything else waiting


def _answer(shop: Shop, message: MessageView, tone: Tone) -> Answer:
    made = answering.suggest(shop, message.id, tone=tone)
    card = None
    if message.customer_id is not None:
        try:
            card = customers.card(shop, str(message.customer_id))
        except NotFound:
            card = None
    return message.id, made, card, _named(shop, made)


def _named(shop: Shop, made: Suggestion) -> dict[str, str]:
    """Return what the receipts of sizes are about: ``variant:12`` → ``Botín Oaxaca café, 24.5``."""
    keys = [one.key for one in made.facts if one.key.startswith("variant:")]
    ids = [int(key.split(":")[1]) for key in keys]
    levels = stock.levels(shop, ids) if ids else []
    return {
        f"variant:{one.variant_id}": ", ".join(
            part for part in (f"{one.product} {one.color.lower()}".strip(), one.size) if part
        )
        for one in levels
    }
