"""Negative binomial demand from a mean and a variance: probabilities, quantiles, expected shortage."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from shopdesk.domain.arrays import Flags, Floats, Places
from shopdesk.domain.special import betainc, gammaincinv, ndtri, pdtr

Moments = tuple[Floats, Floats]
SMALLEST_MEAN = 1e-9
POISSON_EXCESS = 1e-6
CONTINUOUS_FROM = 5_000.0


def cdf(pieces: Floats, mean: Floats, variance: Floats) -> Floats:
    """Return P(D ≤ pieces) of the negative binomial with these moments; Poisson if variance ≤ mean.

    Source: METHODS 3; size n = m²/(v − m), p = m/v.
    """
    pieces, mean, variance = np.broadcast_arrays(np.floor(pieces), mean, variance)
    mean = np.maximum(mean, SMALLEST_MEAN)
    excess = variance / mean - 1
    over = excess > POISSON_EXCESS
    size = mean / np.where(over, excess, 1.0)
    positive = np.maximum(pieces, 0.0)
    mixed = betainc(size, positive + 1, 1 / (1 + np.where(over, excess, 1.0)))
    if not over.all():
        mixed = np.where(over, mixed, pdtr(positive, mean))
    probability: Floats = np.where(pieces < 0, 0.0, mixed)
    return probability


def quantile(level: Floats | float, mean: Floats, variance: Floats) -> Floats:
    """Return the smallest whole number of pieces with P(D ≤ pieces) ≥ level.

    Above ``CONTINUOUS_FROM`` pieces the gamma with the same moments stands in, rounded up.
    """
    level, mean, variance = np.broadcast_arrays(np.asarray(level, dtype=float), mean, variance)
    q, m = level.ravel(), np.maximum(mean, SMALLEST_MEAN).ravel()
    v = np.maximum(variance.ravel(), m)
    pieces = np.floor(_rough_quantile(q, m, v))
    large = m > CONTINUOUS_FROM
    pieces[large] = np.ceil(gammaincinv(m[large] ** 2 / v[large], q[large]) * v[large] / m[large])
    small = np.flatnonzero(~large)
    pieces[small] = smallest_reaching(
        lambda at, guess: cdf(guess, m[small][at], v[small][at]) >= q[small][at], pieces[small]
    )
    return pieces.reshape(level.shape)


def _rough_quantile(level: Floats, mean: Floats, variance: Floats) -> Floats:
    """Wilson-Hilferty's gamma quantile: near enough for the search to finish in a step or two."""
    shape = mean * mean / variance
    cube = 1 - 1 / (9 * shape) + ndtri(level) / (3 * np.sqrt(shape))
    rough: Floats = np.where(cube > 0, mean * np.maximum(cube, 0.0) ** 3, 0.0)
    return rough


def smallest_reaching(reached: Callable[[Places, Floats], Flags], start: Floats) -> Floats:
    """Return for each entry the smallest whole number, 0 or more, for which ``reached`` holds.

    Args:
        reached: Called with the places asked about and a guess for each; must stay true once true.
        start: A guess for each entry, whole.
    """
    high, everyone = np.maximum(start, 0.0), np.arange(len(start))
    low = high - 1
    there = reached(everyone, high)
    at, step = everyone[~there], 1.0
    while len(at):
        low[at] = high[at]
        high[at] += step
        step, at = 2 * step, at[~reached(at, high[at])]
    at, step = everyone[there & (low >= 0)], 2.0
    at = at[reached(at, low[at])]
    while len(at):
        high[at] = low[at]
        low[at] = np.maximum(low[at] - step, -1.0)
        step, at = 2 * step, at[low[at] >= 0]
        at = at[reached(at, low[at])]
    at = everyone[high - low > 1]
    while len(at):
        middle = np.floor((low[at] + high[at]) / 2)
        done = reached(at, middle)
        high[at[done]], low[at[~done]] = middle[done], middle[~done]
        at = at[high[at] - low[at] > 1]
    return high


def expected_shortage(stock: Floats, mean: Floats, variance: Floats) -> Floats:
    """Return E[(D − stock)+] in pieces; stock may be any real number.

    With the size-biased identity E[D; D > k] = m · P(D' ≥ k), D' of size n + 1 and the same p.
    """
    stock, mean, variance = np.broadcast_arrays(np.asarray(stock, dtype=float), mean, variance)
    mean = np.maximum(mean, SMALLEST_MEAN)
    excess = np.maximum(variance / mean - 1, 0.0)
    whole = np.floor(stock)
    beyond = 1 - cdf(whole, mean, variance)
    biased = 1 - cdf(whole - 1, mean + excess, (mean + excess) * (1 + excess))
    shortage: Floats = np.where(stock < 0, mean - stock, mean * biased - stock * beyond)
    return np.maximum(shortage, 0.0)


def thinned(mean: Floats, variance: Floats, share: Floats, share_variance: Floats | float = 0.0) -> Moments:
    """Return the moments of the part of demand that falls to a ``share`` of it.

    Each piece goes to the part with chance p, so a Poisson-gamma stays one: mean m·p, variance
    m·p + p²·(v − m); a share that is itself uncertain adds m²·var(p).

    Args:
        mean: Of the whole, in pieces.
        variance: Of the whole.
        share: p, 0..1.
        share_variance: Variance of p, e.g. p(1 − p)/(n + κ + 1) of a shrunk size curve.
    """
    part = mean * share
    return part, part + share**2 * (variance - mean) + mean**2 * share_variance
