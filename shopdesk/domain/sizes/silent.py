"""The silent stock-out test: did the style sell less since its key sizes went, beyond its neighbours?

One-sided Fisher exact on (after, before) × (style, control). Conditional on its margins the table is
hypergeometric, so all styles are tested in one call; the test of whether even more was lost than the closed
sizes explain uses Fisher's non-central hypergeometric with the coverage as odds. With page
views the views are the exposure: given all the sales, those after are binomial with the share of views after.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.special import bdtr

_STEADY = 0.95
"""Share of the window on which a style of the control had a whole run."""
_LEAST_ODDS = 1e-6
"""Odds of the halo test must be above 0."""


class Label(StrEnum):
    """What the test adds to the fact of a broken run."""

    CONFIRMED = "confirmed"
    HALO = "halo"  # the sizes still there sell less as well
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Gates:
    """When a style may be tested at all, and how strictly (METHODS 2).

    Attributes:
        window_days: Days looked back on, today's the last.
        whole: Coverage 0..1 from which a run counts as whole.
        after_days: Least days with a broken run.
        expected_after: Least pieces the style should have sold on them.
        before: Least pieces it sold, and its control, while whole.
        below_coverage: Coverage now under which a broken run is tested.
        alpha: Share of false alarms among all alarms (Benjamini & Hochberg 1995).
    """

    window_days: int = 84
    whole: float = 0.9
    after_days: int = 7
    expected_after: float = 5.0
    before: int = 12
    below_coverage: float = 0.75
    alpha: float = 0.01


@dataclass(frozen=True, slots=True)
class Tables:
    """One 2 × 2 table per style, in pieces, with the days behind it.

    Attributes:
        after: Style since the gap began.
        before: Style on days with a whole run.
        control_after: Whole runs of its kind on the same days after.
        control_before: The same, before.
        after_days: Days since the gap began.
        coverage_kept: Mean coverage after over mean coverage before, above 0 to 1.
        views_after: Views of the style's page on the days after.
        views_before: The same, before; 0 in either = views are not used.
    """

    after: Ints
    before: Ints
    control_after: Ints
    control_before: Ints
    after_days: Ints
    coverage_kept: Floats
    views_after: Ints
    views_before: Ints

    @property
    def by_views(self) -> Flags:
        """Whether a style is judged by its own page views rather than by its neighbours' sales."""
        result: Flags = (self.views_after > 0) & (self.views_before > 0)
        return result


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The outcome per style, in the order of the tables; NaN where it was not tested.

    Attributes:
        label: None = no candidate, or tested and nothing found.
        p_value: Chance of so few pieces after if the style had kept up with its control.
        p_halo: The same if it had fallen as far as its closed sizes explain; only where confirmed.
        expected: Pieces after, had it kept up with its control.
    """

    label: tuple[Label | None, ...]
    p_value: Floats
    p_halo: Floats
    expected: Floats


def tables(
    sold: Ints,
    covered: Floats,
    broken: Flags,
    *,
    category: Ints,
    gates: Gates,
    views: Ints | None = None,
) -> Tables:
    """Count the tables over the last ``gates.window_days`` days.

    Before = days on which the run was whole; after = days since the last whole one on which it was broken.
    Control = styles of the category that were whole on at least 95 % of the window; of the whole shop when
    the category (-1 = not known) has too few pieces to compare with.

    Args:
        sold: (S, T) pieces per day, the last day last.
        covered: (S, T) coverage; NaN = does not count.
        broken: (S, T) whether a key size opened at zero while others had stock.
        category: (S,) index of the category, -1 = not known.
        gates: The window and what a whole run is.
        views: (S, T) views of each style's page per day, None where nobody counts them.
    """
    sold, covered = sold[:, -gates.window_days :], covered[:, -gates.window_days :]
    broken = broken[:, -gates.window_days :]
    known = ~np.isnan(covered)
    whole = known & (np.nan_to_num(covered) >= gates.whole)
    days = sold.shape[1]
    last_whole = np.where(whole.any(axis=1), days - 1 - whole[:, ::-1].argmax(axis=1), -1)
    after = known & broken & (np.arange(days) > last_whole[:, None])
    control_after, control_before = _controls(sold, whole, category, after=after, least=gates.before)
    mean_after, mean_before = _mean(covered, after), _mean(covered, whole)
    kept = np.divide(mean_after, mean_before, out=np.ones(len(sold)), where=mean_before > 0)
    return Tables(
        (sold * after).sum(axis=1),
        (sold * whole).sum(axis=1),
        control_after,
        control_before,
        after.sum(axis=1),
        np.clip(kept, _LEAST_ODDS, 1.0),
        *_views(views, after, whole),
    )


def _views(views: Ints | None, after: Flags, before: Flags) -> tuple[Ints, Ints]:
    if views is None:
        none = np.zeros(len(after), dtype=np.int64)
        return none, none
    shown = views[:, -after.shape[1] :]
    return (shown * after).sum(axis=1), (shown * before).sum(axis=1)


def _mean(covered: Floats, days: Flags) -> Floats:
    count = days.sum(axis=1)
    sums = np.nansum(np.where(days, covered, 0.0), axis=1)
    result: Floats = np.divide(sums, count, out=np.zeros(len(sums)), where=count > 0)
    return result


def _controls(sold: Ints, whole: Flags, category: Ints, *, after: Flags, least: int) -> tuple[Ints, Ints]:
    steady = whole.mean(axis=1) >= _STEADY
    groups = int(category.max(initial=-1)) + 1
    daily = np.zeros((groups + 1, sold.shape[1]), dtype=np.int64)
    np.add.at(daily, category[steady & (category >= 0)], sold[steady & (category >= 0)])
    daily[groups] = sold[steady].sum(axis=0)
    own = np.where(category >= 0, category, groups)
    itself = sold * steady[:, None]
    found = [((daily[g] - itself) * days).sum(axis=1) for g in (own, groups) for days in (after, whole)]
    thin = found[1] < least
    return np.where(thin, found[2], found[0]), np.where(thin, found[3], found[1])


def fisher_less(after: Ints, before: Ints, *, control_after: Ints, control_before: Ints) -> Floats:
    """Return the chance of ``after`` or fewer pieces of a style that kept up with its control.

    Args:
        after: (S,) pieces of the style since the gap began.
        before: (S,) of the style while its run was whole.
        control_after: (S,) of its control since.
        control_before: (S,) of its control before.

    Returns:
        (S,) one-sided p-values; 1 where the table is empty.

    Source: Fisher (1935), exact test of a 2 × 2 table with its margins given.
    """
    from scipy import stats  # with all it brings 60 MB, and most mornings nothing is tested

    total = after + before + control_after + control_before
    p_value = stats.hypergeom.cdf(after, total, after + before, after + control_after)
    return np.where(total > 0, p_value, 1.0)


def judge(counted: Tables, candidates: Flags, gates: Gates) -> Verdicts:
    """Label the candidates: tested where there is enough to test, controlled for testing many.

    Args:
        counted: The tables.
        candidates: (S,) styles with a broken run now and coverage under ``gates.below_coverage``.
        gates: What is enough, and α.
    """
    by_control: Floats = counted.control_after / np.maximum(counted.control_before, 1)
    by_own_views: Floats = counted.views_after / np.maximum(counted.views_before, 1)
    expected: Floats = np.where(counted.by_views, by_own_views, by_control) * counted.before
    enough = (
        candidates
        & (counted.after_days >= gates.after_days)
        & (counted.before >= gates.before)
        & (expected >= gates.expected_after)
    )
    p_value, p_halo = np.full(len(candidates), np.nan), np.full(len(candidates), np.nan)
    labels: list[Label | None] = [Label.TOO_FEW if c else None for c in candidates]
    tested = np.flatnonzero(enough)
    if len(tested):
        p_value[tested] = _p_values(counted, tested)
        for style in tested:
            labels[style] = None
        from scipy import stats

        significant = tested[stats.false_discovery_control(p_value[tested]) <= gates.alpha]
        p_halo[significant] = [_halo(counted, int(style)) for style in significant]
        for style in significant:
            labels[style] = Label.HALO if p_halo[style] <= gates.alpha else Label.CONFIRMED
    return Verdicts(tuple(labels), p_value, p_halo, expected)


def _p_values(counted: Tables, at: Ints) -> Floats:
    beside = fisher_less(
        counted.after[at],
        counted.before[at],
        control_after=counted.control_after[at],
        control_before=counted.control_before[at],
    )
    looked = np.maximum(counted.views_after[at] + counted.views_before[at], 1)
    shares = counted.views_after[at] / looked
    converted = bdtr(counted.after[at], counted.after[at] + counted.before[at], shares)
    return np.where(counted.by_views[at], converted, beside)


def _halo(counted: Tables, at: int) -> float:
    """Return P(X ≤ after) when the style fell exactly as its closed sizes explain."""
    after, before = int(counted.after[at]), int(counted.before[at])
    if counted.by_views[at]:
        looked = float(counted.views_after[at]) * float(counted.coverage_kept[at])
        share = looked / (looked + float(counted.views_before[at]))
        return float(bdtr(after, after + before, share))
    control_after, control_before = int(counted.control_after[at]), int(counted.control_before[at])
    from scipy import stats

    total = after + before + control_after + control_before
    return float(
        stats.nchypergeom_fisher.cdf(
            after, total, after + before, after + control_after, float(counted.coverage_kept[at])
        )
    )


@dataclass(frozen=True, slots=True)
class RateRatio:
    """The style's sales against its control, after over before: 1 = no change."""

    estimate: float
    low: float
    high: float


def rate_ratio(
    after: int, before: int, *, control_after: int, control_before: int, confidence: float = 0.95
) -> RateRatio:
    """Return the rate ratio (after/before) ÷ (control after/control before) with its exact interval.

    Source: conditional likelihood of the 2 × 2 table (Cornfield 1956), as in scipy's ``odds_ratio``.
    """
    from scipy import stats

    ratio = stats.contingency.odds_ratio([[after, before], [control_after, control_before]])
    interval = ratio.confidence_interval(confidence_level=confidence)
    return RateRatio(float(ratio.statistic), float(interval.low), float(interval.high))
