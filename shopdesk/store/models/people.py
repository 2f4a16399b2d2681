"""Customers, what identifies them, and what they agreed to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import json_field, key, link, maybe


class Customer(SQLModel, table=True):
    """A person who bought, wrote or left an address."""

    id: int | None = key()
    name: str = ""
    name_key: str = ""
    city: str = ""
    birthday: date | None = None
    instagram: str = ""
    foot_notes: str = ""
    frozen_reason: str = ""
    """Why letters wait for a human: complaint, late, score. Empty = not frozen."""
    merged_into_id: int | None = maybe("customer.id")
    source: str = ""
    incentive: str = ""
    note: str = ""
    batch_id: int | None = maybe("import_batch.id")


class CustomerKey(SQLModel, table=True):
    """A normalised e-mail or phone that names exactly one customer."""

    __tablename__ = "customer_key"
    __table_args__ = (UniqueConstraint("kind", "value"),)
    id: int | None = key()
    customer_id: int = link("customer.id")
    kind: str
    """email, phone, instagram, buyer (a marketplace's own buyer name)."""
    value: str
    shown: str = ""
    """As the person writes it: the address letters go to."""
    batch_id: int | None = maybe("import_batch.id")


class CustomerMerge(SQLModel, table=True):
    """Two customers made one, with what moved, so that it can be taken back."""

    __tablename__ = "customer_merge"
    id: int | None = key()
    kept_id: int = link("customer.id")
    merged_id: int = link("customer.id")
    at: datetime
    moved: dict[str, Any] | None = json_field()
    undone_at: datetime | None = None


class MergeProposal(SQLModel, table=True):
    """Two customers who may be one; never merged without the owner."""

    __tablename__ = "merge_proposal"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)
    id: int | None = key()
    one_id: int = link("customer.id")
    other_id: int = link("customer.id")
    reason: str
    refused_at: datetime | None = None


class Consent(SQLModel, table=True):
    """What a person agreed to or refused, with its evidence; the newest per channel counts."""

    id: int | None = key()
    customer_id: int = link("customer.id")
    channel: str = "email"
    is_granted: bool
    at: datetime
    source: str
    text_version: str = ""
    row_reference: str = ""
    batch_id: int | None = maybe("import_batch.id")


class Suppression(SQLModel, table=True):
    """An address that must not be written to; kept as a hash so it survives deletion."""

    __table_args__ = (UniqueConstraint("channel", "address_hash"),)
    id: int | None = key()
    channel: str = "email"
    address_hash: str
    reason: str
    """unsubscribed, bounced, erased, owner."""
    at: datetime
    source: str = ""


class Segment(SQLModel, table=True):
    """A filter of customers the owner saved under a name."""

    id: int | None = key()
    name: str = Field(unique=True)
    rule: dict[str, Any] | None = json_field()
