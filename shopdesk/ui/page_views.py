"""A page of several views in one place, of which the owner sees one at a time."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage, View


class PageOfViews(BasePage):
    """Holds views under the names of a room's modes: the first made at once, the others when wanted.

    A room makes those it opens with in its constructor, ``self.due = self.take(DueView())``, and each of the
    others in a ``cached_property`` of the same shape whose name stands in ``parts``.

    Attributes:
        views: The views made so far, the one on screen on top.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.views = QStackedWidget()
        self.body.addWidget(self.views, 1)

    def take(self, view: View) -> View:
        """Connect a view made just now and put it with the others; return it."""
        self.wire(view)
        return self.part(view, self.views)

    def wire(self, view: QWidget) -> None:
        """Connect a view made just now; the page says with what."""

    def show_view(self, mode: StrEnum) -> None:
        """Put the view of a mode on screen, made now if it was never asked for."""
        self.views.setCurrentWidget(getattr(self, mode.value))
