"""Whose money it is, and where those who come back came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from shopdesk.domain.repurchase import first_and_second

_Z = 1.959964


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """A month's money in minor units: of those who had bought before it, of the others, of nobody known."""

    month: date
    returning_minor: int
    new_minor: int
    unknown_minor: int

    @property
    def total_minor(self) -> int:
        """Return all of it."""
        return self.returning_minor + self.new_minor + self.unknown_minor


@dataclass(frozen=True, slots=True)
class GroupRate:
    """Customers of one origin: how many have been watched long enough, and how many of them came back.

    Attributes:
        name: The channel, product or city of their first purchase; empty = not known.
        interval: Of the share, 95 %, by Wilson's score.
    """

    name: str
    mature: int
    back: int
    interval: tuple[float, float]

    @property
    def rate(self) -> float | None:
        """Share 0..1, None without anybody watched long enough."""
        return self.back / self.mature if self.mature else None


def money_by_month(purchases: pd.DataFrame, last: date, *, count: int = 12) -> list[MonthMoney]:
    """Return the money of ``count`` months that end with the month of ``last``, oldest first.

    Args:
        purchases: Columns ``customer`` (float, NaN = nobody known), ``day`` (datetime64, midnight) and
            ``minor`` (int64, after refunds); a row per purchase.
        last: Any day of the last month.
        count: Months.
    """
    summed = _sums(purchases)
    end = pd.Period(last, freq="M")
    found = []
    for back in range(count - 1, -1, -1):
        one = end - back
        parts = {name: summed.get((one, name), 0) for name in ("returning", "new", "unknown")}
        found.append(
            MonthMoney(one.to_timestamp().date(), parts["returning"], parts["new"], parts["unknown"])
        )
    return found


def _sums(purchases: pd.DataFrame) -> dict[tuple[pd.Period, str], int]:
    """Return minor units by month and whose they are; empty without purchases."""
    if purchases.empty:
        return {}
    born = purchases.groupby("customer")["day"].transform("min").dt.to_period("M")
    month = purchases["day"].dt.to_period("M")
    side = np.where(purchases["customer"].isna(), "unknown", np.where(born < month, "returning", "new"))
    summed = pd.DataFrame({"month": month, "side": side, "minor": purchases["minor"]})
    counted = summed.groupby(["month", "side"], as_index=False)["minor"].sum()
    columns = (counted[name].tolist() for name in ("month", "side", "minor"))
    return {(one, name): int(minor) for one, name, minor in zip(*columns, strict=True)}


def by_origin(
    occasions: pd.DataFrame, origin: Mapping[int, str], today: date, *, days: int = 90
) -> list[GroupRate]:
    """Return the repeat rate within ``days`` by the origin of the first purchase, the largest first.

    Only customers whose first occasion lies at least ``days`` before today count, as in ``mature_rate``.

    Args:
        occasions: As in ``repurchase``.
        origin: Customer to the name of an origin; customers without one are left out.
        today: The shop's day.
        days: Days within which one comes back.
    """
    first, second = first_and_second(occasions)
    mature = (pd.Timestamp(today) - first).dt.days >= days
    back = mature & ((second - first).dt.days <= days)
    whose = first.index.to_series().map(origin)
    table = pd.DataFrame({"origin": whose, "mature": mature, "back": back}).dropna(subset=["origin"])
    counted = table.groupby("origin")[["mature", "back"]].sum().astype(int)
    found = [
        GroupRate(str(name), mine, came, wilson(came, mine))
        for name, mine, came in zip(counted.index, counted["mature"], counted["back"], strict=True)
        if mine
    ]
    return sorted(found, key=lambda one: (-one.mature, one.name))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share; 0..1 where nothing was counted.

    Source: Wilson (1927).
    """
    if not whole:
        return 0.0, 1.0
    share, z2 = part / whole, _Z**2
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    half = _Z / (1 + z2 / whole) * float(np.sqrt(share * (1 - share) / whole + z2 / (4 * whole**2)))
    return max(middle - half, 0.0), min(middle + half, 1.0)
