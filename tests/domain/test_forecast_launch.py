"""New products: forecast from this shop's own earlier launches, once there are enough of them."""

import numpy as np
import pytest

from shopdesk.domain.forecast import Panel, fit, whole
from shopdesk.domain.forecast.launch import find_launches, launch_curve


def a_shop(earlier=10, fresh_at=(40, 39, 37), weeks=40, ahead=8):
    """Ten old items at 2 a week; launches sell 10 a week for six weeks, then 4, to the piece."""
    starts = [5 + 1 * k for k in range(earlier)] + list(fresh_at)
    units = np.full((10 + len(starts), weeks), np.nan)
    units[:10] = 2.0
    for row, start in enumerate(starts, start=10):
        age = np.arange(weeks) - start
        units[row] = np.where(age < 0, np.nan, np.where(age < 6, 10.0, 4.0))
    many = len(units)
    category = np.zeros(many, dtype=np.int64)
    return Panel(units, np.ones((many, weeks)), np.zeros((many, weeks + ahead)), category)


def test_the_launch_curve_by_hand():
    shop = a_shop()
    seen = np.isfinite(shop.units)
    found = find_launches(shop.units, seen)
    curve = launch_curve(shop.units, seen.astype(float), launches=found, observed=seen)
    # Ten launches; mean of weeks 0-17 = (6·10 + 12·4)/18 = 6. First week: (100 + 10)/(60 + 10).
    assert curve[0] == pytest.approx(110 / 70)
    assert curve[10] == pytest.approx(50 / 70)


def test_without_eight_launches_seen_through_the_curve_is_flat():
    shop = a_shop(earlier=7)
    seen = np.isfinite(shop.units)
    found = find_launches(shop.units, seen)
    assert (launch_curve(shop.units, seen.astype(float), launches=found, observed=seen) == 1).all()


def test_items_seen_from_the_start_are_not_launches():
    shop = a_shop()
    found = find_launches(shop.units, np.isfinite(shop.units))
    assert not found.is_launch[:10].any()
    assert found.is_launch[10:].all()
    assert found.first[-3] == 40  # not sold yet: about to be launched


def test_a_new_item_is_expected_to_sell_as_launches_do():
    mean, _ = whole(fit(a_shop())).moments(4.0)
    brand_new, one_week, three_weeks = mean[-3:]
    # Earlier launches sold 40 in their first four weeks; old items sell 8.
    assert 25 < brand_new < 45
    assert 25 < one_week < 45
    assert 15 < three_weeks < 40


def test_with_under_five_launches_the_old_items_speak_for_it():
    mean, _ = whole(fit(a_shop(earlier=3, fresh_at=(40,)))).moments(4.0)
    assert mean[-1] < 25


def test_a_new_item_gets_a_wide_band():
    outlook = whole(fit(a_shop()))
    levels = outlook.quantiles([0.5, 0.95], 4.0)
    mean, _ = outlook.moments(4.0)
    width = (levels[:, 1] - levels[:, 0]) / mean
    assert width[-3] > 1.8 * width[10]
