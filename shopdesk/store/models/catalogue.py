"""What the shop sells: styles, their variants, and where and how it sells them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import key, link, maybe


class SizeSystem(SQLModel, table=True):
    """A way of writing sizes: Mexican centimetres, European numbers, letters."""

    __tablename__ = "size_system"
    id: int | None = key()
    code: str = Field(unique=True)
    name: str


class SizeEquivalence(SQLModel, table=True):
    """The owner's own table: this size of this brand is that size of another system."""

    __tablename__ = "size_equivalence"
    __table_args__ = (UniqueConstraint("brand", "system_id", "label", "other_system_id"),)
    id: int | None = key()
    brand: str = ""
    system_id: int = link("size_system.id")
    label: str
    other_system_id: int = link("size_system.id")
    other_label: str


class Product(SQLModel, table=True):
    """A style: one model in one colour. ``*_key`` columns are casefolded without accents."""

    __table_args__ = (UniqueConstraint("name_key", "color_key"),)
    id: int | None = key()
    name: str
    name_key: str
    color: str = ""
    color_key: str = ""
    category: str = ""
    gender: str = ""
    brand: str = ""
    size_system_id: int | None = maybe("size_system.id")
    option_name: str = ""
    """What the variants differ in when it is not size, e.g. Medida."""
    code: str = ""
    use: str = ""
    fit: str = ""
    care: str = ""
    material: str = ""
    care_days: int | None = None
    days_per_unit: float | None = None
    url: str = ""
    successor_of_id: int | None = maybe("product.id")
    price_minor: int | None = None
    list_price_minor: int | None = None
    currency: str = ""
    is_pseudo: bool = False
    """Tips, gift wrapping: sold, but never stocked."""
    state: str = "available"
    available_on: date | None = None
    first_seen_on: date | None = None
    merged_into_id: int | None = maybe("product.id")
    batch_id: int | None = maybe("import_batch.id")


class Variant(SQLModel, table=True):
    """One size of a style: what is counted, ordered and promised."""

    __table_args__ = (UniqueConstraint("product_id", "size"),)
    id: int | None = key()
    product_id: int = link("product.id", index=False)
    size: str = ""
    size_order: float = 0.0
    sku: str | None = Field(default=None, unique=True)
    barcode: str = Field(default="", index=True)
    cost_minor: int | None = None
    price_minor: int | None = None
    currency: str = ""
    state: str = "available"
    """available, presale, on_order, discontinued, out."""
    available_on: date | None = None
    state_reason: str = ""
    batch_id: int | None = maybe("import_batch.id")


class VariantAlias(SQLModel, table=True):
    """Another name of a variant in one source: a channel's SKU, a title in a file."""

    __tablename__ = "variant_alias"
    __table_args__ = (UniqueConstraint("source", "kind", "value_key"),)
    id: int | None = key()
    variant_id: int = link("variant.id")
    source: str = ""
    kind: str = "sku"
    value_key: str
    by_owner: bool = False
    batch_id: int | None = maybe("import_batch.id")


class Channel(SQLModel, table=True):
    """Where a sale was made: the web shop, a marketplace, the counter."""

    id: int | None = key()
    code: str = Field(unique=True)
    name: str


class Location(SQLModel, table=True):
    """A place that holds stock. Inactive ones are kept for the past."""

    id: int | None = key()
    name: str = Field(unique=True)
    is_active: bool = True


class Event(SQLModel, table=True):
    """A commercial date: Buen Fin, Hot Sale, the shop's own sale."""

    __table_args__ = (UniqueConstraint("name", "starts_on", "scope"),)
    id: int | None = key()
    name: str
    starts_on: date
    ends_on: date
    """Last day (inclusive)."""
    scope: str = ""
    """Category or product the event is about; empty = the whole shop."""
    uplift: float | None = None
    """The owner's own estimate: 1.5 = half as much again."""
    batch_id: int | None = maybe("import_batch.id")


class PageVisit(SQLModel, table=True):
    """Views of a product page on one day, from a file."""

    __tablename__ = "page_visit"
    __table_args__ = (UniqueConstraint("product_id", "variant_id", "on_day", "channel"),)
    id: int | None = key()
    product_id: int = link("product.id")
    variant_id: int | None = maybe("variant.id")
    on_day: date
    channel: str = ""
    views: int
    batch_id: int | None = maybe("import_batch.id")
