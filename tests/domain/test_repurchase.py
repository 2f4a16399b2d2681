"""The Monday answer and its relatives, worked by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.domain import repurchase as r

TODAY = date(2026, 11, 21)


def _shop() -> object:
    """Four customers: 1 and 2 came back, 3 bought twice in November only, 4 once long ago."""
    return r.occasions(
        [1, 1, 2, 2, 2, 3, 3, 4],
        [
            date(2026, 8, 3), date(2026, 11, 2), date(2026, 10, 30), date(2026, 11, 1), date(2026, 11, 1),
            date(2026, 11, 5), date(2026, 11, 9), date(2026, 1, 15),
        ],
    )  # fmt: skip


def test_who_bought_before_the_month_began_is_counted_once() -> None:
    answer = r.month_answer(_shop(), TODAY)
    assert (answer.buyers, answer.bought_before) == (3, 2)
    assert answer.rate == pytest.approx(2 / 3)


def test_a_month_with_two_purchases_of_a_newcomer_is_not_coming_back() -> None:
    only = r.occasions([3, 3], [date(2026, 11, 5), date(2026, 11, 9)])
    assert r.month_answer(only, TODAY).bought_before == 0


def test_the_same_day_of_last_month_is_compared() -> None:
    assert r.month_answer(_shop(), date(2026, 10, 1), until=date(2026, 10, 21)).buyers == 0
    assert r.month_answer(_shop(), date(2026, 10, 1)).buyers == 1


def test_the_ninety_day_rate_leaves_the_young_out() -> None:
    rate = r.mature_rate(_shop(), TODAY)
    assert (rate.mature, rate.repeat) == (2, 0)  # 1 came back after 91 days, 4 never
    assert r.mature_rate(_shop(), TODAY, days=100).repeat == 1


def test_kaplan_meier_by_hand() -> None:
    curve = r.kaplan_meier(np.array([2.0, 3, 3, 5, 8]), np.array([True, True, False, True, False]))
    # S: 4/5 at 2, × 3/4 at 3, × 1/2 at 5
    assert curve.days.tolist() == [2, 3, 5]
    assert curve.share_back == pytest.approx([0.2, 0.4, 0.7])
    assert curve.at(4) == pytest.approx(0.4)
    assert curve.at(1) == 0


def test_an_immature_cohort_cell_is_empty() -> None:
    cells = {c.month: c for c in r.cohorts(_shop(), TODAY)}
    assert cells[date(2026, 1, 1)].back == (0, 0, 0, 0, 0, 0)
    assert cells[date(2026, 8, 1)].back == (0, 0, None, None, None, None)
    assert cells[date(2026, 10, 1)].back == (None,) * 6


def test_an_empty_shop_has_no_rate() -> None:
    empty = r.occasions([], [])
    assert r.month_answer(empty, TODAY).rate is None
    assert r.mature_rate(empty, TODAY).rate is None
    assert r.second_purchase(empty, TODAY).customers == 0


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.dates(date(2025, 1, 1), date(2026, 11, 20))), min_size=1, max_size=40
    ),
    st.randoms(),
)
def test_the_order_of_rows_changes_nothing(rows: list[tuple[int, date]], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one = r.occasions([c for c, _ in rows], [d for _, d in rows])
    two = r.occasions([c for c, _ in shuffled], [d for _, d in shuffled])
    assert r.months(one, TODAY, 6) == r.months(two, TODAY, 6)
    assert r.cohorts(one, TODAY) == r.cohorts(two, TODAY)
    assert r.mature_rate(one, TODAY) == r.mature_rate(two, TODAY)


def test_who_came_back_in_a_month_are_those_its_answer_counts() -> None:
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 31), date(2026, 11, 1)]
    frame = r.occasions([1, 1, 2, 2, 2], days)
    assert r.returners(frame, date(2026, 10, 15)) == {1}  # 2 began in October
    assert r.returners(frame, date(2026, 11, 30)) == {2}
    assert r.month_answer(frame, date(2026, 10, 15)).bought_before == 1
