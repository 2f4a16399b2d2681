"""The pooled index: how each category moves from period to period, all its SKUs together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints

SWEEPS = 4
SHRINK_UNITS = 15.0
SMOOTHING = 0.35
EXPONENT = 0.5
LOWEST_RATE = 0.05


@dataclass(frozen=True, slots=True)
class Index:
    """A category's level by period, relative to its SKUs' own rates.

    Attributes:
        logs: categories × (T + 1) logarithms, smoothed; column t is what was known before period t.
        raw: categories × T, before smoothing.
        shop: T, the shop's own, before smoothing.
        exponent: How far the smoothed level is believed, 0..1.
    """

    logs: Floats
    raw: Floats
    shop: Floats
    exponent: float = EXPONENT

    @property
    def past(self) -> Floats:
        """Damped level as known before each period, categories × T."""
        levels: Floats = np.exp(self.exponent * self.logs[:, :-1])
        return levels

    @property
    def ahead(self) -> Floats:
        """Damped level as known now, held over all periods ahead; one per category."""
        levels: Floats = np.exp(self.exponent * self.logs[:, -1])
        return levels


def fit_index(units: Floats, exposure: Floats, category: Ints, observed: Flags) -> Index:
    """Fit units ~ rate(SKU) × level(category, period) and smooth the levels.

    SKUs enter with weight 1/sqrt(rate), so that neither the sellers nor the tail speak for all; a category
    is shrunk to the shop, and the shop to 1, with ``SHRINK_UNITS`` effective pieces.

    Args:
        units: n × T pieces; NaN or anything where not observed.
        exposure: n × T, everything but the index: factors × availability × season.
        category: n codes.
        observed: n × T, cells that count.

    Source: METHODS 7.2.
    """
    groups, past = int(category.max(initial=-1)) + 1, units.shape[1]
    sold = np.where(observed, np.nan_to_num(units), 0.0)
    weight = np.where(observed, exposure, 0.0)
    members = np.zeros((groups, len(category)))
    members[category, np.arange(len(category))] = 1.0
    level, shop = np.ones((groups, past)), np.ones(past)
    total = sold.sum(axis=1)
    for _ in range(SWEEPS):
        rate = total / np.maximum((weight * level[category]).sum(axis=1), 1e-9)
        scale = _weights(rate)
        pieces, base = members @ (scale[:, None] * sold), members @ ((scale * rate)[:, None] * weight)
        shop = (pieces.sum(axis=0) + SHRINK_UNITS) / (base.sum(axis=0) + SHRINK_UNITS)
        level = (pieces + SHRINK_UNITS * shop) / (base + SHRINK_UNITS)
    seen = np.broadcast_to(base.sum(axis=0) > 0, level.shape)
    return Index(_smooth(np.where(seen, np.log(level), np.nan)), level, shop)


def _weights(rate: Floats) -> Floats:
    """Return 1/sqrt(rate), scaled so that weighted sums count effective pieces."""
    weight = 1 / np.sqrt(np.maximum(rate, LOWEST_RATE))
    information = float((weight * weight * rate).sum())
    return weight * (float((weight * rate).sum()) / information) if information > 0 else weight


def _smooth(log_level: Floats) -> Floats:
    """Smooth each row exponentially, holding it over periods without a figure.

    Each period is judged by what was known before it: an index that has seen the period itself explains
    away part of its surprise, and the dispersion comes out too small. The first one judges itself.
    """
    groups, past = log_level.shape
    smoothed = np.zeros((groups, past + 1))
    state = np.full(groups, np.nan)
    for t in range(past):
        now = log_level[:, t]
        moved = np.where(np.isnan(state), now, state + SMOOTHING * (now - state))
        state = np.where(np.isnan(now), state, moved)
        smoothed[:, t + 1] = np.nan_to_num(state)
    if past:
        smoothed[:, 0] = smoothed[:, 1]
    return smoothed
