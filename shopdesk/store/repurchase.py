"""Questions about who bought when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import and_, func, or_, text
from sqlmodel import Session, col, select

from shopdesk.store.cycles import OCCASION
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


def purchase_money(session: Session, currency: str) -> pd.DataFrame:
    """Return every purchase in one currency: ``customer`` (float, NaN = nobody), ``day``, ``minor``."""
    rows = session.connection().execute(
        select(
            col(Order.customer_id), col(Order.local_day), col(Order.total_minor) - col(Order.refunded_minor)
        ).where(*is_occasion(), Order.currency == currency)
    )
    found = pd.DataFrame([tuple(row) for row in rows], columns=["customer", "day", "minor"])
    found["day"] = pd.to_datetime(found["day"])
    return found.astype({"customer": "float64", "minor": "int64"})


def first_bought(session: Session) -> list[tuple[int, str, str, str]]:
    """Return (customer, channel, style with its colour, city) of each identified customer's first purchase.

    The earliest order of the first day and its first line speak; the city is the parcel's, else the person's.
    """
    rows = session.connection().execute(
        text(
            "WITH first AS (SELECT o.customer_id, o.id, o.channel_id, o.city,"
            " ROW_NUMBER() OVER (PARTITION BY o.customer_id ORDER BY o.local_day, o.placed_at, o.id)"
            " AS place"
            f" FROM sale_order o WHERE {OCCASION})"
            " SELECT f.customer_id, COALESCE(c.name, ''),"
            "  COALESCE(trim(p.name || ' ' || lower(p.color)), ''),"
            "  CASE f.city WHEN '' THEN x.city ELSE f.city END"
            " FROM first f JOIN customer x ON x.id = f.customer_id LEFT JOIN channel c ON c.id = f.channel_id"
            " LEFT JOIN order_line l ON l.order_id = f.id AND l.ordinal ="
            "  (SELECT min(ordinal) FROM order_line WHERE order_id = f.id)"
            " LEFT JOIN variant v ON v.id = l.variant_id"
            " LEFT JOIN product p ON p.id = v.product_id AND NOT p.is_pseudo"
            " WHERE f.place = 1"
        )
    )
    return [(int(who), str(channel), str(style), str(city)) for who, channel, style, city in rows]
