"""From a need to an order: packs, least orders, sizes, prepacked runs."""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

_MOST_COMBINATIONS = 200_000


@dataclass(frozen=True, slots=True)
class Lot:
    """What is ordered for a need, and which rule added what."""

    order: int
    pack: int = 0
    minimum: int = 0


def lot(need: int, pack: int = 1, minimum: int = 0) -> Lot:
    """Return the order for a need: up to the pack, lifted to the minimum, then up to the pack again.

    Args:
        need: Pieces; 0 or less orders nothing.
        pack: Pieces per pack, 1 or more.
        minimum: Least pieces per order, 0 for none.

    Raises:
        ValueError: If pack is under 1.
    """
    if pack < 1:
        raise ValueError("a pack holds at least one piece")
    if need <= 0:
        return Lot(0)
    packed = _up(need, pack)
    lifted = max(packed, minimum)
    order = _up(lifted, pack)
    return Lot(order, pack=(packed - need) + (order - lifted), minimum=lifted - packed)


def _up(pieces: int, pack: int) -> int:
    return -(-pieces // pack) * pack


def split(total: int, shares: Sequence[float]) -> list[int]:
    """Split pieces by shares with the largest remainder; the parts sum to the total.

    Equal remainders go to the earlier part; all-zero shares share equally.

    Args:
        total: Pieces, 0 or more.
        shares: Non-negative, any scale, at least one.

    Raises:
        ValueError: If there is no share, or one is negative.
    """
    if not shares or min(shares) < 0:
        raise ValueError("shares must be non-negative and at least one")
    used = list(shares) if sum(shares) > 0 else [1.0] * len(shares)
    whole = math.fsum(used)
    exact = [total * share / whole for share in used]
    parts = [math.floor(e + 1e-9) for e in exact]
    order = sorted(range(len(used)), key=lambda i: parts[i] - exact[i])
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Boxes:
    """How many of each prepacked run to order, and what that leaves short and over per size."""

    counts: tuple[int, ...]
    pieces: tuple[int, ...]
    short: int
    over: int
    cost: float


def boxes(
    need: Sequence[int],
    runs: Sequence[Sequence[int]],
    *,
    shortage_cost: float = 1.0,
    excess_cost: float = 1.0,
) -> Boxes:
    """Return the numbers of prepacked runs (corridas) with the least shortage + excess cost.

    Ties go to fewer pieces. All combinations are tried while there are few; else boxes are added one by
    one as long as the cost falls.

    Args:
        need: Pieces per size, 0 or more.
        runs: Pieces per size in one box of each kind, each with at least one piece.
        shortage_cost: Of one piece missing.
        excess_cost: Of one piece too many.
    """
    wanted, kinds = np.array(need), np.array(runs)
    most = [int(max(-(-w // r) for w, r in zip(wanted, kind, strict=True) if r)) for kind in kinds]

    def cost(counts: Sequence[int]) -> tuple[float, int]:
        pieces = np.array(counts) @ kinds
        short, over = np.maximum(wanted - pieces, 0).sum(), np.maximum(pieces - wanted, 0).sum()
        return round(shortage_cost * float(short) + excess_cost * float(over), 9), int(pieces.sum())

    if math.prod(m + 1 for m in most) <= _MOST_COMBINATIONS:
        best = min(itertools.product(*(range(m + 1) for m in most)), key=cost)
    else:
        best = _add_boxes(len(kinds), cost)
    pieces = np.array(best) @ kinds
    return Boxes(
        tuple(best),
        tuple(int(p) for p in pieces),
        int(np.maximum(wanted - pieces, 0).sum()),
        int(np.maximum(pieces - wanted, 0).sum()),
        cost(best)[0],
    )


def _add_boxes(kinds: int, cost: Callable[[Sequence[int]], tuple[float, int]]) -> tuple[int, ...]:
    counts = (0,) * kinds
    while True:
        tries = [tuple(c + (i == j) for j, c in enumerate(counts)) for i in range(kinds)]
        best = min(tries, key=cost)
        if cost(best) >= cost(counts):
            return counts
        counts = best


@dataclass(frozen=True, slots=True)
class Coverable:
    """A line that may be topped up: what it has after ordering, what it sells, what a pack costs."""

    pieces: int
    per_day: float
    pack: int = 1
    cost_minor: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """What can be ordered at once: a pack of one line, or a prepacked run over several.

    Attributes:
        lines: Places of its lines.
        pieces: Of each of them.
    """

    lines: tuple[int, ...]
    pieces: tuple[int, ...]


def packs(lines: Sequence[Coverable]) -> list[Parcel]:
    """Return a parcel per line: its own pack."""
    return [Parcel((i,), (line.pack,)) for i, line in enumerate(lines)]


def top_up(
    lines: Sequence[Coverable], missing_minor: int, parcels: Sequence[Parcel] | None = None
) -> list[int]:
    """Return how many of each parcel to add so that the supplier's least order is reached.

    One parcel at a time goes where stock would end first. Parcels in which nothing sells or has a cost are
    never added; if there is no other, nothing is.

    Args:
        lines: Stock after this order, in pieces, with daily rate, pack and unit cost in minor units.
        missing_minor: Money still missing to the minimum; 0 or less adds nothing.
        parcels: What can be ordered at once; a pack of each line by default.
    """
    offered = packs(lines) if parcels is None else list(parcels)
    held, added = [line.pieces for line in lines], [0] * len(offered)
    costs = [
        sum(n * lines[i].cost_minor for i, n in zip(one.lines, one.pieces, strict=True)) for one in offered
    ]
    covers = [
        (cover, at)
        for at, one in enumerate(offered)
        if costs[at] > 0 and (cover := _cover(one, lines, held)) < math.inf
    ]
    heapq.heapify(covers)
    while missing_minor > 0 and covers:
        _, at = covers[0]
        cover = _cover(offered[at], lines, held)
        if cover > covers[0][0]:  # another parcel of the same lines was added meanwhile
            heapq.heapreplace(covers, (cover, at))
            continue
        added[at] += 1
        missing_minor -= costs[at]
        for i, n in zip(offered[at].lines, offered[at].pieces, strict=True):
            held[i] += n
        heapq.heapreplace(covers, (_cover(offered[at], lines, held), at))
    return added


def _cover(parcel: Parcel, lines: Sequence[Coverable], held: Sequence[int]) -> float:
    """Return the days until the first line of a parcel is empty; infinite where none of them sells."""
    return min(
        (
            held[i] / lines[i].per_day
            for i, n in zip(parcel.lines, parcel.pieces, strict=True)
            if n and lines[i].per_day > 0
        ),
        default=math.inf,
    )
