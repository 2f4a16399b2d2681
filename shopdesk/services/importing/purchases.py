"""Purchase orders brought from elsewhere: what was ordered, what came, what is still on the way."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, time
from typing import Any

from sqlmodel import Session

from shopdesk.domain.catalogue_terms import Item, Trust
from shopdesk.domain.naming import name_key
from shopdesk.formats.base import Batch
from shopdesk.formats.records import PurchaseLine, PurchaseOrderRecord
from shopdesk.services.importing import catalogue
from shopdesk.services.importing.context import FileContext
from shopdesk.services.importing.outcome import Outcome
from shopdesk.store.imports import purchases as store
from shopdesk.store.imports.upserts import upsert


class PurchaseWriter:
    """Takes purchase orders in batches and writes them as one."""

    def __init__(self, context: FileContext, format_name: str) -> None:
        self._context = context
        self._format = format_name
        self._items = catalogue.Items()
        self._records: list[PurchaseOrderRecord] = []

    def open(self, raw: sqlite3.Connection) -> None:
        """Nothing to prepare."""

    def take(self, _raw: sqlite3.Connection, batch: Batch) -> None:
        """Keep a batch of records."""
        for record in batch.records:
            if isinstance(record, PurchaseOrderRecord):
                self._records.append(record)
                for line in record.lines:
                    self._items.number(_item(line), line=line.line, source=self._format)

    def write(self, session: Session, batch_id: int) -> Outcome:
        """Write suppliers, orders, lines, and what was received as a receipt of the past.

        Receipts of the past make no stock movements: a stock file or a count says what is there.
        """
        resolved = catalogue.resolve(session, self._context, self._items, Trust.LOOSE, batch_id)
        variants = resolved.variants()
        names = [{"name": r.supplier, "name_key": name_key(r.supplier)} for r in self._records]
        suppliers = upsert(session, "supplier", ("name_key",), names, batch_id)
        heads = [self._head(r, supplier) for r, supplier in zip(self._records, suppliers.ids, strict=True)]
        orders = upsert(session, "purchase_order", ("number",), heads, batch_id)
        for record, order in zip(self._records, orders.ids, strict=True):
            lines = _lines(record, order, lambda line: variants[self._items.number(_item(line), line=0)])
            done = upsert(
                session, "purchase_order_line", ("purchase_order_id", "variant_id"),
                [row for row, _came in lines], batch_id,
            )  # fmt: skip
            came = {line: pieces for line, (_row, pieces) in zip(done.ids, lines, strict=True) if pieces}
            store.set_received(session, order, came, self._received(record), batch_id)
        return Outcome(
            problems=resolved.problems,
            facts={"new": orders.new, "changed": orders.changed, "same": orders.same},
        )

    def _head(self, record: PurchaseOrderRecord, supplier: int) -> dict[str, Any]:
        ordered = sum(line.ordered - line.cancelled for line in record.lines)
        received = sum(line.received for line in record.lines)
        return {
            "supplier_id": supplier, "number": record.number, "state": _state(record, ordered, received),
            "placed_at": self._moment(record.ordered_on), "promised_on": record.expected_on,
            "confirmed_at": self._moment(record.ordered_on),
            "currency": record.currency or self._context.currency, "note": record.notes,
        }  # fmt: skip

    def _moment(self, day: date | None) -> datetime:
        if day is None:
            return self._context.now
        return datetime.combine(day, time(12), self._context.zone).astimezone(UTC)

    def _received(self, record: PurchaseOrderRecord) -> tuple[datetime, date]:
        day = record.received_on or record.expected_on or record.ordered_on
        moment = self._moment(day)
        return moment, moment.astimezone(self._context.zone).date()


def _item(line: PurchaseLine) -> Item:
    return Item(line.sku, line.product, line.color, line.size)


def _lines(record: PurchaseOrderRecord, order: int, variant: Any) -> list[tuple[dict[str, Any], int]]:
    """Return the lines of an order, one a variant, each with the pieces that came."""
    whole: dict[int, tuple[dict[str, Any], int]] = {}
    for line in record.lines:
        which = variant(line)
        row, came = whole.get(which, ({"ordered": 0, "cancelled": 0}, 0))
        row = {
            "purchase_order_id": order, "variant_id": which, "ordered": row["ordered"] + line.ordered,
            "cancelled": row["cancelled"] + line.cancelled, "cost_minor": line.cost_minor,
        }  # fmt: skip
        whole[which] = (row, came + line.received)
    return list(whole.values())


def _state(record: PurchaseOrderRecord, ordered: int, received: int) -> str:
    said = name_key(record.status)
    if any(word in said for word in ("cancel", "void", "anulad")):
        return "cancelled"
    if any(word in said for word in ("complet", "received", "recibid", "closed")) or received >= ordered > 0:
        return "complete"
    return "partial" if received else "confirmed"
