"""What customers write, what it is about, and what was answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from shopdesk.store.models.base import json_field, key, link, maybe


class Message(SQLModel, table=True):
    """One thing a customer wrote. Its text is data, never an instruction."""

    id: int | None = key()
    channel: str = ""
    author: str = ""
    thread_key: str = Field(default="", index=True)
    text: str
    written_at: datetime
    added_at: datetime
    origin: str = "paste"
    """paste, whatsapp, instagram, mailbox, review, survey."""
    content_key: str = Field(default="", index=True)
    """What makes a second copy of it recognisable."""
    status: str = Field(default="open", index=True)
    """open, answered, snoozed, closed."""
    answered_at: datetime | None = None
    snoozed_until: date | None = None
    is_from_shop: bool = False
    customer_id: int | None = maybe("customer.id")
    order_id: int | None = maybe("sale_order.id")
    product_id: int | None = maybe("product.id")
    variant_id: int | None = maybe("variant.id")
    rating: int | None = None
    reply_to_letter_id: int | None = maybe("outbox_letter.id")
    batch_id: int | None = maybe("import_batch.id")


class MessageTag(SQLModel, table=True):
    """A topic of a message: how sure, why, and who said so."""

    __tablename__ = "message_tag"
    __table_args__ = (UniqueConstraint("message_id", "tag"),)
    id: int | None = key()
    message_id: int = link("message.id", index=False)
    tag: str = Field(index=True)
    probability: float = 1.0
    is_applied: bool = True
    because: list[str] | None = json_field()
    by_owner: bool = False


class MessageMention(SQLModel, table=True):
    """A product, colour, size or order number found in a message."""

    __tablename__ = "message_mention"
    id: int | None = key()
    message_id: int = link("message.id")
    kind: str
    value: str
    role: str = ""
    scale: str = ""
    product_id: int | None = maybe("product.id")
    variant_id: int | None = maybe("variant.id")


class TagDefinition(SQLModel, table=True):
    """An own tag of the owner, with the phrases that mean it."""

    __tablename__ = "tag_definition"
    id: int | None = key()
    tag: str = Field(unique=True)
    name: str
    phrases: list[str] | None = json_field()
    is_builtin: bool = False


class TagCorrection(SQLModel, table=True):
    """What the owner said a message is about, against what was proposed."""

    __tablename__ = "tag_correction"
    id: int | None = key()
    message_id: int | None = maybe("message.id")
    text: str
    proposed: list[str] | None = json_field()
    corrected: list[str] | None = json_field()
    at: datetime


class Policy(SQLModel, table=True):
    """A paragraph of the owner's own; the newest version per name is in force."""

    __table_args__ = (UniqueConstraint("name", "version"),)
    id: int | None = key()
    name: str
    """envio, cambios, garantia, pagos, zonas, tallas, materiales or the owner's own."""
    version: int = 1
    text: str
    url: str = ""
    facts: dict[str, Any] | None = json_field()
    valid_from: datetime
    is_reviewed: bool = True


class BaseReply(SQLModel, table=True):
    """A saved reply of the owner, with prompts in braces."""

    __tablename__ = "base_reply"
    id: int | None = key()
    topic: str
    title: str
    text: str
    attachment: str = ""
    uses: int = 0


class Reply(SQLModel, table=True):
    """An answer as suggested, as edited and as copied, with its receipts."""

    id: int | None = key()
    message_id: int = link("message.id")
    text: str
    sentences: list[dict[str, Any]] | None = json_field()
    checks: list[dict[str, Any]] | None = json_field()
    pending: list[Any] | None = json_field()
    confirmed: list[dict[str, Any]] | None = json_field()
    """Claims the owner vouched for, with the time."""
    tone: str = ""
    created_at: datetime
    copied_at: datetime | None = None


class Promise(SQLModel, table=True):
    """Something the shop said it would do, and what happened."""

    id: int | None = key()
    kind: str
    """restock, delivery, reserve, answer, notice."""
    text: str
    made_at: datetime
    due_on: date | None = None
    kept_on: date | None = None
    outcome: str = ""
    """kept, late, broken, or empty while open."""
    message_id: int | None = maybe("message.id")
    reply_id: int | None = maybe("reply.id")
    customer_id: int | None = maybe("customer.id")
    variant_id: int | None = maybe("variant.id")


class UnmetRequest(SQLModel, table=True):
    """Somebody asked for a size that was not there."""

    __tablename__ = "unmet_request"
    __table_args__ = (UniqueConstraint("message_id", "variant_id", "size"),)
    id: int | None = key()
    message_id: int | None = maybe("message.id")
    customer_id: int | None = maybe("customer.id")
    product_id: int | None = maybe("product.id")
    variant_id: int | None = maybe("variant.id")
    size: str = ""
    asked_on: date
    wants_notice: bool = False
    closed_on: date | None = None
    outcome: str = ""
