"""The discounted Gamma-Poisson filter: what is known of each SKU's rate, at six speeds of forgetting."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.special import gammaln

DISCOUNTS = np.array([0.70, 0.80, 0.88, 0.94, 0.975, 0.995])
"""Memories of 3, 5, 8, 17, 40 and 200 periods. The two ends beyond METHODS' 0.80 .. 0.985 are for shops that
move in bursts (1 % of pinball loss at 0.95 on the open weekly data) and for those that stand still (3 %)."""
ANCHOR = 0.3
"""How much of what is forgotten the prior fills up again. Flat from 0.25 to 0.5 over thirteen kinds of shop;
a tenth costs the monthly parts 3 %, all of it 1 % of the open weekly data. The SKU's own long run in the
prior's place costs up to 7 % on real goods: they fade to what is usual, not to what they once were."""
DISPERSION_WEEKS = 40.0
"""Average periods with which a category speaks for the dispersion of one SKU."""
DISPERSION_RANGE = (0.6, 60.0)
OWN_EVIDENCE, CATEGORY_EVIDENCE, SHOP_EVIDENCE = 0.5, 4.0, 4.0
MATURE_PERIODS = 10
PRIOR_SHAPE = (1.5, 4.0)
PRIOR_SHRINK_ITEMS = 5.0


@dataclass(frozen=True, slots=True)
class Prior:
    """Gamma prior of each SKU's rate: shape a and rate b, n each."""

    shape: Floats
    rate: Floats


@dataclass(frozen=True, slots=True)
class Filtered:
    """What the filter knows, for every discount, after every period.

    Attributes:
        discounts: D discounts.
        shape: D × n × (T + 1) gamma shapes; column t is the knowledge before period t.
        rate: D × n × (T + 1) gamma rates.
        dispersion: D × n × (T + 1), how much wider errors had been than the filter's own variance.
        weight: D × n, sums to 1 over the discounts.
    """

    discounts: Floats
    shape: Floats
    rate: Floats
    dispersion: Floats
    weight: Floats

    def in_hindsight(self) -> Filtered:
        """Return the same with today's dispersion in every period: what a plan made today works with."""
        known = np.broadcast_to(self.dispersion[:, :, -1:], self.dispersion.shape)
        return replace(self, dispersion=known)


def category_prior(units: Floats, exposure: Floats, category: Ints, observed: Flags) -> Prior:
    """Return the prior of each SKU by moments over the rates of its category's mature SKUs.

    Sampling noise is taken out of the spread of rates; a category of few SKUs leans on the shop. The shape
    stays at 1.5 or more: a vaguer prior lets a slow SKU jump at its first sale (0.5-1 % of pinball loss).

    Source: METHODS 7.4.
    """
    weight = np.where(observed, exposure, 0.0).sum(axis=1)
    mature = (observed.sum(axis=1) >= MATURE_PERIODS) & (weight > 0)
    if not mature.any():
        mature = weight > 0
    if not mature.any():
        return Prior(np.ones(len(category)), np.ones(len(category)))
    rate = np.where(observed, np.nan_to_num(units), 0.0).sum(axis=1)[mature] / weight[mature]
    noise = rate / weight[mature]
    groups, of = int(category.max()) + 1, category[mature]
    shop_mean = max(float(rate.mean()), 1e-3)
    count = np.bincount(of, minlength=groups) + PRIOR_SHRINK_ITEMS
    mean = (np.bincount(of, weights=rate, minlength=groups) + PRIOR_SHRINK_ITEMS * shop_mean) / count
    mean = np.maximum(mean, 1e-3)
    relative = ((rate - mean[of]) ** 2 - noise) / mean[of] ** 2
    shop_spread = float((((rate - shop_mean) ** 2 - noise) / shop_mean**2).mean())
    spread = np.bincount(of, weights=relative, minlength=groups) + PRIOR_SHRINK_ITEMS * shop_spread
    shape = np.clip(1 / np.maximum(spread / count, 1e-3), *PRIOR_SHAPE)
    return Prior(shape[category], (shape / mean)[category])


def run_filter(
    units: Floats,
    exposure: Floats,
    *,
    observed: Flags,
    prior: Prior,
    category: Ints,
    discounts: Floats = DISCOUNTS,
) -> Filtered:
    """Run the filter over the past and weigh its speeds.

    Args:
        units: n × T pieces.
        exposure: n × T, index × factors × availability × season.
        observed: n × T cells that count; nothing is learnt or forgotten elsewhere.
        prior: Where each SKU starts and is gently drawn back to.
        category: n codes, for pooling dispersion and evidence.
        discounts: Speeds of forgetting, 1 = never.

    Source: METHODS 7.4; West & Harrison (1997), discounting; Harvey & Fernandes (1989), the Gamma-Poisson.
    """
    shape, rate = filter_states(units, exposure, observed=observed, prior=prior, discounts=discounts)
    dispersion = np.empty(shape.shape)
    evidence = np.empty((len(discounts), len(units)))
    for d, discount in enumerate(discounts):
        dispersion[d], evidence[d] = one_step(
            units, exposure, (shape[d], rate[d]), discount=discount, observed=observed, category=category
        )
    return Filtered(discounts, shape, rate, dispersion, _weights(evidence, category))


def filter_states(
    units: Floats, exposure: Floats, *, observed: Flags, prior: Prior, discounts: Floats
) -> tuple[Floats, Floats]:
    """Return D × n × (T + 1) gamma shapes and rates; column t is the knowledge before period t."""
    n, past = units.shape
    shape = np.empty((len(discounts), past + 1, n))
    rate = np.empty_like(shape)
    keep = discounts[:, None]
    a = np.repeat(prior.shape[None, :], len(discounts), axis=0)
    b = np.repeat(prior.rate[None, :], len(discounts), axis=0)
    draw_a, draw_b = ANCHOR * (1 - keep) * prior.shape, ANCHOR * (1 - keep) * prior.rate
    sold, weight, seen = np.nan_to_num(units).T.copy(), exposure.T.copy(), observed.T.copy()
    shape[:, 0], rate[:, 0] = a, b
    for t in range(past):
        a = np.where(seen[t], keep * a + sold[t] + draw_a, a)
        b = np.where(seen[t], keep * b + weight[t] + draw_b, b)
        shape[:, t + 1], rate[:, t + 1] = a, b
    return shape.transpose(0, 2, 1), rate.transpose(0, 2, 1)


def one_step(
    units: Floats,
    exposure: Floats,
    states: tuple[Floats, Floats],
    *,
    discount: float,
    observed: Flags,
    category: Ints,
) -> tuple[Floats, Floats]:
    """Return how wide errors of one period ahead had been before each period, and how likely the past was.

    Args:
        units: n × T pieces.
        exposure: n × T.
        states: n × (T + 1) gamma shapes and rates of one discount.
        discount: Theirs.
        observed: n × T cells that count.
        category: n codes.

    Returns:
        n × (T + 1) dispersions, and n log-likelihoods.
    """
    a, b = states[0][:, :-1], states[1][:, :-1]
    sold = np.nan_to_num(units)
    mean = np.maximum(exposure * (a / b), 1e-9)
    variance = mean * (1 + exposure / (discount * b))
    dispersion = _dispersion((sold - mean) ** 2, variance, observed, category)
    return dispersion, _log_likelihood(sold, mean, variance * dispersion[:, :-1], observed)


def _dispersion(squared: Floats, variance: Floats, observed: Flags, category: Ints) -> Floats:
    """Return errors over variance before each period, n × (T + 1), shrunk to the category.

    The category speaks with ``DISPERSION_WEEKS`` average periods, and of the SKU itself only what had been
    seen by then: judged with a dispersion that already knows a rush, the rush looks foreseen.
    Source: Dawid (1984), the prequential principle.
    """
    groups = int(category.max(initial=-1)) + 1
    missed, expected = _before(np.where(observed, squared, 0.0)), _before(np.where(observed, variance, 0.0))
    average = np.maximum(expected / np.maximum(_before(observed.astype(float)), 1.0), 1e-9)
    top = np.bincount(category, weights=missed[:, -1] / average[:, -1], minlength=groups)
    base = np.bincount(category, weights=expected[:, -1] / average[:, -1], minlength=groups)
    shop = (top.sum() + 1) / (base.sum() + 1)
    pooled = ((top + DISPERSION_WEEKS * shop) / (base + DISPERSION_WEEKS))[category]
    heavy = DISPERSION_WEEKS * average
    dispersion: Floats = np.clip((missed + heavy * pooled[:, None]) / (expected + heavy), *DISPERSION_RANGE)
    return dispersion


def _before(values: Floats) -> Floats:
    """Return n × (T + 1) sums of all columns before each."""
    sums = np.zeros((values.shape[0], values.shape[1] + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums


def _log_likelihood(sold: Floats, mean: Floats, variance: Floats, observed: Flags) -> Floats:
    """Return n log-likelihoods of the negative binomial with these moments, up to a constant."""
    excess = np.maximum(variance / mean - 1, 1e-3)
    size = mean / excess
    log = -size * np.log1p(excess)
    # The gamma functions cancel where nothing was sold, which is most cells of a shop.
    some = observed & (sold > 0)
    y, r = sold[some], size[some]
    log[some] += gammaln(y + r) - gammaln(r) - y * np.log1p(1 / excess[some])
    total: Floats = np.einsum("nt,nt->n", log, observed)
    return total


def _weights(evidence: Floats, category: Ints) -> Floats:
    """Return softmax weights of the discounts: the SKU's own evidence and its category's and shop's mean."""
    groups = int(category.max(initial=-1)) + 1
    count = np.maximum(np.bincount(category, minlength=groups), 1)
    by_group = np.stack([np.bincount(category, weights=e, minlength=groups) / count for e in evidence])
    score = (
        OWN_EVIDENCE * evidence
        + CATEGORY_EVIDENCE * by_group[:, category]
        + SHOP_EVIDENCE * evidence.sum(axis=1, keepdims=True) / max(len(category), 1)
    )
    score = np.exp(score - score.max(axis=0, keepdims=True))
    weight: Floats = score / score.sum(axis=0, keepdims=True)
    return weight
