"""Products, variants, aliases, channels and places, as imports read and write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, text
from sqlmodel import Session

from shopdesk.domain.catalogue_terms import Changes
from shopdesk.domain.naming import name_key
from shopdesk.domain.size_spelling import size_order
from shopdesk.store.imports import images
from shopdesk.store.models import Channel, Location, Product, Variant, VariantAlias


@dataclass(frozen=True, slots=True)
class Known:
    """The catalogue in the order of the fields of ``domain.catalogue``'s Style and Piece."""

    styles: list[tuple[int, str, str, bool]]
    pieces: list[tuple[int, int, str, str]]
    aliases: list[tuple[str, int]]
    titles: list[tuple[str, int]]
    former: list[str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where new rows come from."""

    batch_id: int | None
    source: str
    currency: str


@dataclass(frozen=True, slots=True)
class Ids:
    """Real ids of references: negative ones stand for rows just made."""

    last_variant: int
    last_product: int
    merged: dict[int, int]

    def variant(self, reference: int) -> int:
        """Return a variant's id."""
        reference = self.merged.get(reference, reference)
        return self.last_variant - reference if reference < 0 else reference

    def product(self, reference: int) -> int:
        """Return a product's id."""
        return self.last_product - reference if reference < 0 else reference


def read(session: Session, source: str) -> Known:
    """Return the catalogue with the names it has in one source."""
    run = session.connection().execute
    styles = run(text("SELECT id, name, color, is_pseudo FROM product WHERE merged_into_id IS NULL"))
    pieces = run(
        text(
            "SELECT v.id, v.product_id, v.size, COALESCE(v.sku, '') FROM variant v"
            " JOIN product p ON p.id = v.product_id AND p.merged_into_id IS NULL"
        )
    )
    names = run(
        text("SELECT kind, value_key, variant_id FROM variant_alias WHERE source IN ('', :source)"),
        {"source": source},
    ).all()
    return Known(
        [(i, name, color, bool(pseudo)) for i, name, color, pseudo in styles],
        [(i, product, size, sku) for i, product, size, sku in pieces],
        [(value, variant) for kind, value, variant in names if kind == "sku"],
        [(value, variant) for kind, value, variant in names if kind == "title"],
        [value for kind, value, _variant in names if kind == "former"],
    )


def write(session: Session, changes: Changes, categories: Mapping[int, str], origin: Origin) -> Ids:
    """Write what the catalogue learned; categories are given to products that have none."""
    run = session.connection().execute
    last_product = run(text("SELECT COALESCE(MAX(id), 0) FROM product")).scalar_one()
    last_variant = run(text("SELECT COALESCE(MAX(id), 0) FROM variant")).scalar_one()
    ids = Ids(last_variant, last_product, dict(changes.merged))
    _add_styles(session, changes, categories, origin, ids)
    left = _products_of(session, [*changes.moved, *(gone for gone, _kept in changes.merged)])
    _move(session, changes, origin, ids)
    _add_pieces(session, changes, origin, ids)
    _give_skus(session, changes)
    _merge(session, changes, origin, ids)
    _add_aliases(session, changes, origin, ids)
    _categorise(session, categories, origin)
    _drop_emptied(session, left, origin)
    return ids


def _add_styles(
    session: Session, changes: Changes, categories: Mapping[int, str], origin: Origin, ids: Ids
) -> None:
    rows = [
        {
            "id": ids.product(style.id), "name": style.name, "name_key": name_key(style.name),
            "color": style.color, "color_key": name_key(style.color), "is_pseudo": style.is_pseudo,
            "category": categories.get(style.id, ""), "batch_id": origin.batch_id,
        }
        for style in changes.styles
    ]  # fmt: skip
    if rows:
        session.connection().execute(insert(Product), rows)


def _move(session: Session, changes: Changes, origin: Origin, ids: Ids) -> None:
    """Move known variants; sizes and SKUs are first put out of the way, for they are unique."""
    run = session.connection().execute
    if not changes.moved:
        return
    moved = list(changes.moved.values())
    if origin.batch_id is not None:
        images.keep_rows(session, origin.batch_id, "variant", [piece.id for piece in moved])
    marks = [{"id": piece.id} for piece in moved]
    run(text("UPDATE variant SET sku = NULL, size = size || char(0) || id WHERE id = :id"), marks)
    gone = {variant for variant, _kept in changes.merged}
    rows = [
        {
            "id": piece.id, "product": ids.product(piece.product_id), "size": piece.size,
            "order": size_order(piece.size),
        }
        for piece in moved
        if piece.id not in gone
    ]  # fmt: skip
    if rows:
        run(
            text(
                "UPDATE variant SET product_id = :product, size = :size, size_order = :order WHERE id = :id"
            ),
            rows,
        )


def _give_skus(session: Session, changes: Changes) -> None:
    rows = [{"id": piece.id, "sku": piece.sku} for piece in changes.moved.values() if piece.sku]
    if rows:
        session.connection().execute(text("UPDATE variant SET sku = :sku WHERE id = :id"), rows)


def _add_pieces(session: Session, changes: Changes, origin: Origin, ids: Ids) -> None:
    rows = [
        {
            "id": ids.variant(piece.id), "product_id": ids.product(piece.product_id), "size": piece.size,
            "size_order": size_order(piece.size), "sku": piece.sku or None, "batch_id": origin.batch_id,
        }
        for piece in changes.pieces
    ]  # fmt: skip
    if rows:
        session.connection().execute(insert(Variant), rows)


def _merge(session: Session, changes: Changes, origin: Origin, ids: Ids) -> None:
    """Hand everything of a variant over to the one it turned out to be; what stands there already wins."""
    run = session.connection().execute
    for gone_ref, kept_ref in changes.merged:
        gone, kept = gone_ref, ids.variant(kept_ref)
        for table, column in images.links_to("variant"):
            if origin.batch_id is not None:
                images.keep(
                    session, origin.batch_id, table, f"SELECT id FROM {table} WHERE {column} = :gone",
                    {"gone": gone},
                )  # fmt: skip
            run(text(f"UPDATE OR IGNORE {table} SET {column} = :kept WHERE {column} = :gone"),
                {"kept": kept, "gone": gone})  # fmt: skip
            run(text(f"DELETE FROM {table} WHERE {column} = :gone"), {"gone": gone})
        run(text("DELETE FROM variant WHERE id = :gone"), {"gone": gone})


def _products_of(session: Session, variants: Sequence[int]) -> set[int]:
    rows = session.connection().execute(
        text("SELECT DISTINCT product_id FROM variant WHERE id IN (SELECT value FROM json_each(:ids))"),
        {"ids": json.dumps(list(variants))},
    )
    return {row[0] for row in rows}


def _drop_emptied(session: Session, products: set[int], origin: Origin) -> None:
    """Delete products that lost their last variant: the name a SKU had before a file gave it its own."""
    if not products:
        return
    links = images.links_to("product")
    used = "".join(f" AND NOT EXISTS (SELECT 1 FROM {t} x WHERE x.{c} = p.id)" for t, c in links)
    rows = session.connection().execute(
        text(f"SELECT p.id FROM product p WHERE p.id IN (SELECT value FROM json_each(:ids)){used}"),
        {"ids": json.dumps(sorted(products))},
    )
    emptied = [row[0] for row in rows]
    if origin.batch_id is not None:
        images.keep_rows(session, origin.batch_id, "product", emptied)
    session.connection().execute(
        text("DELETE FROM product WHERE id IN (SELECT value FROM json_each(:ids))"),
        {"ids": json.dumps(emptied)},
    )


def _add_aliases(session: Session, changes: Changes, origin: Origin, ids: Ids) -> None:
    rows = [
        {
            "variant_id": ids.variant(variant), "source": origin.source, "kind": "sku",
            "value_key": name_key(sku), "batch_id": origin.batch_id,
        }
        for variant, sku in changes.aliases
    ]  # fmt: skip
    if rows:
        session.connection().execute(insert(VariantAlias).prefix_with("OR IGNORE"), rows)


def _categorise(session: Session, categories: Mapping[int, str], origin: Origin) -> None:
    wanted = {product: category for product, category in categories.items() if product > 0}
    if not wanted:
        return
    bare = session.connection().execute(text("SELECT id FROM product WHERE category = ''"))
    ids = [row[0] for row in bare if row[0] in wanted]
    if ids and origin.batch_id is not None:
        images.keep_rows(session, origin.batch_id, "product", ids)
    for product in ids:
        session.connection().execute(
            text("UPDATE product SET category = :category WHERE id = :id"),
            {"id": product, "category": wanted[product]},
        )


def channels(session: Session, names: Mapping[str, str]) -> dict[str, int]:
    """Return channel ids by code, making the new ones under the names given."""
    known = _ids_by(session, "channel", "code")
    rows = [{"code": code, "name": name} for code, name in names.items() if code not in known]
    if rows:
        session.connection().execute(insert(Channel), rows)
        known = _ids_by(session, "channel", "code")
    return {code: known[code] for code in names}


def places(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Return location ids by name, making the new ones in the order given."""
    wanted = list(dict.fromkeys(names))
    known = _ids_by(session, "location", "name")
    rows = [{"name": name} for name in wanted if name not in known]
    if rows:
        session.connection().execute(insert(Location), rows)
        known = _ids_by(session, "location", "name")
    return {name: known[name] for name in wanted}


def _ids_by(session: Session, table: str, column: str) -> dict[str, int]:
    rows = session.connection().execute(text(f"SELECT {column}, id FROM {table}"))
    return {row[0]: row[1] for row in rows}
