"""Questions about messages: what waits, what was said, what it is about, and putting it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, text
from sqlmodel import Session, col, or_, select

from shopdesk.store.database import announce
from shopdesk.store.models import (
    Customer,
    Message,
    MessageMention,
    MessageTag,
    Order,
    Product,
    Reply,
    TagCorrection,
    TagDefinition,
    Variant,
)
from shopdesk.store.parts import in_parts


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One variant with its style, as messages may name it."""

    product_id: int
    name: str
    color: str
    category: str
    variant_id: int
    size: str


def catalogue(session: Session) -> list[CatalogueRow]:
    """Return every variant that can be asked for, styles in catalogue order."""
    rows = session.connection().execute(
        text(
            "SELECT p.id, p.name, p.color, p.category, v.id, v.size FROM product p"
            " JOIN variant v ON v.product_id = p.id"
            " WHERE NOT p.is_pseudo AND p.merged_into_id IS NULL"
            " ORDER BY p.name_key, p.color_key, v.size_order, v.id"
        )
    )
    return [CatalogueRow(*row) for row in rows]


def get(session: Session, message_id: int) -> Message | None:
    """Return one message."""
    return session.get(Message, message_id)


def known_keys(session: Session, keys: Sequence[str]) -> dict[str, int]:
    """Return which of these content keys are there already, with their message."""
    found: dict[str, int] = {}
    for part in in_parts(keys):
        rows = session.execute(
            select(Message.content_key, Message.id).where(col(Message.content_key).in_(part))
        )
        found.update({key: int(number) for key, number in rows if number is not None})
    return found


def add_messages(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Add messages and return their ids in order."""
    if not rows:
        return []
    last = session.execute(text("SELECT COALESCE(MAX(id), 0) FROM message")).scalar_one()
    numbered = [{"id": last + 1 + place, **row} for place, row in enumerate(rows)]
    session.connection().execute(insert(Message), numbered)
    return [int(row["id"]) for row in numbered]


def remove(session: Session, ids: Sequence[int]) -> None:
    """Delete messages with their tags, mentions, replies and requests; promises and stock set aside stay."""
    each = [{"m": number} for number in ids]
    if not each:
        return
    for table in ("message_tag", "message_mention", "reply", "unmet_request"):
        session.execute(text(f"DELETE FROM {table} WHERE message_id = :m"), each)
    for table in ("tag_correction", "promise", "reservation"):
        session.execute(text(f"UPDATE {table} SET message_id = NULL WHERE message_id = :m"), each)
    session.execute(text("DELETE FROM message WHERE id = :m"), each)
    announce(session, "message", "message_tag")


def add_marks(
    session: Session, tags: Sequence[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]]
) -> None:
    """Add tags and mentions of messages."""
    if tags:
        session.connection().execute(insert(MessageTag), list(tags))
    if mentions:
        session.connection().execute(insert(MessageMention), list(mentions))


def replace_marks(session: Session, message_id: int, tags: Sequence[Mapping[str, Any]]) -> None:
    """Replace a message's tags."""
    session.execute(delete(MessageTag).where(col(MessageTag.message_id) == message_id))
    add_marks(session, tags, ())


def tags_of(session: Session, ids: Sequence[int]) -> dict[int, list[MessageTag]]:
    """Return the tags of messages, likeliest first."""
    found: dict[int, list[MessageTag]] = {}
    for part in in_parts(ids):
        query = select(MessageTag).where(col(MessageTag.message_id).in_(part))
        for row in session.exec(query.order_by(col(MessageTag.probability).desc(), col(MessageTag.id))):
            found.setdefault(row.message_id, []).append(row)
    return found


def mentions_of(session: Session, ids: Sequence[int]) -> dict[int, list[MessageMention]]:
    """Return what messages name, in the order of the text."""
    found: dict[int, list[MessageMention]] = {}
    for part in in_parts(ids):
        query = select(MessageMention).where(col(MessageMention.message_id).in_(part))
        for row in session.exec(query.order_by(col(MessageMention.id))):
            found.setdefault(row.message_id, []).append(row)
    return found


def messages(
    session: Session, *, today: date | None = None, ids: Sequence[int] | None = None
) -> list[Message]:
    """Return messages of customers, the newest first.

    Args:
        session: Where to read.
        today: Only those that wait for an answer on this day; a snoozed one waits again from its day on.
        ids: Only these.
    """
    query = select(Message).where(col(Message.is_from_shop).is_(False))
    if today is not None:
        due = (col(Message.status) == "snoozed") & (col(Message.snoozed_until) <= today)
        query = query.where(or_(col(Message.status) == "open", due))
    query = query.order_by(col(Message.written_at).desc(), col(Message.id).desc())
    if ids is None:
        return list(session.exec(query))
    return [row for part in in_parts(ids) for row in session.exec(query.where(col(Message.id).in_(part)))]


def thread(session: Session, thread_key: str) -> list[Message]:
    """Return a conversation, both sides, oldest first."""
    query = select(Message).where(Message.thread_key == thread_key)
    return list(session.exec(query.order_by(col(Message.written_at), col(Message.id))))


def search(session: Session, words: str, most: int = 200) -> list[int]:
    """Return the messages that hold all the words, best first; accents are ignored, beginnings count."""
    wanted = " ".join(f'"{word}"*' for word in words.replace('"', " ").split())
    if not wanted:
        return []
    rows = session.connection().execute(
        text("SELECT rowid FROM message_search WHERE message_search MATCH :wanted ORDER BY rank LIMIT :most"),
        {"wanted": wanted, "most": most},
    )
    return [int(row[0]) for row in rows]


def definitions(session: Session) -> list[TagDefinition]:
    """Return the owner's own tags."""
    return list(session.exec(select(TagDefinition).order_by(col(TagDefinition.id))))


def corrections(session: Session) -> list[TagCorrection]:
    """Return what the owner corrected, oldest first."""
    return list(session.exec(select(TagCorrection).order_by(col(TagCorrection.id))))


def texts(session: Session, most: int) -> list[tuple[int, str]]:
    """Return (message, text) of what customers wrote, the newest first."""
    query = select(Message.id, Message.text).where(col(Message.is_from_shop).is_(False))
    rows = session.execute(query.order_by(col(Message.id).desc()).limit(most))
    return [(int(number), str(words)) for number, words in rows]


def names_of(session: Session, customers: Iterable[int]) -> dict[int, str]:
    """Return the names of customers."""
    wanted = sorted(set(customers))
    found: dict[int, str] = {}
    for part in in_parts(wanted):
        rows = session.execute(select(Customer.id, Customer.name).where(col(Customer.id).in_(part)))
        found.update({int(number): name for number, name in rows if number is not None})
    return found


def products_of(session: Session, ids: Iterable[int]) -> dict[int, Product]:
    """Return styles by id."""
    found: dict[int, Product] = {}
    for part in in_parts(sorted(set(ids))):
        for row in session.exec(select(Product).where(col(Product.id).in_(part))):
            if row.id is not None:
                found[row.id] = row
    return found


def variants_of(session: Session, products: Iterable[int]) -> list[Variant]:
    """Return the variants of styles, sizes in order."""
    query = select(Variant).where(col(Variant.product_id).in_(sorted(set(products))))
    return list(session.exec(query.order_by(col(Variant.size_order), col(Variant.id))))


def orders_by_number(session: Session, number: str) -> list[Order]:
    """Return the orders of a number, with or without a leading #, any source."""
    plain = number.lstrip("#")
    query = select(Order).where(col(Order.number).in_([plain, f"#{plain}"]))
    return list(session.exec(query.order_by(col(Order.placed_at).desc())))


def orders_of(session: Session, customer: int, most: int = 5) -> list[Order]:
    """Return a customer's latest orders, the newest first."""
    query = select(Order).where(Order.customer_id == customer, Order.kind == "sale")
    return list(session.exec(query.order_by(col(Order.placed_at).desc()).limit(most)))


def replies(session: Session, message_id: int) -> list[Reply]:
    """Return the replies kept for a message, the newest first."""
    query = select(Reply).where(Reply.message_id == message_id)
    return list(session.exec(query.order_by(col(Reply.id).desc())))


def counted(session: Session, since: datetime, until: datetime) -> list[tuple[int, str, datetime, str]]:
    """Return (message, thread, when, author) of what customers wrote in [since, until)."""
    rows = session.execute(
        select(Message.id, Message.thread_key, Message.written_at, Message.author).where(
            col(Message.is_from_shop).is_(False),
            col(Message.written_at) >= since,
            col(Message.written_at) < until,
        )
    )
    return [(int(number), key, when, author) for number, key, when, author in rows if number is not None]
