"""Saved replies are filled whole or not at all."""

from shopdesk.domain.replies.saved import fill, prompts


def test_prompts_stand_once_in_their_order():
    assert prompts("{name}: {size} de {product}, {size}") == ("name", "size", "product")


def test_what_is_not_known_stays_open_and_is_named():
    found = fill("{product} en {size}", {"product": "Botín", "size": " "})
    assert found.text == "Botín en {size}"
    assert found.open == ("size",)
    assert not found.is_ready


def test_a_greeting_without_a_name_goes_without():
    assert fill("¡Hola, {name}! Gracias.", {}).text == "¡Hola! Gracias."
    assert fill("¡Hola, {name}! Gracias.", {"name": "Ana"}).text == "¡Hola, Ana! Gracias."
    assert fill("¡Hola, {nombre}!", {"name": "Ana"}).text == "¡Hola, Ana!"
    assert fill("¡Hola, {nombre}!", {}).text == "¡Hola!"


def test_braces_inside_a_value_are_words_and_no_prompt():
    found = fill("{policy} {size}", {"policy": "Cambios {size} gratis", "size": "24"})
    assert found.text == "Cambios {size} gratis 24"
    assert found.is_ready
