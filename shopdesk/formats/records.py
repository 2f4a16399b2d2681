"""What the files say, one frozen record a thing, each with the line of the file it came from.

Money is integer minor units of the record's currency, quantities are whole pieces, and text is trimmed. A
``datetime`` without a zone is local time of a source that states none: the import gives it the source's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from shopdesk.formats.order_records import Buyer, LineRecord, OrderKind, OrderRecord, OrderStatus

__all__ = [
    "Buyer", "CheckoutRecord", "ContactRecord", "EventRecord", "LineRecord", "OrderKind", "OrderRecord",
    "OrderStatus", "ProductRecord", "PurchaseLine", "PurchaseOrderRecord", "Record", "ReviewRecord",
    "StockRecord", "SupplierRecord", "VisitRecord", "content",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class StockRecord:
    """What stands on one shelf at one moment; negatives are kept.

    Attributes:
        on_hand: Pieces physically there; None where the file gives ``available`` alone.
        available: Pieces that may be sold; orders open at that moment are already out of it.
        as_of: A date alone = when that day opened; None = the file does not say.
    """

    line: int
    sku: str
    product: str
    color: str
    size: str
    location: str
    on_hand: int | None
    committed: int | None = None
    available: int | None = None
    incoming: int | None = None
    as_of: date | datetime | None = None
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """One variant of a product (or the product itself when it has none)."""

    line: int
    product: str
    sku: str = ""
    color: str = ""
    size: str = ""
    category: str = ""
    gender: str = ""
    supplier: str = ""
    currency: str = ""
    cost_minor: int | None = None
    price_minor: int | None = None
    list_price_minor: int | None = None
    pack: int | None = None
    minimum_order: int | None = None
    days_per_unit: float | None = None
    care_days: int | None = None
    use: str = ""
    fit: str = ""
    care: str = ""
    url: str = ""
    successor_of: str = ""
    supplier_sku: str = ""
    state: str = ""
    available_on: date | None = None
    barcode: str = ""
    handle: str = ""
    vendor: str = ""
    on_hand: int | None = None


@dataclass(frozen=True, slots=True)
class SupplierRecord:
    """One supplier and how it delivers."""

    line: int
    supplier: str
    email: str = ""
    phone: str = ""
    lead_days: float | None = None
    lead_days_sd: float | None = None
    review_days: int | None = None
    currency: str = ""
    minimum_order_minor: int | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """One product on a purchase order; quantities in pieces."""

    line: int
    sku: str
    product: str
    color: str
    size: str
    ordered: int
    received: int = 0
    cancelled: int = 0
    cost_minor: int | None = None
    supplier_sku: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseOrderRecord:
    """One purchase order brought from elsewhere."""

    source: str
    number: str
    supplier: str
    status: str
    currency: str
    lines: tuple[PurchaseLine, ...]
    rows: tuple[int, ...]
    ordered_on: date | None = None
    expected_on: date | None = None
    received_on: date | None = None
    location: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """A sale or feast that moves demand; both ends are inclusive.

    Attributes:
        uplift: Times the usual demand, e.g. 1.8; None if the file does not say.
    """

    line: int
    event: str
    start: date
    end: date
    scope: str = ""
    uplift: float | None = None


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One person with, where a column says so, the evidence of consent.

    Attributes:
        consent: True or False only from an explicit column, else None.
        consent_source: Header of that column, or the file's own ``source`` cell.
    """

    line: int
    email: str
    name: str = ""
    phone: str = ""
    instagram: str = ""
    city: str = ""
    country: str = ""
    birthday: date | None = None
    consent: bool | None = None
    consent_at: date | datetime | None = None
    consent_source: str = ""
    incentive: str = ""
    external_id: str = ""
    created_at: datetime | date | None = None
    sms_consent: bool | None = None


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """Page views of a product on one day."""

    line: int
    day: date
    sku: str
    product: str
    views: int
    channel: str = ""
    color: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """A review or a survey answer, in the buyer's words."""

    line: int
    day: date
    text: str
    rating: float | None = None
    email: str = ""
    order: str = ""
    product: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class CheckoutRecord:
    """A basket left behind.

    Attributes:
        completed: The file says the buyer came back and paid.
        accepts_marketing: None unless a column says it.
    """

    line: int
    email: str
    abandoned_at: datetime
    sku: str = ""
    product: str = ""
    color: str = ""
    size: str = ""
    quantity: int = 1
    completed: bool = False
    name: str = ""
    phone: str = ""
    number: str = ""
    currency: str = ""
    total_minor: int | None = None
    url: str = ""
    accepts_marketing: bool | None = None


Record = (
    OrderRecord
    | StockRecord
    | ProductRecord
    | SupplierRecord
    | PurchaseOrderRecord
    | EventRecord
    | ContactRecord
    | VisitRecord
    | ReviewRecord
    | CheckoutRecord
)

_PLACES = frozenset({"line", "rows", "repeat"})
_CLASSES = (
    OrderRecord, LineRecord, Buyer, StockRecord, ProductRecord, SupplierRecord, PurchaseOrderRecord,
    PurchaseLine, EventRecord, ContactRecord, VisitRecord, ReviewRecord, CheckoutRecord,
)  # fmt: skip
_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(one.name for one in fields(kind) if one.name not in _PLACES) for kind in _CLASSES
}


def content(record: Record) -> tuple[object, ...]:
    """Return what a record says without where in the file it stood: equal content, equal tuple.

    Two files that carry the same order give the same tuple, so a hash of its ``repr`` tells whether a
    re-imported order changed.
    """
    return tuple(_plain(getattr(record, name)) for name in _NAMES[type(record)])


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, LineRecord | PurchaseLine | Buyer):
        return tuple(getattr(value, name) for name in _NAMES[type(value)])
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.isoformat()
    return value
