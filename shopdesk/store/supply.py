"""Who sells us a product: questions about suppliers' offers and their costs, and changing them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from shopdesk.store.models import CostChange, SupplierItem, Variant
from shopdesk.store.purchasing import variants_by_sku

_FIRST = "ROW_NUMBER() OVER (PARTITION BY i.variant_id ORDER BY i.is_preferred DESC, i.id) = 1 AS is_first"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """How one supplier sells us one variant.

    Attributes:
        is_first: It is ordered from this one.
    """

    product_id: int
    variant_id: int
    supplier_id: int
    supplier_sku: str
    cost_minor: int | None
    currency: str
    pack: int
    minimum: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class CostRow:
    """What a variant cost at a supplier from a day on."""

    variant_id: int
    supplier_id: int
    since: date
    cost_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Offers of some variants as they stood: rows whole, and the newest cost noted until then."""

    variants: tuple[int, ...]
    rows: tuple[dict[str, Any], ...]
    newest_cost: int


def items(session: Session, product_id: int | None = None) -> list[ItemRow]:
    """Return every offer of a product, or of all of them, sizes in order, whom we order from first."""
    rows = session.connection().execute(
        text(
            f"SELECT v.product_id, i.variant_id, i.supplier_id, i.supplier_sku, i.cost_minor, i.currency,"
            f" i.pack, i.minimum_order AS minimum, {_FIRST} FROM supplier_item i"
            " JOIN variant v ON v.id = i.variant_id WHERE :product IS NULL OR v.product_id = :product"
            " ORDER BY v.product_id, v.size_order, v.size, v.id, is_first DESC, i.id"
        ),
        {"product": product_id},
    )
    return [ItemRow(**{**row, "is_first": bool(row["is_first"])}) for row in rows.mappings()]


def costs(session: Session, product_id: int) -> list[CostRow]:
    """Return what a product's variants cost at each supplier over time, the oldest first."""
    rows = session.connection().execute(
        text(
            "SELECT i.variant_id, i.supplier_id, c.since, c.cost_minor, c.currency FROM cost_change c"
            " JOIN supplier_item i ON i.id = c.supplier_item_id JOIN variant v ON v.id = i.variant_id"
            " WHERE v.product_id = :product ORDER BY c.since, c.id"
        ),
        {"product": product_id},
    )
    return [CostRow(**{**row, "since": date.fromisoformat(row["since"])}) for row in rows.mappings()]


def variants(session: Session, products: Sequence[int]) -> list[int]:
    """Return the variants of some products."""
    query = select(Variant.id).where(col(Variant.product_id).in_(products)).order_by(col(Variant.id))
    return [one for one in session.exec(query) if one is not None]


def product_of(session: Session, sku: str) -> int | None:
    """Return the product of a code, other codes of a variant counted too; None if it is nobody's."""
    found = variants_by_sku(session, [sku]).get(sku)
    return None if found is None else session.get_one(Variant, found).product_id


def as_it_stands(session: Session, chosen: Sequence[int]) -> Kept:
    """Return the offers of some variants, for ``put_back``."""
    newest = session.connection().execute(text("SELECT COALESCE(MAX(id), 0) FROM cost_change")).scalar_one()
    return Kept(tuple(chosen), tuple(row.model_dump() for row in _rows(session, chosen)), int(newest))


def put_back(session: Session, kept: Kept) -> None:
    """Put offers back as they stood; what was added since goes."""
    before = {row["id"]: row for row in kept.rows}
    for row in _rows(session, kept.variants):
        for cost in session.exec(
            select(CostChange).where(
                CostChange.supplier_item_id == row.id, col(CostChange.id) > kept.newest_cost
            )
        ):
            session.delete(cost)
        session.flush()
        if row.id not in before:
            session.delete(row)
            continue
        for column, value in before[row.id].items():
            setattr(row, column, value)
        session.add(row)
    session.flush()


def put_first(session: Session, chosen: Sequence[int], supplier_id: int) -> None:
    """Order these variants from a supplier from now on; the others stay as alternatives."""
    known = set()
    for row in _rows(session, chosen):
        row.is_preferred = row.supplier_id == supplier_id
        session.add(row)
        if row.is_preferred:
            known.add(row.variant_id)
    for variant in chosen:
        if variant not in known:
            session.add(SupplierItem(supplier_id=supplier_id, variant_id=variant))
    session.flush()


def put_terms(
    session: Session, chosen: Sequence[int], supplier_id: int, *, values: dict[str, Any], since: date
) -> None:
    """Keep how a supplier sells these variants; a cost that changed is noted with its day.

    Args:
        session: Open for writing.
        chosen: Variants.
        supplier_id: Who sells them; a new one is an alternative, or the first where there was none.
        values: Columns of the offer: ``cost_minor``, ``currency``, ``pack``, ``minimum_order``.
        since: Day from which it counts.
    """
    found: dict[int, dict[int, SupplierItem]] = {variant: {} for variant in chosen}
    for row in _rows(session, chosen):
        found[row.variant_id][row.supplier_id] = row
    for variant, known in found.items():
        row = known.get(supplier_id) or SupplierItem(
            supplier_id=supplier_id, variant_id=variant, is_preferred=not known
        )
        cost = values.get("cost_minor")
        changed = cost is not None and cost != row.cost_minor
        for column, value in values.items():
            setattr(row, column, value)
        session.add(row)
        session.flush()
        if changed:
            cost, item = row.cost_minor or 0, row.id or 0
            session.add(
                CostChange(supplier_item_id=item, cost_minor=cost, currency=row.currency, since=since)
            )
    session.flush()


def _rows(session: Session, chosen: Sequence[int]) -> list[SupplierItem]:
    rows = session.connection().execute(
        text("SELECT id FROM supplier_item WHERE variant_id IN (SELECT value FROM json_each(:ids))"),
        {"ids": json.dumps(list(chosen))},
    )
    ids = [row[0] for row in rows]
    query = select(SupplierItem).where(col(SupplierItem.id).in_(ids)).order_by(col(SupplierItem.id))
    return list(session.exec(query))
