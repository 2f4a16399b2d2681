"""Which files were read, what became of each row, and what they replaced."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import json_field, key, link, maybe


class ImportBatch(SQLModel, table=True):
    """One file read into the shop. rows = accepted + rejected + ignored."""

    __tablename__ = "import_batch"
    id: int | None = key()
    file_name: str
    file_hash: str = Field(index=True)
    kind: str
    format: str
    source: str = ""
    """Shop or account the file came from: part of the key of its orders."""
    created_at: datetime
    as_of: datetime | None = None
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    orders_new: int = 0
    orders_changed: int = 0
    orders_same: int = 0
    lines: int = 0
    units: int = 0
    total_minor: int = 0
    refunded_minor: int = 0
    currency: str = ""
    first_at: datetime | None = None
    last_at: datetime | None = None
    options: dict[str, Any] | None = json_field()
    duplicate_of_id: int | None = maybe("import_batch.id")
    undone_at: datetime | None = None


class ImportRow(SQLModel, table=True):
    """The verdict on one row that was not simply accepted, with its original cells."""

    __tablename__ = "import_row"
    id: int | None = key()
    batch_id: int = link("import_batch.id")
    line: int | None = None
    verdict: str
    """rejected, ignored, noted."""
    code: str
    message: str
    cells: list[str] | None = json_field()
    mended_at: datetime | None = None


class ImportImage(SQLModel, table=True):
    """What a row looked like before a batch touched it; None = the batch created it."""

    __tablename__ = "import_image"
    __table_args__ = (Index("ix_import_image_table_name_row_id", "table_name", "row_id"),)
    id: int | None = key()
    batch_id: int = link("import_batch.id")
    table_name: str
    row_id: int
    before: dict[str, Any] | None = json_field()


class ImportClaim(SQLModel, table=True):
    """A row that a batch found already there, unchanged: it stays when the batch that made it is undone."""

    __tablename__ = "import_claim"
    __table_args__ = (UniqueConstraint("table_name", "row_id", "batch_id"),)
    id: int | None = key()
    batch_id: int = link("import_batch.id", index=False)
    table_name: str
    row_id: int


class ImportSource(SQLModel, table=True):
    """How files with this header are read without asking again."""

    __tablename__ = "import_source"
    id: int | None = key()
    name: str
    signature: str = Field(unique=True)
    kind: str
    mapping: dict[str, Any] | None = json_field()
    zone: str = ""
    currency: str = ""
    decimal: str = ""
    date_order: str = ""
    taxes_included: bool | None = None
    saved_on: date | None = None
