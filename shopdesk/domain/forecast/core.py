"""The forecaster: pooled index, discounted Gamma-Poisson filter, recalibrated quantiles."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.forecast.damping import learned_exponent
from shopdesk.domain.forecast.distribution import Moments
from shopdesk.domain.forecast.factors import Factors, fit_factors
from shopdesk.domain.forecast.filter import MATURE_PERIODS, category_prior, run_filter
from shopdesk.domain.forecast.index import Index, fit_index
from shopdesk.domain.forecast.launch import LaunchView, launch_view
from shopdesk.domain.forecast.mixture import Knowledge, knowledge_at
from shopdesk.domain.forecast.panel import Panel
from shopdesk.domain.forecast.recalibration import (
    Past,
    Recalibration,
    past_sums,
    recalibrate,
    volume_bands,
)
from shopdesk.domain.forecast.tail import SecondOpinion, second_opinion
from shopdesk.domain.forecast.widening import JUDGED_PERIODS, MOST_JUDGED, Widening, widening

SEED = 20_240_101


@dataclass(frozen=True, slots=True)
class Part:
    """One view of demand ahead and how much it counts, row by row.

    Attributes:
        weight: n, 0..1; the weights of a forecast's parts sum to 1.
        exposure: n × H planned exposure: index held, events, promotions, season.
        known: Today's knowledge of each rate.
        recalibrated: Whether past forecasts of this kind were checked, so that quantiles can be moved.
    """

    weight: Floats
    exposure: Floats
    known: Knowledge
    recalibrated: bool

    def total(self, periods: Floats | float, start: float = 0.0) -> Floats:
        """Return n exposures summed from ``start`` over ``periods``, parts of a period in proportion."""
        until = summed(self.exposure, np.asarray(periods, dtype=float) + start)
        return until - summed(self.exposure, start) if start else until

    def moments(self, periods: Floats | float, start: float = 0.0) -> Moments:
        """Return mean and variance of demand from ``start`` over ``periods``, n each."""
        return self.known.moments(self.total(periods, start), periods)

    def rows(self, chosen: Ints) -> Part:
        """Return the part of the ``chosen`` rows."""
        return Part(self.weight[chosen], self.exposure[chosen], self.known.rows(chosen), self.recalibrated)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of every SKU of a panel, over any number of periods ahead.

    Attributes:
        parts: The usual view, and that of earlier launches where some rows are new.
        opinion: SBA's view, for the tail.
        recalibrations: By number of periods, ascending.
        widening: How much wider than forecast demand was; planning widens by as much.
        factors: Promotion and event multipliers, by category and by row of the panel.
        index: The pooled index, by category.
        observed_periods: n, periods with something to learn from.
    """

    parts: tuple[Part, ...]
    opinion: SecondOpinion
    recalibrations: tuple[Recalibration, ...]
    widening: Widening
    factors: Factors
    index: Index
    observed_periods: Ints

    def moments(self, periods: Floats | float, start: float = 0.0) -> Moments:
        """Return mean and variance of demand from ``start`` over ``periods``, n each.

        Parts are averaged in their means and in their variance-to-mean ratios: both keep growing with the
        periods, which an average of variances would not.
        """
        mean, ratio = np.zeros(len(self.observed_periods)), np.zeros(len(self.observed_periods))
        for part in self.parts:
            one, variance = part.moments(periods, start)
            mean += part.weight * one
            ratio += part.weight * variance / np.maximum(one, 1e-12)
        return mean, mean * ratio

    def period_means(self) -> Floats:
        """Return n × H mean pieces by planned period."""
        means: Floats = np.sum(
            [part.exposure * (part.weight * part.known.rate)[:, None] for part in self.parts], axis=0
        )
        return means

    def recalibration(self, periods: float) -> Recalibration | None:
        """Return the recalibration made for the nearest number of periods, by ratio."""
        return min(
            self.recalibrations,
            key=lambda made: abs(np.log(made.periods / max(periods, 0.5))),
            default=None,
        )

    @property
    def is_thin(self) -> Flags:
        """Rows with too little history for a second opinion, n."""
        few: Flags = self.observed_periods < MATURE_PERIODS
        return few

    def rows(self, chosen: Ints) -> Forecast:
        """Return the forecast of the ``chosen`` rows, repeated as often as they are named."""
        return Forecast(
            parts=tuple(part.rows(chosen) for part in self.parts),
            opinion=self.opinion.rows(chosen),
            recalibrations=tuple(made.rows(chosen) for made in self.recalibrations),
            widening=self.widening.rows(chosen),
            factors=self.factors,
            index=self.index,
            observed_periods=self.observed_periods[chosen],
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


def fit(
    panel: Panel,
    horizons: tuple[int, ...] = (1, 2, 4, 8),
    *,
    season: Floats | None = None,
    event_prior: Floats | None = None,
    seed: int = SEED,
) -> Forecast:
    """Learn the shop and return what is expected of it.

    Args:
        panel: The past and the plan; at least one period ahead.
        horizons: Numbers of periods for which quantiles are recalibrated.
        season: n × (T + H) yearly profile, from ``yearly_season``; None for none.
        event_prior: k factors that the owner expects of the panel's events, 1 without an estimate.
        seed: For the random half of the recalibration.

    Source: METHODS 7.
    """
    n, past = panel.units.shape
    profile = np.ones(panel.promo.shape) if season is None else season
    factors = fit_factors(panel, profile, event_prior)
    planned = profile * factors.multiplier
    observed: Flags = panel.observed
    open_exposure = planned[:, :past] * panel.available
    index = fit_index(panel.units, open_exposure, panel.category, observed)
    believed = learned_exponent(panel.units, open_exposure, index, category=panel.category, observed=observed)
    index = replace(index, exponent=believed)
    held = index.past[panel.category]
    exposure = open_exposure * held
    prior = category_prior(panel.units, exposure, panel.category, observed)
    filtered = run_filter(panel.units, exposure, observed=observed, prior=prior, category=panel.category)
    known = knowledge_at(filtered, np.arange(n), np.full(n, past))
    seen, bands = Past(panel.units, open_exposure, held, observed), volume_bands(known.rate)
    made = tuple(
        recalibrate(seen, filtered, bands=bands, periods=periods, seed=seed)
        for periods in sorted(set(horizons))
    )
    ahead = planned[:, past:] * index.ahead[panel.category][:, None]
    launched = launch_view(
        panel.units, exposure, ahead, observed=observed, category=panel.category, filtered=filtered
    )
    opinion = second_opinion(panel.units, exposure, observed)
    rng = np.random.default_rng(seed)
    judged = past_sums(seen, filtered.in_hindsight(), JUDGED_PERIODS, rng, most=MOST_JUDGED)
    wider = widening(judged, bands)
    parts, weeks = _parts(launched, ahead, known), observed.sum(axis=1)
    return Forecast(parts, opinion, made, wider, factors, index, weeks)


def _parts(launched: LaunchView | None, ahead: Floats, known: Knowledge) -> tuple[Part, ...]:
    """Return what is believed of each series, and of young ones what other launches say of them besides."""
    if launched is None:
        return (Part(np.ones(len(ahead)), ahead, known, recalibrated=True),)
    return (
        Part(1 - launched.weight, ahead, known, recalibrated=True),
        Part(launched.weight, launched.exposure, launched.known, recalibrated=False),
    )
