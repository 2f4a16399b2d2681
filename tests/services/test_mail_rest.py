"""WhatsApp drafts, two subjects, the calendar of one person, the privacy notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from mail_shop import a_customer, a_product, a_sale, buyers

from shopdesk.adapters.mailer import FolderMailer
from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.domain.outreach.subjects import Verdict, compare, takes_second
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import settings
from shopdesk.services.mail import (
    approve,
    calendar,
    editing,
    overview,
    plan,
    preview,
    privacy,
    status,
    trial,
    whatsapp,
)
from shopdesk.services.mail.texts import BadText, Text
from shopdesk.store.models import CustomerKey, OutboxLetter


@pytest.fixture
def by_phone(shop):
    """A shop with one buyer who has a phone and no address."""
    with shop.store.write() as session:
        variant = a_product(session)
        customer = a_customer(session, "Rosa Peña", None)
        session.add(CustomerKey(customer_id=customer.id, kind="phone", value="+525512345678"))
        a_sale(session, customer, variant, shop.today() - timedelta(days=1), number="1")
    return shop


def test_who_has_no_address_gets_a_draft_and_never_both(by_phone) -> None:
    [letter] = plan.make(by_phone).letters
    assert (letter.state, letter.reason) == (State.SKIPPED, "no_address")
    draft = whatsapp.draft(by_phone, letter.key)
    assert draft.link.startswith("https://wa.me/525512345678?text=Gracias%2C%20Rosa")
    assert "BAJA" not in draft.text
    whatsapp.mark_sent(by_phone, letter.key)
    assert plan.make(by_phone).letters == ()
    with by_phone.store.write() as session:
        session.add(CustomerKey(customer_id=1, kind="email", value="rosa@example.com"))
        from shopdesk.store.models import Customer, Variant

        customer, variant = session.get(Customer, 1), session.get(Variant, 1)
        a_sale(session, customer, variant, by_phone.today(), number="2")
    shown = {one.reason for one in plan.make(by_phone).letters}
    assert shown == {"one_per_day"} or shown == {"already_thanked"}


def test_a_person_with_an_address_gets_no_draft(shop) -> None:
    buyers(shop, 1)
    with pytest.raises(NotFound):
        whatsapp.draft(shop, next(iter(plan.make(shop).lines)))


def test_two_subjects_halve_the_list_and_say_nothing_before_the_numbers_do(shop) -> None:
    buyers(shop, 30)
    shipped = editing.current(shop, Flow.THANKS).text
    editing.save(shop, Flow.THANKS, Text("Uno, {{ first_name }}", shipped.body, "Dos, {{ first_name }}"))
    approved = approve.approve(shop).letters
    subjects = {one.key: one.subject.split(",")[0] for one in approved}
    assert {subjects[key] == "Dos" for key in subjects if takes_second(key)} == {True}
    assert 5 < list(subjects.values()).count("Dos") < 25
    assert overview.subjects(shop, Flow.THANKS).verdict is Verdict.TOO_FEW


def test_the_verdict_by_hand() -> None:
    # 40 letters each, 20 answers against 8: Fisher's two-sided p is 0.0094 (R: fisher.test).
    found = compare((40, 20), (40, 8))
    assert found.verdict is Verdict.FIRST
    assert found.p_value == pytest.approx(0.0094, abs=0.0005)
    assert compare((40, 8), (40, 20)).verdict is Verdict.SECOND
    assert compare((40, 10), (40, 12)).verdict is Verdict.NO_DIFFERENCE
    assert compare((29, 29), (400, 0)).verdict is Verdict.TOO_FEW


def test_the_owners_text_is_used_from_its_saving_on_and_can_be_taken_back(shop) -> None:
    buyers(shop, 1)
    key = next(iter(plan.make(shop).lines))
    editing.save(shop, Flow.THANKS, Text("Mil gracias", "Mil gracias, {{ first_name }}. Te ayudo."))
    assert preview.preview(shop, key).text.startswith("Mil gracias, Clienta.")
    with pytest.raises(BadText):
        editing.save(shop, Flow.THANKS, Text("", "x"))
    editing.restore(shop, Flow.THANKS)
    assert "Tenis Nube" in preview.preview(shop, key).text
    with pytest.raises(NotFound):
        editing.restore(shop, Flow.THANKS)


@pytest.mark.parametrize(
    ("flow", "body", "found"),
    [
        (Flow.THANKS, "Gracias. 10 % en tu próxima compra", "10 %"),
        (Flow.CARE, "Aprovecha nuestra promoción", "aprovecha"),
        (Flow.THANKS, "Gracias por tu compra", ""),
        (Flow.THANKS, "{% if age_days == 0 %}Ya lo preparamos{% endif %}", ""),
        (Flow.THANKS, "{% if age_days == 0 %}Ya lo preparamos{% endif %}, con 5 % menos", "5 %"),
        (Flow.NOVELTY, "Con descuento", ""),
    ],
)
def test_the_editor_knows_when_a_service_letter_turns_into_marketing(flow, body, found) -> None:
    assert editing.turns_into_marketing(flow, Text("Hola", body)) == found


def test_the_calendar_of_one_person(shop) -> None:
    buyers(shop, 1, days_ago=3)
    then = shop.now() - timedelta(days=20)
    with shop.store.write() as session:
        session.add(
            OutboxLetter(
                letter_key="thanks:old",
                flow="thanks",
                kind="service",
                customer_id=1,
                recipient="c0@example.com",
                state="sent",
                proposed_at=then,
                sent_at=then,
                last_try_at=then,
            )
        )
    days = {(day.flow, day.mark) for day in calendar.of_customer(shop, 1)}
    assert days == {
        (Flow.THANKS, calendar.Mark.SENT),
        (Flow.THANKS, calendar.Mark.DISPLACED),
        (Flow.SURVEY, calendar.Mark.PROPOSED),
    }


def test_the_privacy_notice_needs_the_shops_name_and_address(shop) -> None:
    with pytest.raises(WrongInput):
        privacy.notice(shop)
    settings.keep(shop, {"shop.name": "Calzado Nube", "shop.address": "Av. 1, Guadalajara"})
    assert "Calzado Nube, con domicilio en Av. 1" in privacy.notice(shop)
    settings.keep(shop, {"shop.country": "ES"})
    assert "LSSI" in privacy.notice(shop)


def test_a_letter_to_oneself_shows_a_real_one_and_leaves_the_customer_due(shop, tmp_path) -> None:
    buyers(shop, 2)
    settings.keep(shop, {"mail.host": "localhost", "mail.user": "hola@nube.example"})
    trying = replace(shop, mail=FolderMailer(tmp_path))
    before = plan.make(shop)
    assert trial.send_to_myself(trying, trial.an_example(trying)) == "hola@nube.example"
    [file] = tmp_path.glob("*.eml")
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert letter["To"].addresses[0].addr_spec == "hola@nube.example"
    assert letter["Subject"].startswith("Prueba: ")
    assert "Gracias, Clienta" in letter.get_body(("plain",)).get_content()
    assert set(plan.make(shop).lines) == set(before.lines)
    assert status.everything(shop) == ()


def test_while_nobody_is_due_the_test_is_a_greeting(shop) -> None:
    assert trial.an_example(shop) is None


@pytest.mark.parametrize("flow", list(Flow))
def test_no_shipped_service_letter_is_called_a_promotion(shop, flow) -> None:
    assert editing.turns_into_marketing(flow, editing.current(shop, flow, editing.steps(flow)[0]).text) == ""


@pytest.mark.parametrize("flow", list(Flow))
def test_a_text_is_shown_and_judged_on_a_real_purchase_while_nobody_is_due(shop, flow) -> None:
    buyers(shop, 1)
    for step in editing.steps(flow):
        shipped = editing.current(shop, flow, step).text
        shown = editing.try_text(shop, flow, shipped, None, step)
        assert shown is not None
        assert shown.is_due is (flow is Flow.THANKS)
        assert "Pérez" in shown.name
    with pytest.raises(BadText):
        editing.try_text(shop, flow, Text("Hola", "Tu talla es {{ talla_del_pie }}."), None)
