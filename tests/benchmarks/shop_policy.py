"""A shop that orders every Monday on real demand: lost sales, random lead times, only its own view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from shopdesk.domain.forecast import LeadTimes, Panel, fit, split, whole
from shopdesk.domain.reorder.points import Policy, plan
from shopdesk.domain.reorder.styles import Shelf, size_shares, style_panel

LEAD_WEEKS = np.array([1, 2, 3])
LEAD_CHANCE = np.array([0.25, 0.5, 0.25])
REVIEW_WEEKS, COVER_WEEKS, PLANNED = 1, 2, 16

Levels = tuple[np.ndarray, np.ndarray]
Policies = Callable[[np.ndarray, np.ndarray, np.ndarray], Levels]


@dataclass(frozen=True)
class Outcome:
    """How a policy did.

    Attributes:
        fill: Mean over SKUs of pieces served over pieces asked for.
        fill_of_pieces: All pieces served over all pieces asked for.
        stock: Mean pieces on hand at the end of a week, over SKUs and weeks.
    """

    fill: float
    stock: float
    fill_of_pieces: float = 0.0


def simulate(
    demand: np.ndarray,
    category: np.ndarray,
    policy: Policies,
    *,
    weeks: int,
    seed: int,
    pack: np.ndarray | int = 1,
) -> Outcome:
    """Run the last ``weeks`` of demand under a policy that sees sales and the share of the week in stock."""
    rng = np.random.default_rng(seed)
    skus, width = demand.shape
    start = width - weeks
    sold, available = demand[:, :start].copy(), np.where(np.isnan(demand[:, :start]), 0.0, 1.0)
    point, level = policy(sold, available, category)
    stock, coming = level.astype(float), np.zeros((skus, width + LEAD_WEEKS.max() + 2))
    served, asked, held = np.zeros(skus), np.zeros(skus), 0.0
    for week in range(start, width):
        stock += coming[:, week]
        wanted = demand[:, week]
        gone = np.minimum(stock, wanted)
        share = np.where(wanted > stock, stock / np.maximum(wanted, 1), (stock > 0) * 1.0)
        stock -= gone
        served, asked, held = served + gone, asked + wanted, held + stock.mean()
        sold, available = np.column_stack([sold, gone]), np.column_stack([available, share])
        point, level = policy(sold, available, category)
        position = stock + coming[:, week + 1 :].sum(axis=1)
        order = np.where(position <= point, np.maximum(level - position, 0), 0)
        order = np.ceil(order / pack) * pack
        arrives = week + 1 + rng.choice(LEAD_WEEKS, skus, p=LEAD_CHANCE)
        coming[np.arange(skus), arrives] += order
    some = asked > 0
    by_sku = float((served[some] / asked[some]).mean())
    return Outcome(by_sku, float(held / weeks), float(served.sum() / asked.sum()))


def by_fill_rate(target: float) -> Policies:
    """Order by the product's own plan."""

    def levels(sold: np.ndarray, available: np.ndarray, category: np.ndarray) -> Levels:
        skus, past = sold.shape
        panel = Panel(sold, available, np.zeros((skus, past + PLANNED)), category)
        many = np.ones(skus)
        lead = LeadTimes(np.tile(7.0 * LEAD_WEEKS, (skus, 1)), np.tile(LEAD_CHANCE, (skus, 1)))
        rules = Policy(target * many, 7.0 * REVIEW_WEEKS * many, 7.0 * COVER_WEEKS * many, many)
        made = plan(whole(fit(panel, (2, 4))), lead=lead, policy=rules)
        return made.reorder_point, made.order_up_to

    return levels


def by_style(target: float, sizes: int, pack: np.ndarray) -> Policies:
    """Order as the product does: styles forecast, their demand split on sizes by the size curve, packs."""

    def levels(sold: np.ndarray, available: np.ndarray, category: np.ndarray) -> Levels:
        rows, past = sold.shape
        many = np.ones(rows)
        daily = np.zeros((rows, past, 7), dtype=np.int64)
        daily[:, :, 0] = sold
        shelf = Shelf(
            units=daily.reshape(rows, -1),
            available=np.repeat(available, 7, axis=1),
            style=np.repeat(np.arange(rows // sizes), sizes),
            size=[str(22 + i % sizes) for i in range(rows)],
            category=[f"C{code}" for code in category[::sizes]],
            gender=[""] * (rows // sizes),
            started=np.zeros(rows // sizes, dtype=np.int64),
        )
        shares = size_shares(shelf)
        made = split(
            fit(style_panel(shelf, shares.share, PLANNED), (2, 4)), shelf.style, shares.share, shares.variance
        )
        lead = LeadTimes(np.tile(7.0 * LEAD_WEEKS, (rows, 1)), np.tile(LEAD_CHANCE, (rows, 1)))
        rules = Policy(target * many, 7.0 * REVIEW_WEEKS * many, 7.0 * COVER_WEEKS * many, pack * many)
        found = plan(made, lead=lead, policy=rules)
        return found.reorder_point, found.order_up_to

    return levels


def by_smoothing(cycle_service: float) -> Policies:
    """Order by a reorder point of weekly exponential smoothing, α 0.2, and its own errors."""

    def levels(sold: np.ndarray, available: np.ndarray, category: np.ndarray) -> Levels:
        seen = (available > 0) & np.isfinite(sold)
        units = np.nan_to_num(sold)
        level = units[:, :4].sum(axis=1) / np.maximum(seen[:, :4].sum(axis=1), 1)
        squared = np.zeros(len(units))
        for t in range(units.shape[1]):
            error = np.where(seen[:, t], units[:, t] - level, 0.0)
            squared, level = squared + error**2, level + 0.2 * error
        variance = squared / np.maximum(seen.sum(axis=1), 1)
        lead = float(LEAD_WEEKS @ LEAD_CHANCE) + REVIEW_WEEKS
        spread = float((LEAD_WEEKS - LEAD_WEEKS @ LEAD_CHANCE) ** 2 @ LEAD_CHANCE)
        deviation = np.sqrt(lead * variance + level**2 * spread)
        point = np.ceil(lead * level + norm.ppf(cycle_service) * deviation)
        return point, point + np.ceil(COVER_WEEKS * level)

    return levels
