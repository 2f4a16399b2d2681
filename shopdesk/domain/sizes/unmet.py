"""Questions about a missing size as observed demand: a floor under the modelled loss, never added to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Questions:
    """Distinct people who asked about one style over some weeks.

    Attributes:
        weeks: How long a time the counts cover.
        missing: Asked for a size that was not there.
        bought_other: Of those, who bought another size.
        in_stock: Asked for a size that was there.
        bought: Of those, who bought it.
    """

    weeks: float
    missing: int
    bought_other: int
    in_stock: int
    bought: int


def conversion(bought: int, askers: int, *, prior: float, weight: float) -> float:
    """Return (bought + prior × weight) / (askers + weight): how many of those who ask buy, 0..1."""
    return (bought + prior * weight) / (askers + weight)


def floor_per_week(asked: Questions, *, prior: float = 0.3, weight: float = 10.0) -> float:
    """Return pieces a week surely lost: askers of the missing size × conversion − who bought another.

    Never negative; 0 when the time covered is 0.
    """
    if asked.weeks <= 0:
        return 0.0
    rate = conversion(asked.bought, asked.in_stock, prior=prior, weight=weight)
    return max(0.0, asked.missing * rate - asked.bought_other) / asked.weeks


def lost(model: float, floor: float) -> float:
    """Return the loss to report: the larger of model and floor, never their sum."""
    return max(model, floor)
