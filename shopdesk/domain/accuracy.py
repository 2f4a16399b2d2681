"""How good a forecast was: errors in pieces and of quantiles, none of them in percent of single figures.

MAPE is left out on purpose: it is infinite where nothing was sold and rewards forecasting too little.
"""

from __future__ import annotations

import numpy as np

from shopdesk.domain.arrays import Floats


def wape(actual: Floats, forecast: Floats) -> float:
    """Return Σ|actual − forecast| / Σ actual; NaN where nothing was sold."""
    return _share(float(np.abs(actual - forecast).sum()), float(actual.sum()))


def bias(actual: Floats, forecast: Floats) -> float:
    """Return Σ(forecast − actual) / Σ actual: positive = too much; NaN where nothing was sold."""
    return _share(float((forecast - actual).sum()), float(actual.sum()))


def mase(history: Floats, actual: Floats, forecast: Floats) -> float:
    """Return the mean absolute error over that of repeating the last period, measured on the history.

    Args:
        history: T periods before the forecast; NaN = not observed.
        actual: h periods.
        forecast: h periods.

    Source: Hyndman & Koehler (2006).
    """
    return _share(float(np.abs(actual - forecast).mean()), _mean(np.abs(np.diff(history))))


def rmsse(history: Floats, actual: Floats, forecast: Floats) -> float:
    """Return the root of the mean squared error over that of repeating the last period.

    The history counts from its first sale, as in the M5 competition.
    """
    sold = np.flatnonzero(np.nan_to_num(history) > 0)
    begun = history[sold[0] :] if len(sold) else history
    return float(np.sqrt(_share(float(((actual - forecast) ** 2).mean()), _mean(np.diff(begun) ** 2))))


def pinball(actual: Floats, quantile: Floats, level: float) -> float:
    """Return the mean pinball loss of a quantile: level per piece missed, 1 − level per piece too many."""
    missed = actual - quantile
    return float(np.maximum(level * missed, (level - 1) * missed).mean())


def scaled_pinball(history: Floats, actual: Floats, quantile: Floats, level: float) -> float:
    """Return the pinball loss over the mean absolute step of the history, at least 0.1 piece."""
    step = _mean(np.abs(np.diff(history)))
    return pinball(actual, quantile, level) / max(step if np.isfinite(step) else 0.0, 0.1)


def coverage(actual: Floats, quantile: Floats) -> float:
    """Return the share of figures at or below the quantile forecast for them."""
    return float((actual <= quantile).mean())


def _mean(values: Floats) -> float:
    seen = values[np.isfinite(values)]
    return float(seen.mean()) if len(seen) else float("nan")


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")
