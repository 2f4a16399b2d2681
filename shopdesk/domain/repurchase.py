"""Do they come back? The Monday answer and its two relatives, each with its counts.

An *occasion* is one customer buying on one local day: paid, total above zero, not an exchange, not cancelled
or fully refunded. A frame of occasions has columns ``customer`` (int64) and ``day`` (datetime64[ns],
midnight), one row per occasion, in any order; builders check it, readers trust it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from shopdesk.domain.arrays import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class MonthlyAnswer:
    """Of the identified customers who bought in a month, how many had bought before it began."""

    month: date
    """First day of the month."""
    buyers: int
    bought_before: int

    @property
    def rate(self) -> float | None:
        """Share 0..1, or None when nobody bought."""
        return self.bought_before / self.buyers if self.buyers else None


@dataclass(frozen=True, slots=True)
class MatureRate:
    """Of the customers observed for so many days, how many bought again within them."""

    days: int
    mature: int
    repeat: int

    @property
    def rate(self) -> float | None:
        """Share 0..1, or None when nobody has been observed long enough."""
        return self.repeat / self.mature if self.mature else None


@dataclass(frozen=True, slots=True)
class Survival:
    """A Kaplan-Meier curve: after ``days[i]`` the share ``1 − share_back[i]`` has not bought again."""

    days: Ints
    share_back: Floats
    customers: int
    events: int
    spread: Floats
    """Greenwood's sum at each day: Σ d / (n (n − d)); the variance of S is S² times it."""
    watched: int
    """Days of the longest observation: beyond it the curve knows nothing."""

    def interval(self, days: int) -> tuple[float, float]:
        """Return the 95 % interval of ``at(days)``, on the log-log scale, within 0..1.

        Source: Kalbfleisch & Prentice (1980), sec. 1.4.
        """
        place = int(np.searchsorted(self.days, days, side="right"))
        stays = 1 - self.at(days)
        if not place or stays <= 0 or stays >= 1:
            return 1 - stays, 1 - stays
        half = 1.959964 * float(np.sqrt(self.spread[place - 1])) / abs(np.log(stays))
        return 1 - stays ** np.exp(-half), 1 - stays ** np.exp(half)

    def at(self, days: int) -> float:
        """Return the share that has come back within so many days (inclusive)."""
        place = int(np.searchsorted(self.days, days, side="right"))
        return float(self.share_back[place - 1]) if place else 0.0


@dataclass(frozen=True, slots=True)
class Cohort:
    """Customers by month of first purchase; ``back[k]`` = how many came back within k + 1 months, or None.

    A cell is None until the whole cohort has been observed that long.
    """

    month: date
    size: int
    back: tuple[int | None, ...]


def occasions(customers: Sequence[int], days: Sequence[date]) -> pd.DataFrame:
    """Build the frame of occasions from qualifying purchases; same customer and day become one row."""
    frame = pd.DataFrame(
        {"customer": np.asarray(customers, dtype=np.int64), "day": pd.to_datetime(pd.Series(list(days)))}
    )
    frame["day"] = frame["day"].astype("datetime64[ns]").dt.normalize()
    return frame.drop_duplicates(ignore_index=True)


def month_answer(frame: pd.DataFrame, month: date, *, until: date | None = None) -> MonthlyAnswer:
    """Return the Monday answer for the month that contains ``month``.

    Args:
        frame: Occasions.
        month: Any day of the month.
        until: Count the month's buyers up to this day (inclusive), for the same day of an earlier month.
    """
    return _answer(frame, _firsts(frame), month, until)


def _firsts(frame: pd.DataFrame) -> pd.Series:
    """Return the day of each row's customer's first occasion, row by row."""
    return frame.groupby("customer")["day"].transform("min")


def _answer(frame: pd.DataFrame, first: pd.Series, month: date, until: date | None) -> MonthlyAnswer:
    start = pd.Timestamp(month.replace(day=1))
    end = start + pd.DateOffset(months=1)
    if until is not None:
        end = min(end, pd.Timestamp(until) + pd.Timedelta(days=1))
    inside = (frame["day"] >= start) & (frame["day"] < end)
    before = frame.loc[inside & (first < start), "customer"].nunique()
    return MonthlyAnswer(start.date(), frame.loc[inside, "customer"].nunique(), int(before))


def months(frame: pd.DataFrame, last: date, count: int) -> list[MonthlyAnswer]:
    """Return the answers of ``count`` months that end with the month of ``last``, oldest first."""
    ends = [(pd.Timestamp(last.replace(day=1)) - pd.DateOffset(months=k)).date() for k in range(count)]
    first = _firsts(frame)
    return [_answer(frame, first, m, None) for m in reversed(ends)]


def returners(frame: pd.DataFrame, month: date) -> frozenset[int]:
    """Return the customers who bought in the month that contains ``month``, and before it began."""
    start = pd.Timestamp(month.replace(day=1))
    inside = (frame["day"] >= start) & (frame["day"] < start + pd.DateOffset(months=1))
    return frozenset(int(one) for one in frame.loc[inside & (_firsts(frame) < start), "customer"].unique())


def mature_rate(frame: pd.DataFrame, today: date, *, days: int = 90) -> MatureRate:
    """Return the repeat rate over customers whose first purchase lies at least ``days`` before today."""
    first, second = first_and_second(frame)
    mature = (pd.Timestamp(today) - first).dt.days >= days
    back = mature & ((second - first).dt.days <= days)
    return MatureRate(days, int(mature.sum()), int(back.sum()))


def second_purchase(frame: pd.DataFrame, today: date) -> Survival:
    """Return the Kaplan-Meier curve of the second purchase over everyone; open customers are censored.

    Source: Kaplan & Meier (1958).
    """
    first, second = first_and_second(frame)
    seen = second.notna()
    length = np.where(seen, (second - first).dt.days, (pd.Timestamp(today) - first).dt.days)
    return kaplan_meier(length.astype(np.float64), seen.to_numpy())


def kaplan_meier(lengths: Floats, seen: Flags) -> Survival:
    """Return 1 − S(t) at each day on which something happened.

    Args:
        lengths: Days to the event, or to the end of observation; shape (n,). Negative ones are left out.
        seen: True where the event happened, shape (n,).
    """
    used = lengths >= 0
    lengths, seen = lengths[used].astype(np.int64), seen[used]
    if len(lengths) == 0:
        return Survival(np.zeros(0, np.int64), np.zeros(0), 0, 0, np.zeros(0), 0)
    top = int(lengths.max()) + 1
    events = np.bincount(lengths[seen], minlength=top)
    leaving = np.bincount(lengths, minlength=top)
    at_risk = len(lengths) - np.concatenate([[0], np.cumsum(leaving)[:-1]])
    with np.errstate(divide="ignore", invalid="ignore"):
        step = np.where(at_risk > 0, 1 - events / at_risk, 1.0)
        still = at_risk - events
        pieces = np.where(still > 0, events / (at_risk * still), 0.0)
    share = np.asarray(1 - np.cumprod(step), dtype=np.float64)
    happened = np.flatnonzero(events)
    return Survival(
        days=happened.astype(np.int64),
        share_back=share[happened],
        customers=len(lengths),
        events=int(seen.sum()),
        spread=np.cumsum(pieces)[happened],
        watched=top - 1,
    )


def cohorts(frame: pd.DataFrame, today: date, *, horizon: int = 6, count: int = 12) -> list[Cohort]:
    """Return the last ``count`` monthly cohorts, oldest first.

    ``back[k]`` is cumulative: a second occasion no later than k + 1 calendar months after the first. The
    cell is None while the cohort's last possible member has not been observed that long.
    """
    first, second = first_and_second(frame)
    found = []
    now = pd.Timestamp(today)
    born = first.dt.to_period("M")
    for month in sorted(born.unique())[-count:]:
        members = first[born == month]
        again = second[born == month]
        last_day = month.to_timestamp(how="end").normalize()
        cells: list[int | None] = []
        for k in range(1, horizon + 1):
            if last_day + pd.DateOffset(months=k) > now:
                cells.append(None)
            else:
                cells.append(int((again <= members + pd.DateOffset(months=k)).sum()))
        found.append(Cohort(month.to_timestamp().date(), len(members), tuple(cells)))
    return found


def first_and_second(frame: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return each customer's first and second occasion (NaT if none), indexed by customer."""
    customers, days = _ordered(frame)
    starts = np.flatnonzero(np.r_[True, np.diff(customers) != 0]) if len(customers) else np.zeros(0, np.int64)
    index = pd.Index(customers[starts], name="customer")
    following = np.minimum(starts + 1, max(len(days) - 1, 0))
    is_theirs = (customers[following] == customers[starts]) & (following > starts)
    second = np.where(is_theirs, days[following], np.datetime64("NaT", "ns"))
    return pd.Series(days[starts], index), pd.Series(second, index)


def _ordered(frame: pd.DataFrame) -> tuple[Ints, NDArray[np.datetime64]]:
    """Return customers and days by customer, then day."""
    customers = frame["customer"].to_numpy(np.int64)
    days = frame["day"].to_numpy("datetime64[ns]")
    later = np.diff(customers)
    if bool(((later > 0) | ((later == 0) & (np.diff(days) >= np.timedelta64(0)))).all()):
        return customers, days  # as the store gives them
    order = np.lexsort((days, customers))
    return customers[order], days[order]


def gaps(frame: pd.DataFrame) -> Ints:
    """Return the days from each purchase to the same customer's next one, shape (n,); open ones left out."""
    customers, days = _ordered(frame)
    lengths = np.diff(days).astype("timedelta64[D]").astype(np.int64)
    found: Ints = lengths[np.diff(customers) == 0]
    return found


def all_gaps(frame: pd.DataFrame, today: date) -> Survival:
    """Return the Kaplan-Meier curve of the days from any purchase to the next, open ones censored."""
    customers, days = _ordered(frame)
    if not len(days):
        return kaplan_meier(np.zeros(0), np.zeros(0, dtype=np.bool_))
    seen = np.r_[np.diff(customers) == 0, False]
    until = np.where(seen, np.r_[days[1:], days[:1]], np.datetime64(today, "ns"))
    length = (until - days).astype("timedelta64[D]").astype(np.float64)
    return kaplan_meier(length, seen)
