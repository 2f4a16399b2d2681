"""The forecaster's view of a shop: one row per SKU, one column per period."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import pandas as pd

from shopdesk.domain.arrays import Flags, Floats, Ints


class Period(StrEnum):
    """The spacing of a panel's columns."""

    WEEK = "week"
    MONTH = "month"

    @property
    def per_year(self) -> float:
        """Periods in a year."""
        return 12.0 if self is Period.MONTH else 365.25 / 7

    @property
    def days(self) -> float:
        """Days in a period."""
        return 365.25 / self.per_year


@dataclass(frozen=True, slots=True)
class Panel:
    """Demand by SKU and period, with what is planned ahead.

    Attributes:
        units: n × T pieces sold; NaN where nothing could be observed (closed, before the first day).
        available: n × T share of the period in stock, 0..1; 0 counts as not observed.
        promo: n × (T + H) share of the period under promotion, 0..1, the plan included.
        category: n codes, 0 .. categories − 1.
        events: k × (T + H) share of each period covered by each named event, 0..1.
        period: Weekly or monthly columns.
        first: Number of the first column counted in periods, so that the season of a column is known:
            weeks since 1970-01-01 or months since January of year 0.
        reach: k × n, the SKUs that each event is about; all of them where not given.
    """

    units: Floats
    available: Floats
    promo: Floats
    category: Ints
    events: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    period: Period = Period.WEEK
    first: int = 0
    reach: Flags = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))

    def __post_init__(self) -> None:
        n, past = self.units.shape
        if self.available.shape != (n, past) or len(self.category) != n:
            raise ValueError("units, available and category must have a row per SKU")
        if self.promo.shape[0] != n or self.promo.shape[1] < past:
            raise ValueError("promo must cover the past and the plan")
        if self.events.size == 0:
            object.__setattr__(self, "events", np.zeros((0, self.promo.shape[1])))
        elif self.events.shape[1] != self.promo.shape[1]:
            raise ValueError("events must cover the same periods as promo")
        if self.reach.size == 0:
            object.__setattr__(self, "reach", np.ones((len(self.events), n), dtype=bool))
        elif self.reach.shape != (len(self.events), n):
            raise ValueError("reach must have a row per event and a column per SKU")

    @property
    def past(self) -> int:
        """Number of observed periods, T."""
        return int(self.units.shape[1])

    @property
    def ahead(self) -> int:
        """Number of planned periods, H."""
        return int(self.promo.shape[1] - self.units.shape[1])

    @property
    def categories(self) -> int:
        """Number of categories."""
        return int(self.category.max()) + 1 if len(self.category) else 0

    @property
    def observed(self) -> Flags:
        """Where demand could be seen: a quantity is known and there was stock."""
        seen: Flags = np.isfinite(self.units) & (self.available > 0)
        return seen

    @property
    def touched(self) -> Flags:
        """Where an event that is about the SKU falls, n × (T + H)."""
        found: Flags = self.reach.T.astype(float) @ (self.events > 0) > 0
        return found

    @property
    def year_position(self) -> Floats:
        """Position of each column in the year, 0..1, for T + H columns."""
        numbers = self.first + np.arange(self.promo.shape[1])
        return np.asarray(numbers / self.period.per_year % 1.0, dtype=np.float64)

    def until(self, past: int, ahead: int) -> Panel:
        """Return the panel as it stood after its first ``past`` periods, with ``ahead`` planned."""
        width = past + ahead
        return Panel(
            units=self.units[:, :past],
            available=self.available[:, :past],
            promo=self.promo[:, :width],
            category=self.category,
            events=self.events[:, :width],
            period=self.period,
            first=self.first,
            reach=self.reach,
        )

    def rows(self, chosen: Ints) -> Panel:
        """Return the panel of the ``chosen`` rows only; category codes stay."""
        return Panel(
            units=self.units[chosen],
            available=self.available[chosen],
            promo=self.promo[chosen],
            category=self.category[chosen],
            events=self.events,
            period=self.period,
            first=self.first,
            reach=self.reach[:, chosen],
        )


def panel_from_frames(history: pd.DataFrame, future: pd.DataFrame, ahead: int) -> tuple[Panel, pd.Index]:
    """Lay frames of the evaluation contract out as a panel.

    Args:
        history: Columns sku, category, week, qty, promo and optionally available; a row per SKU and period.
        future: Columns sku, week, promo; SKUs without history are added, without a category of their own.
        ahead: Periods to plan; missing plan rows mean no promotion.

    Returns:
        The panel and the SKUs of its rows, sorted.
    """
    skus = pd.Index(pd.unique(pd.concat([history["sku"], future["sku"]], ignore_index=True))).sort_values()
    period = _spacing(history["week"], future["week"])
    column = _numbers(history["week"], period)
    planned = _numbers(future["week"], period)
    first = int(column.min()) if len(column) else int(planned.min()) if len(planned) else 0
    last = int(column.max()) if len(column) else first - 1
    if len(planned):
        last = max(last, int(planned.min()) - 1)
    past, n = last - first + 1, len(skus)
    row = skus.get_indexer(pd.Index(history["sku"]))
    at = (row, column - first)
    units = np.full((n, past), np.nan)
    units[at] = history["qty"].to_numpy(dtype=float)
    available = np.ones((n, past))
    if "available" in history:
        share = history["available"].to_numpy(dtype=float)
        available[at] = np.clip(np.where(np.isnan(share), 1.0, share), 0.0, 1.0)
    promo = np.zeros((n, past + ahead))
    promo[at] = _shares(history)
    offset = planned - first
    inside = (offset >= past) & (offset < past + ahead)
    promo[skus.get_indexer(pd.Index(future["sku"]))[inside], offset[inside]] = _shares(future)[inside]
    category = _category_codes(history, row, n)
    return Panel(units, available, promo, category, period=period, first=first), skus


def _shares(frame: pd.DataFrame) -> Floats:
    if "promo" not in frame:
        return np.zeros(len(frame))
    shares: Floats = np.clip(np.nan_to_num(frame["promo"].to_numpy(dtype=float)), 0.0, 1.0)
    return shares


def _category_codes(history: pd.DataFrame, row: Ints, n: int) -> Ints:
    if "category" not in history:
        return np.zeros(n, dtype=np.int64)
    codes, names = pd.factorize(history["category"], sort=True)
    category = np.full(n, -1, dtype=np.int64)
    category[row] = codes
    unknown = category < 0
    category[unknown] = len(names)
    return category


def _spacing(*weeks: pd.Series) -> Period:
    days = np.unique(np.concatenate([w.to_numpy().astype("datetime64[D]").astype(np.int64) for w in weeks]))
    return Period.MONTH if len(days) > 1 and float(np.median(np.diff(days))) > 20 else Period.WEEK


def _numbers(weeks: pd.Series, period: Period) -> Ints:
    dates = weeks.to_numpy().astype("datetime64[D]")
    if period is Period.MONTH:
        months: Ints = dates.astype("datetime64[M]").astype(np.int64) + 1970 * 12
        return months
    numbers: Ints = dates.astype(np.int64) // 7
    return numbers
