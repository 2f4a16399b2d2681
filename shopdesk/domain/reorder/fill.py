"""Fill rate, of 100 who ask for it how many find it, by the normal curve and a fixed lot.

The product plans with ``points.reorder_point``; this is the textbook form beside it.
"""

from __future__ import annotations

import math

from shopdesk.domain.reorder.textbook import whole_up
from shopdesk.domain.special import ndtr


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
    from scipy.optimize import brentq  # 20 MB that nothing else of a morning needs

    wanted = (1 - fill) * lot / deviation
    if wanted >= normal_loss(-8.0):
        return -8.0
    if wanted <= normal_loss(8.0):
        return 8.0
    return float(brentq(lambda k: normal_loss(k) - wanted, -8.0, 8.0, xtol=1e-10))


def normal_fill_point(mean: float, deviation: float, *, fill: float, lot: float) -> int:
    """Return s = μ + kσ, rounded up, with k from ``factor_for_fill``."""
    return whole_up(mean + factor_for_fill(fill, lot, deviation) * deviation)
