"""What a supplier really takes, learned from receipts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain import leadtime
from shopdesk.domain.leadtime import Clock, Elapsed, Prior, Shipment, Source

DAY = date(2026, 10, 27)
TODAY = date(2026, 11, 17)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_three_clocks_start_when_the_order_is_confirmed() -> None:
    order = Shipment(DAY, 20, ((after(14), 12), (after(18), 6), (after(23), 2)))
    assert leadtime.elapsed(order, Clock.FIRST, TODAY) == Elapsed(14, True)
    assert leadtime.elapsed(order, Clock.MOST, TODAY) == Elapsed(18, True)  # 18 of 20 = 90 %
    assert leadtime.elapsed(order, Clock.COMPLETE, TODAY) == Elapsed(23, True)


def test_an_open_order_counts_as_at_least() -> None:
    order = Shipment(DAY, 20, ((after(14), 12),))
    assert leadtime.elapsed(order, Clock.MOST, TODAY) == Elapsed(21, False)
    closed = Shipment(DAY, 20, ((after(14), 12),), is_closed=True)
    assert leadtime.elapsed(closed, Clock.MOST, TODAY) is None


def test_kaplan_meier_by_hand() -> None:
    # Ends at 10, 14, 20; open at 12 and 25.
    # At 10: 1/5; at 14: 4/5·1/3 = 4/15; at 20: 8/15·1/2 = 4/15; the rest at 25
    times = [Elapsed(10, True), Elapsed(12, False), Elapsed(14, True), Elapsed(20, True), Elapsed(25, False)]
    curve = leadtime.kaplan_meier(times)
    assert curve is not None
    assert curve.days == (10, 14, 20, 25)
    assert curve.mass == pytest.approx((1 / 5, 4 / 15, 4 / 15, 4 / 15))
    assert curve.mean == pytest.approx(2 + (14 + 20 + 25) * 4 / 15)
    assert curve.quantile(0.9) == 25
    assert leadtime.kaplan_meier([Elapsed(12, False)]) is None


@given(st.lists(st.tuples(st.integers(0, 90), st.booleans()), min_size=1, max_size=12))
def test_the_curve_is_a_distribution(rows: list[tuple[int, bool]]) -> None:
    curve = leadtime.kaplan_meier([Elapsed(d, over) for d, over in rows])
    if curve:
        assert sum(curve.mass) == pytest.approx(1)
        assert min(curve.mass) > 0
        assert curve.mean >= min(d for d, over in rows if over) - 1e-9


def test_few_orders_lean_on_what_the_supplier_says() -> None:
    # x̄ = 18, s² = 4 (ddof 1), n = 3, k = 3, m0 = 14, s0 = 4: mean 16, variance (2·4 + 3·16)/5 = 11.2
    times = [Elapsed(d, True) for d in (16, 18, 20)]
    found = leadtime.learn(times, Prior(14, 4, Source.STATED))
    assert found.days == pytest.approx(16)
    assert found.deviation == pytest.approx(11.2**0.5)
    assert (found.orders, found.shortest, found.longest, found.source) == (3, 16, 20, Source.LEARNED)
    # 90 % of a gamma of mean 16 and variance 11.2 is 20.4 days
    assert found.late_after == 21


def test_without_receipts_the_prior_stands_unless_an_open_order_is_older() -> None:
    assert leadtime.learn([], Prior(14, 4)).days == 14
    assert leadtime.learn([], Prior(14, 4)).source is Source.DEFAULT
    assert leadtime.learn([Elapsed(30, False)], Prior(14, 4)).days == 30


def test_late_is_past_the_promised_day_or_the_usual_time() -> None:
    lead = leadtime.learn([Elapsed(d, True) for d in (16, 18, 20)], Prior(14, 4))
    promised = Shipment(DAY, 20, ((after(14), 12),), promised_on=date(2026, 11, 13))
    assert leadtime.days_late(promised, lead, TODAY) == 4
    assert leadtime.days_late(promised, lead, date(2026, 11, 13)) == 0
    silent = Shipment(DAY, 20)
    assert leadtime.due_on(silent, lead) == after(21)
    assert leadtime.days_late(silent, lead, after(21)) == 0
    assert leadtime.days_late(silent, lead, after(22)) == 1
    assert leadtime.days_late(Shipment(DAY, 20, ((after(30), 20),)), lead, after(60)) == 0
