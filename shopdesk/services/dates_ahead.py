"""The commercial dates ahead, with what the owner expects of each and what the shop has seen of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from shopdesk.domain.calendar import Span
from shopdesk.services import calendar, event_days, reorder
from shopdesk.services.context import Shop
from shopdesk.services.event_days import EventDays
from shopdesk.store import reorder as store

_DAYS_AHEAD = 366


@dataclass(frozen=True, slots=True)
class DateAhead:
    """One date.

    Attributes:
        is_own: The owner wrote it, or changed the country's.
        factor: What the plan multiplies sales by, by category; empty where it changes nothing, or further
            ahead than is planned.
        days: Day by day, as past years had it; None where the shop has not lived through it.
    """

    span: Span
    is_own: bool
    factor: Mapping[str, float]
    days: EventDays | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others: its key and its first day."""
        return self.span.key, self.span.starts_on.isoformat()


def listed(shop: Shop) -> list[DateAhead]:
    """Return the dates of the next year that have not ended, soonest first."""
    today = shop.today()
    last = today + timedelta(_DAYS_AHEAD)
    own = calendar.own(shop, today, last)
    lifts = {(lift.name, lift.starts_on, lift.scope): lift.factor for lift in reorder.suggest(shop).lifts}
    spans = calendar.spans(shop, today, last)
    days = event_days.read(shop, spans)
    return [
        DateAhead(span, known in own, lifts.get(known, {}), days.get((span.key, span.starts_on)))
        for span in spans
        if (known := (span.name, span.starts_on, span.scope))
    ]


def categories(shop: Shop) -> list[str]:
    """Return the categories a date can be about, by name."""
    with shop.store.read() as session:
        return sorted({row.category for row in store.catalogue(session) if row.category})
