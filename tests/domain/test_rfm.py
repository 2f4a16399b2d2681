"""Thirds of the shop's own customers, with ties."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.rfm import Rfm, rfm, scores


def test_thirds_by_hand() -> None:
    assert scores([10, 20, 30, 40, 50, 60]).tolist() == [1, 1, 2, 2, 3, 3]
    assert scores([10, 20, 30, 40, 50, 60], reverse=True).tolist() == [3, 3, 2, 2, 1, 1]


def test_ties_share_their_average_rank() -> None:
    # Four ones have rank 2.5: 1 + floor(3 × 2/6) = 2. The two at the top have 5.5: 1 + floor(3 × 5/6) = 3.
    assert scores([1, 1, 1, 1, 2, 2]).tolist() == [2, 2, 2, 2, 3, 3]
    assert scores([7, 7, 7]).tolist() == [2, 2, 2]
    assert scores([5]).tolist() == [2]
    assert scores([]).tolist() == []


def test_who_bought_yesterday_often_and_much_is_333() -> None:
    found = rfm([1, 50, 300], [9, 2, 1], [900_000, 200_000, 50_000])
    assert [one.code for one in found] == ["333", "222", "111"]
    assert found[0] == Rfm(3, 3, 3)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60))
def test_more_never_scores_less(values: list[int]) -> None:
    found = scores(values).tolist()
    pairs = sorted(zip(values, found, strict=True))
    assert all(low[1] <= high[1] for low, high in pairwise(pairs))
    assert set(found) <= {1, 2, 3}
