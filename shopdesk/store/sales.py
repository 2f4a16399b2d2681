"""Questions about what was sold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from shopdesk.store.models import Channel, Order, OrderLine, ReturnLine, Variant


@dataclass(frozen=True, slots=True)
class SpanTotals:
    """What was sold in [first, end), cancelled orders left out; money of one currency."""

    orders: int
    pieces: int
    total_minor: int
    refunded_minor: int


@dataclass(frozen=True, slots=True)
class WeekSales:
    """One channel's sales of one local week."""

    week: date
    channel: str
    total_minor: int
    orders: int
    pieces: int


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One order as the list of sales shows it."""

    order_id: int
    number: str
    placed_at: datetime
    local_day: date
    channel: str
    customer: str
    pieces: int
    total_minor: int
    refunded_minor: int
    currency: str
    status: str
    kind: str
    customer_id: int | None = None


def span_totals(session: Session, first: date, end: date, currency: str) -> SpanTotals:
    """Return the totals of the sales of days in [first, end)."""
    inside = (
        col(Order.local_day) >= first,
        col(Order.local_day) < end,
        col(Order.kind) == "sale",
        col(Order.status) != "cancelled",
        col(Order.currency) == currency,
    )
    money = session.exec(
        select(func.count(), func.sum(Order.total_minor), func.sum(Order.refunded_minor)).where(*inside)
    ).one()
    pieces = session.exec(
        select(func.sum(OrderLine.quantity))
        .join(Order, col(Order.id) == col(OrderLine.order_id))
        .where(*inside, col(OrderLine.variant_id).is_not(None))
    ).one()
    return SpanTotals(int(money[0]), int(pieces or 0), int(money[1] or 0), int(money[2] or 0))


def returned_pieces(session: Session, first: date, end: date) -> tuple[int, int]:
    """Return the pieces that came back in [first, end), and how many of them for their size."""
    by_size = func.lower(col(ReturnLine.reason)).like("%talla%")
    row = session.exec(
        select(
            func.sum(ReturnLine.quantity),
            func.sum(case((by_size, ReturnLine.quantity), else_=0)),
        ).where(col(ReturnLine.returned_on) >= first, col(ReturnLine.returned_on) < end)
    ).one()
    return int(row[0] or 0), int(row[1] or 0)


def weekly_by_channel(session: Session, since: date, currency: str) -> list[WeekSales]:
    """Return sales per local week (Monday) and channel from a week on, cancelled orders left out."""
    pieces = (
        select(col(OrderLine.order_id).label("order_id"), func.sum(OrderLine.quantity).label("pieces"))
        .where(col(OrderLine.local_week) >= since)
        .group_by(col(OrderLine.order_id))
        .subquery()
    )
    rows = session.execute(
        columns(
            col(Order.local_week),
            func.coalesce(col(Channel.name), ""),
            func.sum(Order.total_minor),
            func.count(),
            func.coalesce(func.sum(pieces.c.pieces), 0),
        )
        .join(Channel, col(Channel.id) == col(Order.channel_id), isouter=True)
        .join(pieces, pieces.c.order_id == col(Order.id), isouter=True)
        .where(
            col(Order.local_week) >= since,
            col(Order.kind) == "sale",
            col(Order.status) != "cancelled",
            col(Order.currency) == currency,
        )
        .group_by(col(Order.local_week), col(Channel.name))
        .order_by(col(Order.local_week))
    ).all()
    return [WeekSales(w, c, int(t), int(n), int(p)) for w, c, t, n, p in rows]


@dataclass(frozen=True, slots=True)
class Which:
    """Which orders: of days in [first, end), of one channel (empty = all), only those that came back."""

    first: date | None = None
    end: date | None = None
    channel: str = ""
    came_back: bool = False


def sale_rows(session: Session, which: Which, limit: int) -> list[SaleRow]:
    """Return orders, newest first."""
    pieces = (
        select(func.coalesce(func.sum(OrderLine.quantity), 0))
        .where(col(OrderLine.order_id) == col(Order.id))
        .correlate(Order)
        .scalar_subquery()
    )
    query = (
        select(Order, func.coalesce(col(Channel.name), ""), pieces)
        .join(Channel, col(Channel.id) == col(Order.channel_id), isouter=True)
        .where(*_conditions(which))
        .order_by(col(Order.placed_at).desc(), col(Order.id).desc())
        .limit(limit)
    )
    return [
        SaleRow(
            order.id or 0, order.number, order.placed_at, order.local_day, name, order.buyer_name, int(count),
            order.total_minor, order.refunded_minor, order.currency, order.status, order.kind,
            order.customer_id,
        )
        for order, name, count in session.exec(query).all()
    ]  # fmt: skip


def count_sales(session: Session, which: Which) -> int:
    """Return how many orders there are of a kind."""
    query = select(func.count(col(Order.id))).where(*_conditions(which))
    if which.channel:
        query = query.join(Channel, col(Channel.id) == col(Order.channel_id))
    return int(session.exec(query).one())


def _conditions(which: Which) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if which.first is not None:
        found.append(col(Order.local_day) >= which.first)
    if which.end is not None:
        found.append(col(Order.local_day) < which.end)
    if which.channel:
        found.append(col(Channel.name) == which.channel)
    if which.came_back:
        found.append((col(Order.kind) != "sale") | (col(Order.refunded_minor) > 0))
    return found


def sold_by_style(session: Session, since: date, until: date | None = None) -> dict[int, int]:
    """Return the pieces of demand of each style by product id, from one day to another, both inclusive.

    Args:
        session: Where to read.
        since: First day.
        until: Last day; None for as far as sales go.
    """
    last = [] if until is None else [col(OrderLine.local_day) <= until]
    rows = session.exec(
        select(col(Variant.product_id), func.sum(OrderLine.quantity))
        .join(Variant, col(Variant.id) == col(OrderLine.variant_id))
        .where(col(OrderLine.is_demand), col(OrderLine.local_day) >= since, *last)
        .group_by(col(Variant.product_id))
    ).all()
    return {int(product): int(pieces) for product, pieces in rows}
