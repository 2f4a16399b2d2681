"""Whom to remind of what: the product's cycle, the customer's own, and what stands against it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from customer_shop import CustomerShop

from shopdesk.domain.outreach.people import Skip
from shopdesk.services import cycles
from shopdesk.services.context import Shop

TODAY = date(2026, 11, 21)


@pytest.fixture
def made(shop: Shop) -> CustomerShop:
    return CustomerShop(shop)


def _before(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_the_owners_word_makes_a_reminder_of_the_first_jar(shop: Shop, made: CustomerShop) -> None:
    cream = made.style("Crema para piel", {"": 5}, days_per_unit=30.0)[""]
    ana = made.person("Ana")
    made.sale(ana, cream, _before(50), pieces=2)
    [one] = cycles.reminders(shop)
    assert (one.customer_id, one.days, one.runs_out_on) == (ana, 30.0, _before(50) + timedelta(60))
    assert one.send_on == one.runs_out_on - timedelta(7)  # five days of delivery, two of margin
    assert one.blocked is None


def test_a_purchase_of_anything_since_or_an_empty_shelf_stops_it(shop: Shop, made: CustomerShop) -> None:
    cream = made.style("Crema", {"": 5}, days_per_unit=30.0)[""]
    gone = made.style("Spray", {"": 0}, days_per_unit=30.0)[""]
    boot = made.style("Botín", {"24": 3})["24"]
    ana, eva = made.person("Ana"), made.person("Eva")
    made.sale(ana, cream, _before(28))
    made.sale(ana, boot, _before(10))
    made.sale(eva, gone, _before(28))
    assert {r.customer_id: r.blocked for r in cycles.reminders(shop)} == {
        ana: Skip.BOUGHT,
        eva: Skip.NOT_PROMISABLE,
    }


def test_a_cycle_is_learned_once_enough_came_back(shop: Shop, made: CustomerShop) -> None:
    sock = made.style("Calcetín", {"": 9}, category="Calcetines")[""]
    shoe = made.style("Mocasín", {"26": 9})["26"]
    for number in range(30):
        person = made.person(f"Persona {number}")
        made.sale(person, sock, _before(150))
        if number < 25:
            made.sale(person, sock, _before(90))
        made.sale(person, shoe, _before(300))
    known = {c.product.name: c for c in cycles.cycles(shop)}
    sock_cycle = known["Calcetín"]
    assert (sock_cycle.cycle.days, sock_cycle.days, sock_cycle.by_owner) == (60, 60.0, False)
    # 55 purchases were all watched for 60 days and 25 were followed by another: F(H) = 25/55.
    assert sock_cycle.cycle.chance == pytest.approx(25 / 55)
    assert known["Mocasín"].days is None  # nobody buys the same shoe again
    assert known["Mocasín"].cycle.is_low  # watched for ten months, nobody came back


def test_nobody_is_reminded_of_shoes_that_nobody_buys_twice(shop: Shop, made: CustomerShop) -> None:
    shoe = made.style("Mocasín", {"26": 9}, days_per_unit=300.0)["26"]
    for number in range(25):
        made.sale(made.person(f"Persona {number}"), shoe, _before(300))
    assert {r.blocked for r in cycles.reminders(shop)} == {Skip.LOW_CHANCE}
