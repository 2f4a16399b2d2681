"""The shop's or a category's sales as one line: a level that moves, events on top, and a band ahead."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from shopdesk.domain.arrays import Flags, Floats
from shopdesk.domain.special import ndtri

LEAST_PERIODS = 12
LOOK_BACK = 13
LEAST_CHANGE = 0.05
SURE = 1.645


class Direction(StrEnum):
    """What the level has done over the last thirteen weeks."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    TOO_SHORT = "too_short"


@dataclass(frozen=True, slots=True)
class Trend:
    """A series seen as a moving level with events on top.

    Attributes:
        level: T pieces, the level without events, smoothed over what came before and after.
        mean: H pieces expected ahead, planned events included.
        low: H, lower end of the band.
        high: H, upper end.
        band: Chance that a week falls within the band, 0..1.
        direction: Over the last thirteen weeks, or fewer where there are fewer.
        change: Level now over the level then, minus 1; 0 where too short.
        weeks: Weeks between now and then.
    """

    level: Floats
    mean: Floats
    low: Floats
    high: Floats
    band: float
    direction: Direction
    change: float
    weeks: int


@dataclass(frozen=True, slots=True)
class _Fitted:
    level: Floats
    deviation: Floats
    mean: Floats
    error: Floats


def trend(units: Floats, ahead: int, *, events: Floats | None = None, band: float = 0.8) -> Trend:
    """Return the trend of weekly sales and what lies ahead.

    A local level with event regressors on log(1 + pieces), by statsmodels' UnobservedComponents: events
    multiply, missing weeks are bridged, the band widens with time.

    Args:
        units: T pieces a week; NaN = closed or unknown.
        ahead: H weeks.
        events: k × (T + H) share of each week covered; an event never seen in the past is left out.
        band: Chance to be within the band, 0..1.

    Raises:
        ValueError: If nothing at all was observed.
    """
    seen = np.isfinite(units)
    if not seen.any():
        raise ValueError("a trend needs at least one week")
    if int(seen.sum()) < LEAST_PERIODS or np.nanmax(units) == np.nanmin(units):
        return _plain(units, ahead, band)
    fitted = _fit(np.log1p(units), _known_events(events, seen, ahead), ahead)
    z = float(ndtri((1 + band) / 2))
    weeks = min(LOOK_BACK, len(units) - 1)
    direction, change = _direction(fitted, weeks)
    return Trend(
        level=np.expm1(fitted.level),
        mean=np.maximum(np.expm1(fitted.mean), 0.0),
        low=np.maximum(np.expm1(fitted.mean - z * fitted.error), 0.0),
        high=np.expm1(fitted.mean + z * fitted.error),
        band=band,
        direction=direction,
        change=change,
        weeks=weeks,
    )


def _plain(units: Floats, ahead: int, band: float) -> Trend:
    """Return the mean with a band of normal width: too few weeks, or nothing but the same figure."""
    middle, deviation = float(np.nanmean(units)), float(np.nanstd(units))
    width = float(ndtri((1 + band) / 2)) * deviation
    flat = np.full(ahead, middle)
    enough = int(np.isfinite(units).sum()) >= LEAST_PERIODS
    return Trend(
        level=np.full(len(units), middle),
        mean=flat,
        low=np.maximum(flat - width, 0.0),
        high=flat + width,
        band=band,
        direction=Direction.STEADY if enough else Direction.TOO_SHORT,
        change=0.0,
        weeks=len(units) - 1,
    )


def _known_events(events: Floats | None, seen: Flags, ahead: int) -> Floats:
    """Return (T + H) × k shares of the events that the past has seen, without two that always coincide."""
    width = len(seen) + ahead
    if events is None or not len(events):
        return np.zeros((width, 0))
    kept: list[Floats] = []
    for row in events:
        before = [*kept, row]
        past = np.stack([one[: len(seen)][seen] for one in before])
        if np.linalg.matrix_rank(past - past.mean(axis=1, keepdims=True)) == len(before):
            kept.append(row)
    return np.stack(kept, axis=1) if kept else np.zeros((width, 0))


def _fit(log: Floats, events: Floats, ahead: int) -> _Fitted:
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    past = len(log)
    exog = events[:past] if events.shape[1] else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a flat likelihood is an answer here, not a fault
        model = UnobservedComponents(log, level="local level", exog=exog)
        found = model.fit(disp=0, maxiter=200)
        coming = found.get_forecast(ahead, exog=events[past:] if exog is not None else None)
        return _Fitted(
            level=np.asarray(found.level["smoothed"]),
            deviation=np.sqrt(np.maximum(np.asarray(found.level["smoothed_cov"]), 0.0)),
            mean=np.asarray(coming.predicted_mean),
            error=np.asarray(coming.se_mean),
        )


def _direction(fitted: _Fitted, weeks: int) -> tuple[Direction, float]:
    """Say a direction only where the levels differ by 5 % and by more than their own uncertainty."""
    step = float(fitted.level[-1] - fitted.level[-1 - weeks])
    unsure = float(np.hypot(fitted.deviation[-1], fitted.deviation[-1 - weeks]))
    change = float(np.exp(step)) - 1
    if abs(change) < LEAST_CHANGE or abs(step) < SURE * unsure:
        return Direction.STEADY, change
    return (Direction.RISING if step > 0 else Direction.FALLING), change
