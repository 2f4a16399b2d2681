"""The whole page at once: curves, gaps, losses and labels of every style of a shop."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.sizes import curves, priors, runs, silent
from shopdesk.domain.sizes.curves import SalesRows
from shopdesk.domain.sizes.labels import SizeLabel
from shopdesk.domain.sizes.priors import Kind, KindCurve


@dataclass(frozen=True, slots=True)
class Style:
    """One style (product × colour) with its run of sizes.

    Attributes:
        key: Whatever the caller knows it by.
        category: None = not known.
        gender: None = not known.
        run: Its sizes in order.
        system: Scale of the run.
        price_minor: What one piece brings, in minor units.
        lead_days: From order to shelf.
        floor_per_week: Pieces a week lost for sure by questions (METHODS 6).
        stock_known: False = no stock figure was ever given; sales count as if all was in stock.
    """

    key: int
    category: str | None
    gender: str | None
    run: tuple[SizeLabel, ...]
    system: str
    price_minor: int = 0
    lead_days: float = 14.0
    floor_per_week: float = 0.0
    stock_known: bool = True


@dataclass(frozen=True, slots=True)
class History:
    """What the shop saw, style by size by day, the last day last.

    Attributes:
        styles: S of them.
        units: (S, K, T) pieces demanded per day, by the size finally kept; 0 beyond a style's run.
        available: (S, K, T) whether the size opened the day with stock.
        on_hand: (S, K) pieces now; negative is taken as none.
        incoming: (S, K) pieces on the way that arrive within the lead time.
        views: (S, T) views of each style's page per day, None where nobody counts them.
    """

    styles: tuple[Style, ...]
    units: NDArray[np.int16]
    available: Flags
    on_hand: Ints
    incoming: Ints
    views: Ints | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The owner's settings for this page, with the fixed conventions beside them."""

    recapture: float = 0.25
    core_reach: float = runs.CORE_REACH
    strength: float | None = None
    gates: silent.Gates = field(default_factory=silent.Gates)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Everything known of one style's sizes; tuples follow its run.

    Attributes:
        style: Which.
        share: Size curve, sums to 1.
        on_hand: Pieces now.
        core: Key sizes.
        missing_core: Key sizes at zero while others have stock.
        breaking: Key sizes whose stock ends before it can arrive.
        sold_90: Pieces sold in the last 90 days.
        coverage: Share of demand in stock, 0..1; None = stock not known.
        rate_per_day: Pieces per day with the whole run in stock.
        lost_per_week: Pieces a week lost to missing sizes; 0 for a style that is sold out altogether.
        lost_minor: The same in money.
        lost_so_far: Pieces each size would have sold on the days it was closed.
        gap_days: Days since the run was last whole on which it was broken, within the window.
        label: What the test adds.
        p_value: Of the test; None = not tested.
        table: Pieces (after, before, control after, control before) of the test.
        by_views: Whether the test went by page views rather than by the neighbours' sales.
    """

    style: Style
    share: tuple[float, ...]
    on_hand: tuple[int, ...]
    core: tuple[bool, ...]
    missing_core: tuple[bool, ...]
    breaking: tuple[bool, ...]
    sold_90: tuple[int, ...]
    coverage: float | None
    rate_per_day: float
    lost_per_week: float
    lost_minor: int
    lost_so_far: tuple[float, ...]
    gap_days: int
    label: silent.Label | None
    p_value: float | None
    table: tuple[int, int, int, int]
    by_views: bool

    @property
    def is_broken(self) -> bool:
        """Whether a key size is gone while others are there."""
        return any(self.missing_core)


@dataclass(frozen=True, slots=True)
class Review:
    """The page: styles by money lost, and the curves they lean to."""

    styles: tuple[Reviewed, ...]
    curves: tuple[KindCurve, ...]


def review(history: History, rules: Rules | None = None) -> Review:
    """Compute the page, styles ranked by money lost a week, then by pieces, then by broken run."""
    if not history.styles:
        return Review((), ())
    rules = rules or Rules()
    learned, known = _learn(history, rules)
    state = _state(history, known, rules)
    judged = _judge(history, state, rules)
    found = [_one(history, known, state, judged, at) for at in range(len(history.styles))]
    ranked = sorted(
        found, key=lambda r: (-r.lost_minor, -r.lost_per_week, not r.is_broken, -r.rate_per_day, r.style.key)
    )
    return Review(tuple(ranked), learned.curves)


@dataclass(frozen=True, slots=True)
class _Curves:
    share: Floats
    lost: Floats


@dataclass(frozen=True, slots=True)
class _State:
    in_stock: Flags
    core: Flags
    missing: Flags
    breaking: Flags
    coverage: Floats
    daily: Floats
    sold: Ints
    begun: Ints
    rate: Floats
    lost: Floats


@dataclass(frozen=True, slots=True)
class _Judged:
    tables: silent.Tables
    verdicts: silent.Verdicts


def _learn(history: History, rules: Rules) -> tuple[priors.Priors, _Curves]:
    rows = curves.rows_by_pattern(history.units, history.available)
    kinds = [Kind(style.category, style.gender, style.system) for style in history.styles]
    keys = [[label.key for label in style.run] for style in history.styles]
    learned = priors.learn(rows, kinds, keys, rules.strength)
    styles, width = learned.share.shape
    leaning: SalesRows = curves.with_prior(rows, learned.share, learned.strength)
    cell = leaning.style[:, None] * width + np.arange(width)
    fitted = curves.fit(leaning, cell, curve=np.repeat(np.arange(styles), width), tolerance=1e-5)
    share = fitted.share.reshape(styles, width)
    demand = curves.totals(leaning.style, fitted.demand, styles)
    lost = share * np.maximum(demand[:, None] - fitted.exposure.reshape(styles, width), 0.0)
    return learned, _Curves(share, lost)


def _state(history: History, known: _Curves, rules: Rules) -> _State:
    share = known.share
    stock_known = np.array([style.stock_known for style in history.styles])
    in_stock = (history.on_hand > 0) & (share > 0)
    core = runs.core_sizes(share, rules.core_reach)
    covered = np.where(stock_known, runs.coverage(share, in_stock), 1.0)
    daily = runs.daily_coverage(share, history.available)
    sold = history.units.sum(axis=1, dtype=np.int64)
    begun = runs.first_day(sold)
    rate = runs.rate_per_day(sold, daily, begun)
    any_stock = in_stock.any(axis=1) & stock_known
    model = runs.lost_per_week(rate, covered, recapture=rules.recapture)
    floor = np.array([style.floor_per_week for style in history.styles])
    return _State(
        in_stock,
        core,
        runs.missing_core(core, in_stock) & stock_known[:, None],
        _breaking(history, core, rate[:, None] * share) & stock_known[:, None],
        covered,
        daily,
        sold,
        begun,
        rate,
        np.where(any_stock, np.maximum(model, floor), 0.0),
    )


def _breaking(history: History, core: Flags, size_rate: Floats) -> Flags:
    return runs.breaking(
        core,
        history.on_hand.astype(np.float64),
        incoming=history.incoming.astype(np.float64),
        size_rate=size_rate,
        lead_days=np.array([style.lead_days for style in history.styles]),
    )


def _judge(history: History, state: _State, rules: Rules) -> _Judged:
    window = rules.gates.window_days
    available = history.available[:, :, -window:]
    gone: Flags = np.any(state.core[:, :, None] & ~available, axis=1) & np.any(available, axis=1)
    days = state.daily.shape[1]
    stock_known = np.array([style.stock_known for style in history.styles])
    counts = (np.arange(days) >= state.begun[:, None]) & stock_known[:, None]
    tables = silent.tables(
        state.sold[:, -window:],
        np.where(counts, state.daily, np.nan)[:, -window:],
        gone,
        category=_category_index(history.styles),
        gates=rules.gates,
        views=history.views,
    )
    candidates = state.missing.any(axis=1) & (state.coverage < rules.gates.below_coverage)
    return _Judged(tables, silent.judge(tables, candidates, rules.gates))


def _category_index(styles: tuple[Style, ...]) -> Ints:
    names: dict[str, int] = {}
    return np.array(
        [-1 if s.category is None else names.setdefault(s.category, len(names)) for s in styles],
        dtype=np.int64,
    )


def _one(history: History, known: _Curves, state: _State, judged: _Judged, at: int) -> Reviewed:
    style = history.styles[at]
    size = len(style.run)
    p_value = float(judged.verdicts.p_value[at])
    counted = judged.tables
    return Reviewed(
        style=style,
        share=_floats(known.share[at, :size]),
        on_hand=_ints(history.on_hand[at, :size]),
        core=_flags(state.core[at, :size]),
        missing_core=_flags(state.missing[at, :size]),
        breaking=_flags(state.breaking[at, :size]),
        sold_90=_ints(history.units[at, :size, -90:].sum(axis=1)),
        coverage=float(state.coverage[at]) if style.stock_known else None,
        rate_per_day=float(state.rate[at]),
        lost_per_week=float(state.lost[at]),
        lost_minor=round(float(state.lost[at]) * style.price_minor),
        lost_so_far=_floats(known.lost[at, :size]),
        gap_days=int(counted.after_days[at]) if state.missing[at].any() else 0,
        label=judged.verdicts.label[at],
        p_value=None if np.isnan(p_value) else p_value,
        table=_table(counted, at),
        by_views=bool(counted.by_views[at]),
    )


def _table(counted: silent.Tables, at: int) -> tuple[int, int, int, int]:
    return (
        int(counted.after[at]),
        int(counted.before[at]),
        int(counted.control_after[at]),
        int(counted.control_before[at]),
    )


def _floats(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _ints(values: NDArray[np.number]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


def _flags(values: Flags) -> tuple[bool, ...]:
    return tuple(bool(value) for value in values)
