"""What promotions and events multiply demand by, shrunk from SKU to category to shop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats, Ints
from shopdesk.domain.forecast.index import fit_index
from shopdesk.domain.forecast.panel import Panel

PROMO_SHRINK = 30.0
EVENT_SHRINK = 20.0
LOWEST, HIGHEST = 0.5, 12.0
ENOUGH_EVENT_UNITS = 100.0


@dataclass(frozen=True, slots=True)
class Factors:
    """Multipliers of demand.

    Attributes:
        promo: n, by SKU, at full promotion.
        event: k × categories, at full coverage of the period.
        event_units: k × categories, expected baseline units in the event's past periods.
        multiplier: n × (T + H) product of all, as applied to exposure.
    """

    promo: Floats
    event: Floats
    event_units: Floats
    multiplier: Floats

    def applied(self, prior: Floats) -> Floats:
        """Return the k × categories factors used ahead: learnt where enough was seen, else the owner's.

        Args:
            prior: k factors that the owner expects, 1 where there is no estimate.
        """
        owner = np.clip(prior, LOWEST, HIGHEST)[:, None]
        used: Floats = np.where(self.event_units >= ENOUGH_EVENT_UNITS, self.event, owner)
        return used


def fit_factors(panel: Panel, season: Floats, prior: Floats | None = None) -> Factors:
    """Learn the multipliers of promotions and events and lay them out over past and plan.

    A past event period always carries its factor, so that it stays out of the baseline; ahead the factor
    stands only where the category has seen enough event units to know it, else the owner's estimate.

    Args:
        panel: The shop.
        season: n × (T + H) yearly profile, 1 without one.
        prior: k event factors that the owner expects, 1 where there is no estimate.

    Source: METHODS 7.1.
    """
    n, past = panel.units.shape
    k = len(panel.events)
    expected_by_owner = np.ones(k) if prior is None else np.clip(prior, LOWEST, HIGHEST)
    multiplier = np.ones(panel.promo.shape)
    event = expected_by_owner[:, None] * np.ones((k, panel.categories))
    event_units = np.zeros((k, panel.categories))
    promo = np.ones(n)
    if panel.promo[:, :past].any() or panel.events[:, :past].any():
        units = np.where(panel.observed, np.nan_to_num(panel.units), 0.0)
        expected = usual_units(panel, season)
        quiet = expected * (1 - panel.promo[:, :past])
        for j in range(k):
            event[j], event_units[j] = _event_factor(panel, units, quiet, j, expected_by_owner[j])
            multiplier[:, :past] *= 1 + panel.events[j, :past] * _about(panel, j, event[j])[:, None]
        promo = _promo_factor(panel, units, expected * multiplier[:, :past])
    known = np.where(event_units >= ENOUGH_EVENT_UNITS, event, expected_by_owner[:, None])
    for j in range(k):
        multiplier[:, past:] *= 1 + panel.events[j, past:] * _about(panel, j, known[j])[:, None]
    multiplier *= 1 + panel.promo * (promo - 1)[:, None]
    return Factors(promo, event, event_units, multiplier)


def _about(panel: Panel, event: int, factor: Floats) -> Floats:
    """Return what a categories' factor adds to each SKU the event is about, n; 0 for the others."""
    added: Floats = np.where(panel.reach[event], factor[panel.category] - 1, 0.0)
    return added


def usual_units(panel: Panel, season: Floats) -> Floats:
    """Return the n × T units expected without promotions and events; 0 where nothing could be seen.

    Rates and the pooled index are learnt in quiet periods only, and the index is held over the others.
    """
    past = panel.past
    quiet = (panel.promo[:, :past] <= 0) & ~panel.touched[:, :past]
    exposure = season[:, :past] * panel.available
    learn = panel.observed & quiet
    index = fit_index(panel.units, exposure, panel.category, learn)
    level = index.past[panel.category] * exposure
    weight = np.where(learn, level, 0.0).sum(axis=1)
    rate = np.where(learn, np.nan_to_num(panel.units), 0.0).sum(axis=1) / np.maximum(weight, 1e-9)
    expected: Floats = np.where(panel.observed & (weight > 0)[:, None], rate[:, None] * level, 0.0)
    return expected


def _grouped(values: Floats, category: Ints, groups: int) -> Floats:
    return np.bincount(category, weights=values, minlength=groups).astype(np.float64)


def _attributed(units: Floats, expected: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Return per row the units and expected units of the touched part of the periods."""
    inside = share > 0
    during = np.maximum(units - (1 - share) * expected, 0.0)
    actual = np.where(inside & (expected > 0), during, 0.0).sum(axis=1)
    return actual, np.where(inside, share * expected, 0.0).sum(axis=1)


def _event_factor(
    panel: Panel, units: Floats, expected: Floats, event: int, prior: float
) -> tuple[Floats, Floats]:
    share = panel.reach[event][:, None] * panel.events[event, : panel.past]
    touched = (share > 0) & (expected > 0)
    # Signed: cut off at zero week by week, one slow SKU's quiet weeks would read as a rush.
    actual = np.where(touched, units - (1 - share) * expected, 0.0).sum(axis=1)
    base = np.where(touched, share * expected, 0.0).sum(axis=1)
    # A day of event inside a week is seen through the noise of the whole week: it is worth share as much.
    worth = np.where(touched, share**2 * expected, 0.0).sum(axis=1)
    shop = _drawn(actual.sum(), base.sum(), worth.sum(), prior)
    by_base = _grouped(base, panel.category, panel.categories)
    factor = _drawn(
        _grouped(actual, panel.category, panel.categories),
        by_base,
        _grouped(worth, panel.category, panel.categories),
        shop,
    )
    return np.clip(factor, LOWEST, HIGHEST), by_base


def _drawn(actual: Floats, base: Floats, worth: Floats, towards: Floats | float) -> Floats:
    """Return actual/base drawn to another factor by how many whole event units it is worth."""
    raw = np.divide(np.maximum(actual, 0.0), base, out=np.ones_like(base, dtype=float), where=base > 0)
    drawn: Floats = (worth * raw + EVENT_SHRINK * towards) / (worth + EVENT_SHRINK)
    return drawn


def _promo_factor(panel: Panel, units: Floats, expected: Floats) -> Floats:
    actual, base = _attributed(units, expected, panel.promo[:, : panel.past])
    shop = (actual.sum() + PROMO_SHRINK) / (base.sum() + PROMO_SHRINK)
    by_actual = _grouped(actual, panel.category, panel.categories)
    by_base = _grouped(base, panel.category, panel.categories)
    category = (by_actual + PROMO_SHRINK * shop) / (by_base + PROMO_SHRINK)
    factor = (actual + PROMO_SHRINK * category[panel.category]) / (base + PROMO_SHRINK)
    clipped: Floats = np.clip(factor, LOWEST, HIGHEST)
    return clipped
