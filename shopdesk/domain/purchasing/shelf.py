"""What lies on the shelf: too much, dead, worth counting, and by how much each matters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

DOUBT = 0.01
"""A silence this unlikely means the stock figure is doubted (METHODS 3)."""
_A_BEFORE, _B_BEFORE = 0.80, 0.95


class Worth(StrEnum):
    """Class of an item by its share of the total."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies on the shelf of one style beside what is to be ordered.

    Attributes:
        excess: Pieces beyond the longest cover the owner wants.
        is_dead: Old and unsold on days it could have sold.
        doubtful: Variants whose figure deserves a count.
        weekly_sales: Pieces of each of the last 26 weeks, the newest last.
        last_sizes: Sizes left where every key size is gone and none is coming: for a clearance table.
        cover_weeks: Weeks what is there lasts; None where nothing sells.
    """

    excess: int = 0
    is_dead: bool = False
    doubtful: tuple[int, ...] = ()
    weekly_sales: tuple[int, ...] = ()
    last_sizes: tuple[str, ...] = ()
    cover_weeks: float | None = None


def overstock(on_hand: int, on_order: int, *, per_day: float, most_days: float) -> int:
    """Return the pieces beyond the longest cover: floor(on hand + on order − rate × days), never under 0."""
    return max(0, math.floor(on_hand + on_order - per_day * most_days + 1e-9))


def is_dead(*, on_hand: int, age_days: int, days_in_stock_since_sale: int, after_days: int) -> bool:
    """Say whether stock is dead: old enough, and unsold over enough days on which it could have sold.

    Args:
        on_hand: Pieces now.
        age_days: Days since the item was first seen.
        days_in_stock_since_sale: Days with stock since its last sale, or ever if it never sold.
        after_days: How long both must be.
    """
    return on_hand > 0 and age_days >= after_days and days_in_stock_since_sale >= after_days


def classes(values: Sequence[float]) -> list[Worth]:
    """Return each item's class: A if the cumulative share *before* it is under 0.80, B under 0.95, else C.

    Items count from the greatest value down, equal ones in their order; with no value at all everything is C.
    """
    total = math.fsum(values)
    found = [Worth.C] * len(values)
    if total <= 0:
        return found
    before, tiny = 0.0, 1e-12
    for at in sorted(range(len(values)), key=lambda i: -values[i]):
        share = before / total
        found[at] = Worth.A if share < _A_BEFORE - tiny else Worth.B if share < _B_BEFORE - tiny else Worth.C
        before += values[at]
    return found


def silence(per_day: float, days: float) -> float:
    """Return exp(−rate × days), the chance that something in stock sells nothing for so long."""
    return math.exp(-max(per_day, 0.0) * max(days, 0.0))


def is_phantom(*, on_hand: int, per_day: float, days_without_sale: float) -> bool:
    """Say whether the stock figure deserves a count: the silence has a chance under 1 %."""
    return on_hand > 0 and silence(per_day, days_without_sale) < DOUBT
