"""The shop in one row of figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import text
from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class CurrencyTotals:
    """Orders in one currency; totals are before refunds. Returns count as refunds, not as orders."""

    currency: str
    orders: int
    total_minor: int
    refunded_minor: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Every order imported, cancelled ones included.

    Attributes:
        lines: Order lines, ``units`` their pieces; returns and exchanges of size apart from sales count
            as the file wrote them, returns not at all.
        customers: People known by an address, a phone or a marketplace's name, after merges.
        channels: (code, orders), the largest first.
    """

    money: list[CurrencyTotals]
    orders: int
    lines: int
    units: int
    cancelled: int
    pending: int
    customers: int
    customers_with_email: int
    first: datetime | None
    last: datetime | None
    variants: int
    channels: list[tuple[str, int]]


_MONEY = (
    "SELECT currency, SUM(kind <> 'return'), SUM(total_minor), SUM(refunded_minor) FROM sale_order"
    " GROUP BY currency ORDER BY 2 DESC, 1"
)
_ORDERS = (
    "SELECT COUNT(*), COALESCE(SUM(status = 'cancelled'), 0), COALESCE(SUM(status = 'pending'), 0),"
    " MIN(placed_at), MAX(placed_at) FROM sale_order WHERE kind <> 'return'"
)
_LINES = (
    "SELECT COUNT(*), COALESCE(SUM(l.quantity), 0) FROM order_line l"
    " JOIN sale_order o ON o.id = l.order_id WHERE o.kind <> 'return'"
)
_PEOPLE = (
    "SELECT (SELECT COUNT(*) FROM customer WHERE merged_into_id IS NULL),"
    " (SELECT COUNT(DISTINCT value) FROM customer_key WHERE kind = 'email')"
)
_CHANNELS = (
    "SELECT c.code, COUNT(*) FROM sale_order o JOIN channel c ON c.id = o.channel_id"
    " WHERE o.kind <> 'return' GROUP BY c.code ORDER BY 2 DESC, 1"
)
_VARIANTS = (
    "SELECT COUNT(*) FROM variant v JOIN product p ON p.id = v.product_id"
    " WHERE NOT p.is_pseudo AND p.merged_into_id IS NULL"
)


def totals(session: Session) -> Totals:
    """Return the shop's totals."""
    run = session.connection().execute
    orders, cancelled, pending, first, last = run(text(_ORDERS)).one()
    lines, units = run(text(_LINES)).one()
    customers, with_email = run(text(_PEOPLE)).one()
    return Totals(
        money=[CurrencyTotals(*row) for row in run(text(_MONEY))],
        orders=orders,
        lines=lines,
        units=units,
        cancelled=cancelled,
        pending=pending,
        customers=customers,
        customers_with_email=with_email,
        first=_aware(first),
        last=_aware(last),
        variants=run(text(_VARIANTS)).scalar_one(),
        channels=[(row[0], row[1]) for row in run(text(_CHANNELS))],
    )


def _aware(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC) if stored else None
