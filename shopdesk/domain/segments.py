"""Groups of customers in plain words, each by one rule that can be counted by hand."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from shopdesk.domain.arrays import Flags, Floats, Ints

_SECOND_FROM, _SECOND_UNTIL = 21, 120
_LEFT_AT_LEAST = 60
_LEFT_QUANTILE = 0.9
_GAPS_NEEDED = 20
_LEFT_UNLEARNED = 180
_BIRTHDAY_DAYS = 30
_HAPPY_FROM, _UPSET_UNTIL = 9, 6


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
    """What the rules need of everybody, in columns of one length.

    Attributes:
        first: First day of purchase, NaT for who never bought.
        last: Newest day of purchase, NaT for who never bought.
        times: Distinct days of purchase.
        score: Newest confirmed score, NaN for none.
        is_unsubscribed: They asked for no more letters.
        birthday: None where it is not known.
    """

    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    times: Ints
    score: Floats
    is_unsubscribed: Flags
    birthday: Sequence[date | None]


def left_after(gaps: Ints) -> int:
    """Return after how many days without a purchase a returning customer counts as gone.

    Nine in ten of this shop's own gaps between purchases are shorter, and never under 60 days; under twenty
    gaps the shop has not shown it yet: 180 days.

    Args:
        gaps: Days from each purchase of a customer to their next, shape (n,).
    """
    if len(gaps) < _GAPS_NEEDED:
        return _LEFT_UNLEARNED
    return max(_LEFT_AT_LEAST, int(np.ceil(np.quantile(gaps, _LEFT_QUANTILE))))


def segments(people: Habits, today: date, gone_after: int) -> list[frozenset[Segment]]:
    """Return the groups each customer is in.

    Args:
        people: Their habits.
        today: The shop's day.
        gone_after: Days, from ``left_after``.
    """
    month = np.datetime64(today.replace(day=1))
    since = (np.datetime64(today) - people.last).astype("timedelta64[D]").astype(np.float64)
    since[np.isnat(people.last)] = np.nan  # compares false with everything
    held = {
        Segment.RETURNED: (people.last >= month) & (people.first < month),
        Segment.SECOND: (people.times == 1) & (since >= _SECOND_FROM) & (since <= _SECOND_UNTIL),
        Segment.LEFT: (people.times > 1) & (since > gone_after),
        Segment.HAPPY: people.score >= _HAPPY_FROM,
        Segment.UPSET: people.score <= _UPSET_UNTIL,
        Segment.UNSUBSCRIBED: people.is_unsubscribed,
        Segment.BIRTHDAY: np.array([_is_soon(born, today) for born in people.birthday], dtype=np.bool_),
    }
    code = np.zeros(len(people.times), dtype=np.int64)
    for place, mask in enumerate(held.values()):
        code |= mask.astype(np.int64) << place
    known = {
        one: frozenset(group for place, group in enumerate(held) if one >> place & 1)
        for one in np.unique(code).tolist()
    }
    return [known[one] for one in code.tolist()]


def _is_soon(born: date | None, today: date) -> bool:
    return born is not None and days_until(born, today) <= _BIRTHDAY_DAYS


def days_until(birthday: date, today: date) -> int:
    """Return the days until the next birthday, 0 on the day; 29 February is kept on the 28th."""
    for year in (today.year, today.year + 1):
        leap = calendar.isleap(year) or (birthday.month, birthday.day) != (2, 29)
        coming = birthday.replace(year=year) if leap else date(year, 2, 28)
        if coming >= today:
            return (coming - today).days
    return 0
