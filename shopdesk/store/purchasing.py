"""Questions about suppliers and the orders placed with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from shopdesk.store.models import (
    PurchaseOrder,
    PurchaseOrderLine,
)


@dataclass(frozen=True, slots=True)
class OrderLineRow:
    """One variant on an order, with what arrived of it.

    Attributes:
        received: Pieces that arrived, damaged ones included.
        damaged: Pieces among them that cannot be sold.
    """

    id: int
    order_id: int
    variant_id: int
    product_id: int
    sku: str
    product: str
    color: str
    size: str
    ordered: int
    cancelled: int
    received: int
    damaged: int
    cost_minor: int | None

    @property
    def missing(self) -> int:
        """Pieces still on the way, never negative."""
        return max(0, self.ordered - self.cancelled - self.received)


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One arrival: its day and pieces."""

    order_id: int
    on: date
    pieces: int


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order to a supplier."""

    id: int
    supplier_id: int
    number: str
    state: str
    placed_at: datetime
    confirmed_at: datetime | None
    promised_on: date | None
    closed_at: datetime | None
    currency: str
    note: str


def orders(session: Session, *, only: Sequence[int] | None = None) -> list[OrderRow]:
    """Return orders to suppliers, the newest first."""
    query = select(PurchaseOrder).order_by(col(PurchaseOrder.placed_at).desc(), col(PurchaseOrder.id).desc())
    if only is not None:
        query = query.where(col(PurchaseOrder.id).in_(only))
    return [
        OrderRow(
            row.id or 0,
            row.supplier_id,
            row.number,
            row.state,
            row.placed_at,
            row.confirmed_at,
            row.promised_on,
            row.closed_at,
            row.currency,
            row.note,
        )
        for row in session.exec(query)
    ]


def order_lines(session: Session, *, only: Sequence[int] | None = None) -> list[OrderLineRow]:
    """Return the lines of orders with what arrived, sizes in order."""
    rows = session.connection().execute(
        text(
            "SELECT l.id, l.purchase_order_id, l.variant_id, v.product_id, COALESCE(v.sku, ''), p.name,"
            " p.color, v.size, l.ordered, l.cancelled, COALESCE(r.pieces, 0), COALESCE(r.damaged, 0),"
            " l.cost_minor"
            " FROM purchase_order_line l JOIN variant v ON v.id = l.variant_id"
            " JOIN product p ON p.id = v.product_id LEFT JOIN ("
            "  SELECT purchase_order_line_id AS line, SUM(pieces) AS pieces, SUM(damaged) AS damaged"
            "  FROM receipt_line GROUP BY 1) r ON r.line = l.id"
            " WHERE :ids IS NULL OR l.purchase_order_id IN (SELECT value FROM json_each(:ids))"
            " ORDER BY l.purchase_order_id, p.name_key, p.color_key, p.id, v.size_order, v.size"
        ),
        {"ids": _ids(only)},
    )
    return [OrderLineRow(*row) for row in rows]


def receipts(session: Session, *, only: Sequence[int] | None = None) -> list[ReceiptRow]:
    """Return every arrival of orders, the oldest first."""
    rows = session.connection().execute(
        text(
            "SELECT r.purchase_order_id, r.local_day, SUM(l.pieces) FROM receipt r"
            " JOIN receipt_line l ON l.receipt_id = r.id"
            " WHERE :ids IS NULL OR r.purchase_order_id IN (SELECT value FROM json_each(:ids))"
            " GROUP BY r.id ORDER BY r.local_day, r.id"
        ),
        {"ids": _ids(only)},
    )
    return [ReceiptRow(order, date.fromisoformat(day), pieces) for order, day, pieces in rows]


def _ids(only: Sequence[int] | None) -> str | None:
    return None if only is None else json.dumps(list(only))


def next_number(session: Session) -> str:
    """Return the number of the next order: four digits, one after the greatest in use."""
    greatest = (
        session.connection()
        .execute(text("SELECT MAX(CAST(number AS INTEGER)) FROM purchase_order WHERE number GLOB '[0-9]*'"))
        .scalar()
    )
    return f"{(greatest or 0) + 1:04d}"


def get_order(session: Session, number: str) -> PurchaseOrder | None:
    """Return an order by its number, with or without its zeros, or by its id."""
    wanted = number.strip()
    found = session.exec(select(PurchaseOrder).where(PurchaseOrder.number == wanted)).first()
    if found is None and wanted.isdigit():
        padded = f"{int(wanted):04d}"
        found = session.exec(select(PurchaseOrder).where(PurchaseOrder.number == padded)).first()
    return found


def lines_of(session: Session, order_id: int) -> list[PurchaseOrderLine]:
    """Return an order's lines, in the order they were written."""
    query = select(PurchaseOrderLine).where(PurchaseOrderLine.purchase_order_id == order_id)
    return list(session.exec(query.order_by(col(PurchaseOrderLine.id))))


def variants_by_sku(session: Session, skus: Sequence[str]) -> dict[str, int]:
    """Return the variant of each code that has one; other codes of a variant (aliases) count too."""
    rows = session.connection().execute(
        text(
            "SELECT w.value, COALESCE((SELECT id FROM variant WHERE sku = w.value),"
            " (SELECT id FROM variant WHERE barcode = w.value AND barcode <> ''),"
            " (SELECT id FROM variant WHERE sku = w.value COLLATE NOCASE),"
            " (SELECT variant_id FROM variant_alias WHERE kind = 'sku' AND value_key = w.value))"
            " FROM json_each(:skus) w"
        ),
        {"skus": json.dumps(list(skus))},
    )
    return {sku: variant for sku, variant in rows if variant is not None}


def has_letter(session: Session, letter_key: str) -> bool:
    """Say whether a letter of this key is in the outbox, whatever became of it."""
    found = session.connection().execute(
        text("SELECT 1 FROM outbox_letter WHERE letter_key = :key"), {"key": letter_key}
    )
    return found.first() is not None


@dataclass(frozen=True, slots=True)
class PricedRow:
    """A variant with what it sells for; None = not known."""

    variant_id: int
    sku: str
    product: str
    color: str
    size: str
    price_minor: int | None
    currency: str


def priced(session: Session, variants: Sequence[int]) -> list[PricedRow]:
    """Return variants with their prices, styles by name and sizes in order."""
    rows = session.connection().execute(
        text(
            "SELECT v.id, COALESCE(v.sku, ''), p.name, p.color, v.size,"
            " COALESCE(v.price_minor, p.price_minor), COALESCE(NULLIF(v.currency, ''), p.currency)"
            " FROM variant v JOIN product p ON p.id = v.product_id"
            " WHERE v.id IN (SELECT value FROM json_each(:ids))"
            " ORDER BY p.name_key, p.color_key, p.id, v.size_order, v.size"
        ),
        {"ids": _ids(variants)},
    )
    return [PricedRow(*row) for row in rows]
