"""Each group equals a hand count."""

from __future__ import annotations

from datetime import date, timedelta

from shopdesk.domain.segments import Habits, Segment, left_after, segments

TODAY = date(2026, 11, 21)


def _days(*ago: int) -> tuple[date, ...]:
    return tuple(TODAY - timedelta(n) for n in sorted(ago, reverse=True))


def test_who_came_back_this_month_bought_before_it_began() -> None:
    assert Segment.RETURNED in segments(Habits(_days(5, 40)), TODAY, 180)
    assert Segment.RETURNED not in segments(Habits(_days(5, 12)), TODAY, 180)
    assert Segment.RETURNED not in segments(Habits(_days(40, 80)), TODAY, 180)


def test_the_second_purchase_is_due_after_three_weeks_and_until_four_months() -> None:
    seen = [n for n in (20, 21, 120, 121) if Segment.SECOND in segments(Habits(_days(n)), TODAY, 180)]
    assert seen == [21, 120]
    assert Segment.SECOND not in segments(Habits(_days(30, 60)), TODAY, 180)


def test_gone_is_learned_from_the_shops_own_gaps() -> None:
    # 19 gaps of 30 days are too few to know; 40 gaps of 1..40 weeks say: nine in ten within 253 days
    few = [Habits(_days(0, 30))] * 19
    assert left_after(few) == 180
    many = [Habits(_days(0, 7 * weeks)) for weeks in range(1, 41)]
    assert left_after(many) == 253  # 0.9 quantile of 7, 14, … 280 = 7 × (1 + 0.9 × 39) = 252.7
    assert left_after([Habits(_days(0, 3))] * 25) == 60
    assert Segment.LEFT in segments(Habits(_days(254, 300)), TODAY, 253)
    assert Segment.LEFT not in segments(Habits(_days(253, 300)), TODAY, 253)
    assert Segment.LEFT not in segments(Habits(_days(300)), TODAY, 253)


def test_moods_and_refusals() -> None:
    assert segments(Habits((), 9), TODAY, 180) == {Segment.HAPPY}
    assert segments(Habits((), 6, is_unsubscribed=True), TODAY, 180) == {Segment.UPSET, Segment.UNSUBSCRIBED}
    assert segments(Habits((), 8), TODAY, 180) == frozenset()


def test_a_birthday_of_the_coming_month() -> None:
    soon = [d for d in (0, 30, 31) if Segment.BIRTHDAY in segments(Habits((), birthday=_born(d)), TODAY, 180)]
    assert soon == [0, 30]


def _born(days: int) -> date:
    return (TODAY + timedelta(days)).replace(year=1990)
