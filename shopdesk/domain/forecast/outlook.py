"""A forecast seen from the rows that are ordered: the style itself, or its sizes by their shares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.forecast.core import Forecast
from shopdesk.domain.forecast.distribution import Moments, quantile, thinned
from shopdesk.domain.forecast.tail import share_at

THIN_PERIODS = 10


class Grade(StrEnum):
    """How far a series may be trusted."""

    EXACT = "exact"
    INFERRED = "inferred"
    THIN = "thin"


def grades(observed_periods: Ints, exact: Flags) -> tuple[Grade, ...]:
    """Return each series' grade: thin under ten observed periods, else by its availability.

    Args:
        observed_periods: n.
        exact: n, whether availability came from snapshots or a complete ledger.
    """
    return tuple(
        Grade.THIN if periods < THIN_PERIODS else Grade.EXACT if sure else Grade.INFERRED
        for periods, sure in zip(observed_periods, exact, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Outlook:
    """Demand ahead of m rows, each a share of a forecast series.

    Attributes:
        forecast: One row per outlook row.
        share: m, the part of the series' demand that is this row's, 0..1.
        share_variance: m, how unsure that share is.
    """

    forecast: Forecast
    share: Floats
    share_variance: Floats

    @property
    def weekly_mean(self) -> Floats:
        """Mean pieces, m × H planned periods."""
        return self.forecast.period_means() * self.share[:, None]

    @property
    def observed_periods(self) -> Ints:
        """Periods of history behind each row, m."""
        return self.forecast.observed_periods

    def moments(self, periods: Floats | float, start: float = 0.0) -> Moments:
        """Return mean and planning variance of demand from ``start`` over ``periods``, m each.

        The variance is widened by as much as past plans of this shop would have missed their promise.
        """
        mean, variance = self.forecast.moments(periods, start)
        return thinned(mean, variance * self.forecast.widening.factor, self.share, self.share_variance)

    def quantiles(
        self, levels: list[float], periods: Floats | float, *, extra: Floats | float = 0.0, start: float = 0.0
    ) -> Floats:
        """Return m × len(levels) recalibrated quantiles of demand over ``periods``; more level, no fewer.

        In whole pieces: two views that agree on 3 and 4 mean 3 or 4, never 3.3.

        Args:
            levels: Between 0 and 1, in any order.
            periods: m, or one for all.
            extra: Variance added by the lead time's own spread.
            start: Part of the first period already gone.
        """
        order = np.argsort(levels)
        pieces = np.zeros((len(self.share), len(levels)))
        for j in order:
            pieces[:, j] = self._quantile(levels[j], periods, extra, start)
        pieces[:, order] = np.maximum.accumulate(pieces[:, order], axis=1)
        return pieces

    def _quantile(
        self, wanted: float, periods: Floats | float, extra: Floats | float, start: float
    ) -> Floats:
        nearest = self.forecast.recalibration(float(np.median(periods)) if np.size(periods) else 1.0)
        own = np.zeros(len(self.share))
        for part in self.forecast.parts:
            moved = nearest.level(wanted) if nearest and part.recalibrated else wanted
            mean, variance = self._part(part.moments(periods, start))
            own += part.weight * quantile(moved, mean, variance + extra)
        share = share_at(wanted)
        if not share:
            return np.rint(own)
        total = self.forecast.parts[0].total(periods, start)
        mean, variance = self._part(self.forecast.opinion.moments(total, periods))
        second = np.where(self.forecast.is_thin, 0.0, share)
        return np.rint((1 - second) * own + second * quantile(wanted, mean, variance + extra))

    def _part(self, moments: Moments) -> Moments:
        return thinned(*moments, self.share, self.share_variance)


def whole(forecast: Forecast) -> Outlook:
    """Return the outlook of the series themselves."""
    n = len(forecast.observed_periods)
    return Outlook(forecast, np.ones(n), np.zeros(n))


def split(forecast: Forecast, parent: Ints, share: Floats, share_variance: Floats | None = None) -> Outlook:
    """Return the outlook of variants: ``share`` of the demand of the series ``parent``.

    A negative binomial thinned by a share is one again: mean m·p, variance m·p + p²·(v − m).

    Args:
        forecast: One row per style.
        parent: m, the style's row of each variant.
        share: m, 0..1.
        share_variance: m; of a share shrunk with n pieces and weight κ it is p(1 − p)/(n + κ + 1).
    """
    unsure = np.zeros(len(share)) if share_variance is None else share_variance
    return Outlook(forecast.rows(parent), np.asarray(share, dtype=float), unsure)
