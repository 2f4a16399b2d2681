"""How much to buy: packs, splits, runs, limits, and what is already too much."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from shopdesk.domain.purchasing import limits, quantity, shelf
from shopdesk.domain.purchasing.limits import Fundable
from shopdesk.domain.purchasing.quantity import Coverable, Lot, Parcel
from shopdesk.domain.purchasing.shelf import Worth


@pytest.mark.parametrize(
    ("need", "pack", "minimum", "expected"),
    [
        (7, 1, 0, Lot(7)),
        (7, 6, 0, Lot(12, pack=5)),
        (12, 6, 0, Lot(12)),
        (7, 6, 20, Lot(24, pack=9, minimum=8)),
        (30, 6, 20, Lot(30)),
        (0, 6, 20, Lot(0)),
        (-3, 6, 20, Lot(0)),
    ],
)
def test_pack_then_minimum_then_pack_again(need: int, pack: int, minimum: int, expected: Lot) -> None:
    assert quantity.lot(need, pack, minimum) == expected


def test_a_pack_holds_at_least_one() -> None:
    with pytest.raises(ValueError, match="pack"):
        quantity.lot(3, 0)


def test_sizes_share_by_the_largest_remainder() -> None:
    # 10 × (0.27, 0.45, 0.28) = 2.7, 4.5, 2.8 → 2, 4, 2 and the two left to .8 and .7
    assert quantity.split(10, [0.27, 0.45, 0.28]) == [3, 4, 3]
    assert quantity.split(5, [0, 0]) == [3, 2]


@given(st.integers(0, 5000), st.lists(st.floats(0, 1e6), min_size=1, max_size=14))
def test_the_split_sums_to_the_order(total: int, shares: list[float]) -> None:
    parts = quantity.split(total, shares)
    assert sum(parts) == total
    assert min(parts) >= 0


@given(st.integers(0, 500), st.lists(st.integers(0, 50), min_size=1, max_size=10).filter(any))
def test_no_size_is_a_whole_piece_off_its_share(total: int, shares: list[int]) -> None:
    for part, share in zip(quantity.split(total, [float(s) for s in shares]), shares, strict=True):
        assert abs(part - total * share / sum(shares)) < 1 + 1e-9


def test_a_prepacked_run_is_bought_by_least_shortage_and_excess() -> None:
    # One box 1-2-2-1 for 3-5-4-1: two leave 2 short and 1 over, three 0 short and 5 over
    run = (1, 2, 2, 1)
    found = quantity.boxes((3, 5, 4, 1), [run])
    assert (found.counts, found.pieces, found.short, found.over) == ((2,), (2, 4, 4, 2), 2, 1)
    # When a missing pair costs three times an extra one, the third box pays: 5 against 3·2 + 1
    assert quantity.boxes((3, 5, 4, 1), [run], shortage_cost=3).counts == (3,)


def test_two_kinds_of_boxes_are_combined() -> None:
    found = quantity.boxes((4, 4, 2), [(1, 1, 1), (2, 2, 0)])
    assert (found.counts, found.cost) == ((2, 1), 0)


def test_a_suppliers_minimum_is_topped_up_where_stock_ends_first() -> None:
    # Covers 10, 4 and 20 days; $300 missing at $100: second (4→8 days), second again (8→12), then the first
    lines = [Coverable(10, 1.0, 1, 10000), Coverable(1, 0.25, 1, 10000), Coverable(20, 1.0, 1, 10000)]
    assert quantity.top_up(lines, 30000) == [1, 2, 0]
    assert quantity.top_up(lines, 0) == [0, 0, 0]


def test_a_minimum_is_reached_by_whole_boxes_where_that_is_how_it_comes() -> None:
    # Size 22 lasts 2 days, 23 lasts 10, the loose sandal 6. $600 missing. A box is 22 × 1 + 23 × 2 at $100 a
    # pair: it goes first (2 days), then 22 lasts 3, the box again: $600 reached.
    lines = [Coverable(2, 1.0, 1, 10000), Coverable(10, 1.0, 1, 10000), Coverable(6, 1.0, 1, 10000)]
    box, loose = Parcel((0, 1), (1, 2)), Parcel((2,), (1,))
    assert quantity.top_up(lines, 60000, [box, loose]) == [2, 0]
    # With five a day of the sandal (1.2 days) it goes first, until the box's 2 days are the shortest.
    quick = [*lines[:2], Coverable(6, 5.0, 1, 10000)]
    assert quantity.top_up(quick, 40000, [box, loose]) == [0, 4]
    assert quantity.top_up([Coverable(1, 0.0, 1, 10000)] * 3, 40000, [box, loose]) == [0, 0]


def test_cash_buys_boxes_whole_and_one_by_one() -> None:
    sizes = [Fundable(wanted=2, position=0, mean=4, variance=4, cost_minor=100, margin_minor=100)] * 2
    sizes.append(Fundable(wanted=5, position=9, mean=4, variance=4, cost_minor=100, margin_minor=100))
    box = Parcel((0, 1), (1, 1))
    bought = limits.within_cash(sizes, 350, [(box, 2)])
    # The first box is $200, the second no longer fits in $150; the loose line, hardly missed, takes one pair.
    assert (bought.pieces, bought.boxes) == ([1, 1, 1], [1])
    assert limits.within_cash(sizes, 400, [(box, 2)]).boxes == [2]


def test_nothing_is_topped_up_when_nothing_sells() -> None:
    assert quantity.top_up([Coverable(3, 0.0, 1, 5000)], 99999) == [0]


def test_cash_goes_first_to_what_is_most_likely_missed_per_peso() -> None:
    sure = Fundable(wanted=4, position=0, mean=8, variance=8, cost_minor=100, margin_minor=100)
    maybe = Fundable(wanted=4, position=6, mean=8, variance=8, cost_minor=100, margin_minor=100)
    dear = Fundable(wanted=4, position=0, mean=8, variance=8, cost_minor=100, margin_minor=10)
    assert limits.within_cash([maybe, sure, dear], 500).pieces == [1, 4, 0]
    assert limits.within_cash([maybe, sure, dear], 10**6).pieces == [4, 4, 4]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 900), st.integers(1, 6)), max_size=8),
    st.integers(0, 20000),
)
def test_the_cash_limit_is_kept(rows: list[tuple[int, int, int]], limit: int) -> None:
    lines = [Fundable(w * p, 0, 5.0, 9.0, c, 50, p) for w, c, p in rows]
    bought = limits.within_cash(lines, limit).pieces
    assert sum(b * line.cost_minor for b, line in zip(bought, lines, strict=True)) <= limit
    assert all(0 <= b <= line.wanted and b % line.pack == 0 for b, line in zip(bought, lines, strict=True))


def test_a_season_is_bought_once_at_the_critical_ratio() -> None:
    # cu 60, co 40: 0.6; Poisson(50): P(≤ 51) = 0.5931, P(≤ 52) = 0.6449
    assert limits.newsvendor(50, 50, under_cost=60, over_cost=40) == stats.poisson.ppf(0.6, 50) == 52
    assert limits.newsvendor(50, 50, under_cost=0, over_cost=40) == 0
    with pytest.raises(ValueError, match="costs"):
        limits.newsvendor(50, 50, under_cost=-1, over_cost=4)


def test_the_last_safe_day_before_an_event() -> None:
    # Gamma of mean 14, sd 4: shape 12.25, 90 % at 19.30 days → 20 days before the 13th of November
    assert limits.lead_quantile(14, 4, 0.9) == pytest.approx(stats.gamma.ppf(0.9, 12.25, scale=14 / 12.25))
    assert limits.last_safe_day(date(2026, 11, 13), 14, 4, level=0.9) == date(2026, 10, 24)
    closed = [(date(2026, 11, 1), date(2026, 11, 3))]
    assert limits.last_safe_day(date(2026, 11, 13), 14, 4, level=0.9, closed=closed) == date(2026, 10, 21)


def test_closed_days_of_the_supplier_push_the_arrival() -> None:
    closed = [(date(2026, 12, 20), date(2027, 1, 4))]
    assert limits.arrival(date(2026, 11, 17), 14) == date(2026, 12, 1)
    assert limits.arrival(date(2026, 12, 15), 10, closed) == date(2027, 1, 10)


@given(st.integers(0, 40), st.integers(0, 30), st.integers(0, 20))
def test_the_last_safe_day_arrives_in_time_and_the_next_does_not(days: int, start: int, length: int) -> None:
    needed = date(2026, 11, 13)
    first = needed - timedelta(days=start)
    closed = [(first, first + timedelta(days=length))]
    last = limits.last_safe_day(needed, days, 0, level=0.9, closed=closed)
    if days:
        assert limits.arrival(last, days, closed) <= needed
        assert limits.arrival(last + timedelta(days=1), days, closed) > needed


def test_overstock_is_what_lies_beyond_the_longest_cover() -> None:
    # 40 + 5 − 0.3·90 = 18
    assert shelf.overstock(40, 5, per_day=0.3, most_days=90) == 18
    assert shelf.overstock(10, 0, per_day=0.3, most_days=90) == 0


def test_dead_stock_is_old_and_unsold_on_days_it_could_have_sold() -> None:
    dead = {"on_hand": 3, "age_days": 200, "days_in_stock_since_sale": 120, "after_days": 90}
    assert shelf.is_dead(**dead)
    assert not shelf.is_dead(**(dead | {"age_days": 30}))
    assert not shelf.is_dead(**(dead | {"days_in_stock_since_sale": 20}))
    assert not shelf.is_dead(**(dead | {"on_hand": 0}))


def test_abc_by_the_share_before_the_item() -> None:
    # Before: 0, 0.5, 0.8, 0.9, 0.95 → A A B B C
    assert shelf.classes([50, 30, 10, 5, 5]) == [Worth.A, Worth.A, Worth.B, Worth.B, Worth.C]
    assert shelf.classes([0, 0]) == [Worth.C, Worth.C]


def test_a_long_silence_asks_for_a_count() -> None:
    # exp(−61/9) = 0.0011
    assert shelf.silence(1 / 9, 61) == pytest.approx(0.00114, abs=1e-5)
    assert shelf.is_phantom(on_hand=3, per_day=1 / 9, days_without_sale=61)
    assert not shelf.is_phantom(on_hand=3, per_day=1 / 9, days_without_sale=41)  # 0.0105
    assert not shelf.is_phantom(on_hand=0, per_day=1 / 9, days_without_sale=61)
