"""Corrections of the catalogue by the owner: what a variant is called, and what that touches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, text
from sqlmodel import Session

from shopdesk.store.database import announce
from shopdesk.store.imports import images
from shopdesk.store.models import Product, VariantAlias


@dataclass(frozen=True, slots=True)
class Described:
    """A variant as the catalogue has it, with how much hangs on it."""

    variant_id: int
    product_id: int
    sku: str
    product: str
    color: str
    size: str
    lines: int
    units: int
    counts: int


def described(session: Session, variants: Sequence[int]) -> list[Described]:
    """Return variants with the order lines, pieces and counts that name them."""
    rows = session.connection().execute(
        text(
            "SELECT v.id, v.product_id, COALESCE(v.sku, ''), p.name, p.color, v.size,"
            " (SELECT COUNT(*) FROM order_line l WHERE l.variant_id = v.id),"
            " (SELECT COALESCE(SUM(quantity), 0) FROM order_line l WHERE l.variant_id = v.id),"
            " (SELECT COUNT(*) FROM stock_snapshot s WHERE s.variant_id = v.id AND s.undone_at IS NULL)"
            " FROM variant v JOIN product p ON p.id = v.product_id"
            " WHERE v.id IN (SELECT value FROM json_each(:ids)) ORDER BY v.size_order, v.size, v.id"
        ),
        {"ids": json.dumps(list(variants))},
    )
    return [Described(*row) for row in rows]


def variants_of(session: Session, product_id: int) -> list[int]:
    """Return a product's variants, the smallest size first."""
    rows = session.connection().execute(
        text("SELECT id FROM variant WHERE product_id = :id ORDER BY size_order, size, id"),
        {"id": product_id},
    )
    return [row[0] for row in rows]


def name_of(session: Session, product_id: int) -> tuple[str, str] | None:
    """Return a product's name and colour, or None if there is no such product."""
    row = session.connection().execute(
        text("SELECT name, color FROM product WHERE id = :id AND merged_into_id IS NULL"), {"id": product_id}
    )
    found = row.first()
    return (found[0], found[1]) if found else None


def is_goods(session: Session, product_id: int) -> bool:
    """Tell whether a product is stocked; tips and wrapping are not."""
    row = session.get(Product, product_id)
    return row is not None and not row.is_pseudo


def titles_of(session: Session, variant_id: int) -> list[tuple[str, str]]:
    """Return (source, title) of lines without a SKU that were taken for a variant."""
    rows = session.connection().execute(
        text(
            "SELECT DISTINCT o.source, l.title FROM order_line l JOIN sale_order o ON o.id = l.order_id"
            " WHERE l.variant_id = :id AND l.sku = '' AND l.title <> ''"
        ),
        {"id": variant_id},
    )
    return [(row[0], row[1]) for row in rows]


@dataclass(frozen=True, slots=True)
class Code:
    """Another code of a variant, as files are compared with it (no case, no accents)."""

    id: int
    variant_id: int
    code: str
    by_owner: bool


def codes(session: Session, product_id: int) -> list[Code]:
    """Return the other codes of a product's variants."""
    rows = session.connection().execute(
        text(
            "SELECT a.id, a.variant_id, a.value_key, a.by_owner FROM variant_alias a"
            " JOIN variant v ON v.id = a.variant_id"
            " WHERE v.product_id = :id AND a.kind = 'sku' ORDER BY a.value_key"
        ),
        {"id": product_id},
    )
    return [Code(number, variant, code, bool(own)) for number, variant, code, own in rows]


def forget_code(session: Session, number: int) -> bool:
    """Let a code go; False if there is none of that number."""
    row = session.get(VariantAlias, number)
    if row is None or row.kind != "sku":
        return False
    session.delete(row)
    return True


def set_goods(session: Session, product_id: int, *, goods: bool, batch_id: int) -> None:
    """Say whether a product is goods or something like a tip, and whether its lines are demand."""
    run = session.connection().execute
    marks = {"id": product_id, "pseudo": not goods}
    theirs = "SELECT l.id FROM order_line l JOIN variant v ON v.id = l.variant_id WHERE v.product_id = :id"
    images.keep_rows(session, batch_id, "product", [product_id])
    images.keep(session, batch_id, "order_line", theirs, {"id": product_id})
    run(text("UPDATE product SET is_pseudo = :pseudo WHERE id = :id"), marks)
    run(
        text(
            "UPDATE order_line SET is_demand = NOT :pseudo AND (SELECT o.kind = 'sale' AND"
            " o.status <> 'cancelled' FROM sale_order o WHERE o.id = order_line.order_id)"
            f" WHERE id IN ({theirs})"
        ),
        marks,
    )
    announce(session, "product", "order_line")


def remember(session: Session, names: Sequence[tuple[int, str, str, str]], batch_id: int) -> None:
    """Keep names as the owner's word: (variant, source, kind, key); a name corrected again is replaced."""
    for variant, source, kind, key in names:
        session.connection().execute(
            text("DELETE FROM variant_alias WHERE source = :source AND kind = :kind AND value_key = :key"),
            {"source": source, "kind": kind, "key": key},
        )
        row = {"variant_id": variant, "source": source, "kind": kind, "value_key": key}
        session.connection().execute(insert(VariantAlias), [row | {"by_owner": True, "batch_id": batch_id}])
