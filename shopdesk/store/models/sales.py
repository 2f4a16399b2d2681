"""What customers bought, line by line, and what came back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import key, link, maybe


class Order(SQLModel, table=True):
    """A customer's order as its channel knows it. Totals are before refunds."""

    __tablename__ = "sale_order"
    __table_args__ = (
        UniqueConstraint("source", "number"),
        Index("ix_sale_order_customer_id_local_day", "customer_id", "local_day"),
    )
    id: int | None = key()
    source: str
    number: str
    channel_id: int | None = maybe("channel.id")
    customer_id: int | None = maybe("customer.id", index=False)
    placed_at: datetime
    utc_offset_minutes: int = 0
    local_day: date = Field(index=True)
    local_week: date
    """Monday of the local day."""
    status: str = "paid"
    """paid, pending, cancelled, refunded."""
    kind: str = "sale"
    """sale, return, exchange."""
    related_number: str = ""
    currency: str
    subtotal_minor: int = 0
    discount_minor: int = 0
    shipping_minor: int = 0
    tax_minor: int = 0
    taxes_included: bool | None = None
    total_minor: int = 0
    refunded_minor: int = 0
    cancelled_at: datetime | None = None
    buyer_name: str = ""
    buyer_email: str = ""
    buyer_phone: str = ""
    city: str = ""
    promised_on: date | None = None
    shipped_on: date | None = None
    delivered_on: date | None = None
    reason: str = ""
    """Why it came back, on a return or exchange."""
    marked_late_at: datetime | None = None
    late_note: str = ""
    external_id: str = ""
    """The source's own key besides the number: tells two shops with the same numbers apart."""
    content_hash: str = ""
    known_at: datetime | None = None
    """Newest instant in the file that last wrote this order: an older export does not take news back."""
    batch_id: int | None = maybe("import_batch.id")


class OrderLine(SQLModel, table=True):
    """One line of an order. ``is_demand`` is False for cancelled, returned and pseudo lines."""

    __tablename__ = "order_line"
    __table_args__ = (
        UniqueConstraint("order_id", "ordinal"),
        Index("ix_order_line_week_cover", "variant_id", "local_week", "quantity", "is_demand"),
        Index("ix_order_line_day_cover", "variant_id", "local_day", "quantity", "is_demand"),
    )
    id: int | None = key()
    order_id: int = link("sale_order.id", index=False)
    ordinal: int
    variant_id: int | None = maybe("variant.id", index=False)
    sku: str = ""
    title: str = ""
    quantity: int
    """Pieces; negative on a return."""
    unit_price_minor: int = 0
    discount_minor: int = 0
    total_minor: int = 0
    """quantity × price − this line's share of the discounts."""
    refunded_quantity: int = 0
    refunded_on: date | None = None
    """When they came back, where the file says so by line."""
    local_day: date
    local_week: date
    channel_id: int | None = maybe("channel.id", index=False)
    is_demand: bool = True


class ReturnLine(SQLModel, table=True):
    """Pieces that came back, and for an exchange what was kept instead."""

    __tablename__ = "return_line"
    id: int | None = key()
    order_id: int | None = maybe("sale_order.id")
    order_line_id: int | None = maybe("order_line.id")
    variant_id: int = link("variant.id")
    quantity: int
    returned_on: date
    ordered_on: date | None = None
    """Day of the first order: an exchange's demand is dated there."""
    reason: str = ""
    kept_variant_id: int | None = maybe("variant.id")
    is_restocked: bool = True
    by_hand: bool = False
    told_by_id: int | None = maybe("sale_order.id")
    """The return, exchange or partly returned sale this was worked out from; None when typed alone."""
    batch_id: int | None = maybe("import_batch.id")


class Checkout(SQLModel, table=True):
    """A cart that was left, from a file of abandoned checkouts."""

    __table_args__ = (UniqueConstraint("email", "abandoned_at", "variant_id", "product_id"),)
    id: int | None = key()
    email: str = Field(index=True)
    customer_id: int | None = maybe("customer.id")
    abandoned_at: datetime
    variant_id: int | None = maybe("variant.id")
    product_id: int | None = maybe("product.id")
    quantity: int = 1
    is_completed: bool = False
    batch_id: int | None = maybe("import_batch.id")
