"""What a suggestion was worth, once it is known what sold; and whether the owner's own number did better."""

from __future__ import annotations

from dataclasses import dataclass

SCORED_AFTER_DAYS = 56
"""Eight weeks: an order has long arrived and been sold from (METHODS 3)."""


@dataclass(frozen=True, slots=True)
class Score:
    """How far a quantity was off what sold over the days it was meant for.

    Attributes:
        demand: Pieces that sold.
        short: Pieces that would have been missing.
        over: Pieces that would have been left.
    """

    demand: int
    short: int
    over: int

    @property
    def miss(self) -> int:
        """Pieces off, one way or the other."""
        return self.short + self.over


def score(position: int, ordered: int, demand: int) -> Score:
    """Return how an order did: what was there and on the way, plus the order, less what sold.

    Args:
        position: On hand + on order - committed when it was suggested.
        ordered: Pieces.
        demand: Pieces sold over the days the order was meant to cover.
    """
    left = position + ordered - demand
    return Score(demand, max(0, -left), max(0, left))


def better(ours: Score, theirs: Score) -> int:
    """Return 1 if the first missed by less, -1 if the second did, 0 if they are even."""
    return (ours.miss < theirs.miss) - (ours.miss > theirs.miss)
