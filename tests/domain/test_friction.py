"""An alarm is raised for a real rise, not for a busy week or a handful of messages."""

from __future__ import annotations

import pytest

from shopdesk.domain.friction import Friction, fell_after, judge, per_hundred, tail


def test_six_of_thirty_eight_against_one_a_week_is_a_jump():
    signal = judge([1, 1, 0, 2, 1, 1, 1, 1, 6], [38] * 9)
    assert signal.kind is Friction.JUMP
    assert signal.expected == 1.0


def test_a_busy_week_is_no_alarm():
    assert judge([4] * 8 + [8], [20] * 8 + [40]).kind is Friction.STEADY


def test_two_messages_are_too_few_to_tell():
    assert judge([1, 0, 0, 1, 0, 1, 0, 1, 2], [30] * 9).kind is Friction.TOO_FEW


def test_a_slow_rise_is_told_apart_from_a_jump():
    signal = judge([3, 3, 4, 3, 3, 3, 4, 3, 6, 7, 8, 8], [40] * 12)
    assert signal.kind is Friction.RISING


def test_the_tail_worked_by_hand():
    # Jeffreys Gamma(0.5, 1) for one exposure of 1: P(X >= 1) = 1 - (1/2)^0.5
    assert tail(1, 1, 0, 1) == pytest.approx(1 - 0.5**0.5)


def test_nothing_seen_is_no_alarm():
    assert judge([0] * 9, [0] * 9).kind is Friction.TOO_FEW


def test_fewer_than_nine_weeks_are_refused():
    with pytest.raises(ValueError, match="9"):
        judge([1] * 8, [10] * 8)


def test_fit_trouble_is_counted_per_hundred_pairs_sold():
    assert per_hundred(3, 60) == 5.0
    assert per_hundred(3, 0) is None


def test_a_share_that_fell_after_a_change():
    # 9 of 70 before, 4 of 86 after: not yet sure; 0 of 200 after: sure
    assert fell_after((9, 70), (4, 86)) > 0.05
    assert fell_after((9, 70), (0, 200)) < 0.001
