"""What may be promised to a customer today, and in which state a variant is.

The one rule behind replies, letters and lists: nothing is promised that a count has not vouched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from shopdesk.domain.stock import Grade

_SOON = timedelta(days=7)


class State(StrEnum):
    """Where a variant stands for a customer; always exactly one."""

    AVAILABLE = "available"
    PRESALE = "presale"
    ON_ORDER = "on_order"
    DISCONTINUED = "discontinued"
    OUT = "out"


class Reason(StrEnum):
    """Why nothing can be promised."""

    NONE = ""
    VERIFY = "verify_first"
    """The figure is older than the owner's limit, or nobody ever counted."""
    SOLD_OUT = "sold_out"
    COMMITTED = "committed"
    RESERVED = "reserved"
    HELD = "safety_hold"
    NOT_YET = "not_yet"
    """A presale whose day has not come."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one variant.

    Attributes:
        on_hand: Pieces on the shelves; may be negative.
        committed: Pieces among them that belong to orders not yet sent.
        reserved: Pieces set aside for a person.
        as_of: The moment the figure was last vouched for; None if it never was.
        own_state: What the catalogue says: available, presale, on_order, discontinued, out.
        available_on: First day of a presale's delivery, if said.
        on_order: Pieces ordered from suppliers and not yet here.
        expected_on: First day some of them are promised for, if said.
    """

    on_hand: int
    committed: int = 0
    reserved: int = 0
    as_of: datetime | None = None
    grade: Grade = Grade.INFERRED
    own_state: str = State.AVAILABLE
    available_on: date | None = None
    on_order: int = 0
    expected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The owner's caution.

    Attributes:
        max_age: Oldest stock figure that is still believed.
        safety_hold: Pieces of each variant never promised.
        last_pieces: "Last pieces" is said at this many or fewer.
    """

    max_age: timedelta = timedelta(hours=24)
    safety_hold: int = 0
    last_pieces: int = 3


@dataclass(frozen=True, slots=True)
class Promise:
    """What may be said.

    Attributes:
        pieces: How many may be promised, 0 or more.
        reason: Why none, when ``pieces`` is 0.
        when: The day a presale or an order on the way is expected, if known.
        is_last_pieces: "Last pieces" is true: few are left and none are about to arrive.
    """

    pieces: int
    state: State
    reason: Reason = Reason.NONE
    when: date | None = None
    is_last_pieces: bool = False


def promise(standing: Standing, limits: Limits, *, now: datetime) -> Promise:
    """Return how many pieces of a variant may be promised, its state, and why.

    Promisable = max(0, on hand - committed - reserved - safety hold), and 0 while the stock figure is
    older than the limit; a figure exactly as old as the limit still counts.

    Args:
        standing: What is known of the variant.
        limits: The owner's caution.
        now: This instant, aware, in the shop's zone (its day decides what is still ahead).
    """
    today = now.date()
    free = standing.on_hand - standing.committed - standing.reserved - limits.safety_hold
    reason = _reason(standing, limits, now, free)
    pieces = max(0, free) if reason in (Reason.NONE, Reason.NOT_YET) else 0
    state, when = _state(standing, pieces, today)
    if state is State.PRESALE and not pieces:
        reason = Reason.NOT_YET
    is_last = 0 < pieces <= limits.last_pieces and not _is_soon(standing, today)
    return Promise(pieces, state, reason, when, is_last)


def is_stale(as_of: datetime | None, max_age: timedelta, now: datetime) -> bool:
    """Say whether a stock figure is too old to promise from."""
    return as_of is None or now - as_of > max_age


def _reason(standing: Standing, limits: Limits, now: datetime, free: int) -> Reason:
    if standing.grade is Grade.UNKNOWN or is_stale(standing.as_of, limits.max_age, now):
        return Reason.VERIFY
    if free > 0:
        return Reason.NONE
    steps = (
        (Reason.SOLD_OUT, 0),
        (Reason.COMMITTED, standing.committed),
        (Reason.RESERVED, standing.reserved),
    )
    left = standing.on_hand
    for reason, taken in steps:
        left -= taken
        if left <= 0:
            return reason
    return Reason.HELD


def _state(standing: Standing, pieces: int, today: date) -> tuple[State, date | None]:
    opens = standing.available_on
    if standing.own_state == State.PRESALE and (opens is None or opens > today):
        return State.PRESALE, opens
    if pieces:
        return State.AVAILABLE, None
    if standing.own_state == State.DISCONTINUED:
        return State.DISCONTINUED, None
    if standing.on_order > 0 or standing.own_state == State.ON_ORDER:
        return State.ON_ORDER, standing.expected_on or opens
    return State.OUT, None


def _is_soon(standing: Standing, today: date) -> bool:
    expected = standing.expected_on
    return standing.on_order > 0 and expected is not None and expected <= today + _SOON
