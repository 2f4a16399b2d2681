"""Days on which a supplier sends nothing: once, every year on one date, or every week on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

Span = tuple[date, date]
"""First and last day (inclusive) of a stretch in which nothing moves."""

_WEEK = timedelta(days=7)


class Every(StrEnum):
    """How a stretch of days comes again."""

    ONCE = "once"
    YEAR = "year"
    WEEK = "week"


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """A stretch of closed days.

    Attributes:
        first: Its first day, the first time.
        last: Its last day, inclusive; of a weekly one less than a week after ``first``.
        every: How it comes again, from ``first`` on and without end.
    """

    first: date
    last: date
    every: Every = Every.ONCE

    def __post_init__(self) -> None:
        days = (self.last - self.first).days
        longest = {Every.ONCE: None, Every.YEAR: 364, Every.WEEK: 6}[self.every]
        if days < 0 or (longest is not None and days >= longest):
            raise ValueError("a closure ends before it starts, or before it comes again")

    def is_over(self, today: date) -> bool:
        """Say whether none of its days is still to come."""
        return self.every is Every.ONCE and self.last < today


def spans(closures: Iterable[Closure], since: date, until: date) -> tuple[Span, ...]:
    """Return every stretch that touches [since, until], both inclusive, in order of time."""
    found = {span for one in closures for span in _times(one, since, until)}
    return tuple(sorted(found))


def closed_between(closures: Iterable[Closure], first: date, last: date) -> int:
    """Return how many days of [first, last], both inclusive, are closed."""
    shut = {
        start + timedelta(days=n)
        for start, end in spans(closures, first, last)
        for n in range((end - start).days + 1)
    }
    return sum(first <= day <= last for day in shut)


def _times(one: Closure, since: date, until: date) -> Iterable[Span]:
    length = one.last - one.first
    match one.every:
        case Every.ONCE:
            starts = [one.first]
        case Every.YEAR:
            years = range(max(one.first.year, since.year - 1), until.year + 1)
            starts = [_in_year(one.first, year) for year in years]
        case Every.WEEK:
            skipped = max(0, (since - one.last).days // 7)
            weeks = range(max(0, (until - one.first).days // 7 + 1 - skipped))
            starts = [one.first + _WEEK * (skipped + week) for week in weeks]
    for start in starts:
        if start <= until and start + length >= since:
            yield start, start + length


def _in_year(day: date, year: int) -> date:
    """Return a date in another year; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
