"""Buying under a limit or for a day: cash, one-off buys, events."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.special import gammaincinv

from shopdesk.domain.forecast.distribution import cdf, quantile

Span = tuple[date, date]
"""First and last day (inclusive) of a stretch in which nothing moves."""


@dataclass(frozen=True, slots=True)
class Fundable:
    """A line that competes for cash.

    Attributes:
        wanted: Pieces it would order.
        position: Pieces there and on the way, before this order.
        mean: Of demand over lead time and review.
        variance: Of the same.
        cost_minor: Of one piece.
        margin_minor: Earned by one piece.
        pack: Pieces per pack.
    """

    wanted: int
    position: int
    mean: float
    variance: float
    cost_minor: int
    margin_minor: int
    pack: int = 1


def within_cash(lines: Sequence[Fundable], limit_minor: int) -> list[int]:
    """Return the pieces to order per line within a cash limit.

    Packs are bought in the order of P(D > position) × margin / cost of their first piece; a pack that no
    longer fits ends its line. Lines without a cost are ordered whole: they cannot be weighed.
    """
    bought = [line.wanted if line.cost_minor <= 0 else 0 for line in lines]
    ranked = [
        (-_worth(line, 0), i) for i, line in enumerate(lines) if line.cost_minor > 0 and line.wanted > 0
    ]
    heapq.heapify(ranked)
    left = limit_minor
    while ranked:
        _, at = heapq.heappop(ranked)
        line = lines[at]
        packs = min(line.pack, line.wanted - bought[at])
        if packs <= 0 or packs * line.cost_minor > left:
            continue
        left -= packs * line.cost_minor
        bought[at] += packs
        if bought[at] < line.wanted:
            heapq.heappush(ranked, (-_worth(line, bought[at]), at))
    return bought


def _worth(line: Fundable, bought: int) -> float:
    at = np.array([float(line.position + bought)])
    missed = 1 - float(cdf(at, np.array([line.mean]), np.array([line.variance]))[0])
    return missed * line.margin_minor / line.cost_minor


def newsvendor(mean: float, variance: float, *, under_cost: float, over_cost: float) -> int:
    """Return the smallest q with F(q) ≥ cu/(cu + co): what to buy once for a whole season.

    Args:
        mean: Expected demand of the season, pieces.
        variance: Of the same; Poisson if not above the mean, else negative binomial.
        under_cost: cu, lost by a piece too few (margin).
        over_cost: co, lost by a piece too many (cost less what clearance brings).

    Raises:
        ValueError: If a cost is negative or both are 0.
    """
    if under_cost < 0 or over_cost < 0 or under_cost + over_cost == 0:
        raise ValueError("costs must not be negative, and one of them above 0")
    ratio = under_cost / (under_cost + over_cost)
    if mean <= 0 or ratio == 0:
        return 0
    return int(quantile(min(ratio, 1 - 1e-9), np.array([mean]), np.array([variance]))[0])


def lead_quantile(mean_days: float, deviation: float, level: float) -> float:
    """Return the ``level`` quantile of a gamma lead time with these moments, in days."""
    if mean_days <= 0:
        return 0.0
    if deviation <= 0:
        return mean_days
    shape = (mean_days / deviation) ** 2
    return float(gammaincinv(shape, level)) * mean_days / shape


def arrival(ordered_on: date, days: float, closed: Iterable[Span] = ()) -> date:
    """Return the day an order arrives: ``days`` (rounded up) of days on which the supplier works.

    Args:
        ordered_on: The order's day; it does not count.
        days: Lead time.
        closed: Stretches in which nothing leaves.
    """
    shut = _days(closed)
    day, left = ordered_on, math.ceil(days - 1e-9)
    while left > 0:
        day += timedelta(days=1)
        left -= day not in shut
    while day in shut:
        day += timedelta(days=1)
    return day


def last_safe_day(
    needed_on: date, mean_days: float, deviation: float, *, level: float, closed: Iterable[Span] = ()
) -> date:
    """Return the last day on which an order still arrives by ``needed_on`` with chance ``level``.

    The needed day less the gamma quantile of the supplier's lead time, closed days skipped.
    """
    shut = _days(closed)
    day, left = needed_on, math.ceil(lead_quantile(mean_days, deviation, level) - 1e-9)
    while day in shut:
        day -= timedelta(days=1)
    while left > 0:
        left -= day not in shut
        day -= timedelta(days=1)
    return day


def _days(spans: Iterable[Span]) -> frozenset[date]:
    return frozenset(
        first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)
    )
