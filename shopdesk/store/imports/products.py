"""Products and what suppliers ask for them, as imports read and write them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import insert, text
from sqlmodel import Session

from shopdesk.store.imports import images
from shopdesk.store.models import CostChange


@dataclass(frozen=True, slots=True)
class Cost:
    """What a supplier's item costs from a day on."""

    supplier_item_id: int
    cost_minor: int
    currency: str
    since: date


def products_of(session: Session, variants: Sequence[int]) -> dict[int, int]:
    """Return the product of each variant."""
    rows = session.connection().execute(
        text("SELECT id, product_id FROM variant WHERE id IN (SELECT value FROM json_each(:ids))"),
        {"ids": json.dumps(list(variants))},
    )
    return {row[0]: row[1] for row in rows}


def product_called(session: Session, key: str, color_key: str = "") -> int | None:
    """Return the product of a name, in this colour if there is one, else in any."""
    found: int | None = (
        session.connection()
        .execute(
            text(
                "SELECT id FROM product WHERE name_key = :key AND merged_into_id IS NULL"
                " ORDER BY color_key <> :color, id LIMIT 1"
            ),
            {"key": key, "color": color_key},
        )
        .scalar_one_or_none()
    )
    return found


def product_of_sku(session: Session, sku: str) -> tuple[int, int] | None:
    """Return (product, variant) of a SKU, or None."""
    row = session.connection().execute(
        text("SELECT product_id, id FROM variant WHERE lower(sku) = lower(:sku)"), {"sku": sku}
    )
    found = row.first()
    return (found[0], found[1]) if found else None


def add_costs(session: Session, costs: Sequence[Cost], batch_id: int) -> None:
    """Keep costs that differ from the last one known of their item."""
    rows = session.connection().execute(
        text("SELECT supplier_item_id, cost_minor, currency FROM cost_change ORDER BY since, id")
    )
    last = {row[0]: (row[1], row[2]) for row in rows}
    new = [cost for cost in costs if last.get(cost.supplier_item_id) != (cost.cost_minor, cost.currency)]
    if not new:
        return
    run = session.connection().execute
    before = run(text("SELECT COALESCE(MAX(id), 0) FROM cost_change")).scalar_one()
    run(insert(CostChange), [asdict(cost) for cost in new])
    images.created(session, batch_id, "cost_change", f"SELECT id FROM cost_change WHERE id > {int(before)}")


def order_numbered(session: Session, number: str) -> int | None:
    """Return the order of a number (with or without #) if only one source has it."""
    rows = session.connection().execute(
        text("SELECT id FROM sale_order WHERE number IN (:number, '#' || :number) LIMIT 2"),
        {"number": number},
    )
    found = rows.all()
    return found[0][0] if len(found) == 1 else None
