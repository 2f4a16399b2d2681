"""Questions about what is bought again: every identified purchase of a product, and what a product is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from shopdesk.store.frames import as_days, day_number, read_tuples, read_whole
from shopdesk.store.models import Product


@dataclass(frozen=True, slots=True)
class Lasting:
    """A product as the reminders see it. ``days_per_unit`` is the owner's own word, None if unsaid."""

    product_id: int
    name: str
    color: str
    category: str
    material: str
    days_per_unit: float | None


PAID = (
    "o.kind = 'sale' AND (o.status = 'paid' OR (o.status = 'pending' AND o.shipped_on IS NOT NULL))"
    " AND o.total_minor > 0 AND o.refunded_minor < o.total_minor"
)
"""``repurchase.is_occasion`` for statements of text, the orders of nobody known too."""
OCCASION = f"{PAID} AND o.customer_id IS NOT NULL"
"""The same, of identified customers."""


def uses(session: Session) -> pd.DataFrame:
    """Return customer, product, day, pieces, size and variant of what customers bought and kept.

    One row per customer, product and day; of two sizes the last named. Refunded pieces are taken off.
    """
    names = ("customer", "product", "day", "pieces", "variant")
    columns = (
        "o.customer_id",
        "v.product_id",
        day_number("o.local_day"),
        "l.quantity - l.refunded_quantity",
        "l.variant_id",
    )
    lines = read_whole(
        session,
        columns,
        "FROM sale_order o JOIN order_line l ON l.order_id = o.id JOIN variant v ON v.id = l.variant_id"
        " JOIN product p ON p.id = v.product_id"
        f" WHERE {OCCASION} AND NOT p.is_pseudo AND l.quantity > l.refunded_quantity",
    )
    sizes = dict(read_tuples(session, "SELECT id, size FROM variant"))
    frame = pd.DataFrame(dict(zip(names, lines, strict=True)))
    once = frame.groupby(list(names[:3]), as_index=False).agg({"pieces": "sum", "variant": "max"})
    once["size"] = once["variant"].map(sizes).astype(object)
    once["day"] = as_days(once["day"].to_numpy(np.int64))
    return once


def products(session: Session) -> dict[int, Lasting]:
    """Return every real product by id."""
    rows = session.connection().execute(
        text(
            "SELECT id, name, color, category, material, days_per_unit FROM product"
            " WHERE NOT is_pseudo AND merged_into_id IS NULL"
        )
    )
    return {int(row[0]): Lasting(*row) for row in rows}


def last_occasions(session: Session) -> dict[int, str]:
    """Return each identified customer's newest day of purchase, as ISO text."""
    return dict(
        read_tuples(
            session,
            "SELECT o.customer_id, MAX(o.local_day) FROM sale_order o"
            f" WHERE {OCCASION} GROUP BY +o.customer_id",
        )
    )


def set_days(session: Session, product: int, days: float | None) -> float | None:
    """Keep the owner's days per unit of a product and return those before.

    Raises:
        LookupError: If there is no such product.
    """
    row = session.get(Product, product)
    if row is None:
        raise LookupError(product)
    before, row.days_per_unit = row.days_per_unit, days
    session.add(row)
    return before
