"""The stock ledger: counts are fixed points, movements roll the balance on from them, and back before them.

On hand at a moment = last fixed point at or before it + movements after that point. Before the first point
the same sum runs backwards. Nothing is clamped: a negative balance is a fact about the records. Any order of
arrival of the same records gives the same balances, and a late older movement changes only the variance at
the next point.

Moments are *positions*: twice the minute since day 0. A movement stands at its minute; a count to the minute
stands after the movements of that minute; a count that has a date alone stands at the opening of its day,
before everything that day. Days count from any day 0 on, e.g. ``date.toordinal``. Keys are 0..N-1, whatever
the caller counts: a variant, or a variant in a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_DAY = 2 * 24 * 60
_FAR = np.int64(1) << 40


class Grade(StrEnum):
    """How a balance is known."""

    EXACT = "exact"  # a fixed point stands there, or the two around it agree with the movements between
    INFERRED = "inferred"  # rolled from one fixed point
    UNKNOWN = "unknown"  # no fixed point at all


GRADES = (Grade.UNKNOWN, Grade.INFERRED, Grade.EXACT)


def movement_position(day: Ints, minute: Ints | int = 0) -> Ints:
    """Return where a movement stands: ``minute`` of 0..1439 of the local ``day``."""
    return np.asarray(day, dtype=np.int64) * _DAY + 2 * np.asarray(minute, dtype=np.int64)


def count_position(day: Ints, minute: Ints | int = 0) -> Ints:
    """Return where a count made to the minute stands."""
    return movement_position(day, minute) + 1


def opening_position(day: Ints) -> Ints:
    """Return where a count with a date alone stands, and where a day's opening balance is read."""
    return movement_position(day) - 1


@dataclass(frozen=True, slots=True)
class FixedPoints:
    """Counted or imported balances, in any order: (M,) keys, positions and pieces."""

    key: Ints
    position: Ints
    on_hand: Ints


@dataclass(frozen=True, slots=True)
class Movements:
    """Pieces in (positive) and out (negative), sales included, in any order: (E,) each."""

    key: Ints
    position: Ints
    pieces: Ints


@dataclass(frozen=True, slots=True)
class Balances:
    """What is there at one moment.

    Attributes:
        on_hand: (N,) pieces; 0 where unknown.
        grade: (N,) index into GRADES.
        rolled_from: (N,) position of the fixed point used; -1 where unknown.
    """

    on_hand: Ints
    grade: NDArray[np.int8]
    rolled_from: Ints


@dataclass(frozen=True, slots=True)
class Openings:
    """What was there as each day opened.

    Attributes:
        on_hand: (N, D) pieces; 0 where unknown.
        grade: (N, D) index into GRADES.
    """

    on_hand: Ints
    grade: NDArray[np.int8]


class Ledger:
    """Fixed points and movements, sorted once and asked many times."""

    def __init__(self, points: FixedPoints, movements: Movements, keys: int) -> None:
        """Sort the records of ``keys`` keys; of two points at one position the last given counts."""
        self.keys = keys
        order = np.argsort(_place(movements.key, movements.position), kind="stable")
        self._moved_at = _place(movements.key, movements.position)[order]
        self._running = np.r_[0, np.cumsum(movements.pieces[order].astype(np.int64))]
        place = _place(points.key, points.position)
        order = np.argsort(place, kind="stable")
        last = np.r_[place[order][1:] != place[order][:-1], True] if len(order) else np.zeros(0, bool)
        kept = order[last]
        self._point_at = place[kept]
        self._point_position = points.position[kept].astype(np.int64)
        self._base = points.on_hand[kept].astype(np.int64) - self._moved_until(place[kept])
        self._first = np.searchsorted(self._point_at, np.arange(keys) * _FAR)
        self._end = np.searchsorted(self._point_at, np.arange(1, keys + 1) * _FAR)

    def at(self, position: int) -> Balances:
        """Return the balances at one position."""
        found = self._read(np.full((self.keys, 1), position, dtype=np.int64))
        return Balances(found[0][:, 0], found[1][:, 0], found[2][:, 0])

    def openings(self, first_day: int, days: int) -> Openings:
        """Return the opening balances of ``days`` days from ``first_day`` on."""
        moments = opening_position(np.arange(first_day, first_day + days, dtype=np.int64))
        on_hand, grade, _ = self._read(np.broadcast_to(moments, (self.keys, days)))
        return Openings(on_hand, grade)

    def variances(self) -> tuple[Ints, Ints, Ints]:
        """Return (key, position, counted − expected) of every point that follows another of its key."""
        key = self._point_at // _FAR
        later = np.flatnonzero(key[1:] == key[:-1]) + 1
        return key[later], self._point_position[later], self._base[later] - self._base[later - 1]

    def _read(self, moments: Ints) -> tuple[Ints, NDArray[np.int8], Ints]:
        keys = np.arange(self.keys)[:, None]
        place = _place(np.broadcast_to(keys, moments.shape), moments)
        after = np.searchsorted(self._point_at, place, side="right")
        first, end = self._first[:, None], self._end[:, None]
        known = np.broadcast_to(end > first, moments.shape)
        if not len(self._point_at):
            return np.zeros_like(place), np.zeros(place.shape, np.int8), np.full_like(place, -1)
        used = np.where(known, np.clip(after - 1, first, np.maximum(end - 1, first)), 0)
        on_hand = np.where(known, self._base[used] + self._moved_until(place), 0)
        stands = self._point_at[used] == place
        following = np.minimum(used + 1, len(self._base) - 1)
        between = (after > first) & (used + 1 < end) & (self._base[used] == self._base[following])
        grade = np.where(known, 1 + (stands | between), 0).astype(np.int8)
        return on_hand, grade, np.where(known, self._point_position[used], -1)

    def _moved_until(self, place: Ints) -> Ints:
        """Return the pieces moved of the key up to and with this place."""
        start = self._running[np.searchsorted(self._moved_at, place // _FAR * _FAR)]
        result: Ints = self._running[np.searchsorted(self._moved_at, place, side="right")] - start
        return result


def _place(key: Ints, position: Ints) -> Ints:
    """Return one number that sorts by key, then by position."""
    return np.asarray(key, dtype=np.int64) * _FAR + np.asarray(position, dtype=np.int64) + _DAY
