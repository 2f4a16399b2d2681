"""No message, however worded, gets out of a shop what the shop cannot stand by."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reply_cases import AT, RED_TEAM, SHOPS, STYLES, answer, situation_of

from shopdesk.domain.extraction.mentions import Kind
from shopdesk.domain.guardrails.checks import check_composed, check_edited
from shopdesk.domain.promising import Reason, State
from shopdesk.domain.replies.book import render
from shopdesk.domain.replies.facts import PriceFact, Reply, StyleFact, Tone, VariantFact
from shopdesk.domain.tagging.reading import fold
from shopdesk.services.inbox import content

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
QUOTE = re.compile(r"«[^»]*»|“[^”]*”|https?://\S+")
HEALTH = re.compile(r"\b(cura|alivia|ortopedic|terapeutic|no lastima|quita el dolor|heals?\b|relieves?)")
DONE = re.compile(
    r"\b(te aparto|te reservo|quedo apartad|ya quedo|reembolsad[oa]s? ya|te devuelvo"
    r"|te reembolso|te lo cambio"
    r"|garantiz|te aseguro|prometo|recibimos tu pago|pago recibido|gratis|sin costo|manana llega)"
    r"|\d+ ?%|2x1"
)
DAYS = re.compile(
    r"\b(lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|enero|febrero|marzo|abril|mayo|junio|julio"
    r"|agosto|septiembre|octubre|noviembre|diciembre|monday|tuesday|friday|tomorrow)\b"
)
HELP = re.compile(r"ayud|help|\?|https?://")
PROMOTION = re.compile(r"descuent|promo|oferta|ultimas piezas|tambien tenemos|por si te gusta|antes costaba")


def said(reply: Reply) -> str:
    return render(content.book(reply.language), reply)


def sources(reply: Reply, text: str) -> str:
    """Everything a reply may draw on: its receipts, and the sizes and order numbers the customer named."""
    own = [m.value for m in situation_of(text).mentions if m.kind in (Kind.SIZE, Kind.ORDER)]
    slots = [
        value
        for s in reply.sentences
        for key, value in s.slots.items()
        if s.facts and key in ("when", "days")
    ]
    return " ".join([*(fact.value for fact in reply.facts), *own, *slots, *sizes_of(reply)])


def sizes_of(reply: Reply) -> list[str]:
    by_id = {f"variant:{v.variant_id}": v for style in (*STYLES,) for v in style.variants}
    named = [by_id[fact.key].size for fact in reply.facts if fact.key in by_id]
    return [*named, "24", "25"]


def assert_honest(reply: Reply, text: str) -> None:
    shown = said(reply)
    bare = fold(QUOTE.sub(" ", shown))
    allowed = set(NUMBER.findall(sources(reply, text)))
    assert set(NUMBER.findall(QUOTE.sub(" ", shown))) <= allowed, shown
    assert not HEALTH.search(bare), shown
    assert not DONE.search(bare), shown
    for day in DAYS.findall(bare):
        assert day in fold(sources(reply, text)), shown
    last = shown.rstrip().split("\n")[-1]
    assert HELP.search(fold(last)), shown
    assert "{" not in shown
    assert "  " not in shown
    for sentence in reply.sentences:
        if sentence.key in ("available", "neighbour", "sibling"):
            counts = [f.value for f in sentence.facts if f.kind == "availability"]
            assert counts, shown
            assert all(c.isdigit() and int(c) > 0 for c in counts), shown
        if sentence.key == "last":
            assert any(f.kind == "last_pieces" for f in sentence.facts)


@pytest.mark.parametrize(("shop", "text"), RED_TEAM, ids=[text[:40] for _, text in RED_TEAM])
@pytest.mark.parametrize(
    ("tone", "language"), [(Tone.WARM, "es"), (Tone.FORMAL, "es_ES"), (Tone.BRIEF, "en")]
)
def test_no_forbidden_claim_and_always_a_way_on(shop, text, tone, language):
    reply = answer(text, shop, tone=tone, language=language)
    assert_honest(reply, text)
    shown, words = said(reply), content.claim_words()
    assert all(check.passed for check in check_composed(reply, shown, content.book(language), words))
    assert all(check.passed for check in check_edited(shown, shown, words))


def test_the_red_team_is_large_enough():
    assert len(RED_TEAM) >= 60


@pytest.mark.parametrize("text", [t for _, t in RED_TEAM if any(w in t for w in ("pesimo", "asco", "burla"))])
def test_a_complaint_gets_no_promotion_and_no_festive_tone(text):
    shown = said(answer(text, "own order"))
    assert not PROMOTION.search(fold(shown))
    assert "!" not in shown
    assert "Lamento" in shown


def test_a_sold_out_size_is_never_promised():
    shown = said(answer("tienes el botin sierra cafe en 24?"))
    assert "no tenemos Botín Sierra café en talla 24" in shown
    assert "Sí tenemos Botín Sierra café en talla 24 " not in shown


def test_stale_stock_is_checked_first():
    reply = answer("tienen sandalia playa en 23?")
    assert "déjame revisarlo y te confirmo" in said(reply)
    assert [p.reason for p in reply.pending] == ["verify_stock"]


def test_a_policy_that_is_not_written_is_confirmed_with_the_shop():
    reply = answer("cuantos dias tengo para cambiarlo? dicen que 60", "bare")
    assert "60" not in said(reply)
    assert [(p.ask, p.reason) for p in reply.pending] == [("exchange", "no_policy")]


@pytest.mark.parametrize("text", ["¿cuánto tarda el envío a Monterrey?", "cuánto se demora el envio a leon"])
def test_asking_how_long_sending_takes_is_not_asking_what_it_costs(text):
    reply = answer(text, "bare")
    assert "el tiempo de entrega" in said(reply)
    assert "costo" not in said(reply)


def test_a_policy_is_quoted_word_for_word_with_its_version():
    reply = answer("hacen cambios?")
    (fact,) = [f for f in reply.facts if f.kind == "policy" and f.source == "policy:cambios:v2"][:1]
    assert fact.value == "Aceptamos cambios durante 30 días, sin uso y en su caja."
    assert f"«{fact.value}»" in said(reply)


def test_an_order_of_somebody_else_is_not_told():
    for text in ("en que va el pedido de mi vecina, es el 1055", "ya salio mi pedido 1043?"):
        shown = said(answer(text, "full"))
        assert "salió el" not in shown
        assert "correo" in shown


def test_an_own_order_is_told_as_the_shop_has_it():
    assert "Tu pedido 1043 salió el 14 de noviembre." in said(answer("ya salio mi pedido 1043?", "own order"))


def test_a_restock_date_is_worded_as_expected():
    shown = said(answer("botin sierra 25 cuando llega"))
    assert "lo esperamos hacia el 28 de noviembre, aunque no es una fecha segura" in shown


def test_delivery_is_an_estimate_by_the_owners_zone_never_a_promise():
    shown = said(answer("cuanto tarda a merida? lo necesito el jueves sin falta"))
    assert "4 a 6 días hábiles; es un estimado" in shown
    assert "jueves" not in shown


def test_a_size_is_converted_only_by_the_owners_table():
    with_table = said(answer("soy 38 europeo, quiero 38 europeo del botin sierra, hay?", "table"))
    assert "38 europeo equivale a 25 mexicano" in with_table
    without = said(answer("tienen el botin sierra en 38 europeo"))
    assert "equivale a" not in without
    assert "la equivalencia de tallas" in without


def test_each_question_is_answered_or_named_as_pending():
    reply = answer("tienen el nube en 25? y aceptan tarjeta? y a que hora abren?")
    shown = said(reply)
    assert "Sí tenemos Tenis Nube negro en talla 25" in shown
    assert "tarjeta" in shown
    assert "el horario" in shown
    assert [p.ask for p in reply.pending] == ["hours"]


def test_a_name_that_is_no_name_is_left_out():
    assert "Hola! Gracias" in said(answer("hola", customer=""))


def test_three_versions_say_the_same_facts():
    facts = {tone: answer("tienes el nube en 25? cuanto cuesta?", tone=tone).facts[-3:] for tone in Tone}
    assert facts[Tone.WARM] == facts[Tone.BRIEF] == facts[Tone.FORMAL]


SIZES = st.sampled_from(["22", "23.5", "24", "25", "25.5", "26", "38", "M"])


@st.composite
def styles(draw):
    made = []
    for number, name in enumerate(
        draw(st.lists(st.sampled_from(["Botín Sierra", "Tenis Nube"]), unique=True))
    ):
        variants = tuple(
            VariantFact(
                number * 100 + place,
                label,
                pieces,
                State.AVAILABLE if pieces else draw(st.sampled_from(list(State))),
                Reason.NONE if pieces else draw(st.sampled_from([r for r in Reason if r is not Reason.NONE])),
                is_last_pieces=0 < pieces < 3,
                as_of=AT,
            )
            for place, label in enumerate(draw(st.lists(SIZES, unique=True, max_size=5)))
            for pieces in [draw(st.integers(0, 4))]
        )
        price = draw(st.sampled_from([None, PriceFact("$777", "p", AT)]))
        made.append(StyleFact(number, name, draw(st.sampled_from(["Negro", ""])), variants, price))
    return tuple(made)


WORDS = [
    "tienes",
    "el botin sierra",
    "los nube",
    "en 24",
    "del 25.5",
    "38 europeo",
    "talla M",
    "cuanto cuesta",
    "gratis",
    "a merida",
    "97130",
    "mañana",
    "descuento",
    "50%",
    "garantizame",
    "mi pedido 1043",
    "cambiar",
    "piel",
    "fascitis",
    "ya deposite",
    "pesimo",
    "gracias",
    "di que si hay",
    "ultimas piezas",
    "{price}",
    "\n",
    "?",
    "negro",
    "8 us",
    "!!",
]


@settings(max_examples=150, deadline=None)
@given(
    styles(),
    st.lists(st.sampled_from(WORDS), max_size=8),
    st.sampled_from(list(SHOPS)),
    st.sampled_from(list(Tone)),
)
def test_over_random_shops_and_messages_nothing_is_said_without_a_source(shop_styles, parts, shop, tone):
    text = " ".join(parts)
    reply = answer(text, shop, tone=tone, styles=shop_styles)
    shown, words = said(reply), content.claim_words()
    labels = {v.size for style in shop_styles for v in style.variants} | {"24", "25"}
    own = {m.value for m in situation_of(text, styles=shop_styles).mentions}
    allowed = set(NUMBER.findall(" ".join([*(f.value for f in reply.facts), *labels, *own, "14 38 26"])))
    assert set(NUMBER.findall(QUOTE.sub(" ", shown))) <= allowed
    assert all(check.passed for check in check_composed(reply, shown, content.book("es"), words))
    assert all(check.passed for check in check_edited(shown, shown, words))
    assert HELP.search(fold(shown.rstrip().split("\n")[-1]))
