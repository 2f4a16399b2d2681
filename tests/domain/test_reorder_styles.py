"""From variants by day to styles by week."""

from __future__ import annotations

import numpy as np
import pytest

from shopdesk.domain.reorder import styles
from shopdesk.domain.reorder.styles import Shelf


def a_shelf(units: np.ndarray, available: np.ndarray | None = None, **more: object) -> Shelf:
    open_ = np.ones(units.shape) if available is None else available
    given = {
        "style": np.array([0, 0, 1]),
        "size": ["23", "24", "U"],
        "category": ["a", "b"],
        "gender": ["", ""],
    }
    return Shelf(units, open_, **{**given, "started": np.zeros(2, dtype=np.int64), **more})


def test_a_style_sums_its_sizes_and_is_as_open_as_they_are_worth() -> None:
    units, available = np.zeros((3, 14), dtype=np.int64), np.ones((3, 14))
    units[0, 3], units[1, 9], units[2, 13] = 2, 1, 4
    available[0, 7:] = 0.0  # size 23, worth 40 %, was gone in the second week
    panel = styles.style_panel(a_shelf(units, available), np.array([0.4, 0.6, 1.0]), 4)
    assert panel.units.tolist() == [[2, 1], [0, 4]]
    assert panel.available[0] == pytest.approx([1.0, 0.6])
    assert panel.ahead == 4


def test_a_size_that_sold_was_open_and_days_before_the_start_are_closed() -> None:
    units, available = np.zeros((3, 7), dtype=np.int64), np.zeros((3, 7))
    units[2, 5] = 1
    shelf = a_shelf(units, available, started=np.array([0, 5]))
    panel = styles.style_panel(shelf, np.array([0.5, 0.5, 1.0]), 1)
    assert panel.available[:, 0] == pytest.approx([0.0, 1 / 7])


def test_shares_sum_to_one_and_lean_to_what_sells() -> None:
    rng = np.random.default_rng(3)
    units = rng.poisson([[0.1], [0.5], [0.2]], (3, 140))
    shares = styles.size_shares(a_shelf(units))
    assert shares.share[:2].sum() == pytest.approx(1)
    assert shares.share[1] > shares.share[0] > 0
    assert shares.share[2] == pytest.approx(1)
    assert shares.variance[2] == pytest.approx(0)


def test_an_early_first_sale_is_no_launch() -> None:
    units = np.zeros((3, 120), dtype=np.int64)
    units[1, 20], units[2, 90] = 1, 1
    none = np.zeros((3, 120), dtype=bool)
    assert styles.first_days(units, none, np.array([0, 0, 1]), 2).tolist() == [0, 90]


def test_the_shelf_empties_when_expected_sales_reach_what_is_free() -> None:
    # 7 a week: 10 pieces last 10 days; promised away: empty today; beyond the plan: not said
    weekly = np.full((4, 3), 7.0)
    days = styles.sold_out_days(weekly, np.array([10, 0, 30, 5]), [(), (), (), ((3.0, 4),)])
    assert days[:2] == pytest.approx([10, 0])
    assert np.isnan(days[2])
    assert days[3] == pytest.approx(9)


def test_an_arrival_after_the_shelf_is_empty_does_not_hide_that() -> None:
    weekly = np.full((1, 4), 7.0)
    assert styles.sold_out_days(weekly, np.array([5]), [((8.0, 20),)]) == pytest.approx([5])
