"""What replies rest on besides stock: what was really charged before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text
from sqlmodel import Session


def charged_at_most(session: Session, products: Sequence[int], since: date) -> dict[int, int]:
    """Return the highest price really charged per piece of each style since a day, in minor units.

    Discounts are taken off; cancelled and returned lines do not count.
    """
    if not products:
        return {}
    rows = session.connection().execute(
        text(
            "SELECT v.product_id, MAX(l.total_minor / l.quantity) FROM order_line l"
            " JOIN variant v ON v.id = l.variant_id JOIN sale_order o ON o.id = l.order_id"
            " WHERE l.is_demand AND l.quantity > 0 AND o.kind = 'sale' AND l.local_day >= :since"
            f" AND v.product_id IN ({', '.join(str(int(p)) for p in products)}) GROUP BY v.product_id"
        ),
        {"since": since.isoformat()},
    )
    return {int(product): int(price) for product, price in rows}
