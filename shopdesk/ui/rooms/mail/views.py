"""The views of Correos: two at once, the others made when they are first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from shopdesk.ui.desk import Desk
from shopdesk.ui.page_views import PageOfViews
from shopdesk.ui.rooms.mail.answers import AnswersView
from shopdesk.ui.rooms.mail.due import DueView
from shopdesk.ui.rooms.mail.flows import FlowsView
from shopdesk.ui.rooms.mail.report import ReportView
from shopdesk.ui.rooms.mail.results import ResultsView
from shopdesk.ui.rooms.mail.review import ReviewView


class Views(PageOfViews):
    """Holds them, each under the name of its ``Mode``."""

    parts: ClassVar[tuple[str, ...]] = ("flows", "answers", "results", "history", "report")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.due = self.take(DueView())
        self.review = self.take(ReviewView(self, desk))

    @cached_property
    def flows(self) -> FlowsView:
        """The flows and when each goes."""
        return self.take(FlowsView(self, self.desk))

    @cached_property
    def answers(self) -> AnswersView:
        """What people answered."""
        return self.take(AnswersView(self, self.desk))

    @cached_property
    def results(self) -> ResultsView:
        """What came of the letters."""
        return self.take(ResultsView())

    @cached_property
    def history(self) -> ReportView:
        """What was sent."""
        return self.take(ReportView(self, self.desk, name="history_"))

    @cached_property
    def report(self) -> ReportView:
        """How a batch ended."""
        return self.take(ReportView(self, self.desk))
