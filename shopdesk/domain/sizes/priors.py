"""What a style's curve leans to: the curve of its kind (category × gender × system) and how strongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.sizes.curves import Fitted, SalesRows, fit, totals
from shopdesk.domain.special import gammaln

STRENGTH = 20.0
STRENGTHS = np.arange(20.0, 41.0)
STYLES_TO_LEARN_STRENGTH = 10
_EVEN = 0.5  # pieces per size, so that a size never seen anywhere keeps a trace


@dataclass(frozen=True, slots=True)
class Kind:
    """What styles are pooled by; None = not known, pooled with everything on that scale."""

    category: str | None
    gender: str | None
    system: str


SizeKey = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class KindCurve:
    """The size curve of a kind.

    Attributes:
        kind: Which.
        share: Key of the size → share; sums to 1.
        pieces: How many sold pieces it rests on.
        styles: How many styles sold at all.
        strength: κ its styles lean to it with, in pieces.
    """

    kind: Kind
    share: dict[SizeKey, float]
    pieces: int
    styles: int
    strength: float


@dataclass(frozen=True, slots=True)
class Priors:
    """The prior of each style and the curves it came from.

    Attributes:
        share: (S, K) π, rows sum to 1, 0 where the style has no k-th size.
        strength: (S,) κ.
        curves: One per kind, in order of first appearance.
        kind_of: (S,) index into curves.
    """

    share: Floats
    strength: Floats
    curves: tuple[KindCurve, ...]
    kind_of: Ints


def learn(
    rows: SalesRows, kinds: Sequence[Kind], keys: Sequence[Sequence[SizeKey]], strength: float | None = None
) -> Priors:
    """Estimate the curve of every kind, each leaning to the curve of its scale.

    A style counts for at most κ pieces, so that one best-seller does not speak for all.

    Args:
        rows: Sales of all styles.
        kinds: Kind of each style.
        keys: Keys of the sizes of each style, in its own order; at most K.
        strength: κ for all; None learns it where ten styles or more have sold.
    """
    width = rows.units.shape[1]
    pieces = totals(rows.style, rows.units.sum(axis=1), len(kinds))
    damped = SalesRows(
        rows.style, rows.units * (STRENGTH / (pieces + STRENGTH))[rows.style, None], rows.available
    )
    scales = [Kind(None, None, kind.system) for kind in kinds]
    wide = _pooled(damped, _Cells.of(scales, keys, width), None)
    narrow_cells = _Cells.of(list(kinds), keys, width)
    narrow = _pooled(damped, narrow_cells, wide.lookup(narrow_cells))
    share = np.where(narrow_cells.carried, narrow.share[narrow_cells.cell], 0.0)
    sums = share.sum(axis=1, keepdims=True)
    share = np.divide(share, sums, out=np.zeros_like(share), where=sums > 0)
    learned = _strengths(rows, share, narrow_cells, strength)
    return Priors(share, learned[narrow_cells.group], narrow.curves(pieces, learned), narrow_cells.group)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Which cell of which group each size of each style falls on; S styles, K sizes at most, C cells."""

    kinds: tuple[Kind, ...]
    group: Ints  # (S,)
    keys: tuple[tuple[int, SizeKey], ...]  # (C,) group and key of each cell
    cell: Ints  # (S, K)
    carried: Flags  # (S, K)

    @classmethod
    def of(cls, kinds: Sequence[Kind], keys: Sequence[Sequence[SizeKey]], width: int) -> _Cells:
        """Number the groups in their order and the cells by group and size."""
        names = tuple(dict.fromkeys(kinds))
        place = {name: index for index, name in enumerate(names)}
        group = np.array([place[kind] for kind in kinds], dtype=np.int64)
        known = {(int(g), key) for g, run in zip(group, keys, strict=True) for key in run}
        cells = tuple(sorted(known))
        index = {pair: number for number, pair in enumerate(cells)}
        cell = np.zeros((len(kinds), width), dtype=np.int64)
        carried = np.zeros((len(kinds), width), dtype=bool)
        for style, run in enumerate(keys):
            cell[style, : len(run)] = [index[(int(group[style]), key)] for key in run]
            carried[style, : len(run)] = True
        return cls(names, group, cells, cell, carried)


@dataclass(frozen=True, slots=True)
class _Pool:
    """The curve of every group, cell by cell."""

    cells: _Cells
    share: Floats  # (C,)

    def lookup(self, other: _Cells) -> Floats:
        """Return this pool's share for each cell of a finer one, renormalised there."""
        here = {
            (self.cells.kinds[group].system, key): self.share[number]
            for number, (group, key) in enumerate(self.cells.keys)
        }
        values = np.array([here[(other.kinds[group].system, key)] for group, key in other.keys])
        curve = np.array([group for group, _ in other.keys], dtype=np.int64)
        result: Floats = values / np.bincount(curve, weights=values)[curve]
        return result

    def curves(self, pieces: Floats, strength: Floats) -> tuple[KindCurve, ...]:
        """Return the curve of each group with the pieces sold and the styles behind it."""
        found = []
        for number, kind in enumerate(self.cells.kinds):
            mine = pieces[self.cells.group == number]
            share = {
                key: float(self.share[c]) for c, (group, key) in enumerate(self.cells.keys) if group == number
            }
            sold = round(float(mine.sum()))
            found.append(KindCurve(kind, share, sold, int((mine > 0).sum()), float(strength[number])))
        return tuple(found)


def _pooled(rows: SalesRows, cells: _Cells, parent: Floats | None) -> _Pool:
    """Fit one curve per group, with an imagined day of STRENGTH pieces by the parent, or of even ones."""
    curve = np.array([group for group, _ in cells.keys], dtype=np.int64)
    counts = np.bincount(curve, minlength=len(cells.kinds))
    width = max(int(counts.max(initial=0)), rows.units.shape[1])
    units, available, cell = _imagined(cells, curve, parent, width)
    spread = ((0, 0), (0, width - rows.units.shape[1]))
    everything = SalesRows(
        np.r_[rows.style, np.zeros(len(units), dtype=np.int64)],
        np.vstack([np.pad(rows.units, spread), units]),
        np.vstack([np.pad(rows.available * cells.carried[rows.style], spread), available]),
    )
    target = np.vstack([np.pad(cells.cell[rows.style], spread), cell])
    fitted: Fitted = fit(everything, target, curve=curve, tolerance=1e-4, rounds=40)
    return _Pool(cells, fitted.share)


def _imagined(cells: _Cells, curve: Ints, parent: Floats | None, width: int) -> tuple[Floats, Floats, Ints]:
    groups = len(cells.kinds)
    units, cell = np.zeros((groups, width)), np.zeros((groups, width), dtype=np.int64)
    available = np.zeros((groups, width))
    for group in range(groups):
        mine = np.flatnonzero(curve == group)
        cell[group, : len(mine)] = mine
        available[group, : len(mine)] = 1.0
        units[group, : len(mine)] = _EVEN if parent is None else STRENGTH * parent[mine]
    return units, available, cell


def _strengths(rows: SalesRows, share: Floats, cells: _Cells, fixed: float | None) -> Floats:
    """Return κ of each group by the likelihood of its styles' counts, between 20 and 40.

    Given the days each size was open, a style's pieces fall by π_i × exposure_i; with shares drawn around π
    that is a Dirichlet-multinomial of strength κ.
    """
    groups = len(cells.kinds)
    if fixed is not None:
        return np.full(groups, float(fixed))
    styles, width = share.shape
    seen = np.einsum("rk,rk->r", share[rows.style], rows.available)
    demand = np.divide(rows.units.sum(axis=1), seen, out=np.zeros(len(seen)), where=seen > 0)
    flat = (rows.style[:, None] * width + np.arange(width)).ravel()
    size = styles * width
    sold = totals(flat, rows.units, size).reshape(styles, width)
    open_ = totals(flat, demand[:, None] * rows.available, size)
    mean = share * open_.reshape(styles, width)
    counts, sums = sold.sum(axis=1), mean.sum(axis=1, keepdims=True)
    mean = np.divide(mean, sums, out=np.zeros_like(mean), where=sums > 0)
    scores = np.stack([marginal_likelihood(sold, mean, kappa) for kappa in STRENGTHS])
    result = np.full(groups, STRENGTH)
    for group in range(groups):
        mine = (cells.group == group) & (counts > 0)
        if mine.sum() >= STYLES_TO_LEARN_STRENGTH:
            result[group] = STRENGTHS[int(scores[:, mine].sum(axis=1).argmax())]
    return result


def marginal_likelihood(sold: Floats, mean: Floats, strength: float) -> Floats:
    """Return the log Dirichlet-multinomial likelihood of each row, without its constant.

    Args:
        sold: (S, K) pieces per size.
        mean: (S, K) expected shares; cells of share 0 are left out.
        strength: κ.
    """
    weight = strength * mean
    carried = weight > 0
    safe = np.where(carried, weight, 1.0)
    terms = np.where(carried, gammaln(np.where(carried, sold, 0.0) + safe) - gammaln(safe), 0.0)
    result: Floats = gammaln(strength) - gammaln(sold.sum(axis=1) + strength) + terms.sum(axis=1)
    return result
