"""Letters to customers: their texts, the outbox, and what came back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import json_field, key, maybe


class LetterTemplate(SQLModel, table=True):
    """The owner's own text of a letter; absent = the shipped one."""

    __tablename__ = "letter_template"
    __table_args__ = (UniqueConstraint("flow", "step", "language", "version"),)
    id: int | None = key()
    flow: str
    step: str = ""
    language: str = "es"
    tone: str = ""
    version: int = 1
    subject: str
    second_subject: str = ""
    body: str
    reviewed_at: datetime | None = None
    tested_at: datetime | None = None
    saved_at: datetime


class OutboxLetter(SQLModel, table=True):
    """One letter to one person for one occasion; ``letter_key`` is unique for ever."""

    __tablename__ = "outbox_letter"
    __table_args__ = (Index("ix_outbox_letter_state_not_before", "state", "not_before"),)
    id: int | None = key()
    letter_key: str = Field(unique=True)
    flow: str = Field(index=True)
    step: str = ""
    kind: str
    """service, marketing, supplier."""
    customer_id: int | None = maybe("customer.id")
    order_id: int | None = maybe("sale_order.id")
    recipient: str = Field(index=True)
    recipient_name: str = ""
    address_hash: str = Field(default="", index=True)
    subject: str = ""
    facts: dict[str, Any] | None = json_field()
    """What it rests on: orders it covers, last day, products."""
    words: dict[str, Any] | None = json_field()
    """Its words in blocks, with the person's own parts marked; read for previews, never for sending."""
    claims: list[dict[str, Any]] | None = json_field()
    """What must still be true at the second of sending."""
    is_edited: bool = False
    state: str = "draft"
    """draft, approved, queued, sending, sent, failed, unknown, skipped, cancelled."""
    phase: str = ""
    """envelope or data while sending."""
    reason: str = ""
    message_id: str | None = Field(default=None, unique=True)
    raw: bytes | None = None
    raw_hash: str = ""
    attempts: int = 0
    proposed_at: datetime
    approved_at: datetime | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    lease_until: datetime | None = None
    lease_owner: str = ""
    last_try_at: datetime | None = None
    sent_at: datetime | None = None
    server_reply: str = ""
    bounced_at: datetime | None = None
    bounce_kind: str = ""
    replied_at: datetime | None = None
    resolved_by: str = ""
    subject_variant: str = ""
    template_id: int | None = maybe("letter_template.id")
    channel: str = "email"
    """email, whatsapp, sms: every channel spends the same budget."""
    data_at: datetime | None = None
    """When the text began to leave."""
    story: list[dict[str, Any]] | None = json_field()
    """What is known of an unknown letter: {"at", "what", "text"}."""


class SurveyAnswer(SQLModel, table=True):
    """What a person answered: the score and the two open questions, stored apart."""

    __tablename__ = "survey_answer"
    id: int | None = key()
    customer_id: int | None = maybe("customer.id")
    email: str = Field(default="", index=True)
    order_id: int | None = maybe("sale_order.id")
    product_id: int | None = maybe("product.id")
    answered_at: datetime
    score: int | None = None
    how_it_went: str = ""
    what_next: str = ""
    sentence: str = ""
    """The words the score was read from."""
    is_doubtful: bool = False
    confirmed_at: datetime | None = None
    source: str = "owner"
    batch_id: int | None = maybe("import_batch.id")


class Launch(SQLModel, table=True):
    """A product that past buyers may see before the public."""

    id: int | None = key()
    product_id: int | None = maybe("product.id")
    name: str
    public_on: date
    audience: dict[str, Any] | None = json_field()
    text: str = ""


class HoldOut(SQLModel, table=True):
    """A person left out of a flow at random, to learn whether the flow works."""

    __tablename__ = "hold_out"
    __table_args__ = (UniqueConstraint("flow", "customer_id"),)
    id: int | None = key()
    flow: str
    customer_id: int | None = maybe("customer.id")
    since: date
