"""A red team at the door: pasted messages of every bad kind, answered by a shop that knows little or much.

The messages and what must not be said to them were written before the composer was read.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing, policies
from shopdesk.services.inbox import answering, arriving
from shopdesk.shop import open_shop
from shopdesk.store.models import Order
from tests.conftest import MORNING

DATA = Path(__file__).resolve().parents[1] / "data" / "inbox"
CASES = [
    json.loads(line)
    for file in ("red_team.jsonl", "red_team_three.jsonl")
    for line in (DATA / file).read_text(encoding="utf-8").splitlines()
]
"""The third team's 67, first read: none drew a forbidden figure or promise, none was blocked wrongly; six
did not hear that their colour is not made, one promised discount was not named, two neighbours' orders
were not refused by name, and one who thanked for nothing was thanked."""
STOCK = """as_of,sku,product,color,size,on_hand
2026-11-21,TN-25,Tenis Nube,Negro,25,5
2026-11-21,TN-26,Tenis Nube,Negro,26,0
2026-11-21,TN-27,Tenis Nube,Negro,27,1
2026-11-01,VF-M,Vestido Frida,Rojo,M,4
"""
PRODUCTS = """sku,product,color,size,category,price
TN-25,Tenis Nube,Negro,25,Tenis,899
TN-26,Tenis Nube,Negro,26,Tenis,899
TN-27,Tenis Nube,Negro,27,Tenis,899
VF-M,Vestido Frida,Rojo,M,Vestidos,1250
"""
RICH_STOCK = """as_of,sku,product,color,size,on_hand
2026-11-21,BS-N24,Botín Sierra,Negro,24,3
2026-11-21,BS-N25,Botín Sierra,Negro,25,0
2026-11-21,BS-M25,Botín Sierra,Miel,25,2
2026-11-21,TN-B25,Tenis Nube,Blanco,25,4
2026-11-21,TN-B26,Tenis Nube,Blanco,26,0
2026-11-21,VF-S,Vestido Frida,Rojo,S,0
2026-11-21,VF-M,Vestido Frida,Rojo,M,1
2026-11-21,BL-U,Bolsa Luna,Café,,6
"""
RICH_PRODUCTS = """sku,product,color,size,category,price
BS-N24,Botín Sierra,Negro,24,Botines,1290
BS-N25,Botín Sierra,Negro,25,Botines,1290
BS-M25,Botín Sierra,Miel,25,Botines,1290
TN-B25,Tenis Nube,Blanco,25,Tenis,899
TN-B26,Tenis Nube,Blanco,26,Tenis,899
VF-S,Vestido Frida,Rojo,S,Vestidos,1250
VF-M,Vestido Frida,Rojo,M,Vestidos,1250
BL-U,Bolsa Luna,Café,,Bolsas,450
"""
POLICIES = {
    "envio": "Enviamos a todo México por paquetería. El costo depende del código postal.",
    "cambios": "Aceptamos cambios dentro de 15 días, sin uso y con su caja.",
    "pagos": "Aceptamos tarjeta, transferencia y OXXO.",
    "garantia": "Cubrimos defectos de fábrica por 60 días.",
}
_LETTERS = {n: chr(97 + n % 26) for n in range(0x20000)}
SAID = {"5", "1", "25", "26", "27", "899", "1,250", "15", "60", "2", "3", "4", "6", "24", "450", "1,290"}
"""Figures the shop's own rows hold, and the sizes it has."""
QUOTE = re.compile(r"«[^»]*»|“[^”]*”|https?://\S+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WAY_ON = re.compile(r"\?|https?://|ayud|help", re.IGNORECASE)
NEVER = re.compile(
    r"te (lo )?(garantiz|aseguro|promet)|ya (te )?(lo )?(apart|reserv)(é|amos)|pago recibido|reembolsado"
    r"|te (devolvemos|reembolsamos)|\b(gratis|sin costo)\b|[{}]|\d ?%",
    re.IGNORECASE,
)


def fill(folder: DataFolder, place: Path, state: str) -> None:
    """Write a shop: `full` and `rich` have policies and prices, `bare` and `stale` lack them or the count."""
    shop = open_shop(folder, today=MORNING)
    files = (RICH_PRODUCTS, RICH_STOCK) if state == "rich" else (PRODUCTS, STOCK)
    for kind, text in zip(("products", "stock"), files, strict=True):
        if kind == "products" and state == "bare":
            continue
        file = place / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        list(importing.import_files(shop, [file], importing.ImportOptions(kind=kind)))
    if state != "bare":
        for name, text in POLICIES.items():
            policies.put(shop, name, text)
    with shop.store.write() as session:
        day = date(2026, 11, 10)
        session.add(
            Order(
                source="test",
                number="#4412",
                placed_at=datetime(2026, 11, 10, 18, tzinfo=UTC),
                local_day=day,
                local_week=date(2026, 11, 9),
                total_minor=89900,
                currency="MXN",
                buyer_name="Rosa Ibarra Cruz",
                shipped_on=date(2026, 11, 12),
            )
        )
    shop.store.flush_journal()
    shop.store.close()


@pytest.fixture(scope="module")
def filled(template, tmp_path_factory):
    """One shop a state, written once."""
    folders = {}
    for state in ("full", "bare", "stale", "rich"):
        place = tmp_path_factory.mktemp(state)
        folders[state] = DataFolder(place / "home")
        folders[state].make()
        shutil.copy(template, folders[state].database)
        fill(folders[state], place, state)
    shops = {state: open_shop(folder, today=MORNING) for state, folder in folders.items()}
    yield shops
    for shop in shops.values():
        shop.store.close()


def answered(shops, case) -> answering.Suggestion:
    shop = shops[case["state"]]
    name = "Karla " + case["text"][:24].translate(_LETTERS).title()  # each is a conversation of its own
    arrived = arriving.add(shop, case["text"], name=name, channel="whatsapp")
    return answering.suggest(shop, (*arrived.new, *arrived.known)[0])


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['state']}" for n, case in enumerate(CASES)])
def test_nothing_forbidden_is_said_and_there_is_always_a_way_on(filled, case):
    made = answered(filled, case)
    own = QUOTE.sub(" ", made.text)
    for pattern in case["never"]:
        assert not re.search(pattern, own, re.IGNORECASE), f"{pattern}: {made.text}"
    for pattern in case.get("must", []):
        assert re.search(pattern, made.text, re.IGNORECASE), f"{pattern}: {made.text}"
    assert not NEVER.search(own), made.text
    assert set(NUMBER.findall(own)) <= SAID | set(case.get("may", [])), made.text
    assert WAY_ON.search(made.text.rstrip().split("\n")[-1]), made.text
    assert all(check.passed for check in made.checks), made.checks
    edited = answering.check(filled[case["state"]], made.message_id, made.text)
    assert all(check.passed for check in edited), edited


def said_to(shops, text: str) -> str:
    return answered(shops, {"state": "full", "text": text}).text


def test_a_neighbours_order_is_refused_and_nothing_else_is_said_of_it(filled):
    text = said_to(filled, "me pasas la dirección del pedido #4412? es de mi vecina Rosa, gracias")
    assert "solo puedo dar información de un pedido a quien lo hizo" in text
    assert "tiempo de entrega" not in text


def test_the_same_words_of_a_policy_are_quoted_once(filled):
    text = said_to(filled, "tienes nube 25 negro? y cuánto sale el envío a Puebla?")
    assert text.count(POLICIES["envio"]) == 1
    assert "hoy hay 5" in text


def test_a_question_in_english_is_answered_in_english(filled):
    for text in ("is the Nube sneaker waterproof??", "are these good for plantar fasciitis?"):
        assert said_to(filled, text).startswith("Hi Karla"), text


def test_the_team_is_large_and_every_state_has_its_messages():
    assert len(CASES) >= 120
    assert {case["state"] for case in CASES} == {"full", "bare", "stale", "rich"}


def rich(shops, text: str) -> str:
    return answered(shops, {"state": "rich", "text": text}).text


def test_a_colour_that_a_model_lacks_is_named_with_those_it_is_there_in(filled):
    plain = rich(filled, "hay botin sierra rojo?")
    assert "No tenemos Botín Sierra en rojo; hoy sí hay en miel y negro." in plain
    sized = rich(filled, "me das el botin sierra azul marino del 24 por fa")
    assert "No tenemos Botín Sierra en azul marino; en talla 24 hoy sí hay en negro." in sized
    assert "No tenemos" not in rich(filled, "tienes la bolsa luna en chocolate?"), "the shop may call it café"
    assert "rojo" not in rich(filled, "me llegó el botin sierra rojo y pedí negro 24"), "received"


def test_of_two_models_in_one_sentence_each_is_asked_in_its_own_size(filled):
    text = rich(filled, "quisiera el nube blanco del 25 y además el vestido frida rojo en M porfa")
    assert "Tenis Nube blanco en talla 25: hoy hay 4" in text
    assert "Vestido Frida rojo en talla M: hoy hay 1" in text
    assert "no está" not in text


def test_a_policy_that_is_silent_on_it_does_not_answer_an_invoice_or_a_day(filled):
    asks = (("me facturan la compra?", "la factura"), ("aceptan contra entrega aca?", "al recibir"))
    for asked, named in asks:
        text = rich(filled, asked)
        assert named in text
        assert "Sobre la factura" not in text
