"""What customers ask becomes a page to hand out, and who asks for it a contact with consent."""

import pytest
from sqlmodel import select

from shopdesk.runtime.errors import WrongInput
from shopdesk.services import settings
from shopdesk.services.inbox import arriving, contacts, guide_page, views
from shopdesk.services.inbox.contacts import Contact
from shopdesk.services.inbox.guide_page import Answer
from shopdesk.services.inbox.lessons import Question
from shopdesk.store.models import Consent

ASKED = (
    Question("cost", "envio", 9, ("¿cuánto cuesta el envío?", "hola, costo del envío?"), "Cuesta $120."),
    Question("fit", "talla", 4, ("¿corre chico?",), ""),
)


@pytest.fixture
def named(shop):
    settings.put(shop, "shop.name", "Zapatos <Luna>")
    settings.put(shop, "shop.phone", "55 1234 5678")
    settings.put(shop, "shop.emails", "hola@luna.mx")
    return shop


def test_the_page_answers_what_is_answered_and_leaves_the_rest_out(named):
    page = guide_page.as_page(named, guide_page.drafted(ASKED))
    assert "<h2>¿cuánto cuesta el envío?</h2>" in page
    assert "Cuesta $120." in page
    assert "corre chico" not in page


def test_the_page_loads_nothing_and_runs_nothing(named):
    page = guide_page.as_page(named, [Answer("<script>x</script>", "<img src=x onerror=1>")])
    assert "<script" not in page
    assert "<img" not in page
    assert "Zapatos &lt;Luna&gt;" in page
    assert "https://wa.me/525512345678" in page
    assert "mailto:hola@luna.mx" in page
    assert "<svg" in page
    assert "src=" not in page.replace("&lt;img src=x", "")


def test_a_draft_comes_back_from_its_text_as_edited():
    drafted = guide_page.drafted(ASKED)
    text = guide_page.as_text(drafted)
    assert guide_page.from_text(text) == drafted
    mended = text.replace(text.rsplit("\n", 1)[1], "No, corre normal.\n\nMide tu pie.")
    assert guide_page.from_text(mended)[-1].answer == "No, corre normal.\n\nMide tu pie."


def test_a_shop_without_a_phone_shows_no_whatsapp(shop):
    assert guide_page.links(shop) == ("", "")
    assert "<svg" not in guide_page.as_page(shop, guide_page.drafted(ASKED))


def test_a_contact_keeps_the_yes_with_its_words_and_its_message(shop):
    number = arriving.add(shop, "sí, mándame la guía a ana@correo.mx", name="Ana Ruiz").new[0]
    person = contacts.note(
        shop,
        Contact("Ana Ruiz", "ana@correo.mx", agreed=True, said="sí, mándame la guía", incentive="guide"),
        message_id=number,
    )
    with shop.store.read() as session:
        row = session.exec(select(Consent)).one()
        assert (row.customer_id, row.is_granted, row.channel) == (person, True, "email")
        assert row.text_version == "sí, mándame la guía"
        assert row.row_reference == f"message:{number}"
    assert views.one(shop, number).customer_id == person


def test_no_yes_is_silence_and_a_yes_needs_words(shop):
    contacts.note(shop, Contact("Eva", phone="5512345678"))
    with shop.store.read() as session:
        assert session.exec(select(Consent)).all() == []
    with pytest.raises(WrongInput):
        contacts.note(shop, Contact("Eva", phone="5512345678", agreed=True))
    with pytest.raises(WrongInput):
        contacts.note(shop, Contact("Eva", email="no es correo"))


def test_a_known_contact_is_not_doubled(shop):
    one = contacts.note(shop, Contact("Eva Sol", email="Eva@correo.mx"))
    again = contacts.note(shop, Contact("Eva", email="eva@correo.mx", phone="5512345678"))
    assert one == again
