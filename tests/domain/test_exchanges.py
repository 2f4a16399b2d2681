"""What came back for what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.exchanges import Held, Swap, pair, returned


def test_a_size_exchange_finds_the_size_that_came_back():
    first = [Held(26, 1, 1, line=7), Held(90, 2, 1)]
    assert pair([Held(27, 1, 1)], first) == [Swap(1, 26, 27, 7)]


def test_of_two_pieces_only_the_one_exchanged_comes_back():
    assert pair([Held(27, 1, 1)], [Held(26, 1, 2)]) == [Swap(1, 26, 27)]


def test_another_style_is_taken_when_nothing_of_the_same_is_there():
    assert pair([Held(50, 5, 1)], [Held(26, 1, 1)]) == [Swap(1, 26, 50)]


def test_a_piece_for_which_nothing_came_back_is_a_demand_of_its_own():
    assert pair([Held(27, 1, 2)], [Held(26, 1, 1)]) == [Swap(1, 26, 27), Swap(1, None, 27)]


def test_what_came_back_beyond_the_exchange_is_a_plain_return():
    back = [Held(26, 1, 3)]
    assert returned(back, pair([Held(27, 1, 1)], back)) == [Swap(2, 26, None)]


_HELD = st.builds(Held, st.integers(1, 4), st.integers(1, 2), st.integers(1, 3))


@given(st.lists(_HELD, max_size=4), st.lists(_HELD, max_size=4))
def test_no_piece_is_lost_or_counted_twice(kept, back):
    swaps = pair(kept, back)
    assert sum(swap.pieces for swap in swaps) == sum(one.pieces for one in kept)
    plain = returned(back, swaps)
    came = sum(swap.pieces for swap in swaps if swap.came_back is not None) + sum(s.pieces for s in plain)
    assert came == sum(one.pieces for one in back)
