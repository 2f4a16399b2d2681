"""A claim without process, proof and benefit is a bare claim."""

from __future__ import annotations

import pytest

from shopdesk.domain.proofs import Note, bare_claims

LEXICON = ("sostenib", "ecológic", "cuidamos el planeta")
NOTE = Note(
    "Curtimos la piel con corteza de encino",
    "La curtiduría lo certifica cada año, folio 2231",
    "La piel respira y no irrita",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Somos sostenibles.", ["sostenibles"]),
        ("Moda SOSTENIBLE y Ecológica", ["SOSTENIBLE", "Ecológica"]),
        ("Con cada par cuidamos el planeta contigo.", ["cuidamos el planeta"]),
        ("Llegaron los botines en café. ¿Te aparto tu 24?", []),
        ("El insostenible calor de mayo", []),  # another word
    ],
)
def test_a_bare_claim_is_found_by_its_words(text: str, found: list[str]) -> None:
    assert bare_claims(text, [], LEXICON) == found


def test_the_whole_note_earns_the_claim() -> None:
    assert bare_claims(f"Somos sostenibles. {NOTE.sentence()}", [NOTE], LEXICON) == []


def test_half_a_note_does_not() -> None:
    without_proof = f"Somos sostenibles. {NOTE.process}. {NOTE.benefit}."
    assert bare_claims(without_proof, [NOTE], LEXICON) == ["sostenibles"]


def test_a_claim_is_found_with_or_without_its_accent_and_named_as_it_was_written() -> None:
    assert bare_claims("Suelas ecologicas.", [], LEXICON) == ["ecologicas"]
    assert bare_claims("Suelas Ecológicas y\necológicas.", [], LEXICON) == ["Ecológicas"]
    assert bare_claims("Respetuoso  con el medio", [], ["respetuoso con el"]) == ["Respetuoso  con el"]
