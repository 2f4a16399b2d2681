"""Reorder points: each formula beside a number worked by hand or by scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from shopdesk.domain.reorder import fill, points, textbook
from shopdesk.domain.reorder.textbook import Demand, LeadTime

Z95 = 1.645


def test_an_order_is_due_at_the_point_itself_and_not_above() -> None:
    held = points.position(on_hand=20, on_order=5, committed=3)
    assert held == 22
    assert points.is_due(held, 22)
    assert not points.is_due(held, 21)


def test_continuous_review_adds_the_spread_of_the_lead_time() -> None:
    # μ = 1.2·14 = 16.8; σ² = 14·1.5² + 1.2²·4² = 31.5 + 23.04 = 54.54; s = 16.8 + 1.645·7.385 = 28.95
    demand, lead = Demand(1.2, 1.5), LeadTime(14, 4)
    assert textbook.lead_demand(demand, lead) == pytest.approx((16.8, 54.54))
    assert textbook.continuous_point(demand, lead, Z95) == 29
    # Forgetting d²·s_L² would give 16.8 + 1.645·5.612 = 26.03
    assert textbook.continuous_point(demand, LeadTime(14), Z95) == 27


def test_ordering_on_mondays_protects_the_week_between_too() -> None:
    # μ = 1.2·21 = 25.2; σ² = 21·2.25 + 23.04 = 70.29; S = 25.2 + 1.645·8.384 = 38.99
    assert textbook.periodic_level(Demand(1.2, 1.5), LeadTime(14, 4), review_days=7, z=Z95) == 39


def test_a_whole_number_is_not_rounded_up() -> None:
    assert textbook.continuous_point(Demand(0.1, 0.0), LeadTime(30), 0.0) == 3


def test_a_lead_time_is_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        LeadTime(-1)


def test_z_of_95_percent() -> None:
    assert textbook.service_factor(0.95) == pytest.approx(1.6449, abs=1e-4)


def test_few_pieces_use_the_poisson_quantile() -> None:
    # Poisson(3): P(D ≤ 5) = 0.9161, P(D ≤ 6) = 0.9665
    assert textbook.discrete_point(3, 3, 0.95) == 6
    assert textbook.cycle_point(3, 2, 0.95) == 6


def test_lumpy_demand_uses_the_negative_binomial_by_moments() -> None:
    # m = 4, v = 8: n = 16/4 = 4, p = 0.5
    assert textbook.discrete_point(4, 8, 0.95) == stats.nbinom.ppf(0.95, 4, 0.5) == 9
    assert textbook.cycle_point(100, 400, 0.95) == math.ceil(100 + 1.6449 * 20) == 133


def test_gamma_lead_time_makes_poisson_demand_negative_binomial() -> None:
    # d = 2, L = 10, s_L = 5: r = 4; mean 20, variance 20 + 4·25 = 120 = 20 + 20²/4
    lead, per_day = LeadTime(10, 5), 2.0
    size = textbook.gamma_lead_size(lead)
    assert size == 4
    mean, variance = textbook.lead_demand(Demand(per_day, math.sqrt(per_day)), lead)
    assert (mean, variance) == pytest.approx((20, 120))
    by_size = stats.nbinom(size, mean / variance)
    for pieces in (0, 7, 20, 61):
        mixed, _ = integrate.quad(
            lambda t, k=pieces: stats.poisson.pmf(k, per_day * t) * stats.gamma.pdf(t, 4, scale=2.5), 0, 200
        )
        assert by_size.pmf(pieces) == pytest.approx(mixed, rel=1e-6)
    assert textbook.discrete_point(mean, variance, 0.9) == by_size.ppf(0.9)


def test_dispersion_leans_on_the_category() -> None:
    assert textbook.shrunk_dispersion(3.0, 10, category_ratio=1.5, category_weight=20) == pytest.approx(2.0)


def test_unit_normal_loss_is_the_tabled_one() -> None:
    assert fill.normal_loss(0) == pytest.approx(0.39894, abs=1e-5)
    assert fill.normal_loss(1) == pytest.approx(0.08332, abs=1e-5)


def test_fill_rate_with_a_lot_is_not_cycle_service() -> None:
    # σ = 50, Q = 200, β = 0.99: G(k) = 0.01·200/50 = 0.04, k = 1.36 in the tables; 99 % of cycles is 2.326
    k = fill.factor_for_fill(0.99, 200, 50)
    assert k == pytest.approx(1.36, abs=0.002)
    assert 50 * fill.normal_loss(k) == pytest.approx(0.01 * 200)
    assert fill.normal_fill_point(500, 50, fill=0.99, lot=200) == 569
    assert textbook.service_factor(0.99) == pytest.approx(2.326, abs=1e-3)


def test_a_sure_demand_needs_no_cushion() -> None:
    assert fill.factor_for_fill(0.99, 10, 0) == 0
    with pytest.raises(ValueError, match="fill rate"):
        fill.factor_for_fill(1.0, 10, 5)


@given(
    st.floats(0.01, 20),
    st.floats(0, 20),
    st.floats(0, 90),
    st.floats(0, 30),
    st.floats(0, 30),
    st.floats(0, 3),
)
def test_a_longer_or_less_sure_lead_time_never_lowers_the_point(
    per_day: float, deviation: float, days: float, spread: float, more: float, z: float
) -> None:
    demand = Demand(per_day, deviation)
    before = textbook.continuous_point(demand, LeadTime(days, spread), z)
    assert textbook.continuous_point(demand, LeadTime(days + more, spread), z) >= before
    assert textbook.continuous_point(demand, LeadTime(days, spread + more), z) >= before


def test_past_blocks_answer_without_a_curve() -> None:
    # Ten days 1..10 in stock. Blocks of 2: 3, 5, …, 19, nine of 1/18; blocks of 5: 15, 20, …, 40, six of 1/12
    units, there = np.arange(1.0, 11.0), np.ones(10)
    found = textbook.empirical_point(units, there, [2, 5], 0.9)
    assert found is not None
    assert found.windows == 15
    # From the top: 40 weighs 1/12 = 0.083, 35 another: 0.167 > 0.1, so 35 is the smallest that covers 90 %
    assert found.pieces == 35


def test_blocks_with_a_day_out_of_stock_do_not_count() -> None:
    units, there = np.array([5.0, 0, 5, 5, 5]), np.array([1, 0, 1, 1, 1])
    found = textbook.empirical_point(units, there, [2], 0.95)
    assert found == textbook.EmpiricalPoint(10, 2)
    assert textbook.empirical_point(units, there, [4], 0.95) is None
