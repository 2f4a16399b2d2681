"""Croston's method in the SBA form as a second opinion on the tail of the distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.forecast.distribution import Moments

ALPHA = 0.1
FROM_LEVEL = 0.85
SHARE, FULL_LEVEL = 0.3, 0.95
LEAST_EXPOSURE = 0.5


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """SBA's rate per unit of exposure, and a period's error variance per unit of exposure squared."""

    rate: Floats
    variance: Floats

    def moments(self, exposure: Floats, periods: Floats | float) -> Moments:
        """Return mean and variance of demand over ``periods`` with ``exposure`` in all."""
        return self.rate * exposure, self.variance * exposure**2 / np.maximum(periods, 1e-9)

    def rows(self, chosen: Ints) -> SecondOpinion:
        """Return the opinion on the ``chosen`` rows."""
        return SecondOpinion(self.rate[chosen], self.variance[chosen])


def share_at(level: float) -> float:
    """Return the weight of the second opinion: 0 up to 0.85, 0.15 at 0.9, 0.3 from 0.95 on.

    It pays where few sums of the own past lie; at 0.9 the full share costs 1 % of pinball loss, at 0.95 none
    costs 3 % of the monthly parts'.
    """
    return SHARE * min(max((level - FROM_LEVEL) / (FULL_LEVEL - FROM_LEVEL), 0.0), 1.0)


def second_opinion(units: Floats, exposure: Floats, observed: Flags) -> SecondOpinion:
    """Run SBA (α 0.1) over demand per unit of exposure and measure its one-step errors.

    Starts as in METHODS 1: size at the first non-zero period, interval at its 1-based position. Exposure is
    floored at half its typical value, so that one piece on one open day does not read as seven.
    """
    n, past = units.shape
    weight = np.where(observed, exposure, 0.0)
    typical = weight.sum(axis=1) / np.maximum(observed.sum(axis=1), 1)
    floored = np.maximum(exposure, LEAST_EXPOSURE * typical[:, None] + 1e-9)
    scaled = np.where(observed, np.nan_to_num(units) / floored, 0.0)
    size, interval, gap, rate = np.full(n, np.nan), np.ones(n), np.zeros(n), np.zeros(n)
    errors, weights = np.zeros(n), np.zeros(n)
    for t in range(past):
        seen, started = observed[:, t], np.isfinite(size)
        known = seen & started
        errors += np.where(known, (np.nan_to_num(units[:, t]) - weight[:, t] * rate) ** 2, 0.0)
        weights += np.where(known, weight[:, t] ** 2, 0.0)
        gap = gap + seen
        sold = seen & (scaled[:, t] > 0)
        size = np.where(sold, np.where(started, size + ALPHA * (scaled[:, t] - size), scaled[:, t]), size)
        interval = np.where(sold, np.where(started, interval + ALPHA * (gap - interval), gap), interval)
        gap = np.where(sold, 0.0, gap)
        rate = np.where(np.isfinite(size), (1 - ALPHA / 2) * size / interval, 0.0)
    variance = np.where(weights > 0, errors / np.maximum(weights, 1e-12), rate)
    return SecondOpinion(rate, variance)
