"""What may be promised: never more than a fresh count vouches for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from shopdesk.domain.promising import Limits, Reason, Standing, State, promise
from shopdesk.domain.stock import Grade

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
FRESH = NOW - timedelta(hours=2)


def _said(limits: Limits | None = None, **known: object):
    return promise(Standing(**{"as_of": FRESH, **known}), limits or Limits(), now=NOW)  # type: ignore[arg-type]


def test_what_is_committed_reserved_or_held_back_is_not_promised():
    said = _said(Limits(safety_hold=1), on_hand=10, committed=3, reserved=2)
    assert (said.pieces, said.state) == (4, State.AVAILABLE)


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"on_hand": 0}, Reason.SOLD_OUT),
        ({"on_hand": -2}, Reason.SOLD_OUT),
        ({"on_hand": 2, "committed": 2}, Reason.COMMITTED),
        ({"on_hand": 2, "committed": 1, "reserved": 1}, Reason.RESERVED),
        ({"on_hand": 1}, Reason.HELD),
    ],
)
def test_nothing_left_says_why(known, reason):
    said = _said(Limits(safety_hold=1), **known)
    assert (said.pieces, said.state, said.reason) == (0, State.OUT, reason)


def test_a_figure_older_than_the_limit_promises_nothing():
    day_old = _said(on_hand=9, as_of=NOW - timedelta(hours=24))
    older = _said(on_hand=9, as_of=NOW - timedelta(hours=24, seconds=1))
    never = _said(on_hand=9, as_of=None)
    assert day_old.pieces == 9
    assert (older.pieces, older.reason) == (0, Reason.VERIFY)
    assert (never.pieces, never.reason) == (0, Reason.VERIFY)


def test_an_uncounted_variant_is_verified_first():
    assert _said(on_hand=9, grade=Grade.UNKNOWN).reason is Reason.VERIFY


def test_out_of_stock_but_on_the_way_says_when():
    said = _said(on_hand=0, on_order=6, expected_on=date(2026, 11, 28))
    assert (said.state, said.when) == (State.ON_ORDER, date(2026, 11, 28))


def test_a_presale_says_its_day():
    said = _said(on_hand=-3, own_state="presale", available_on=date(2026, 12, 1))
    assert (said.state, said.reason, said.when) == (State.PRESALE, Reason.NOT_YET, date(2026, 12, 1))
    over = _said(on_hand=3, own_state="presale", available_on=date(2026, 11, 21))
    assert over.state is State.AVAILABLE


def test_discontinued_is_said_only_once_the_last_piece_is_gone():
    assert _said(on_hand=1, own_state="discontinued").state is State.AVAILABLE
    assert _said(on_hand=0, own_state="discontinued").state is State.DISCONTINUED


def test_last_pieces_is_said_only_when_few_are_left_and_none_are_about_to_come():
    assert _said(on_hand=3).is_last_pieces
    assert not _said(on_hand=4).is_last_pieces
    assert not _said(on_hand=3, on_order=6, expected_on=date(2026, 11, 28)).is_last_pieces
    assert _said(on_hand=3, on_order=6, expected_on=date(2026, 11, 29)).is_last_pieces
