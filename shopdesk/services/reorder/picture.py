"""The stock chart of one style: what it was, where it goes, what an order of today would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from shopdesk.domain.forecast.distribution import quantile
from shopdesk.domain.reorder.styles import WEEK
from shopdesk.domain.stock import Availability
from shopdesk.services import stock
from shopdesk.services.context import Shop
from shopdesk.services.reorder.lines import Plan, StyleRow

PAST_DAYS = 42
AHEAD_DAYS = 24


@dataclass(frozen=True, slots=True)
class StockPath:
    """A style's stock by day.

    Attributes:
        days: Past days, the last one today.
        stock: Pieces as each day opened, all sizes; today's is what is there now.
        likely: Most likely pieces from today on, until empty.
        low: Lower edge of the band that holds 80 % of cases.
        high: Upper edge.
        restocked: Pieces from the arrival on, if the order is placed today.
        until: Last day of the picture.
    """

    days: tuple[date, ...]
    stock: tuple[int, ...]
    likely: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    restocked: tuple[float, ...]
    until: date


def history(shop: Shop) -> Availability:
    """Return the last six weeks of every variant's stock, read once for all charts."""
    today = shop.today()
    return stock.daily(shop, today - timedelta(PAST_DAYS), today)


def stock_path(row: StyleRow, known: Availability, plan: Plan) -> StockPath:
    """Return the path of one style.

    Args:
        row: The style with all its sizes.
        known: ``history``.
        plan: What the row is from.
    """
    today = plan.today
    ids = [line.variant_id for line in row.lines]
    at = np.searchsorted(known.variant_ids, ids)
    past = np.maximum(known.opening[at].sum(axis=0), 0) if len(known.variant_ids) else np.zeros(0, dtype=int)
    days = tuple(today - timedelta(len(past) - 1 - i) for i in range(len(past)))
    now = max(0, row.on_hand)
    counted = (*(int(n) for n in past[:-1]), now) if len(past) else ()
    arrives = row.first.arrives_on
    until = max(today + timedelta(AHEAD_DAYS), arrives + timedelta(12))
    sold = _sold_by_day([line.weekly for line in row.lines], (until - today).days)
    ratio = _ratio(row)
    coming = _arriving(row, plan, len(sold))
    likely, low, high = _fall(now + coming, sold, ratio)
    restocked = _restocked(row, sold, now + coming, (arrives - today).days)
    return StockPath(days, counted, likely, low, high, restocked, until)


def _sold_by_day(weekly: Sequence[Sequence[float]], days: int) -> np.ndarray:
    """Return the pieces expected to be sold by the start of each day from today on."""
    means = np.sum([np.array(one) for one in weekly], axis=0) if weekly else np.zeros(1)
    daily = np.repeat(means / WEEK, WEEK)
    daily = np.pad(daily, (0, max(0, days - len(daily))), mode="edge")[:days]
    return np.concatenate([[0.0], np.cumsum(daily)])


def _arriving(row: StyleRow, plan: Plan, days: int) -> np.ndarray:
    """Return the pieces on the way that are there by the start of each day."""
    there = np.zeros(days)
    for line in row.lines:
        for on, pieces in plan.coming.get(line.variant_id, ()):
            there[min(days, round(on)) :] += pieces
    return there


def _ratio(row: StyleRow) -> float:
    """Return the style's variance-to-mean ratio over lead time and review, from its sizes'."""
    mean = sum(line.inputs.mean for line in row.lines)
    variance = sum(line.inputs.variance for line in row.lines)
    return max(1.0, variance / mean) if mean > 0 else 1.0


def _fall(there: np.ndarray, sold: np.ndarray, ratio: float) -> tuple[tuple[float, ...], ...]:
    left = there - sold
    ends = int(np.argmax(left <= 0)) + 1 if (left <= 0).any() else len(left)
    shown = np.maximum(sold[:ends], 1e-9)
    most, least = (quantile(level, shown, shown * ratio) for level in (0.9, 0.1))
    most[0] = least[0] = 0.0
    now = there[:ends]
    edges = (np.maximum(left[:ends], 0), np.maximum(now - most, 0), np.maximum(now - least, 0))
    return tuple(tuple(float(n) for n in edge) for edge in edges)


def _restocked(row: StyleRow, sold: np.ndarray, there: np.ndarray, lead: int) -> tuple[float, ...]:
    if row.wanted <= 0 or lead >= len(sold):
        return ()
    start = max(0.0, float(there[lead] - sold[lead])) + row.wanted
    return tuple(max(0.0, float(start - (n - sold[lead]))) for n in sold[lead:])
