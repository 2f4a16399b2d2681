"""Colours, in the singular, guarded against verbs (vino), names (Rosa) and things (crema)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from shopdesk.domain.extraction.sizes import Role
from shopdesk.domain.extraction.vocabulary import Token, Words

_LONGEST = 3


@dataclass(frozen=True, slots=True)
class NamedColor:
    """A colour with its role and the places of its tokens."""

    name: str
    role: str
    places: tuple[int, ...]


def find(
    tokens: Sequence[Token], words: Words, taken: Collection[int], sizes: Collection[int]
) -> list[NamedColor]:
    """Return the colours a message names.

    Args:
        tokens: The message.
        words: Vocabulary.
        taken: Places that belong to a product's name or an order.
        sizes: Places that belong to a size: a colour beside one is meant as a colour.
    """
    found: list[NamedColor] = []
    at = 0
    while at < len(tokens):
        name, length = _match(tokens, at, words) if at not in taken else ("", 1)
        if name and _is_meant(tokens, at, length, words, {*taken, *sizes}, found):
            found.append(NamedColor(name, _role(tokens, at, words, found), tuple(range(at, at + length))))
        at += length
    return found


def _match(tokens: Sequence[Token], at: int, words: Words) -> tuple[str, int]:
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        text = " ".join(token.form for token in tokens[at : at + length])
        for name, pattern in words.colors:
            if pattern.fullmatch(text):
                return name, length
    return "", 1


def _is_meant(tokens: Sequence[Token], at: int, length: int, words: Words, company: Collection[int],
              found: Sequence[NamedColor]) -> bool:  # fmt: skip
    form = tokens[at].form
    before = tokens[at - 1].form if at else ""
    after = tokens[at + length].form if at + length < len(tokens) else ""
    if _means_something_else(tokens, at, words):
        return False
    if length > 1 or not words.has("shy", form):
        return True
    if before == "en":
        return after not in ("la", "el")
    if words.has("color_leads", before) or after == "color":
        return before not in ("y", "o", "u") or bool(found)
    beside = at - 1 in company or at + length in company or words.kind_of(before) != ""
    return beside or (words.has("article_shy", form) and words.has("articles", before))


def _means_something_else(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Say whether ``vino`` is a verb, ``café`` a drink, ``Rosa`` a name, ``amarillos`` what shoes turn."""
    form = tokens[at].form
    before = [token.form for token in tokens[max(0, at - 2) : at]]
    lead = before[-1] if before else ""
    verb = form == "vino" and words.has("against", lead)
    drink = form == "cafe" and any(words.has("drinking", one) for one in before)
    return verb or drink or words.has("turning", lead) or _is_person(tokens, at, words)


def _is_person(tokens: Sequence[Token], at: int, words: Words) -> bool:
    token = tokens[at]
    if not token.raw[0].isupper():
        return False
    named = any(words.has("names_before", t.form) for t in tokens[max(0, at - 2) : at])
    surname = at + 1 < len(tokens) and tokens[at + 1].raw[0].isupper() and tokens[at + 1].raw[1:].islower()
    return named or (surname and at > 0)


def _role(tokens: Sequence[Token], at: int, words: Words, found: Sequence[NamedColor]) -> str:
    before = [token.form for token in tokens[max(0, at - 4) : at]]
    if any(words.has("received", form) for form in before):
        return Role.RECEIVED
    if found and before[-1:] in (["o"], ["u"]):
        return Role.ALTERNATIVE
    if before[-1:] == ["de"] and any(token.form == "a" for token in tokens[at + 1 : at + 3]):
        return Role.OWNED
    return Role.WANTED
