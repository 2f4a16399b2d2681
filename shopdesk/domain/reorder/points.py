"""The reorder point by fill rate and the order-up-to level, from demand ahead and lead times.

``plan`` works them out for every variant at once; ``reorder_point`` is the rule itself. The formulas of the
books stand in ``textbook`` and ``fill``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints, Places
from shopdesk.domain.forecast.core import summed
from shopdesk.domain.forecast.distribution import expected_shortage, quantile, smallest_reaching
from shopdesk.domain.forecast.lead import LeadTimes
from shopdesk.domain.forecast.outlook import Outlook

CYCLE_WEEKS = 3
"""Weeks of demand an order cycle stands for where packs are small (METHODS 7.8)."""
RATE_WEEKS = 13
"""A quarter: long enough to even out one good week, short enough to follow the season."""
LEVELS = (0.5, 0.8, 0.9, 0.95)
"""Quantiles of demand ahead that are told beside the reorder point."""
WEEK = 7.0
NEGLIGIBLE = 0.05
"""Expected pieces under which a cover brings nothing: what no longer sells is not ordered again."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Policy:
    """How the shop orders, m values each.

    Attributes:
        target: Fill rate: of 100 pieces asked for, how many should be found, as a share below 1.
        review_days: Days between orders to this supplier.
        cover_days: Days of demand an order should bring beyond the reorder point; two weeks by default,
            or the owner's own rhythm.
        pack: Pieces a pack, 1 or more.
        elapsed_days: Days of the plan already gone, 0 or more.
    """

    target: Floats
    review_days: Floats
    cover_days: Floats
    pack: Floats
    elapsed_days: float = 0.0

    def __post_init__(self) -> None:
        if (self.target >= 1).any() or (self.target < 0).any():
            raise ValueError("the target must be from 0 to below 1")
        if (self.review_days < 0).any() or (self.cover_days < 0).any():
            raise ValueError("days must be 0 or more")


@dataclass(frozen=True, slots=True)
class Points:
    """What to hold, m rows.

    Attributes:
        weekly_mean: m × H mean pieces by week from today on.
        rate: Mean pieces a week over the next 13 weeks.
        lead_mean: Mean demand from today until an order placed today arrives, in pieces.
        mean: Mean demand over lead time and review.
        variance: Its variance, the lead time's spread included.
        levels: Levels of ``quantiles``, ascending.
        quantiles: m × levels, demand over lead time and review.
        reorder_point: s, whole pieces: order when the position is at or below.
        order_up_to: S, whole pieces.
        observed_periods: Weeks of history with something to learn from.
    """

    weekly_mean: Floats
    rate: Floats
    lead_mean: Floats
    mean: Floats
    variance: Floats
    levels: tuple[float, ...]
    quantiles: Floats
    reorder_point: Ints
    order_up_to: Ints
    observed_periods: Ints


def position(on_hand: int, on_order: int, committed: int = 0) -> int:
    """Return the inventory position: what is there and on the way, less what is promised."""
    return on_hand + on_order - committed


def is_due(position: int, point: int) -> bool:
    """Say whether it is time to order; equality orders."""
    return position <= point


def plan(outlook: Outlook, *, lead: LeadTimes, policy: Policy) -> Points:
    """Return reorder points, order-up-to levels and the figures behind them.

    Keep the number of planned weeks the same from call to call (13 or more): the rate is read from it.

    Args:
        outlook: Weekly demand ahead, m rows.
        lead: m lead-time distributions.
        policy: m targets, rhythms and packs.

    Source: METHODS 3 and 7.8.
    """
    start = policy.elapsed_days / WEEK
    lead_weeks = lead.mean / WEEK
    protected = lead_weeks + policy.review_days / WEEK
    weekly = _from(outlook.weekly_mean, start)
    rate = weekly[:, :RATE_WEEKS].mean(axis=1)
    mean, own_variance = outlook.moments(protected, start)
    spread = (rate / WEEK) ** 2 * lead.variance
    lead_mean, _ = outlook.moments(lead_weeks, start)
    covered, _ = outlook.moments(protected + policy.cover_days / WEEK, start)
    allowed = allowed_shortage(weekly, policy)
    point = reorder_point(
        mean,
        own_variance,
        shift=(rate / WEEK)[:, None] * lead.offset,
        probability=lead.probability,
        allowed=allowed,
    )
    return Points(
        weekly_mean=weekly,
        rate=rate,
        lead_mean=lead_mean,
        mean=mean,
        variance=own_variance + spread,
        levels=LEVELS,
        quantiles=outlook.quantiles(list(LEVELS), protected, extra=spread, start=start),
        reorder_point=point,
        order_up_to=point + _whole_cover(covered - mean),
        observed_periods=outlook.observed_periods,
    )


def _from(weekly: Floats, start: float) -> Floats:
    """Return the weekly means read from ``start`` weeks on, each week in its two parts."""
    if not start:
        return weekly
    edges = [summed(weekly, start + week) for week in range(weekly.shape[1] + 1)]
    shifted: Floats = np.diff(np.stack(edges, axis=1), axis=1)
    return shifted


def _whole_cover(pieces: Floats) -> Ints:
    """Return whole pieces, rounded up, so that an order brings something; none for what no longer sells."""
    return np.where(pieces < NEGLIGIBLE, 0, np.ceil(pieces - _ROUNDING)).astype(np.int64)


def allowed_shortage(weekly_mean: Floats, policy: Policy) -> Floats:
    """Return the pieces that may be missed per order: (1 − target) × max(3 weeks' mean, ½ pack + 1 week).

    The lead time has no part in it, so that a longer one can only raise the reorder point. At 95 %, 4 pieces
    a week and a pack of 1 it is 0.05 × max(12, 4.5) = 0.6 pieces.

    Args:
        weekly_mean: m × H mean pieces by week from today on, H 3 or more.
        policy: Targets and packs, m each.

    Returns:
        m, in pieces.
    """
    week = weekly_mean[:, :CYCLE_WEEKS].mean(axis=1)
    cycle = np.maximum(CYCLE_WEEKS * week, policy.pack / 2 + week)
    allowed: Floats = (1 - policy.target) * cycle
    return allowed


def reorder_point(
    mean: Floats, variance: Floats, *, shift: Floats, probability: Floats, allowed: Floats
) -> Ints:
    """Return the smallest whole s, 0 or more, with E[(D − (s + 1))+] ≤ ``allowed``.

    Position at or under s orders (METHODS 3), so what is left to face lead time and review without a new
    order is s + 1 at least: that is the position which must keep the shortage allowed. Asking it of s itself
    holds one piece too many of every size; on styles of five sizes that filled 98.5 % where 95 was asked.

    D is a negative binomial X, by its moments at the mean lead time, plus the demand of the days by which
    the lead time misses its mean. Three things follow by construction, not by luck: a higher target lowers
    ``allowed``; a longer lead raises X's mean and its variance-to-mean ratio, hence E[(X − c)+] for every
    c (gamma mixtures of Poisson are ordered so in the increasing convex order); and a wider ``shift`` around
    zero raises the mean of a convex function. None of them can lower s. Moments of the whole mixture in one
    negative binomial would not give the second.

    With a pencil: X Poisson of mean 1 and a sure lead time miss E[(X − 2)+] = 0.104 pieces above 2 and 0.023
    above 3, so that 0.11 allowed gives s = 1 and 0.10 gives s = 2.

    Args:
        mean: m, of X.
        variance: m, of X.
        shift: m × K pieces, of mean zero.
        probability: m × K chances of each shift.
        allowed: m pieces that may be missed, above 0.

    Returns:
        m, whole pieces.

    Source: METHODS 7.8; Shaked & Shanthikumar (2007), Stochastic Orders, 4.A.
    """
    least = np.maximum(allowed, _ROUNDING)

    def enough(at: Places, guess: Floats) -> Flags:
        missed = np.zeros(len(at))
        for k in range(shift.shape[1]):
            missed += probability[at, k] * expected_shortage(guess + 1 - shift[at, k], mean[at], variance[at])
        within: Flags = missed <= least[at]
        return within

    total = variance + (probability * shift**2).sum(axis=1)
    first_guess = quantile(0.9, mean, total)
    return smallest_reaching(enough, first_guess).astype(np.int64)
