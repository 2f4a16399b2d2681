"""Shops made from a seed: drifting categories and uneven sellers, with whatever is planted in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.forecast import Panel


@dataclass(frozen=True)
class Made:
    """A panel with what really lies ahead, and the demand that stock-outs hid."""

    panel: Panel
    ahead: np.ndarray
    demand: np.ndarray


def a_generated_shop(
    seed: int,
    *,
    skus: int = 150,
    weeks: int = 112,
    ahead: int = 12,
    season: float = 0.0,
    growth: float = 0.0,
    categories: int = 6,
    first_week: int = 2600,
) -> Made:
    """Return a shop whose categories drift, with a yearly season of this strength (0 = none).

    The season is a broad wave with a December peak, its strength differing by category; a few SKUs stray.
    """
    rng = np.random.default_rng(seed)
    width = weeks + ahead
    category = rng.integers(0, categories, skus)
    rate = np.exp(rng.normal(0.7, 1.1, skus))
    year = ((first_week + np.arange(width)) * 7 / 365.25) % 1.0
    wave = 0.6 * np.cos(2 * np.pi * (year - 0.95)) + 0.9 * np.exp(-0.5 * ((year - 0.94) / 0.035) ** 2)
    strength = season * rng.uniform(0.4, 1.4, categories)
    drift = np.cumsum(rng.normal(0, 0.035, (categories, width)), axis=1)
    own = np.cumsum(rng.normal(0, 0.03, (skus, width)), axis=1)
    trend = growth * np.arange(width) / 52.18
    log = strength[category][:, None] * wave + drift[category] + own + trend
    mean = rate[:, None] * np.exp(log)
    demand = rng.poisson(mean * rng.gamma(2.5, 1 / 2.5, mean.shape)).astype(float)
    panel = Panel(
        demand[:, :weeks], np.ones((skus, weeks)), np.zeros((skus, width)), category, first=first_week
    )
    return Made(panel, demand[:, weeks:], demand[:, :weeks])


def a_launching_shop(
    seed: int, *, old: int = 60, launches: int = 90, weeks: int = 100, ahead: int = 12
) -> Made:
    """Return a shop that brings out new items all the time: they start high and settle near the old ones.

    A fifth of the launches fall in the last three weeks; they are the last rows of the panel.
    """
    rng = np.random.default_rng(seed)
    width, skus = weeks + ahead, old + launches
    category = rng.integers(0, 4, skus)
    fresh = launches // 5
    start = np.concatenate(
        [
            np.zeros(old, dtype=int),
            rng.integers(6, weeks - 12, launches - fresh),
            rng.integers(weeks - 2, weeks + 1, fresh),
        ]
    )
    level = np.array([1.0, 1.5, 2.0, 3.0])[category]
    rate = level * rng.gamma(1.6, 1 / 1.6, skus)
    age = np.arange(width)[None, :] - start[:, None]
    curve = np.where(age < 0, 0.0, 1 + 4 * np.exp(-np.maximum(age, 0) / 9))
    curve[:old] = 1.0
    drift = np.exp(np.cumsum(rng.normal(0, 0.03, (4, width)), axis=1))
    mean = rate[:, None] * curve * drift[category]
    demand = rng.poisson(mean * rng.gamma(3.0, 1 / 3.0, mean.shape)).astype(float)
    seen = np.where(age[:, :weeks] >= 0, demand[:, :weeks], np.nan)
    panel = Panel(seen, np.ones((skus, weeks)), np.zeros((skus, width)), category)
    return Made(panel, demand[:, weeks:], demand[:, :weeks])


def a_shop_that_runs_out(seed: int, *, skus: int = 150, weeks: int = 70, ahead: int = 8) -> Made:
    """Return a shop that reorders too little, so that what sells well runs out.

    Weekly orders up to some weeks of the SKU's mean arrive ten days later; demand on an empty shelf is lost.
    A day counts as available when it opened with stock, also if it sold out before closing.
    """
    rng = np.random.default_rng(seed)
    width, lead = weeks + ahead, 10
    category = rng.integers(0, 5, skus)
    rate = np.exp(rng.normal(1.0, 0.9, skus))
    drift = np.exp(np.cumsum(rng.normal(0, 0.05, (skus, width)), axis=1))
    busy = (rate[:, None] * drift / 7 * rng.gamma(2.0, 0.5, (skus, width))).repeat(7, axis=1)
    daily = rng.poisson(busy)
    cover = np.ceil(rate * rng.uniform(1.6, 3.2, skus))
    stock, coming = cover.copy(), np.zeros((skus, width * 7 + lead + 1))
    sold, opened = np.zeros((skus, weeks * 7)), np.zeros((skus, weeks * 7))
    for day in range(weeks * 7):
        stock += coming[:, day]
        opened[:, day] = stock > 0
        sold[:, day] = np.minimum(stock, daily[:, day])
        stock -= sold[:, day]
        if day % 7 == 0:
            position = stock + coming[:, day + 1 :].sum(axis=1)
            coming[:, day + lead] += np.maximum(cover - position, 0.0)
    demand = daily.reshape(skus, width, 7).sum(axis=2).astype(float)
    by_week = (skus, weeks, 7)
    panel = Panel(
        sold.reshape(by_week).sum(axis=2),
        opened.reshape(by_week).mean(axis=2),
        np.zeros((skus, width)),
        category,
    )
    return Made(panel, demand[:, weeks:], demand[:, :weeks])
