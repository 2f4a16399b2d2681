"""Flows that a reminder, news, a contact or a cart begins, by dated cases of their own."""

from __future__ import annotations

from datetime import date

import mail_cases as cases
import pytest
from mail_scene import ANA, DAY, after, at
from mail_shop import a_customer

from shopdesk.domain.outreach.people import address_hash
from shopdesk.services import settings
from shopdesk.services.mail import newcomers, quotes
from shopdesk.store.models import (
    Checkout,
    Customer,
    ImportBatch,
    Launch,
    Message,
    MessageTag,
    Policy,
    Suppression,
    UnmetRequest,
)

# Preguntó y no compró


@pytest.fixture
def question(scene):
    cases.question(scene)
    return scene


@pytest.mark.parametrize(("days", "goes"), [(2, False), (3, True), (7, True), (8, False)])
def test_who_asked_hears_from_us_three_days_later(question, days, goes) -> None:
    assert question.fires(after(days), "asked") is goes


def test_who_asked_needs_an_explicit_yes(scene) -> None:
    [message] = scene.write(
        Message(text="¿Hay 24?", written_at=at(DAY), added_at=at(DAY), customer_id=scene.ana, variant_id=1)
    )
    scene.write(MessageTag(message_id=message, tag="stock"))
    assert scene.plan(after(3), "asked") == [("skipped", "no_consent")]


# Reposición


@pytest.fixture
def runs_out(scene):
    cases.runs_out(scene)
    return scene


@pytest.mark.parametrize(("days", "goes"), [(22, False), (23, True), (37, True), (38, False)])
def test_a_reminder_goes_a_week_before_the_run_out(runs_out, days, goes) -> None:
    # One unit lasts 30 days: run-out on day 30, less 7 of delivery and margin.
    runs_out.stock(5, after(days))
    assert runs_out.fires(after(days), "replenish") is goes


def test_a_new_purchase_begins_a_new_cycle(runs_out) -> None:
    runs_out.stock(5, after(25))
    runs_out.sale(after(20), "1002")
    assert runs_out.plan(after(25), "replenish") == []


# Novedad


@pytest.fixture
def successor(scene):
    cases.successor(scene)
    return scene


@pytest.mark.parametrize(("days", "goes"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_successor_is_told_to_who_bought_the_former(successor, days, goes) -> None:
    assert successor.fires(after(days), "novelty") is goes


def test_never_the_same_product_twice(successor) -> None:
    successor.approve(after(1), "novelty")
    assert successor.send(after(1)) == [("sent", None)]
    assert successor.plan(after(5), "novelty") == []


def test_news_are_not_for_who_said_no_to_marketing(successor) -> None:
    successor.consent(granted=False)
    assert successor.plan(after(1), "novelty") == [("skipped", "no_consent")]


# Primero tú


@pytest.fixture
def launch(scene):
    cases.launch(scene)
    return scene


@pytest.mark.parametrize(("days", "goes"), [(14, False), (15, True), (19, True), (20, False)])
def test_past_buyers_see_a_launch_five_days_before_and_not_on_the_day(launch, days, goes) -> None:
    assert launch.fires(after(days), "early_access") is goes


def test_a_launch_is_told_of_in_a_shop_imported_that_very_morning(launch) -> None:
    launch.change(ImportBatch, 1, created_at=at(after(17)))
    assert launch.fires(after(17), "early_access")


def test_a_launch_chooses_its_audience_by_category(launch) -> None:
    launch.change(Launch, 1, audience={"categories": ["Botas"]})
    assert launch.plan(after(15), "early_access") == []


def test_a_launch_gives_way_to_a_thank_you_and_takes_the_next_day(launch) -> None:
    launch.sale(after(15), "1002")
    letters = launch.command(after(15), "plan")["letters"]
    mine = next(one for one in letters if one["flow"] == "early_access")
    assert (mine["reason"], mine["not_before"][:10]) == ("displaced", after(16).isoformat())


def test_a_launch_that_waits_past_its_day_is_stopped_at_the_moment_of_sending(launch) -> None:
    launch.approve(after(19), "early_access")
    assert launch.send(after(20)) == [("skipped", "claim_changed")]


# Bienvenida


@pytest.fixture
def contact(scene):
    cases.contact(scene)
    return scene


def test_a_welcome_has_steps(contact) -> None:
    letters = contact.command(DAY, "plan")["letters"]
    assert [(one["step"], one["state"]) for one in letters if one["flow"] == "welcome"] == [("1", "draft")]
    assert contact.fires(after(4), "welcome")


def test_the_first_order_stops_the_welcome(contact) -> None:
    ana, contact.ana = contact.ana, contact.eva
    contact.sale(after(2))
    contact.ana = ana
    assert ("draft", None) not in contact.plan(after(4), "welcome")
    assert ("skipped", "bought") in contact.plan(after(4), "welcome")


def test_the_third_welcome_quotes_only_who_gave_permission(contact) -> None:
    assert not contact.fires(after(12), "welcome")
    quotes.permit(contact.shop, "No me ha rozado nada.")
    letters = contact.command(after(12), "plan")["letters"]
    third = next(one for one in letters if (one["flow"], one["state"]) == ("welcome", "draft"))
    assert third["step"] == "3"
    assert "No me ha rozado nada." in contact.command(after(12), "preview", third["key"])["text"]
    quotes.withdraw(contact.shop, "No me ha rozado nada.")
    assert not contact.fires(after(12), "welcome")


def test_a_benefit_for_newcomers_waits_until_customers_had_it(contact) -> None:
    contact.change(Customer, contact.eva, incentive="10 %")
    assert contact.plan(DAY, "welcome") == [("skipped", "existing_customers_first")]
    newcomers.share(contact.shop, "10 %", on=True)
    assert contact.fires(DAY, "welcome")
    letters = contact.command(DAY, "plan")["letters"]
    first = next(one for one in letters if (one["flow"], one["state"]) == ("welcome", "draft"))
    assert "10 %" in contact.command(DAY, "preview", first["key"])["text"]


def test_the_size_guide_is_no_benefit_that_holds_a_welcome_back(contact) -> None:
    contact.change(Customer, contact.eva, incentive="guide")
    assert contact.fires(DAY, "welcome")


def test_the_first_welcome_tells_the_story_of_the_shop(contact) -> None:
    settings.put(contact.shop, "shop.story", "Mi abuelo cosía botas en León.")
    letters = contact.command(DAY, "plan")["letters"]
    first = next(one for one in letters if (one["flow"], one["state"]) == ("welcome", "draft"))
    assert "Mi abuelo cosía botas en León." in contact.command(DAY, "preview", first["key"])["text"]


def test_a_customer_who_says_yes_is_no_newcomer(scene) -> None:
    scene.switch_on("welcome")
    scene.sale(after(-30), "900")
    scene.write()
    from shopdesk.store.models import Consent

    scene.write(Consent(customer_id=scene.ana, is_granted=True, at=at(DAY), source="contacts.csv"))
    assert scene.plan(DAY, "welcome") == []


# Carrito


@pytest.fixture
def cart(scene):
    scene.switch_on("cart")
    scene.write(Checkout(email="leo@example.com", abandoned_at=at(DAY), variant_id=scene.variant))
    scene.write(
        Policy(name="envio", text="Enviamos en 3 días. A todo el país.", valid_from=at(DAY)),
        Policy(name="cambios", text="Primer cambio gratis.", valid_from=at(DAY)),
    )
    return scene


@pytest.mark.parametrize(("days", "goes"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_cart_is_answered_the_next_day(cart, days, goes) -> None:
    assert cart.fires(after(days), "cart") is goes


def test_a_cart_letter_answers_with_the_owners_own_policies(cart) -> None:
    key = next(one["key"] for one in cart.command(after(1), "plan")["letters"] if one["flow"] == "cart")
    text = cart.command(after(1), "preview", key)["text"]
    assert "Enviamos en 3 días." in text
    assert "Primer cambio gratis." in text
    assert "Pago" not in text


def test_a_later_order_cancels_the_cart(cart) -> None:
    cart.sale(after(1), buyer_email="leo@example.com")
    assert cart.plan(after(2), "cart") == [("skipped", "bought")]


def test_a_cart_of_a_customer_counts_for_the_cap(cart) -> None:
    cart.write(Checkout(email=ANA, customer_id=cart.ana, abandoned_at=at(DAY), variant_id=cart.variant))
    for days in (3, 6):
        cart.had("novelty", days, after(1))
    assert ("skipped", "marketing_cap") in cart.plan(after(1), "cart")


def test_a_cart_is_stopped_by_a_baja_of_the_address_at_the_moment_of_sending(cart) -> None:
    cart.approve(after(1), "cart")
    cart.write(Suppression(address_hash=address_hash("leo@example.com"), reason="unsubscribed", at=at(DAY)))
    assert cart.send(after(1)) == [("skipped", "unsubscribed")]


# De vuelta en tu talla


@pytest.fixture
def waiting(scene):
    cases.waits(scene)
    return scene


def test_who_waits_is_told_when_it_is_there(waiting) -> None:
    assert ("draft", None) not in waiting.plan(DAY, "back_in_stock")
    waiting.stock(2)
    assert waiting.fires(DAY, "back_in_stock")


def test_only_as_many_are_told_as_there_are_pieces(waiting) -> None:
    with waiting.shop.store.write() as session:
        for number in range(3):
            other = a_customer(session, f"Otra {number}", f"o{number}@example.com")
            session.add(
                UnmetRequest(customer_id=other.id, variant_id=waiting.variant, asked_on=after(-5 + number))
            )
    waiting.stock(2)
    found = waiting.plan(DAY, "back_in_stock")
    assert found.count(("draft", None)) == 2
    assert found.count(("skipped", "cohort_full")) == 2


def test_who_bought_it_meanwhile_is_not_told(waiting) -> None:
    waiting.stock(3)
    waiting.sale(after(-2), "990", delivered_on=after(-1))
    assert ("draft", None) not in waiting.plan(DAY, "back_in_stock")


def test_who_asked_too_long_ago_is_not_told(waiting) -> None:
    waiting.stock(3, after(70))
    assert waiting.plan(after(70), "back_in_stock") == []


# Te extrañamos


@pytest.fixture
def absent(scene):
    cases.absent(scene)
    return scene


def mine(scene, today: date) -> list[tuple[str, str | None]]:
    letters = scene.command(today, "plan")["letters"]
    return [
        (one["state"], one["reason"])
        for one in letters
        if one["flow"] == "winback" and one["recipient"] == ANA
    ]


@pytest.mark.parametrize(("days", "goes"), [(-2, False), (-1, True), (20, True), (40, False)])
def test_who_is_overdue_by_the_shops_own_curve_is_missed(absent, days, goes) -> None:
    assert (("draft", None) in mine(absent, after(days))) is goes


def test_too_few_returns_say_nothing(scene) -> None:
    scene.switch_on("winback")
    scene.sale(after(-200), "900")
    assert scene.plan(DAY, "winback") == []


def test_who_came_back_is_not_missed(absent) -> None:
    absent.sale(after(-1), "1002")
    assert mine(absent, after(2)) == []
