"""Questions for telling which of the mailbox's messages are ours, and about whom."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlmodel import Session, col

from shopdesk.domain.outreach.people import address_hash
from shopdesk.store.models import CustomerKey, OutboxLetter


def message_ids(session: Session) -> frozenset[str]:
    """Return the Message-IDs of all letters that may have left."""
    statement = select(col(OutboxLetter.message_id)).where(
        col(OutboxLetter.message_id).is_not(None), col(OutboxLetter.attempts) > 0
    )
    return frozenset(row for row in session.execute(statement).scalars() if row)


def customer_addresses(session: Session) -> frozenset[str]:
    """Return the normalised addresses of all customers."""
    statement = select(col(CustomerKey.value)).where(col(CustomerKey.kind) == "email")
    return frozenset(session.execute(statement).scalars())


def by_message_ids(session: Session, identities: Collection[str]) -> OutboxLetter | None:
    """Return the letter that has one of these Message-IDs."""
    statement = select(OutboxLetter).where(col(OutboxLetter.message_id).in_(list(identities)))
    return session.execute(statement).scalars().first() if identities else None


def newest_to(session: Session, address: str) -> OutboxLetter | None:
    """Return the newest letter that may have left to an address."""
    if "@" not in address:
        return None
    statement = (
        select(OutboxLetter)
        .where(
            col(OutboxLetter.address_hash) == address_hash(address),
            col(OutboxLetter.state).in_(("sent", "unknown")),
        )
        .order_by(col(OutboxLetter.last_try_at).desc())
        .limit(1)
    )
    return session.execute(statement).scalars().first()


def waiting_for(session: Session, addresses: Collection[str]) -> list[str]:
    """Return the keys of letters to these addresses that have not left yet."""
    statement = select(col(OutboxLetter.letter_key)).where(
        col(OutboxLetter.address_hash).in_([address_hash(one) for one in addresses]),
        col(OutboxLetter.state).in_(("draft", "approved", "queued")),
    )
    return list(session.execute(statement).scalars())


def soft_bounces(session: Session, hashed: str) -> int:
    """Return how many letters to an address came back for now."""
    statement = select(func.count()).where(
        col(OutboxLetter.address_hash) == hashed, col(OutboxLetter.bounce_kind) == "soft"
    )
    return int(session.execute(statement).scalar() or 0)
