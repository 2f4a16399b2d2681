"""Where the shop's sales are going: one line with a band, dates on top, and the plain sentence about it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from shopdesk.domain.calendar import Span, week_shares
from shopdesk.domain.trend import Direction, trend
from shopdesk.services.context import Shop
from shopdesk.store import today as store

NAME = "sales.trend"
AHEAD_WEEKS = 8
BAND = 0.8


@dataclass(frozen=True, slots=True)
class ComingWeek:
    """Pieces expected in one week (its Monday), and the ends of the band that holds 80 % of weeks."""

    week: date
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SalesTrend:
    """What the level has done over some weeks, and what it makes of the next eight.

    Attributes:
        change: Level now over the level then, minus 1.
        weeks: Weeks between now and then.
    """

    direction: Direction
    change: float
    weeks: int
    ahead: tuple[ComingWeek, ...]


def kept_trend(shop: Shop, pieces: Sequence[tuple[date, int]], dates: Sequence[Span]) -> SalesTrend | None:
    """Return ``read_trend``, worked out again only when sales or dates have changed."""
    today = shop.today()
    whole = sorted((week.isoformat(), n) for week, n in pieces if week + timedelta(6) < today)
    spans = sorted((span.key, span.starts_on.isoformat(), span.ends_on.isoformat()) for span in dates)
    of = hashlib.sha256(repr((whole, spans)).encode()).hexdigest()
    with shop.store.read() as session:
        known = store.result(session, NAME)
    if isinstance(known, dict) and known.get("of") == of:
        return _thawed(known["trend"])
    found = read_trend(pieces, dates, today)
    with shop.store.write() as session:
        store.keep_result(session, NAME, {"of": of, "trend": _frozen(found)}, shop.now())
    return found


def _frozen(found: SalesTrend | None) -> dict[str, Any] | None:
    if found is None:
        return None
    ahead = [[one.week.isoformat(), one.mean, one.low, one.high] for one in found.ahead]
    return {"direction": found.direction.value, "change": found.change, "weeks": found.weeks, "ahead": ahead}


def _thawed(kept: dict[str, Any] | None) -> SalesTrend | None:
    if kept is None:
        return None
    ahead = tuple(ComingWeek(date.fromisoformat(week), *band) for week, *band in kept["ahead"])
    return SalesTrend(Direction(kept["direction"]), kept["change"], kept["weeks"], ahead)


def read_trend(pieces: Sequence[tuple[date, int]], dates: Sequence[Span], today: date) -> SalesTrend | None:
    """Return the trend of whole weeks; None in a shop without a whole week of sales.

    A week without a single sale counts as closed, not as a bad week; the running week is left out.

    Args:
        pieces: (Monday, pieces) of the weeks that had sales, in any order.
        dates: Commercial dates of these weeks and the next eight.
        today: The shop's day.
    """
    sold: dict[date, int] = {}
    for week, n in pieces:
        if week + timedelta(6) < today:
            sold[week] = sold.get(week, 0) + n
    if not sold:
        return None
    first, last = min(sold), max(sold)
    weeks = [first + timedelta(7 * i) for i in range((last - first).days // 7 + 1)]
    units = np.array([float(sold.get(week) or np.nan) for week in weeks])
    if not np.isfinite(units).any():
        return None
    whole_shop = [span for span in dates if not span.scope]
    _keys, shares = week_shares(whole_shop, first, len(weeks) + AHEAD_WEEKS)
    found = trend(units, AHEAD_WEEKS, events=shares, band=BAND)
    parts = zip(found.mean.tolist(), found.low.tolist(), found.high.tolist(), strict=True)
    ahead = tuple(ComingWeek(last + timedelta(7 * i), *part) for i, part in enumerate(parts, 1))
    return SalesTrend(found.direction, found.change, found.weeks, ahead)
