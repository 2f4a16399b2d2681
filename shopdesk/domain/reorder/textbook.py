"""Reorder points of the books, from daily demand and a lead time: the second opinion beside ``points``."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats
from shopdesk.domain.forecast.distribution import quantile
from shopdesk.domain.special import ndtri

FEW_PIECES = 10.0
"""Below this mean the normal curve is no likeness of whole pieces (METHODS 3)."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Demand:
    """Demand of one day: mean and standard deviation in pieces; days are taken as independent."""

    per_day: float
    deviation: float


@dataclass(frozen=True, slots=True)
class LeadTime:
    """From confirmed order to shelf: mean and standard deviation in days."""

    days: float
    deviation: float = 0.0

    def __post_init__(self) -> None:
        if self.days < 0 or self.deviation < 0:
            raise ValueError("a lead time is never negative")


def service_factor(level: float) -> float:
    """Return z, the normal quantile of a cycle service level 0..1: 1.645 for 0.95."""
    return float(ndtri(level))


def lead_demand(demand: Demand, lead: LeadTime, review_days: float = 0.0) -> tuple[float, float]:
    """Return mean and variance of demand over lead time and review, in pieces and pieces².

    μ = d(L + R), σ² = (L + R)·s_d² + d²·s_L²: leaving out the last term is the commonest error.

    Source: Silver, Pyke & Thomas (2017), ch. 6; Axsäter (2015), ch. 5.
    """
    days = lead.days + review_days
    variance = days * demand.deviation**2 + demand.per_day**2 * lead.deviation**2
    return demand.per_day * days, variance


def continuous_point(demand: Demand, lead: LeadTime, z: float) -> int:
    """Return s = dL + zσ, rounded up: the position at which to order when stock is watched every day."""
    mean, variance = lead_demand(demand, lead)
    return whole_up(mean + z * math.sqrt(variance))


def periodic_level(demand: Demand, lead: LeadTime, *, review_days: float, z: float) -> int:
    """Return S = d(L + R) + zσ, rounded up: what to order up to every ``review_days`` days."""
    mean, variance = lead_demand(demand, lead, review_days)
    return whole_up(mean + z * math.sqrt(variance))


def discrete_point(mean: float, variance: float, level: float) -> int:
    """Return the smallest s with P(D ≤ s) ≥ level: Poisson if variance ≤ mean, else negative binomial.

    Args:
        mean: Of demand over the protection interval, in pieces.
        variance: Of the same.
        level: Share of cycles without a stock-out, 0 < level < 1.
    """
    if mean <= 0:
        return 0
    return int(quantile(level, np.array([mean]), np.array([variance]))[0])


def cycle_point(mean: float, variance: float, level: float) -> int:
    """Return s for a cycle service level: by whole pieces when few are expected, else by the normal curve."""
    if mean < FEW_PIECES:
        return discrete_point(mean, variance, level)
    return whole_up(mean + service_factor(level) * math.sqrt(variance))


def gamma_lead_size(lead: LeadTime) -> float:
    """Return r = (L/s_L)²: Poisson demand over a gamma lead time is negative binomial of this size."""
    return (lead.days / lead.deviation) ** 2


def shrunk_dispersion(ratio: float, weight: float, *, category_ratio: float, category_weight: float) -> float:
    """Return a variance-to-mean ratio drawn towards its category's, each by its number of periods."""
    return (weight * ratio + category_weight * category_ratio) / (weight + category_weight)


@dataclass(frozen=True, slots=True)
class EmpiricalPoint:
    """The reorder point that past blocks of days would have asked for, and on how many it rests."""

    pieces: int
    windows: int


def empirical_point(
    units: Floats, in_stock: Floats, lead_days: list[int], level: float
) -> EmpiricalPoint | None:
    """Return the smallest demand that ``level`` of overlapping past blocks did not exceed.

    A block is as long as one observed lead time and counts only if every day of it was in stock; each
    observed lead time weighs the same however many blocks it has.

    Args:
        units: (T,) pieces per day, the last day last.
        in_stock: (T,) whether the day opened with stock.
        lead_days: Observed lead times in days, 1 or more each.
        level: Share of blocks to cover, 0..1.

    Returns:
        None if no block was in stock from end to end.
    """
    groups = [found for days in lead_days if len(found := _blocks(units, in_stock, days))]
    if not groups:
        return None
    sums = np.concatenate(groups)
    weights = np.concatenate([np.full(len(g), 1 / len(g) / len(groups)) for g in groups])
    order = np.argsort(sums, kind="stable")
    reached = np.cumsum(weights[order])
    at = int(np.searchsorted(reached, level - _ROUNDING))
    return EmpiricalPoint(whole_up(float(sums[order][min(at, len(sums) - 1)])), len(sums))


def _blocks(units: Floats, in_stock: Floats, days: int) -> Floats:
    if days < 1 or days > len(units):
        return np.zeros(0)
    sold, seen = (np.r_[0.0, np.cumsum(v)] for v in (units, np.asarray(in_stock, dtype=float)))
    whole = seen[days:] - seen[:-days] > days - 0.5
    blocks: Floats = (sold[days:] - sold[:-days])[whole]
    return blocks


def whole_up(pieces: float) -> int:
    """Return pieces rounded up, forgiving the last digits of floating point."""
    return math.ceil(pieces - _ROUNDING)
