"""Questions about launches, and about orders that may be late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from shopdesk.store.models import Customer, Launch, Order, Product


def coming(session: Session, today: date) -> Sequence[Launch]:
    """Return the launches whose public day has not come, the next first."""
    statement = select(Launch).where(col(Launch.public_on) > today).order_by(col(Launch.public_on))
    return session.execute(statement).scalars().all()


def product_called(session: Session, name: str) -> int | None:
    """Return the product of this name, if there is one."""
    statement = select(col(Product.id)).where(func.lower(col(Product.name)) == name.lower())
    return session.execute(statement.order_by(col(Product.id)).limit(1)).scalar()


def categories(session: Session) -> list[str]:
    """Return the categories of the catalogue, by name."""
    statement = select(col(Product.category)).where(col(Product.category) != "").distinct()
    return sorted(str(name) for name in session.execute(statement).scalars())


def undelivered(session: Session, since: date) -> Sequence[Row[Any]]:
    """Return orders since a day that are not known to have arrived, the newest first."""
    statement: Any = (
        select(
            col(Order.id).label("id"),
            col(Order.number).label("number"),
            col(Order.source).label("source"),
            col(Order.local_day).label("day"),
            col(Order.promised_on).label("promised_on"),
            col(Order.marked_late_at).label("marked_late_at"),
            col(Order.late_note).label("note"),
            func.coalesce(col(Customer.name), col(Order.buyer_name)).label("name"),
        )
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(
            col(Order.local_day) >= since,
            col(Order.delivered_on).is_(None),
            col(Order.kind) == "sale",
            col(Order.status).not_in(("cancelled", "refunded")),
        )
        .order_by(col(Order.local_day).desc(), col(Order.id).desc())
    )
    return session.execute(statement).all()


def orders_numbered(session: Session, number: str) -> Sequence[Order]:
    """Return the sales with this number, with or without its ``#``, the newest first."""
    bare = number.strip().lstrip("#")
    statement = (
        select(Order)
        .where(col(Order.number).in_((bare, f"#{bare}")), col(Order.kind) == "sale")
        .order_by(col(Order.local_day).desc(), col(Order.id).desc())
    )
    return session.execute(statement).scalars().all()


def mark(order: Order, at: datetime | None, note: str) -> None:
    """Note on an order that it is late, or (None) that it is not."""
    order.marked_late_at, order.late_note = at, note
