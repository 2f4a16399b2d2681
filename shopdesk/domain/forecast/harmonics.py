"""Poisson regressions on trend and yearly harmonics, many rows at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Flags, Floats

HARMONICS = 4
TREND_SD = 0.7
INTERCEPT_SD = 10.0
ITERATIONS = 8
CLOSE_ENOUGH = 1e-3
LARGEST_LOG = 30.0


@dataclass(frozen=True, slots=True)
class Design:
    """Columns of the regression by period: 1, years since the middle, then cosine and sine per harmonic.

    Attributes:
        columns: T × 10.
    """

    columns: Floats

    @property
    def seasonal(self) -> Floats:
        """The harmonics only, T × 8."""
        return self.columns[:, 2:]

    def until(self, period: int) -> Design:
        """Return the first rows, for fitting."""
        return Design(self.columns[:period])


def design(year_position: Floats, per_year: float) -> Design:
    """Return the design of consecutive periods at these positions in the year, 0..1."""
    count = len(year_position)
    years = (np.arange(count) - count / 2) / per_year
    waves = [
        wave(2 * np.pi * harmonic * year_position)
        for harmonic in range(1, HARMONICS + 1)
        for wave in (np.cos, np.sin)
    ]
    return Design(np.stack([np.ones(count), years, *waves], axis=1))


def precision(seasonal_sd: float) -> Floats:
    """Return the ridge's precisions: intercept free, trend 0.7 a year, harmonic h by sd/sqrt(h)."""
    harmonic = np.repeat(np.arange(1, HARMONICS + 1), 2)
    return np.concatenate([[INTERCEPT_SD**-2, TREND_SD**-2], harmonic / seasonal_sd**2])


def fit_rows(units: Floats, offset: Floats, *, observed: Flags, design: Design, seasonal_sd: float) -> Floats:
    """Return m × 10 coefficients of ridge Poisson regressions, one per row, by Newton's method.

    The likelihood is divided by the row's Pearson dispersion (at least 1), so a noisy row stays nearer to
    no season.

    Args:
        units: m × T.
        offset: m × T log of what is expected without this row's own trend and season.
        observed: m × T cells that count.
        design: Of T periods.
        seasonal_sd: Prior deviation of the first harmonic's coefficients.

    Source: METHODS 7b; McCullagh & Nelder (1989) for the dispersion.
    """
    x, ridge = design.columns, precision(seasonal_sd)
    sold = np.where(observed, np.nan_to_num(units), 0.0)
    base = np.where(observed, np.exp(np.clip(offset, -LARGEST_LOG, LARGEST_LOG)), 0.0)
    start = np.zeros((len(units), x.shape[1]))
    start[:, 0] = np.log((sold.sum(axis=1) + 0.5) / (base.sum(axis=1) + 0.5))
    rough = _newton(start, sold, base, x=x, penalty=np.tile(ridge, (len(units), 1)), iterations=2)
    expected = base * np.exp(np.clip(rough @ x.T, -LARGEST_LOG, LARGEST_LOG))
    freedom = np.maximum(observed.sum(axis=1) - 2.0, 1.0)
    dispersion = ((sold - expected) ** 2 / np.maximum(expected, 0.05) * observed).sum(axis=1) / freedom
    penalty = np.maximum(dispersion, 1.0)[:, None] * ridge
    return _newton(rough, sold, base, x=x, penalty=penalty, iterations=ITERATIONS)


def _newton(
    beta: Floats, sold: Floats, base: Floats, *, x: Floats, penalty: Floats, iterations: int
) -> Floats:
    width = x.shape[1]
    squares = (x[:, :, None] * x[:, None, :]).reshape(len(x), -1)
    middle = beta * (np.arange(width) == 0)
    for _ in range(iterations):
        mean = base * np.exp(np.clip(beta @ x.T, -LARGEST_LOG, LARGEST_LOG))
        slope = (sold - mean) @ x - penalty * (beta - middle)
        curve = (mean @ squares).reshape(-1, width, width)
        curve[:, np.arange(width), np.arange(width)] += penalty
        step = np.clip(np.linalg.solve(curve, slope[:, :, None])[:, :, 0], -2.0, 2.0)
        beta = beta + step
        if float(np.abs(step).max(initial=0.0)) < CLOSE_ENOUGH:
            break
    return beta
