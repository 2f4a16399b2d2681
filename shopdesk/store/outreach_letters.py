"""Questions about the letters people had or will have, for their allowances and for the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from shopdesk.domain.outreach.budget import Contact
from shopdesk.domain.outreach.flows import COUNTS_AS_SENT, RULES, WILL_BE_SENT, Flow, Purse, State
from shopdesk.store.models import OutboxLetter
from shopdesk.store.outreach import customer_key, hashed_key
from shopdesk.store.parts import in_parts

_PURSES = {flow.value: rule.purse for flow, rule in RULES.items()}


def contacts(
    session: Session, zone: ZoneInfo, *, since: datetime, today: date | None = None
) -> dict[str, list[Contact]]:
    """Return what people have had, or will have because it is approved, by person key and by address key.

    Args:
        session: Where to read.
        zone: The shop's, to tell the day.
        since: Earliest instant that matters.
        today: If given, approved and queued letters count as going on this day.
    """
    counted = COUNTS_AS_SENT | (WILL_BE_SENT if today is not None else frozenset())
    statement = select(
        col(OutboxLetter.letter_key),
        col(OutboxLetter.flow),
        col(OutboxLetter.customer_id),
        col(OutboxLetter.address_hash),
        col(OutboxLetter.state),
        col(OutboxLetter.sent_at),
        col(OutboxLetter.last_try_at),
    ).where(col(OutboxLetter.state).in_([s.value for s in counted]), col(OutboxLetter.kind) != "supplier")
    found: dict[str, list[Contact]] = defaultdict(list)
    for key, flow, whose, hashed, state, sent_at, tried_at in session.execute(statement):
        at = sent_at or tried_at
        if at is not None and at < since:
            continue
        waits = State(state) in WILL_BE_SENT or at is None
        day = today if waits else at.astimezone(zone).date()
        if day is None:
            continue
        contact = Contact(day, purse_of(flow), key)
        for person in (customer_key(whose) if whose else "", hashed_key(hashed) if hashed else ""):
            if person:
                found[person].append(contact)
    return found


def purse_of(flow: str) -> Purse:
    """Return the allowance of a flow by its stored name; what is no flow spends only the day."""
    return _PURSES.get(flow, Purse.DAILY)


def letters(session: Session, keys: Iterable[str]) -> dict[str, OutboxLetter]:
    """Return the letters of the outbox that have one of these keys."""
    found: dict[str, OutboxLetter] = {}
    for some in in_parts(list(keys)):
        statement = select(OutboxLetter).where(col(OutboxLetter.letter_key).in_(some))
        found |= {row.letter_key: row for row in session.execute(statement).scalars()}
    return found


def thanked_orders(session: Session, since: date) -> frozenset[str]:
    """Return the keys of orders that a thank-you of the last weeks covers, whether it left or waits."""
    counted = [s.value for s in COUNTS_AS_SENT | WILL_BE_SENT]
    statement = select(col(OutboxLetter.facts)).where(
        col(OutboxLetter.flow) == Flow.THANKS.value,
        col(OutboxLetter.state).in_(counted),
        col(OutboxLetter.proposed_at) >= datetime.combine(since, datetime.min.time()).astimezone(),
    )
    return frozenset(
        key for facts in session.execute(statement).scalars() for key in (facts or {}).get("orders", [])
    )
