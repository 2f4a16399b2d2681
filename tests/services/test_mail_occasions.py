"""What the owner adds by hand: launches, late orders, the size guide; and the Monday envelope."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from mail_shop import a_consent, a_customer, a_product, a_sale

from shopdesk.adapters.mailer import FolderMailer
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.people import address_hash
from shopdesk.domain.sizes.equivalence import Equivalence
from shopdesk.domain.sizes.labels import SizeSystem
from shopdesk.runtime.errors import NotFound, ShopdeskError, WrongInput
from shopdesk.services import sizes
from shopdesk.services.mail import approve, enclosures, late, launches, monday, phrases_monday, plan, status
from shopdesk.services.mail.envelope import Attachment
from shopdesk.services.mail.launches import Written
from shopdesk.services.mail.preview import preview
from shopdesk.services.mail.review import review
from shopdesk.services.mail.send import send_batch
from shopdesk.store import letters as stored
from shopdesk.store.models import Checkout, Suppression


@pytest.fixture
def sold(shop):
    """A shop in which Ana bought two days ago and Eva, who said no, too."""
    with shop.store.write() as session:
        variant = a_product(session)
        for name in ("Ana", "Eva"):
            customer = a_customer(session, name, f"{name.lower()}@example.com")
            a_sale(session, customer, variant, shop.today() - timedelta(2), number=f"#10{name}")
            a_consent(session, customer, True)
        session.add(
            Suppression(address_hash=address_hash("eva@example.com"), reason="unsubscribed", at=shop.now())
        )
    return shop


def proposed(shop, flow: Flow):
    return [one for one in plan.make(shop).letters if one.flow is flow]


def test_the_monday_envelope_counts_by_flow_and_names_whom_to_let_be(sold) -> None:
    count, facts = monday.envelope(plan.make(sold))
    assert (count, facts["by_flow"], facts["let_be"]) == (1, {"thanks": 1}, {"unsubscribed": 1})
    many = {
        "by_flow": {"thanks": 31, "survey": 12, "replenish": 4},
        "let_be": {"unsubscribed": 2, "late_parcel": 1},
    }
    assert phrases_monday.contents(many) == "31 gracias, 12 encuestas y 4 reposiciones"
    left = phrases_monday.let_be(many).replace("\xa0", " ")
    assert left == "A 3 no les escribas: pidió baja (2), su paquete va tarde (1)."
    assert phrases_monday.let_be({}) == ""


def test_hoy_and_the_batch_name_the_same_days_of_purchase(sold) -> None:
    _count, facts = monday.envelope(plan.make(sold))
    found = review(sold, Flow.THANKS)
    assert (facts["first"], facts["last"]) == (found.first.isoformat(), found.last.isoformat())


def test_a_launch_is_told_to_past_buyers_and_stopped_when_it_is_taken_back(sold, tmp_path) -> None:
    sold = replace(sold, mail=FolderMailer(tmp_path / "salida"))
    public = sold.today() + timedelta(4)
    identity = launches.add(sold, Written("Bota Nevada", public, text="Forrada por dentro."))
    [coming] = launches.coming(sold)
    assert (coming.people, coming.tells_on) == (2, public - timedelta(5))
    status.switch(sold, Flow.THANKS, on=False)
    [letter] = approve.approve(sold, flow=Flow.EARLY_ACCESS).letters
    assert letter.name == "Ana"  # Eva said no
    launches.remove(sold, identity)
    assert [one.reason for one in send_batch(sold, pace=0).letters] == ["claim_changed"]
    with pytest.raises(NotFound):
        launches.remove(sold, identity)


@pytest.mark.parametrize(("name", "days"), [("", 5), ("Bota Nevada", 0), ("Bota Nevada", -3)])
def test_a_launch_needs_a_name_and_a_day_ahead(sold, name, days) -> None:
    with pytest.raises(WrongInput):
        launches.add(sold, Written(name, sold.today() + timedelta(days)))
    assert launches.coming(sold) == ()


def test_an_order_marked_late_by_hand_tells_what_happened_and_the_new_date(sold) -> None:
    new = sold.today() + timedelta(5)
    assert [one.number for one in late.on_their_way(sold)] == ["#10Eva", "#10Ana"]
    late.mark(sold, "10Ana", "Se rompió la horma.", new)
    [letter] = proposed(sold, Flow.NOTICE)
    text = preview(sold, letter.key).text
    assert "Se rompió la horma." in text
    assert "La nueva fecha es el" in text
    assert "Todavía no tengo una fecha" not in text
    assert [one.is_marked for one in late.on_their_way(sold)] == [False, True]
    late.take_back(sold, "#10Ana")
    assert proposed(sold, Flow.NOTICE) == []


def test_without_a_new_date_none_is_invented(sold) -> None:
    late.mark(sold, "#10Ana")
    [letter] = proposed(sold, Flow.NOTICE)
    assert "prefiero no inventarla" in preview(sold, letter.key).text


def test_a_late_order_must_exist_and_its_date_be_ahead(sold) -> None:
    with pytest.raises(NotFound):
        late.mark(sold, "no-such")
    with pytest.raises(WrongInput):
        late.mark(sold, "#10Ana", new_date=sold.today() - timedelta(1))


def test_the_size_guide_goes_along_and_the_letter_says_so(sold) -> None:
    with pytest.raises(WrongInput, match="guía"):
        enclosures.set_wanted(sold, Flow.CART, on=True)
    rows = (Equivalence("", {SizeSystem.MX: "24", SizeSystem.EU: "38"}),)
    sizes.guide.keep(sold, "", rows)
    enclosures.set_wanted(sold, Flow.CART, on=True)
    with sold.store.write() as session:
        session.add(
            Checkout(
                email="new@example.com",
                variant_id=1,
                quantity=1,
                abandoned_at=sold.now() - timedelta(1),
            )
        )
    status.switch(sold, Flow.CART, on=True)
    status.switch(sold, Flow.THANKS, on=False)
    [cart] = approve.approve(sold, flow=Flow.CART).letters
    with sold.store.read() as session:
        message = message_from_bytes(stored.by_key(session, cart.key).raw, policy=policy.default)
    [pdf] = message.iter_attachments()
    assert (pdf.get_content_type(), pdf.get_filename()) == ("application/pdf", "guia-de-tallas.pdf")
    assert pdf.get_content().startswith(b"%PDF")
    assert "Aquí va la guía de tallas" in message.get_body(("plain",)).get_content()
    assert preview(sold, cart.key).enclosed == ("guia-de-tallas.pdf",)


def test_a_thank_you_carries_no_enclosure(sold) -> None:
    with pytest.raises(WrongInput):
        enclosures.set_wanted(sold, Flow.THANKS, on=True)


def test_what_a_mailbox_would_refuse_is_refused_before() -> None:
    with pytest.raises(ShopdeskError, match="5"):
        enclosures.check_size([Attachment("a.pdf", b"x" * 5_000_001, "application/pdf")])
    enclosures.check_size([Attachment("a.pdf", b"x" * 100, "application/pdf")])


def test_the_day_of_a_launch_is_a_plain_date() -> None:
    assert launches.told_on(date(2026, 12, 1)) == date(2026, 11, 26)


def test_answers_are_counted_by_product_and_size_with_their_words(sold) -> None:
    from shopdesk.domain.surveys import ReadScore
    from shopdesk.services.mail import surveys
    from shopdesk.services.mail.surveys import BySize, Given

    surveys.record(sold, "ana@example.com", ReadScore(9, "9", is_doubtful=False), Given("Comodísimos"))
    surveys.record(sold, "eva@example.com", ReadScore(5, "5", is_doubtful=False), Given("Llegaron tarde"))
    [product] = surveys.results(sold).by_product
    assert (product.promoters, product.answers) == (1, 2)
    assert product.sizes == (BySize("24", 1, 2),)
    assert product.quotes == ("Llegaron tarde", "Comodísimos")  # the lowest score first


def test_the_formal_letter_is_formal_to_its_last_line() -> None:
    from shopdesk.services.mail import texts

    assert "Si no desea recibir más, responda BAJA" in texts.footer("es", "service", "formal")
    assert "Si no quieres recibir más, responde BAJA" in texts.footer("es", "service", "warm")
    assert "nos dio permiso" in texts.footer("es_ES", "marketing", "formal")
