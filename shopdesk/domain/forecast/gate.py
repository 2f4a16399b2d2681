"""Whether a yearly profile has earned its place: measured on this shop's own past, never assumed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats, Ints
from shopdesk.domain.forecast.factors import fit_factors
from shopdesk.domain.forecast.harmonics import Design, design
from shopdesk.domain.forecast.panel import Panel
from shopdesk.domain.forecast.season import SeasonalLogs, SeasonLevel, fit_season
from shopdesk.domain.special import xlogy

FROM_YEARS = 64 / 52.18
FIRST_ORIGIN, STEP, MOST_ORIGINS = 56, 4, 13
SHORT, LONG = 4, 8
TOTAL_WINDOW, SKU_WINDOW = 8, 13
MOST_SKUS = 600
LEAST_ORIGINS = 2
LARGEST_DEVIANCE_RATIO = 0.97
LEVEL_SHRINK = 2.0
SEED = 8_191
LEVELS = (SeasonLevel.SHOP, SeasonLevel.CATEGORY, SeasonLevel.SKU)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a level of the profile did on the past, over no profile.

    Attributes:
        level: The level tried.
        total_error: Absolute error of category totals, ratio; below 1 is better.
        deviance: Scaled Poisson deviance by SKU, ratio.
    """

    level: SeasonLevel
    total_error: float
    deviance: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's decision and what it rests on.

    Attributes:
        level: The profile to use.
        origins: Test origins; under two nothing is decided and no profile used.
        trials: One per level tried.
    """

    level: SeasonLevel
    origins: int
    trials: tuple[Trial, ...] = ()

    @property
    def gain(self) -> float:
        """Deviance saved by the chosen level, 0..1; 0 without a profile."""
        return next((1 - trial.deviance for trial in self.trials if trial.level is self.level), 0.0)


def yearly_season(panel: Panel, *, seed: int = SEED) -> tuple[Floats, Verdict]:
    """Return the n × (T + H) yearly profile that the gate allows, and the gate's verdict.

    Source: METHODS 7b.
    """
    flat = np.ones(panel.promo.shape)
    if panel.past < FROM_YEARS * panel.period.per_year or not len(panel.units):
        return flat, Verdict(SeasonLevel.NONE, 0)
    planned = fit_factors(panel, flat).multiplier
    verdict = judge(panel, planned, seed=seed)
    return _profile(panel, planned, verdict.level), verdict


def season_profile(panel: Panel, level: SeasonLevel) -> Floats:
    """Return the n × (T + H) profile of a level the gate allowed before, learned anew."""
    flat = np.ones(panel.promo.shape)
    if level is SeasonLevel.NONE or not len(panel.units):
        return flat
    return _profile(panel, fit_factors(panel, flat).multiplier, level)


def _profile(panel: Panel, planned: Floats, level: SeasonLevel) -> Floats:
    if level is SeasonLevel.NONE:
        return np.ones(panel.promo.shape)
    logs = fit_season(
        panel.units,
        planned[:, : panel.past] * panel.available,
        category=panel.category,
        observed=panel.observed,
        design=_design(panel),
        by_sku=level is SeasonLevel.SKU,
    )
    return logs.profile(level, panel.category)


def judge(panel: Panel, planned: Floats, *, seed: int = SEED) -> Verdict:
    """Return the level of profile that has beaten none on the past, if any has.

    At each origin everything is fitted on what came before it. Allowed is a level whose category totals
    were closer and whose deviance by SKU was under 0.97 of that without a profile; the lowest wins.

    Args:
        panel: The shop.
        planned: n × (T + H) promotion and event multipliers.
        seed: For the sample of SKUs.
    """
    sample = _sample(len(panel.units), seed)
    small = panel.rows(sample)
    exposure = planned[sample][:, : panel.past] * small.available
    whole = _design(panel)
    scale = panel.period.per_year / 52.18
    origins = _origins(panel.past, scale)
    if len(origins) < LEAST_ORIGINS:
        return Verdict(SeasonLevel.NONE, len(origins))
    totals, deviances = np.zeros((len(origins), len(LEVELS) + 1)), np.zeros((len(origins), len(LEVELS) + 1))
    for o, origin in enumerate(origins):
        logs = fit_season(
            small.units[:, :origin],
            exposure[:, :origin],
            category=small.category,
            observed=small.observed[:, :origin],
            design=Design(whole.columns[: panel.past]),
        )
        totals[o], deviances[o] = _errors(small, exposure, logs, origin, scale)
    total, deviance = totals.sum(axis=0), deviances.sum(axis=0)
    trials = tuple(
        Trial(level, float(total[k] / max(total[0], 1e-9)), float(deviance[k] / max(deviance[0], 1e-9)))
        for k, level in enumerate(LEVELS, 1)
    )
    allowed = [t for t in trials if t.total_error < 1 and t.deviance < LARGEST_DEVIANCE_RATIO]
    best = min(allowed, key=lambda trial: trial.deviance, default=None)
    return Verdict(best.level if best else SeasonLevel.NONE, len(origins), trials)


def _design(panel: Panel) -> Design:
    return design(panel.year_position, panel.period.per_year)


def _sample(count: int, seed: int) -> Ints:
    rows = np.arange(count)
    if count <= MOST_SKUS:
        return rows
    chosen: Ints = np.sort(np.random.default_rng(seed).choice(rows, MOST_SKUS, replace=False))
    return chosen


def _origins(past: int, scale: float) -> list[int]:
    first, step = round(FIRST_ORIGIN * scale), max(round(STEP * scale), 1)
    last = past - max(round(LONG * scale), 1)
    return list(range(first, last + 1, step))[-MOST_ORIGINS:]


@dataclass(frozen=True, slots=True)
class _Test:
    """One origin under one level of the profile.

    Attributes:
        sold: n × T pieces, 0 where not observed.
        weight: n × T exposure times profile, 0 where not observed.
        origin: First period that was not known.
        scale: Periods of the panel per week.
    """

    panel: Panel
    sold: Floats
    weight: Floats
    origin: int
    scale: float

    @property
    def rate(self) -> Floats:
        """Mean rate of all that came before, n."""
        before = slice(0, self.origin)
        base = np.maximum(self.weight[:, before].sum(axis=1), 1e-9)
        mean: Floats = self.sold[:, before].sum(axis=1) / base
        return mean

    def total_error(self, weeks: int) -> float:
        """Return the absolute error of category totals, from the level of the last eight weeks."""
        back, ahead = self._back(TOTAL_WINDOW), self._ahead(weeks)
        expected = self.weight * self.rate[:, None]
        base = self._grouped(expected[:, back])
        level = self._grouped(self.sold[:, back]) / np.maximum(base, 1e-9)
        forecast = np.where(base > 0, level, 1.0) * self._grouped(expected[:, ahead])
        return float(np.abs(self._grouped(self.sold[:, ahead]) - forecast).sum())

    def deviance(self, weeks: int) -> float:
        """Return the sum over SKUs of Poisson deviance over sqrt(1 + expected), from the last 13 weeks."""
        back, ahead = self._back(SKU_WINDOW), self._ahead(weeks)
        actual, coming = self.sold[:, ahead].sum(axis=1), self.weight[:, ahead].sum(axis=1)
        lately = self.sold[:, back].sum(axis=1) + LEVEL_SHRINK * self.rate
        level = lately / (self.weight[:, back].sum(axis=1) + LEVEL_SHRINK)
        mean = np.maximum(level * coming, 1e-3)
        log = xlogy(actual, np.maximum(actual, 1e-9) / mean)
        scaled = 2 * (log - (actual - mean)) / np.sqrt(1 + self.rate * coming)
        return float(scaled[coming > 0].sum())

    def _back(self, weeks: int) -> slice:
        return slice(max(self.origin - max(round(weeks * self.scale), 1), 0), self.origin)

    def _ahead(self, weeks: int) -> slice:
        return slice(self.origin, self.origin + max(round(weeks * self.scale), 1))

    def _grouped(self, values: Floats) -> Floats:
        by_row = values.sum(axis=1)
        sums = np.bincount(self.panel.category, weights=by_row, minlength=self.panel.categories)
        return sums.astype(np.float64)


def _errors(
    panel: Panel, exposure: Floats, logs: SeasonalLogs, origin: int, scale: float
) -> tuple[Floats, Floats]:
    """Return errors of category totals and scaled deviances by SKU: without a profile, then each level."""
    sold = np.where(panel.observed, np.nan_to_num(panel.units), 0.0)
    open_ = np.where(panel.observed, exposure, 0.0)
    totals, deviances = [], []
    for level in (SeasonLevel.NONE, *LEVELS):
        season = logs.profile(level, panel.category)[:, : panel.past]
        test = _Test(panel, sold, open_ * season, origin, scale)
        totals.append(sum(test.total_error(weeks) for weeks in (SHORT, LONG)))
        deviances.append(sum(test.deviance(weeks) for weeks in (SHORT, LONG)))
    return np.array(totals), np.array(deviances)
