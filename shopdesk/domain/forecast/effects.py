"""What promotions and events did to sales, with an interval: one pooled regression for the screen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats
from shopdesk.domain.forecast.factors import ENOUGH_EVENT_UNITS, EVENT_SHRINK, HIGHEST, LOWEST, usual_units
from shopdesk.domain.forecast.panel import Panel

Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class EventEffect:
    """What one event multiplies the shop's sales by.

    Attributes:
        factor: At full coverage of a period; the owner's estimate is in it as ``EVENT_SHRINK`` pieces.
        low: Lower end of the 95 % interval.
        high: Upper end.
        expected_units: Pieces usual in the past periods it covered.
        is_known: Whether the shop has seen enough of it to say so without an estimate.
    """

    factor: float
    low: float
    high: float
    expected_units: float
    is_known: bool


def event_effects(panel: Panel, season: Floats, prior: Floats | None = None) -> tuple[EventEffect, ...]:
    """Return each event's effect by a quasi-Poisson regression over category × period cells.

    Events that share a period are told apart there; units ~ exp(log usual + Σ share × effect), the usual
    units as offset and the dispersion by Pearson's statistic. The forecast itself shrinks the same cells by
    category (``fit_factors``); without overlaps both agree.

    Args:
        panel: The shop, with its events.
        season: n × (T + H) yearly profile, 1 without one.
        prior: k factors that the owner expects, 1 where there is no estimate.

    Source: METHODS 7.1.
    """
    k, past = len(panel.events), panel.past
    owner = np.ones(k) if prior is None else np.clip(prior, LOWEST, HIGHEST)
    if not k:
        return ()
    plain = panel.promo[:, :past] <= 0
    sold = _by_category(panel, np.where(panel.observed & plain, np.nan_to_num(panel.units), 0.0))
    base = _by_category(panel, np.where(plain, usual_units(panel, season), 0.0))
    touched = panel.events[:, :past].max(axis=0) > 0
    group, column = np.nonzero((base > 0) & touched[None, :])
    design = np.vstack([panel.events[:, column].T, np.eye(k)])
    actual = np.concatenate([sold[group, column], owner * EVENT_SHRINK])
    offset = np.log(np.concatenate([base[group, column], np.full(k, EVENT_SHRINK)]))
    estimate, error = _regress(actual, design, offset)
    weight = (panel.events[:, column] * base[group, column]).sum(axis=1)
    return tuple(
        EventEffect(
            factor=float(np.exp(estimate[j])),
            low=float(np.exp(estimate[j] - Z95 * error[j])),
            high=float(np.exp(estimate[j] + Z95 * error[j])),
            expected_units=float(weight[j]),
            is_known=bool(weight[j] >= ENOUGH_EVENT_UNITS),
        )
        for j in range(k)
    )


def _by_category(panel: Panel, values: Floats) -> Floats:
    summed = np.zeros((panel.categories, panel.past))
    np.add.at(summed, panel.category, values)
    return summed


def _regress(actual: Floats, design: Floats, offset: Floats) -> tuple[Floats, Floats]:
    if len(actual) == design.shape[1]:  # only the owner's estimates: nothing to fit yet
        return np.log(actual) - offset, 1 / np.sqrt(actual)
    import statsmodels.api as sm

    model = sm.GLM(actual, design, family=sm.families.Poisson(), offset=offset)
    fitted = model.fit()
    freedom = max(len(actual) - design.shape[1], 1)
    dispersion = max(float(fitted.pearson_chi2) / freedom, 1.0)
    return np.asarray(fitted.params), np.asarray(fitted.bse) * np.sqrt(dispersion)
