"""When something bought runs out, and whether a reminder is worth sending.

A frame of *uses* has columns ``customer``, ``product`` (int64), ``day`` (datetime64[ns], midnight) and
``pieces`` (int64, above zero): one row per customer, product and local day. Each row opens a spell that ends
with the same customer's next row of that product, or stays open today. The length of a spell is divided by
its pieces, so that a cycle is days per piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from shopdesk.domain.arrays import Flags, Floats
from shopdesk.domain.outreach.people import Skip
from shopdesk.domain.repurchase import kaplan_meier

HORIZON_DAYS = 365
LOW_CHANCE = 0.25
"""Below this chance that they buy it again at all, a reminder is noise."""
_SPELLS_NEEDED = 20
"""So many spells observed over half the horizon before a low chance is believed."""
_LEAST_SPREAD = 0.01


@dataclass(frozen=True, slots=True)
class Cycle:
    """How one product is bought again.

    Attributes:
        days: Days per piece: first day by which half of those who will come back have; None if nobody did.
        chance: Share that buys it again within the horizon, 0..1: F(H).
        spells: Purchases of it.
        repeats: How many of them were followed by another.
        mature: Purchases that ended, or have been watched for half the horizon at least.
    """

    days: int | None
    chance: float
    spells: int
    repeats: int
    mature: int

    @property
    def is_low(self) -> bool:
        """Whether enough was seen to say that hardly anybody buys it again."""
        return self.mature >= _SPELLS_NEEDED and self.chance < LOW_CHANCE

    @property
    def is_known(self) -> bool:
        """Whether enough came back for the cycle to be used without the owner's word."""
        return self.days is not None and self.repeats >= _SPELLS_NEEDED and self.chance >= LOW_CHANCE


@dataclass(frozen=True, slots=True)
class Spread:
    """Variance of the logarithm of gaps: within one customer (σ²) and between customers (τ²)."""

    within: float
    between: float


def uses(
    customers: Sequence[int], products: Sequence[int], days: Sequence[date], pieces: Sequence[int]
) -> pd.DataFrame:
    """Build the frame of uses; same customer, product and day become one row with their pieces added."""
    frame = pd.DataFrame(
        {
            "customer": np.asarray(customers, dtype=np.int64),
            "product": np.asarray(products, dtype=np.int64),
            "day": pd.to_datetime(pd.Series(list(days), dtype="object")),
            "pieces": np.asarray(pieces, dtype=np.int64),
        }
    )
    frame["day"] = frame["day"].astype("datetime64[ns]").dt.normalize()
    frame = frame[frame["pieces"] > 0]
    return frame.groupby(["customer", "product", "day"])["pieces"].sum().reset_index()


def spells(frame: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the frame of uses with ``length`` (days per piece, float64) and ``ended`` (bool) of each."""
    found = frame.sort_values(["customer", "product", "day"], ignore_index=True)
    following = found.groupby(["customer", "product"])["day"].shift(-1)
    found["ended"] = following.notna()
    until = following.fillna(pd.Timestamp(today))
    found["length"] = (until - found["day"]).dt.days / found["pieces"]
    return found


def product_cycle(lengths: Floats, ended: Flags, *, horizon: int = HORIZON_DAYS) -> Cycle:
    """Return the cycle of one product.

    F is 1 − Kaplan-Meier of the gap, open customers right-censored; the cycle is the first t with
    F(t) ≥ F(H)/2. Raw gaps would be biased short, Kaplan-Meier's own median over everyone long.

    Args:
        lengths: Days per piece of each spell, shape (n,).
        ended: True where it was bought again, shape (n,).
        horizon: H, days.
    """
    curve = kaplan_meier(lengths, ended)
    chance = curve.at(horizon)
    reached = np.flatnonzero(curve.share_back >= chance / 2) if chance > 0 else np.zeros(0, dtype=np.int64)
    return Cycle(
        days=int(curve.days[reached[0]]) if len(reached) else None,
        chance=chance,
        spells=curve.customers,
        repeats=curve.events,
        mature=int((ended | (lengths >= horizon / 2)).sum()),
    )


def cycles(frame: pd.DataFrame, *, horizon: int = HORIZON_DAYS) -> dict[int, Cycle]:
    """Return the cycle of each product of a frame of spells."""
    if frame.empty:
        return {}
    products = frame["product"].to_numpy(np.int64)
    order = np.argsort(products, kind="stable")
    keys, starts = np.unique(products[order], return_index=True)
    lengths, ended = frame["length"].to_numpy(np.float64)[order], frame["ended"].to_numpy(np.bool_)[order]
    ends = [*starts[1:].tolist(), len(order)]
    return {
        key: product_cycle(lengths[start:end], ended[start:end], horizon=horizon)
        for key, start, end in zip(keys.tolist(), starts.tolist(), ends, strict=True)
    }


def spread(frame: pd.DataFrame) -> Spread:
    """Return how much gaps vary within and between the customers of one product, by moments.

    Without a customer who has two gaps nothing is known of either: the product's cycle then counts alone.
    """
    gaps = frame.loc[frame["ended"] & (frame["length"] > 0), ["customer", "length"]]
    logs = np.log(gaps["length"].to_numpy(np.float64))
    grouped = pd.Series(logs).groupby(gaps["customer"].to_numpy())
    counts, means = grouped.size(), grouped.mean()
    free = int((counts - 1).sum())
    if free < 1 or len(counts) < 2:
        return Spread(_LEAST_SPREAD, 0.0)
    within = float(((logs - grouped.transform("mean").to_numpy()) ** 2).sum() / free)
    between = float(means.var(ddof=1) - within * (1 / counts).mean())
    return Spread(max(within, _LEAST_SPREAD), max(between, 0.0))


def own_days(product_days: float, gaps: Sequence[float], known: Spread) -> float:
    """Return one customer's days per piece: their own rhythm, as far as their own gaps can carry it.

    The mean of the logarithms has weight (n/σ²)/(n/σ² + 1/τ²), the product's cycle the rest.

    Args:
        product_days: The product's cycle, above zero.
        gaps: The customer's own gaps per piece, days; those of zero days are left out.
        known: σ² and τ² of the product.
    """
    usable = [gap for gap in gaps if gap > 0]
    if not usable or known.between <= 0:
        return product_days
    own = len(usable) / max(known.within, _LEAST_SPREAD)
    weight = own / (own + 1 / known.between)
    return float(np.exp(weight * np.mean(np.log(usable)) + (1 - weight) * np.log(product_days)))


def run_out(bought_on: date, pieces: int, days_per_piece: float) -> date:
    """Return the day a purchase runs out: the purchase's day + floor(pieces × days per piece)."""
    return bought_on + timedelta(days=int(np.floor(pieces * days_per_piece)))


def send_on(runs_out_on: date, *, delivery_days: int, margin_days: int) -> date:
    """Return the day a reminder goes: before the run-out by delivery and margin."""
    return runs_out_on - timedelta(days=delivery_days + margin_days)


def against(bought_on: date, last_occasion: date, cycle: Cycle | None, *, is_promisable: bool) -> Skip | None:
    """Return why no reminder is due, or None.

    Args:
        bought_on: Day of the purchase that runs out.
        last_occasion: Their newest purchase of anything in the shop.
        cycle: How the product is bought again, None if nothing is known.
        is_promisable: Whether their size may be promised today.
    """
    if last_occasion > bought_on:
        return Skip.BOUGHT
    if cycle is not None and cycle.is_low:
        return Skip.LOW_CHANCE
    return None if is_promisable else Skip.NOT_PROMISABLE
