"""Correos: what is due, the flows, what people answered, what came of it, what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.mail import phrases_review as said
from shopdesk.services.mail import review as reviews
from shopdesk.services.mail.plan import Planned
from shopdesk.services.mail.review import Due
from shopdesk.services.mail.send import Report
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.mail.due import DueView
from shopdesk.ui.rooms.mail.report import ReportView
from shopdesk.ui.rooms.mail.review import ReviewView
from shopdesk.ui.widgets import Banner, Button, ConfirmSheet, Fold


@dataclass(frozen=True, slots=True)
class _Mode:
    """What the page shows: a tab, one batch, or how a batch ended."""

    name: str
    back: str = ""


DUE, REVIEW, REPORT = _Mode("due"), _Mode("review"), _Mode("report")


class Page(BasePage):
    """The page; see ``BasePage``."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "outbox_letter",
            "letter_template",
            "suppression",
            "consent",
            "survey_answer",
            "sale_order",
            "order_line",
            "message",
            "setting",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._mode = DUE
        self._fresh = True
        self._report: Report | None = None
        self._first: Flow | None = None
        self._trouble: tuple[Planned, ...] = ()
        self.due = DueView()
        self.due.opened.connect(self.open_batch)
        self.due.trouble_wanted.connect(self._open_trouble)
        self.review = ReviewView(self, desk)
        self.review.over.connect(self._batch_over)
        self.review.flow_wanted.connect(self._go_flows)
        self.report = ReportView(self, desk)
        self.views = QStackedWidget()
        for view in (self.due, self.review, self.report):
            self.views.addWidget(view)
        self.body.addWidget(self.views, 1)
        self.header.went_back.connect(self._back)
        self.header.tabs.picked.connect(self._tab)
        self.go_due = Button(
            _("Review"), "primary", name="review_due", icon="arrow-right", press=self._open_first
        )
        self.go_history = Button(
            _("See the history"), name="see_history", icon="clock-counter-clockwise", press=self._go_history
        )
        self.go_fix = Button(
            _("Correct what failed"), "primary", name="fix_failed", icon="arrow-right", press=self._fix
        )
        for button in (self.review.go_trial, self.go_history, self.review.go_send, self.go_fix, self.go_due):
            self.header.add_button(button)
        self._dress()

    def reload(self) -> None:
        """Read what is on screen again."""
        if self.review.dispatch.is_busy:
            return
        if self._mode is REVIEW:
            self.review.reload()
        elif self._mode is DUE:
            self.load(partial(reviews.due, self.desk.shop), self._show_due)

    def go(self, place: Place) -> None:
        """Show a tab, or the batch of a flow."""
        if self.review.dispatch.is_busy:
            return
        if place.tab in ("", "due"):
            self._fresh = True
            self._switch(DUE)
            self.reload()
        else:
            super().go(place)

    def fold(self, fold: Fold) -> None:
        """Arrange each view for the room there is."""
        super().fold(fold)
        self.review.fold(fold)
        self.report.fold(fold)

    def press_primary(self) -> None:
        """Ctrl+Enter never sends."""
        if self._mode is DUE and self.go_due.isEnabled():
            self.go_due.click()

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
        sheet = ConfirmSheet(
            _("Letters are still on their way. Shall I leave the rest ready for later?"),
            _("The one under way finishes. The rest waits for your click; it never goes on by itself."),
            verb=_("Leave them ready"),
            keep=_("Go on sending"),
            destructive=False,
        )
        sheet.confirmed.connect(dispatch.stop)
        self.desk.show_sheet(sheet)
        return False

    def open_batch(self, flow: Flow) -> None:
        """Review the batch of a flow."""
        self._switch(REVIEW)
        self.review.open(flow)

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
        self.header.say(_("Email"), summary)
        verb = ngettext("Review {count} to send", "Review {count} to send", found.ready)
        self.go_due.set_words(verb.format(count=found.ready))
        self.go_due.forbid("" if ready else _("There is nothing to send."))
        self._trouble = found.trouble
        self.due.show_due(found)
        self._tabs(found.ready)

    def _tabs(self, ready: int) -> None:
        self.header.show_tabs([("due", _("To send ({count})").format(count=ready))], on="due")
        self.header.tabs.show()

    def _tab(self, _key: str) -> None:
        self._switch(DUE)
        self.reload()

    def _switch(self, mode: _Mode) -> None:
        self._mode = mode
        views: dict[str, QWidget] = {"due": self.due, "review": self.review, "report": self.report}
        self.views.setCurrentWidget(views[mode.name])
        self.hide_banner()
        self._dress()

    def _dress(self) -> None:
        """Show the buttons of the mode; one of them is the page's primary."""
        in_review, in_report = self._mode is REVIEW, self._mode is REPORT
        for button, shown in (
            (self.review.go_trial, in_review),
            (self.review.go_send, in_review),
            (self.go_history, in_report),
            (self.go_fix, in_report),
            (self.go_due, self._mode is DUE),
        ):
            button.setVisible(shown)
        self.header.primary = (
            self.review.go_send if in_review else self.go_fix if in_report else self.go_due
        )
        if self._mode is not DUE:
            self.header.show_tabs([])
        self.header.set_back("" if self._mode is DUE else _("Email"))

    def _back(self) -> None:
        if self.review.dispatch.is_busy:
            return
        self._switch(DUE)
        self._fresh = False
        self.reload()

    def _open_first(self) -> None:
        if self._first is not None:
            self.open_batch(self._first)

    def _open_trouble(self) -> None:
        self._switch(REPORT)
        title = ngettext("{count} letter to settle", "{count} letters to settle", len(self._trouble))
        self.report.show_letters(self._trouble, title.format(count=len(self._trouble)), "")
        self._show_fix()

    def _batch_over(self, report: Report) -> None:
        self._report = report
        self._switch(REPORT)
        at = self.desk.shop.now().astimezone(self.desk.shop.zone())
        letters = [one for one in report.letters if one.kind != "supplier"]
        self.report.show_letters(letters, said.title(self.review.flow), said.ended(letters, at))
        self._show_fix()
        if report.stopped_by is not None:
            account = report.stopped_by
            self.show_banner(
                Banner(
                    "danger",
                    account.message,
                    account.next_step,
                    icon="plugs",
                    button=_("Check account"),
                    press=self._go_account,
                )
            )

    def _show_fix(self) -> None:
        failed = [one for one in self.report.open_ones if one.state.value == "failed"]
        self.go_fix.setVisible(bool(failed))
        words = ngettext("Correct the one that failed", "Correct the {count} that failed", len(failed))
        self.go_fix.set_words(words.format(count=len(failed)))

    def _fix(self) -> None:
        failed = [one for one in self.report.open_ones if one.state.value == "failed"]
        if failed:
            self.report.people.table.go_to(failed[0].key)

    def _go_account(self) -> None:
        self.desk.navigator.go("settings", tab="mail")

    def _go_flows(self) -> None:
        self._back()

    def _go_history(self) -> None:
        self._back()
