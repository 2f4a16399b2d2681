from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.stock import (
    GRADES,
    FixedPoints,
    Grade,
    Ledger,
    Movements,
    count_position,
    movement_position,
    opening_position,
)


def _ints(values):
    return np.array(list(values), dtype=np.int64)


def _ledger(points=(), moves=(), keys=1):
    """Points as (key, position, on hand), moves as (key, position, pieces)."""
    columns = [_ints(row[i] for row in points) for i in range(3)]
    moved = [_ints(row[i] for row in moves) for i in range(3)]
    return Ledger(FixedPoints(*columns), Movements(*moved), keys)


def opening(day):
    return int(opening_position(_ints([day]))[0])


def count(day, minute):
    return int(count_position(_ints([day]), minute)[0])


def sale(day, pieces=-1, minute=600, key=0):
    return (key, int(movement_position(_ints([day]), minute)[0]), pieces)


def _grades(found):
    return [GRADES[grade] for grade in found.grade.ravel()]


def test_sales_of_the_day_come_after_a_count_with_a_date_alone():
    ledger = _ledger([(0, opening(10), 5)], [sale(9), sale(10), sale(11, -2)])
    found = ledger.openings(9, 4)
    assert found.on_hand.tolist() == [[6, 5, 4, 2]]
    assert _grades(found) == [Grade.INFERRED, Grade.EXACT, Grade.INFERRED, Grade.INFERRED]


def test_a_count_to_the_minute_stands_after_the_sales_before_it():
    sales = [sale(10, minute=minute) for minute in (700, 720, 721)]
    ledger = _ledger([(0, count(10, 720), 5)], sales)
    assert ledger.openings(10, 2).on_hand.tolist() == [[7, 4]]


def test_the_last_count_before_is_the_one_that_holds():
    points = [(0, opening(10), 5), (0, opening(20), 9)]
    ledger = _ledger(points, [sale(12, -3), sale(25)])
    assert ledger.openings(15, 1).on_hand.tolist() == [[2]]
    assert ledger.at(opening(30)).on_hand.tolist() == [8]
    assert [column.tolist() for column in ledger.variances()] == [[0], [opening(20)], [7]]


def test_between_counts_that_agree_the_ledger_is_exact():
    ledger = _ledger([(0, opening(10), 5), (0, opening(14), 4)], [sale(12)])
    assert _grades(ledger.openings(9, 7)) == [Grade.INFERRED] + 5 * [Grade.EXACT] + [Grade.INFERRED]


def test_without_a_count_nothing_is_known():
    ledger = _ledger([(1, opening(10), 5)], [sale(9), sale(9, key=1)], keys=3)
    found = ledger.at(opening(9))
    assert found.on_hand.tolist() == [0, 6, 0]
    assert _grades(found) == [Grade.UNKNOWN, Grade.INFERRED, Grade.UNKNOWN]
    assert _grades(_ledger(keys=1).at(0)) == [Grade.UNKNOWN]


def test_negative_stock_is_shown():
    assert _ledger([(0, opening(10), 1)], [sale(11, -3)]).at(opening(12)).on_hand.tolist() == [-2]


moves = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(-4, 4)), max_size=20)
counts = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(0, 9)),
    max_size=8,
    unique_by=lambda row: row[:2],
)


@given(moves, counts, st.randoms())
def test_order_of_arrival_does_not_matter(moved, counted, random):
    points = [(key, opening(day), pieces) for key, day, pieces in counted]
    changes = [sale(day, pieces, key=key) for key, day, pieces in moved]
    before = _ledger(points, changes, keys=3).openings(0, 32)
    random.shuffle(points)
    random.shuffle(changes)
    after = _ledger(points, changes, keys=3).openings(0, 32)
    assert (before.on_hand == after.on_hand).all()
    assert (before.grade == after.grade).all()


@given(moves, counts, st.integers(0, 30), st.integers(-4, 4))
def test_late_older_row_changes_nothing_after_the_count(moved, counted, day, pieces):
    points = [(key, opening(at), held) for key, at, held in counted] + [(0, opening(31), 6)]
    changes = [sale(at, held, key=key) for key, at, held in moved]
    late = [*changes, sale(day, pieces)]
    assert _ledger(points, changes, 3).at(opening(40)).on_hand[0] == 6
    assert _ledger(points, late, 3).at(opening(40)).on_hand[0] == 6


@given(moves, counts)
def test_balance_equals_the_plain_definition(moved, counted):
    points = [(key, opening(day), pieces) for key, day, pieces in counted]
    changes = [sale(day, pieces, key=key) for key, day, pieces in moved]
    found = _ledger(points, changes, 3).openings(0, 32)
    for key in range(3):
        mine = sorted((position, held) for k, position, held in points if k == key)
        for day in range(32):
            if not mine:
                assert found.on_hand[key, day] == 0
                continue
            at, held = max((p for p in mine if p[0] <= opening(day)), default=mine[0])
            forward = sum(n for k, p, n in changes if k == key and at < p <= opening(day))
            back = sum(n for k, p, n in changes if k == key and opening(day) < p <= at)
            assert found.on_hand[key, day] == held + forward - back
