"""Questions about what is bought again: every identified purchase of a product, and what a product is."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from shopdesk.store.models import Product
from shopdesk.store.sizes import read_rows


@dataclass(frozen=True, slots=True)
class Lasting:
    """A product as the reminders see it. ``days_per_unit`` is the owner's own word, None if unsaid."""

    product_id: int
    name: str
    color: str
    category: str
    material: str
    days_per_unit: float | None


OCCASION = (
    "o.kind = 'sale' AND (o.status = 'paid' OR (o.status = 'pending' AND o.shipped_on IS NOT NULL))"
    " AND o.total_minor > 0 AND o.refunded_minor < o.total_minor AND o.customer_id IS NOT NULL"
)
"""``repurchase.is_occasion`` for statements of text."""


def uses(session: Session) -> pd.DataFrame:
    """Return customer, product, day (text), pieces, size and variant of what customers bought and kept.

    One row per customer, product and day; of two sizes the last named. Refunded pieces are taken off.
    """
    return read_rows(
        session,
        "SELECT o.customer_id AS customer, v.product_id AS product, o.local_day AS day,"
        " SUM(l.quantity - l.refunded_quantity) AS pieces, v.size AS size, MAX(v.id) AS variant"
        " FROM order_line l JOIN sale_order o ON o.id = l.order_id JOIN variant v ON v.id = l.variant_id"
        " JOIN product p ON p.id = v.product_id"
        f" WHERE {OCCASION} AND NOT p.is_pseudo AND l.quantity > l.refunded_quantity"
        " GROUP BY o.customer_id, v.product_id, o.local_day",
    )


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
    rows = session.connection().execute(
        text(f"SELECT o.customer_id, MAX(o.local_day) FROM sale_order o WHERE {OCCASION} GROUP BY 1")
    )
    return {int(customer): str(day) for customer, day in rows}


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
