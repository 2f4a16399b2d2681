"""Filters that owners keep: every condition must hold, and each equals a hand count."""

from __future__ import annotations

from datetime import date

import pytest

from shopdesk.domain.filters import Facts, Filter, from_json, matches
from shopdesk.domain.segments import Segment, days_until

TODAY = date(2026, 11, 21)
ANA = Facts(
    groups=frozenset({Segment.HAPPY}),
    purchases=3,
    last=date(2026, 11, 1),
    spent_minor=300_000,
    score=9,
    city="León",
    birthday=date(1990, 12, 1),
    products=frozenset({"tenis nube", "botin oaxaca"}),
    first_products=frozenset({"tenis nube"}),
    channels=frozenset({"mostrador"}),
    may_be_written=True,
)


@pytest.mark.parametrize(
    ("one", "holds"),
    [
        (Filter(), True),
        (Filter(group="happy"), True),
        (Filter(group="upset"), False),
        (Filter(first_bought="Tenis Nube"), True),
        (Filter(first_bought="Botín Oaxaca"), False),
        (Filter(bought="botin OAXACA", city="leon"), True),
        (Filter(bought="botin OAXACA", city="Mérida"), False),
        (Filter(channel="Mostrador", purchases_at_least=3, purchases_at_most=3), True),
        (Filter(purchases_at_least=4), False),
        (Filter(bought_within_days=20), True),
        (Filter(bought_within_days=19), False),
        (Filter(not_bought_for_days=20), True),
        (Filter(not_bought_for_days=21), False),
        (Filter(spent_at_least_minor=300_000, score_at_least=9), True),
        (Filter(score_at_most=6), False),
        (Filter(birthday_within_days=10, may_be_written=True), True),
        (Filter(birthday_within_days=9), False),
        (Filter(may_be_written=False), False),
    ],
)
def test_every_condition(one: Filter, holds: bool) -> None:
    assert matches(one, ANA, TODAY) is holds


def test_what_is_unknown_fulfils_no_condition() -> None:
    nobody = Facts()
    assert matches(Filter(), nobody, TODAY)
    assert not matches(Filter(score_at_most=6), nobody, TODAY)
    assert not matches(Filter(not_bought_for_days=1), nobody, TODAY)
    assert not matches(Filter(birthday_within_days=365), nobody, TODAY)


def test_a_birthday_on_a_leap_day_is_kept() -> None:
    assert days_until(date(1992, 2, 29), date(2027, 2, 28)) == 0
    assert days_until(date(1992, 2, 29), date(2028, 2, 28)) == 1
    assert days_until(date(1992, 11, 20), TODAY) == 364
    assert days_until(date(1992, 1, 1), date(2026, 12, 31)) == 1


def test_a_filter_is_kept_and_read_again() -> None:
    one = Filter(first_bought="Tenis Nube", purchases_at_most=1)
    assert from_json(one.asked() | {"moon": "full"}) == one
