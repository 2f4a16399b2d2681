from __future__ import annotations

import time

import numpy as np
import pytest

from shopdesk.domain.sizes.labels import read_label
from shopdesk.domain.sizes.review import History, Rules, Style, review

RUN = tuple(read_label(text) for text in ("23", "24", "25", "26"))
DAYS = 100


def _shop(stock, *, sold=None, styles=1, **facts):
    """Each style sells 1, 3, 3 and 1 of its sizes every second day, with all in stock."""
    units = np.zeros((styles, 4, DAYS), dtype=np.int16)
    units[:, :, ::2] = np.array([1, 3, 3, 1])[:, None]
    if sold is not None:
        units[:] = sold
    hand = np.array([stock] * styles, dtype=np.int64)
    lines = tuple(Style(at, "Botas", "dama", RUN, "mx", price_minor=100_000, **facts) for at in range(styles))
    return History(lines, units, np.ones(units.shape, dtype=bool), hand, np.zeros_like(hand))


def test_loss_of_a_gap_by_hand():
    # 400 of 400 sold whole: shares ⅛ ⅜ ⅜ ⅛; 4 a day × 7 × ⅜ × 0.75 = 7.875 a week, 787,500 minor.
    line = review(_shop([5, 0, 20, 5])).styles[0]
    assert line.core == (False, True, True, False)
    assert line.missing_core == (False, True, False, False)
    assert line.coverage == pytest.approx(5 / 8, abs=0.01)
    assert line.rate_per_day == pytest.approx(4.0, rel=0.02)
    assert line.lost_per_week == pytest.approx(7.875, rel=0.03)
    assert line.lost_minor == pytest.approx(787_500, rel=0.03)


def test_recapture_is_the_owners_setting():
    gap = _shop([5, 0, 20, 5])
    half = review(gap, Rules(recapture=0.5)).styles[0].lost_per_week
    assert half == pytest.approx(review(gap, Rules(recapture=0.0)).styles[0].lost_per_week / 2)


def test_sold_out_style_and_fringe_gap_are_no_broken_runs():
    assert not review(_shop([0, 0, 0, 0])).styles[0].is_broken
    assert review(_shop([0, 0, 0, 0])).styles[0].lost_per_week == 0
    fringe = review(_shop([0, 9, 9, 5])).styles[0]
    assert not fringe.is_broken
    assert fringe.label is None


def test_negative_stock_counts_as_none():
    assert review(_shop([5, -2, 20, 5])).styles[0].missing_core == (False, True, False, False)


def test_unknown_stock_claims_no_gap():
    line = review(_shop([0, 0, 20, 5], stock_known=False)).styles[0]
    assert line.coverage is None
    assert not line.is_broken
    assert line.lost_per_week == 0
    assert line.rate_per_day > 3


def test_size_about_to_run_out_is_named():
    # 1.5 a day × 14 days = 21 > 20.
    assert review(_shop([50, 20, 30, 50])).styles[0].breaking == (False, True, False, False)


def test_questions_lift_the_loss_to_their_floor():
    assert review(_shop([5, 0, 20, 5], floor_per_week=30.0)).styles[0].lost_per_week == 30.0


def test_gaps_are_ranked_by_money():
    shop = _shop([5, 0, 20, 5], styles=3)
    prices = (1_000, 90_000, 50_000)
    lines = tuple(
        Style(s.key, s.category, s.gender, s.run, "mx", price_minor=p)
        for s, p in zip(shop.styles, prices, strict=True)
    )
    found = review(History(lines, shop.units, shop.available, shop.on_hand, shop.incoming))
    assert [line.style.key for line in found.styles] == [1, 2, 0]


def test_style_without_a_single_sale_leans_on_its_kind_and_loses_nothing():
    shop = _shop([5, 0, 20, 5], styles=2)
    shop.units[1] = 0
    line = next(line for line in review(shop).styles if line.style.key == 1)
    assert line.missing_core == (False, True, False, False)
    assert line.lost_per_week == 0


def test_silent_stock_out_is_confirmed_beside_whole_runs():
    rng = np.random.default_rng(5)
    units = rng.poisson(np.array([0.25, 0.75, 0.75, 0.25])[None, :, None], (12, 4, DAYS)).astype(np.int16)
    shop = _shop([9, 90, 90, 9], sold=units, styles=12)
    shop.units[0, 1:3, 70:] = 0
    shop.available[0, 1:3, 70:] = False
    shop.on_hand[0, 1:3] = 0
    line = next(line for line in review(shop).styles if line.style.key == 0)
    assert line.label == "confirmed"
    assert line.p_value < 0.01
    assert line.gap_days == 30
    assert line.lost_so_far[1] == pytest.approx(0.75 * 30, rel=0.4)


def test_empty_shop_has_an_empty_page():
    nothing = np.zeros((0, 0, 0))
    assert review(History((), nothing, nothing, nothing, nothing)).styles == ()


def test_five_hundred_styles_over_two_years_take_under_a_second_and_a_half():
    rng = np.random.default_rng(0)
    run = tuple(read_label(f"{22 + step / 2:g}") for step in range(12))
    rate = rng.uniform(0.5, 8, 500) / 7
    share = rng.dirichlet(np.full(12, 4.0), 500)
    units = rng.poisson((share * rate[:, None])[:, :, None], (500, 12, 728))
    available = rng.random((500, 12, 104)).repeat(7, axis=2) > 0.15
    units = (units * available).astype(np.int16)
    hand = rng.integers(0, 4, (500, 12))
    lines = tuple(Style(at, f"c{at % 6}", "dama", run, "mx", price_minor=90_000) for at in range(500))
    began = time.process_time()
    found = review(History(lines, units, available, hand, np.zeros_like(hand)))
    assert time.process_time() - began <= 1.5
    assert len(found.styles) == 500
