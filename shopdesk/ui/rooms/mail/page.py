"""Correos: what is due, the flows, what people answered, what came of it, what was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.mail import overview, phrases_answers, phrases_flows, plan, surveys
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail import review as reviews
from shopdesk.services.mail.control import Report
from shopdesk.services.mail.overview import Outcomes, Overview
from shopdesk.services.mail.planned import Planned
from shopdesk.services.mail.review import Due
from shopdesk.services.mail.surveys import Results
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Chosen, Place
from shopdesk.ui.rooms.mail.answers import AnswersView
from shopdesk.ui.rooms.mail.due import DueView
from shopdesk.ui.rooms.mail.editor import EditorSheet
from shopdesk.ui.rooms.mail.flows import FlowsView
from shopdesk.ui.rooms.mail.modes import DUE, REPORT, REVIEW, TABS, HeaderButtons, Mode
from shopdesk.ui.rooms.mail.report import ReportView
from shopdesk.ui.rooms.mail.results import ResultsView
from shopdesk.ui.rooms.mail.review import ReviewView
from shopdesk.ui.rooms.mail.saying import account_banner, ask_to_leave, nothing_sent, tabs
from shopdesk.ui.rooms.mail.vacation import VacationSheet
from shopdesk.ui.rooms.mail.views import Views


class Page(Views):
    """The page; see ``BasePage``."""

    tables: ClassVar[frozenset[str]] = frozenset({
        "outbox_letter", "letter_template", "suppression", "consent", "survey_answer", "sale_order",
        "order_line", "message", "setting",
    })  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._mode = DUE
        self._fresh = True
        self._report: Report | None = None
        self._first: Flow | None = None
        self._trouble: tuple[Planned, ...] = ()
        self._vacation: date | None = None
        self._ready = 0
        self._wire_header()
        self._readings: dict[Mode, tuple[Callable[[Shop], Any], Callable[[Any], None]]] = {
            Mode.DUE: (reviews.due, self._show_due),
            Mode.FLOWS: (overview.flows, self._show_flows),
            Mode.ANSWERS: (surveys.results, self._show_answers),
            Mode.RESULTS: (overview.outcomes, self._show_outcomes),
            Mode.HISTORY: (reviews.history, self._show_history),
        }
        self._dress()

    def wire(self, view: QWidget) -> None:
        """Connect a view made just now."""
        match view:
            case DueView():
                view.opened.connect(self.open_batch)
                view.trouble_wanted.connect(self._open_trouble)
                view.flows_wanted.connect(partial(self._tab, Mode.FLOWS.value))
            case ReviewView():
                view.over.connect(self._batch_over)
                view.flow_wanted.connect(self._go_flows)
            case FlowsView():
                view.edit_wanted.connect(self.edit_text)
                view.due_wanted.connect(self.open_batch)
            case AnswersView():
                view.topics_wanted.connect(self._go_topics)
            case ResultsView():
                view.answers_wanted.connect(partial(self._tab, Mode.ANSWERS.value))

    def _wire_header(self) -> None:
        """Make the header's buttons and connect them."""
        self.header.went_back.connect(self._back)
        self.header.tabs.picked.connect(self._tab)
        self.buttons = HeaderButtons(self, self.review)
        self.buttons.go_due.clicked.connect(self._open_first)
        self.buttons.go_history.clicked.connect(self._go_history)
        self.buttons.go_fix.clicked.connect(self._fix)
        self.buttons.go_vacation.clicked.connect(self._ask_vacation)
        self.buttons.go_read.clicked.connect(self._read_open)

    def reload(self) -> None:
        """Read what is on screen again."""
        if self.review.dispatch.is_busy or self._mode is REPORT:
            return
        if self._mode is REVIEW:
            self.review.reload()
            return
        work, done = self._readings[self._mode]
        self.load(partial(work, self.desk.shop), done)

    def go(self, place: Place) -> None:
        """Show a tab, or the batch of a flow."""
        if self.review.dispatch.is_busy:
            return
        if isinstance(place.key, Chosen):
            self.open_batch(Flow(place.key.flow), place.key.people)
            return
        self._fresh = place.tab in ("", "due")
        self._switch(Mode(place.tab) if place.tab in TABS else DUE)
        self.reload()

    def press_primary(self) -> None:
        """Ctrl+Enter never sends."""
        primary = self.header.primary
        if self._mode in TABS and primary is not None and primary.isEnabled() and primary.isVisible():
            primary.click()

    def go_back(self) -> None:
        """Esc takes the click back while the grace runs, else leaves the batch."""
        if self.review.dispatch.is_waiting:
            self.review.dispatch.cancel()
        else:
            super().go_back()

    def can_leave(self) -> bool:
        """Ask before closing while letters are on their way."""
        dispatch = self.review.dispatch
        if dispatch.is_waiting:
            dispatch.cancel()
        if not dispatch.is_sending:
            return True
        ask_to_leave(self.desk, dispatch.stop)
        return False

    def open_batch(self, flow: Flow, people: frozenset[str] = frozenset()) -> None:
        """Review the batch of a flow; ``people`` are ticked alone where they are given."""
        self._switch(REVIEW)
        self.review.open(flow, people)

    def _show_due(self, found: Due) -> None:
        self.show_content()
        fresh, self._fresh = self._fresh, False
        ready = [batch for batch in found.batches if batch.ready]
        if fresh and len(ready) == 1 and not found.trouble:
            self.open_batch(ready[0].flow)
            return
        self._first = ready[0].flow if ready else None
        words = ngettext("{count} letter waits for you", "{count} letters wait for you", found.ready)
        summary = words.format(count=found.ready) if found.ready else _("Nothing to send today.")
        self._say(_("Email"), summary, found.ready)
        self._trouble = found.trouble
        self.due.show_due(found)

    def _show_flows(self, found: Overview) -> None:
        self.show_content()
        self._say(_("Email"), phrases_flows.summary(found), found.due)
        self._vacation = found.vacation_until
        self.flows.show_flows(found)

    def _show_answers(self, found: Results) -> None:
        self.show_content()
        self._say(_("Email"), phrases_answers.summary(found), self._ready)
        self.buttons.say_doubtful(found.doubtful)
        self.answers.show_results(found)

    def _show_outcomes(self, found: Outcomes) -> None:
        self.show_content()
        self._say(_("Email"), _("What came of your letters in the last 90 days"), self._ready)
        self.results.show_outcomes(found)

    def _show_history(self, found: tuple[Planned, ...]) -> None:
        if found:
            self.show_content()
        else:
            self.show_empty(nothing_sent())
        count = len(found)
        tried = ngettext("{count} letter in the last year", "{count} letters in the last year", count)
        self._say(_("Email"), tried.format(count=count), self._ready)
        self.history.show_list(found)

    def _say(self, title: str, summary: str, ready: int) -> None:
        self._ready = ready
        self.header.say(title, summary)
        self.buttons.say_ready(ready)
        self.header.show_tabs(tabs(ready), on=self._mode.value)
        self.header.tabs.show()

    def _tab(self, key: str) -> None:
        self._fresh = False
        self._switch(Mode(key))
        self.reload()

    def _switch(self, mode: Mode) -> None:
        self._mode = mode
        held = QApplication.focusWidget()
        self.show_view(mode)
        self.hide_banner()
        self._dress()
        if held is not None and not held.isVisible() and self.isAncestorOf(held):
            self._focus_list()

    def _focus_list(self) -> None:
        """Give the focus of what was just hidden to the list of the batch."""
        view = self.views.currentWidget()
        if isinstance(view, (ReviewView, ReportView)):
            view.people.table.setFocus()

    def _dress(self) -> None:
        """Show the buttons of the mode; one of them is the page's primary."""
        self.header.primary = self.buttons.show_mode(self._mode)
        if self._mode not in TABS:
            self.header.show_tabs([])
        self.header.set_back("" if self._mode in TABS else _("Email"))

    def _back(self) -> None:
        if self.review.dispatch.is_busy:
            return
        self._switch(DUE)
        self._fresh = False
        self.reload()

    def _open_first(self) -> None:
        if self._mode is DUE and self._first is not None:
            self.open_batch(self._first)
        else:
            self._fresh = True
            self._switch(DUE)
            self.reload()

    def edit_text(self, flow: object) -> None:
        """Open the text of a flow; a flow whose text was never read is turned on once it was kept."""
        if isinstance(flow, Flow):
            sheet = EditorSheet(self.desk, flow)
            sheet.saved.connect(self._text_saved)
            self.desk.show_sheet(sheet)

    def _text_saved(self, flow: object) -> None:
        if isinstance(flow, Flow) and not plan.is_on(self.desk.shop, flow):
            self.flows.switch(flow, on=True)
        self.reload()

    def _ask_vacation(self) -> None:
        self.desk.show_sheet(VacationSheet(self, self.desk, self._vacation))

    def _open_trouble(self) -> None:
        self._switch(REPORT)
        title = ngettext("{count} letter to settle", "{count} letters to settle", len(self._trouble))
        self.report.show_letters(self._trouble, title.format(count=len(self._trouble)), "")
        self.buttons.say_failed(len(self._failed()))

    def _batch_over(self, report: Report) -> None:
        self._report = report
        self._switch(REPORT)
        at = self.desk.shop.now().astimezone(self.desk.shop.zone())
        letters = [one for one in report.letters if one.kind != "supplier"]
        self.report.show_letters(letters, said.title(self.review.flow), said.ended(letters, at))
        self.buttons.say_failed(len(self._failed()))
        account = report.stopped_by
        ended = (said.title(self.review.flow), said.ended(letters, at))
        self.desk.ended_away.emit(*((account.message, account.next_step) if account is not None else ended))
        if account is not None:
            self.show_banner(account_banner(account, self._go_account))

    def _failed(self) -> list[Planned]:
        return [one for one in self.report.open_ones if one.state.value == "failed"]

    def _fix(self) -> None:
        if failed := self._failed():
            self.report.people.table.go_to(failed[0].key)

    def _go_account(self) -> None:
        self.desk.navigator.go("settings", tab="mail")

    def _go_flows(self) -> None:
        if not self.review.dispatch.is_busy:
            self._tab(Mode.FLOWS.value)
            self.flows.go_to(Flow.SURVEY)

    def _go_history(self) -> None:
        self._tab(Mode.HISTORY.value)

    def _read_open(self) -> None:
        self.answers.read_open()

    def _go_topics(self) -> None:
        self.desk.navigator.go("inbox", tab="topics")
