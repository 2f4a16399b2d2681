"""Arguments, the cost of forgetting and hold-outs, from rows to the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from customer_shop import CustomerShop

from shopdesk.cli import main
from shopdesk.domain.arguments import Argument, Verdict
from shopdesk.domain.outreach.flows import Flow
from shopdesk.runtime.errors import WrongInput
from shopdesk.services import phrases_worth, settings
from shopdesk.services.context import Shop
from shopdesk.services.customers import holdout, worth
from shopdesk.services.mail import approve, plan, values
from shopdesk.store.models import ImportBatch

TODAY = date(2026, 11, 21)
Said = Callable[..., dict]


@pytest.fixture
def made(shop: Shop) -> CustomerShop:
    return CustomerShop(shop)


@pytest.fixture
def said(shop: Shop, capsysbinary: pytest.CaptureFixture[bytes]) -> Said:
    def ask(*words: str, code: int = 0) -> dict:
        assert main(["--home", str(shop.folder.root), "--today", "2026-11-21", "--json", *words]) == code
        return json.loads(capsysbinary.readouterr().out)

    return ask


def _before(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_note_of_proof_is_kept_said_and_forgotten(shop: Shop, said: Said) -> None:
    assert said("proofs", "check", "Somos sostenibles") == {"passed": False, "bare_claims": ["sostenibles"]}
    said("proofs", "add", "Cambiamos suelas", "312 pares en 2026", "Duran años más")
    assert values.manner(shop).proof == "Cambiamos suelas. 312 pares en 2026. Duran años más."
    assert said("proofs", "check", "Somos sostenibles. {{ proof }}")["passed"]
    assert said("proofs", "add", "Cambiamos suelas", "", "Duran", code=1)["error"]["code"]
    assert said("proofs")["proofs"][0]["proof"] == "312 pares en 2026"
    said("proofs", "drop", "Cambiamos suelas")
    assert said("proofs") == {"proofs": []}
    assert values.manner(shop).proof == ""


def test_what_customers_praise_is_counted_from_their_own_words(
    shop: Shop, made: CustomerShop, said: Said
) -> None:
    shoe = made.style("Tenis", {"24": 9})["24"]
    for number in range(50):
        person = made.person(f"P{number}")
        made.sale(person, shoe, _before(300))
        made.message(person, "Son muy cómodos" if number < 25 else "Llegó a tiempo, gracias", _before(290))
        if number < 20 or number >= 46:
            made.sale(person, shoe, _before(200))
    stranger = made.person("Curiosa")
    made.message(stranger, "¿Son cómodos?", _before(290))  # has not bought: no cohort
    comfort = {one.argument: one for one in worth.arguments(shop)}[Argument.COMFORT]
    assert (comfort.mentioned, comfort.returned, comfort.others) == (25, 20, 25)
    assert comfort.difference == pytest.approx(20 / 25 - 4 / 25)
    assert comfort.verdict is Verdict.RETAINS
    document = said("arguments")["arguments"]
    assert document[0]["argument"] == "comfort"
    assert set(document[0]) >= {"argument", "mentioned", "returned", "difference", "interval", "verdict"}
    assert {one["verdict"] for one in document[1:]} == {"too_few"}


def test_forgetting_in_money_by_hand(shop: Shop, made: CustomerShop, said: Said) -> None:
    shoe = made.style("Tenis", {"24": 9})["24"]
    with shop.store.write() as session:
        from shopdesk.store.models import Variant

        variant = session.get(Variant, shoe)
        assert variant is not None
        variant.cost_minor = 40_000
        session.add(variant)
    for number in range(4):
        person = made.person(f"P{number}")
        made.sale(person, shoe, _before(200 + number))
        if number < 2:
            made.sale(person, shoe, _before(140))
    settings.put(shop, "privacy.acquisition_minor", "25000")
    found = worth.forgetting(shop)
    # Six purchases, two followed by another after 60 and 61 days; four are open.
    assert (found.after_days, found.overdue, found.margin_minor) == (60, 4, 60_000)
    assert found.cost_minor == round(4 * found.lost * 60_000)
    document = said("forgetting")
    assert document["replacing_money"] == {"minor": round(4 * found.lost * 25_000), "currency": "MXN"}
    assert document["cited_times"] == [5, 7]
    # Of four people no share is said; of ten it is.
    assert not [line for line in phrases_worth.forgetting(found, "MXN") if "%" in line]
    assert [line for line in phrases_worth.forgetting(replace(found, overdue=10), "MXN") if "%" in line]


def test_a_shop_without_costs_says_what_is_missing(shop: Shop, said: Said) -> None:
    document = said("forgetting")
    assert (document["overdue"], document["cost_money"], document["replacing_money"]) == (0, None, None)


def test_service_letters_are_owed_to_everybody(shop: Shop) -> None:
    with pytest.raises(WrongInput):
        holdout.begin(shop, Flow.THANKS, 0.1)
    with pytest.raises(WrongInput):
        holdout.begin(shop, Flow.WINBACK, 0.9)


def test_who_is_left_out_gets_no_letter_and_is_remembered(shop: Shop, made: CustomerShop, said: Said) -> None:
    cream = made.style("Crema", {"": 500}, days_per_unit=30.0)[""]
    with shop.store.write() as session:
        at = shop.now() - timedelta(days=300)
        session.add(
            ImportBatch(file_name="a", file_hash="x", kind="sales", format="x", created_at=at, orders_new=1)
        )
    for number in range(60):
        made.sale(made.person(f"Persona {number}"), cream, _before(28))
    begun = said("holdout", "replenish", "--share", "0.3")
    assert (begun["share"], begun["since"], begun["verdict"]) == (0.3, "2026-11-21", "cannot_say")
    letters = [one for one in plan.make(shop).letters if one.flow is Flow.REPLENISH]
    held = {one.person for one in letters if one.reason == "held_out"}
    assert len(letters) == 60
    assert 8 <= len(held) <= 28
    approve.approve(shop, flow=Flow.REPLENISH)
    from shopdesk.store import worth as rows

    with shop.store.read() as session:
        assert {f"c:{who}" for who, _ in rows.held_out(session, "replenish")} == held
    assert said("holdout", "moon", code=1)["error"]["code"]
