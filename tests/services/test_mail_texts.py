"""Every shipped letter, read whole; and what a customer's name or a missing field can do to one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from mail_letters import ANA, LETTERS, LINE, TODAY, a_candidate, said, written

from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.people import Person
from shopdesk.domain.outreach.purchases import Bought
from shopdesk.runtime import resources
from shopdesk.services.mail import compose, envelope, rewording, texts, voice
from shopdesk.services.mail.texts import BadText, MissingField, Text

HELP = {"es": re.compile(r"ayud|resuelv|resolv|arregl"), "en": re.compile(r"help|put it right")}


@pytest.mark.parametrize("language", ["es", "es_ES", "en"])
@pytest.mark.parametrize(("flow", "step", "tone"), LETTERS)
def test_every_letter_ends_in_an_offer_of_help(flow, step, tone, language) -> None:
    letter = written(flow, step, tone, language)
    body = texts.as_text(letter.blocks[:-1])  # the signature is last
    last = body.strip().split("\n\n")[-1].casefold()
    assert HELP[language.split("_")[0]].search(last) or "responda este correo" in last, last
    assert letter.subject
    assert "undefined" not in body.casefold()
    assert "{{" not in body
    assert "{%" not in body


_FAMILIAR = re.compile(
    r"\b(tú|tu|tus|te|ti|contigo|dime|cuéntame|mándame|envíame|responde|pregúntame|compraste|quieres)\b"
)


@pytest.mark.parametrize("language", ["es", "es_ES"])
@pytest.mark.parametrize(("flow", "step"), [one[:2] for one in LETTERS if one[2] == "formal"])
def test_a_formal_letter_says_usted_from_beginning_to_end(flow, step, language) -> None:
    letter = written(flow, step, "formal", language)
    links = [unquote(piece.url) for block in letter.blocks for line in block.lines for piece in line]
    said_ = " ".join([letter.subject, texts.as_text((*letter.blocks, *letter.footer)), *links])
    assert not _FAMILIAR.search(said_.casefold()), said_


@pytest.mark.parametrize("language", ["es", "es_ES", "en"])
@pytest.mark.parametrize(("flow", "step", "tone"), LETTERS)
def test_a_shop_without_sizes_never_speaks_of_sizes(flow, step, tone, language) -> None:
    ring = Bought(1, 1, "Anillo Luna", category="Joyería")
    manner = replace(said(language, tone), sizes=False)
    letter = compose.compose(
        a_candidate(flow, step, lines=[ring]), ANA, manner, own={}, today=TODAY, token="00ff"
    )
    words = f"{letter.subject} {texts.as_text(letter.blocks)}".casefold()
    assert not re.search(r"\b(tallas?|sizes?)\b", words)


def test_somebody_without_a_name_is_greeted_all_the_same() -> None:
    nobody = replace(ANA, name="")
    for language, expected in (("es", "Gracias por tu compra"), ("en", "Thank you for your order")):
        letter = compose.compose(a_candidate(), nobody, said(language), own={}, today=TODAY, token="0")
        assert letter.subject == expected
        assert texts.as_text(letter.blocks).startswith(f"{expected}.")


def test_advice_for_two_things_says_which_is_which() -> None:
    bota = Bought(2, 2, "[Bota](https://evil.example) Sierra", "miel", "27")
    letter = compose.compose(a_candidate(lines=[LINE, bota]), ANA, said(), own={}, today=TODAY, token="0")
    body = texts.as_text(letter.blocks)
    assert "- Tenis Nube: limpia en seco" in body
    assert "https://evil.example" not in {p.url for b in letter.blocks for line in b.lines for p in line}


def test_a_letter_for_spain_is_said_as_in_spain() -> None:
    body = texts.as_text(written(Flow.SURVEY, "", "warm", "es_ES").blocks)
    assert "Responde a este correo" in body
    assert "qué tal te ha ido" in body
    assert "qué tanto" not in body


def test_a_message_asks_for_no_mail_and_no_number_to_tap() -> None:
    for language in ("es", "es_ES", "en"):
        for flow, step, tone in LETTERS:
            body = texts.as_text(written(flow, step, tone, language).blocks)
            message = rewording.as_message(body, language)
            assert not re.search(r"este correo|this email|0 · 1 · 2|tu número|tap your", message), message


@pytest.mark.parametrize("tone", texts.TONES)
def test_thank_yous_are_short_and_hold_no_image_or_button(tone) -> None:
    for age in (date(2026, 11, 21), date(2026, 11, 19), date(2026, 11, 15)):
        candidate = a_candidate(last_day=age)
        letter = compose.compose(candidate, ANA, said(tone=tone), own={}, today=TODAY, token="00ff")
        before_tips = []
        for block in letter.blocks:
            if block.is_list:
                break
            before_tips.append(block)
        words = texts.as_text(tuple(before_tips)).split()
        assert 5 < len(words) <= 60
        page = envelope.as_html(letter, "es")
        assert "<img" not in page
        assert "<button" not in page


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("flow", "step", "tone"), LETTERS)
def test_no_letter_knows_more_than_it_should_or_hurries_anybody(flow, step, tone, language) -> None:
    body = texts.as_text(written(flow, step, tone, language).blocks)
    assert not re.search(r"\b\d{1,2}:\d{2}\b", body), "the hour somebody did something startles"
    assert not re.search(r"últimas piezas|\bcorre\b|aprovecha|only today|solo hoy|¡", body, re.IGNORECASE)
    assert not re.search(r"https?://|<img|<script", body)


def test_every_flow_has_a_letter_in_spanish_and_english() -> None:
    for language in ("es", "en"):
        for flow, step, _tone in LETTERS:
            name = f"{flow.value}_{step}" if step else flow.value
            assert resources.path(f"letters/{language}/{name}.txt").exists()


def test_the_order_is_only_being_prepared_on_its_own_day() -> None:
    for age, expected in ((0, True), (1, False), (6, False)):
        day = date(2026, 11, 21 - age)
        letter = compose.compose(a_candidate(last_day=day), ANA, said(), own={}, today=TODAY, token="0")
        assert ("preparando" in texts.as_text(letter.blocks)) is expected


# The traps of templates.


def test_a_missing_field_is_an_error_and_never_a_blank() -> None:
    with pytest.raises(MissingField, match="apellido"):
        texts.fill(Text("Hola", "Hola {{ apellido }}"), {"first_name": "Ana"})
    with pytest.raises(MissingField):
        texts.fill(Text("Hola {{ nada }}", "Hola"), {})


def test_a_mistake_in_the_braces_says_its_line() -> None:
    with pytest.raises(BadText, match="3"):
        texts.check(Text("Hola", "uno\ndos\n{{ first_name }"))


@pytest.mark.parametrize(
    "attack", ["{{ ''.__class__.__mro__ }}", "{{ x.__init__.__globals__ }}", "{{ x.append(1) }}"]
)
def test_a_text_cannot_reach_out_of_its_sandbox(attack) -> None:
    with pytest.raises(BadText):
        texts.fill(Text("Hola", attack), {"x": []})


def test_a_text_that_never_ends_is_stopped() -> None:
    with pytest.raises(BadText):
        texts.fill(Text("Hola", "{% for i in range(10**9) %}x{% endfor %}"), {})


def test_html_in_a_name_is_words_and_a_link_in_a_name_is_none() -> None:
    person = Person("c:1", "<b>Ana</b>", "ana@example.com")
    text = Text("Hola", "Hola {{ name }}. [Ver](https://example.com) {{ evil }}")
    filled = texts.fill(text, {"name": person.name, "evil": "[clic](https://evil.example)"})
    page = envelope.as_html(filled, "es")
    assert "&lt;b&gt;Ana&lt;/b&gt;" in page
    assert 'href="https://example.com"' in page
    assert 'href="https://evil.example"' not in page
    assert "[clic](https://evil.example)" in texts.as_text(filled.blocks)


def test_a_value_cannot_begin_a_list_or_a_paragraph() -> None:
    filled = texts.fill(Text("Hola", "Hola {{ name }}"), {"name": "Ana\n\n- gratis\n- todo"})
    assert len(filled.blocks) == 1
    assert not filled.blocks[0].is_list


def test_an_empty_list_leaves_no_heading_behind() -> None:
    other = Bought(1, 1, "Cosa rara")
    letter = compose.compose(a_candidate(lines=[other]), ANA, said(), own={}, today=TODAY, token="0")
    assert "Para que te dure" not in texts.as_text(letter.blocks)


def test_one_thing_and_many_things_are_said_as_people_do() -> None:
    bota = Bought(2, 2, "Bota Iztaccíhuatl", "miel", "27")
    assert voice.things([LINE], "es") == "Tenis Nube blanco, 24"
    assert voice.things([LINE, bota], "es") == "Tenis Nube blanco (24) y Bota Iztaccíhuatl miel (27)"
    assert voice.together(["Tenis", "Iris"], "es") == "Tenis e Iris"
    assert voice.together(["Tenis", "hielo"], "es") == "Tenis y hielo"
    assert voice.things([LINE, bota, Bought(3, 3, "A"), Bought(4, 4, "B")], "es").endswith("y 2 cosas más")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("LAURA MÉNDEZ", "Laura"),
        ("maría josé de la o", "María"),
        ("Cliente", ""),
        ("ana@example.com", ""),
        ("5512345678", ""),
        ("", ""),
        ("Sra. Rosa Peña", "Rosa"),
        ("Ñandú López", "Ñandú"),
        ("محمد علي", "محمد"),
        ("O'Brien Sean", "O'Brien"),
    ],
)
def test_first_names(name, first) -> None:
    assert voice.first_name(name) == first


def test_a_price_keeps_its_cents() -> None:
    from shopdesk.runtime import words

    filled = texts.fill(Text("Hola", "Son {{ price }}"), {"price": words.money(2550, "MXN")})
    assert texts.as_text(filled.blocks) == "Son $25.50\n"


def test_a_right_to_left_name_keeps_its_letters_and_turns_nothing_around() -> None:
    filled = texts.fill(Text("Hola {{ name }}", "Hola {{ name }}"), {"name": "\u202eمحمد\u202c"})
    assert filled.subject == "Hola محمد"
