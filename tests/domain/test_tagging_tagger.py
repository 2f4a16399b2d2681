"""A customer's message is tagged by its words, in any spelling, with a probability that means something."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from shopdesk.domain.tagging import lexicon
from shopdesk.domain.tagging.reading import fold, read
from shopdesk.domain.tagging.tagger import Memory, OwnTag, decided, signature, tag
from shopdesk.services.tagging import load_tagger, shipped_fingerprint, sources


@pytest.fixture(scope="module")
def tagger():
    return load_tagger()


def applied(tagger, text: str) -> set[str]:
    return {one.tag for one in tag(tagger, text) if one.applied}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tienes las botas en 24?", {"stock"}),
        ("CUANTO CUESTA EL ENVIO A MERIDA", {"envio"}),
        ("kiero una debolucion", {"cambios_devoluciones"}),
        ("me qedaron chikos los tenis", {"talla"}),
        ("se me despego la suela, tienen garantya?", {"garantia"}),
        ("¿Aceptáis Bizum?", {"pago"}),
        ("graciaaas 🥰", {"agradecimiento"}),
        ("hola", {"otra"}),
        ("🔥🔥", {"otra"}),
        ("", {"otra"}),
    ],
)
def test_messages_in_any_spelling_get_their_tag(tagger, text, wanted):
    assert wanted <= applied(tagger, text) or wanted == set(decided(tag(tagger, text)))


def test_a_denied_complaint_is_no_complaint(tagger):
    assert "queja" not in applied(tagger, "no tengo ninguna queja, todo excelente")


def test_looking_precious_is_not_asking_the_price(tagger):
    assert "precio_promo" not in decided(tag(tagger, "estan preciosos, gracias"))


def test_each_applied_tag_shows_the_customers_own_words(tagger):
    found = {one.tag: one.because for one in tag(tagger, "Oiga, ¿tiene GARANTÍA el botín?")}
    assert "GARANTÍA" in found["garantia"]


def test_below_the_threshold_a_tag_is_only_suggested(tagger):
    tags = tag(tagger, "y eso como esta")
    assert tags
    assert not any(one.applied for one in tags if one.probability < 0.8)


def test_a_corrected_message_is_never_wrong_twice_nor_one_that_says_the_same(tagger):
    text = "Hola, me pasas lo de siempre porfa"
    memory = Memory(exact={signature(text, tagger.spelling): ("pago",)})
    taught = replace(tagger, memory=memory)
    for again in (text, "me pasas lo de siempre!!", "buenas tardes, ME PASAS LO DE SIEMPRE xfa"):
        assert [(one.tag, one.probability) for one in tag(taught, again)] == [("pago", 1.0)]


def test_a_correction_does_not_reach_messages_that_say_something_else(tagger):
    memory = Memory(exact={signature("tienes del 24", tagger.spelling): ("otra",)})
    assert applied(replace(tagger, memory=memory), "tienes del 25") == {"stock"}


def test_an_own_tag_is_found_by_its_phrases(tagger):
    memory = Memory(own=(OwnTag("bodas", ("para mi boda", "damas de honor")),))
    tags = tag(replace(tagger, memory=memory), "Busco zapatos para MI BODA en mayo")
    own = next(one for one in tags if one.tag == "bodas")
    assert own.applied
    assert own.because == ("para MI BODA",)


def test_an_approved_phrase_teaches_a_tag(tagger):
    memory = Memory(phrases={"envio": ("me lo acercas",)})
    assert "envio" in applied(replace(tagger, memory=memory), "si te compro hoy me lo acercas?")


def test_a_message_is_tagged_within_sixty_milliseconds_of_processor_time(tagger):
    text = "Hola buenas tardes, quiero saber si tienen las balerinas lola negras del 24 y cuanto cuesta " * 3
    tag(tagger, text)
    start = time.process_time()
    for _ in range(10):
        tag(tagger, text)
    assert (time.process_time() - start) / 10 < 0.06


def test_the_shipped_model_was_fitted_on_the_shipped_words():
    assert shipped_fingerprint() == sources().fingerprint


def test_seeds_hold_no_message_twice():
    texts = [fold(seed.text) for seed in sources().seeds]
    assert len(texts) == len(set(texts))


def test_a_phrase_that_is_no_pattern_is_refused():
    with pytest.raises(ValueError, match="missing"):
        lexicon.pattern_of(["(a"])


def test_gaps_reach_over_three_words_and_no_more():
    pattern = lexicon.pattern_of(["no ~ llega"])
    assert pattern.search("no me ha llega")
    assert not pattern.search("no uno dos tres cuatro llega")


def test_words_are_traced_back_to_the_original(tagger):
    reading = read("¿Qué onda, XQ no llega?", tagger.spelling)
    at = reading.plain.index("porque")
    assert reading.original(at, at + 6) == "XQ"


def test_a_loud_question_does_not_drown_the_quieter_one_beside_it():
    found = tag(load_tagger(), "¿Tiene garantía el tenis nube? ¿Aceptan pago con tarjeta?")
    assert {one.tag for one in found if one.applied} == {"garantia", "pago"}
