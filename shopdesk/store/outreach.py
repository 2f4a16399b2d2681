"""Questions about people, for the plan of letters and for the last look before one goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session, col

from shopdesk.domain.holdout import draw
from shopdesk.domain.outreach.people import Person, Skip, address_hash, usable_address
from shopdesk.store.models import (
    Consent,
    Customer,
    CustomerKey,
    Message,
    MessageTag,
    Order,
    Setting,
    Suppression,
)

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])

COMPLAINT = "queja"
_LATE_DAYS = 30
"""A parcel whose arrival no file ever tells stops freezing its customer after so many days."""
_SEVERITY = (Skip.UNSUBSCRIBED, Skip.SUPPRESSED, Skip.BOUNCED)
_SUPPRESSED = {"unsubscribed": Skip.UNSUBSCRIBED, "bounced": Skip.BOUNCED}
_FROZEN = {"complaint": Skip.COMPLAINT, "late": Skip.LATE_PARCEL, "score": Skip.BAD_SCORE}


def customer_key(identity: int) -> str:
    """Return the person key of a customer."""
    return f"c:{identity}"


def address_key(address: str) -> str:
    """Return the person key of an address that belongs to no customer."""
    return hashed_key(address_hash(address))


def hashed_key(hashed: str) -> str:
    """Return the person key of an address that belongs to no customer, by its hash."""
    return f"a:{hashed[:16]}"


def only(statement: Statement, column: Any, ids: Collection[Any] | None) -> Statement:
    """Return the statement for some rows, or for all of them."""
    return statement if ids is None else statement.where(column.in_(ids))


def _rows(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Sequence[Any]]:
    """Read row by row: all rows of 40,000 customers at once scatter what stays among them."""
    yield from session.execute(statement.execution_options(yield_per=5_000))


_MANY = 500
"""Asking for each of more ids than this takes longer than reading everybody."""


def people(session: Session, today: date, *, ids: Collection[int] | None = None) -> dict[str, Person]:
    """Return customers as the rules see them, by person key.

    Args:
        session: Where to read.
        today: For parcels that are late.
        ids: Only these customers, best given as a set; None for all.
    """
    wanted, ids = ids, ids if ids is not None and len(ids) < _MANY else None
    statement = select(col(Customer.id), col(Customer.name), col(Customer.frozen_reason)).where(
        col(Customer.merged_into_id).is_(None)
    )
    addresses, phones = _keys(session, ids, wanted)
    written = None if ids is None else [a for theirs in addresses.values() for a in theirs]
    blocked = _blocked(session, written)
    consent, frozen = _consents(session, ids), _frozen(session, today, ids)
    bought = _buyers(session, ids)
    found = {}
    for identity, name, why in _rows(session, only(statement, col(Customer.id), ids)):
        if wanted is not None and identity not in wanted:
            continue
        theirs = addresses.get(identity, [])
        against = [blocked[h] for h in map(address_hash, theirs) if h in blocked] if blocked else []
        found[customer_key(identity)] = Person(
            key=customer_key(identity),
            name=name,
            address=usable_address(theirs[-1]) if theirs else "",
            blocked=min(against, key=_SEVERITY.index) if against else None,
            consent=consent.get(identity),
            frozen=_FROZEN.get(why, Skip.FROZEN) if why else frozen.get(identity),
            has_bought=identity in bought,
            phone=phones.get(identity, ""),
        )
    return found


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands for or against writing, by customer; who is in none of them said and did nothing.

    Attributes:
        blocked: Why nothing at all may be sent: the strongest reason of their addresses.
        consent: The newest word on mail.
        frozen: What a human must answer first.
    """

    blocked: Mapping[int, Skip]
    consent: Mapping[int, bool]
    frozen: Mapping[int, Skip]


def marks(session: Session, today: date) -> Marks:
    """Return what ``people`` knows of everybody's marks, without the people."""
    rows = session.execute(
        select(col(Customer.id), col(Customer.frozen_reason)).where(col(Customer.frozen_reason) != "")
    )
    by_owner = {int(one): _FROZEN.get(why, Skip.FROZEN) for one, why in rows if one is not None}
    blocked, against = _blocked(session, None), {}
    for customer, addresses in _keys(session, None, None)[0].items() if blocked else ():
        found = [blocked[h] for h in map(address_hash, addresses) if h in blocked]
        if found:
            against[customer] = min(found, key=_SEVERITY.index)
    return Marks(against, _consents(session, None), _frozen(session, today, None) | by_owner)


def _keys(
    session: Session, ids: Collection[int] | None, wanted: Collection[int] | None
) -> tuple[dict[int, list[str]], dict[int, str]]:
    statement = select(
        col(CustomerKey.customer_id), col(CustomerKey.kind), col(CustomerKey.value), col(CustomerKey.shown)
    ).where(col(CustomerKey.kind).in_(("email", "phone")))
    addresses: dict[int, list[str]] = defaultdict(list)
    phones: dict[int, str] = {}
    statement = only(statement, col(CustomerKey.customer_id), ids).order_by(col(CustomerKey.id))
    for customer, kind, value, shown in _rows(session, statement):
        if wanted is not None and customer not in wanted:
            continue
        if kind == "email":
            addresses[customer].append(shown or value)
        else:
            phones[customer] = value
    return addresses, phones


def _blocked(session: Session, addresses: list[str] | None) -> dict[str, Skip]:
    statement = select(col(Suppression.address_hash), col(Suppression.reason)).where(
        col(Suppression.channel) == "email"
    )
    hashes = None if addresses is None else {address_hash(a) for a in addresses}
    return {
        known: _SUPPRESSED.get(reason, Skip.SUPPRESSED)
        for known, reason in session.execute(only(statement, col(Suppression.address_hash), hashes))
    }


def suppressed(session: Session) -> dict[str, Skip]:
    """Return every address that must not be written to, by its hash, with the reason."""
    return _blocked(session, None)


def _consents(session: Session, ids: Collection[int] | None) -> dict[int, bool]:
    statement = select(col(Consent.customer_id), col(Consent.is_granted)).where(
        col(Consent.channel) == "email"
    )
    statement = only(statement, col(Consent.customer_id), ids)
    rows = _rows(session, statement.order_by(col(Consent.at), col(Consent.id)))
    return {row[0]: row[1] for row in rows}


def _frozen(session: Session, today: date, ids: Collection[int] | None) -> dict[int, Skip]:
    """Return who waits for a human: an open complaint, a bad score not answered yet, a late parcel."""
    late = select(col(Order.customer_id)).where(
        col(Order.delivered_on).is_(None),
        col(Order.status).not_in(("cancelled", "refunded")),
        or_(
            col(Order.marked_late_at).is_not(None),
            and_(
                col(Order.promised_on) < today, col(Order.promised_on) >= today - timedelta(days=_LATE_DAYS)
            ),
        ),
        col(Order.local_day) >= today - timedelta(days=3 * _LATE_DAYS),
    )
    scores = select(col(Message.customer_id)).where(
        col(Message.origin) == "survey", col(Message.status) == "open", col(Message.rating) <= 6
    )
    complaints = (
        select(col(Message.customer_id))
        .join(MessageTag, col(MessageTag.message_id) == col(Message.id))
        .where(
            col(Message.status).in_(("open", "snoozed")),
            col(MessageTag.tag) == COMPLAINT,
            col(MessageTag.is_applied).is_(True),
            col(Message.is_from_shop).is_(False),
        )
    )
    found: dict[int, Skip] = {}
    for statement, column, why in (
        (late, col(Order.customer_id), Skip.LATE_PARCEL),
        (scores, col(Message.customer_id), Skip.BAD_SCORE),
        (complaints, col(Message.customer_id), Skip.COMPLAINT),
    ):
        statement = only(statement, column, ids).where(column.is_not(None))
        found |= {customer: why for (customer,) in session.execute(statement)}
    return found


def _buyers(session: Session, ids: Collection[int] | None) -> set[int]:
    statement = select(col(Order.customer_id)).where(
        col(Order.status) == "paid", col(Order.customer_id).is_not(None)
    )
    return set(session.execute(only(statement, col(Order.customer_id), ids).distinct()).scalars())


def held_out(session: Session) -> frozenset[tuple[str, str]]:
    """Return (flow, person key) of those left out at random to learn whether a flow works.

    Drawn anew each time from flow and person, so that they are the same every day and who comes new has the
    same chance.
    """
    rows = session.execute(select(col(Setting.key), col(Setting.value)))
    plans = {key.removeprefix("holdout."): value for key, value in rows if key.startswith("holdout.")}
    active = {flow: plan for flow, plan in plans.items() if isinstance(plan, dict) and plan.get("share")}
    if not active:
        return frozenset()
    people = [customer_key(int(i)) for i in session.execute(select(col(Customer.id))).scalars() if i]
    return frozenset(
        (flow, person)
        for flow, plan in active.items()
        for person in people
        if draw(flow, person, int(plan.get("seed", 1))) < float(plan["share"])
    )
