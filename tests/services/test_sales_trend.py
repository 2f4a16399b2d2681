"""The plain sentence about the trend of sales."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from shopdesk.domain.calendar import Span
from shopdesk.domain.trend import Direction
from shopdesk.services import phrases_sales, sales_trend
from shopdesk.services.context import Shop
from shopdesk.services.sales_trend import AHEAD_WEEKS, kept_trend, read_trend

TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 9)


def weeks(levels: np.ndarray, seed: int = 0) -> list[tuple[date, int]]:
    sold = np.random.default_rng(seed).poisson(levels)
    return [(MONDAY - timedelta(7 * (len(sold) - 1 - i)), int(n)) for i, n in enumerate(sold)]


def test_sales_that_grew_by_half_are_said_to_have_grown() -> None:
    found = read_trend(weeks(np.r_[np.full(40, 100.0), np.linspace(100, 150, 14)]), [], TODAY)
    assert found is not None
    assert found.direction is Direction.RISING
    assert 0.3 < found.change < 0.6
    assert phrases_sales.trend(found).endswith("más que hace 13 semanas")


def test_a_fair_is_no_trend_and_is_expected_where_it_is_planned() -> None:
    """Twice the sales in two past fairs, and one planned in three weeks."""
    levels = np.full(60, 100.0)
    levels[[10, 59]] = 200.0
    fairs = [MONDAY - timedelta(7 * 49), MONDAY, MONDAY + timedelta(28)]
    spans = [Span("feria", "Feria", one, one + timedelta(6)) for one in fairs]
    found = read_trend(weeks(levels), spans, TODAY)
    assert found is not None
    assert found.direction is Direction.STEADY
    means = [one.mean for one in found.ahead]
    assert len(means) == AHEAD_WEEKS
    assert means[3] / means[0] == pytest.approx(2.0, abs=0.25)
    assert all(one.low < one.mean < one.high for one in found.ahead)
    assert phrases_sales.expected(found).startswith("La semana del 16 al 22 de noviembre debería traer")


def test_the_running_week_is_not_read_as_a_fall() -> None:
    steady = weeks(np.full(30, 100.0))
    found = read_trend([*steady, (date(2026, 11, 16), 12)], [], TODAY)
    assert found is not None
    assert found.direction is Direction.STEADY


def test_a_young_shop_says_nothing_of_a_trend() -> None:
    assert phrases_sales.trend(read_trend(weeks(np.full(6, 50.0)), [], TODAY)) == ""
    assert read_trend([], [], TODAY) is None
    assert phrases_sales.trend(None) == ""


def test_it_is_worked_out_again_only_when_a_week_has_changed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sold = weeks(np.full(20, 100.0))
    first = kept_trend(shop, sold, [])
    monkeypatch.setattr(sales_trend, "trend", lambda *a, **k: pytest.fail("worked out twice"))
    assert kept_trend(shop, [*reversed(sold), (date(2026, 11, 16), 3)], []) == first
    monkeypatch.undo()
    other = kept_trend(shop, [*sold[:-1], (MONDAY, 400)], [])
    assert other != first
