"""From variants by day to styles by week, and from styles back to their sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.forecast.panel import Panel
from shopdesk.domain.sizes import curves, priors
from shopdesk.domain.sizes.labels import read_run, system_of
from shopdesk.domain.sizes.priors import Kind, SizeKey

WEEK = 7
_CURVE_DAYS = 364
_THERE_ALL_ALONG = 56
_MOST_CELLS = 40_000_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the shop saw of m variants on D days, D a whole number of weeks, the last day last.

    Variants of a style stand together, sizes in order.

    Attributes:
        units: m × D pieces asked for.
        available: m × D share of the day in stock, 0..1.
        style: m, row of the style each belongs to, ascending from 0.
        size: m labels.
        category: One name per style, empty where unknown.
        gender: One per style, empty where unknown.
        started: n, first day (column) on which the style could be sold.
        first_week: Weeks since 1970-01-01 of the first column.
        events: k × (D/7 + H) share of each week that each event covers; H planned weeks.
        reach: k × n, the styles each event is about; all of them where not given.
    """

    units: Ints
    available: Floats
    style: Ints
    size: Sequence[str]
    category: Sequence[str]
    gender: Sequence[str]
    started: Ints
    first_week: int = 0
    events: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    reach: Flags = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))

    @property
    def styles(self) -> int:
        """How many styles there are."""
        return len(self.category)

    @property
    def first_rows(self) -> Ints:
        """Row of each style's first variant, n."""
        return np.searchsorted(self.style, np.arange(self.styles)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Shares:
    """How a style's demand falls on its sizes: share and its variance, m each."""

    share: Floats
    variance: Floats


def size_shares(shelf: Shelf) -> Shares:
    """Return each variant's share of its style, leaning to the curve of its kind (METHODS 2)."""
    m, days = shelf.units.shape
    counts = np.bincount(shelf.style, minlength=shelf.styles)
    if not m or counts.max() == 1:
        return Shares(np.ones(m), np.zeros(m))
    slot = np.arange(m) - shelf.first_rows[shelf.style]
    width = int(counts.max())
    kept = max(WEEK, min(days, _CURVE_DAYS, _MOST_CELLS // (shelf.styles * width)))
    units = np.zeros((shelf.styles, width, kept), dtype=np.int32)
    available = np.zeros((shelf.styles, width, kept), dtype=bool)
    units[shelf.style, slot] = np.maximum(shelf.units[:, days - kept :], 0)
    available[shelf.style, slot] = shelf.available[:, days - kept :] > 0.5
    kinds, keys = _kinds(shelf)
    rows = curves.rows_by_pattern(units, available)
    learned = priors.learn(rows, kinds, keys)
    leaning = curves.with_prior(rows, learned.share, learned.strength)
    cell = leaning.style[:, None] * width + np.arange(width)
    fitted = curves.fit(leaning, cell, curve=np.repeat(np.arange(shelf.styles), width))
    share = fitted.share.reshape(shelf.styles, width)[shelf.style, slot]
    weight = units.sum(axis=(1, 2)) + learned.strength + 1
    return Shares(share, share * (1 - share) / weight[shelf.style])


def _kinds(shelf: Shelf) -> tuple[list[Kind], list[list[SizeKey]]]:
    kinds, keys = [], []
    known: dict[tuple[str, ...], tuple[str, list[SizeKey]]] = {}
    ends = np.r_[shelf.first_rows, len(shelf.style)]
    for style in range(shelf.styles):
        run = tuple(shelf.size[ends[style] : ends[style + 1]])
        if run not in known:
            known[run] = _keys(run)
        system, found = known[run]
        kinds.append(Kind(shelf.category[style] or None, shelf.gender[style] or None, system))
        keys.append(found)
    return kinds, keys


def _keys(run: tuple[str, ...]) -> tuple[str, list[SizeKey]]:
    """Return the scale of a run and a key per size, distinct within it."""
    labels = read_run(run)
    if labels is None:
        return "other", [(text.casefold(), 0.0, 0.0) for text in run]
    found: list[SizeKey] = []
    for label in labels:
        found.append(label.key if label.key not in found else (label.text, label.value, label.width))
    return system_of(labels).value, found


def style_panel(shelf: Shelf, share: Floats, weeks_ahead: int) -> Panel:
    """Return the styles by week: units summed, availability weighted by what each size is worth.

    A size that sold was open. Days before a style's first one count as closed.

    Args:
        shelf: Variants by day.
        share: m, each variant's part of its style.
        weeks_ahead: Planned weeks.
    """
    days = shelf.units.shape[1]
    weeks = days // WEEK
    starts = shelf.first_rows
    open_ = np.where(shelf.units > 0, 1.0, shelf.available) * share[:, None]
    covered = np.add.reduceat(open_, starts, axis=0) if len(starts) else np.zeros((0, days))
    covered = np.where(np.arange(days) >= shelf.started[:, None], covered, 0.0)
    units = np.add.reduceat(shelf.units, starts, axis=0) if len(starts) else np.zeros((0, days))
    names = sorted(set(shelf.category))
    codes = {name: code for code, name in enumerate(names)}
    return Panel(
        units=units.reshape(-1, weeks, WEEK).sum(axis=2).astype(np.float64),
        available=np.clip(covered.reshape(-1, weeks, WEEK).mean(axis=2), 0.0, 1.0),
        promo=np.zeros((shelf.styles, weeks + weeks_ahead)),
        category=np.array([codes[name] for name in shelf.category], dtype=np.int64),
        events=shelf.events,
        first=shelf.first_week,
        reach=shelf.reach,
    )


def first_days(units: Ints, sure: Flags, style: Ints, styles: int) -> Ints:
    """Return the first column on which each style sold or was surely in stock; D if never.

    A style that first sold within eight weeks of the first day was there all along: counted from its own
    first sale, every slow style would begin with a week of luck, all in the same season.

    Args:
        units: m × D.
        sure: m × D, known to have opened with stock (counted or complete ledger).
        style: m, row of the style.
        styles: n.
    """
    days = units.shape[1]
    seen = (units > 0) | sure
    own = np.where(seen.any(axis=1), seen.argmax(axis=1), days)
    first = np.full(styles, days, dtype=np.int64)
    np.minimum.at(first, style, own)
    first[first < _THERE_ALL_ALONG] = 0
    return first


def sold_out_days(
    weekly_mean: Floats, free: Ints, arrivals: Sequence[Sequence[tuple[float, int]]] | None = None
) -> Floats:
    """Return after how many days the shelf is empty on the most likely path, NaN beyond the planned weeks.

    An order that arrives after the shelf has emptied does not hide that it did.

    Args:
        weekly_mean: m × H mean pieces by week from today.
        free: m pieces on the shelf and not promised; 0 or less is empty today.
        arrivals: m lists of (days from today, pieces) on the way.
    """
    m, weeks = weekly_mean.shape
    path = np.cumsum(np.pad(weekly_mean, ((0, 0), (1, 0))), axis=1)
    days = _days_to_use(path, free.astype(np.float64))
    for row, coming in enumerate(arrivals or ()):
        stock = float(free[row])
        for on, pieces in sorted(coming):
            if stock <= 0 or days[row] < on:
                break
            stock += pieces
            days[row] = _days_to_use(path[row : row + 1], np.array([stock]))[0]
    return np.where(free <= 0, 0.0, days) if m and weeks else np.full(m, np.nan)


def _days_to_use(path: Floats, pieces: Floats) -> Floats:
    reached = path >= pieces[:, None]
    week = np.maximum(reached.argmax(axis=1), 1)
    rows = np.arange(len(path))
    before, after = path[rows, week - 1], path[rows, week]
    inside = np.divide(pieces - before, after - before, out=np.zeros(len(path)), where=after > before)
    days: Floats = np.where(reached.any(axis=1), (week - 1 + np.clip(inside, 0, 1)) * WEEK, np.nan)
    return days
