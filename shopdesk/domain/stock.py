"""The stock ledger, day by day: counts are fixed points, flows roll the balance on from them and back before.

Opening balance of a day = last fixed point at or before it + flows of the days from it on. Before the first
point the same sum runs backwards. Nothing is clamped: a negative balance is a fact about the records. The
order in which records arrive does not matter, and a late older flow changes nothing from the newest count on.
A fixed point stands at the opening of its day, before the flows of that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from shopdesk.domain.arrays import Flags, Floats, Ints

Codes = NDArray[np.int8]


class Grade(StrEnum):
    """How a balance is known."""

    UNKNOWN = "unknown"
    """Nobody ever counted."""
    INFERRED = "inferred"
    """Rolled from one fixed point."""
    EXACT = "exact"
    """A fixed point stands there, the two around it agree, or every piece is known from the first receipt."""


GRADES = (Grade.UNKNOWN, Grade.INFERRED, Grade.EXACT)
"""Grades by their code in the arrays, the poorer first."""

_UNKNOWN, _INFERRED, _EXACT = range(3)


@dataclass(frozen=True, slots=True)
class Points:
    """Fixed points: row of the balance, day (ordinal) and pieces; of two on one day the last given counts."""

    row: Ints
    day: Ints
    on_hand: Ints


@dataclass(frozen=True, slots=True)
class Flows:
    """Pieces in (positive) and out (negative), sales included: row, day (ordinal), pieces; in any order."""

    row: Ints
    day: Ints
    pieces: Ints


@dataclass(frozen=True, slots=True)
class Rolled:
    """Balances of N rows as each of D days opens.

    Attributes:
        opening: (N, D) pieces; without any fixed point the flows so far.
        grade: (N, D) codes of GRADES.
    """

    opening: Ints
    grade: Codes


@dataclass(frozen=True, slots=True)
class Availability:
    """Which variants could be sold on which days.

    Attributes:
        variant_ids: (V,) ascending.
        days: (D,) datetime64[D].
        opening: (V, D) pieces as the day opened; negative is shown.
        share: (V, D) 0..1; 1 where the balance is unknown.
        grade: (V, D) codes of GRADES.
    """

    variant_ids: Ints
    days: NDArray[np.datetime64]
    opening: Ints
    share: Floats
    grade: Codes

    def of(self, variant_id: int) -> tuple[Ints, Floats, Codes]:
        """Return one variant's opening, share and grade by day.

        Raises:
            KeyError: If it is not among them.
        """
        row = int(np.searchsorted(self.variant_ids, variant_id))
        if row >= len(self.variant_ids) or self.variant_ids[row] != variant_id:
            raise KeyError(variant_id)
        return self.opening[row], self.share[row], self.grade[row]


def roll(rows: int, span: tuple[int, int], points: Points, flows: Flows) -> Rolled:
    """Return the opening balances of ``rows`` rows on each day of a span (ordinals, both ends inclusive)."""
    first, last = span
    edges = [*(part.min(initial=first) for part in (points.day, flows.day)), first]
    ends = [*(part.max(initial=last) for part in (points.day, flows.day)), last]
    start = int(min(edges))
    width = int(max(ends)) - start + 2
    cells = flows.row * width + (flows.day - start + 1)
    moved = np.bincount(cells, weights=flows.pieces, minlength=rows * width).astype(np.int64)
    moved = moved.reshape(rows, width)
    running = moved.cumsum(axis=1)
    base, grade = _bases(rows, width, points, running, start)
    _complete(grade, points, moved, running)
    days = slice(first - start, last - start + 1)
    return Rolled((running + base)[:, days], grade[:, days])


def _bases(rows: int, width: int, points: Points, running: Ints, start: int) -> tuple[Ints, Codes]:
    """Return what to add to the flows so far, day by day, and how well it is known.

    A point holds until the next one; the first also before. Between two points that agree every piece is
    accounted for. Written as stretches of equal values: a shop has thousands of days for each point.
    """
    base = np.zeros((rows, width), dtype=np.int64)
    grade = np.full((rows, width), _UNKNOWN, dtype=np.int8)
    # Of two points of one day the later one in the file counts.
    cells = points.row * width + (points.day - start)
    last, place = np.unique(cells[::-1], return_index=True)
    row, at = np.divmod(last, width)
    value = points.on_hand[::-1][place] - running[row, at]
    first = np.r_[True, row[1:] != row[:-1]] if len(row) else np.zeros(0, dtype=bool)
    ends = np.r_[at[1:], width] if len(row) else at
    ends[np.r_[first[1:], True] if len(row) else first] = width
    known = np.zeros(rows, dtype=bool)
    known[row] = True
    base[known] = np.repeat(value, ends - np.where(first, 0, at)).reshape(-1, width)
    agree = np.r_[~first[1:] & (value[1:] == value[:-1]), False] if len(row) else first
    # Each point: the stretch before the first (inferred), its own day (exact), the days until the next.
    codes = np.stack(
        [np.full(len(row), _INFERRED), np.full(len(row), _EXACT), np.where(agree, _EXACT, _INFERRED)], axis=1
    )
    lengths = np.stack([np.where(first, at, 0), np.ones(len(row), dtype=np.int64), ends - at - 1], axis=1)
    grade[known] = np.repeat(codes.ravel(), lengths.ravel()).reshape(-1, width)
    return base, grade


def _complete(grade: Codes, points: Points, moved: Ints, running: Ints) -> None:
    """Grade rows never counted whose every piece is known from their first receipt on.

    Where more left than ever came in, pieces were there before the records began: a customer's return is then
    no receipt to roll from, and the balance stays unknown.
    """
    counted = np.zeros(len(grade), dtype=bool)
    counted[points.row] = True
    left = np.flatnonzero(~counted)
    received = moved[left] > 0
    # A flow of day d stands in column d + 1; the day of the receipt itself is known too.
    begun = np.maximum.accumulate(received, axis=1)
    begun[:, :-1] |= received[:, 1:]
    fits = running[left].min(axis=1, initial=0) >= 0
    grade[left] = np.where(begun & fits[:, None], np.int8(_EXACT), grade[left])


def gather(rolled: Rolled, target: Ints, size: int) -> tuple[Ints, Codes]:
    """Add the rows up that belong together; the poorest grade among them counts.

    Args:
        rolled: Balances of N rows, e.g. a variant in a place.
        target: (N,) row of the sum each belongs to, 0..size-1.
        size: How many sums; those nothing belongs to are 0 and unknown.
    """
    days = rolled.opening.shape[1]
    if len(np.unique(target)) == len(target) == size:  # one each, the usual shop of one place
        order = np.argsort(target)
        return rolled.opening[order], rolled.grade[order]
    opening = np.zeros((size, days), dtype=np.int64)
    np.add.at(opening, target, rolled.opening)
    grade = np.full((size, days), _EXACT, dtype=np.int8)
    np.minimum.at(grade, target, rolled.grade)
    empty = np.ones(size, dtype=bool)
    empty[target] = False
    grade[empty] = _UNKNOWN
    return opening, grade


def share_in_stock(opening: Ints, grade: Codes, sold: Flags) -> Floats:
    """Return the availability 0..1 of each row and day.

    1 where the day opened with stock, where nothing is known, and where a sale proves an inferred zero wrong.
    """
    open_ = (opening > 0) | (grade == _UNKNOWN) | ((grade == _INFERRED) & sold)
    result: Floats = open_.astype(np.float64)
    return result
