"""Proveedores: how each delivers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.identity import phone_said
from shopdesk.domain.leadtime import Source
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_reorder as said
from shopdesk.services.reorder_room import Room
from shopdesk.services.suppliers import Terms
from shopdesk.ui.widgets import Cell, Column, Kind, Row, RowTable, TableCard


class SuppliersView(QWidget):
    """The table. ``opened(supplier id)``."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._room: Room | None = None
        self.table = RowTable(
            [
                Column("name", _("Supplier"), stretch=True, order=_by_name),
                Column("takes", _("Takes"), width=190, order=_by_days),
                Column("rhythm", _("You order every"), width=130),
                Column("minimum", _("Minimum order"), Kind.NUMBER, width=120),
                Column("coming", _("On the way"), Kind.NUMBER, width=100),
                Column("change", "", Kind.LINK, width=90),
            ],
            self._row,
            name="suppliers",
            words=_("Suppliers"),
            placeholder=_("No suppliers yet. Write the first one with New supplier, or import them."),
        )
        self.table.opened.connect(self.opened)
        self.table.acted.connect(self._acted)
        self.card = TableCard(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card, 1)

    def show_room(self, room: Room) -> None:
        """Show every supplier."""
        self._room = room
        self.table.show_items(room.suppliers)
        if self.table.current_key() is None:
            self.table.go_to_first()
        count = ngettext("{count} supplier", "{count} suppliers", len(room.suppliers)).format(
            count=words.number(len(room.suppliers))
        )
        self.card.say("", count, _("Enter changes"))

    def terms(self, key: object) -> Terms | None:
        """Return a supplier by id."""
        rows = self._room.suppliers if self._room is not None else ()
        return next((one for one in rows if one.id == key), None)

    def _row(self, one: Terms) -> Row:
        assert self._room is not None
        coming = sum(order.missing for order in self._room.open_orders if order.terms.id == one.id)
        rhythm = round(one.cover_days)
        minimum = one.minimum_minor
        phone = phone_said(one.phone, self._room.country)
        contact = " · ".join(part for part in (one.contact, phone, one.email) if part)
        known = one.lead.source is not Source.DEFAULT
        return Row(
            one.id,
            (
                Cell(one.name, contact or _("no contact yet"), role="strong"),
                Cell(said.lead_words(one), tone="text" if known else "warn"),
                Cell(ngettext("{count} day", "{count} days", rhythm).format(count=words.number(rhythm))),
                Cell(
                    "" if minimum is None else words.money(minimum, one.currency or self._room.plan.currency)
                ),
                Cell(words.number(coming) if coming else ""),
                Cell(links=(("change", _("Change it")),)),
            ),
            name=f"{one.name}, {said.lead_words(one)}",
        )

    def _acted(self, key: object, _action: str) -> None:
        self.opened.emit(key)


def _by_name(one: Terms) -> str:
    return one.name.casefold()


def _by_days(one: Terms) -> float:
    return one.lead.days
