"""Por pedir: the table of what to order, by supplier, with ticks and quantities."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_reorder as said
from shopdesk.services.reorder import Group as Supplier
from shopdesk.services.reorder import Plan, StyleRow
from shopdesk.ui.widgets import Cell, Column, Group, Kind, Row, RowTable, TableCard

SOON_DAYS = 14
NO_SUPPLIER = 0
"""Group key of what nobody is named for."""


def urgency(plan: Plan, row: StyleRow) -> str:
    """Return the tone of a run-out day: danger within the lead time, amber within two weeks more."""
    if row.runs_out_on is None or not row.is_counted:
        return "neutral"
    lead = row.first.arrives_on - plan.today
    ahead = row.runs_out_on - plan.today
    if ahead <= lead:
        return "danger"
    return "warn" if ahead <= lead + timedelta(SOON_DAYS) else "neutral"


class LinesView(QWidget):
    """The table.

    ``picked(product)``, ``opened(product)``, ``typed(product, pieces)``, ``ticks_changed()``,
    ``printed(supplier)``, ``naming()`` of what has no supplier.
    """

    picked = Signal(object)
    opened = Signal(object)
    typed = Signal(object, int)
    ticks_changed = Signal()
    printed = Signal(object)
    naming = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._rows: tuple[StyleRow, ...] = ()
        self.table = RowTable(
            [
                Column("tick", "", Kind.TICK, width=42),
                Column("product", _("Product"), stretch=True, order=_by_name),
                Column("on_hand", _("In stock"), Kind.NUMBER, width=74, order=_by_stock),
                Column("point", _("Reorder\npoint"), Kind.NUMBER, width=76, order=_by_point),
                Column("runs_out", _("Runs out"), width=124, order=_by_day),
                Column("order", _("Order"), Kind.SPIN, width=92, order=_by_order),
            ],
            self._row,
            name="reorder_lines",
            words=_("Products to order"),
            key=attrgetter("first.product_id"),
        )
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)
        self.table.edited.connect(self.typed)
        self.table.ticks_changed.connect(self.ticks_changed)
        self.table.acted.connect(self._acted)
        self.card = TableCard(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card, 1)

    def show_plan(self, plan: Plan) -> None:
        """Show what is due."""
        self._plan = plan
        groups = plan.groups()
        self._rows = tuple(row for group in groups for row in group.rows)
        entries: list[Any] = []
        for group in groups:
            entries.append(
                Group(
                    group.terms.id or NO_SUPPLIER,
                    group.terms.name or _("Without supplier"),
                    _subtotal(group, plan.currency),
                    "print" if group.terms.id else "name",
                    _("Print") if group.terms.id else _("Say who sells it"),
                )
            )
            entries.extend(group.rows)
        before = self.table.current_key()
        self.table.show_items(entries)
        self.table.set_ticked(row.first.product_id for row in self._rows if row.is_ticked)
        if before is None or self.table.current_key() is None:
            self.table.go_to_first()
        self._say_foot()

    def rows(self) -> tuple[StyleRow, ...]:
        """Return the rows shown."""
        return self._rows

    def row_of(self, product: object) -> StyleRow | None:
        """Return the row of a product, or None."""
        return next((row for row in self._rows if row.first.product_id == product), None)

    def untick_changes(self) -> tuple[list[int], list[int]]:
        """Return the variants just ticked and just left out, against what the plan has."""
        ticked = self.table.ticked()
        on: list[int] = []
        off: list[int] = []
        for row in self._rows:
            if row.is_ticked != (row.first.product_id in ticked):
                target = on if row.first.product_id in ticked else off
                target.extend(line.variant_id for line in row.lines)
        return on, off

    def _row(self, row: StyleRow) -> Row:
        plan = self._plan
        assert plan is not None
        first = row.first
        wanting = sum(1 for line in row.lines if line.wanted)
        sizes = ngettext("{due} of {count} size", "{due} of {count} sizes", len(row.lines)).format(
            due=words.number(wanting), count=words.number(len(row.lines))
        )
        if len(row.lines) == 1 and not first.size:
            sizes = ""
        name = said.name_of(first)
        code = said.code_of(row.lines)
        when = said.run_out(plan.today, row.runs_out_on, counted=row.is_counted)
        return Row(
            first.product_id,
            (
                Cell(),
                Cell(name, " · ".join(part for part in (code, sizes) if part), role="strong"),
                Cell(words.number(row.on_hand), role="h3"),
                Cell(words.number(row.why.reorder_point), tone="muted"),
                Cell(when, badge=urgency(plan, row)),
                Cell(value=row.wanted),
            ),
            name=_("{product}, {stock} in stock, order {order}").format(
                product=name, stock=words.number(row.on_hand), order=words.number(row.wanted)
            ),
        )

    def _acted(self, key: object, action: str) -> None:
        if action == "print":
            self.printed.emit(key)
        elif action == "name":
            self.naming.emit()

    def _say_foot(self) -> None:
        plan = self._plan
        if plan is None:
            return
        chosen = [row for row in self._rows if row.chosen > 0]
        cost = sum(row.cost_minor for row in chosen)
        strong = _("{chosen} of {count} chosen · {pairs}").format(
            chosen=words.number(len(chosen)),
            count=words.number(len(self._rows)),
            pairs=said.pairs(sum(row.chosen for row in chosen)),
        )
        if cost:
            strong = _("{sum} · {money} at cost").format(
                sum=strong, money=words.money(_whole(cost), plan.currency)
            )
        self.card.say(strong, "", _("Space chooses · E edits the quantity"))


def _subtotal(group: Supplier, currency: str) -> str:
    rows, cost = group.rows, group.cost_minor
    told = [
        ngettext("{count} product", "{count} products", len(rows)).format(count=words.number(len(rows))),
        said.pairs(group.pieces),
    ]
    if cost:
        told.append(words.money(_whole(cost), currency))
    short = (group.terms.minimum_minor or 0) - cost
    if group.pieces and cost and short > 0:
        missing = words.money(_whole(short), currency)
        told.append(_("{money} short of its minimum").format(money=missing))
    return " · ".join(told)


def _whole(minor: int) -> int:
    """Drop cents: an order's cost is read in whole pesos."""
    return round(minor / 100) * 100


def _by_name(row: StyleRow) -> str:
    return said.name_of(row.first).casefold()


def _by_stock(row: StyleRow) -> int:
    return row.on_hand


def _by_point(row: StyleRow) -> int:
    return row.why.reorder_point


def _by_day(row: StyleRow) -> int:
    return row.runs_out_on.toordinal() if row.runs_out_on else 10**7


def _by_order(row: StyleRow) -> int:
    return row.wanted
