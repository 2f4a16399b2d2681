"""Reorder points: the fill rate is met, and asking for more never orders less."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.domain.forecast import (
    LeadTimes,
    Panel,
    fit,
    lead_times,
    split,
    whole,
)
from shopdesk.domain.forecast.distribution import expected_shortage
from shopdesk.domain.reorder.points import Policy, plan, reorder_point


def a_shop(seed=3, skus=12, weeks=40, ahead=16):
    rng = np.random.default_rng(seed)
    rate = rng.gamma(1.0, 4.0, skus) + 0.05
    units = rng.poisson(rng.gamma(3.0, rate[:, None] / 3, (skus, weeks))).astype(float)
    promo = np.zeros((skus, weeks + ahead))
    promo[:, weeks + 3] = 1.0
    promo[:, 10] = promo[:, 20] = 1.0
    units[:, 10] *= 3
    return Panel(units, np.ones((skus, weeks)), promo, np.arange(skus) % 3)


SHOP = whole(fit(a_shop()))
ROWS = len(SHOP.share)


def points(target=0.95, lead=14.0, sd=4.0, review=7.0, pack=1.0):
    many = np.ones(ROWS)
    policy = Policy(target * many, review * many, 14 * many, pack * many)
    return plan(SHOP, lead=lead_times(lead * many, sd * many), policy=policy)


@settings(max_examples=40, deadline=None)
@given(
    st.floats(0.5, 0.995),
    st.floats(0, 0.2),
    st.floats(0, 60),
    st.floats(0, 30),
    st.floats(0, 25),
    st.floats(0, 25),
)
def test_asking_for_more_never_lowers_the_reorder_point(target, more, lead, longer, sd, wider):
    now = points(target, lead, sd).reorder_point
    assert (points(min(target + more, 0.999), lead, sd).reorder_point >= now).all()
    assert (points(target, lead + longer, sd).reorder_point >= now).all()
    assert (points(target, lead, sd + wider).reorder_point >= now).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(1, 60), min_size=3, max_size=6), st.floats(1.0, 3.0), st.floats(0, 20))
def test_lead_times_seen_at_receipts_stretch_and_shift_without_lowering_it(days, stretch, longer):
    many = np.ones(ROWS)
    seen = np.tile(days, (ROWS, 1))
    chance = np.full(seen.shape, 1 / len(days))
    policy = Policy(0.95 * many, 7 * many, 14 * many, many)

    def ordered_at(support):
        return plan(SHOP, lead=LeadTimes(support, chance), policy=policy).reorder_point

    middle = seen.mean()
    assert (ordered_at(middle + stretch * (seen - middle)) >= ordered_at(seen)).all()
    assert (ordered_at(seen + longer) >= ordered_at(seen)).all()


def test_the_position_just_above_the_reorder_point_is_the_smallest_that_keeps_the_shortage_allowed():
    mean, variance = np.array([6.0]), np.array([9.0])
    none, sure = np.zeros((1, 1)), np.ones((1, 1))
    allowed = np.array([0.05 * 6])
    s = reorder_point(mean, variance, shift=none, probability=sure, allowed=allowed)
    assert expected_shortage(s + 1.0, mean, variance)[0] <= 0.3
    assert expected_shortage(s.astype(float), mean, variance)[0] > 0.3


@pytest.mark.parametrize(("allowed", "pieces"), [(1.5, 0), (0.37, 0), (0.36, 1), (0.11, 1), (0.10, 2)])
def test_the_reorder_point_of_one_piece_a_lead_time_is_the_one_of_the_pencil(allowed, pieces):
    # Poisson of mean 1: E[(D − 1)+] = e⁻¹ = 0.3679, E[(D − 2)+] = 3·e⁻¹ − 1 = 0.1036, E[(D − 3)+] = 0.0233.
    one, none, sure = np.array([1.0]), np.zeros((1, 1)), np.ones((1, 1))
    found = reorder_point(one, one, shift=none, probability=sure, allowed=np.array([allowed]))
    assert found.tolist() == [pieces]


def test_order_up_to_brings_the_weeks_the_owner_wants_to_cover():
    made = points()
    assert (made.order_up_to > made.reorder_point).all()
    # Two weeks of lead and one of review are covered by s; the order brings weeks four and five.
    coming = np.ceil(made.weekly_mean[:, 3:5].sum(axis=1) - 1e-9)
    assert (made.order_up_to - made.reorder_point == coming).all()


def test_variance_carries_the_spread_of_the_lead_time():
    steady, unsure = points(sd=0.0), points(sd=7.0)
    # d² · s_L², with d a day's mean and s_L 7 days: the rate of a week, squared.
    assert unsure.variance - steady.variance == pytest.approx(steady.rate**2)
    assert unsure.mean == pytest.approx(steady.mean)


def test_the_promotion_ahead_is_in_the_weeks_and_in_the_lead_time_demand():
    made = points()
    assert (made.weekly_mean[:, 3] > 1.2 * made.weekly_mean[:, 2]).all()
    assert made.lead_mean == pytest.approx(made.weekly_mean[:, :2].sum(axis=1))
    assert made.mean == pytest.approx(made.weekly_mean[:, :3].sum(axis=1))


def test_half_a_week_gone_leaves_half_a_week_of_demand():
    mean, _ = SHOP.moments(1.0, start=0.5)
    assert mean == pytest.approx(SHOP.weekly_mean[:, 0] / 2 + SHOP.weekly_mean[:, 1] / 2)


def test_sizes_share_the_style_and_need_more_safety_in_all():
    style = fit(a_shop())
    parent = np.repeat(np.arange(ROWS), 4)
    share = np.tile([0.1, 0.4, 0.3, 0.2], ROWS)
    sizes = split(style, parent, share)
    many = np.ones(len(parent))
    made = plan(
        sizes,
        lead=lead_times(14 * many, 4 * many),
        policy=Policy(0.95 * many, 7 * many, 14 * many, many),
    )
    whole_style = points()
    assert made.mean.reshape(ROWS, 4).sum(axis=1) == pytest.approx(whole_style.mean)
    # s + 1 is the position that is left without a new order.
    kept = (made.reorder_point + 1).reshape(ROWS, 4).sum(axis=1)
    assert (kept >= whole_style.reorder_point + 1).all()


def test_wrong_targets_and_lead_times_are_refused():
    many = np.ones(1)
    with pytest.raises(ValueError, match="target"):
        Policy(many, many, many, many)
    with pytest.raises(ValueError, match="lead days"):
        lead_times(-many, many)
    with pytest.raises(ValueError, match="sum to 1"):
        LeadTimes(np.ones((1, 2)), np.ones((1, 2)))


def test_what_no_longer_sells_is_not_ordered_again():
    dead = a_shop(skus=3)
    outlook = whole(fit(Panel(np.zeros((3, 40)), np.ones((3, 40)), dead.promo[:3], np.zeros(3, dtype=int))))
    many = np.ones(3)
    policy = Policy(0.95 * many, 7 * many, 14 * many, many)
    made = plan(outlook, lead=lead_times(14 * many, 4 * many), policy=policy)
    assert (made.reorder_point == 0).all()
    assert (made.order_up_to == 0).all()


def test_a_shop_without_rows_has_an_empty_plan():
    nothing = Panel(np.zeros((0, 30)), np.zeros((0, 30)), np.zeros((0, 46)), np.zeros(0, dtype=int))
    none = np.zeros(0)
    made = plan(whole(fit(nothing)), lead=lead_times(none, none), policy=Policy(none, none, none, none))
    assert len(made.reorder_point) == 0


@pytest.mark.parametrize("weeks", [0, 1, 9])
def test_a_shop_that_opened_yesterday_gets_whole_numbers(weeks):
    units = np.full((4, weeks), 2.0)
    young = Panel(units, np.ones((4, weeks)), np.zeros((4, weeks + 16)), np.zeros(4, dtype=int))
    many = np.ones(4)
    policy = Policy(0.95 * many, 7 * many, 14 * many, many)
    made = plan(whole(fit(young)), lead=lead_times(14 * many, 0 * many), policy=policy)
    assert (made.reorder_point > made.mean).all()
    assert (made.observed_periods == weeks).all()


def test_a_week_of_the_plan_gone_by_half_is_planned_by_half():
    many = np.ones(ROWS)
    usual = Policy(0.95 * many, 7 * many, 14 * many, many)
    midweek = Policy(0.95 * many, 7 * many, 14 * many, many, elapsed_days=3.5)
    lead = lead_times(14 * many, 4 * many)
    whole_weeks, half = plan(SHOP, lead=lead, policy=usual), plan(SHOP, lead=lead, policy=midweek)
    # Weeks 1-3 against half of week 1, weeks 2-3 and half of week 4, which has the promotion.
    moved = (whole_weeks.weekly_mean[:, 3] - whole_weeks.weekly_mean[:, 0]) / 2
    assert half.mean - whole_weeks.mean == pytest.approx(moved)
