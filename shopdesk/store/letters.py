"""Questions about the outbox that need no network: what waits, what was written, which texts are own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from shopdesk.domain.outreach.flows import State
from shopdesk.domain.outreach.people import normal_address
from shopdesk.store.models import CustomerKey, Launch, LetterTemplate, OutboxLetter
from shopdesk.store.outbox import LIGHT


def by_state(session: Session, states: Collection[State]) -> Sequence[OutboxLetter]:
    """Return the letters to customers in these states, oldest first."""
    statement = (
        select(OutboxLetter)
        .options(*LIGHT)
        .where(col(OutboxLetter.state).in_([s.value for s in states]))
        .order_by(col(OutboxLetter.approved_at), col(OutboxLetter.id))
    )
    return session.execute(statement).scalars().all()


def by_key(session: Session, key: str) -> OutboxLetter | None:
    """Return a letter by its key, or by its Message-ID."""
    found = select(OutboxLetter).where(
        (col(OutboxLetter.letter_key) == key) | (col(OutboxLetter.message_id) == key)
    )
    return session.execute(found).scalars().first()


def by_token(session: Session, token: str) -> OutboxLetter | None:
    """Return the letter whose Message-ID begins with a token, as its unsubscribe link carries it."""
    if not token.isalnum():
        return None
    found = select(OutboxLetter).where(col(OutboxLetter.message_id).startswith(f"<{token}@"))
    return session.execute(found).scalars().first()


def counts(session: Session) -> dict[str, int]:
    """Return how many letters stand in each state."""
    rows = session.execute(
        select(col(OutboxLetter.state), func.count()).group_by(col(OutboxLetter.state))
    ).all()
    return {str(row[0]): int(row[1]) for row in rows}


def own_texts(session: Session, language: str) -> dict[tuple[str, str], LetterTemplate]:
    """Return the newest text of the owner's per flow and step."""
    statement = (
        select(LetterTemplate)
        .where(col(LetterTemplate.language) == language)
        .order_by(col(LetterTemplate.version), col(LetterTemplate.id))
    )
    return {(row.flow, row.step): row for row in session.execute(statement).scalars()}


def launches(session: Session) -> Sequence[Launch]:
    """Return all launches."""
    return session.execute(select(Launch).order_by(col(Launch.public_on))).scalars().all()


def move(session: Session, keys: Collection[str], then: State, reason: str, **more: Any) -> int:
    """Put letters that have not left yet into another state; return how many moved."""
    waiting = [s.value for s in (State.DRAFT, State.APPROVED, State.QUEUED)]
    statement = (
        update(OutboxLetter)
        .where(col(OutboxLetter.letter_key).in_(list(keys)), col(OutboxLetter.state).in_(waiting))
        .values(state=then.value, reason=reason, **more)
    )
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def add_address(session: Session, customer: int, address: str) -> None:
    """Give a customer another address, the one letters go to from now on; an address has one owner."""
    value = normal_address(address)
    taken = session.execute(
        select(CustomerKey).where(col(CustomerKey.kind) == "email", col(CustomerKey.value) == value)
    ).scalar()
    if taken is None:
        session.add(CustomerKey(customer_id=customer, kind="email", value=value, shown=address))


def of_customer(session: Session, customer: int, since: datetime) -> Sequence[OutboxLetter]:
    """Return what a customer had, or may have had, since an instant."""
    statement = (
        select(OutboxLetter)
        .options(*LIGHT)
        .where(
            col(OutboxLetter.customer_id) == customer,
            col(OutboxLetter.state).in_([State.SENT.value, State.UNKNOWN.value]),
            col(OutboxLetter.last_try_at) >= since,
        )
        .order_by(col(OutboxLetter.last_try_at))
    )
    return session.execute(statement).scalars().all()


def by_subject(session: Session, flow: str, since: datetime) -> dict[str, tuple[int, int]]:
    """Return letters and answers since an instant by which subject they had, ``a`` or ``b``."""
    statement = (
        select(col(OutboxLetter.subject_variant), func.count(), func.count(col(OutboxLetter.replied_at)))
        .where(
            col(OutboxLetter.flow) == flow,
            col(OutboxLetter.state) == State.SENT.value,
            col(OutboxLetter.subject_variant) != "",
            col(OutboxLetter.sent_at) >= since,
        )
        .group_by(col(OutboxLetter.subject_variant))
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in session.execute(statement)}


def sent_since(session: Session, since: datetime) -> Sequence[OutboxLetter]:
    """Return the letters that were tried after an instant, newest first."""
    statement = (
        select(OutboxLetter)
        .options(*LIGHT)
        .where(col(OutboxLetter.last_try_at) >= since)
        .order_by(col(OutboxLetter.last_try_at).desc())
    )
    return session.execute(statement).scalars().all()
