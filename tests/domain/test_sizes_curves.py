from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.sizes import priors
from shopdesk.domain.sizes.curves import SalesRows, fit, rows_by_pattern, shrink, with_prior
from shopdesk.domain.sizes.priors import Kind, marginal_likelihood

SIZES = 5


def _daily(seed=3, days=140):
    rng = np.random.default_rng(seed)
    theta = np.array([0.1, 0.25, 0.3, 0.2, 0.15])
    open_ = rng.random((SIZES, days)) < 0.75
    open_[:, 0] = True
    units = rng.poisson(theta[:, None] * rng.uniform(1, 5, days)) * open_
    return units[None], open_[None]


def _fit_one(rows, **options):
    cell = np.tile(np.arange(rows.units.shape[1]), (len(rows.style), 1))
    return fit(rows, cell, curve=np.zeros(rows.units.shape[1], dtype=np.int64), **options)


def test_alternating_fit_is_the_poisson_glm_with_offset_log_availability():
    import statsmodels.api as sm

    units, open_ = _daily()
    fractions = np.random.default_rng(9).uniform(0.2, 1.0, open_.shape)
    part = np.where(open_, fractions, 0.0)
    days = [d for d in range(units.shape[2]) if units[0, :, d].sum() > 0]
    one = np.zeros(len(days), dtype=np.int64)
    rows = SalesRows(one, units[0][:, days].T.astype(float), part[0][:, days].T)
    ours = _fit_one(rows, tolerance=1e-13, rounds=5000)

    day, size = np.nonzero(rows.available)
    design = np.zeros((len(day), len(days) + SIZES - 1))
    design[np.arange(len(day)), day] = 1
    later = size > 0
    design[np.flatnonzero(later), len(days) + size[later] - 1] = 1
    model = sm.GLM(
        rows.units[day, size],
        design,
        family=sm.families.Poisson(),
        offset=np.log(rows.available[day, size]),
    ).fit(tol=1e-12, maxiter=200)
    odds = np.exp(np.r_[0.0, model.params[len(days) :]])
    assert np.abs(ours.share - odds / odds.sum()).max() < 1e-6


def test_days_of_one_pattern_may_be_summed():
    units, open_ = _daily()
    summed = rows_by_pattern(units, open_)
    seen = units[0].sum(axis=0) > 0
    apart = SalesRows(
        np.zeros(seen.sum(), dtype=np.int64), units[0].T[seen].astype(float), open_[0].T[seen].astype(float)
    )
    assert len(summed.style) < len(apart.style)
    exact = {"tolerance": 1e-13, "rounds": 3000}
    assert np.allclose(_fit_one(summed, **exact).share, _fit_one(apart, **exact).share, atol=1e-9)


def test_a_size_that_was_closed_half_the_time_is_not_taken_for_unloved():
    # By hand: both open 10 days sell 10 and 10; only the first open 10 days sells 10. Raw shares 2/3, 1/3.
    sold, open_ = np.array([[10.0, 10], [10, 0]]), np.array([[1.0, 1], [1, 0]])
    rows = SalesRows(np.zeros(2, dtype=np.int64), sold, open_)
    found = _fit_one(rows, tolerance=1e-12, rounds=500)
    assert found.share == pytest.approx([0.5, 0.5])
    assert found.demand == pytest.approx([20, 20])


def test_shrinkage_by_hand():
    # n = 10, κ = 20, π = ½ ¼ ¼: (6 + 10)/30, (4 + 5)/30, (0 + 5)/30.
    prior = np.array([0.5, 0.25, 0.25])
    assert shrink(np.array([6.0, 4, 0]), prior, 20) == pytest.approx([16 / 30, 9 / 30, 5 / 30])


def test_one_imagined_day_is_the_shrinkage_when_everything_was_in_stock():
    prior = np.array([[0.5, 0.25, 0.25]])
    rows = SalesRows(np.zeros(1, dtype=np.int64), np.array([[6.0, 4, 0]]), np.ones((1, 3)))
    found = _fit_one(with_prior(rows, prior, np.array([20.0])), tolerance=1e-12, rounds=500)
    assert found.share == pytest.approx(shrink(np.array([6.0, 4, 0]), prior[0], 20))


def test_a_size_never_in_stock_keeps_the_share_of_its_kind():
    prior = np.array([[0.5, 0.25, 0.25]])
    rows = SalesRows(np.zeros(1, dtype=np.int64), np.array([[60.0, 40, 0]]), np.array([[1.0, 1, 0]]))
    found = _fit_one(with_prior(rows, prior, np.array([20.0])), tolerance=1e-12, rounds=2000)
    assert found.share[2] == pytest.approx(0.25)


@given(st.integers(0, 50))
def test_shares_always_sum_to_one(seed):
    units, open_ = _daily(seed, days=30)
    found = _fit_one(rows_by_pattern(units, open_))
    assert found.share.sum() == pytest.approx(1.0)
    assert (found.share >= 0).all()


def test_marginal_likelihood_by_hand():
    # Beta-binomial, α = β = 1: Γ(2)/Γ(2+n) · x!(n−x)!, here n = 3, x = 1.
    value = marginal_likelihood(np.array([[1.0, 2.0]]), np.array([[0.5, 0.5]]), 2.0)
    assert value == pytest.approx([np.log(2.0 / 24.0)])


def _many(spread, styles=40, seed=1):
    rng = np.random.default_rng(seed)
    base = np.array([0.1, 0.25, 0.3, 0.2, 0.15])
    units = np.array([rng.multinomial(80, rng.dirichlet(spread * base)) for _ in range(styles)], dtype=float)
    rows = SalesRows(np.arange(styles), units, np.ones_like(units))
    keys = [[("mx", float(i), 0.0) for i in range(SIZES)]] * styles
    return priors.learn(rows, [Kind("Botas", "dama", "mx")] * styles, keys)


def test_strength_is_learned_between_twenty_and_forty_from_ten_styles_on():
    assert _many(8.0).strength[0] == 20
    assert 24 <= _many(31.0).strength[0] <= 38
    assert _many(400.0).strength[0] == 40
    assert _many(400.0, styles=9).strength[0] == priors.STRENGTH


def test_kind_without_sales_takes_the_curve_of_its_scale():
    units = np.array([[10.0, 30, 10], [0, 0, 0]])
    keys = [[("mx", 22.0, 0.0), ("mx", 23.0, 0.0), ("mx", 24.0, 0.0)]] * 2
    kinds = [Kind("Botas", "dama", "mx"), Kind("Flats", "dama", "mx")]
    learned = priors.learn(SalesRows(np.arange(1), units[:1], np.ones((1, 3))), kinds, keys)
    assert learned.share[1].argmax() == 1
    assert learned.share.sum(axis=1) == pytest.approx([1, 1])
    assert [curve.pieces for curve in learned.curves] == [50, 0]
