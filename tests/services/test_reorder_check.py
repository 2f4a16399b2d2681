"""The forecast checked on the shop's own past, and the books' formulas beside the plan."""

from __future__ import annotations

import pytest
from reorder_shop import a_style, a_supplier

from shopdesk.domain.intermittent import DemandClass
from shopdesk.services import phrases_check, reorder
from shopdesk.services.context import Shop


def test_the_forecast_is_checked_on_the_last_twelve_weeks(shop: Shop) -> None:
    for seed, name in enumerate(("Tenis Nube", "Tenis Ola", "Tenis Mar")):
        a_style(shop, name, per_week=14, seed=seed + 1, on_hand=(40,) * 5)
    found = reorder.backtest(shop)
    assert found is not None
    assert found.sums == 9  # three styles from three moments
    # Poisson sums of 56 pieces: the mean error of a perfect forecast is 0.8·√56/56 = 0.11.
    assert 0.02 < found.wape < 0.3
    assert abs(found.bias) < 0.2
    assert found.coverage >= 7 / 9
    assert "12 semanas" in phrases_check.accuracy(found)


def test_a_young_shop_cannot_check_itself_yet(shop: Shop) -> None:
    a_style(shop, weeks=20)
    assert reorder.backtest(shop) is None
    assert "medio año" in phrases_check.accuracy(None)


def test_the_books_are_asked_beside_the_plan(shop: Shop) -> None:
    a_style(shop, per_week=14, on_hand=(40,) * 5, supplier=a_supplier(shop, lead_days=14.0, lead_days_sd=4.0))
    row = reorder.suggest(shop).styles()[0]
    found = reorder.textbook(shop, row.first.product_id)
    assert found is not None
    assert found.kind is DemandClass.SMOOTH
    assert found.weekly[0] == pytest.approx(14, rel=0.25)
    # Two weeks of 14 pieces and a cushion; up to which to order holds a week more.
    assert 28 < found.point < 60
    assert found.level > found.point
    assert found.windows is not None
    assert found.windows.windows > 200
    assert len(phrases_check.textbook(found)) == 5


def test_what_never_sold_has_no_second_opinion(shop: Shop) -> None:
    assert reorder.textbook(shop, 7) is None
