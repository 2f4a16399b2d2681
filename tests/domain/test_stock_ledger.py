"""The ledger by hand: fixed points win, late rows before them change nothing after, negatives are kept."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.stock import GRADES, Flows, Grade, Points, gather, roll, share_in_stock


def _points(*rows: tuple[int, int, int]) -> Points:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Points(*columns)


def _flows(*rows: tuple[int, int, int]) -> Flows:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Flows(*columns)


def test_a_count_is_rolled_forward_and_back_by_the_sales_around_it():
    # day 10 opens with 5; sold 2 on day 9, 1 on day 10, 3 on day 11
    rolled = roll(1, (8, 13), _points((0, 10, 5)), _flows((0, 9, -2), (0, 10, -1), (0, 11, -3)))
    assert rolled.opening[0].tolist() == [7, 7, 5, 4, 1, 1]
    names = [GRADES[code] for code in rolled.grade[0]]
    assert names == [Grade.INFERRED, Grade.INFERRED, Grade.EXACT, *[Grade.INFERRED] * 3]


def test_between_two_counts_that_agree_every_day_is_exact():
    rolled = roll(1, (1, 4), _points((0, 1, 5), (0, 4, 3)), _flows((0, 2, -2)))
    assert rolled.opening[0].tolist() == [5, 5, 3, 3]
    assert (rolled.grade[0] == 2).all()


def test_between_two_counts_that_disagree_only_the_counts_are_exact():
    rolled = roll(1, (1, 4), _points((0, 1, 5), (0, 4, 9)), _flows((0, 2, -2)))
    assert rolled.opening[0].tolist() == [5, 5, 3, 9]
    assert [GRADES[c] for c in rolled.grade[0]] == ["exact", "inferred", "inferred", "exact"]


def test_a_variant_nobody_counted_is_unknown_and_counts_as_in_stock():
    rolled = roll(1, (1, 2), _points(), _flows((0, 1, -4)))
    assert (rolled.grade == 0).all()
    assert share_in_stock(rolled.opening, rolled.grade, np.zeros((1, 2), dtype=bool)).tolist() == [[1.0, 1.0]]


def test_a_ledger_complete_from_the_first_receipt_is_exact():
    rolled = roll(1, (1, 4), _points(), _flows((0, 2, 6), (0, 3, -6)))
    assert rolled.opening[0].tolist() == [0, 0, 6, 0]
    assert [GRADES[c] for c in rolled.grade[0]] == ["unknown", "exact", "exact", "exact"]


def test_a_return_to_a_shop_never_counted_does_not_make_its_shelves_empty():
    # Sold on 1, 2 and 3, one came back on 3: nobody knows what there was, so every day could sell.
    rolled = roll(1, (1, 5), _points(), _flows((0, 1, -1), (0, 2, -1), (0, 3, -1), (0, 3, 1)))
    assert {GRADES[c] for c in rolled.grade[0]} == {"unknown"}
    open_ = share_in_stock(rolled.opening, rolled.grade, np.zeros((1, 5), dtype=bool))
    assert open_.tolist() == [[1.0] * 5]


def test_negative_stock_is_shown():
    rolled = roll(1, (1, 2), _points((0, 1, 1)), _flows((0, 1, -3)))
    assert rolled.opening[0].tolist() == [1, -2]


def test_two_places_add_up_and_the_poorer_grade_counts():
    rolled = roll(2, (1, 1), _points((0, 1, 4)), _flows((1, 1, -1)))
    opening, grade = gather(rolled, np.array([0, 0]), 2)
    assert opening.tolist() == [[4], [0]]
    assert grade.tolist() == [[0], [0]]


def test_a_sale_on_a_day_thought_empty_proves_there_was_stock():
    opening, inferred = np.array([[0, 0]]), np.array([[1, 2]], dtype=np.int8)
    assert share_in_stock(opening, inferred, np.array([[True, True]])).tolist() == [[1.0, 0.0]]


@given(
    counts=st.lists(st.tuples(st.integers(5, 25), st.integers(-3, 40)), min_size=1, max_size=4),
    flows=st.lists(st.tuples(st.integers(1, 30), st.integers(-5, 9)), max_size=15),
    late=st.lists(st.tuples(st.integers(1, 30), st.integers(-5, 9)), max_size=5),
)
def test_the_balance_at_a_count_is_the_count_whatever_arrives_later(counts, flows, late):
    points = _points(*[(0, day, pieces) for day, pieces in counts])
    before = roll(1, (1, 31), points, _flows(*[(0, d, n) for d, n in flows]))
    after = roll(1, (1, 31), points, _flows(*[(0, d, n) for d, n in [*late, *flows]]))
    for day, pieces in dict(counts).items():
        assert before.opening[0, day - 1] == after.opening[0, day - 1] == pieces
    newest = max(day for day, _ in counts)
    old = [row for row in late if row[0] < newest]
    only_old = roll(1, (1, 31), points, _flows(*[(0, d, n) for d, n in [*flows, *old]]))
    assert (only_old.opening[0, newest - 1 :] == before.opening[0, newest - 1 :]).all()
