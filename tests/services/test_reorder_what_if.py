"""What-if: the same function answers, and more of anything never orders at less."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from reorder_shop import a_style, a_supplier
from sqlalchemy import update

from shopdesk.domain.calendar import Span
from shopdesk.services import calendar, phrases_reorder, reorder
from shopdesk.services.context import Shop
from shopdesk.services.last_days import last_days
from shopdesk.services.reorder import Assumptions, Contest
from shopdesk.store.models import Supplier


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop, supplier=leon, per_week=10)
    a_style(shop, "Bota Sierra", color="miel", per_week=3, seed=2, supplier=leon, pack=6)
    a_style(shop, "Huarache", color="natural", per_week=5, seed=3, weeks=6, category="Huaraches")
    fair = shop.today() + timedelta(9)
    calendar.put(shop, Span("feria", "Feria", fair, fair + timedelta(4), 1.5))
    with shop.store.write() as session:
        closed = [{"starts_on": "2026-12-20", "ends_on": "2027-01-06"}]
        session.execute(update(Supplier).values(closed_days=closed))
    return shop


LADDERS = {
    "target": [Assumptions(service=s) for s in (0.5, 0.8, 0.9, 0.95, 0.98, 0.995)],
    "lead time": [Assumptions(lead_days=d, lead_days_sd=4.0) for d in (0, 3, 10, 14, 17, 24, 28, 29, 40, 90)],
    "its spread": [Assumptions(lead_days_sd=d) for d in (0, 1, 4, 9, 20)],
    "sales": [Assumptions(uplift=u) for u in (0.5, 1.0, 1.2, 2.0, 4.0)],
    "event": [Assumptions(events={"feria": f}) for f in (0.5, 1.0, 1.5, 2.5, 5.0)],
}


@pytest.mark.parametrize("what", LADDERS)
def test_more_of_it_never_lowers_a_reorder_point(stocked: Shop, what: str) -> None:
    known = reorder.read(stocked)
    plans = [reorder.suggest_from(known, suppose) for suppose in LADDERS[what]]
    for less, more in itertools.pairwise(plans):
        pairs = list(zip(less.lines, more.lines, strict=True))
        assert all(b.reorder_point >= a.reorder_point for a, b in pairs)
    first, last = plans[0].lines, plans[-1].lines
    assert sum(line.reorder_point for line in last) > sum(line.reorder_point for line in first)
    for plan in plans:
        assert all(sum(n for _, n in line.why.terms()) == line.order for line in plan.lines)


def test_supposing_what_is_known_changes_nothing(stocked: Shop) -> None:
    known = reorder.read(stocked)
    same = Assumptions(service=0.95, events={"feria": 1.5})
    assert [x.why for x in reorder.suggest_from(known, same).lines] == [
        x.why for x in reorder.suggest_from(known).lines
    ]


def test_the_last_day_to_order_for_a_date_is_the_suppliers_slow_case(shop: Shop) -> None:
    """The lead time of 14 ± 4 days at 90 % is 20 days (gamma: 19.3): from 18 December back to 28 November."""
    a_style(shop, supplier=a_supplier(shop, lead_days=14.0, lead_days_sd=4.0))
    calendar.put(shop, Span("posada", "Posadas", date(2026, 12, 18), date(2026, 12, 24), 1.6))
    (found,) = last_days(reorder.suggest(shop))
    assert (found.day, found.event, found.suppliers) == (date(2026, 11, 28), "Posadas", ("Calzado León",))
    with shop.store.write() as session:
        closed = [{"starts_on": "2026-12-01", "ends_on": "2026-12-03"}]
        session.execute(update(Supplier).values(closed_days=closed))
    assert last_days(reorder.suggest(shop))[0].day == date(2026, 11, 25)


def test_a_date_about_one_product_has_a_last_day_for_that_alone(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop, supplier=leon)
    a_style(shop, "Tenis Ola", supplier=a_supplier(shop, "Otro", lead_days=9.0), seed=4)
    calendar.put(shop, Span("posada", "Posadas", date(2026, 12, 18), date(2026, 12, 24), 1.6, "Tenis Nube"))
    (found,) = last_days(reorder.suggest(shop))
    assert (found.suppliers, len(found.products)) == (("Calzado León",), 1)


def test_a_date_that_nobody_expects_to_change_sales_has_no_last_day(shop: Shop) -> None:
    a_style(shop, supplier=a_supplier(shop, lead_days=14.0, lead_days_sd=4.0))
    assert last_days(reorder.suggest(shop)) == ()


def test_the_owners_eye_is_given_its_due() -> None:
    sandals = Contest("Sandalias", lines=7, owner_won=5, we_won=1, owner_miss=9, our_miss=30)
    boots = Contest("Botas", lines=9, owner_won=4, we_won=5, owner_miss=20, our_miss=18)
    assert phrases_reorder.contest_words([boots, sandals]) == "Tu ojo me ganó en sandalias: 5 de 7 veces."
    assert phrases_reorder.contest_words([boots]) == "En botas mi número quedó más cerca: 5 de 9 veces."
    once = Contest("Botas", lines=1, owner_won=1, we_won=0, owner_miss=0, our_miss=3)
    assert phrases_reorder.contest_words([once]) == ""
