"""What each day of a commercial date is worth, past years aligned by day of the event (METHODS 1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from shopdesk.domain import demand
from shopdesk.domain.arrays import Floats
from shopdesk.domain.calendar import Span
from shopdesk.domain.demand import WEEK
from shopdesk.services import calendar
from shopdesk.services.context import Shop
from shopdesk.store import reorder as store

_PAST_DAYS = 3 * 366
_NEAR_WEEKS = 4


@dataclass(frozen=True, slots=True)
class EventDays:
    """A date ahead, day by day.

    Attributes:
        factor: What each of its days multiplies the shop's sales by.
        pieces: What the shop may sell on all of them.
    """

    factor: tuple[float, ...]
    pieces: float


def read(shop: Shop, ahead: Sequence[Span]) -> dict[tuple[str, date], EventDays]:
    """Return the days of those dates of the whole shop that it has lived through, by key and first day."""
    today = shop.today()
    with shop.store.read() as session:
        known = store.demand_span(session)
        if known is None or known[0] >= today:
            return {}
        first = max(known[0], today - timedelta(_PAST_DAYS))
        _variant, day, pieces = store.sold_by_day(session, first, today - timedelta(1))
    first += timedelta((today - first).days % WEEK)  # whole weeks, so that a column is a day of the week
    length = (today - first).days
    at = day - first.toordinal()
    sold: Floats = np.bincount(at[at >= 0], weights=pieces[at >= 0], minlength=length).astype(np.float64)
    past = [one for one in calendar.spans(shop, first, today - timedelta(1)) if not one.scope]
    inside = np.zeros(length, dtype=bool)
    for span in past:
        inside[max(0, (span.starts_on - first).days) : (span.ends_on - first).days + 1] = True
    usual, coming = _usual(demand.without_events(sold, inside))
    lived: dict[str, list[Span]] = {}
    for span in past:
        if span.starts_on >= first and span.ends_on < today:
            lived.setdefault(span.key, []).append(span)
    seen = _Seen(first, sold, usual, coming)
    return {
        (span.key, span.starts_on): _days_of(span, lived[span.key], seen)
        for span in ahead
        if not span.scope and span.key in lived
    }


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the shop sold from a day on, what it would have sold without events, and a week as it is now."""

    first: date
    sold: Floats
    usual: Floats
    coming: Floats


def _days_of(span: Span, lived: Sequence[Span], seen: _Seen) -> EventDays:
    """Return the days of a date ahead, as those of its kind that the shop lived through were."""
    days = _length(span)
    start = (span.starts_on - seen.first).days
    factor = demand.uplift_by_event_day(
        seen.sold,
        seen.usual,
        [(one.starts_on - seen.first).days for one in lived],
        lengths=[_length(one) for one in lived],
        prior=np.full(days, span.uplift if span.uplift is not None else 1.0),
    )
    usual = seen.coming[(start + np.arange(days)) % WEEK]
    return EventDays(tuple(factor.tolist()), demand.lead_time_demand(usual, factor, float(days)))


def _length(span: Span) -> int:
    return (span.ends_on - span.starts_on).days + 1


def _usual(quiet: Floats) -> tuple[Floats, Floats]:
    """Return what each day would have sold without events, and a week as it is now.

    Each day is the mean of the same day of the week within four weeks, event days left out.
    """
    by_week = quiet.reshape(-1, WEEK)
    overall = float(np.nanmean(quiet)) if np.isfinite(quiet).any() else 0.0
    seen, counted = np.nan_to_num(by_week), np.isfinite(by_week)
    usual = np.empty_like(by_week)
    for week in range(len(by_week)):
        near = slice(max(0, week - _NEAR_WEEKS), week + _NEAR_WEEKS + 1)
        count = counted[near].sum(axis=0)
        usual[week] = np.where(count > 0, seen[near].sum(axis=0) / np.maximum(count, 1), overall)
    return usual.ravel(), usual[-1] if len(usual) else np.zeros(WEEK)
