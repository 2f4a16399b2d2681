"""The views of Correos: two at once, the others made when they are first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage, View
from shopdesk.ui.rooms.mail.answers import AnswersView
from shopdesk.ui.rooms.mail.due import DueView
from shopdesk.ui.rooms.mail.flows import FlowsView
from shopdesk.ui.rooms.mail.modes import Mode
from shopdesk.ui.rooms.mail.report import ReportView
from shopdesk.ui.rooms.mail.results import ResultsView
from shopdesk.ui.rooms.mail.review import ReviewView


class Views(BasePage):
    """Holds them, each under the name of its ``Mode``."""

    parts: ClassVar[tuple[str, ...]] = ("flows", "answers", "results", "history", "report")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.views = QStackedWidget()
        self.body.addWidget(self.views, 1)
        self.due = self._take(DueView())
        self.review = self._take(ReviewView(self, desk))

    @cached_property
    def flows(self) -> FlowsView:
        """The flows and when each goes."""
        return self._take(FlowsView(self, self.desk))

    @cached_property
    def answers(self) -> AnswersView:
        """What people answered."""
        return self._take(AnswersView(self, self.desk))

    @cached_property
    def results(self) -> ResultsView:
        """What came of the letters."""
        return self._take(ResultsView())

    @cached_property
    def history(self) -> ReportView:
        """What was sent."""
        return self._take(ReportView(self, self.desk, name="history_"))

    @cached_property
    def report(self) -> ReportView:
        """How a batch ended."""
        return self._take(ReportView(self, self.desk))

    def wire(self, view: QWidget) -> None:
        """Connect a view made just now; the page says with what."""

    def show_view(self, mode: Mode) -> None:
        """Put the view of a mode on screen."""
        self.views.setCurrentWidget(getattr(self, mode.value))

    def _take(self, view: View) -> View:
        self.wire(view)
        return self.part(view, self.views)
