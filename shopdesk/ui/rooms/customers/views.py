"""The views of Clientes: the list at once, the others made when they are first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage, View
from shopdesk.ui.rooms.customers.back import BackView
from shopdesk.ui.rooms.customers.doubles import DoublesView
from shopdesk.ui.rooms.customers.lasting import LastingView
from shopdesk.ui.rooms.customers.modes import Mode
from shopdesk.ui.rooms.customers.people import PeopleView
from shopdesk.ui.rooms.customers.person import PersonView
from shopdesk.ui.rooms.customers.why import WhyView


class Views(BasePage):
    """Holds them, each under the name of its ``Mode``."""

    parts: ClassVar[tuple[str, ...]] = ("person", "back", "why", "lasting", "doubles")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.views = QStackedWidget()
        self.body.addWidget(self.views, 1)
        self.people = self._take(PeopleView())

    @cached_property
    def person(self) -> PersonView:
        """One of them, whole."""
        return self._take(PersonView())

    @cached_property
    def back(self) -> BackView:
        """Whether they come back."""
        return self._take(BackView())

    @cached_property
    def why(self) -> WhyView:
        """What makes them return."""
        return self._take(WhyView())

    @cached_property
    def lasting(self) -> LastingView:
        """What runs out."""
        return self._take(LastingView())

    @cached_property
    def doubles(self) -> DoublesView:
        """Who stands twice."""
        return self._take(DoublesView())

    def wire(self, view: QWidget) -> None:
        """Connect a view made just now; the page says with what."""

    def show_view(self, mode: Mode) -> None:
        """Put the view of a mode on screen."""
        self.views.setCurrentWidget(getattr(self, mode.value))

    def _take(self, view: View) -> View:
        self.wire(view)
        return self.part(view, self.views)
