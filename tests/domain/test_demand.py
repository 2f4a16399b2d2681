"""Demand behind the sales: days that could sell, events by their day, lead times over actual days."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from shopdesk.domain.demand import (
    Days,
    censored_rate,
    lead_time_demand,
    open_day_rate,
    uplift,
    uplift_by_event_day,
    weekly,
    without_events,
)


def days(sold, opened=None, emptied=None):
    sold = np.array(sold, dtype=float)
    return Days(
        sold,
        np.ones(len(sold), bool) if opened is None else np.array(opened, bool),
        np.zeros(len(sold), bool) if emptied is None else np.array(emptied, bool),
    )


def test_only_days_that_opened_with_stock_count():
    # 2 + 0 + 4 over three open days; the two closed days say nothing.
    assert open_day_rate(days([2, 0, 4, 0, 0], opened=[1, 1, 1, 0, 0])) == 2.0
    assert np.isnan(open_day_rate(days([0], opened=[0])))


def test_a_day_that_sold_out_raises_the_rate_instead_of_lowering_it():
    plain = days([1, 2, 3])
    emptied = days([1, 2, 3], emptied=[0, 0, 1])
    assert censored_rate(plain) == pytest.approx(2.0)
    assert censored_rate(emptied) > 2.0


def test_the_censored_rate_is_the_likeliest():
    seen = days([0, 2, 3, 1, 0, 4], opened=[1, 1, 1, 1, 0, 1], emptied=[0, 1, 1, 0, 0, 1])

    def likelihood(rate):  # log P(D = y) on days that closed with stock, log P(D ≥ y) on those that emptied
        exact, least = stats.poisson.logpmf(seen.sold, rate), stats.poisson.logsf(seen.sold - 1, rate)
        return np.where(seen.emptied, least, exact)[seen.opened].sum()

    best = optimize.minimize_scalar(
        lambda rate: -likelihood(rate), bounds=(0.1, 30), method="bounded", options={"xatol": 1e-8}
    )
    assert censored_rate(seen) == pytest.approx(best.x, rel=1e-4)


def test_a_simulated_shop_finds_its_demand_again():
    rng = np.random.default_rng(11)
    demand = rng.poisson(1.4, 20_000)
    stock, sold, opened, emptied = 6, [], [], []
    for day, wanted in enumerate(demand):
        stock += 6 if day % 7 == 0 else 0
        opened.append(stock > 0)
        sold.append(min(stock, wanted))
        stock -= sold[-1]
        emptied.append(stock == 0)
    seen = days(sold, opened, emptied)
    assert np.mean(sold) < 0.7 * 1.4
    assert censored_rate(seen) == pytest.approx(1.4, rel=0.03)
    assert open_day_rate(seen) == pytest.approx(1.4, rel=0.2)


def test_uplift_leans_on_the_owners_estimate_until_the_shop_knows_better():
    # (90 + 3 × 20) / (30 + 20) = 3: thirty expected pieces sold ninety, the owner said threefold.
    assert uplift(90, 30, prior=3.0) == 3.0
    # Without an estimate: (90 + 20) / 50.
    assert uplift(90, 30) == pytest.approx(2.2)
    assert uplift(0, 0, prior=2.5) == 2.5


def test_past_years_are_aligned_by_day_of_the_event():
    # Occurrences of 2 and of 3 days, on days 1-2 and 5-7; their first days sold 50 and 30 where 10 was usual.
    sold = np.array([9, 50, 20, 9, 9, 30, 20, 15, 9], dtype=float)
    expected = np.full(9, 10.0)
    lifted = uplift_by_event_day(sold, expected, [1, 5], lengths=[2, 3], prior=np.array([2.0, 1.0, 1.0]))
    assert lifted == pytest.approx([(80 + 40) / 40, (40 + 20) / 40, (15 + 20) / 30])


def test_event_days_stay_out_of_the_baseline():
    kept = without_events(np.array([1.0, 50.0, 2.0]), np.array([False, True, False]))
    assert np.nanmean(kept) == 1.5


def test_lead_time_demand_counts_the_actual_days():
    baseline = np.full(10, 2.0)
    multiplier = np.array([1, 1, 3, 3, 1, 0, 1, 1, 1, 1], dtype=float)
    assert lead_time_demand(baseline, multiplier, 4) == 16.0
    assert lead_time_demand(baseline, multiplier, 6.5) == 16 + 2 + 0 + 1
    with pytest.raises(ValueError, match="lead time"):
        lead_time_demand(baseline, multiplier, 11)


def test_weeks_end_with_the_last_day():
    daily = np.arange(16, dtype=float)[None, :]
    assert weekly(daily)[0].tolist() == [sum(range(2, 9)), sum(range(9, 16))]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_counting_sold_out_days_as_censored_never_lowers_the_rate(rows):
    seen = days([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])
    plain = open_day_rate(seen)
    assert np.isnan(plain) or censored_rate(seen) >= plain - 1e-9
