"""Negative binomial demand: probabilities, quantiles, shortage, and the thinning of a style to a size."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from shopdesk.domain.forecast import distribution as d


def one(*values):
    return tuple(np.array([float(v)]) for v in values)


def test_poisson_where_the_variance_does_not_exceed_the_mean():
    # P(D ≤ 2), Poisson of mean 2: e⁻²(1 + 2 + 2) = 0.676676
    assert d.cdf(*one(2, 2, 1.5))[0] == pytest.approx(5 * np.exp(-2), abs=1e-6)


def test_negative_binomial_of_gamma_lead_time_is_the_textbook_one():
    # One a day over a gamma lead time of 14 ± 7 days: r = (14/7)² = 4, p = 4/(4 + 14) = 2/9.
    mean, variance = 14.0, 14.0 + 49.0
    assert mean**2 / (variance - mean) == pytest.approx(4)
    assert d.cdf(*one(10, mean, variance))[0] == pytest.approx(stats.nbinom.cdf(10, 4, 2 / 9), abs=1e-12)


def test_quantile_is_the_smallest_count_that_reaches_the_level():
    # NB of size 1 and p ½ is geometric: P(D ≤ k) = 1 − ½^(k+1); 0.75 is reached exactly at 1.
    assert d.quantile(0.75, *one(1, 2))[0] == 1
    assert d.quantile(0.7501, *one(1, 2))[0] == 2


@settings(max_examples=60, deadline=None)
@given(st.floats(0.01, 400), st.floats(1.001, 40), st.floats(0.01, 0.999))
def test_quantile_agrees_with_scipy(mean, ratio, level):
    variance = mean * ratio
    expected = stats.nbinom.ppf(level, mean / (ratio - 1), 1 / ratio)
    found = d.quantile(level, *one(mean, variance))[0]
    if found != expected:  # a tie in the last digit of the probability
        assert d.cdf(*one(min(found, expected), mean, variance))[0] == pytest.approx(level, abs=1e-9)


def test_a_very_large_mean_is_read_from_the_gamma():
    assert d.quantile(0.5, *one(1e6, 1e6))[0] == pytest.approx(1e6, rel=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.floats(0.05, 60), st.floats(1.0, 10), st.floats(-5, 120))
def test_expected_shortage_is_the_sum_over_all_counts(mean, ratio, stock):
    k = np.arange(6000)
    weights = (
        stats.nbinom.pmf(k, mean / (ratio - 1), 1 / ratio) if ratio > 1 + 1e-5 else stats.poisson.pmf(k, mean)
    )
    by_hand = float((np.maximum(k - stock, 0) * weights).sum())
    assert d.expected_shortage(*one(stock, mean, mean * ratio))[0] == pytest.approx(by_hand, abs=1e-6)


def test_a_size_takes_its_share_of_the_style():
    # Mean 20, variance 60, share ¼: 5 and 5 + (60 − 20)/16 = 7.5.
    mean, variance = d.thinned(*one(20, 60, 0.25))
    assert (mean[0], variance[0]) == (5.0, 7.5)
    # Simulated: each piece of a negative binomial style goes to the size with chance ¼.
    rng = np.random.default_rng(5)
    sizes = rng.binomial(rng.negative_binomial(10, 1 / 3, 200_000), 0.25)
    assert sizes.mean() == pytest.approx(5, abs=0.03)
    assert sizes.var() == pytest.approx(7.5, abs=0.1)


def test_an_unsure_share_widens_the_size():
    # 0.25 · 0.75 / (40 + 20 + 1) of share variance adds 20² times that.
    _, variance = d.thinned(*one(20, 60, 0.25, 0.25 * 0.75 / 61))
    assert variance[0] == pytest.approx(7.5 + 400 * 0.1875 / 61)
