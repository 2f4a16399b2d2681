"""What forgetting costs: customers who are overdue, and what winning others instead would take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats, Ints
from shopdesk.domain.repurchase import Survival

_PRIOR = 10.0
"""A small shop's own curve is trusted as if so many customers of an average shop stood beside it."""
_PRIOR_BACK = 0.3


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of forgetting; money in minor units, None where a figure for it is missing.

    Attributes:
        overdue: Customers silent for longer than half of those who come back take.
        after_days: That many days.
        lost: Chance, on average over them, that they do not come back within a year.
        cost_minor: ``overdue`` × ``lost`` × the margin of one return.
        replacing_minor: ``overdue`` × ``lost`` × the owner's cost of winning a customer.
    """

    overdue: int
    after_days: int | None
    lost: float
    margin_minor: int | None
    cost_minor: int | None
    acquisition_minor: int | None
    replacing_minor: int | None


def overdue_after(gaps: Survival, *, horizon: int = 365) -> int | None:
    """Return the first day by which half of those who come back at all have; None if nobody did."""
    half = gaps.at(horizon) / 2
    reached = np.flatnonzero(gaps.share_back >= half) if half > 0 else np.zeros(0, dtype=np.int64)
    return int(gaps.days[reached[0]]) if len(reached) else None


def lost_chances(silent: Ints, gaps: Survival, *, horizon: int = 365) -> Floats:
    """Return, for customers silent so many days, the chance that they stay away for another ``horizon`` days.

    From the shop's own curve F of the gaps between purchases: 1 − (F(t + h) − F(t)) / (1 − F(t)), drawn
    towards a common value while few have been seen.
    """
    spans, whose = np.unique(silent, return_inverse=True)
    weight = gaps.customers / (gaps.customers + _PRIOR)
    found = []
    for days in spans.tolist():
        now, then = gaps.at(days), gaps.at(days + horizon)
        own = (then - now) / (1 - now) if now < 1 else 1.0
        found.append(1 - (weight * own + (1 - weight) * _PRIOR_BACK))
    chances: Floats = np.asarray(found, dtype=np.float64)[whose]
    return chances


def cost(
    lost: Floats,
    after_days: int | None,
    *,
    margin_minor: int | None,
    acquisition_minor: int | None,
) -> Cost:
    """Return the cost of forgetting from the chance of each overdue customer to be lost."""
    people = len(lost)
    chance = float(lost.mean()) if people else 0.0
    gone = float(lost.sum())
    return Cost(
        overdue=people,
        after_days=after_days,
        lost=chance,
        margin_minor=margin_minor,
        cost_minor=None if margin_minor is None else round(gone * margin_minor),
        acquisition_minor=acquisition_minor,
        replacing_minor=None if acquisition_minor is None else round(gone * acquisition_minor),
    )
