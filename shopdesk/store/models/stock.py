"""The stock ledger: movements that are only ever added, and fixed points."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import key, link, maybe


class StockMovement(SQLModel, table=True):
    """Pieces in or out that no sale line tells: receipts, adjustments, transfers, restocked returns.

    Sales are not copied here: the ledger reads them from ``order_line``. Corrections supersede.
    """

    __tablename__ = "stock_movement"
    __table_args__ = (Index("ix_stock_movement_variant_id_local_day", "variant_id", "local_day"),)
    id: int | None = key()
    variant_id: int = link("variant.id", index=False)
    location_id: int = link("location.id")
    pieces: int
    kind: str
    """receipt, adjustment, transfer, return, exchange, supplier_return."""
    happened_at: datetime
    local_day: date
    reference: str = ""
    """Where it comes from, e.g. receipt_line:12 or return_line:7."""
    note: str = ""
    superseded_by_id: int | None = maybe("stock_movement.id")
    batch_id: int | None = maybe("import_batch.id")


class StockSnapshot(SQLModel, table=True):
    """A counted or imported balance at a moment: nothing before it matters for what is there now."""

    __tablename__ = "stock_snapshot"
    __table_args__ = (
        UniqueConstraint("variant_id", "location_id", "at", "kind"),
        Index("ix_stock_snapshot_variant_id_at", "variant_id", "at"),
    )
    id: int | None = key()
    variant_id: int = link("variant.id", index=False)
    location_id: int = link("location.id")
    on_hand: int
    committed: int | None = None
    """Pieces the channel already promised to paid orders, when the file says so."""
    at: datetime
    local_day: date
    is_opening: bool = True
    """True: stands at the opening of its day (dates alone); False: at ``at``, to the minute."""
    kind: str = "import"
    """import, count."""
    note: str = ""
    undone_at: datetime | None = None
    batch_id: int | None = maybe("import_batch.id")


class CountDraft(SQLModel, table=True):
    """A count under way that has not been applied yet."""

    __tablename__ = "count_draft"
    id: int | None = key()
    variant_id: int = Field(foreign_key="variant.id", unique=True)
    pieces: int
    counted_at: datetime


class Reservation(SQLModel, table=True):
    """Pieces set aside for a person: they cannot be promised to another."""

    id: int | None = key()
    variant_id: int = link("variant.id")
    pieces: int
    person: str
    until: date | None = None
    created_at: datetime
    released_at: datetime | None = None
    message_id: int | None = maybe("message.id")
