"""Commercial dates: rules that find them in any year, dates that were announced, and weeks they cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from dateutil.easter import easter

from shopdesk.domain.arrays import Floats


@dataclass(frozen=True, slots=True)
class Span:
    """A commercial date in one year.

    Attributes:
        key: What its years share: ``buen_fin``, or the owner's name folded.
        name: As people call it.
        starts_on: First day.
        ends_on: Last day (inclusive).
        uplift: The owner's own estimate of sales against usual ones, None without one.
        scope: Category or product it is about; empty = the whole shop.
    """

    key: str
    name: str
    starts_on: date
    ends_on: date
    uplift: float | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A date that comes back every year.

    Attributes:
        month: Of the anchor; None counts from Easter Sunday.
        day: Of the month, where the anchor is a day.
        weekday: 0 Monday .. 6 Sunday, where the anchor is a weekday.
        nth: Which of them; -1 = the last of the month.
        first: Days from the anchor to the first day.
        last: Days from the anchor to the last day.
        announced: Years that were announced otherwise.
    """

    key: str
    name: str
    month: int | None
    day: int | None
    weekday: int | None
    nth: int
    first: int
    last: int
    announced: tuple[tuple[date, date], ...] = ()


def read_rules(document: dict[str, Any]) -> tuple[Rule, ...]:
    """Return the rules of a shipped calendar file."""
    found = []
    for one in document["dates"]:
        anchor = one["anchor"]
        announced = tuple(
            (date.fromisoformat(first), date.fromisoformat(last)) for first, last in one.get("announced", [])
        )
        found.append(
            Rule(
                key=one["key"],
                name=one["name"],
                month=anchor.get("month"),
                day=anchor.get("day"),
                weekday=anchor.get("weekday"),
                nth=anchor.get("nth", 1),
                first=one["from"],
                last=one["to"],
                announced=announced,
            )
        )
    return tuple(found)


def anchor(rule: Rule, year: int) -> date:
    """Return the day a rule counts from in a year."""
    if rule.month is None:
        return easter(year)
    if rule.weekday is None:
        return date(year, rule.month, rule.day or 1)
    if rule.nth < 0:
        following = date(year + rule.month // 12, rule.month % 12 + 1, 1)
        return following - timedelta((following.weekday() - rule.weekday - 1) % 7 + 1)
    first = date(year, rule.month, 1)
    return first + timedelta((rule.weekday - first.weekday()) % 7 + 7 * (rule.nth - 1))


def occurrences(rules: Iterable[Rule], first: date, last: date) -> list[Span]:
    """Return the dates that touch [first, last], both inclusive, by day."""
    found = []
    for rule in rules:
        told = {starts.year: (starts, ends) for starts, ends in rule.announced}
        for year in range(first.year - 1, last.year + 2):
            day = anchor(rule, year)
            starts, ends = told.get(year, (day + timedelta(rule.first), day + timedelta(rule.last)))
            if starts <= last and ends >= first:
                found.append(Span(rule.key, rule.name, starts, ends))
    return sorted(found, key=lambda span: (span.starts_on, span.name))


def overridden(rules: Sequence[Span], owner: Sequence[Span]) -> list[Span]:
    """Return the shipped dates and the owner's; of one key and year the owner's replace the shipped."""
    own = {(span.key, span.starts_on.year) for span in owner}
    kept = [span for span in rules if (span.key, span.starts_on.year) not in own]
    return sorted([*kept, *owner], key=lambda span: (span.starts_on, span.name))


def week_shares(spans: Iterable[Span], first: date, weeks: int) -> tuple[list[str], Floats]:
    """Return the event keys and, k × weeks, the share of each week from ``first`` on that each covers."""
    places: dict[str, int] = {}
    days: list[tuple[int, int, int]] = []
    for span in spans:
        start = max(0, (span.starts_on - first).days)
        end = min(7 * weeks, (span.ends_on - first).days + 1)
        if start < end:
            days.append((places.setdefault(span.key, len(places)), start, end))
    covered = np.zeros((len(places), 7 * weeks))
    for row, start, end in days:
        covered[row, start:end] = 1.0
    return list(places), covered.reshape(len(places), weeks, 7).mean(axis=2)
