"""Commercial dates fall on the days the country knows."""

from __future__ import annotations

import json
from datetime import date

import pytest

from shopdesk.domain import calendar
from shopdesk.domain.calendar import Span
from shopdesk.runtime import resources


def spans(country: str, year: int) -> dict[str, tuple[date, date]]:
    rules = calendar.read_rules(json.loads(resources.text(f"calendar/{country}/dates.json")))
    found = calendar.occurrences(rules, date(year, 1, 1), date(year, 12, 31))
    return {s.key: (s.starts_on, s.ends_on) for s in found if s.ends_on.year == year}


@pytest.mark.parametrize(
    ("country", "year", "key", "first", "last"),
    [
        ("mx", 2025, "buen_fin", date(2025, 11, 13), date(2025, 11, 17)),
        ("mx", 2020, "buen_fin", date(2020, 11, 9), date(2020, 11, 20)),
        ("mx", 2026, "buen_fin", date(2026, 11, 13), date(2026, 11, 16)),
        ("mx", 2026, "hot_sale", date(2026, 5, 25), date(2026, 6, 2)),
        ("mx", 2024, "hot_sale", date(2024, 5, 15), date(2024, 5, 23)),
        ("mx", 2026, "black_friday", date(2026, 11, 27), date(2026, 11, 29)),
        ("mx", 2026, "cyber_monday", date(2026, 11, 30), date(2026, 11, 30)),
        ("mx", 2026, "semana_santa", date(2026, 3, 29), date(2026, 4, 5)),
        ("mx", 2026, "dia_del_padre", date(2026, 6, 14), date(2026, 6, 21)),
        ("mx", 2027, "rebajas_de_enero", date(2027, 1, 7), date(2027, 1, 31)),
        ("es", 2026, "dia_de_la_madre", date(2026, 4, 26), date(2026, 5, 3)),
        ("es", 2027, "reyes", date(2026, 12, 29), date(2027, 1, 5)),
    ],
)
def test_dates_of_the_country(country: str, year: int, key: str, first: date, last: date) -> None:
    assert spans(country, year)[key] == (first, last)


def test_the_owners_own_dates_replace_the_shipped_ones_of_that_year() -> None:
    shipped = [Span("buen_fin", "Buen Fin", date(y, 11, 13), date(y, 11, 16)) for y in (2025, 2026)]
    own = [Span("buen_fin", "Buen Fin", date(2026, 11, 12), date(2026, 11, 17), uplift=2.0)]
    found = calendar.overridden(shipped, own)
    assert [(s.starts_on, s.uplift) for s in found] == [(date(2025, 11, 13), None), (date(2026, 11, 12), 2.0)]


def test_a_week_carries_the_share_of_it_that_is_event() -> None:
    # Friday 13 to Monday 16: three days of the week of the 9th, one of the week of the 16th
    event = Span("buen_fin", "Buen Fin", date(2026, 11, 13), date(2026, 11, 16))
    keys, shares = calendar.week_shares([event], date(2026, 11, 2), 3)
    assert keys == ["buen_fin"]
    assert shares.tolist() == [[0, pytest.approx(3 / 7), pytest.approx(1 / 7)]]
    assert calendar.week_shares([], date(2026, 11, 2), 3)[1].shape == (0, 3)
