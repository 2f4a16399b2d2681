"""Mensajes: read what customers ask, answer with what is true, and learn from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from shopdesk.domain.replies.consistency import TwoAnswers
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_messages as said
from shopdesk.services import phrases_topics, phrases_word, promisable, word
from shopdesk.services.context import Shop
from shopdesk.services.inbox import consistency, promises, saved, topics, views
from shopdesk.services.stock import StockLevel
from shopdesk.services.word import Figure, Month
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.inbox import opened
from shopdesk.ui.rooms.inbox.answer import AnswerTab
from shopdesk.ui.rooms.inbox.lessons import Lessons, earlier
from shopdesk.ui.rooms.inbox.promising import PromisableTab
from shopdesk.ui.rooms.inbox.saved import SavedTab
from shopdesk.ui.rooms.inbox.topics import TopicsTab
from shopdesk.ui.rooms.inbox.views import Views
from shopdesk.ui.rooms.inbox.word import WordTab
from shopdesk.ui.widgets import Button, EmptyState

WAITING, ALL, TOPICS, PROMISABLE, WORD, SAVED = "waiting", "all", "topics", "promisable", "word", "saved"


@dataclass(frozen=True, slots=True)
class _Months:
    month: Month
    before: Month


class Page(Views):
    """The page; see ``BasePage``."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "message", "message_tag", "policy", "stock_snapshot", "stock_movement", "order_line",
            "reservation", "promise", "unmet_request", "base_reply", "setting",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words = ""
        self._only: frozenset[int] = frozenset()
        self._month: date | None = None
        self._months: _Months | None = None
        self.deeds = Lessons(self)
        self.header.say(_("Messages"))
        self.header.show_tabs(
            [
                (WAITING, _("To answer")),
                (ALL, _("All")),
                (TOPICS, _("Topics")),
                (PROMISABLE, _("What to promise")),
                (WORD, _("Your word")),
                (SAVED, _("Saved replies")),
            ],
            WAITING,
        )
        self.header.tabs.picked.connect(self._show_tab)
        self._add_buttons()
        self.list, self.reply, self.rail = self.answers.list, self.answers.reply, self.answers.rail
        self._show_buttons()

    def _add_buttons(self) -> None:
        self.go_before = Button("", name="month_before", icon="caret-left", press=self._month_before)
        self.go_paste = Button(
            _("Paste message"), name="paste_message", icon="clipboard-text", press=self.paste
        )
        self.go_copy = Button("", "primary", name="copy_gap", icon="copy", press=self._copy_gap)
        self.go_print = Button("", "primary", name="print_word", icon="printer", press=self.print_list)
        self.go_list = Button(
            _("Copy the list"), "primary", name="copy_promisable", icon="copy", press=self._copy_list
        )
        self.go_new = Button(_("New reply"), "primary", name="new_saved", icon="plus", press=self._new_saved)
        for button in (
            self.go_before, self.go_paste, self.go_copy, self.go_print, self.go_list, self.go_new,
        ):  # fmt: skip
            self.header.add_button(button)

    def wire(self, view: QWidget) -> None:
        """Connect a tab made just now."""
        match view:
            case AnswerTab():
                view.list.searched.connect(self._search)
            case TopicsTab():
                view.see_wanted.connect(self._see)
                view.text_wanted.connect(self.deeds.copy_text)
                view.sizes_wanted.connect(self.deeds.to_sizes)
                view.faq_wanted.connect(self._open_questions)
            case PromisableTab():
                view.table.more = partial(view.leads, self.desk)
            case WordTab():
                view.exceptions_wanted.connect(self._see_figure)
                view.message_wanted.connect(self._see)
                view.mend_wanted.connect(self.deeds.mend)
                view.promisable_wanted.connect(partial(self.header.tabs.pick, PROMISABLE))
            case SavedTab():
                view.policies_wanted.connect(partial(self.desk.navigator.go, "settings", tab="policies"))

    def tab(self) -> str:
        """Return the key of the tab on."""
        return self.header.tabs.key()

    def reload(self) -> None:
        shop = self.desk.shop
        if self.tab() not in (WAITING, ALL):
            self.desk.jobs.start(partial(views.waiting_count, shop), owner=self, done=self._say_waiting)
        match self.tab():
            case "topics":
                self.load(partial(_lessons, shop), self._show_topics)
            case "promisable":
                self.load(partial(promisable.listed, shop), self._show_promisable)
            case "word":
                self.load(partial(_months, shop, self._month), self._show_word)
            case "saved":
                self.load(partial(saved.listed, shop), self._show_saved)
            case tab:
                work = partial(opened.read, shop, everything=tab == ALL, words=self._words)
                self.load(work, self._show_messages)

    def go(self, place: Place) -> None:
        super().go(place)
        if place.tab == "promised":
            self.act(partial(promises.due_today, self.desk.shop), self._see_promised)
        if isinstance(place.key, int):
            self._only = frozenset()
            self.list.table.go_to(place.key)
        elif isinstance(place.key, frozenset):
            self._see(tuple(place.key))
        elif isinstance(place.key, str):
            self._only = frozenset()
            self.list.search.setText(place.key)

    def press_primary(self) -> None:
        if self.tab() in (WAITING, ALL):
            self.answers.copy_reply()
        else:
            super().press_primary()

    def paste(self) -> None:
        """Make a message of what is on the clipboard; the list of those to answer shows it."""
        if self.tab() not in (WAITING, ALL):
            self.header.tabs.pick(WAITING)
        self.answers.paste()

    def print_list(self) -> None:
        """Preview the month, where it is shown."""
        if self.tab() == WORD and self._months is not None:
            self.deeds.print_word(self._months.month, self._months.before)

    def export_table(self) -> list[list[str]]:
        """Return the table of the tab; of messages, who wrote what and when."""
        if self.tab() in (WAITING, ALL):
            return self.list.table.as_table()
        return super().export_table()

    def _show_tab(self, _key: str) -> None:
        self.hide_banner()
        self._only = frozenset()
        self._show_buttons()
        self.reload()

    def _show_buttons(self) -> None:
        tab = self.tab()
        self.go_paste.setVisible(tab in (WAITING, ALL, TOPICS))
        self.go_before.setVisible(tab == WORD)
        shown = {TOPICS: self.go_copy, WORD: self.go_print, PROMISABLE: self.go_list, SAVED: self.go_new}
        for key, button in shown.items():
            button.setVisible(tab == key)
        self.header.primary = shown.get(tab)

    def _show_tab_widget(self, widget: QWidget) -> None:
        self.show_content()
        self.views.setCurrentWidget(widget)

    def _search(self, typed: str) -> None:
        self._words = typed.strip()
        self.reload()

    def _show_messages(self, found: opened.Read) -> None:
        waiting, shown = found
        self.header.say(_("Messages"), said.summary(waiting))
        self._say_waiting(len(waiting))
        if self._only:
            shown = [one for one in shown if one.id in self._only]
        if not shown and not self._words and self.tab() == WAITING:
            self.answers.forget()
            self.show_empty(_nobody_waits(self))
            return
        self._show_tab_widget(self.answers)
        self.answers.show_messages(shown)

    def _say_waiting(self, count: int) -> None:
        self.header.tabs.set_words(WAITING, _("To answer ({count})").format(count=count))

    def _show_topics(self, found: tuple[topics.TopicsPage, tuple[TwoAnswers, ...]]) -> None:
        page, two = found
        self.header.say(_("Messages"), phrases_topics.summary(page))
        self.topics.show_page(page, two, self.desk.shop.today(), self.desk.shop.zone())
        gap = self.topics.top_gap()
        self.go_copy.set_words(phrases_topics.gap_action(gap) if gap else _("Copy text"))
        self.go_copy.forbid("" if gap else _("No product is asked about twice."))
        self._show_tab_widget(self.topics)

    def _show_promisable(self, levels: Sequence[StockLevel]) -> None:
        self.promising.show_levels(levels)
        self.header.say(_("Messages"), self.promising.summary())
        self._show_tab_widget(self.promising)

    def _show_word(self, months: _Months) -> None:
        self._months, self._month = months, months.month.month
        self.header.say(_("Messages"), phrases_word.summary(months.month))
        self.go_print.set_words(_("Print {month}").format(month=words.month(months.month.month)))
        self.go_before.set_words(_("See {month}").format(month=words.month(months.before.month)))
        self.word.show_month(months.month, months.before)
        self._show_tab_widget(self.word)

    def _show_saved(self, found: Sequence[saved.Saved]) -> None:
        self.saved.show_saved(found)
        self.header.say(_("Messages"), self.saved.summary())
        self._show_tab_widget(self.saved)

    def _see(self, messages: Sequence[int]) -> None:
        """Show some messages in the list of all."""
        self.header.tabs.set_key(ALL)
        self._show_buttons()
        self._only, self._words = frozenset(messages), ""
        self.reload()

    def _see_promised(self, due: Sequence[promises.PromiseView]) -> None:
        self._see([one.message_id for one in due if one.message_id is not None])

    def _see_figure(self, figure: Figure) -> None:
        if self.deeds.to_figure(figure):
            return
        if figure.exceptions:
            self._see(figure.exceptions)
        else:
            self.word.table.setFocus()

    def _month_before(self) -> None:
        if self._month is not None:
            self._month = earlier(self._month)
            self.reload()

    def _copy_gap(self) -> None:
        gap = self.topics.top_gap()
        if gap is not None:
            self.deeds.copy_text(gap)

    def _copy_list(self) -> None:
        self.deeds.copy_promisable(self.promising.shown())

    def _new_saved(self) -> None:
        self.saved.add()

    def _open_questions(self) -> None:
        if self.topics.page is not None:
            self.deeds.open_questions(self.topics.page.questions)


def _lessons(shop: Shop) -> tuple[topics.TopicsPage, tuple[TwoAnswers, ...]]:
    return topics.page(shop), consistency.listed(shop)


def _months(shop: Shop, month: date | None) -> _Months:
    chosen = month or word.last_whole_month(shop.today())
    return _Months(word.month_of(shop, chosen), word.month_of(shop, earlier(chosen)))


def _nobody_waits(page: Page) -> EmptyState:
    return EmptyState(
        "chat-circle-dots",
        _("Nobody waits for an answer"),
        _("Copy a question from WhatsApp or Instagram and paste it here: you get a reply with what is true."),
        button=_("Paste message"),
        button_icon="clipboard-text",
        press=page.paste,
    )
