"""When things run out: cycles with open customers, a customer's own rhythm, and when to say so."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.domain import cycles as c
from shopdesk.domain.outreach.people import Skip

TODAY = date(2026, 11, 21)


def test_the_cycle_is_where_half_of_those_who_come_back_have() -> None:
    # Gaps 30, 40, 60 ended; 50 and 400 still open. S: 4/5 at 30, 3/5 at 40, × 1/2 at 60 (2 at risk) = 0.3.
    lengths, ended = np.array([30.0, 40, 50, 60, 400]), np.array([True, True, False, True, False])
    cycle = c.product_cycle(lengths, ended)
    assert cycle.chance == pytest.approx(0.7)
    assert cycle.days == 40  # F(30) = 0.2 < 0.35 ≤ F(40) = 0.4
    assert (cycle.spells, cycle.repeats, cycle.mature) == (5, 3, 4)


def test_what_happens_after_the_horizon_does_not_count() -> None:
    lengths, ended = np.array([20.0, 500, 600, 600]), np.array([True, True, False, False])
    assert c.product_cycle(lengths, ended).chance == pytest.approx(0.25)
    assert c.product_cycle(lengths, ended, horizon=500).chance == pytest.approx(0.5)


def test_open_customers_are_neither_forgotten_nor_taken_for_lost() -> None:
    # Everybody buys every 100 days; half of them bought their last one only 10 days ago.
    lengths = np.array([100.0] * 50 + [10.0] * 50)
    cycle = c.product_cycle(lengths, np.array([True] * 50 + [False] * 50))
    assert (cycle.days, cycle.chance) == (100, 1.0)


def test_two_jars_last_twice_as_long_as_one() -> None:
    frame = c.uses(
        [1, 1, 2, 2, 2],
        [7, 7, 7, 7, 7],
        [date(2026, 1, 1), date(2026, 3, 2), date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 31)],
        [2, 1, 1, 0, 1],
    )
    found = c.spells(frame, date(2026, 3, 2))
    ended = found[found["ended"]]
    assert ended["length"].tolist() == [30.0, 30.0]  # 60 days of two, 30 days of one
    assert found.loc[~found["ended"], "length"].tolist() == [0.0, 30.0]


def test_a_customers_own_rhythm_counts_as_far_as_it_carries() -> None:
    # One gap of 40 against a cycle of 90, σ² = τ² = 0.25: weight 1/2, so the geometric mean, 60.
    assert c.own_days(90, [40], c.Spread(0.25, 0.25)) == pytest.approx(60)
    # Nine gaps: weight 36/(36 + 4) = 0.9.
    assert c.own_days(90, [40] * 9, c.Spread(0.25, 0.25)) == pytest.approx(40**0.9 * 90**0.1)
    assert c.own_days(90, [], c.Spread(0.25, 0.25)) == 90
    assert c.own_days(90, [40], c.Spread(0.25, 0.0)) == 90


def test_the_spread_of_planted_rhythms_is_found() -> None:
    rng = np.random.default_rng(8)
    rows = []
    for customer in range(400):
        own = rng.normal(np.log(60), 0.4)
        rows += [(customer, float(np.exp(rng.normal(own, 0.3)))) for _ in range(5)]
    frame = pd.DataFrame(rows, columns=["customer", "length"]).assign(ended=True)
    found = c.spread(frame)
    assert found.within == pytest.approx(0.09, rel=0.1)
    assert found.between == pytest.approx(0.16, rel=0.2)


def test_a_spread_nobody_has_shown_leaves_the_cycle_alone() -> None:
    frame = pd.DataFrame({"customer": [1, 2], "length": [30.0, 90.0], "ended": [True, True]})
    assert c.spread(frame).between == 0


def test_when_it_runs_out_and_when_to_say_so() -> None:
    out = c.run_out(date(2026, 9, 1), 3, 30.5)
    assert out == date(2026, 12, 1)  # floor(91.5) = 91 days
    assert c.send_on(out, delivery_days=5, margin_days=2) == date(2026, 11, 24)


def test_no_reminder_after_another_purchase_without_stock_or_with_hardly_a_chance() -> None:
    day, low = date(2026, 9, 1), c.Cycle(90, 0.1, 60, 6, 60)
    assert c.against(day, day, None, is_promisable=True) is None
    assert c.against(day, day + timedelta(1), None, is_promisable=True) is Skip.BOUGHT
    assert c.against(day, day, None, is_promisable=False) is Skip.NOT_PROMISABLE
    assert c.against(day, day, low, is_promisable=True) is Skip.LOW_CHANCE
    assert c.against(day, day, c.Cycle(90, 0.1, 19, 2, 19), is_promisable=True) is None


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(1, 3), st.dates(date(2025, 1, 1), TODAY), st.integers(1, 3)),
        min_size=1,
        max_size=30,
    ),
    st.randoms(),
)
def test_the_order_of_rows_changes_no_cycle(rows: list[tuple[int, int, date, int]], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, two = (c.cycles(c.spells(c.uses(*zip(*r, strict=True)), TODAY)) for r in (rows, mixed))
    assert one == two
