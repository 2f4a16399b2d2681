"""The views of Clientes: the list at once, the others made when they are first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from shopdesk.ui.desk import Desk
from shopdesk.ui.page_views import PageOfViews
from shopdesk.ui.rooms.customers.back import BackView
from shopdesk.ui.rooms.customers.doubles import DoublesView
from shopdesk.ui.rooms.customers.lasting import LastingView
from shopdesk.ui.rooms.customers.people import PeopleView
from shopdesk.ui.rooms.customers.person import PersonView
from shopdesk.ui.rooms.customers.why import WhyView


class Views(PageOfViews):
    """Holds them, each under the name of its ``Mode``."""

    parts: ClassVar[tuple[str, ...]] = ("person", "back", "why", "lasting", "doubles")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.people = self.take(PeopleView())

    @cached_property
    def person(self) -> PersonView:
        """One of them, whole."""
        return self.take(PersonView())

    @cached_property
    def back(self) -> BackView:
        """Whether they come back."""
        return self.take(BackView())

    @cached_property
    def why(self) -> WhyView:
        """What makes them return."""
        return self.take(WhyView())

    @cached_property
    def lasting(self) -> LastingView:
        """What runs out."""
        return self.take(LastingView())

    @cached_property
    def doubles(self) -> DoublesView:
        """Who stands twice."""
        return self.take(DoublesView())
