"""How much wider than forecast demand really was, judged by what past plans would have left unserved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints, Places
from shopdesk.domain.forecast.distribution import expected_shortage, quantile, smallest_reaching
from shopdesk.domain.forecast.recalibration import BANDS, Bands, PastSums

JUDGED_PERIODS = 3
"""Lead time and review of an ordinary order. One for all, so that a longer lead time cannot lower s."""
JUDGED_SHORTAGE = 0.05
FACTORS = np.array([0.6, 1.0, 1.6, 2.5, 4.0])
MOST_JUDGED = 1_200
LEAST_JUDGED = 60
SHRINK_PER_PERIOD = 100.0
_FAINT = 0.01


@dataclass(frozen=True)  # without slots: its factors are worked out once, and only if a plan asks for them
class Shortfall:
    """Past sums of demand beside what was forecast for them.

    Attributes:
        past: A sample of them.
        band: The volume band of each.
        counted: How many there were to draw from, by band.
    """

    past: PastSums
    band: Ints
    counted: Floats

    @cached_property
    def factors(self) -> Floats:
        """What to multiply the variance by so that past plans keep their promise, by band.

        Every candidate is tried on every past sum: the position that leaves just the allowed shortage is
        confronted with what was really asked for. A band leans on the shop and the shop on the model.
        """
        if len(self.past.sold) < LEAST_JUDGED:
            return np.ones(BANDS)
        missed = np.stack([_missed(self.past, factor) for factor in FACTORS])
        shop = self._leaning(missed, float(self.counted.sum()), 0.0)
        bands = [
            self._leaning(missed[:, self.band == band], float(self.counted[band]), shop)
            for band in range(BANDS)
        ]
        factors: Floats = np.exp(np.array(bands))
        return factors

    def _leaning(self, missed: Floats, counted: float, start: float) -> float:
        """Return the logarithm of the factor at which the shortage is as allowed, drawn to ``start``."""
        if missed.shape[1] < LEAST_JUDGED:
            return start
        ratio = np.log(missed.mean(axis=1) + _FAINT)
        found = float(np.interp(0.0, -ratio, np.log(FACTORS)))
        return start + counted / (counted + SHRINK_PER_PERIOD * JUDGED_PERIODS) * (found - start)


@dataclass(frozen=True, slots=True)
class Widening:
    """The variance factor of each row of a forecast, by its volume band."""

    shortfall: Shortfall
    band: Ints

    @property
    def factor(self) -> Floats:
        """What a row's variance is multiplied by for planning, n."""
        factors: Floats = self.shortfall.factors[self.band]
        return factors

    def rows(self, chosen: Ints) -> Widening:
        """Return the widening of the ``chosen`` rows."""
        return Widening(self.shortfall, self.band[chosen])


def widening(past: PastSums, bands: Bands) -> Widening:
    """Return the widening that past sums of ``JUDGED_PERIODS`` periods ask for.

    Args:
        past: Sums and what was forecast for them, with the dispersion known today.
        bands: Volume bands; each past sum stands in its SKU's band of today, to which the factor is applied.
            (Judged by the bands and the dispersion of their own day, plans for 95 % filled 97.6 % of the open
            weekly data, with 8 % more stock than smoothing.)
    """
    of = bands.today[past.rows]
    counted = np.bincount(of, minlength=BANDS) * past.counted / max(len(of), 1)
    return Widening(Shortfall(past, of, counted), bands.today)


def _missed(past: PastSums, factor: float) -> Floats:
    """Return what each past plan missed over what it was allowed to miss.

    The position is read between whole pieces, so that rounding does not pass for a cushion.
    """
    mean = np.maximum(past.mean, 1e-3)
    variance = factor * np.maximum(past.variance, mean)
    week = mean / past.periods
    allowed = JUDGED_SHORTAGE * np.maximum(3 * week, 0.5 + week)

    def enough(at: Places, guess: Floats) -> Flags:
        within: Flags = expected_shortage(guess, mean[at], variance[at]) <= allowed[at]
        return within

    upper = smallest_reaching(enough, quantile(0.9, mean, variance))
    above, below = (expected_shortage(upper - less, mean, variance) for less in (0.0, 1.0))
    part = (below - allowed) / np.maximum(below - above, 1e-12)
    short = [np.maximum(past.sold - upper + less, 0.0) for less in (0.0, 1.0)]
    found: Floats = (part * short[0] + (1 - part) * short[1]) / allowed
    return found
