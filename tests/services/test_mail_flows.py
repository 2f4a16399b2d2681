"""Each flow by dated cases of its own, through the command an owner or a check would use."""

from __future__ import annotations

from datetime import date, timedelta

import mail_cases as cases
import mail_scene
import pytest
from mail_scene import ANA, DAY, Scene, after, at
from mail_shop import a_consent, a_customer, a_sale

from shopdesk.domain.outreach.people import address_hash
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import settings
from shopdesk.services.mail import newcomers, quotes, status
from shopdesk.services.mail.phrases import read_flow
from shopdesk.store.models import (
    Checkout,
    Customer,
    ImportBatch,
    Launch,
    Message,
    MessageTag,
    Policy,
    Product,
    Suppression,
    UnmetRequest,
    Variant,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory, template):
    yield from mail_scene.build(DataFolder(tmp_path_factory.mktemp("shop")), template)


@pytest.fixture
def scene(built, capsysbinary, tmp_path):
    built.put_back()
    return Scene(built.shop, capsysbinary, tmp_path, built.begun)


# Gracias


@pytest.mark.parametrize("days", [0, 1, 7])
def test_thanks_goes_within_seven_days(scene, days) -> None:
    scene.sale()
    assert scene.fires(after(days), "thanks")


def test_thanks_is_too_late_on_the_eighth_day_and_says_so(scene) -> None:
    scene.sale()
    assert scene.plan(after(8), "thanks") == [("skipped", "too_late")]
    assert scene.plan(after(16), "thanks") == []


def test_two_orders_are_one_letter_and_the_wording_follows_the_age(scene) -> None:
    scene.sale()
    scene.sale(after(1), "1002")
    letters = [one for one in scene.command(after(1), "plan")["letters"] if one["flow"] == "thanks"]
    assert [one["state"] for one in letters] == ["draft"]
    assert letters[0]["key"] == "thanks:order:shopify:1001"
    same_day = scene.command(after(1), "preview", letters[0]["key"])["text"]
    later = scene.command(after(5), "preview", letters[0]["key"])["text"]
    assert "Ya estamos preparando" in same_day
    assert "preparando" not in later


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"status": "refunded"}, "refunded"),
        ({"status": "cancelled"}, "order_cancelled"),
        ({"status": "pending"}, "unpaid"),
        ({"refunded_minor": 129900}, "refunded"),
    ],
)
def test_thanks_is_not_for_a_purchase_that_came_undone(scene, values, reason) -> None:
    scene.sale(**values)
    assert scene.plan(after(1), "thanks") == [("skipped", reason)]


def test_thanks_waits_while_a_complaint_is_open_and_goes_once_it_is_answered(scene) -> None:
    scene.sale()
    message = scene.complaint()
    assert scene.plan(after(1), "thanks") == [("skipped", "open_complaint")]
    scene.change(Message, message, status="answered")
    assert scene.fires(after(1), "thanks")


def test_thanks_once_in_thirty_days(scene) -> None:
    scene.sale()
    scene.had("thanks", 12, after(1))
    assert scene.plan(after(1), "thanks") == [("skipped", "already_thanked")]


# Encuesta


@pytest.mark.parametrize(("days", "goes"), [(2, False), (3, True), (5, True), (6, False)])
def test_survey_goes_three_to_five_days_after_the_purchase(scene, days, goes) -> None:
    scene.sale()
    scene.had("thanks", 20, after(days))
    assert scene.fires(after(days), "survey") is goes


def test_survey_counts_from_the_delivery_when_it_is_known(scene) -> None:
    scene.sale(delivered_on=after(6))
    assert not scene.fires(after(4), "survey")
    assert scene.fires(after(9), "survey")


def test_survey_gives_way_to_a_thank_you_of_the_same_day(scene) -> None:
    scene.sale()
    assert scene.plan(after(3), "survey") == [("skipped", "displaced")]
    letters = scene.command(after(3), "plan")["letters"]
    survey = next(one for one in letters if one["flow"] == "survey")
    assert survey["not_before"].startswith(after(4).isoformat())
    assert survey["displaced_by"] == "thanks:order:shopify:1001"


def test_survey_waits_for_an_open_complaint(scene) -> None:
    scene.sale()
    scene.complaint()
    assert ("skipped", "open_complaint") in scene.plan(after(4), "survey")


# Te aviso yo primero


def test_notice_goes_the_day_after_the_promise_passed(scene) -> None:
    scene.sale(promised_on=after(4))
    assert not scene.fires(after(4), "notice")
    assert scene.fires(after(5), "notice")


def test_notice_goes_when_the_owner_marks_the_order_late(scene) -> None:
    scene.sale(marked_late_at=at(after(2)), late_note="Se rompió la horma.")
    assert scene.fires(after(2), "notice")
    key = next(one["key"] for one in scene.command(after(2), "plan")["letters"] if one["flow"] == "notice")
    assert "Se rompió la horma." in scene.command(after(2), "preview", key)["text"]


def test_notice_stops_when_it_is_delivered(scene) -> None:
    scene.sale(promised_on=after(4), delivered_on=after(5))
    assert scene.plan(after(6), "notice") == [("skipped", "delivered")]


def test_a_parcel_that_came_in_time_is_no_occasion(scene) -> None:
    scene.sale(promised_on=after(4), delivered_on=after(4))
    assert scene.plan(after(6), "notice") == []


def test_notice_goes_even_to_who_complained_and_before_everything_else(scene) -> None:
    scene.sale(promised_on=after(2))
    scene.complaint()
    assert scene.fires(after(3), "notice")
    assert scene.plan(after(3), "thanks") == [("skipped", "open_complaint")]


# Reseña


@pytest.mark.parametrize(("days", "goes"), [(5, False), (6, False), (9, True), (20, True), (21, False)])
def test_review_is_asked_after_the_survey_days(scene, days, goes) -> None:
    scene.switch_on("review")
    scene.sale()
    scene.had("thanks", 8, after(days)) if days > 7 else None
    assert scene.fires(after(days), "review") is goes


def test_review_is_asked_whatever_the_score_but_not_while_a_complaint_is_open(scene) -> None:
    scene.switch_on("review")
    scene.sale()
    message = scene.complaint()
    assert scene.plan(after(9), "review") == [("skipped", "open_complaint")]
    scene.change(Message, message, status="answered")
    assert scene.fires(after(9), "review")


def test_review_off_is_only_counted(scene) -> None:
    scene.sale()
    assert scene.plan(after(9), "review") == [("skipped", "flow_off")]


# Cuidado


@pytest.mark.parametrize(("days", "goes"), [(19, False), (20, True), (30, True), (31, False)])
def test_care_goes_after_the_days_of_its_family(scene, days, goes) -> None:
    scene.sale()
    assert scene.fires(after(days), "care") is goes


def test_care_takes_the_products_own_days(scene) -> None:
    scene.sale()
    scene.change(Product, 1, care_days=12, care="Ponle talco.")
    assert scene.fires(after(12), "care")
    key = next(one["key"] for one in scene.command(after(12), "plan")["letters"] if one["flow"] == "care")
    assert "Ponle talco." in scene.command(after(12), "preview", key)["text"]


def test_care_zero_days_means_no_letter(scene) -> None:
    scene.sale()
    scene.change(Product, 1, care_days=0)
    assert scene.plan(after(20), "care") == []


# Fecha especial


@pytest.fixture
def birthday(scene):
    cases.birthday(scene)
    return scene


@pytest.mark.parametrize(("day", "goes"), [(19, False), (20, True), (21, False)])
def test_a_birthday_is_greeted_on_the_day(birthday, day, goes) -> None:
    assert birthday.fires(date(2026, 3, day), "special_date") is goes


def test_a_birthday_comes_again_next_year(birthday) -> None:
    birthday.approve(date(2026, 3, 20), "special_date")
    assert birthday.send(date(2026, 3, 20)) == [("sent", None)]
    assert birthday.plan(date(2026, 3, 20), "special_date") == []
    assert birthday.fires(date(2027, 3, 20), "special_date")


def test_a_birthday_needs_an_explicit_yes(scene) -> None:
    scene.switch_on("special_date")
    scene.change(Customer, scene.ana, birthday=date(1990, 3, 20))
    assert scene.plan(date(2026, 3, 20), "special_date") == [("skipped", "no_consent")]


def test_who_was_born_on_29_february_is_greeted_on_the_28th(birthday) -> None:
    birthday.change(Customer, birthday.ana, birthday=date(1992, 2, 29))
    assert birthday.fires(date(2027, 2, 28), "special_date")
    assert birthday.fires(date(2028, 2, 29), "special_date")
    assert not birthday.fires(date(2028, 2, 28), "special_date")


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


# Over all flows


def test_a_first_import_of_two_years_approves_nothing_and_proposes_only_this_weeks_thank_yous(scene) -> None:
    scene.change(ImportBatch, 1, created_at=at(DAY))
    for flow in ("review", "welcome", "cart", "back_in_stock", "winback", "special_date"):
        scene.switch_on(flow)
    with scene.shop.store.write() as session:
        variant = session.get(Variant, scene.variant)
        for number in range(60):
            other = a_customer(session, f"Otra {number}", f"o{number}@example.com")
            a_consent(session, other)
            day = after(-12 * number)
            a_sale(session, other, variant, day, number=f"h{number}", promised_on=day + timedelta(days=3))
    drafts = [one for one in scene.command(DAY, "plan")["letters"] if one["state"] == "draft"]
    assert {one["flow"] for one in drafts} == {"thanks"}
    assert [one["recipient"] for one in drafts] == ["o0@example.com"]
    assert status.everything(scene.shop) == ()


def test_nine_days_away_sends_no_stale_thank_you(scene) -> None:
    scene.sale()
    scene.approve(DAY, "thanks")
    assert scene.send(after(9)) == [("skipped", "too_late")]
    assert not scene.fires(after(9), "thanks")


def test_quiet_hours_hold_proposals_back_but_an_explicit_yes_goes(scene) -> None:
    scene.sale()
    settings.keep(scene.shop, {"mail.quiet_from": 8, "mail.quiet_until": 12})
    letters = scene.command(DAY, "plan")["letters"]
    assert letters[0]["not_before"].startswith("2026-03-10T12:00")
    scene.approve(DAY, "thanks")
    assert scene.send(DAY) == [("sent", None)]


def test_vacation_pauses_all_letters_but_word_of_a_late_parcel(scene) -> None:
    settings.keep(scene.shop, {"shop.vacation_until": after(10)})
    scene.sale(promised_on=after(1))
    assert scene.fires(after(2), "notice")
    assert ("draft", None) not in scene.plan(after(2), "thanks")


@pytest.mark.parametrize("said", ["thanks", "gracias", "Gracias", "de vuelta en tu talla", "Te extrañamos"])
def test_flows_answer_to_their_spanish_names(said) -> None:
    assert read_flow(said) is not None
