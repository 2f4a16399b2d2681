"""Each flow by dated cases of its own, through the command an owner or a check would use."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from mail_shop import a_consent, a_customer, a_product, a_sale, an_import

from shopdesk.cli import main
from shopdesk.domain.outreach.people import address_hash
from shopdesk.services import settings
from shopdesk.services.mail import status
from shopdesk.services.mail.phrases import read_flow
from shopdesk.store.models import (
    Checkout,
    Launch,
    Location,
    Message,
    MessageTag,
    Order,
    OutboxLetter,
    Policy,
    Product,
    ReturnLine,
    StockSnapshot,
    Suppression,
    UnmetRequest,
    Variant,
)

DAY = date(2026, 3, 10)
ANA = "ana@example.com"


def at(day: date, hour: int = 18) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


class Scene:
    """A shop in which one customer, Ana, did something on DAY; ``plan`` asks the command."""

    def __init__(self, shop, capsysbinary, tmp_path) -> None:
        self.shop, self._out, self._tmp = shop, capsysbinary, tmp_path
        with shop.store.write() as session:
            an_import(session, DAY - timedelta(days=300))
            self.variant = a_product(session).id
            self.ana = a_customer(session, "Ana Ruiz", ANA).id

    def command(self, today: date, *words: str) -> dict:
        self._out.readouterr()
        home = str(self.shop.folder.root)
        code = main(["--home", home, "--today", today.isoformat(), "mail", *words, "--json"])
        said = json.loads(self._out.readouterr().out)
        said["code"] = code
        return said

    def plan(self, today: date, flow: str) -> list[tuple[str, str | None]]:
        letters = self.command(today, "plan")["letters"]
        return [(one["state"], one["reason"]) for one in letters if one["flow"] == flow]

    def fires(self, today: date, flow: str) -> bool:
        return ("draft", None) in self.plan(today, flow)

    def switch_on(self, flow: str) -> None:
        self.command(DAY, "flow", flow, "on")

    def write(self, *rows):
        with self.shop.store.write() as session:
            for row in rows:
                session.add(row)
            session.flush()
            return [row.id for row in rows]

    def change(self, model, identity, **values) -> None:
        with self.shop.store.write() as session:
            row = session.get(model, identity)
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)

    def sale(self, day: date = DAY, number: str = "1001", **more) -> int:
        from shopdesk.store.models import Customer

        with self.shop.store.write() as session:
            variant, ana = session.get(Variant, self.variant), session.get(Customer, self.ana)
            return a_sale(session, ana, variant, day, number=number, **more).id

    def consent(self, granted: bool = True) -> None:
        from shopdesk.store.models import Customer

        with self.shop.store.write() as session:
            a_consent(session, session.get(Customer, self.ana), granted)

    def complaint(self) -> int:
        [message] = self.write(
            Message(text="Llegaron rotos", written_at=at(DAY), added_at=at(DAY), customer_id=self.ana)
        )
        self.write(MessageTag(message_id=message, tag="queja"))
        return message

    def baja(self) -> None:
        self.write(Suppression(address_hash=address_hash(ANA), reason="unsubscribed", at=at(DAY)))

    def stock(self, pieces: int, day: date = DAY) -> None:
        with self.shop.store.write() as session:
            place = session.get(Location, 1)
            if place is None:
                place = Location(name="Tienda")
                session.add(place)
                session.flush()
            session.add(
                StockSnapshot(
                    variant_id=self.variant,
                    location_id=place.id,
                    on_hand=pieces,
                    at=at(day, 8),
                    local_day=day,
                    kind="count",
                )
            )

    def had(self, flow: str, days_ago: int, today: date) -> None:
        """Note a letter that Ana got some days before."""
        sent = at(today - timedelta(days=days_ago))
        self.write(
            OutboxLetter(
                letter_key=f"{flow}:old:{days_ago}",
                flow=flow,
                kind="marketing",
                customer_id=self.ana,
                recipient=ANA,
                address_hash=address_hash(ANA),
                state="sent",
                proposed_at=sent,
                sent_at=sent,
                last_try_at=sent,
            )
        )

    def approve(self, today: date, flow: str) -> None:
        approved = self.command(today, "approve", "--flow", flow)["letters"]
        assert [one["state"] for one in approved] == ["approved"], approved

    def send(self, today: date) -> list[tuple[str, str | None]]:
        said = self.command(today, "send", "--to-folder", str(self._tmp / "salida"))
        assert said["code"] == 0
        return [(one["state"], one["reason"]) for one in said["letters"]]


@pytest.fixture
def scene(shop, capsysbinary, tmp_path):
    return Scene(shop, capsysbinary, tmp_path)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


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


def test_thanks_is_stopped_by_a_refund_at_the_moment_of_sending(scene) -> None:
    order = scene.sale()
    scene.approve(after(1), "thanks")
    scene.change(Order, order, status="refunded")
    assert scene.send(after(1)) == [("skipped", "refunded")]


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


def test_survey_once_in_ninety_days(scene) -> None:
    scene.sale()
    scene.had("survey", 89, after(4))
    scene.had("thanks", 20, after(4))
    assert scene.plan(after(4), "survey") == [("skipped", "survey_cap")]


def test_survey_waits_for_an_open_complaint(scene) -> None:
    scene.sale()
    scene.complaint()
    assert ("skipped", "open_complaint") in scene.plan(after(4), "survey")


def test_survey_is_stopped_by_a_complaint_at_the_moment_of_sending(scene) -> None:
    scene.sale()
    scene.had("thanks", 20, after(4))
    scene.approve(after(4), "survey")
    scene.complaint()
    assert scene.send(after(4)) == [("skipped", "open_complaint")]


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


def test_notice_is_stopped_by_a_delivery_at_the_moment_of_sending(scene) -> None:
    order = scene.sale(promised_on=after(4))
    scene.approve(after(5), "notice")
    scene.change(Order, order, delivered_on=after(5))
    assert scene.send(after(5)) == [("skipped", "delivered")]


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


def test_review_is_not_asked_twice(scene) -> None:
    scene.switch_on("review")
    scene.sale()
    when = at(after(5))
    review = Message(text="Buenos", written_at=when, added_at=when, customer_id=scene.ana, origin="review")
    scene.write(review)
    assert scene.plan(after(9), "review") == [("skipped", "answered")]


def test_review_needs_no_refusal_of_marketing(scene) -> None:
    scene.switch_on("review")
    scene.sale()
    scene.consent(granted=False)
    assert scene.plan(after(9), "review") == [("skipped", "no_consent")]


def test_review_off_is_only_counted(scene) -> None:
    scene.sale()
    assert scene.plan(after(9), "review") == [("skipped", "flow_off")]


def test_review_is_stopped_by_a_return_at_the_moment_of_sending(scene) -> None:
    scene.switch_on("review")
    order = scene.sale()
    scene.approve(after(9), "review")
    scene.write(ReturnLine(order_id=order, variant_id=scene.variant, quantity=1, returned_on=after(9)))
    assert scene.send(after(9)) == [("skipped", "returned")]


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


def test_care_stops_when_it_was_returned(scene) -> None:
    order = scene.sale()
    scene.write(ReturnLine(order_id=order, variant_id=scene.variant, quantity=1, returned_on=after(9)))
    assert scene.plan(after(20), "care") == [("skipped", "returned")]


def test_care_gives_way_to_another_letter_of_the_day(scene) -> None:
    scene.sale()
    scene.sale(after(20), "1002")
    assert scene.plan(after(20), "care") == [("skipped", "displaced")]


def test_care_is_stopped_by_a_baja_at_the_moment_of_sending(scene) -> None:
    scene.sale()
    scene.approve(after(20), "care")
    scene.baja()
    assert scene.send(after(20)) == [("skipped", "unsubscribed")]


# Fecha especial


@pytest.fixture
def birthday(scene):
    from shopdesk.store.models import Customer

    scene.switch_on("special_date")
    scene.change(Customer, scene.ana, birthday=date(1990, 3, 20))
    scene.consent()
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
    from shopdesk.store.models import Customer

    scene.switch_on("special_date")
    scene.change(Customer, scene.ana, birthday=date(1990, 3, 20))
    assert scene.plan(date(2026, 3, 20), "special_date") == [("skipped", "no_consent")]


def test_a_birthday_over_the_cap_is_skipped(birthday) -> None:
    for days in (3, 9):
        birthday.had("novelty", days, date(2026, 3, 20))
    assert birthday.plan(date(2026, 3, 20), "special_date") == [("skipped", "marketing_cap")]


def test_who_was_born_on_29_february_is_greeted_on_the_28th(birthday) -> None:
    from shopdesk.store.models import Customer

    birthday.change(Customer, birthday.ana, birthday=date(1992, 2, 29))
    assert birthday.fires(date(2027, 2, 28), "special_date")
    assert birthday.fires(date(2028, 2, 29), "special_date")
    assert not birthday.fires(date(2028, 2, 28), "special_date")


def test_a_birthday_is_stopped_by_a_no_at_the_moment_of_sending(birthday) -> None:
    birthday.approve(date(2026, 3, 20), "special_date")
    birthday.consent(granted=False)
    assert birthday.send(date(2026, 3, 20)) == [("skipped", "no_consent")]


# Preguntó y no compró


@pytest.fixture
def question(scene):
    scene.consent()
    [message] = scene.write(
        Message(
            text="¿De qué material es?",
            written_at=at(DAY),
            added_at=at(DAY),
            customer_id=scene.ana,
            variant_id=scene.variant,
        )
    )
    scene.write(MessageTag(message_id=message, tag="materiales"))
    return scene


@pytest.mark.parametrize(("days", "goes"), [(2, False), (3, True), (7, True), (8, False)])
def test_who_asked_hears_from_us_three_days_later(question, days, goes) -> None:
    assert question.fires(after(days), "asked") is goes


def test_who_asked_and_bought_is_left_alone(question) -> None:
    question.sale(after(1))
    assert question.plan(after(3), "asked") == [("skipped", "bought")]


def test_who_asked_and_complains_waits_for_a_human(question) -> None:
    question.complaint()
    assert question.plan(after(3), "asked") == [("skipped", "open_complaint")]


def test_who_asked_needs_an_explicit_yes(scene) -> None:
    [message] = scene.write(
        Message(text="¿Hay 24?", written_at=at(DAY), added_at=at(DAY), customer_id=scene.ana, variant_id=1)
    )
    scene.write(MessageTag(message_id=message, tag="stock"))
    assert scene.plan(after(3), "asked") == [("skipped", "no_consent")]


def test_who_asked_is_stopped_by_a_baja_at_the_moment_of_sending(question) -> None:
    question.approve(after(3), "asked")
    question.baja()
    assert question.send(after(3)) == [("skipped", "unsubscribed")]


# Reposición


@pytest.fixture
def runs_out(scene):
    scene.change(Product, 1, days_per_unit=30.0)
    scene.sale()
    return scene


@pytest.mark.parametrize(("days", "goes"), [(22, False), (23, True), (37, True), (38, False)])
def test_a_reminder_goes_a_week_before_the_run_out(runs_out, days, goes) -> None:
    # One unit lasts 30 days: run-out on day 30, less 7 of delivery and margin.
    runs_out.stock(5, after(days))
    assert runs_out.fires(after(days), "replenish") is goes


def test_no_reminder_when_their_size_cannot_be_promised(runs_out) -> None:
    runs_out.stock(0, after(25))
    assert ("skipped", "not_promisable") in runs_out.plan(after(25), "replenish")


def test_a_new_purchase_begins_a_new_cycle(runs_out) -> None:
    runs_out.stock(5, after(25))
    runs_out.sale(after(20), "1002")
    assert runs_out.plan(after(25), "replenish") == []


def test_no_reminder_after_a_purchase_elsewhere_in_the_shop(runs_out) -> None:
    with runs_out.shop.store.write() as session:
        other = a_product(session, "Calcetín", "gris", "U").id
    runs_out.stock(5, after(25))
    mine, runs_out.variant = runs_out.variant, other
    runs_out.sale(after(24), "1002")
    runs_out.variant = mine
    assert runs_out.plan(after(25), "replenish") == [("skipped", "bought")]


def test_a_reminder_is_stopped_when_the_stock_is_gone_at_the_moment_of_sending(runs_out) -> None:
    runs_out.stock(5, after(25))
    runs_out.approve(after(25), "replenish")
    runs_out.stock(0, after(26))
    assert runs_out.send(after(26)) == [("skipped", "claim_changed")]


# Novedad


@pytest.fixture
def successor(scene):
    scene.sale(after(-60), "900")
    with scene.shop.store.write() as session:
        new = a_product(session, "Tenis Nube 2", successor_of_id=1, first_seen_on=DAY)
        session.flush()
        scene.successor = new.product_id
    return scene


@pytest.mark.parametrize(("days", "goes"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_successor_is_told_to_who_bought_the_former(successor, days, goes) -> None:
    assert successor.fires(after(days), "novelty") is goes


def test_never_the_same_product_twice(successor) -> None:
    successor.approve(after(1), "novelty")
    assert successor.send(after(1)) == [("sent", None)]
    assert successor.plan(after(5), "novelty") == []


def test_news_stop_at_the_cap(successor) -> None:
    for days in (2, 6):
        successor.had("cart", days, after(1))
    assert successor.plan(after(1), "novelty") == [("skipped", "marketing_cap")]


def test_news_give_way_to_a_thank_you(successor) -> None:
    successor.sale(after(1), "1002")
    assert successor.plan(after(1), "novelty") == [("skipped", "displaced")]


def test_news_are_not_for_who_said_no_to_marketing(successor) -> None:
    successor.consent(granted=False)
    assert successor.plan(after(1), "novelty") == [("skipped", "no_consent")]


def test_news_are_stopped_by_a_complaint_at_the_moment_of_sending(successor) -> None:
    successor.approve(after(1), "novelty")
    successor.complaint()
    assert successor.send(after(1)) == [("skipped", "open_complaint")]


# Primero tú


@pytest.fixture
def launch(scene):
    scene.sale(after(-60), "900")
    scene.write(Launch(name="Bota Nevada", public_on=after(20), text="Forrada por dentro."))
    return scene


@pytest.mark.parametrize(("days", "goes"), [(14, False), (15, True), (19, True), (20, False)])
def test_past_buyers_see_a_launch_five_days_before_and_not_on_the_day(launch, days, goes) -> None:
    assert launch.fires(after(days), "early_access") is goes


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


def test_a_launch_whose_date_is_brought_forward_is_too_late(launch) -> None:
    launch.change(Launch, 1, public_on=after(15))
    assert launch.plan(after(15), "early_access") == [("skipped", "too_late")]


# Bienvenida


@pytest.fixture
def contact(scene):
    scene.switch_on("welcome")
    with scene.shop.store.write() as session:
        new = a_customer(session, "Eva Sol", "eva@example.com")
        from shopdesk.store.models import Consent

        session.add(
            Consent(customer_id=new.id, is_granted=True, at=at(DAY), source="contacts.csv", text_version="v1")
        )
        scene.eva = new.id
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


def test_a_benefit_for_newcomers_waits_until_customers_had_it(contact) -> None:
    from shopdesk.store.models import Customer

    contact.change(Customer, contact.eva, incentive="10 %")
    assert contact.plan(DAY, "welcome") == [("skipped", "existing_customers_first")]
    settings.keep(contact.shop, {"benefits.shared": ["10 %"]})
    assert contact.fires(DAY, "welcome")


def test_a_customer_who_says_yes_is_no_newcomer(scene) -> None:
    scene.switch_on("welcome")
    scene.sale(after(-30), "900")
    scene.write()
    from shopdesk.store.models import Consent

    scene.write(Consent(customer_id=scene.ana, is_granted=True, at=at(DAY), source="contacts.csv"))
    assert scene.plan(DAY, "welcome") == []


def test_the_welcome_is_stopped_by_a_no_at_the_moment_of_sending(contact) -> None:
    contact.approve(DAY, "welcome")
    from shopdesk.store.models import Consent

    contact.write(Consent(customer_id=contact.eva, is_granted=False, at=at(DAY, 20), source="reply"))
    assert contact.send(DAY) == [("skipped", "no_consent")]


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
    scene.switch_on("back_in_stock")
    scene.write(UnmetRequest(customer_id=scene.ana, variant_id=scene.variant, asked_on=after(-10)))
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


def test_back_in_stock_is_stopped_when_it_is_gone_at_the_moment_of_sending(waiting) -> None:
    waiting.stock(1)
    waiting.approve(DAY, "back_in_stock")
    waiting.stock(0, after(1))
    assert waiting.send(after(1)) == [("skipped", "claim_changed")]


# Te extrañamos


@pytest.fixture
def absent(scene):
    """Forty others who came back after twenty days: who is away for longer is overdue."""
    scene.switch_on("winback")
    scene.change(Product, 1, care_days=0)
    with scene.shop.store.write() as session:
        variant = session.get(Variant, scene.variant)
        for number in range(40):
            other = a_customer(session, f"Otra {number}", f"o{number}@example.com")
            for turn, days in enumerate((-200, -180)):
                a_sale(session, other, variant, after(days), number=f"b{number}-{turn}")
    scene.sale(after(-21), "900")
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


def test_missing_somebody_stops_at_the_cap(absent) -> None:
    for days in (3, 6):
        absent.had("novelty", days, DAY)
    assert mine(absent, DAY) == [("skipped", "marketing_cap")]


def test_missing_somebody_is_stopped_by_a_baja_at_the_moment_of_sending(absent) -> None:
    absent.approve(DAY, "winback")
    absent.baja()
    assert absent.send(DAY) == [("skipped", "unsubscribed")]


# Over all flows


def test_a_first_import_of_two_years_approves_nothing_and_proposes_only_this_weeks_thank_yous(
    shop, capsysbinary, tmp_path
) -> None:
    scene = Scene(shop, capsysbinary, tmp_path)
    from shopdesk.store.models import ImportBatch

    scene.change(ImportBatch, 1, created_at=at(DAY))
    for flow in ("review", "welcome", "cart", "back_in_stock", "winback", "special_date"):
        scene.switch_on(flow)
    with shop.store.write() as session:
        variant = session.get(Variant, scene.variant)
        for number in range(60):
            other = a_customer(session, f"Otra {number}", f"o{number}@example.com")
            a_consent(session, other)
            day = after(-12 * number)
            a_sale(session, other, variant, day, number=f"h{number}", promised_on=day + timedelta(days=3))
    drafts = [one for one in scene.command(DAY, "plan")["letters"] if one["state"] == "draft"]
    assert {one["flow"] for one in drafts} == {"thanks"}
    assert [one["recipient"] for one in drafts] == ["o0@example.com"]
    assert status.everything(shop) == ()


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
