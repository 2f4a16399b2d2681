"""Groups of rows into orders in the pile; what a source has to answer for that."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from shopdesk.formats import cells, order_building
from shopdesk.formats.base import Row
from shopdesk.formats.cells import CellProblem, Fields, Understanding
from shopdesk.formats.grouping import Group, Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.records import Buyer, OrderKind, OrderRecord, OrderStatus
from shopdesk.formats.sifting import Pile
from shopdesk.runtime.i18n import _

_CHANGING = frozenset({
    "status", "payment", "shipped_at", "delivered_at", "promised_at", "reason", "category", "city", "notes",
})  # fmt: skip
"""Fields that an owner fills in later: they do not make another order of the row."""


class Source(Protocol):
    """What a format of orders answers about its rows; ``OrderFormat`` has the usual answers."""

    name: str
    blank_continues: bool
    trailing_variants: bool
    subtotal_is_net: bool
    lines_are_net: bool

    def leave_out(self, fields: Fields) -> tuple[str, str] | None:
        """Return code and words if a row is no sale on purpose."""

    def merged(self, rows: Run) -> Fields:
        """Return the order's own fields."""

    def placed(self, order: Fields, view: Understanding) -> datetime:
        """Return when it was made."""

    def status(self, order: Fields) -> OrderStatus:
        """Return where it stands."""

    def order_kind(self, order: Fields) -> OrderKind:
        """Return what it does to the shelf."""

    def sold_on(self, order: Fields) -> str:
        """Return its channel."""

    def currency(self, order: Fields, view: Understanding) -> str:
        """Return the ISO code of its amounts."""

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read its lines."""

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read its figures."""

    def buyer(self, order: Fields) -> Buyer:
        """Return who bought."""


class OrderReader:
    """Turns groups of rows into records, or rejects the group: an order is taken whole or not at all."""

    def __init__(self, source: Source, view: Understanding, titles: frozenset[str]) -> None:
        self.source = source
        self.view = view
        self.pile = Pile()
        self.naming = Naming(titles, trailing=source.trailing_variants)

    def numbered(self, rows: Iterator[tuple[Row, Fields]]) -> Iterator[tuple[Row, Fields]]:
        """Give rows without order numbers one of their own, the same in every file that holds them."""
        times: Counter[str] = Counter()
        begun = False
        for row, fields in rows:
            reason = self.source.leave_out(fields)
            if reason is not None:
                self.pile.ignore(row, *reason)
                continue
            if fields.get("number"):
                begun = True
            elif "number" in fields and not (self.source.blank_continues and begun):
                self.pile.reject(row, CellProblem("missing_number", _("The row has no order number.")))
                continue
            elif "number" not in fields:
                said = "\x1f".join(cell for name, cell in fields.items() if name not in _CHANGING)
                own = hashlib.sha256(said.encode()).hexdigest()[:12]
                times[own] += 1
                fields["number"] = own if times[own] == 1 else f"{own}-{times[own]}"
            yield row, fields

    def take(self, group: Group) -> None:
        """Read one order into the pile."""
        at = group.rows[0][0]
        try:
            order = self.source.merged(group.rows)
            records = self._records(group, order)
        except CellProblem as error:
            self._reject(group, error)
            return
        if group.repeat:
            said = _("The order stands in the file more than once with different content; the last counts.")
            self.pile.note("changed_repeat", said, at.line, warn=True)
        self.pile.accept(records[0], len(group.rows))
        for record in records[1:]:
            self.pile.accept(record, 0)

    def _reject(self, group: Group, error: CellProblem) -> None:
        whole = CellProblem("order_incomplete", _("Another row of this order cannot be read."))
        culprit = self._culprit(group)
        for row, _fields in group.rows:
            self.pile.reject(row, error if row is culprit else whole)

    def _culprit(self, group: Group) -> Row:
        """Return the row whose cells cannot be read; the first where it is the order's own figures."""
        for row, fields in group.rows[1:]:
            try:
                self.source.drafts([(row, fields)], self.view, self.naming, self.view.currency)
            except CellProblem:
                return row
        return group.rows[0][0]

    def _records(self, group: Group, order: Fields) -> list[OrderRecord]:
        source, view = self.source, self.view
        placed = source.placed(order, view)
        currency = source.currency(order, view)
        drafts = source.drafts(group.rows, view, self.naming, currency)
        amounts = source.amounts(order, view, currency)
        self._spread(drafts, amounts)
        lines = order_building.lines_of(drafts)
        goods = sum(line.total_minor for line in lines)
        total = amounts.total if amounts.total is not None else goods + amounts.shipping
        subtotal = amounts.subtotal
        if subtotal is None:
            subtotal = goods if lines else total - amounts.shipping
        self._compare(group, amounts, sum(one.gross for one in drafts if not one.is_pseudo))
        get = order.get
        status = source.status(order)
        record = OrderRecord(
            source.name,
            get("number", ""),
            placed,
            source.sold_on(order),
            status,
            source.order_kind(order),
            currency,
            subtotal,
            amounts.discount if amounts.discount is not None else sum(line.discount_minor for line in lines),
            amounts.shipping,
            amounts.tax,
            order_building.taxes_included(amounts, total, goods if lines else subtotal),
            total,
            _refunded(amounts, status, drafts, total, has_column="refunded" in order),
            source.buyer(order),
            lines,
            tuple(row.line for row, _fields in group.rows),
            external_id=cells.code(get("order_id", "")),
            related_order=cells.code(get("related_order", "")),
            cancelled_at=view.loosely("cancelled_at", order),
            paid_at=view.loosely("paid_at", order),
            promised_at=view.loosely("promised_at", order),
            shipped_at=view.loosely("shipped_at", order),
            delivered_at=view.loosely("delivered_at", order),
            accepts_marketing=cells.flag(get("marketing", "")) if get("marketing") else None,
            reason=get("reason", ""),
            repeat=group.repeat,
        )
        return order_building.with_returns(record, drafts, amounts.total)

    def _spread(self, drafts: Sequence[Draft], amounts: Amounts) -> None:
        discount = amounts.discount or 0
        if self.source.subtotal_is_net and amounts.subtotal is not None:
            taken = max(0, sum(one.gross for one in drafts if not one.is_pseudo) - amounts.subtotal)
            discount = taken if amounts.discount is None else min(discount, taken)
        order_building.spread_discount(drafts, discount)

    def _compare(self, group: Group, amounts: Amounts, gross: int) -> None:
        """Warn where the lines add up to less than the order says: the file lost some."""
        if amounts.subtotal is None or not gross or self.source.lines_are_net:
            return
        taken = (amounts.discount or 0) if self.source.subtotal_is_net else 0
        if gross - taken + 100 < amounts.subtotal and abs(gross - amounts.subtotal) > 100:
            said = _("The products of this order add up to less than its subtotal: the file lost lines.")
            self.pile.note("lost_lines", said, group.rows[0][0].line, warn=True)


def _refunded(
    amounts: Amounts, status: OrderStatus, drafts: Sequence[Draft], total: int, *, has_column: bool
) -> int:
    if amounts.refunded is not None:
        return amounts.refunded
    by_line = sum(one.refunded for one in drafts)
    if by_line:
        return by_line
    return total if status is OrderStatus.REFUNDED and not has_column else 0
