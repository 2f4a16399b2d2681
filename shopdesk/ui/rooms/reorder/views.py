"""The views of Resurtir: the list at once, the others made when they are first wanted."""

from __future__ import annotations

from functools import cached_property, partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from shopdesk.services.reorder_room import Room
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.reorder.count_mode import CountMode
from shopdesk.ui.rooms.reorder.everything import EverythingView
from shopdesk.ui.rooms.reorder.lines import LinesView
from shopdesk.ui.rooms.reorder.on_the_way import OrdersView
from shopdesk.ui.rooms.reorder.order_rail import OrdersRail
from shopdesk.ui.rooms.reorder.rail import LinesRail
from shopdesk.ui.rooms.reorder.suppliers import SuppliersView
from shopdesk.ui.turns import Turns
from shopdesk.ui.widgets import Split

TABS = ("lines", "all", "orders", "suppliers")
_VIEWS = {"all": "everything", "orders": "orders", "suppliers": "suppliers"}
"""Which view stands behind a tab."""


class Views(BasePage):
    """Holds them. A view is filled when its tab is opened, else in its turn: all four at once took 130 ms.

    Attributes:
        splits: Main column and rail of those tabs that have one and were made, and of the count.
    """

    parts: ClassVar[tuple[str, ...]] = (*_VIEWS.values(), "count")
    all_rail: LinesRail
    orders_rail: OrdersRail

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.room: Room | None = None
        self.tabs = QStackedWidget()
        self.body.addWidget(self.tabs, 1)  # before it is filled: what it holds would be dressed twice
        self.turns = Turns(self)
        self.splits: dict[str, Split] = {}
        self.lines, self.lines_rail = LinesView(), LinesRail("lines")
        self._stand("lines", self.lines, self.lines_rail)

    @cached_property
    def everything(self) -> EverythingView:
        """Every style on the shelf."""
        view, self.all_rail = EverythingView(), LinesRail("all")
        self._stand("all", view, self.all_rail)
        self._fill_later("all", view)
        return view

    @cached_property
    def orders(self) -> OrdersView:
        """What is on the way."""
        view, self.orders_rail = OrdersView(), OrdersRail()
        self._stand("orders", view, self.orders_rail)
        self._fill_later("orders", view)
        return view

    @cached_property
    def suppliers(self) -> SuppliersView:
        """Who it comes from."""
        view = self.part(SuppliersView(), self.tabs)
        self.wire(view)
        self._fill_later("suppliers", view)
        return view

    @cached_property
    def count(self) -> CountMode:
        """Counting, while it goes on."""
        mode, primary = CountMode(self), self.header.primary
        for button in (mode.leave, mode.go):
            self.header.add_button(button)
            button.hide()
        self.header.primary = primary
        self.splits["count"] = self.part(mode.split, self.tabs)
        self.wire(mode)
        return mode

    def wire(self, view: object) -> None:
        """Connect a view made just now; the page says with what."""

    def wire_rail(self, rail: LinesRail | OrdersRail) -> None:
        """Connect the rail of a view; the page says with what."""

    def view(self, tab: str) -> LinesView | EverythingView | OrdersView | SuppliersView:
        """Return the view of a tab, made and filled if it was not."""
        found: LinesView | EverythingView | OrdersView | SuppliersView
        found = getattr(self, _VIEWS.get(tab, tab))
        self.turns.now(tab)
        return found

    def show_view(self, tab: str) -> None:
        """Put the view of a tab on screen."""
        view: QWidget = self.view(tab)
        self.tabs.setCurrentWidget(self.splits.get(tab, view))

    def refill(self) -> None:
        """Have every view that was made show the room as it is now."""
        for tab, name in _VIEWS.items():
            if self.is_made(name):
                self._fill_later(tab, getattr(self, name))

    def _fill_later(self, tab: str, view: EverythingView | OrdersView | SuppliersView) -> None:
        if self.room is not None:
            self.turns.put(tab, partial(view.show_room, self.room))

    def _stand(self, tab: str, view: QWidget, rail: LinesRail | OrdersRail) -> None:
        """Put a view beside its rail, and connect both."""
        self.splits[tab] = self.part(Split(view, rail, drawer=True, name=f"{tab}_rail"), self.tabs)
        self.wire(view)
        self.wire_rail(rail)
