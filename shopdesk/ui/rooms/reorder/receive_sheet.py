"""What arrived of an order: by scanner or keyboard, with what came broken and what it cost this time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu

from shopdesk.domain.naming import styled
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_reorder
from shopdesk.services.orders_on_the_way import OrderLineRow
from shopdesk.services.purchase_orders import Arrived, OnTheWay
from shopdesk.services.stock import Shelf, StockLevel
from shopdesk.ui.widgets import (
    Button,
    Card,
    Cell,
    Column,
    Field,
    Kind,
    MoneySpin,
    Row,
    RowTable,
    Sheet,
    Spin,
    TableCard,
    Text,
    row,
)

_MOST_DIGITS = 4
"""A longer number is a code, not a count."""
_BROKEN = "-"
_OFFERED = 12
"""So many variants are offered for words that fit several."""


def _is_complete(line: OrderLineRow) -> bool:
    return not line.missing


@dataclass(frozen=True, slots=True)
class _Came:
    """One variant of the order as it is being received; ``cost`` None = as ordered."""

    variant_id: int
    name: str
    sku: str
    missing: int
    came: int
    ordered_at: int | None
    damaged: int = 0
    cost: int | None = None


class ReceiveSheet(Sheet):
    """Scan or type what arrived. ``received(dict of Arrived)``.

    A scan adds one; a number and Enter sets the pieces of the row in hand; a minus and Enter takes one of
    them as damaged. Damaged pieces came, but are not put on the shelf.
    """

    received = Signal(object)

    def __init__(self, one: OnTheWay, *, whole: bool = False) -> None:
        title = _("What arrived of order {number}?").format(number=one.order.number)
        super().__init__("receive_sheet", title, one.terms.name, width=820, height=660)
        self._currency = one.order.currency
        self._shelf: Shelf | None = None
        self._rows = [
            _Came(
                line.variant_id,
                ", ".join(part for part in (styled(line.product, line.color), line.size) if part),
                line.sku,
                line.missing,
                line.missing if whole else 0,
                line.cost_minor,
            )
            for line in sorted(one.lines, key=_is_complete)  # more may come of what is complete
        ]
        self.scan = QLineEdit()
        self.scan.setObjectName("scan")
        self.scan.setPlaceholderText(
            _("Scan, or type a code or name and Enter: adds one. A number sets how many, - one damaged")
        )
        self.scan.setAccessibleName(_("Scan a code"))
        self.scan.returnPressed.connect(self._scanned)
        self.said = Text("", "small", tone="warn")
        self.table = RowTable(
            [
                Column("name", _("Product and size"), stretch=True),
                Column("missing", _("Missing"), Kind.NUMBER, width=80),
                Column("came", _("Arrived"), Kind.SPIN, width=96),
                Column("damaged", _("Damaged"), Kind.NUMBER, width=80),
                Column("cost", _("Cost"), Kind.NUMBER, width=100),
            ],
            self._row,
            name="receive_lines",
            words=_("What arrived"),
        )
        self.table.edited.connect(self._typed)
        self.table.picked.connect(self._picked)
        self.all = Button(_("Everything arrived"), "link", name="everything_came", press=self._everything)
        self.go = Button("", "primary", name="receive_now", icon="check", press=self._receive)
        self.body.addWidget(self.scan)
        self.body.addLayout(row(self.said, None, self.all))
        self.body.addWidget(TableCard(self.table), 1)
        self.body.addWidget(self._differences())
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_receive", press=self.close_sheet))
        self.foot.addWidget(self.go)
        self.primary = self.go
        self._show()
        self.table.go_to_first()

    def set_shelf(self, shelf: Shelf) -> None:
        """Say what the shop holds: what came without being ordered is found there."""
        self._shelf = shelf

    def arrived(self) -> dict[int, Arrived]:
        """Return what is written now, by variant."""
        return {one.variant_id: Arrived(one.came, one.damaged, one.cost) for one in self._rows if one.came}

    def _differences(self) -> Card:
        """Return the fields of the row in hand: what came broken, and at what cost."""
        self.about = Text("", "h3", wrap=True)
        self.damaged = Spin("damaged", _("Of them, damaged"), low=0, high=9999)
        self.damaged.valueChanged.connect(self._damaged_typed)
        places = words.decimals(self._currency)
        self.cost = MoneySpin("cost_now", _("What each cost this time"), decimals=places)
        self.cost.valueChanged.connect(self._cost_typed)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.about, 2)
        across.addWidget(Field(_("Of them, damaged"), self.damaged), 1)
        across.addWidget(Field(_("What each cost this time"), self.cost), 1)
        card = Card("sunken", gap=4)
        card.setObjectName("receive_differences")
        card.body.addLayout(across)
        return card

    def _show(self) -> None:
        self.table.show_items(self._rows)
        total, broken = sum(one.came for one in self._rows), sum(one.damaged for one in self._rows)
        self.go.set_words(_("Receive {pairs}").format(pairs=phrases_reorder.pairs(total)))
        self.go.forbid("" if total else _("Say what arrived first."))
        self.said.setText(
            ngettext(
                "{count} pair damaged: it does not go on the shelf.",
                "{count} pairs damaged: they do not go on the shelf.",
                broken,
            ).format(count=words.number(broken))
            if broken
            else ""
        )

    def _row(self, one: _Came) -> Row:
        cost = one.ordered_at if one.cost is None else one.cost
        cells = (
            Cell(one.name, one.sku, role="strong"),
            Cell(words.number(one.missing), tone="muted"),
            Cell(value=one.came),
            Cell(words.number(one.damaged) if one.damaged else "", tone="danger"),
            Cell(
                "" if cost is None else words.money(cost, self._currency),
                tone="muted" if one.cost is None else "warn",
            ),
        )
        name = _("{product}, {missing} missing, {came} arrived, {damaged} damaged").format(
            product=one.name, missing=one.missing, came=one.came, damaged=one.damaged
        )
        return Row(one.variant_id, cells, name=name)

    def _in_hand(self) -> _Came | None:
        key = self.table.current_key()
        return next((one for one in self._rows if one.variant_id == key), None)

    def _put(self, changed: _Came) -> None:
        fitting = replace(changed, damaged=min(changed.damaged, changed.came))
        self._rows = [fitting if one.variant_id == fitting.variant_id else one for one in self._rows]
        self._show()
        self._picked(fitting.variant_id)

    def _picked(self, key: object) -> None:
        """Show the differences of another row, without taking that for typing."""
        one = next((one for one in self._rows if one.variant_id == key), None)
        if one is None:
            return
        cost = one.ordered_at if one.cost is None else one.cost
        for field in (self.damaged, self.cost):
            field.blockSignals(True)
        self.about.setText(one.name)
        self.damaged.setMaximum(one.came)
        self.damaged.setValue(one.damaged)
        self.cost.set_minor(cost or 0)
        for field in (self.damaged, self.cost):
            field.blockSignals(False)

    def _damaged_typed(self, pieces: int) -> None:
        one = self._in_hand()
        if one is not None:
            self._put(replace(one, damaged=pieces))

    def _cost_typed(self, _amount: float) -> None:
        one = self._in_hand()
        if one is not None:
            minor = self.cost.minor()
            self._put(replace(one, cost=None if minor == (one.ordered_at or 0) else minor))

    def _typed(self, key: object, pieces: int) -> None:
        found = next((one for one in self._rows if one.variant_id == key), None)
        if found is not None:
            self._put(replace(found, came=pieces))

    def _everything(self) -> None:
        self._rows = [replace(one, came=one.missing) for one in self._rows]
        self._show()

    def _scanned(self) -> None:
        code = self.scan.text().strip()
        self.scan.clear()
        one = self._in_hand()
        if one is not None and code.isdigit() and len(code) <= _MOST_DIGITS and not self._known(code):
            self._put(replace(one, came=int(code)))
        elif one is not None and code == _BROKEN:
            self._put(replace(one, came=max(one.came, one.damaged + 1), damaged=one.damaged + 1))
        elif code:
            self._add_one(code)

    def _known(self, code: str) -> _Came | None:
        return next((one for one in self._rows if one.sku.casefold() == code.casefold()), None)

    def _add_one(self, code: str) -> None:
        found = self._known(code)
        if found is None:
            self._add_unordered(code)
            return
        self.table.go_to(found.variant_id)
        self._put(replace(found, came=found.came + 1))

    def _add_unordered(self, code: str) -> None:
        """Add what came without being ordered: by its code at once, by a few words out of a list."""
        hits = self._shelf.find(code) if self._shelf is not None else ()
        if len(hits) == 1:
            self._add_level(hits[0])
        elif hits:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for level in hits[:_OFFERED]:
                name = ", ".join(p for p in (styled(level.product, level.color), level.size) if p)
                action = QAction(f"{name} · {level.sku}" if level.sku else name, menu)
                action.triggered.connect(partial(self._add_level, level))
                menu.addAction(action)
            menu.popup(self.scan.mapToGlobal(self.scan.rect().bottomLeft()))
        else:
            told = _("{code} is neither on this order nor in your shop. Add the product first, in Sales.")
            self.said.setText(told.format(code=code))

    def _add_level(self, level: StockLevel, _checked: bool = False) -> None:
        """Add one piece of a variant, on the order or not."""
        if all(one.variant_id != level.variant_id for one in self._rows):
            name = ", ".join(part for part in (styled(level.product, level.color), level.size) if part)
            self._rows.append(_Came(level.variant_id, name, level.sku, 0, 0, None))
            self._show()
        known = next(one for one in self._rows if one.variant_id == level.variant_id)
        self.table.go_to(known.variant_id)
        self._put(replace(known, came=known.came + 1))
        if not known.missing:
            self.said.setText(
                _("{product} was not on the order: it goes on the shelf all the same.").format(
                    product=known.name
                )
            )

    def _receive(self) -> None:
        self.received.emit(self.arrived())
        self.finish()
