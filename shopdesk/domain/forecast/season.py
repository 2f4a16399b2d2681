"""The yearly profile: what the time of year multiplies demand by, for shop, category and SKU."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.forecast.harmonics import Design, fit_rows

SHOP_SD, CATEGORY_SD, SKU_SD = 0.45, 0.25, 0.15
LARGEST = 2.5
DAMPING = 0.7
LOWEST_RATE = 0.05
SWEEPS = 2


class SeasonLevel(StrEnum):
    """How far down the yearly profile goes."""

    NONE = "none"
    SHOP = "shop"
    CATEGORY = "category"
    SKU = "sku"


@dataclass(frozen=True, slots=True)
class SeasonalLogs:
    """Seasonal logarithms by level; each adds to the one above.

    Attributes:
        shop: T + H.
        category: categories × (T + H).
        sku: n × (T + H), or empty where it was not asked for.
    """

    shop: Floats
    category: Floats
    sku: Floats

    def profile(self, level: SeasonLevel, category: Ints) -> Floats:
        """Return the n × (T + H) multipliers of a level: exp(0.7 × summed logs clipped to ± 2.5)."""
        logs = np.zeros((len(category), len(self.shop)))
        if level is not SeasonLevel.NONE:
            logs = logs + self.shop
        if level in {SeasonLevel.CATEGORY, SeasonLevel.SKU}:
            logs = logs + self.category[category]
        if level is SeasonLevel.SKU:
            logs = logs + self.sku
        multiplier: Floats = np.exp(DAMPING * np.clip(logs, -LARGEST, LARGEST))
        return multiplier


def fit_season(
    units: Floats, exposure: Floats, *, category: Ints, observed: Flags, design: Design, by_sku: bool = True
) -> SeasonalLogs:
    """Fit nested seasons: the shop's, each category's on top of it, each SKU's on top of both.

    SKUs enter sums with weight 1/sqrt(rate), in effective pieces.

    Args:
        units: n × T pieces.
        exposure: n × T, promotions, events and availability.
        category: n codes.
        observed: n × T cells that count.
        design: Of T + H periods; the first T are fitted.
        by_sku: Whether the SKUs' own seasons are wanted.

    Source: METHODS 7b.
    """
    past = units.shape[1]
    sold = np.where(observed, np.nan_to_num(units), 0.0)
    weight = np.where(observed, exposure, 0.0)
    groups, fitted = int(category.max(initial=-1)) + 1, design.until(past)
    members = np.zeros((groups, len(units)))
    members[category, np.arange(len(units))] = 1.0
    shop_log, category_log = np.zeros(len(design.columns)), np.zeros((groups, len(design.columns)))
    for _ in range(SWEEPS):
        season = np.exp(shop_log[:past] + category_log[:, :past][category])
        rate = sold.sum(axis=1) / np.maximum((weight * season).sum(axis=1), 1e-9)
        scale = _weights(rate)
        pieces, base = members @ (scale[:, None] * sold), members @ ((scale * rate)[:, None] * weight)
        shop_log = _season_of(
            pieces.sum(axis=0, keepdims=True), base.sum(axis=0, keepdims=True), fitted, design, SHOP_SD
        )[0]
        category_log = _season_of(pieces, base * np.exp(shop_log[:past]), fitted, design, CATEGORY_SD)
    sku_log = np.zeros((0, len(design.columns)))
    if by_sku:
        above = np.exp(shop_log[:past] + category_log[:, :past][category])
        sku_log = _season_of(sold, weight * above, fitted, design, SKU_SD)
    return SeasonalLogs(shop_log, category_log, sku_log)


def _season_of(sold: Floats, base: Floats, fitted: Design, whole: Design, sd: float) -> Floats:
    seen = base > 0
    coefficients = fit_rows(
        sold, np.log(np.maximum(base, 1e-12)), observed=seen, design=fitted, seasonal_sd=sd
    )
    logs: Floats = coefficients[:, 2:] @ whole.seasonal.T
    return logs


def _weights(rate: Floats) -> Floats:
    weight = 1 / np.sqrt(np.maximum(rate, LOWEST_RATE))
    information = float((weight * weight * rate).sum())
    return weight * (float((weight * rate).sum()) / information) if information > 0 else weight
