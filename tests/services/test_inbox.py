"""Messages come in once, are read with the shop's own catalogue, and are answered with what is true."""

from __future__ import annotations

import json
import time
import zipfile
from datetime import timedelta

import pytest

from shopdesk.domain.guardrails.checks import CheckName
from shopdesk.domain.replies.facts import Tone
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.services import importing, policies, promisable, stock
from shopdesk.services.inbox import answering, arriving, promises, topics, views
from shopdesk.services.inbox import importing as chats
from shopdesk.services.inbox.promises import Outcome
from shopdesk.store import inbox as store

STOCK = """as_of,sku,product,color,size,on_hand
2026-11-21,BS-24,Botín Sierra,Café,24,0
2026-11-21,BS-245,Botín Sierra,Café,24.5,2
2026-11-21,BS-25,Botín Sierra,Café,25,6
2026-11-21,TN-25,Tenis Nube,Negro,25,5
2026-11-21,TN-26,Tenis Nube,Negro,26,0
2026-11-21,TB-25,Tenis Nube,Blanco,25,4
"""


@pytest.fixture
def shelf(shop, tmp_path):
    """The shop with a counted shelf."""
    file = tmp_path / "stock.csv"
    file.write_text(STOCK, encoding="utf-8")
    list(importing.import_files(shop, [file], importing.ImportOptions(kind="stock")))
    return shop


def paste(shop, text: str, name: str = "Mariana G.", **more) -> int:
    arrived = arriving.add(shop, text, name=name, channel="instagram", **more)
    return (*arrived.new, *arrived.known)[0]


def count(shop, sku: str, pieces: int) -> None:
    stock.count(shop, [stock.Count(sku, pieces)])


def test_a_pasted_message_is_read_with_the_shops_catalogue(shelf):
    view = views.one(shelf, paste(shelf, "hola, el botin sierra cafe lo tienes en 24?"))
    assert "stock" in view.applied
    assert view.product == "Botín Sierra café"
    assert [(m.kind, m.value) for m in view.mentions] == [
        ("product", "Botín Sierra"),
        ("color", "café"),
        ("size", "24"),
    ]


def test_the_same_message_again_opens_the_old_one(shelf):
    first = arriving.add(shelf, "tienes los nube en 25?", name="Ana")
    again = arriving.add(shelf, "Tienes los  nube en 25?", name="Ana")
    assert again.new == ()
    assert again.known == first.new


def test_an_empty_paste_is_refused(shelf):
    with pytest.raises(WrongInput):
        arriving.add(shelf, "  \n")


def test_a_pasted_chat_is_kept_whole_or_split(shelf):
    text = "Ana: hola, hay 24?\nBeto: yo quiero 26"
    assert len(arriving.add(shelf, text).new) == 1
    assert arriving.split_count(text) == 2
    assert len(arriving.add(shelf, text, split=True).new) == 2


def test_asking_for_a_missing_size_is_kept_as_demand(shelf):
    paste(shelf, "tienes el botin sierra en 24?")
    paste(shelf, "hay botin sierra 25?", name="Otra")
    missing = topics.page(shelf).missing
    assert [(m.product, m.size, m.people) for m in missing] == [("Botín Sierra café", "24", ("Mariana G.",))]


def test_a_reply_says_what_there_is_and_what_there_is_not(shelf):
    made = answering.suggest(shelf, paste(shelf, "tienes el botin sierra en 24? y en 24.5?"))
    assert "Por ahora no tenemos Botín Sierra café en talla 24." in made.text
    assert "Sí tenemos Botín Sierra café en talla 24.5: hoy hay 2." in made.text
    assert "Son las últimas piezas." in made.text
    assert all(check.passed for check in made.checks)
    assert {fact.kind for fact in made.facts} >= {"availability", "last_pieces"}


def test_stock_that_changed_before_copying_is_shown_old_and_new(shelf):
    number = paste(shelf, "tienes los nube negros en 25?")
    made = answering.suggest(shelf, number)
    assert "hoy hay 5" in made.text
    count(shelf, "TN-25", 1)
    done = answering.copy(shelf, number, made.text)
    assert not done.is_copied
    assert ("5", "1") in {(one.old, one.new) for one in done.changed}
    assert answering.copy(shelf, number, made.text, anyway=True).is_copied


def test_a_promise_of_the_owners_own_needs_their_word(shelf):
    number = paste(shelf, "tienes los nube negros en 25?")
    edited = answering.suggest(shelf, number).text + "\nTe llega el viernes. ¿Te ayudo con algo más?"
    failed = [check for check in answering.check(shelf, number, edited) if not check.passed]
    assert [check.name for check in failed] == [CheckName.ONLY_POLICIES]
    for claim in failed[0].claims:
        answering.vouch(shelf, number, claim.words)
    assert all(check.passed for check in answering.check(shelf, number, edited))


def test_what_was_promised_is_remembered_and_judged(shelf):
    number = paste(shelf, "me avisas cuando llegue el nube 26?", name="Paty")
    answering.copy(shelf, number, "Hola, Paty. Te aviso el viernes si llega. ¿Te ayudo en algo más?")
    (promise,) = promises.listed(shelf)
    assert (promise.kind, promise.person, promise.outcome) == ("notice", "Paty", Outcome.OPEN)
    assert promise.due_on is not None
    assert promise.due_on.weekday() == 4
    promises.settle(shelf, promise.id, Outcome.KEPT)
    assert promises.kept_of(promises.listed(shelf)) == (1, 1)


def test_a_policy_is_quoted_and_each_change_is_a_version(shelf):
    policies.put(shelf, "Cambios y devoluciones", "30 días, sin uso y en su caja.")
    number = paste(shelf, "hacen cambios?")
    assert "«30 días, sin uso y en su caja.»" in answering.suggest(shelf, number).text
    policies.put(shelf, "cambios", "15 días, sin uso.")
    policies.put(shelf, "cambios", "15 días, sin uso.")
    assert [(p.name, p.version) for p in policies.listed(shelf)] == [("cambios", 2)]
    assert "15 días" in answering.suggest(shelf, number).text


def test_a_starter_text_counts_only_when_its_blanks_are_filled(shelf):
    with pytest.raises(WrongInput):
        policies.put(shelf, "envio", policies.starters()["envio"])


def test_two_policies_that_disagree_are_shown(shelf):
    policies.put(shelf, "cambios", "Aceptamos cambios durante 30 días.")
    policies.put(shelf, "garantia", "Los cambios por garantía son durante 15 días.")
    (clash,) = policies.disagreements(shelf)
    assert {clash.one, clash.other} == {"cambios", "garantia"}


def test_delivery_times_come_from_the_owners_zones(shelf):
    policies.put(shelf, "zonas", "Mérida, Yucatán: 4 a 6 días hábiles\nCDMX, 01000-16999: 1 a 2 días hábiles")
    assert "4 a 6 días hábiles" in answering.suggest(shelf, paste(shelf, "cuanto tarda a merida?")).text
    assert (
        "1 a 2 días hábiles" in answering.suggest(shelf, paste(shelf, "mi cp es 06700, cuando llega?")).text
    )


def test_a_correction_is_never_wrong_twice(shelf):
    number = paste(shelf, "me pasas lo de siempre porfa")
    views.retag(shelf, number, ["pago"])
    assert views.one(shelf, number).applied == ("pago",)
    assert views.one(shelf, paste(shelf, "Me pasas lo de siempre por favor!", name="Otra")).applied == (
        "pago",
    )
    with pytest.raises(WrongInput):
        views.retag(shelf, number, ["no-existe"])


def test_an_own_tag_asks_for_phrases_and_is_found_by_them(shelf):
    views.define_tag(shelf, "Bodas", ["para mi boda"])
    number = paste(shelf, "busco algo para mi boda")
    assert "bodas" in views.one(shelf, number).applied
    with pytest.raises(WrongInput):
        views.define_tag(shelf, "vacia", [])


def test_messages_wait_are_answered_and_come_back(shelf):
    number = paste(shelf, "tienes los nube en 25?")
    assert [v.id for v in views.waiting(shelf)] == [number]
    views.mark_answered(shelf, [number])
    assert views.waiting(shelf) == []
    views.snooze(shelf, [number], shelf.today() + timedelta(1))
    assert views.waiting(shelf) == []
    views.snooze(shelf, [number], shelf.today())
    assert [v.id for v in views.waiting(shelf)] == [number]


def test_search_ignores_accents(shelf):
    number = paste(shelf, "¿el botín café tiene garantía?")
    assert [v.id for v in views.found(shelf, "garantia botin")] == [number]
    assert views.found(shelf, "inexistente") == []


def test_a_size_is_understood_from_the_message_before(shelf):
    paste(shelf, "hola, me interesan los nube negros", name="Eli")
    made = answering.suggest(shelf, paste(shelf, "tienes en 25?", name="Eli"))
    assert "Sí tenemos Tenis Nube negro en talla 25" in made.text


CHAT = (
    "16/11/2026, 9:00 a. m. - Los mensajes están cifrados de extremo a extremo.\n"
    "16/11/2026, 9:01 a. m. - Paty López: tienes el nube negro en 25?\n"
    "16/11/2026, 9:20 a. m. - Calzado Nube: Sí, claro\n"
    "20/11/2026, 9:21 a. m. - Paty López: y en 26?\n"
)


def test_a_whatsapp_export_brings_only_what_is_new(shelf, tmp_path):
    file = tmp_path / "Chat de WhatsApp con Paty López.txt"
    file.write_text(CHAT, encoding="utf-8")
    done = chats.bring(shelf, file)
    assert (done.messages, len(done.new), done.from_shop) == (3, 3, 1)
    assert [v.text for v in views.waiting(shelf)] == ["y en 26?"]
    answered = next(v for v in views.listed(shelf) if "negro" in v.text)
    assert answered.status == "answered"
    file.write_text(CHAT + "21/11/2026, 8:00 a. m. - Paty López: ¿hola?\n", encoding="utf-8")
    again = chats.bring(shelf, file)
    assert (len(again.new), again.known) == (1, 3)


def test_a_zip_of_a_chat_and_an_instagram_thread_are_read(shelf, tmp_path):
    packed = tmp_path / "Chat de WhatsApp con Ana.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "_chat.txt", "[20/11/26, 9:00:00 a.m.] Ana: hola\n[20/11/26, 9:01:00 a.m.] Yo: hola Ana"
        )
    assert len(chats.bring(shelf, packed).new) == 2
    thread = {
        "participants": [{"name": "Ana"}, {"name": "Calzado Nube"}],
        "title": "Ana",
        "messages": [{"sender_name": "Ana", "timestamp_ms": 1795190400000, "content": "Â¿hay 24?"}],
    }
    file = tmp_path / "message_1.json"
    file.write_text(json.dumps(thread), encoding="utf-8")
    (number,) = chats.bring(shelf, file).new
    assert views.one(shelf, number).text == "¿hay 24?"


def test_undecided_dates_and_other_files_are_refused(shelf, tmp_path):
    file = tmp_path / "chat.txt"
    file.write_text("3/5/2026, 10:00 - Ana: hola", encoding="utf-8")
    with pytest.raises(WrongInput, match="3/5"):
        chats.bring(shelf, file)
    file.write_text("no es un chat", encoding="utf-8")
    with pytest.raises(WrongInput):
        chats.bring(shelf, file)
    with pytest.raises(NotFound):
        chats.bring(shelf, tmp_path / "nada.txt")


def test_ten_thousand_messages_come_in_within_five_seconds_of_cpu(shelf, tmp_path):
    file = tmp_path / "Chat de WhatsApp con Ana.txt"
    day = [
        f"{1 + i % 28:02d}/{1 + i // 2500:02d}/2026, {i % 24:02d}:{i % 60:02d} - Ana: tienes talla {i}?"
        for i in range(10_000)
    ]
    file.write_text("\n".join(day), encoding="utf-8")
    paste(shelf, "calienta")
    start = time.process_time()
    assert len(chats.bring(shelf, file).new) == 10_000
    assert time.process_time() - start < 5


def test_what_can_be_promised_is_the_one_function(shelf):
    rows = {row.sku: row.promisable for row in promisable.listed(shelf)}
    assert rows == {"BS-24": 0, "BS-245": 2, "BS-25": 6, "TN-25": 5, "TN-26": 0, "TB-25": 4}
    assert [row.sku for row in promisable.last_pieces(promisable.listed(shelf))] == ["BS-245"]


def test_tones_and_languages(shelf):
    number = paste(shelf, "tienes los nube negros en 25?")
    assert "Buen día" not in answering.suggest(shelf, number, tone=Tone.WARM).text
    assert "le aviso" not in answering.suggest(shelf, number, tone=Tone.FORMAL).text
    assert "Hi Mariana" in answering.suggest(shelf, number, tone=Tone.BRIEF, language="en").text
    english = paste(shelf, "hi, do you have the nube in size 25 please?")
    assert answering.suggest(shelf, english).language == "en"


def test_a_message_that_is_not_there(shop):
    with pytest.raises(NotFound):
        answering.suggest(shop, 99)


def test_what_the_owner_stands_for_is_kept_with_its_time(shelf):
    number = arriving.add(shelf, "hola, tienen el tenis nube?", name="Ana").new[0]
    said = "Te llega el viernes. ¿Te ayudo con algo más?"
    refused = answering.check(shelf, number, said)
    claims = [claim.words for one in refused for claim in one.claims]
    assert claims
    for claim in claims:
        answering.vouch(shelf, number, claim)
    assert not [claim for one in answering.check(shelf, number, said) for claim in one.claims]
    with shelf.store.read() as session:
        (reply,) = store.replies(session, number)
        assert [row["claim"] for row in reply.confirmed] == claims
        assert all(row["at"] for row in reply.confirmed)
