"""Reorder points by fill rate: of 100 who ask for it, how many find it."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from shopdesk.domain.forecast.distribution import expected_shortage, quantile, smallest_reaching
from shopdesk.domain.forecast.panel import Floats
from shopdesk.domain.reorder.points import whole_up

WEEKS_BETWEEN_STOCKOUTS: Final = 3.0
"""Weeks of demand over which the allowed shortage is counted, at least (METHODS 7.8, tuned there)."""


def normal_loss(k: float) -> float:
    """Return G(k) = E[(Z − k)+], the unit normal loss: G(0) = 0.3989."""
    return math.exp(-k * k / 2) / math.sqrt(2 * math.pi) - k * float(ndtr(-k))


def factor_for_fill(fill: float, lot: float, deviation: float) -> float:
    """Return k with σ·G(k) = (1 − β)·Q: the safety factor that fills ``fill`` of demand with lots of Q.

    Args:
        fill: β, share of demand served from the shelf, 0 < β < 1.
        lot: Q, pieces per order.
        deviation: σ of demand over the lead time, in pieces.

    Raises:
        ValueError: If fill is not between 0 and 1.

    Source: Silver, Pyke & Thomas (2017), ch. 6.
    """
    if not 0 < fill < 1:
        raise ValueError("a fill rate lies between 0 and 1")
    if deviation <= 0:
        return 0.0
    wanted = (1 - fill) * lot / deviation
    if wanted >= normal_loss(-8.0):
        return -8.0
    if wanted <= normal_loss(8.0):
        return 8.0
    return float(brentq(lambda k: normal_loss(k) - wanted, -8.0, 8.0, xtol=1e-10))


def normal_fill_point(mean: float, deviation: float, *, fill: float, lot: float) -> int:
    """Return s = μ + kσ, rounded up, with k from ``factor_for_fill``."""
    return whole_up(mean + factor_for_fill(fill, lot, deviation) * deviation)


def allowed_shortage(target: Floats | float, *, week_mean: Floats, pack: Floats | float) -> Floats:
    """Return the pieces an order cycle may leave unserved: (1 − target) × max(3 weeks, half a pack + 1 week).

    Args:
        target: Fill rate, 0..1.
        week_mean: Expected demand of a week, pieces.
        pack: Pieces per pack, 1 or more.

    Source: METHODS 7.8.
    """
    cycle = np.maximum(WEEKS_BETWEEN_STOCKOUTS * week_mean, np.asarray(pack) / 2 + week_mean)
    allowed: Floats = (1 - np.asarray(target)) * cycle
    return allowed


def fill_point(mean: Floats, variance: Floats, allowed: Floats) -> Floats:
    """Return the smallest whole s ≥ 0 with E[(D − s)+] ≤ allowed, for negative binomial D.

    Args:
        mean: Of demand over lead time and review, pieces; 0 gives s = 0.
        variance: Of the same.
        allowed: Pieces, above 0 where the mean is.

    Source: METHODS 7.8.
    """
    mean, variance, allowed = (
        np.atleast_1d(np.asarray(v, dtype=float)) for v in np.broadcast_arrays(mean, variance, allowed)
    )
    asked = np.flatnonzero(mean > 0)
    points = np.zeros(mean.shape)
    m, v, a = mean[asked], variance[asked], np.maximum(allowed[asked], 1e-9)
    start = quantile(0.9, m, v)
    points[asked] = smallest_reaching(
        lambda at, guess: expected_shortage(guess, m[at], v[at]) <= a[at] + 1e-12, start
    )
    return points
