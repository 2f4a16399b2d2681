"""One order out of its rows: lines, money that adds up, and the records of sale and return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shopdesk.domain.money import spread
from shopdesk.formats.base import Row
from shopdesk.formats.cells import Fields, Understanding, code
from shopdesk.formats.naming import Naming, is_pseudo
from shopdesk.formats.records import LineRecord, OrderKind, OrderRecord
from shopdesk.runtime.i18n import _


@dataclass(slots=True)
class Draft:
    """A line before the order's discount is spread over it; the quantity has its sign."""

    row: Row
    sku: str
    title: str
    product: str
    color: str
    size: str
    category: str
    quantity: int
    unit: int
    discount: int
    refunded_quantity: int = 0
    refunded: int = 0
    refunded_at: datetime | None = None
    external_id: str = ""
    is_pseudo: bool = False

    @property
    def gross(self) -> int:
        """Price times pieces, without sign."""
        return self.unit * abs(self.quantity)


@dataclass(frozen=True, slots=True)
class Amounts:
    """An order's own figures, in minor units; None where the file has none."""

    subtotal: int | None
    discount: int | None
    shipping: int
    tax: int
    total: int | None
    refunded: int | None


def draft(row: Row, fields: Fields, view: Understanding, naming: Naming, currency: str) -> Draft:
    """Read one product line.

    Raises:
        CellProblem: If its quantity or price cannot be read, or nothing says what was sold.
    """
    get = fields.get
    title = get("title", "") or get("product", "")
    sku = code(get("sku", ""))
    if not title and not sku:
        raise view.missing("product", _("The row says neither product nor SKU."))
    quantity = view.count("quantity", fields)
    if quantity is None:
        if "quantity" in fields:
            raise view.missing("quantity", _("The row has no quantity."))
        quantity = 1
    unit, discount = _price(fields, view, currency, quantity)
    name = naming.read(fields)
    return Draft(
        row,
        sku,
        title,
        name.product,
        name.color,
        name.size,
        get("category", ""),
        quantity,
        unit,
        discount,
        abs(view.count("refunded_quantity", fields) or 0),
        abs(view.money("line_refunded", fields, currency) or 0),
        external_id=get("line_id", ""),
        is_pseudo=is_pseudo(title),
    )


def _price(fields: Fields, view: Understanding, currency: str, quantity: int) -> tuple[int, int]:
    """Return unit price and the line's own discount, both without sign."""
    unit = view.money("unit_price", fields, currency)
    gross = view.money("line_gross", fields, currency)
    total = view.money("line_total", fields, currency)
    discount = abs(view.money("line_discount", fields, currency) or 0)
    if not discount and gross is not None and total is not None:
        discount = max(0, abs(gross) - abs(total))
    if unit is None:
        whole = gross if gross is not None else (abs(total) + discount if total is not None else 0)
        unit = round(abs(whole) / abs(quantity)) if quantity else abs(whole)
    return abs(unit), discount


def spread_discount(drafts: Sequence[Draft], order_discount: int) -> None:
    """Add to each line its share of what was taken off the whole order, by largest remainder.

    What lines already carry of it is not counted twice.
    """
    sold = [one for one in drafts if one.quantity]
    goods = [one for one in sold if not one.is_pseudo] or sold
    rest = order_discount - sum(one.discount for one in goods)
    room = [max(0, one.gross - one.discount) for one in goods]
    rest = min(rest, sum(room))
    if rest <= 0:
        return
    for one, share in zip(goods, spread(rest, room), strict=True):
        one.discount += share


def lines_of(drafts: Sequence[Draft]) -> tuple[LineRecord, ...]:
    """Return the finished lines; pieces and money lose their sign."""
    return tuple(
        LineRecord(
            one.row.line,
            ordinal,
            one.sku,
            one.title,
            one.product,
            one.color,
            one.size,
            abs(one.quantity),
            one.unit,
            one.discount,
            one.gross - one.discount,
            one.category,
            one.refunded_quantity,
            one.refunded_at,
            one.is_pseudo,
            one.external_id,
        )
        for ordinal, one in enumerate(drafts, start=1)
    )


def with_returns(order: OrderRecord, drafts: Sequence[Draft], given_total: int | None) -> list[OrderRecord]:
    """Turn an order with negative lines into what happened: a sale, a return, or an exchange of both.

    A return's money stands in ``refunded_minor`` and its total is 0, so that totals can be summed as they
    are.

    Args:
        order: The order with everything but its lines and totals in place.
        drafts: Its lines, signed.
        given_total: The order's own total, or None.
    """
    back = [one for one in drafts if one.quantity < 0]
    out = [one for one in drafts if one.quantity >= 0]
    if order.kind is OrderKind.RETURN or (back and not any(one.quantity for one in out)):
        return [_as_return(order, drafts, order.rows, given_total)]
    if not back:
        return [order]
    returned = replace(order, number=f"{order.number}-R", related_order=order.number)
    kept = lines_of(out)
    goods = sum(line.total_minor for line in kept)
    sale = replace(
        order,
        kind=OrderKind.EXCHANGE,
        lines=kept,
        subtotal_minor=goods,
        total_minor=goods + order.shipping_minor,
        rows=tuple(one for one in order.rows if one not in {row.row.line for row in back}),
    )
    return [sale, _as_return(returned, back, tuple(one.row.line for one in back), None)]


def _as_return(
    order: OrderRecord, drafts: Sequence[Draft], rows: tuple[int, ...], given_total: int | None
) -> OrderRecord:
    lines = lines_of(drafts)
    goods = sum(line.total_minor for line in lines)
    money = abs(given_total) if given_total else goods
    return replace(
        order,
        kind=OrderKind.RETURN,
        lines=lines,
        subtotal_minor=goods,
        discount_minor=sum(line.discount_minor for line in lines),
        shipping_minor=0,
        total_minor=0,
        refunded_minor=order.refunded_minor or money,
        rows=rows,
    )


def taxes_included(amounts: Amounts, total: int, goods: int) -> bool | None:
    """Tell from the sums whether prices hold the tax; None where there is none or nothing fits."""
    if not amounts.tax:
        return None
    base = goods + amounts.shipping
    if abs(base - total) <= 2:
        return True
    return False if abs(base + amounts.tax - total) <= 2 else None
