"""Questions about who bought when."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from shopdesk.store.cycles import OCCASION, PAID
from shopdesk.store.frames import as_days, day_number, distinct_days, read_tuples, read_whole
from shopdesk.store.models import Order


def purchase_days(session: Session) -> pd.DataFrame:
    """Return every occasion of an identified customer: ``customer`` and ``day``, ascending, distinct.

    An occasion is a sale that is paid, has a total above zero and is not cancelled or fully refunded;
    exchanges and returns are none. An order that waits for its payment (cash on delivery) counts once it
    has been sent.
    """
    columns = ("o.customer_id", day_number("o.local_day"))
    return distinct_days(*read_whole(session, columns, f"FROM sale_order o WHERE {OCCASION}"))


def days_by_customer(session: Session, customers: Collection[int]) -> dict[int, list[date]]:
    """Return the days on which some customers bought, ascending; who never bought is left out."""
    rows = read_tuples(
        session,
        "SELECT DISTINCT o.customer_id, o.local_day FROM sale_order o"
        f" WHERE {OCCASION} AND o.customer_id IN (SELECT value FROM json_each(:customers)) ORDER BY 1, 2",
        customers=json.dumps(list(customers)),
    )
    found: dict[int, list[date]] = {}
    for customer, day in rows:
        found.setdefault(customer, []).append(date.fromisoformat(day))
    return found


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


def last_sale_day(session: Session, until: date | None = None) -> date | None:
    """Return the local day of the newest sale, None in an empty shop.

    Args:
        session: Where to read.
        until: Passes over sales dated later, which are mistakes of a file, if there are any before.
    """
    query = select(func.max(Order.local_day)).where(Order.kind == "sale")
    if until is None:
        return session.exec(query).one()
    return session.exec(query.where(col(Order.local_day) <= until)).one() or last_sale_day(session)


def is_occasion() -> list[Any]:
    """Return the conditions under which an order is a purchase occasion (see ``purchase_days``)."""
    sent = and_(col(Order.status) == "pending", col(Order.shipped_on).is_not(None))
    paid = or_(col(Order.status) == "paid", sent)
    return [Order.kind == "sale", paid, Order.total_minor > 0, Order.refunded_minor < Order.total_minor]


def purchase_money(session: Session, currency: str) -> pd.DataFrame:
    """Return every purchase in one currency: ``customer`` (float, NaN = nobody), ``day``, ``minor``."""
    customer, day, minor = read_whole(
        session,
        ("COALESCE(o.customer_id, 0)", day_number("o.local_day"), "o.total_minor - o.refunded_minor"),
        f"FROM sale_order o WHERE {PAID} AND o.currency = :currency",
        currency=currency,
    )
    whose = np.where(customer > 0, customer.astype(np.float64), np.nan)
    return pd.DataFrame({"customer": whose, "day": as_days(day), "minor": minor})


def first_bought(session: Session) -> list[tuple[int, str, str, str]]:
    """Return (customer, channel, style with its colour, city) of each identified customer's first purchase.

    The earliest order of the first day and its first line speak; the city is the parcel's, else the person's.
    """
    # SQLite takes the other columns from the row that holds the smallest of the group; the plus keeps it from
    # the index by customer, which would read the table in no order.
    orders = read_tuples(
        session,
        "SELECT o.customer_id, o.id, o.channel_id, o.city, MIN(o.placed_at)"
        f" FROM sale_order o WHERE {OCCASION} GROUP BY +o.customer_id",
    )
    styles = first_variants(session, [order for _who, order, *_rest in orders])
    names = dict(
        read_tuples(
            session,
            "SELECT v.id, trim(p.name || ' ' || lower(p.color)) FROM variant v"
            " JOIN product p ON p.id = v.product_id AND NOT p.is_pseudo",
        )
    )
    channels = dict(read_tuples(session, "SELECT id, name FROM channel"))
    cities = dict(read_tuples(session, "SELECT id, city FROM customer"))
    return [
        (who, channels.get(channel, ""), names.get(styles.get(order, 0), ""), city or cities.get(who, ""))
        for who, order, channel, city, _at in orders
    ]


def first_variants(session: Session, orders: Collection[int]) -> dict[int, int]:
    """Return the variant of each order's first line; 0 where it is not known."""
    lines = read_tuples(
        session,
        "SELECT order_id, COALESCE(variant_id, 0) FROM order_line"
        " WHERE order_id IN (SELECT value FROM json_each(:orders)) ORDER BY order_id, ordinal",
        orders=json.dumps(list(orders)),
    )
    return dict(reversed(lines))
