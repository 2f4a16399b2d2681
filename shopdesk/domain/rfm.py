"""Recency, frequency and money of each customer, each scored 1 to 3 within this shop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats, Ints

_PARTS = 3


@dataclass(frozen=True, slots=True)
class Rfm:
    """Scores of one customer, 1 (lowest third) to 3 (highest third)."""

    recency: int
    frequency: int
    money: int

    @property
    def code(self) -> str:
        """The three digits, e.g. ``312``."""
        return f"{self.recency}{self.frequency}{self.money}"


def scores(values: Sequence[float] | Floats, *, reverse: bool = False) -> Ints:
    """Return 1 + floor(3·(rank − 0.5)/n) of each value; ties share their average rank.

    Args:
        values: Any numbers, shape (n,).
        reverse: True if small is good, as with days since the last purchase.
    """
    found = np.asarray(values, dtype=np.float64)
    if not len(found):
        return np.zeros(0, dtype=np.int64)
    _each, whose, tied = np.unique(-found if reverse else found, return_inverse=True, return_counts=True)
    # Twice the mean rank of those tied is whole, so the cut between two thirds falls where it should.
    twice = 2 * np.cumsum(tied) - tied + 1
    return np.asarray(1 + (_PARTS * (twice[whose] - 1)) // (2 * len(found)), dtype=np.int64)


def rfm(days_since: Sequence[int], purchases: Sequence[int], spent: Sequence[int]) -> list[Rfm]:
    """Return the three scores of each customer.

    Args:
        days_since: Days since the last purchase.
        purchases: Occasions, at least one each.
        spent: Money after refunds, minor units.
    """
    recent = scores(np.asarray(days_since, dtype=np.float64), reverse=True).tolist()
    often = scores(np.asarray(purchases, dtype=np.float64)).tolist()
    much = scores(np.asarray(spent, dtype=np.float64)).tolist()
    return [Rfm(*three) for three in zip(recent, often, much, strict=True)]
