"""What is asked about an order: what arrived, and which day they gave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QLineEdit

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_reorder
from shopdesk.services.purchase_orders import Arrived, OnTheWay
from shopdesk.ui.widgets import Button, Cell, Column, Field, Kind, Row, RowTable, Sheet, TableCard, Text, row


@dataclass(frozen=True, slots=True)
class _Came:
    """One variant of the order as it is being received."""

    variant_id: int
    name: str
    sku: str
    missing: int
    came: int
    damaged: int = 0


class ReceiveSheet(Sheet):
    """Scan or type what arrived; everything missing stands ready. ``received(dict of Arrived)``."""

    received = Signal(object)

    def __init__(self, one: OnTheWay, *, whole: bool = False) -> None:
        title = _("What arrived of order {number}?").format(number=one.order.number)
        super().__init__("receive_sheet", title, one.terms.name, width=760, height=620)
        self._rows = [
            _Came(
                line.variant_id,
                ", ".join(part for part in (f"{line.product} {line.color}".strip(), line.size) if part),
                line.sku,
                line.missing,
                line.missing if whole else 0,
            )
            for line in one.lines
            if line.missing
        ]
        self.scan = QLineEdit()
        self.scan.setObjectName("scan")
        self.scan.setPlaceholderText(_("Scan, or type a code and press Enter: each adds one"))
        self.scan.setAccessibleName(_("Scan a code"))
        self.scan.returnPressed.connect(self._scanned)
        self.said = Text("", "small", tone="warn")
        self.table = RowTable(
            [
                Column("name", _("Product and size"), stretch=True),
                Column("missing", _("Missing"), Kind.NUMBER, width=80),
                Column("came", _("Arrived"), Kind.SPIN, width=96),
            ],
            self._row,
            name="receive_lines",
            words=_("What arrived"),
        )
        self.table.edited.connect(self._typed)
        self.all = Button(_("Everything arrived"), "link", name="everything_came", press=self._everything)
        self.go = Button("", "primary", name="receive_now", icon="check", press=self._receive)
        self.body.addWidget(self.scan)
        self.body.addLayout(row(self.said, None, self.all))
        self.body.addWidget(TableCard(self.table), 1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_receive", press=self.close_sheet))
        self.foot.addWidget(self.go)
        self._show()

    def arrived(self) -> dict[int, Arrived]:
        """Return what is written now, by variant."""
        return {one.variant_id: Arrived(one.came) for one in self._rows if one.came}

    def _show(self) -> None:
        self.table.show_items(self._rows)
        total = sum(one.came for one in self._rows)
        self.go.set_words(_("Receive {pairs}").format(pairs=phrases_reorder.pairs(total)))
        self.go.forbid("" if total else _("Say what arrived first."))

    def _row(self, one: _Came) -> Row:
        cells = (
            Cell(one.name, one.sku, role="strong"),
            Cell(words.number(one.missing), tone="muted"),
            Cell(value=one.came),
        )
        name = _("{product}, {missing} missing, {came} arrived").format(
            product=one.name, missing=one.missing, came=one.came
        )
        return Row(one.variant_id, cells, name=name)

    def _typed(self, key: object, pieces: int) -> None:
        self._rows = [replace(one, came=pieces) if one.variant_id == key else one for one in self._rows]
        self._show()

    def _everything(self) -> None:
        self._rows = [replace(one, came=one.missing) for one in self._rows]
        self._show()

    def _scanned(self) -> None:
        code = self.scan.text().strip()
        self.scan.clear()
        found = next((one for one in self._rows if one.sku.casefold() == code.casefold()), None)
        self.said.setText("" if found or not code else _("{code} is not on this order.").format(code=code))
        if found is not None:
            self._typed(found.variant_id, found.came + 1)
            self.table.go_to(found.variant_id)

    def _receive(self) -> None:
        self.received.emit(self.arrived())
        self.finish()


class DaySheet(Sheet):
    """The day the supplier gave. ``given(date)``."""

    given = Signal(object)

    def __init__(self, title: str, verb: str, first: date, start: date) -> None:
        super().__init__("day_sheet", title, width=460)
        self.day = QDateEdit(QDate(start.year, start.month, start.day))
        self.day.setObjectName("promised_day")
        self.day.setCalendarPopup(True)
        self.day.setMinimumDate(QDate(first.year, first.month, first.day))
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.body.addWidget(Field(_("Which day did they say?"), self.day))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_day", press=self.close_sheet))
        self.foot.addWidget(Button(verb, "primary", name="keep_day", icon="check", press=self._keep))

    def _keep(self) -> None:
        chosen = self.day.date()
        self.given.emit(date(chosen.year(), chosen.month(), chosen.day()))
        self.finish()
