"""Closed days that come again: every Sunday, every 25 December."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.purchasing.closures import Closure, Every, closed_between, spans
from shopdesk.domain.purchasing.limits import arrival

SUNDAY = date(2026, 11, 22)


def test_every_sunday_makes_seven_days_of_work_take_eight() -> None:
    sundays = spans([Closure(SUNDAY, SUNDAY, Every.WEEK)], date(2026, 11, 1), date(2027, 11, 1))
    # Ordered on Monday 23: Tue 24 … Sat 28 are five, Mon 30 and Tue 1 make seven; Sunday 29 does not count.
    assert arrival(date(2026, 11, 23), 7, sundays) == date(2026, 12, 1)
    assert arrival(date(2026, 11, 23), 7) == date(2026, 11, 30)


def test_every_christmas_is_closed_in_each_year_asked_for() -> None:
    christmas = Closure(date(2024, 12, 25), date(2024, 12, 26), Every.YEAR)
    assert spans([christmas], date(2025, 6, 1), date(2027, 1, 31)) == (
        (date(2025, 12, 25), date(2025, 12, 26)),
        (date(2026, 12, 25), date(2026, 12, 26)),
    )


def test_a_stretch_over_new_year_still_closes_its_january() -> None:
    pause = Closure(date(2025, 12, 22), date(2026, 1, 4), Every.YEAR)
    assert spans([pause], date(2027, 1, 2), date(2027, 1, 3)) == ((date(2026, 12, 22), date(2027, 1, 4)),)


def test_the_29th_of_february_is_the_28th_where_there_is_none() -> None:
    leap = Closure(date(2024, 2, 29), date(2024, 2, 29), Every.YEAR)
    assert spans([leap], date(2026, 1, 1), date(2026, 12, 31)) == ((date(2026, 2, 28), date(2026, 2, 28)),)


def test_a_week_never_begins_before_its_first_day() -> None:
    assert spans([Closure(SUNDAY, SUNDAY, Every.WEEK)], date(2026, 11, 1), date(2026, 11, 21)) == ()


def test_what_would_come_again_before_it_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="comes again"):
        Closure(SUNDAY, SUNDAY + timedelta(6), Every.WEEK)
    with pytest.raises(ValueError, match="ends before"):
        Closure(SUNDAY, SUNDAY - timedelta(1))


@given(st.integers(0, 1500), st.integers(0, 5), st.integers(1, 400))
def test_weekly_days_are_those_of_the_same_weekday(start: int, length: int, days: int) -> None:
    first = date(2024, 1, 1) + timedelta(start)
    one = Closure(first, first + timedelta(length), Every.WEEK)
    since, until = date(2026, 1, 1), date(2026, 1, 1) + timedelta(days)
    wanted = sum(
        since <= day <= until and day >= first and (day - first).days % 7 <= length
        for day in (since + timedelta(n) for n in range(days + 1))
    )
    assert closed_between([one], since, until) == wanted
