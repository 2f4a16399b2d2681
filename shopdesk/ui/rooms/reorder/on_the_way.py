"""Pedidos en camino: late ones first, what is missing of each, and how long the supplier really takes."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_orders as said
from shopdesk.services.purchase_orders import OnTheWay, State
from shopdesk.services.reorder_room import Room
from shopdesk.ui.widgets import (
    Cell,
    Column,
    Group,
    Kind,
    Row,
    RowTable,
    TableCard,
)


class OrdersView(QWidget):
    """The table. ``picked(number)``, ``opened(number)``, ``receive_wanted(number)``."""

    picked = Signal(object)
    opened = Signal(object)
    receive_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._orders: tuple[OnTheWay, ...] = ()
        self.table = RowTable(
            [
                Column("order", _("Order and when they confirmed it"), stretch=True),
                Column("arrived", _("Arrived"), width=178),
                Column("expected", _("Expected"), width=130),
                Column("act", "", Kind.LINK, width=84),
            ],
            self._row,
            name="orders_on_the_way",
            words=_("Orders on the way"),
            placeholder=_("Nothing is on the way."),
        )
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)
        self.table.acted.connect(self._acted)
        self.card = TableCard(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card, 1)

    def show_room(self, room: Room) -> None:
        """Show the orders."""
        self._today, self._orders = room.plan.today, room.orders
        late = [one for one in room.open_orders if one.days_late]
        good = [one for one in room.open_orders if not one.days_late]
        done = [one for one in room.orders if not one.is_open]
        entries: list[Any] = []
        for title, members, note in (
            (_("Late"), late, ""),
            (_("On time"), good, ""),
            (_("Finished"), done, _("the last 30 days")),
        ):
            if members:
                count = ngettext("{count} order", "{count} orders", len(members)).format(
                    count=words.number(len(members))
                )
                entries += [Group(title, title, note or count), *members]
        self.table.show_items(entries)
        if self.table.current_key() is None:
            self.table.go_to_first()
        self.card.say(
            "",
            _("What is on the way is already taken off what I suggest.") if entries else "",
            _("R receives · Enter opens") if entries else "",
        )

    def order(self, number: object) -> OnTheWay | None:
        """Return an order by its number."""
        return next((one for one in self._orders if one.order.number == number), None)

    def current(self) -> OnTheWay | None:
        """Return the order in hand."""
        return self.order(self.table.current_key())

    def _row(self, one: OnTheWay) -> Row:
        when = one.confirmed_on or one.placed_on
        icon, tone, style = _icon(one)
        links = (("receive", _("Receive")),) if one.is_open else (("see", _("See")),)
        quiet = "text" if one.is_open else "muted"
        return Row(
            one.order.number,
            (
                Cell(
                    f"{one.order.number} · {one.terms.name}",
                    f"{words.day(when)} · {said.models(one)}",
                    icon=icon,
                    icon_tone=tone,
                    icon_style=style,
                    tone=quiet,
                ),
                Cell(said.arrived(one), said.left(one), role="strong" if one.is_open else "body", tone=quiet),
                Cell(
                    said.expected(one),
                    said.timing(one, self._today),
                    tone=quiet,
                    second_tone="danger" if one.days_late else "muted",
                ),
                Cell(links=links),
            ),
            name=said.line(one),
        )

    def _acted(self, key: object, action: str) -> None:
        if action == "receive":
            self.receive_wanted.emit(key)
        else:
            self.table.go_to(key)
            self.opened.emit(key)


def _icon(one: OnTheWay) -> tuple[str, str, str]:
    if one.days_late:
        return "warning", "danger", "fill"
    if one.is_open:
        return "truck", "primaryText", ""
    if one.state is State.CANCELLED or one.cancelled:
        return "minus-circle", "muted", ""
    return "check-circle", "ok", "fill"
