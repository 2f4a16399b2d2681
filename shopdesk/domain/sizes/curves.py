"""Size curves: shares learned from sales where a size could be sold, shrunk to those of their kind.

``units_ti ~ Poisson(λ_t · θ_i · a_ti)``, with a_ti the availability of size i on day t. The likelihood is
climbed by turns, λ from θ and θ from λ, and equals a Poisson GLM with offset log a. Days of one style that
opened with the same sizes are one row: their λ only ever enters as a sum.

Source: Vulcano, van Ryzin & Ratliff (2012) for the family.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopdesk.domain.arrays import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class SalesRows:
    """Sales of one style over the days that opened with the same sizes.

    Attributes:
        style: (R,) index of the style.
        units: (R, K) pieces sold of its k-th size.
        available: (R, K) availability 0..1; 0 where the style has no k-th size.
    """

    style: Ints
    units: Floats
    available: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """Shares that make the sales most likely.

    Attributes:
        share: (C,) of each cell of each curve; the shares of a curve sum to 1.
        exposure: (C,) Σ λ a, the units the whole run would have sold while the cell could be.
        demand: (R,) λ of each row, the units it would have sold with the whole run in stock.
    """

    share: Floats
    exposure: Floats
    demand: Floats


def rows_by_pattern(units: NDArray[np.number], available: Flags) -> SalesRows:
    """Collect daily sales into rows of equal availability; days without a sale say nothing of shares.

    Args:
        units: (S, K, T) pieces sold per style, size and day.
        available: (S, K, T) whether the size opened that day with stock. A size that sold was available.
    """
    style, day = np.nonzero(units.sum(axis=1) > 0)
    sold = units[style, :, day].astype(np.float64)
    open_ = available[style, :, day] | (sold > 0)
    sizes = open_.shape[1]
    if not len(style) or sizes > 62:
        return SalesRows(style.astype(np.int64), sold, open_.astype(np.float64))
    code = open_ @ (1 << np.arange(sizes, dtype=np.int64))
    order = np.lexsort((code, style))
    first = np.r_[True, (np.diff(style[order]) != 0) | (np.diff(code[order]) != 0)]
    starts = np.flatnonzero(first)
    kept = order[starts]
    return SalesRows(
        style[kept].astype(np.int64),
        np.add.reduceat(sold[order], starts, axis=0),
        open_[kept].astype(np.float64),
    )


def fit(rows: SalesRows, cell: Ints, *, curve: Ints, tolerance: float = 1e-5, rounds: int = 60) -> Fitted:
    """Return the most likely shares of every curve at once.

    Args:
        rows: The sales.
        cell: (R, K) cell of the curves each entry belongs to, 0..C-1; anything where availability is 0.
        curve: (C,) curve each cell belongs to, 0..N-1, ascending.
        tolerance: Stop when no share moves more than this in a round.
        rounds: At most this many rounds.

    A cell that was never available gets share 0.
    """
    flat, cells = cell.ravel(), len(curve)
    sold = totals(flat, rows.units, cells)
    total: Floats = rows.units.sum(axis=1)
    share = _normal(np.where(sold > 0, 1.0, 1e-9), curve)
    exposure, demand = sold, total
    for _ in range(rounds):
        seen = np.einsum("rk,rk->r", share[cell], rows.available)
        demand = np.divide(total, seen, out=np.zeros_like(total), where=seen > 0)
        exposure = totals(flat, demand[:, None] * rows.available, cells)
        fresh = _normal(np.divide(sold, exposure, out=np.zeros(cells), where=exposure > 0), curve)
        moved = float(np.abs(fresh - share).max(initial=0.0))
        share = fresh
        if moved < tolerance:
            break
    return Fitted(share, exposure, demand)


def totals(place: Ints, values: Floats, size: int) -> Floats:
    """Return the sum of the values that fall on each of ``size`` places, (size,)."""
    result: Floats = np.bincount(place.ravel(), weights=values.ravel(), minlength=size).astype(np.float64)
    return result


def _normal(values: Floats, curve: Ints) -> Floats:
    sums = totals(curve, values, 0)[curve]
    result: Floats = np.divide(values, sums, out=np.zeros(len(values)), where=sums > 0)
    return result


def with_prior(rows: SalesRows, prior: Floats, strength: Floats) -> SalesRows:
    """Add to every style one imagined day on which the whole run was in stock.

    That day sells ``strength`` pieces split by ``prior``. With every size always in stock the fit then
    equals ``shrink``; a size that was never in stock keeps its prior share instead of 0.

    Args:
        rows: The sales.
        prior: (S, K) shares to lean to, 0 where the style has no k-th size.
        strength: (S,) κ of each style.
    """
    styles = len(prior)
    return SalesRows(
        np.r_[rows.style, np.arange(styles)],
        np.vstack([rows.units, strength[:, None] * prior]),
        np.vstack([rows.available, (prior > 0).astype(np.float64)]),
    )


def shrink(sold: Floats, prior: Floats, strength: float) -> Floats:
    """Return (x_i + κ·π_i) / (n + κ): shares of a run that was always in stock.

    Args:
        sold: (K,) pieces per size.
        prior: (K,) shares of its kind, summing to 1.
        strength: κ, in pieces.
    """
    result: Floats = (sold + strength * prior) / (sold.sum() + strength)
    return result
