"""Products in their first weeks: what this shop's earlier launches say of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.forecast.filter import Filtered, Prior, filter_states
from shopdesk.domain.forecast.mixture import Knowledge

CURVE_WEEKS = 18
CURVE_SHRINK = 10.0
LAUNCHES_FOR_CURVE, LAUNCHES_FOR_PRIOR = 8, 5
LEAST_WEEKS_FOR_RATE = 5
AFTER_START = 4
DISCOUNT = 0.96
PRIOR_SHAPE = (0.2, 4.0)
OUTSIDE_WEIGHT = 0.1
ALONE_UNTIL, BLENDED_UNTIL = 3, 5


@dataclass(frozen=True, slots=True)
class Launches:
    """Which rows are new, and since when.

    Attributes:
        first: n, first observed column; T where none is.
        is_launch: n, whether the row began after the panel did.
    """

    first: Ints
    is_launch: Flags


@dataclass(frozen=True, slots=True)
class LaunchView:
    """What earlier launches say of the rows in weeks 0 to 4.

    Attributes:
        weight: n, 1 in weeks 0-2, ½ in weeks 3-4, 0 after.
        exposure: n × H planned exposure along the launch curve.
        known: Knowledge by the one discount of launches.
    """

    weight: Floats
    exposure: Floats
    known: Knowledge


def find_launches(units: Floats, observed: Flags) -> Launches:
    """Return each row's first observed column, and whether that was a launch.

    A row seen within the panel's first weeks may have been sold before it began.
    """
    past = units.shape[1]
    first = np.where(observed.any(axis=1), observed.argmax(axis=1), past) if past else np.zeros(len(units))
    began = first.astype(np.int64)
    return Launches(began, began >= AFTER_START)


def launch_view(
    units: Floats, exposure: Floats, ahead: Floats, *, observed: Flags, category: Ints, filtered: Filtered
) -> LaunchView | None:
    """Return the launch view of the rows in their first five weeks, or None without enough launches.

    Args:
        units: n × T pieces.
        exposure: n × T.
        ahead: n × H planned exposure.
        observed: n × T.
        category: n codes.
        filtered: The usual filter, for the dispersion.

    Source: METHODS 7b, cold start.
    """
    launches = find_launches(units, observed)
    past = units.shape[1]
    age = past - launches.first
    young = launches.is_launch & (age < BLENDED_UNTIL)
    if not young.any():
        return None
    curve = launch_curve(units, exposure, launches=launches, observed=observed)
    along = _along(curve, np.arange(past)[None, :] - launches.first[:, None])
    prior = _launch_prior(units, exposure * along, launches=launches, observed=observed, category=category)
    if prior is None:
        return None
    only = np.array([DISCOUNT])
    shape, rate = filter_states(units, exposure * along, observed=observed, prior=prior, discounts=only)
    a, b = shape[:, :, -1], rate[:, :, -1]
    steady = int(np.argmin(np.abs(filtered.discounts - DISCOUNT)))
    known = Knowledge(a / b, a / b**2, filtered.dispersion[steady, :, -1][None, :], np.ones_like(a), only)
    coming = _along(curve, past + np.arange(ahead.shape[1])[None, :] - launches.first[:, None])
    return LaunchView(np.where(young, np.where(age < ALONE_UNTIL, 1.0, 0.5), 0.0), ahead * coming, known)


def launch_curve(units: Floats, exposure: Floats, *, launches: Launches, observed: Flags) -> Floats:
    """Return week k's demand over the item's mean of weeks 0-17, shrunk to 1 with ten pieces.

    Flat unless eight launches have been seen for eighteen weeks.
    """
    past = units.shape[1]
    seen = np.flatnonzero(launches.is_launch & (launches.first + CURVE_WEEKS <= past))
    if len(seen) < LAUNCHES_FOR_CURVE:
        return np.ones(CURVE_WEEKS)
    columns = launches.first[seen][:, None] + np.arange(CURVE_WEEKS)
    use = observed[seen[:, None], columns]
    sold = np.where(use, np.nan_to_num(units[seen[:, None], columns]), 0.0)
    weight = np.where(use, exposure[seen[:, None], columns], 0.0)
    rate = sold.sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9)
    expected = (rate[:, None] * weight).sum(axis=0)
    curve: Floats = (sold.sum(axis=0) + CURVE_SHRINK) / (expected + CURVE_SHRINK)
    return curve


def _along(curve: Floats, week: Ints) -> Floats:
    inside = (week >= 0) & (week < len(curve))
    return np.where(inside, curve[np.clip(week, 0, len(curve) - 1)], 1.0)


def _launch_prior(
    units: Floats, exposure: Floats, *, launches: Launches, observed: Flags, category: Ints
) -> Prior | None:
    """Return each row's gamma prior by weighted moments over the rates of launched items."""
    past = units.shape[1]
    week = np.arange(past)[None, :] - launches.first[:, None]
    early = observed & (week >= 0) & (week < CURVE_WEEKS)
    item = np.flatnonzero(launches.is_launch & (early.sum(axis=1) >= LEAST_WEEKS_FOR_RATE))
    if len(item) < LAUNCHES_FOR_PRIOR:
        return None
    weight = np.where(early[item], exposure[item], 0.0).sum(axis=1)
    rate = np.where(early[item], np.nan_to_num(units[item]), 0.0).sum(axis=1) / np.maximum(weight, 1e-9)
    groups = int(category.max()) + 1
    near = np.where(np.arange(groups)[:, None] == category[item][None, :], 1.0, OUTSIDE_WEIGHT)
    near /= near.sum(axis=1, keepdims=True)
    mean = np.maximum(near @ rate, 1e-3)
    spread = near @ (rate**2 - rate / np.maximum(weight, 1e-9)) - mean**2
    shape = np.clip(mean**2 / np.maximum(spread, 1e-9), *PRIOR_SHAPE)
    return Prior(shape[category], (shape / mean)[category])
