"""What is known of a supplier, to change; or a new one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from shopdesk.domain.naming import name_key
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_supply as said
from shopdesk.services.suppliers import Terms
from shopdesk.ui.rooms.reorder.closed_days import ClosedDays
from shopdesk.ui.widgets import Button, Field, LineField, MoneySpin, Sheet, Spin

_FIRST_DAYS, _FIRST_RHYTHM = 14, 7


class SupplierSheet(Sheet):
    """``saved(name, dict of columns)``; ``boxes_wanted()`` for a supplier already known.

    Args:
        one: The supplier; None asks for a new one.
        today: First day that can be closed.
        currency: Of the shop, where the supplier has none.
        known: Names already taken.
    """

    saved = Signal(str, object)
    boxes_wanted = Signal()

    def __init__(self, one: Terms | None, today: date, *, currency: str, known: Iterable[str] = ()) -> None:
        title = _("New supplier") if one is None else one.name
        super().__init__("supplier_sheet", title, "" if one is None else said.clocks(one), width=620)
        self.one = one
        self._known = {name_key(name) for name in known}
        self._currency = (one.currency if one is not None else "") or currency
        self.name = LineField(_("Name"), name="supplier_name", check=self._check_name)
        self._numbers(one)
        self.contact = LineField(_("Who you talk to"), name="supplier_contact")
        self.phone = LineField(_("Phone, for WhatsApp"), name="supplier_phone")
        self.email = LineField(_("Mail"), name="supplier_email", check=_check_mail)
        self.notes = LineField(_("Note"), name="supplier_notes")
        if one is not None:
            for field, value in (
                (self.contact, one.contact), (self.phone, one.phone), (self.email, one.email),
                (self.notes, one.notes),
            ):  # fmt: skip
                field.set_value(value)
        self.closed_days = ClosedDays(() if one is None else one.closures, today)
        self.body.addWidget(self.name)
        self.name.setVisible(one is None)
        self.body.addLayout(_across(self._days, self._spread, self._rhythm, self._minimum))
        self.body.addLayout(_across(self.contact, self.phone))
        self.body.addLayout(_across(self.email, self.notes))
        self.body.addSpacing(6)
        self.body.addWidget(self.closed_days)
        self.body.addStretch(1)
        if one is not None:
            self.foot.addWidget(Button(_("Its boxes…"), "link", name="its_boxes", press=self._boxes))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_supplier", press=self.close_sheet))
        self.primary = Button(_("Save"), "primary", name="save_supplier", press=self._save)
        self.foot.addWidget(self.primary)

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        return self.name.line if self.one is None else self.days

    def _numbers(self, one: Terms | None) -> None:
        self.days = Spin("lead_days", _("Days they take"), low=0, high=365)
        self.spread = Spin("lead_days_sd", _("Give or take"), low=0, high=120)
        self.rhythm = Spin("review_days", _("You order every"), low=1, high=90)
        self.minimum = MoneySpin("minimum_order", _("Minimum order"), decimals=words.decimals(self._currency))
        if one is None:
            self.days.setValue(_FIRST_DAYS)
            self.spread.setValue(round(_FIRST_DAYS * 2 / 7))
            self.rhythm.setValue(_FIRST_RHYTHM)
        else:
            self.days.setValue(round(one.stated_days if one.stated_days is not None else one.lead.days))
            self.spread.setValue(round(one.stated_spread))
            self.rhythm.setValue(round(one.cover_days))
            self.minimum.set_minor(one.minimum_minor or 0)
        for spin in (self.days, self.spread, self.rhythm):
            spin.setSuffix(" " + _("days"))
        self.minimum.setSpecialValueText(_("none"))
        self._days, self._spread, self._rhythm, self._minimum = (
            Field(spin.accessibleName(), spin) for spin in (self.days, self.spread, self.rhythm, self.minimum)
        )
        self._at_first = self._stand()

    def _stand(self) -> tuple[int, int, int]:
        return self.days.value(), self.spread.value(), self.rhythm.value()

    def _check_name(self, typed: str) -> str:
        if not typed.strip():
            return _("Write the supplier's name.")
        if name_key(typed) in self._known:
            return _("There is one of that name already. Change that one.")
        return ""

    def _boxes(self) -> None:
        self.finish()
        self.boxes_wanted.emit()

    def _save(self) -> None:
        if not self.email.is_right() or (self.one is None and not self.name.is_right()):
            return
        minimum = self.minimum.minor()
        values: dict[str, object] = {
            "email": self.email.value(),
            "phone": self.phone.value(),
            "contact": self.contact.value(),
            "notes": self.notes.value(),
            "closed_days": self.closed_days.kept(),
            "minimum_order_minor": minimum or None,
            "currency": self._currency if minimum else "",
        }
        days, spread, rhythm = self._stand()
        is_unsaid = self.one is None or self.one.stated_days is None
        if is_unsaid or (days, spread) != self._at_first[:2]:
            values |= {"lead_days": float(days), "lead_days_sd": float(spread)}
        if self.one is None or rhythm != self._at_first[2]:
            values["review_days"] = rhythm
        self.saved.emit(self.name.value() if self.one is None else self.one.name, values)
        self.finish()


def _check_mail(typed: str) -> str:
    name, at, host = typed.strip().partition("@")
    is_right = not typed.strip() or (name and at and "." in host and " " not in typed.strip())
    return "" if is_right else _("A mail address looks like ventas@proveedor.com.")


def _across(*fields: QWidget) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(12)
    for field in fields:
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        across.addWidget(field, 1)
    return across
