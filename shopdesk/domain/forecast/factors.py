"""What promotions and events multiply demand by, shrunk from SKU to category to shop."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.forecast.index import fit_index
from shopdesk.domain.forecast.panel import Floats, Ints, Panel

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


def fit_factors(panel: Panel, season: Floats, prior: Floats | None = None) -> Factors:
    """Learn the multipliers of promotions and events and lay them out over past and plan.

    A past event period always carries its factor, so that it stays out of the baseline; ahead the factor
    stands only where the category has seen enough event units to know it.

    Args:
        panel: The shop.
        season: n × (T + H) yearly profile, 1 without one.
        prior: k event factors that the owner expects; the shop's own figure is shrunk to them.

    Source: METHODS 7.1.
    """
    multiplier = np.ones(panel.promo.shape)
    n, past = panel.units.shape
    k, groups = len(panel.events), panel.categories
    promo, event, event_units = np.ones(n), np.ones((k, groups)), np.zeros((k, groups))
    touched = panel.promo > 0
    quiet_events = panel.events.max(axis=0, initial=0.0)[None, :]
    if not touched[:, :past].any() and not quiet_events[:, :past].any():
        known = _apply_priors(panel, prior, multiplier)
        return Factors(promo, event if prior is None else known, event_units, multiplier)
    baseline = _baseline(panel, season)
    seen = panel.observed
    units = np.where(seen, np.nan_to_num(panel.units), 0.0)
    expected = np.where(seen, baseline, 0.0)
    for j in range(k):
        share = panel.events[j, :past][None, :] * np.ones((n, 1))
        event[j], event_units[j] = _event_factor(
            panel, units, expected * (1 - panel.promo[:, :past]), share, 1.0 if prior is None else prior[j]
        )
        ahead = np.where(event_units[j] >= ENOUGH_EVENT_UNITS, event[j], 1.0 if prior is None else prior[j])
        multiplier[:, :past] *= 1 + panel.events[j, :past] * (event[j][panel.category] - 1)[:, None]
        multiplier[:, past:] *= 1 + panel.events[j, past:] * (ahead[panel.category] - 1)[:, None]
    promo = _promo_factor(panel, units, expected * multiplier[:, :past])
    multiplier *= 1 + panel.promo * (promo - 1)[:, None]
    return Factors(promo, event, event_units, multiplier)


def _apply_priors(panel: Panel, prior: Floats | None, multiplier: Floats) -> Floats:
    """Apply the owner's estimates for events that the shop has not lived through yet."""
    known = np.ones((len(panel.events), panel.categories))
    if prior is not None:
        known *= prior[:, None]
        for j, uplift in enumerate(prior):
            multiplier *= 1 + panel.events[j][None, :] * (uplift - 1)
    return known


def _baseline(panel: Panel, season: Floats) -> Floats:
    """Return the n × T units expected without promotions and events."""
    past = panel.past
    quiet = (panel.promo[:, :past] <= 0) & (panel.events[:, :past].max(axis=0, initial=0.0) <= 0)[None, :]
    exposure = season[:, :past] * panel.available
    seen = panel.observed & quiet
    index = fit_index(np.where(seen, panel.units, np.nan), exposure, panel.category, seen)
    level = index.past[panel.category] * exposure
    units = np.where(seen, np.nan_to_num(panel.units), 0.0).sum(axis=1)
    weight = np.where(seen, level, 0.0).sum(axis=1)
    rate = units / np.maximum(weight, 1e-9)
    expected: Floats = np.where(weight[:, None] > 0, rate[:, None] * level, 0.0)
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
    panel: Panel, units: Floats, expected: Floats, share: Floats, prior: float
) -> tuple[Floats, Floats]:
    actual, base = _attributed(units, expected, np.where(expected > 0, share, 0.0))
    shop = (actual.sum() + EVENT_SHRINK * prior) / (base.sum() + EVENT_SHRINK)
    by_actual = _grouped(actual, panel.category, panel.categories)
    by_base = _grouped(base, panel.category, panel.categories)
    factor = np.clip((by_actual + EVENT_SHRINK * shop) / (by_base + EVENT_SHRINK), LOWEST, HIGHEST)
    return factor, by_base


def _promo_factor(panel: Panel, units: Floats, expected: Floats) -> Floats:
    actual, base = _attributed(units, expected, panel.promo[:, : panel.past])
    shop = (actual.sum() + PROMO_SHRINK) / (base.sum() + PROMO_SHRINK)
    by_actual = _grouped(actual, panel.category, panel.categories)
    by_base = _grouped(base, panel.category, panel.categories)
    category = (by_actual + PROMO_SHRINK * shop) / (by_base + PROMO_SHRINK)
    factor = (actual + PROMO_SHRINK * category[panel.category]) / (base + PROMO_SHRINK)
    clipped: Floats = np.clip(factor, LOWEST, HIGHEST)
    return clipped
