"""The contact budget: one letter a day, one thank-you and two marketing letters in 30 days, a survey in 90.

Counted over all flows and channels; a letter that may have left counts as sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shopdesk.domain.outreach.flows import PRIORITY, RULES, Flow, Purse
from shopdesk.domain.outreach.people import Skip

_LIMITS: Final[dict[Purse, tuple[int, int]]] = {
    Purse.THANKS: (1, 30),
    Purse.MARKETING: (2, 30),
    Purse.SURVEY: (1, 90),
}
"""Letters per days, both ends of the span counted."""

_FULL: Final = {
    Purse.THANKS: Skip.ALREADY_THANKED,
    Purse.MARKETING: Skip.MARKETING_CAP,
    Purse.SURVEY: Skip.SURVEY_CAP,
}


@dataclass(frozen=True, slots=True)
class Contact:
    """A letter, WhatsApp or SMS a person has had, or will have because the owner approved it."""

    on: date
    purse: Purse
    key: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A letter that one person could get.

    Attributes:
        key: Unique for ever: flow and what it is about.
        due: First day it may go.
        last: Last day it still makes sense (inclusive).
    """

    key: str
    flow: Flow
    due: date
    last: date
    step: str = ""

    @property
    def purse(self) -> Purse:
        """The allowance it uses."""
        return RULES[self.flow].purse


@dataclass(frozen=True, slots=True)
class Placement:
    """When an occasion's letter goes.

    Attributes:
        on: The day, or None if it cannot go while it makes sense.
        reason: Why not on the day it wanted; None if it goes that day.
        by: Key of the letter that took its place, if one did.
    """

    occasion: Occasion
    on: date | None
    reason: Skip | None = None
    by: str = ""


def full(purse: Purse, on: date, contacts: Iterable[Contact]) -> Skip | None:
    """Return which allowance a letter on this day would break, or None.

    Contacts after the day count too: a clock that was moved back must not give a second letter.
    """
    known = list(contacts)
    if any(contact.on == on for contact in known):
        return Skip.DAILY_CAP
    if purse not in _LIMITS:
        return None
    allowed, span = _LIMITS[purse]
    near = sorted(c.on for c in known if c.purse is purse and abs((c.on - on).days) < span)
    return _FULL[purse] if _breaks(near, on, allowed, span) else None


def _breaks(near: list[date], on: date, allowed: int, span: int) -> bool:
    """Say whether any window of ``span`` days that holds ``on`` would hold more than ``allowed``."""
    days = sorted([*near, on])
    return any(
        (days[i + allowed] - days[i]).days < span and days[i] <= on <= days[i + allowed]
        for i in range(len(days) - allowed)
    )


def arrange(occasions: Sequence[Occasion], contacts: Sequence[Contact], today: date) -> list[Placement]:
    """Place one person's letters on days, from today on, so that no allowance is broken.

    On each day the first by flow, then by due date, goes; the others take their next possible day, or none
    if it comes after their last. Deterministic: the order of the arguments does not matter.
    """
    waiting = sorted(occasions, key=lambda o: (PRIORITY[o.flow], o.due, o.key))
    taken = list(contacts)
    placed: dict[str, Placement] = {}
    lost: dict[str, tuple[Skip, str]] = {}
    for day in _days(waiting, today):
        chosen: Occasion | None = None
        for occasion in waiting:
            if not occasion.due <= day <= occasion.last:
                continue
            if chosen is not None:
                lost.setdefault(occasion.key, (Skip.DISPLACED, chosen.key))
                continue
            reason = full(occasion.purse, day, taken)
            if reason is None:
                chosen = occasion
            else:
                lost.setdefault(occasion.key, (reason, _who(reason, occasion, day, taken)))
        if chosen is not None:
            reason, by = lost.get(chosen.key, (None, ""))
            placed[chosen.key] = Placement(chosen, day, reason, by)
            taken.append(Contact(day, chosen.purse, chosen.key))
            waiting.remove(chosen)
    return [placed.get(o.key) or _too_late(o, lost) for o in occasions]


def _days(waiting: Sequence[Occasion], today: date) -> list[date]:
    if not waiting:
        return []
    last = max(occasion.last for occasion in waiting)
    return [today + timedelta(days=n) for n in range((last - today).days + 1)]


def _who(reason: Skip, occasion: Occasion, day: date, taken: Sequence[Contact]) -> str:
    if reason is Skip.DAILY_CAP:
        return next((c.key for c in taken if c.on == day), "")
    return next((c.key for c in reversed(taken) if c.purse is occasion.purse), "")


def _too_late(occasion: Occasion, lost: dict[str, tuple[Skip, str]]) -> Placement:
    reason, by = lost.get(occasion.key, (Skip.TOO_LATE, ""))
    return Placement(occasion, None, reason, by)
