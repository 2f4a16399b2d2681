"""Filters of customers that an owner makes and keeps: every condition given must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from shopdesk.domain.naming import name_key
from shopdesk.domain.segments import Segment, days_until


@dataclass(frozen=True, slots=True)
class Facts:
    """What filters ask of one customer.

    Attributes:
        purchases: Occasions.
        last: Day of the newest one.
        products: Keys of the styles bought, folded by ``name_key``.
        first_products: Those of their first occasion.
        channels: Names of the channels they bought through, folded.
    """

    groups: frozenset[Segment] = frozenset()
    purchases: int = 0
    last: date | None = None
    spent_minor: int = 0
    score: int | None = None
    city: str = ""
    birthday: date | None = None
    products: frozenset[str] = frozenset()
    first_products: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    may_be_written: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions; None or empty = not asked. Names are compared without case or accents."""

    group: str = ""
    bought: str = ""
    first_bought: str = ""
    channel: str = ""
    city: str = ""
    purchases_at_least: int | None = None
    purchases_at_most: int | None = None
    bought_within_days: int | None = None
    not_bought_for_days: int | None = None
    spent_at_least_minor: int | None = None
    score_at_least: int | None = None
    score_at_most: int | None = None
    birthday_within_days: int | None = None
    may_be_written: bool | None = field(default=None)

    def asked(self) -> dict[str, Any]:
        """Return the conditions given, as JSON holds them."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in found.items() if value not in (None, "")}


def from_json(rule: Mapping[str, Any]) -> Filter:
    """Return the filter of a kept rule; conditions nobody knows any more are left out."""
    known = {f.name for f in fields(Filter)}
    return Filter(**{name: value for name, value in rule.items() if name in known})


def matches(one: Filter, who: Facts, today: date) -> bool:
    """Say whether every condition of a filter holds for a customer."""
    return _names(one, who) and _counts(one, who) and _days(one, who, today)


def _names(one: Filter, who: Facts) -> bool:
    wanted = (
        (one.bought, who.products),
        (one.first_bought, who.first_products),
        (one.channel, who.channels),
        (one.city, frozenset({name_key(who.city)})),
        (one.group, frozenset(group.value for group in who.groups)),
    )
    return all(not text or name_key(text) in known for text, known in wanted)


def _counts(one: Filter, who: Facts) -> bool:
    score = who.score
    return (
        _between(who.purchases, one.purchases_at_least, one.purchases_at_most)
        and _between(who.spent_minor, one.spent_at_least_minor, None)
        and _between(score, one.score_at_least, one.score_at_most)
        and one.may_be_written in (None, who.may_be_written)
    )


def _days(one: Filter, who: Facts, today: date) -> bool:
    since = None if who.last is None else (today - who.last).days
    coming = None if who.birthday is None else days_until(who.birthday, today)
    return (
        _between(since, None, one.bought_within_days)
        and _between(since, one.not_bought_for_days, None)
        and _between(coming, None, one.birthday_within_days)
    )


def _between(value: int | None, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    if value is None:
        return False
    return (low is None or value >= low) and (high is None or value <= high)
