"""Groups of customers in plain words, each by one rule that can be counted by hand."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

_SECOND_FROM, _SECOND_UNTIL = 21, 120
_LEFT_AT_LEAST = 60
_LEFT_QUANTILE = 0.9
_GAPS_NEEDED = 20
_LEFT_UNLEARNED = 180
_BIRTHDAY_DAYS = 30


class Segment(StrEnum):
    """A group a customer may be in; they overlap."""

    RETURNED = "returned"
    SECOND = "second"
    LEFT = "left"
    HAPPY = "happy"
    UPSET = "upset"
    UNSUBSCRIBED = "unsubscribed"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rules need of one customer: days of purchase in order, newest confirmed score, refusal."""

    days: tuple[date, ...]
    score: int | None = None
    is_unsubscribed: bool = False
    birthday: date | None = None


def left_after(everyone: Sequence[Habits]) -> int:
    """Return after how many days without a purchase a returning customer counts as gone.

    Nine in ten of this shop's own gaps between purchases are shorter, and never under 60 days; under twenty
    gaps the shop has not shown it yet: 180 days.
    """
    gaps = [
        (later - earlier).days
        for person in everyone
        for earlier, later in zip(person.days, person.days[1:], strict=False)
    ]
    if len(gaps) < _GAPS_NEEDED:
        return _LEFT_UNLEARNED
    return max(_LEFT_AT_LEAST, int(np.ceil(np.quantile(gaps, _LEFT_QUANTILE))))


def segments(person: Habits, today: date, gone_after: int) -> frozenset[Segment]:
    """Return the groups a customer is in.

    Args:
        person: Their habits.
        today: The shop's day.
        gone_after: Days, from ``left_after``.
    """
    found = set()
    if person.days:
        month = today.replace(day=1)
        since = (today - person.days[-1]).days
        if person.days[-1] >= month and person.days[0] < month:
            found.add(Segment.RETURNED)
        if len(person.days) == 1 and _SECOND_FROM <= since <= _SECOND_UNTIL:
            found.add(Segment.SECOND)
        if len(person.days) > 1 and since > gone_after:
            found.add(Segment.LEFT)
    found |= _said(person)
    if person.birthday is not None and days_until(person.birthday, today) <= _BIRTHDAY_DAYS:
        found.add(Segment.BIRTHDAY)
    return frozenset(found)


def days_until(birthday: date, today: date) -> int:
    """Return the days until the next birthday, 0 on the day; 29 February is kept on the 28th."""
    for year in (today.year, today.year + 1):
        leap = calendar.isleap(year) or (birthday.month, birthday.day) != (2, 29)
        coming = birthday.replace(year=year) if leap else date(year, 2, 28)
        if coming >= today:
            return (coming - today).days
    return 0


def _said(person: Habits) -> set[Segment]:
    found = set()
    if person.score is not None and person.score >= 9:
        found.add(Segment.HAPPY)
    if person.score is not None and person.score <= 6:
        found.add(Segment.UPSET)
    if person.is_unsubscribed:
        found.add(Segment.UNSUBSCRIBED)
    return found
