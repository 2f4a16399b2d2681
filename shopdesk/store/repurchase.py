"""Questions about who bought when."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from shopdesk.store.models import Order


def purchase_days(session: Session) -> list[tuple[int, date]]:
    """Return (customer, local day) of every purchase occasion of an identified customer, distinct.

    An occasion is a sale that is paid, has a total above zero and is not cancelled or fully refunded;
    exchanges and returns are none. An order that waits for its payment (cash on delivery) counts once it
    has been sent.
    """
    rows = session.exec(
        select(col(Order.customer_id), col(Order.local_day)).where(
            *is_occasion(), col(Order.customer_id).is_not(None)
        )
    ).all()
    return sorted({(int(customer), day) for customer, day in rows if customer is not None})


def orders_of_month(session: Session, first: date, end: date) -> tuple[int, int]:
    """Return how many purchases fell in [first, end), and how many of them have no known customer."""
    rows = session.exec(
        select(func.count(), func.count(col(Order.customer_id))).where(
            *is_occasion(), Order.local_day >= first, Order.local_day < end
        )
    ).one()
    return int(rows[0]), int(rows[0]) - int(rows[1])


def first_sale_day(session: Session) -> date | None:
    """Return the local day of the oldest sale, None in an empty shop."""
    return session.exec(select(func.min(Order.local_day)).where(Order.kind == "sale")).one()


def last_sale_day(session: Session) -> date | None:
    """Return the local day of the newest sale, None in an empty shop."""
    return session.exec(select(func.max(Order.local_day)).where(Order.kind == "sale")).one()


def is_occasion() -> list[Any]:
    """Return the conditions under which an order is a purchase occasion (see ``purchase_days``)."""
    sent = and_(col(Order.status) == "pending", col(Order.shipped_on).is_not(None))
    paid = or_(col(Order.status) == "paid", sent)
    return [Order.kind == "sale", paid, Order.total_minor > 0, Order.refunded_minor < Order.total_minor]
