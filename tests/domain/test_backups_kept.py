"""Seven days, four weeks, twelve months: what is left of two years of daily copies."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.backups import DAILY, MONTHLY, WEEKLY, worth_keeping

TODAY = date(2026, 11, 21)  # a Saturday


def test_two_years_of_days_leave_seven_four_and_twelve() -> None:
    kept = sorted(worth_keeping(TODAY - timedelta(n) for n in range(730)), reverse=True)
    assert kept[:7] == [TODAY - timedelta(n) for n in range(7)]  # 15 to 21 November
    # Sunday the 15th is kept as a day, so its week is spoken for: the four Sundays before it.
    assert {date(2026, 11, 8), date(2026, 11, 1), date(2026, 10, 25), date(2026, 10, 18)} <= set(kept)
    # November has its 21st; then the last days of the twelve months from October back.
    assert [d for d in kept[7:] if (d + timedelta(1)).day == 1][:3] == [
        date(2026, 10, 31), date(2026, 9, 30), date(2026, 8, 31)
    ]  # fmt: skip
    assert kept[-1] == date(2025, 11, 30)
    assert len(kept) == DAILY + WEEKLY + MONTHLY


def test_day_by_day_nothing_that_a_rule_wants_is_lost() -> None:
    have: set[date] = set()
    for n in range(500):
        have.add(date(2025, 6, 1) + timedelta(n))
        have = set(worth_keeping(have))
    last = date(2025, 6, 1) + timedelta(499)
    assert {last - timedelta(n) for n in range(7)} <= have
    months = {(day.year, day.month) for day in have}
    assert len(months) >= MONTHLY
    assert len(have) <= DAILY + WEEKLY + MONTHLY + 2


def test_a_young_shop_keeps_its_first_day() -> None:
    days = [TODAY - timedelta(n) for n in range(10)]
    assert min(days) in worth_keeping(days)


@given(st.sets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=80))
def test_the_newest_is_always_kept_and_the_number_is_bounded(days: set[date]) -> None:
    kept = worth_keeping(days)
    assert kept <= days
    assert not days or max(days) in kept
    assert len(kept) <= DAILY + WEEKLY + MONTHLY + 1
