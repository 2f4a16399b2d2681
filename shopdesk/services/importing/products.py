"""Product files: what the catalogue, the suppliers' prices and the packs are."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlmodel import Session

from shopdesk.domain.catalogue_terms import Item, Trust
from shopdesk.domain.naming import name_key
from shopdesk.formats.base import Batch
from shopdesk.formats.records import ProductRecord
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _
from shopdesk.services.importing import catalogue
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import Outcome
from shopdesk.store.imports import products as store
from shopdesk.store.imports.upserts import Upserted, upsert

_STATES = {
    "available": "available", "disponible": "available", "activo": "available", "active": "available",
    "presale": "presale", "preventa": "presale", "on_order": "on_order", "on order": "on_order",
    "sobre pedido": "on_order", "pedido": "on_order", "discontinued": "discontinued",
    "descontinuado": "discontinued", "descatalogado": "discontinued", "archived": "discontinued",
    "inactivo": "discontinued", "out": "out", "agotado": "out",
}  # fmt: skip


class ProductWriter:
    """Takes product records in batches and writes them as one."""

    def __init__(self, context: FileContext, format_name: str) -> None:
        self._context = context
        self._format = format_name
        self._items = catalogue.Items()
        self._records: list[tuple[int, ProductRecord]] = []

    def open(self, raw: sqlite3.Connection) -> None:
        """Nothing to prepare: a catalogue fits in memory."""

    def take(self, _raw: sqlite3.Connection, batch: Batch) -> None:
        """Keep a batch of records."""
        for record in batch.records:
            if isinstance(record, ProductRecord):
                item = Item(record.sku, record.product, record.color, record.size)
                number = self._items.number(
                    item, line=record.line, category=record.category, source=self._format
                )
                self._records.append((number, record))

    def write(self, session: Session, batch_id: int) -> Outcome:
        """Write products, variants, suppliers and their prices."""
        resolved = catalogue.resolve(session, self._context, self._items, Trust.AUTHORITY, batch_id)
        variants = resolved.variants()
        styles = store.products_of(session, list(variants.values()))
        pairs = [(variants[number], record) for number, record in self._records]
        own = self._context.currency
        upsert(session, "product", ("id",), [_product(styles[v], r, own) for v, r in pairs], batch_id)
        pieces = upsert(session, "variant", ("id",), [_variant(v, r, own) for v, r in pairs], batch_id)
        self._suppliers(session, pairs, batch_id)
        problems = self._successors(session, pairs, styles, batch_id)
        return Outcome(
            problems=(*resolved.problems, *problems),
            facts={
                "products": len({name_key(record.product) for _v, record in pairs}),
                "variants": len(set(pieces.ids)),
            },
        )

    def _suppliers(self, session: Session, pairs: list[tuple[int, ProductRecord]], batch_id: int) -> None:
        told = [(variant, record) for variant, record in pairs if record.supplier]
        if not told:
            return
        rows = [{"name": record.supplier, "name_key": name_key(record.supplier)} for _v, record in told]
        suppliers = upsert(session, "supplier", ("name_key",), rows, batch_id)
        items = [
            {
                "supplier_id": supplier, "variant_id": variant, "supplier_sku": record.supplier_sku,
                "cost_minor": record.cost_minor, "pack": record.pack, "minimum_order": record.minimum_order,
                "currency": self._currency(record) if record.cost_minor is not None else "",
            }
            for supplier, (variant, record) in zip(suppliers.ids, told, strict=True)
        ]  # fmt: skip
        found: Upserted = upsert(session, "supplier_item", ("supplier_id", "variant_id"), items, batch_id)
        today = self._context.now.astimezone(self._context.zone).date()
        costs = [
            store.Cost(item, record.cost_minor, self._currency(record), today)
            for item, (_variant, record) in zip(found.ids, told, strict=True)
            if record.cost_minor is not None
        ]
        store.add_costs(session, costs, batch_id)

    def _currency(self, record: ProductRecord) -> str:
        return record.currency or self._context.currency

    def _successors(
        self, session: Session, pairs: list[tuple[int, ProductRecord]], styles: dict[int, int], batch_id: int
    ) -> list[Problem]:
        problems = []
        rows = []
        for variant, record in pairs:
            if not record.successor_of:
                continue
            before = store.product_called(session, name_key(record.successor_of), name_key(record.color))
            if before is None or before == styles[variant]:
                said = _("There is no product called {name} for this one to follow.")
                told = said.format(name=record.successor_of)
                problems.append(Problem("unknown_product", told, record.line, Severity.WARNING))
            else:
                rows.append({"id": styles[variant], "successor_of_id": before})
        upsert(session, "product", ("id",), rows, batch_id)
        return problems


def _product(product: int, record: ProductRecord, currency: str) -> dict[str, Any]:
    return {
        "id": product, "category": record.category, "gender": record.gender, "brand": record.vendor,
        "code": record.handle, "use": record.use, "fit": record.fit, "care": record.care, "url": record.url,
        "care_days": record.care_days, "days_per_unit": record.days_per_unit,
        "price_minor": record.price_minor, "list_price_minor": record.list_price_minor,
        "currency": (record.currency or currency) if record.price_minor is not None else "",
    }  # fmt: skip


def _variant(variant: int, record: ProductRecord, currency: str) -> dict[str, Any]:
    has_money = record.price_minor is not None or record.cost_minor is not None
    return {
        "id": variant, "barcode": record.barcode, "cost_minor": record.cost_minor,
        "price_minor": record.price_minor, "currency": (record.currency or currency) if has_money else "",
        "state": _STATES.get(name_key(record.state), ""), "available_on": record.available_on,
    }  # fmt: skip
