"""Questions about what messages teach: topics by conversation, quotes, who asked, what was sold meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Session

SURE = 0.5
"""From which probability a tag that was not applied counts in figures."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of a customer with its topics.

    Attributes:
        tags: Topics it has, comma-separated in the database.
        written_at: UTC.
    """

    message_id: int
    thread_key: str
    author: str
    written_at: datetime
    text: str
    product_id: int | None
    customer_id: int | None
    tags: tuple[str, ...]


def spoken(session: Session, since: datetime, until: datetime) -> list[Spoken]:
    """Return what customers wrote in [since, until) with its topics, oldest first."""
    rows = session.connection().execute(
        text(
            "SELECT m.id, m.thread_key, m.author, m.written_at, m.text, m.product_id, m.customer_id,"
            " (SELECT GROUP_CONCAT(t.tag) FROM message_tag t WHERE t.message_id = m.id"
            "  AND (t.is_applied OR t.probability >= :sure))"
            " FROM message m WHERE NOT m.is_from_shop AND m.written_at >= :since AND m.written_at < :until"
            " ORDER BY m.written_at, m.id"
        ),
        {"since": _stored(since), "until": _stored(until), "sure": SURE},
    )
    return [
        Spoken(
            int(number),
            key or f"message:{number}",
            author,
            datetime.fromisoformat(f"{str(at)[:19]}+00:00"),
            words,
            product,
            customer,
            tuple(sorted(set(str(tags).split(",")))) if tags else (),
        )
        for number, key, author, at, words, product, customer, tags in rows
    ]


def unread(session: Session, most: int) -> list[tuple[int, str]]:
    """Return (message, text) of customers' messages that were never read for topics, the newest first."""
    rows = session.connection().execute(
        text(
            "SELECT m.id, m.text FROM message m WHERE NOT m.is_from_shop"
            " AND NOT EXISTS (SELECT 1 FROM message_tag t WHERE t.message_id = m.id)"
            " ORDER BY m.written_at DESC LIMIT :most"
        ),
        {"most": most},
    )
    return [(int(number), str(words)) for number, words in rows]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A size of a style that was asked for and not there, with who asked."""

    product_id: int
    variant_id: int | None
    size: str
    people: tuple[str, ...]
    wants_notice: int


def asked_for(session: Session, since: date) -> list[AskedFor]:
    """Return the sizes asked for since a day that were not there and are still open, most people first."""
    rows = session.connection().execute(
        text(
            "SELECT COALESCE(u.product_id, v.product_id) AS product, u.variant_id,"
            " COALESCE(NULLIF(u.size, ''), v.size, '') AS size,"
            " COALESCE(NULLIF(c.name, ''), NULLIF(m.author, ''), '') AS person,"
            " COALESCE('c' || u.customer_id, 'a' || NULLIF(m.author, ''), 'u' || u.id) AS who, u.wants_notice"
            " FROM unmet_request u LEFT JOIN variant v ON v.id = u.variant_id"
            " LEFT JOIN customer c ON c.id = u.customer_id LEFT JOIN message m ON m.id = u.message_id"
            " WHERE u.closed_on IS NULL AND u.asked_on >= :since ORDER BY u.asked_on DESC, u.id DESC"
        ),
        {"since": since.isoformat()},
    )
    grouped: dict[tuple[int, int | None, str], dict[str, tuple[str, bool]]] = {}
    for product, variant, size, person, who, wants in rows:
        if product is not None:
            grouped.setdefault((int(product), variant, str(size)), {}).setdefault(
                str(who), (str(person), bool(wants))
            )
    found = [
        AskedFor(*key, tuple(name for name, _ in people.values()), sum(wants for _, wants in people.values()))
        for key, people in grouped.items()
    ]
    return sorted(found, key=lambda one: -len(one.people))


def _stored(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def told(session: Session, since: datetime) -> list[tuple[int, str, datetime, str]]:
    """Return (message, channel, moment, words) of what the shop told customers, copied or in a chat."""
    rows = session.connection().execute(
        text(
            "SELECT m.id, m.channel, r.copied_at, r.text FROM reply r JOIN message m ON m.id = r.message_id"
            " WHERE r.copied_at >= :since UNION ALL"
            " SELECT m.id, m.channel, m.written_at, m.text FROM message m"
            " WHERE m.is_from_shop AND m.written_at >= :since ORDER BY 3"
        ),
        {"since": _stored(since)},
    )
    return [
        (int(number), str(channel), datetime.fromisoformat(f"{str(at)[:19]}+00:00"), str(words))
        for number, channel, at, words in rows
    ]
