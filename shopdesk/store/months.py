"""Sales added up by local month, and one month order by order, for the accountant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlmodel import Session

# A line's share that stayed sold; a return's line carries a negative quantity and a positive total.
_KEPT = "CASE WHEN l.quantity > 0 THEN MAX(l.quantity - l.refunded_quantity, 0) ELSE l.quantity END"
# What the line brought without the tax, where the file says that its prices carry it.
_UNTAXED = (
    "CASE WHEN o.taxes_included AND o.total_minor > 0"
    " THEN 1.0 - 1.0 * o.tax_minor / o.total_minor ELSE 1.0 END"
)
_HELD = f"ABS(l.total_minor) * 1.0 * ({_KEPT}) / ABS(l.quantity) * ({_UNTAXED})"


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """One month's orders in one currency, cancelled ones left out; money in minor units.

    Attributes:
        month: Its first day.
        orders: Sales; returns and exchanges are not counted.
        total_minor: Of all orders, before refunds, shipping and tax as the files have them.
        refunded_minor: Given back on these orders.
    """

    month: date
    orders: int
    total_minor: int
    refunded_minor: int
    tax_minor: int
    shipping_minor: int
    discount_minor: int


@dataclass(frozen=True, slots=True)
class MonthGoods:
    """What a month's lines kept sold.

    Attributes:
        pieces: Sold less returned.
        goods_minor: What they brought, without tax where the file states it inside the price.
        costed_minor: The part of it whose cost is known.
        cost_minor: That part at cost.
    """

    pieces: int
    goods_minor: int
    costed_minor: int
    cost_minor: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One order of a month as an accountant reads it; no customer in it."""

    day: date
    number: str
    channel: str
    kind: str
    status: str
    subtotal_minor: int
    discount_minor: int
    shipping_minor: int
    tax_minor: int
    total_minor: int
    refunded_minor: int
    currency: str


def totals(session: Session, first: date, end: date, currency: str) -> list[MonthTotals]:
    """Return the orders of days in [first, end) by month, oldest first."""
    rows = session.connection().execute(
        text(
            "SELECT substr(local_day, 1, 7), SUM(kind = 'sale'), SUM(total_minor), SUM(refunded_minor),"
            " SUM(tax_minor), SUM(shipping_minor), SUM(discount_minor) FROM sale_order"
            " WHERE local_day >= :first AND local_day < :end AND status <> 'cancelled'"
            " AND currency = :currency GROUP BY 1 ORDER BY 1"
        ),
        {"first": first.isoformat(), "end": end.isoformat(), "currency": currency},
    )
    return [MonthTotals(_month(row[0]), *(int(value or 0) for value in row[1:])) for row in rows]


def goods(session: Session, first: date, end: date, currency: str) -> dict[date, MonthGoods]:
    """Return what the lines of days in [first, end) kept sold, by month."""
    rows = session.connection().execute(
        text(
            f"SELECT substr(l.local_day, 1, 7), SUM({_KEPT}), SUM({_HELD}),"
            f" SUM(CASE WHEN v.cost_minor IS NOT NULL THEN {_HELD} ELSE 0 END),"
            f" SUM(COALESCE(v.cost_minor, 0) * ({_KEPT}))"
            " FROM order_line l JOIN sale_order o ON o.id = l.order_id"
            " JOIN variant v ON v.id = l.variant_id"
            " WHERE l.local_day >= :first AND l.local_day < :end AND o.status <> 'cancelled'"
            " AND o.currency = :currency AND l.quantity <> 0 GROUP BY 1"
        ),
        {"first": first.isoformat(), "end": end.isoformat(), "currency": currency},
    )
    return {_month(row[0]): MonthGoods(*(round(value or 0) for value in row[1:])) for row in rows}


def ledger(session: Session, first: date, end: date) -> list[LedgerRow]:
    """Return every order of days in [first, end), cancelled ones too, oldest first."""
    rows = session.connection().execute(
        text(
            "SELECT o.local_day, o.number, COALESCE(c.name, ''), o.kind, o.status, o.subtotal_minor,"
            " o.discount_minor, o.shipping_minor, o.tax_minor, o.total_minor, o.refunded_minor, o.currency"
            " FROM sale_order o LEFT JOIN channel c ON c.id = o.channel_id"
            " WHERE o.local_day >= :first AND o.local_day < :end ORDER BY o.placed_at, o.id"
        ),
        {"first": first.isoformat(), "end": end.isoformat()},
    )
    return [LedgerRow(date.fromisoformat(row[0]), *row[1:]) for row in rows]


def oldest(session: Session, currency: str) -> date | None:
    """Return the day of the first sale in a currency."""
    statement = "SELECT MIN(local_day) FROM sale_order WHERE currency = :currency AND kind = 'sale'"
    found = session.connection().execute(text(statement), {"currency": currency}).scalar()
    return date.fromisoformat(found) if found else None


def _month(said: str) -> date:
    return date.fromisoformat(f"{said}-01")
