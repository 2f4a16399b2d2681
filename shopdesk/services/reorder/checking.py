"""What the forecast was worth on the shop's own past, and what the formulas of the books would order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain import accuracy, demand, intermittent
from shopdesk.domain.arrays import Floats
from shopdesk.domain.demand import Days
from shopdesk.domain.forecast import Panel, fit, whole
from shopdesk.domain.intermittent import DemandClass
from shopdesk.domain.reorder import fill, styles
from shopdesk.domain.reorder import textbook as books
from shopdesk.domain.reorder.textbook import EmpiricalPoint, LeadTime
from shopdesk.services.context import Shop
from shopdesk.services.reorder.reading import WEEKS_AHEAD, Known, read

WEEKS = 4
ORIGINS = (12, 8, 4)
LEAST_WEEKS = 26
LEVEL = 0.95
_CATEGORY_WEEKS = 10.0


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How four-week forecasts of styles did over the last twelve weeks, from what was known before each.

    Attributes:
        sums: Styles × origins compared.
        wape: Pieces off over pieces sold.
        bias: Pieces too many over pieces sold; negative = too few.
        mase: Absolute error over that of repeating the last period.
        rmsse: The same of squares, before the root.
        pinball: Of the 95 % quantile, over the usual step of each style.
        coverage: Share of sums at or below that quantile.
    """

    sums: int
    wape: float
    bias: float
    mase: float
    rmsse: float
    pinball: float
    coverage: float


def backtest(shop: Shop) -> Accuracy | None:
    """Return how the forecast did on this shop; None under half a year of sales.

    Source: METHODS 3, accuracy.
    """
    known = read(shop)
    if known.shelf is None:
        return None
    panel = styles.style_panel(known.shelf, styles.size_shares(known.shelf).share, WEEKS_AHEAD)
    if panel.past < LEAST_WEEKS:
        return None
    rows = [one for back in ORIGINS for one in _from(panel, panel.past - back)]
    return _summed(rows) if rows else None


@dataclass(frozen=True, slots=True)
class _Row:
    history: Floats
    actual: Floats
    mean: Floats
    high: Floats


def _from(panel: Panel, past: int) -> list[_Row]:
    """Return what was forecast from one moment of the past beside what came, styles that could sell."""
    before = panel.until(past, WEEKS)
    outlook = whole(fit(before, (WEEKS,)))
    high = outlook.quantiles([LEVEL], float(WEEKS))[:, 0]
    mean, _variance = outlook.forecast.moments(float(WEEKS))
    ahead, seen = panel.units[:, past : past + WEEKS], panel.observed
    there = seen[:, past : past + WEEKS].all(axis=1) & (seen[:, :past].sum(axis=1) >= _CATEGORY_WEEKS)
    return [
        _Row(
            np.where(seen[i, :past], panel.units[i, :past], np.nan),
            ahead[i].sum(keepdims=True), mean[i : i + 1], high[i : i + 1],
        )
        for i in np.flatnonzero(there)
    ]  # fmt: skip


def _summed(rows: list[_Row]) -> Accuracy:
    actual, mean, high = (
        np.concatenate([getattr(row, name) for row in rows]) for name in ("actual", "mean", "high")
    )
    root = WEEKS**0.5
    return Accuracy(
        sums=len(rows),
        wape=accuracy.wape(actual, mean),
        bias=accuracy.bias(actual, mean),
        mase=_mean([accuracy.mase(row.history, row.actual, row.mean) / WEEKS for row in rows]),
        rmsse=_mean([accuracy.rmsse(row.history, row.actual, row.mean) / WEEKS for row in rows]),
        pinball=_mean(
            [accuracy.scaled_pinball(row.history, row.actual, row.high, LEVEL) / root for row in rows]
        ),
        coverage=accuracy.coverage(actual, high),
    )


def _mean(figures: list[float]) -> float:
    known = [one for one in figures if np.isfinite(one)]
    return float(np.mean(known)) if known else float("nan")


@dataclass(frozen=True, slots=True)
class Textbook:
    """What METHODS 3's formulas give for one style, sizes summed; the plan itself goes by fill rate.

    Attributes:
        point: Normal curve, stock watched every day.
        level: Normal curve, up to which to order at each review.
        pieces_point: In whole pieces where few are expected: Poisson, else negative binomial.
        fill_point: Normal curve at the fill rate, by lots.
        windows: What past stretches as long as the supplier's orders took; None if none was in stock.
        weekly: Pieces a week: Croston without its bias (SBA), then with forgetting (TSB).
        kind: How its demand comes.
    """

    point: int
    level: int
    pieces_point: int
    fill_point: int
    windows: EmpiricalPoint | None
    weekly: tuple[float, float]
    kind: DemandClass


def textbook(shop: Shop, product_id: int) -> Textbook | None:
    """Return the second opinion on one style; None for one that never could sell.

    Rates count days that opened with stock, sold-out ones as censored (METHODS 1).
    """
    known = read(shop)
    places = [i for i, row in enumerate(known.rows) if row.product_id == product_id]
    if known.shelf is None or not places:
        return None
    found = [one for i in places if (one := _size(known, i)) is not None]
    if not found:
        return None
    sold = demand.weekly(known.shelf.units[places].sum(axis=0).astype(float))
    seen = [one.windows for one in found if one.windows is not None]
    return Textbook(
        point=sum(one.point for one in found),
        level=sum(one.level for one in found),
        pieces_point=sum(one.pieces_point for one in found),
        fill_point=sum(one.fill_point for one in found),
        windows=EmpiricalPoint(sum(one.pieces for one in seen), min(one.windows for one in seen))
        if len(seen) == len(found)
        else None,
        weekly=(intermittent.sba(sold), intermittent.tsb(sold)),
        kind=intermittent.lumpiness(sold).demand_class,
    )


@dataclass(frozen=True, slots=True)
class _Size:
    point: int
    level: int
    pieces_point: int
    fill_point: int
    windows: EmpiricalPoint | None


def _size(known: Known, place: int) -> _Size | None:
    shelf, row = known.shelf, known.rows[place]
    if shelf is None:
        return None
    units, there = shelf.units[place].astype(float), shelf.available[place]
    days = Days(units, there > 0, (there > 0) & (there < 1))
    rate = demand.censored_rate(days)
    if not rate > 0:
        return None
    terms, target = known.terms[row.supplier_id], known.chosen.service
    lead = LeadTime(terms.lead.days, terms.lead.deviation)
    asked = books.Demand(rate, float(units[days.opened].std()))
    mean, variance = books.lead_demand(asked, lead)
    z = books.service_factor(target)
    in_pieces = _in_pieces(len(units) / styles.WEEK, mean, variance, lead)
    took = [time.days for time in terms.times if time.is_over and time.days > 0]
    return _Size(
        point=books.continuous_point(asked, lead, z),
        level=books.periodic_level(asked, lead, review_days=terms.review_days, z=z),
        pieces_point=books.cycle_point(mean, in_pieces, target),
        fill_point=fill.normal_fill_point(
            mean, variance**0.5, fill=target, lot=max(row.pack, rate * terms.cover_days)
        ),
        windows=books.empirical_point(
            units, days.opened.astype(float), took or [max(1, round(lead.days))], target
        ),
    )


def _in_pieces(weeks: float, mean: float, variance: float, lead: LeadTime) -> float:
    """Return the variance with its ratio to the mean drawn to its category's.

    The category's is that of Poisson demand over the gamma lead time: 1 + mean / r.
    """
    if mean <= 0:
        return variance
    usual = 1 + mean / books.gamma_lead_size(lead) if lead.deviation > 0 else 1.0
    ratio = books.shrunk_dispersion(
        variance / mean, weeks, category_ratio=usual, category_weight=_CATEGORY_WEEKS
    )
    return mean * ratio
