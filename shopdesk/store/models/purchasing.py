"""Suppliers, what they sell us, what is on the way, and what was suggested."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import json_field, key, link, maybe


class Supplier(SQLModel, table=True):
    """Who we order from; ``lead_days`` runs from confirmation to shelf."""

    id: int | None = key()
    name: str
    name_key: str = Field(unique=True)
    email: str = ""
    phone: str = ""
    contact: str = ""
    lead_days: float | None = None
    lead_days_sd: float | None = None
    review_days: int | None = None
    minimum_order_minor: int | None = None
    currency: str = ""
    closed_days: list[dict[str, str]] | None = json_field()
    """Spans {"starts_on", "ends_on"} (inclusive) when nothing leaves."""
    notes: str = ""
    batch_id: int | None = maybe("import_batch.id")


class SupplierItem(SQLModel, table=True):
    """How one supplier sells us one variant."""

    __tablename__ = "supplier_item"
    __table_args__ = (UniqueConstraint("supplier_id", "variant_id"),)
    id: int | None = key()
    supplier_id: int = link("supplier.id", index=False)
    variant_id: int = link("variant.id")
    supplier_sku: str = ""
    cost_minor: int | None = None
    currency: str = ""
    pack: int = 1
    minimum_order: int = 0
    is_preferred: bool = True
    batch_id: int | None = maybe("import_batch.id")


class CostChange(SQLModel, table=True):
    """What a variant cost us from a day on."""

    __tablename__ = "cost_change"
    id: int | None = key()
    supplier_item_id: int = link("supplier_item.id")
    cost_minor: int
    currency: str
    since: date


class PackRun(SQLModel, table=True):
    """A prepacked run (corrida): so many of each size in one box."""

    __tablename__ = "pack_run"
    id: int | None = key()
    supplier_id: int = link("supplier.id")
    product_id: int | None = maybe("product.id")
    name: str
    sizes: dict[str, int] | None = json_field()


class PurchaseOrder(SQLModel, table=True):
    """An order to a supplier and where it stands."""

    __tablename__ = "purchase_order"
    id: int | None = key()
    supplier_id: int = link("supplier.id")
    number: str = Field(unique=True)
    state: str = "placed"
    """placed, confirmed, partial, complete, cancelled."""
    placed_at: datetime
    confirmed_at: datetime | None = None
    promised_on: date | None = None
    closed_at: datetime | None = None
    currency: str = ""
    note: str = ""
    batch_id: int | None = maybe("import_batch.id")


class PurchaseOrderLine(SQLModel, table=True):
    """One variant on an order; on order = ordered − received − cancelled, never negative."""

    __tablename__ = "purchase_order_line"
    __table_args__ = (UniqueConstraint("purchase_order_id", "variant_id"),)
    id: int | None = key()
    purchase_order_id: int = link("purchase_order.id", index=False)
    variant_id: int = link("variant.id")
    ordered: int
    cancelled: int = 0
    cost_minor: int | None = None
    suggestion_id: int | None = maybe("suggestion.id")


class Receipt(SQLModel, table=True):
    """One arrival of goods of an order."""

    id: int | None = key()
    purchase_order_id: int = link("purchase_order.id")
    received_at: datetime
    local_day: date
    note: str = ""


class ReceiptLine(SQLModel, table=True):
    """Pieces of one line that arrived, and how many of them were damaged."""

    __tablename__ = "receipt_line"
    id: int | None = key()
    receipt_id: int = link("receipt.id")
    purchase_order_line_id: int = link("purchase_order_line.id")
    pieces: int
    damaged: int = 0
    cost_minor: int | None = None


class Suggestion(SQLModel, table=True):
    """A quantity we proposed, with its frozen inputs and terms, to be scored weeks later."""

    id: int | None = key()
    made_on: date = Field(index=True)
    variant_id: int = link("variant.id")
    supplier_id: int | None = maybe("supplier.id")
    inputs: dict[str, Any] | None = json_field()
    terms: list[dict[str, Any]] | None = json_field()
    reorder_point: int
    order_up_to: int
    suggested: int
    ordered: int | None = None
    scored_on: date | None = None
    score: dict[str, Any] | None = json_field()
    is_current: bool = True


class SizeRequest(SQLModel, table=True):
    """Sizes the owner added to the next order from the size map."""

    __tablename__ = "size_request"
    id: int | None = key()
    variant_id: int = Field(foreign_key="variant.id", unique=True)
    pieces: int
    added_at: datetime


class DismissedSuggestion(SQLModel, table=True):
    """A suggestion the owner put aside until a day, or quantities typed over it."""

    __tablename__ = "suggestion_edit"
    id: int | None = key()
    variant_id: int = Field(foreign_key="variant.id", unique=True)
    pieces: int | None = None
    is_left_out: bool = False
    edited_at: datetime
