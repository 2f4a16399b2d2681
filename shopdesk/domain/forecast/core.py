"""The forecaster: pooled index, discounted Gamma-Poisson filter, recalibrated quantiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.forecast.distribution import quantile
from shopdesk.domain.forecast.factors import Factors, fit_factors
from shopdesk.domain.forecast.filter import category_prior, run_filter
from shopdesk.domain.forecast.index import Index, fit_index
from shopdesk.domain.forecast.mixture import Knowledge, knowledge_at
from shopdesk.domain.forecast.panel import Flags, Floats, Ints, Panel
from shopdesk.domain.forecast.recalibration import Recalibration, recalibrate, volume_bands
from shopdesk.domain.forecast.tail import FROM_LEVEL, SHARE, SecondOpinion, second_opinion

SEED = 20_240_101


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of every SKU of a panel, over any number of periods ahead.

    Attributes:
        exposure: n × H planned exposure: index held, events, promotions, season.
        known: Today's knowledge of each rate.
        opinion: SBA's view, for the tail.
        recalibrations: By number of periods, ascending.
        factors: Promotion and event multipliers.
        index: The pooled index.
        observed_periods: n, periods with something to learn from.
    """

    exposure: Floats
    known: Knowledge
    opinion: SecondOpinion
    recalibrations: tuple[Recalibration, ...]
    factors: Factors
    index: Index
    observed_periods: Ints

    def total(self, periods: Floats | float) -> Floats:
        """Return n exposures summed over the next ``periods``, the last one in part if not whole."""
        return summed(self.exposure, periods)

    def moments(self, periods: Floats | float) -> tuple[Floats, Floats]:
        """Return mean and variance of demand over the next ``periods``, n each."""
        return self.known.moments(self.total(periods), periods)

    def quantiles(self, levels: list[float], periods: Floats | float) -> Floats:
        """Return n × len(levels) recalibrated quantiles of demand over the next ``periods``.

        Higher levels never give fewer pieces.
        """
        mean, variance = self.moments(periods)
        total = self.total(periods)
        nearest = self._recalibration(float(np.median(periods)))
        order = np.argsort(levels)
        pieces = np.zeros((len(mean), len(levels)))
        for j in order:
            wanted = levels[j]
            own = quantile(nearest.level(wanted) if nearest else wanted, mean, variance)
            if wanted >= FROM_LEVEL:
                own = (1 - SHARE) * own + SHARE * self.opinion.quantile(wanted, total, periods)
            pieces[:, j] = own
        pieces[:, order] = np.maximum.accumulate(pieces[:, order], axis=1)
        return pieces

    def _recalibration(self, periods: float) -> Recalibration | None:
        return min(
            self.recalibrations, key=lambda made: abs(np.log(made.periods / max(periods, 0.5))), default=None
        )


def summed(exposure: Floats, periods: Floats | float) -> Floats:
    """Return row sums of the first ``periods`` columns, the last in part; beyond the end the mean goes on."""
    n, ahead = exposure.shape
    wanted = np.broadcast_to(np.asarray(periods, dtype=float), (n,))
    total = np.cumsum(np.pad(exposure, ((0, 0), (1, 0))), axis=1)
    whole = np.minimum(np.floor(wanted), ahead).astype(np.int64)
    rows = np.arange(n)
    following = exposure[rows, np.minimum(whole, ahead - 1)]
    inside = np.minimum(wanted, ahead) - whole
    beyond = np.maximum(wanted - ahead, 0.0) * total[:, -1] / ahead
    sums: Floats = total[rows, whole] + inside * following + beyond
    return sums


def fit(panel: Panel, horizons: tuple[int, ...] = (1, 2, 4, 8), *, seed: int = SEED) -> Forecast:
    """Learn the shop and return what is expected of it.

    Args:
        panel: The past and the plan; at least one period ahead.
        horizons: Numbers of periods for which quantiles are recalibrated.
        seed: For the random half of the recalibration.

    Source: METHODS 7.
    """
    n, past = panel.units.shape
    season = np.ones(panel.promo.shape)
    factors = fit_factors(panel, season)
    planned = season * factors.multiplier
    observed: Flags = panel.observed
    open_exposure = planned[:, :past] * panel.available
    index = fit_index(panel.units, open_exposure, panel.category, observed)
    held = index.past[panel.category]
    exposure = open_exposure * held
    prior = category_prior(panel.units, exposure, panel.category, observed)
    filtered = run_filter(
        panel.units, exposure, observed=observed, prior=prior, category=panel.category
    )
    known = knowledge_at(filtered, np.arange(n), np.full(n, past))
    band = volume_bands((known.weight * known.level).sum(axis=0))
    made = tuple(
        recalibrate(
            panel.units, open_exposure, held=held, observed=observed, filtered=filtered,
            band=band, periods=periods, seed=seed,
        )
        for periods in sorted(set(horizons))
    )
    ahead = planned[:, past:] * (held[:, -1:] if past else 1.0)
    opinion = second_opinion(panel.units, exposure, observed)
    return Forecast(ahead, known, opinion, made, factors, index, observed.sum(axis=1))
