"""How long a supplier takes: three clocks, open orders as censored, few orders drawn to a prior."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from shopdesk.domain.purchasing.limits import lead_quantile

PLANNING_SHARE: Final = 0.9
"""Share of an order's pieces that must be there for the planning clock to stop."""
PRIOR_ORDERS: Final = 3.0
"""How many orders the prior is worth (k of METHODS 3)."""


class Clock(StrEnum):
    """Where a lead time ends. All start when the order is confirmed."""

    FIRST = "first"
    MOST = "most"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Shipment:
    """What an order to a supplier went through.

    Attributes:
        confirmed_on: When the supplier said yes; the clocks start here.
        pieces: Ordered less cancelled.
        receipts: Days and pieces that arrived, in any order.
        promised_on: The day the supplier gave.
        is_closed: Nothing more is expected.
    """

    confirmed_on: date
    pieces: int
    receipts: tuple[tuple[date, int], ...] = ()
    promised_on: date | None = None
    is_closed: bool = False

    @property
    def missing(self) -> int:
        """Pieces still to come, 0 or more."""
        return max(0, self.pieces - sum(pieces for _, pieces in self.receipts))


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Days on one clock; ``is_over`` is False while it still runs (right-censored: at least so many)."""

    days: int
    is_over: bool


def elapsed(shipment: Shipment, clock: Clock, today: date) -> Elapsed | None:
    """Return the days a clock has run, from confirmation; None if the order ended before it could stop."""
    share = {Clock.FIRST: 0.0, Clock.MOST: PLANNING_SHARE, Clock.COMPLETE: 1.0}[clock]
    wanted, arrived = max(1, math.ceil(share * shipment.pieces - 1e-9)), 0
    for day, pieces in sorted(shipment.receipts):
        arrived += pieces
        if arrived >= wanted:
            return Elapsed(max(0, (day - shipment.confirmed_on).days), True)
    if shipment.is_closed or shipment.pieces <= 0:
        return None
    return Elapsed(max(0, (today - shipment.confirmed_on).days), False)


@dataclass(frozen=True, slots=True)
class Survival:
    """Kaplan-Meier: probability mass of ending on each day; what is left goes to the longest time seen."""

    days: tuple[int, ...]
    mass: tuple[float, ...]
    ended: int

    @property
    def mean(self) -> float:
        """Mean days, restricted to the longest seen."""
        return math.fsum(d * m for d, m in zip(self.days, self.mass, strict=True))

    @property
    def variance(self) -> float:
        """Sample variance in days²: that of the masses, n/(n − 1) of it."""
        centre = self.mean
        spread = math.fsum(m * (d - centre) ** 2 for d, m in zip(self.days, self.mass, strict=True))
        return spread * self.ended / (self.ended - 1) if self.ended > 1 else 0.0

    def quantile(self, level: float) -> int:
        """Return the first day by which ``level`` have ended."""
        reached = 0.0
        for day, mass in zip(self.days, self.mass, strict=True):
            reached += mass
            if reached >= level - 1e-9:
                return day
        return self.days[-1]


def kaplan_meier(times: Sequence[Elapsed]) -> Survival | None:
    """Return the distribution of days to the end, censored ones counted as "at least"; None if none ended.

    A longest time that is censored takes what mass is left (Efron's convention), so that a slow open
    order lengthens the mean instead of vanishing.
    """
    ends = sorted({t.days for t in times if t.is_over})
    if not ends:
        return None
    alive, mass = 1.0, []
    for day in ends:
        risk = sum(t.days >= day for t in times)
        died = sum(t.is_over and t.days == day for t in times)
        mass.append(alive * died / risk)
        alive -= mass[-1]
    longest = max(t.days for t in times)
    if alive > 1e-12:
        if longest > ends[-1]:
            ends.append(longest)
            mass.append(alive)
        else:
            mass[-1] += alive
    return Survival(tuple(ends), tuple(mass), sum(t.is_over for t in times))


class Source(StrEnum):
    """Where a lead time comes from."""

    LEARNED = "learned"
    STATED = "stated"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought of a lead time before looking: days and deviation, and who says so."""

    days: float
    deviation: float
    source: Source = Source.DEFAULT


@dataclass(frozen=True, slots=True)
class Learned:
    """A supplier's lead time as planning uses it.

    Attributes:
        days: Mean.
        deviation: Standard deviation.
        late_after: Its 90 % point: an order without a promised date is late after so many days.
        orders: Finished orders it rests on.
        shortest: Least days seen; None without any.
        longest: Most days seen, open orders included.
        source: Who knows.
    """

    days: float
    deviation: float
    late_after: int
    orders: int
    shortest: int | None
    longest: int | None
    source: Source


def learn(times: Sequence[Elapsed], prior: Prior, weight: float = PRIOR_ORDERS) -> Learned:
    """Return the lead time from past orders, drawn to the prior.

    Mean (n·x̄ + k·m0)/(n + k), variance ((n − 1)·s² + k·s0²)/(n − 1 + k), with x̄ and s² from
    Kaplan-Meier. Open orders already longer than the prior push it up even before any has ended.

    Args:
        times: One clock of each order.
        prior: What is stated or assumed.
        weight: k.

    Source: METHODS 3.
    """
    open_longest = max((t.days for t in times if not t.is_over), default=0)
    curve = kaplan_meier(times)
    if curve is None:
        days = max(prior.days, float(open_longest))
        late = math.ceil(lead_quantile(days, prior.deviation, PLANNING_SHARE) - 1e-9)
        return Learned(days, prior.deviation, late, 0, None, open_longest or None, prior.source)
    n = curve.ended
    mean = (n * curve.mean + weight * prior.days) / (n + weight)
    variance = ((n - 1) * curve.variance + weight * prior.deviation**2) / (n - 1 + weight)
    deviation = math.sqrt(variance)
    return Learned(
        days=mean,
        deviation=deviation,
        late_after=math.ceil(lead_quantile(mean, deviation, PLANNING_SHARE) - 1e-9),
        orders=n,
        shortest=curve.days[0],
        longest=max(curve.days[-1], open_longest),
        source=Source.LEARNED,
    )


def due_on(shipment: Shipment, lead: Learned) -> date:
    """Return the day an order should be there: the promised one, else its 90 % point."""
    return shipment.promised_on or shipment.confirmed_on + timedelta(days=lead.late_after)


def days_late(shipment: Shipment, lead: Learned, today: date) -> int:
    """Return how many days an open order is past its day; 0 if it is not late or nothing is missing.

    The promised day itself is not late.
    """
    if shipment.is_closed or shipment.missing == 0:
        return 0
    return max(0, (today - due_on(shipment, lead)).days)
