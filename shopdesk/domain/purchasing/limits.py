"""Buying under a limit or for a day: cash, one-off buys, events."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from shopdesk.domain.forecast.distribution import cdf, quantile
from shopdesk.domain.purchasing.closures import Span
from shopdesk.domain.purchasing.quantity import Parcel
from shopdesk.domain.special import gammaincinv


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


@dataclass(frozen=True, slots=True)
class Bought:
    """What a cash limit pays for: pieces per line, and how many of each prepacked run among them."""

    pieces: list[int]
    boxes: list[int]


def within_cash(
    lines: Sequence[Fundable], limit_minor: int, boxes: Sequence[tuple[Parcel, int]] = ()
) -> Bought:
    """Return what to order within a cash limit.

    Packs are bought in the order of P(D > position) × margin / cost of their first piece, prepacked runs by
    the mean of that over their pieces; what no longer fits ends its line. Lines without a cost are ordered
    whole: they cannot be weighed.

    Args:
        lines: What competes.
        limit_minor: Most money to spend.
        boxes: Prepacked runs with how many of each are wanted; their lines are bought in them only.
    """
    inside = {i for box, _most in boxes for i in box.lines}
    loose = [i for i in range(len(lines)) if i not in inside]
    waiting = [[box] * most for box, most in boxes]
    waiting += [_packs(i, lines[i]) for i in loose if lines[i].cost_minor > 0]
    bought, counts = [0] * len(lines), [0] * len(boxes)
    for i in loose:
        bought[i] = lines[i].wanted if lines[i].cost_minor <= 0 else 0
    ranked = [(-_worth(lines, left[-1], bought), at) for at, left in enumerate(waiting) if left]
    heapq.heapify(ranked)
    while ranked:
        _, at = heapq.heappop(ranked)
        parcel = waiting[at].pop()
        cost = _cost(lines, parcel)
        if cost > limit_minor:
            continue
        limit_minor -= cost
        for i, n in zip(parcel.lines, parcel.pieces, strict=True):
            bought[i] += n
        if waiting[at]:
            heapq.heappush(ranked, (-_worth(lines, waiting[at][-1], bought), at))
        if at < len(boxes):
            counts[at] += 1
    return Bought(bought, counts)


def _packs(at: int, line: Fundable) -> list[Parcel]:
    """Return the packs of a line, the first one to buy last; the one bought last is perhaps not whole."""
    whole, rest = divmod(line.wanted, line.pack)
    return [Parcel((at,), (n,)) for n in ([rest] if rest else []) + [line.pack] * whole]


def _cost(lines: Sequence[Fundable], parcel: Parcel) -> int:
    return sum(n * lines[i].cost_minor for i, n in zip(parcel.lines, parcel.pieces, strict=True))


def _worth(lines: Sequence[Fundable], parcel: Parcel, bought: Sequence[int]) -> float:
    """Return the margin that a parcel's next pieces can hope for, over what they cost."""
    hoped = math.fsum(
        n * _missed(lines[i], bought[i]) * lines[i].margin_minor
        for i, n in zip(parcel.lines, parcel.pieces, strict=True)
    )
    return hoped / max(_cost(lines, parcel), 1)


def _missed(line: Fundable, bought: int) -> float:
    at = np.array([float(line.position + bought)])
    return 1 - float(cdf(at, np.array([line.mean]), np.array([line.variance]))[0])


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
