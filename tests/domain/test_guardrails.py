"""What the owner writes into a reply needs a source or their word; what changed meanwhile is shown."""

from __future__ import annotations

import pytest
from reply_cases import answer

from shopdesk.domain.guardrails.checks import CheckName, check_edited
from shopdesk.domain.guardrails.staleness import changed
from shopdesk.domain.replies.book import render
from shopdesk.domain.replies.facts import Fact
from shopdesk.services.inbox import content

REPLY = answer("tienes el botin sierra en 24.5? y en 24?")
TEXT = render(content.book("es"), REPLY)


def failed(text: str, **more) -> dict[str, list[str]]:
    checks = check_edited(text, TEXT, content.claim_words(), **more)
    return {check.name: [claim.words for claim in check.claims] for check in checks if not check.passed}


def test_a_composed_reply_passes_untouched():
    assert failed(TEXT) == {}


def test_a_friendlier_wording_passes():
    assert failed(TEXT.replace("Gracias por escribirnos.", "Qué gusto leerte.") + "\n\nUn abrazo, Ana") == {}


@pytest.mark.parametrize(
    ("added", "check"),
    [
        ("Te llega el viernes.", CheckName.ONLY_POLICIES),
        ("Te llega en tres días.", CheckName.ONLY_POLICIES),
        ("Cuesta $500.", CheckName.ONLY_POLICIES),
        ("Tienes 20 % de descuento.", CheckName.ONLY_POLICIES),
        ("Te lo cambio gratis.", CheckName.ONLY_POLICIES),
        ("Te garantizo que te queda.", CheckName.ONLY_POLICIES),
        ("Ya te lo aparté, te lo guardo.", CheckName.ONLY_POLICIES),
        ("Son ideales para juanetes.", CheckName.ONLY_POLICIES),
        ("También hay en 26.", CheckName.IN_STOCK),
        ("Quedan pocas piezas.", CheckName.IN_STOCK),
    ],
)
def test_a_new_promise_needs_a_source(added, check):
    found = failed(f"{TEXT}\n{added}\n¿Te ayudo con algo más?")
    assert check in found
    assert found[check]


def test_a_negation_taken_out_is_a_new_promise():
    edited = TEXT.replace(
        "Por ahora no tenemos Botín Sierra café en talla 24.", "Tenemos Botín Sierra café en talla 24."
    )
    assert edited != TEXT
    assert CheckName.IN_STOCK in failed(edited)


def test_the_size_of_one_sentence_does_not_vouch_for_another():
    edited = TEXT.replace(
        "Sí tenemos Botín Sierra café en talla 24.5", "Sí tenemos Botín Sierra café en talla 24"
    )
    assert failed(edited)


def test_the_owners_word_is_enough():
    added = f"{TEXT}\nTe llega el viernes.\n¿Te ayudo con algo más?"
    words = failed(added)[CheckName.ONLY_POLICIES]
    assert failed(added, confirmed=words) == {}


def test_a_reply_without_a_way_on_is_named():
    assert CheckName.NEXT_STEP in failed("Por ahora no tenemos Botín Sierra café en talla 24.")


def test_what_changed_since_is_shown_old_and_new():
    said = [
        Fact("availability", "variant:2", "3", "stock:2"),
        Fact("policy", "policy:cambios", "30 días", "policy:cambios:v2"),
    ]
    now = [
        Fact("availability", "variant:2", "0", "stock:2"),
        Fact("policy", "policy:cambios", "30 días", "policy:cambios:v2"),
    ]
    assert [(one.key, one.old, one.new) for one in changed(said, now)] == [("variant:2", "3", "0")]
    assert [one.new for one in changed(said, now[1:])] == [""]
