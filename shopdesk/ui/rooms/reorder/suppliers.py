"""Proveedores: how each delivers, and changing it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.leadtime import Source
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_reorder as said
from shopdesk.services.reorder_room import Room
from shopdesk.services.suppliers import Terms
from shopdesk.ui.widgets import (
    Button,
    Cell,
    Column,
    Field,
    Kind,
    LineField,
    Row,
    RowTable,
    Sheet,
    Spin,
    TableCard,
)


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
            placeholder=_("No suppliers yet. Import them, or name one on a product."),
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
        contact = " · ".join(part for part in (one.contact, one.phone, one.email) if part)
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


class SupplierSheet(Sheet):
    """What is known of a supplier, to change. ``saved(dict of columns)``."""

    saved = Signal(object)
    boxes_wanted = Signal()

    def __init__(self, one: Terms) -> None:
        super().__init__("supplier_sheet", one.name, said.lead_words(one), width=520)
        self.one = one
        self.days = Spin("lead_days", _("Days they take"), low=0, high=365)
        self.days.setValue(round(one.stated_days if one.stated_days is not None else one.lead.days))
        self.rhythm = Spin("review_days", _("You order every so many days"), low=1, high=90)
        self.rhythm.setValue(round(one.cover_days))
        self.email = LineField(_("Mail"), name="supplier_email", value=one.email)
        self.phone = LineField(_("Phone, for WhatsApp"), name="supplier_phone", value=one.phone)
        self.contact = LineField(_("Who you talk to"), name="supplier_contact", value=one.contact)
        numbers = QHBoxLayout()
        numbers.setSpacing(12)
        numbers.addWidget(Field(_("Days they take"), self.days), 1)
        numbers.addWidget(Field(_("You order every so many days"), self.rhythm), 1)
        self.body.addLayout(numbers)
        for field in (self.contact, self.phone, self.email):
            self.body.addWidget(field)
        self.foot.addWidget(Button(_("Its boxes…"), "link", name="its_boxes", press=self._boxes))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_supplier", press=self.close_sheet))
        self.foot.addWidget(Button(_("Save"), "primary", name="save_supplier", press=self._save))

    def _boxes(self) -> None:
        self.finish()
        self.boxes_wanted.emit()

    def _save(self) -> None:
        values: dict[str, object] = {
            "email": self.email.value(),
            "phone": self.phone.value(),
            "contact": self.contact.value(),
        }
        stated = self.one.stated_days
        if stated is None or self.days.value() != round(stated):
            values["lead_days"] = float(self.days.value())
        if self.rhythm.value() != round(self.one.cover_days):
            values["review_days"] = self.rhythm.value()
        self.saved.emit(values)
        self.finish()


def _by_name(one: Terms) -> str:
    return one.name.casefold()


def _by_days(one: Terms) -> float:
    return one.lead.days
