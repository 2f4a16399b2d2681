"""Orders as the files tell them, with the lines of the file they came from.

Money is integer minor units of the record's currency, quantities are whole pieces, and text is trimmed. A
``datetime`` without a zone is local time of a source that states none: the import gives it the source's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OrderStatus(StrEnum):
    """Where an order stands with its money."""

    PAID = "paid"
    PENDING = "pending"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class OrderKind(StrEnum):
    """What the order does to the shelf."""

    SALE = "sale"
    RETURN = "return"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who bought, as far as the file says; the general public is an empty Buyer.

    Attributes:
        external_id: The source's own customer number or user name, only comparable within that source.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    external_id: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class LineRecord:
    """One product on an order.

    Attributes:
        line: 1-based line of the file where the row begins.
        ordinal: 1-based place within the order; with source and order number it is the line's key.
        title: The name as the file writes it; ``product``, ``color`` and ``size`` come from columns or
            from it.
        quantity: Pieces; 0 on a cancelled line that the source empties, never negative: see ``kind``.
        discount_minor: What was taken off this line, its share of the order's discount included, 0 or more.
        total_minor: unit_price_minor x quantity - discount_minor, or what the file gives for the line.
        refunded_quantity: Pieces sent back, where the file says so by line.
        refunded_at: When they came back, where the file says so by line.
        is_pseudo: A tip, gift wrapping, shipping or the like: money, never stock.
        external_id: The source's own line number, if it has one.
    """

    line: int
    ordinal: int
    sku: str
    title: str
    product: str
    color: str
    size: str
    quantity: int
    unit_price_minor: int
    discount_minor: int
    total_minor: int
    category: str = ""
    refunded_quantity: int = 0
    refunded_at: datetime | None = None
    is_pseudo: bool = False
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """One order, receipt or ticket with its lines.

    Attributes:
        source: Name of the format, e.g. ``shopify-orders``; with ``number`` it is the order's key.
        external_id: The source's own key besides the number (Shopify's ``Id``), if it has one.
        placed_at: Aware, or naive local time (see the module).
        channel: ``web``, ``pos``, ``mercadolibre`` ... in lower case; empty if the file does not say.
        kind: A return takes its lines back in; quantities and money stay positive.
        related_order: Number of the order that is returned or exchanged.
        taxes_included: None where the file does not let it be known.
        total_minor: What the buyer owed when ordering, before any refund.
        refunded_minor: What went back, 0 or more.
        accepts_marketing: None unless a column says it in so many words.
        lines: Empty for exports that carry no lines.
        rows: Every line of the file that this order took, first to last.
        repeat: The order stands in the file more than once with different content, and this is the last.
    """

    source: str
    number: str
    placed_at: datetime
    channel: str
    status: OrderStatus
    kind: OrderKind
    currency: str
    subtotal_minor: int
    discount_minor: int
    shipping_minor: int
    tax_minor: int
    taxes_included: bool | None
    total_minor: int
    refunded_minor: int
    customer: Buyer
    lines: tuple[LineRecord, ...]
    rows: tuple[int, ...]
    external_id: str = ""
    related_order: str = ""
    cancelled_at: datetime | None = None
    paid_at: datetime | None = None
    promised_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    accepts_marketing: bool | None = None
    reason: str = ""
    repeat: bool = False
