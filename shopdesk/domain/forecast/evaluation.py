"""The one function by which the forecaster is judged from outside."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopdesk.domain.forecast.core import fit
from shopdesk.domain.forecast.gate import yearly_season
from shopdesk.domain.forecast.outlook import whole
from shopdesk.domain.forecast.panel import panel_from_frames


def lead_time_quantiles(
    history: pd.DataFrame, future: pd.DataFrame, horizons: list[int], quantiles: list[float]
) -> pd.DataFrame:
    """Return the distribution of each SKU's demand summed over the next h periods.

    Args:
        history: Columns sku, category, week (start of the period: Monday, or the first of the month), qty
            (NaN = not observable), promo (0..1) and optionally available (0..1, share of the period in
            stock, 1 by default).
        future: Columns sku, week, promo: the plan of the periods ahead.
        horizons: Whole numbers of periods, 1 or more.
        quantiles: Levels strictly between 0 and 1.

    Returns:
        Columns sku, horizon, mean (float pieces) and ``q<level>`` for each level, a row per SKU and horizon.

    Source: METHODS 7.
    """
    panel, skus = panel_from_frames(history, future, max(horizons))
    season, _ = yearly_season(panel)
    outlook = whole(fit(panel, tuple(horizons), season=season))
    names = [f"q{level}" for level in quantiles]
    blocks = []
    for periods in horizons:
        # Of the forecast itself: the outlook's own would first judge past plans, which nobody asks for here.
        mean, _ = outlook.forecast.moments(float(periods))
        block = pd.DataFrame(outlook.quantiles(quantiles, float(periods)), columns=names)
        block.insert(0, "sku", np.asarray(skus))
        block.insert(1, "horizon", periods)
        block.insert(2, "mean", mean)
        blocks.append(block)
    return pd.concat(blocks, ignore_index=True)
