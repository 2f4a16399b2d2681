"""Each group equals a hand count."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from shopdesk.domain.segments import Habits, Segment, left_after, segments

TODAY = date(2026, 11, 21)


def _groups(
    *ago: int, score: float = np.nan, refused: bool = False, born: date | None = None, gone: int = 180
) -> frozenset[Segment]:
    """Return the groups of one customer who bought so many days ago."""
    days = [np.datetime64(TODAY - timedelta(n), "ns") for n in sorted(ago, reverse=True)]
    nothing = np.datetime64("NaT", "ns")
    one = Habits(
        first=np.array([days[0] if days else nothing]),
        last=np.array([days[-1] if days else nothing]),
        times=np.array([len(days)], dtype=np.int64),
        score=np.array([score]),
        is_unsubscribed=np.array([refused]),
        birthday=[born],
    )
    (found,) = segments(one, TODAY, gone)
    return found


def test_who_came_back_this_month_bought_before_it_began() -> None:
    assert Segment.RETURNED in _groups(5, 40)
    assert Segment.RETURNED not in _groups(5, 12)
    assert Segment.RETURNED not in _groups(40, 80)


def test_the_second_purchase_is_due_after_three_weeks_and_until_four_months() -> None:
    assert [n for n in (20, 21, 120, 121) if Segment.SECOND in _groups(n)] == [21, 120]
    assert Segment.SECOND not in _groups(30, 60)


def test_gone_is_learned_from_the_shops_own_gaps() -> None:
    # 19 gaps of 30 days are too few to know; 40 gaps of 1..40 weeks say: nine in ten within 253 days
    assert left_after(np.full(19, 30)) == 180
    many = 7 * np.arange(1, 41)
    assert left_after(many) == 253  # 0.9 quantile of 7, 14, … 280 = 7 × (1 + 0.9 × 39) = 252.7
    assert left_after(np.full(25, 3)) == 60
    assert Segment.LEFT in _groups(254, 300, gone=253)
    assert Segment.LEFT not in _groups(253, 300, gone=253)
    assert Segment.LEFT not in _groups(300, gone=253)


def test_moods_and_refusals() -> None:
    assert _groups(score=9) == {Segment.HAPPY}
    assert _groups(score=6, refused=True) == {Segment.UPSET, Segment.UNSUBSCRIBED}
    assert _groups(score=8) == frozenset()


def test_a_birthday_of_the_coming_month() -> None:
    assert [d for d in (0, 30, 31) if Segment.BIRTHDAY in _groups(born=_born(d))] == [0, 30]


def _born(days: int) -> date:
    return (TODAY + timedelta(days)).replace(year=1990)
