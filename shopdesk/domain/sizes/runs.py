"""The state of a style's size run: key sizes, coverage, what is missing and what is about to be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from shopdesk.domain.arrays import Flags, Floats, Ints

CORE_REACH = 0.6
_EXACT = 1e-9


def core_sizes(share: Floats, reach: float = CORE_REACH) -> Flags:
    """Return the smallest set of sizes, by descending share, that reaches ``reach`` of each row.

    Args:
        share: (S, K) shares; of two equal shares the smaller size is taken first.
        reach: 0..1.
    """
    order = np.argsort(-np.round(share, 12), axis=1, kind="stable")
    sorted_ = np.take_along_axis(share, order, axis=1)
    before = np.cumsum(sorted_, axis=1) - sorted_
    chosen = (before < reach - _EXACT) & (sorted_ > 0)
    core = np.zeros_like(chosen)
    np.put_along_axis(core, order, chosen, axis=1)
    return core


def coverage(share: Floats, in_stock: Flags) -> Floats:
    """Return Σ share over the sizes in stock, per row, 0..1."""
    result: Floats = np.minimum((share * in_stock).sum(axis=1), 1.0)
    return result


def missing_core(core: Flags, in_stock: Flags) -> Flags:
    """Return the key sizes at zero of styles that still have stock in others: the broken runs.

    A style with nothing at all is sold out, not broken.
    """
    result: Flags = core & ~in_stock & in_stock.any(axis=1, keepdims=True)
    return result


def breaking(
    core: Flags, on_hand: Floats, *, incoming: Floats, size_rate: Floats, lead_days: Floats
) -> Flags:
    """Return the key sizes in stock whose stock ends before an order placed today can arrive.

    Args:
        core: (S, K).
        on_hand: (S, K) pieces.
        incoming: (S, K) pieces already on the way that arrive within the lead time.
        size_rate: (S, K) expected pieces per day.
        lead_days: (S,) from order to shelf.
    """
    needed = size_rate * lead_days[:, None]
    result: Flags = core & (on_hand > 0) & (on_hand + incoming < needed)
    return result


def daily_coverage(share: Floats, available: Flags) -> Floats:
    """Return the coverage of each style on each day, (S, T), from opening availability (S, K, T)."""
    result = np.zeros((available.shape[0], available.shape[2]))
    for size in range(available.shape[1]):
        result += share[:, size, None] * available[:, size]
    return np.minimum(result, 1.0, out=result)


def first_day(sold: NDArray[np.number]) -> Ints:
    """Return the day each style began to sell: 0, or its first sale if the wait before it was no chance.

    A wait of more than four of the style's usual intervals has a probability under 2 %.

    Args:
        sold: (S, T) pieces per day.
    """
    days = sold.shape[1]
    seen = sold > 0
    first = np.where(seen.any(axis=1), seen.argmax(axis=1), 0)
    interval = (days - first) / np.maximum(seen.sum(axis=1), 1)
    result: Ints = np.where(first > 4 * interval, first, 0).astype(np.int64)
    return result


def rate_per_day(
    sold: NDArray[np.number], coverage_of_day: Floats, begun: Ints, *, half_life: float = 56.0
) -> Floats:
    """Return the pieces per day each style would sell now with its whole run in stock.

    Sales over coverage, a day weighing half as much every ``half_life`` days back, leaning to the style's
    own long-run rate with two weeks' weight.

    Args:
        sold: (S, T) pieces per day, the last day last.
        coverage_of_day: (S, T) 0..1.
        begun: (S,) first day that counts.
        half_life: In days.
    """
    days = sold.shape[1]
    counts = np.arange(days) >= begun[:, None]
    open_ = coverage_of_day * counts
    weight = 0.5 ** (np.arange(days)[::-1] / half_life)
    sales = sold * counts
    total, exposure = sales.sum(axis=1), open_.sum(axis=1)
    long_run = np.divide(total, exposure, out=np.zeros(len(total)), where=exposure > 0)
    lean = 14.0
    result: Floats = (sales @ weight + lean * long_run) / (open_ @ weight + lean)
    return result


def lost_per_week(rate: Floats, covered: Floats, *, recapture: float) -> Floats:
    """Return rate × 7 × missing share × (1 − recapture): pieces a week that nobody could buy."""
    result: Floats = rate * 7.0 * np.clip(1.0 - covered, 0.0, 1.0) * (1.0 - recapture)
    return result
