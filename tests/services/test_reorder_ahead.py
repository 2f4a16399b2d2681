"""What lies ahead and reaches the order: commercial dates, the time of year, closed suppliers, old sales."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from reorder_shop import CURVE, a_style, a_supplier
from sqlalchemy import delete, update

from shopdesk.domain.calendar import Span
from shopdesk.domain.forecast import SeasonLevel
from shopdesk.services import calendar, phrases_reorder, reorder, settings
from shopdesk.services.context import Shop
from shopdesk.services.reorder import NoteCode, Plan
from shopdesk.services.reorder import season as seasons
from shopdesk.store import today as kept
from shopdesk.store.models import Order, OrderLine, StockSnapshot, Supplier


def a_fair(
    shop: Shop, *, uplift: float | None, in_days: int = 7, scope: str = "", name: str = "Feria de León"
) -> None:
    start = shop.today() + timedelta(in_days)
    calendar.put(shop, Span("feria", name, start, start + timedelta(6), uplift, scope))


def sells(plan: Plan) -> int:
    return sum(line.why.lead_time_demand for line in plan.lines)


@pytest.fixture
def steady(shop: Shop) -> Shop:
    a_style(shop, per_week=14, supplier=a_supplier(shop, lead_days=14.0, lead_days_sd=4.0))
    return shop


def test_a_fair_the_owner_expects_to_triple_sales_is_ordered_for(steady: Shop) -> None:
    before = reorder.suggest(steady)
    a_fair(steady, uplift=3.0)
    after = reorder.suggest(steady)
    # Two weeks of lead time, the second of them three times the usual: 2 weeks' sales become 4.
    assert sells(after) / sells(before) == pytest.approx(2.0, abs=0.1)
    assert all(sum(n for _, n in line.why.terms()) == line.order for line in after.lines)


@pytest.mark.parametrize("scope", ["BOTAS", "Bota Sierra"])
def test_a_date_of_one_category_or_product_lifts_that_alone(steady: Shop, scope: str) -> None:
    boots = a_style(steady, "Bota Sierra", category="Botas", per_week=14, seed=8,
                    supplier=a_supplier(steady, "Pieles", lead_days=14.0, lead_days_sd=4.0))  # fmt: skip
    before = {line.variant_id: line.why.lead_time_demand for line in reorder.suggest(steady).lines}
    a_fair(steady, uplift=3.0, scope=scope)
    plan = reorder.suggest(steady)
    after = {line.variant_id: line.why.lead_time_demand for line in plan.lines}
    assert sum(after[v] for v in boots) / sum(before[v] for v in boots) == pytest.approx(2.0, abs=0.15)
    assert all(after[v] == before[v] for v in before if v not in boots)
    assert [set(lift.factor) for lift in plan.lifts] == [{"Botas"}]


def test_a_category_has_its_own_estimate_of_a_date_of_the_whole_shop(steady: Shop) -> None:
    boots = a_style(steady, "Bota Sierra", category="Botas", per_week=14, seed=8)
    before = {line.variant_id: line.why.lead_time_demand for line in reorder.suggest(steady).lines}
    a_fair(steady, uplift=2.0)
    a_fair(steady, uplift=3.0, scope="Botas")
    after = {line.variant_id: line.why.lead_time_demand for line in reorder.suggest(steady).lines}
    grown = {
        is_boot: sum(after[v] for v in after if (v in boots) is is_boot)
        / sum(before[v] for v in before if (v in boots) is is_boot)
        for is_boot in (True, False)
    }
    # One of two weeks of lead time at 3 and at 2 times the usual: not at 6, though both cover the boots.
    assert grown[True] == pytest.approx(2.0, abs=0.15)
    assert grown[False] == pytest.approx(1.5, abs=0.15)


def test_a_fair_nobody_knows_anything_about_changes_nothing(steady: Shop) -> None:
    before = [line.why for line in reorder.suggest(steady).lines]
    a_fair(steady, uplift=None)
    assert [line.why for line in reorder.suggest(steady).lines] == before


def test_a_fair_after_the_order_has_arrived_and_sold_is_no_reason_to_order(steady: Shop) -> None:
    before = [line.reorder_point for line in reorder.suggest(steady).lines]
    a_fair(steady, uplift=3.0, in_days=90)
    assert [line.reorder_point for line in reorder.suggest(steady).lines] == before


def test_a_supplier_who_closes_over_christmas_is_ordered_from_earlier(steady: Shop) -> None:
    usual = reorder.suggest(steady)
    closed = [{"starts_on": "2026-11-30", "ends_on": "2026-12-13"}]
    with steady.store.write() as session:
        session.execute(update(Supplier).values(closed_days=closed))
    shut = reorder.suggest(steady)
    # 14 days from Saturday 21 November are 5 December; 14 closed days make that the 19th.
    assert usual.lines[0].arrives_on == date(2026, 12, 5)
    assert shut.lines[0].arrives_on == date(2026, 12, 19)
    assert sells(shut) / sells(usual) == pytest.approx(2.0, abs=0.1)


def test_closing_after_todays_order_is_under_way_still_asks_for_more_now(steady: Shop) -> None:
    """The next order, a week on, is the one that waits."""
    usual = reorder.suggest(steady)
    with steady.store.write() as session:
        closed = [{"starts_on": "2026-12-06", "ends_on": "2026-12-20"}]
        session.execute(update(Supplier).values(closed_days=closed))
    shut = reorder.suggest(steady)
    assert shut.lines[0].arrives_on == usual.lines[0].arrives_on
    assert sells(shut) == sells(usual)
    assert all(a.reorder_point > b.reorder_point for a, b in zip(shut.lines, usual.lines, strict=True))


@pytest.mark.parametrize("days_ago", [1, 4, 12])
def test_sales_of_last_week_are_planned_from_today_not_from_then(steady: Shop, days_ago: int) -> None:
    """The fair begins today: this week counts in full, whatever day the sales end on."""
    until = steady.today() - timedelta(days_ago)
    with steady.store.write() as session:
        late = session.connection()
        late.exec_driver_sql("DELETE FROM order_line WHERE local_day > ?", (until.isoformat(),))
        late.exec_driver_sql("DELETE FROM sale_order WHERE local_day > ?", (until.isoformat(),))
    a_fair(steady, uplift=3.0, in_days=0)
    plan = reorder.suggest(steady)
    assert plan.sales_until == until
    weekly = np.sum([line.weekly for line in plan.lines], axis=0)
    assert weekly[0] / weekly[4] == pytest.approx(3.0, abs=0.1)
    assert weekly[1] / weekly[4] == pytest.approx(1.0, abs=0.1)


@pytest.fixture
def yearly(shop: Shop) -> Shop:
    """Two years of boots that sell five times as much around Christmas as in June."""
    days, today = 7 * 110, shop.today()
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    rng = np.random.default_rng(4)
    for n in range(8):
        ids = a_style(shop, f"Bota {n}", weeks=1, per_week=0.0, supplier=leon, category="Botas")
        rows = []
        for ago in range(days, 0, -1):
            day = today - timedelta(ago)
            wave = 1 + 0.67 * np.cos(2 * np.pi * (day.timetuple().tm_yday - 355) / 365.25)
            for size, pieces in zip(ids, rng.poisson(3.0 * wave / 7 * np.array(CURVE) * 5), strict=True):
                if pieces:
                    rows.append((size, int(pieces), day))
        _write(shop, rows)
    return shop


def _write(shop: Shop, rows: list[tuple[int, int, date]]) -> None:
    with shop.store.write() as session:
        for size, pieces, day in rows:
            week = day - timedelta(day.weekday())
            common = {"local_day": day, "local_week": week}
            order = Order(source="t", number=f"{size}-{day}", placed_at=shop.now(), currency="MXN", **common)
            session.add(order)
            session.flush()
            line = {"variant_id": size, "quantity": pieces, "is_demand": True, **common}
            session.add(OrderLine(order_id=order.id, ordinal=1, **line))


def test_two_christmases_teach_the_plan_a_season_and_it_is_judged_once_a_week(yearly: Shop) -> None:
    plan = reorder.suggest(yearly)
    with yearly.store.read() as session:
        told = kept.result(session, seasons.NAME)
    assert told["level"] != SeasonLevel.NONE
    assert told["until"] == "2026-11-20"
    weekly = np.sum([line.weekly for line in plan.lines], axis=0)
    # Planted: 2.6 times as much before Christmas as in April and May. The dates alone carry some of it.
    assert weekly[:5].mean() / weekly[20:].mean() > 1.9
    settings.put(yearly, "planning.season", "no")
    flat = np.sum([line.weekly for line in reorder.suggest(yearly).lines], axis=0)
    assert flat[:5].mean() / flat[20:].mean() < 1.8
    settings.put(yearly, "planning.season", "yes")
    settings.put(yearly, "planning.season_not_in", "botas")
    without = np.sum([line.weekly for line in reorder.suggest(yearly).lines], axis=0)
    assert np.allclose(without, flat, rtol=0.02)


def test_a_verdict_of_the_week_is_taken_as_kept(yearly: Shop) -> None:
    reorder.suggest(yearly)
    with yearly.store.write() as session:
        told = kept.result(session, seasons.NAME)
        kept.keep_result(session, seasons.NAME, {**told, "level": "none"}, yearly.now())
    assert reorder.read(yearly).season.level is SeasonLevel.NONE
    with yearly.store.write() as session:
        old = {**told, "level": "none", "until": "2026-11-13"}
        kept.keep_result(session, seasons.NAME, old, yearly.now())
    assert reorder.read(yearly).season.level is not SeasonLevel.NONE


def test_a_shop_of_one_year_has_no_season(steady: Shop) -> None:
    assert reorder.read(steady).season.level is SeasonLevel.NONE


def remarks(plan: Plan, product: str) -> list[str]:
    row = next(one for one in plan.styles() if one.first.product == product)
    return phrases_reorder.row_remarks(row, plan)


def test_of_a_new_product_no_service_is_promised_before_week_ten(steady: Shop) -> None:
    a_style(steady, "Bota Nueva", weeks=6, seed=8)
    a_style(steady, "Bota Vieja", weeks=12, seed=9)
    plan = reorder.suggest(steady)
    assert remarks(plan, "Bota Nueva") == [
        "Producto nuevo, con 6 semanas a la venta: antes de la semana 10 no prometo cuántos lo encontrarán."
    ]
    assert remarks(plan, "Bota Vieja") == []
    assert [n.amount for n in plan.notes if n.code is NoteCode.NEW_PRODUCTS] == [1]
    assert {line.grade for line in plan.lines if line.product == "Bota Nueva"} == {"thin"}


def test_a_first_month_of_everything_is_not_a_new_product(shop: Shop) -> None:
    a_style(shop, weeks=4)
    assert not any(line.is_new for line in reorder.suggest(shop).lines)


def test_a_size_that_was_sold_out_says_that_demand_may_be_higher(steady: Shop) -> None:
    """Counted at zero twelve days ago, and again this morning: nothing can have sold in between."""
    line = reorder.suggest(steady).lines[2]
    with steady.store.write() as session:
        counted = update(StockSnapshot).where(StockSnapshot.variant_id == line.variant_id)
        session.execute(counted.values(on_hand=0))
        ran_out = steady.today() - timedelta(12)
        session.execute(
            delete(OrderLine).where(OrderLine.variant_id == line.variant_id, OrderLine.local_day >= ran_out)
        )
    plan = reorder.suggest(steady)
    assert remarks(plan, "Tenis Nube") == [
        "La demanda puede ser mayor: la 24 estuvo agotada 12 de los últimos 28 días."
    ]


def test_a_fair_ahead_is_named_beside_the_sum(steady: Shop) -> None:
    a_fair(steady, uplift=1.8)
    plan = reorder.suggest(steady)
    assert remarks(plan, "Tenis Nube") == [
        "Feria de León, del 28 de noviembre al 4 de diciembre: cuento con 1.8 veces la venta normal."
    ]
    with steady.store.write() as session:
        closed = [{"starts_on": "2026-11-30", "ends_on": "2026-12-01"}]
        session.execute(update(Supplier).values(closed_days=closed))
    told = remarks(reorder.suggest(steady), "Tenis Nube")
    assert told[1] == "Calzado León cierra del 30 de noviembre al 1 de diciembre."


def test_a_supplier_who_rests_every_sunday_delivers_in_days_of_work(steady: Shop) -> None:
    sundays = [{"starts_on": "2026-11-22", "ends_on": "2026-11-22", "every": "week"}]
    with steady.store.write() as session:
        session.execute(update(Supplier).values(closed_days=sundays))
    shut = reorder.suggest(steady)
    # 14 days of work from Saturday 21 November: Mon 23 … Sat 28 six, Mon 30 … Sat 5 twelve, Mon 7, Tue 8.
    assert shut.lines[0].arrives_on == date(2026, 12, 8)


def test_a_closing_of_every_year_is_known_years_later(steady: Shop) -> None:
    christmas = [{"starts_on": "2023-11-30", "ends_on": "2023-12-13", "every": "year"}]
    with steady.store.write() as session:
        session.execute(update(Supplier).values(closed_days=christmas))
    assert reorder.suggest(steady).lines[0].arrives_on == date(2026, 12, 19)
