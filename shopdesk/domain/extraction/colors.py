"""Colours, in the singular, guarded against verbs (vino), names (Rosa) and things (crema)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from shopdesk.domain.extraction.sizes import Role
from shopdesk.domain.extraction.vocabulary import Token, Words, is_color, masculine, singular
from shopdesk.domain.tagging.reading import fold

_LONGEST = 3
_JOINTS = frozenset({"y", "o", "u", "or", "and"})


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
    """Return the colour that starts here, with its shade (``verde olivo``), and its length."""
    head = words.shades.heads.get(tokens[at].form, "")
    first = at + 1 if head else at
    base, length = _base(tokens, first, words)
    if not base:
        return "", 1
    if head:
        return f"{base} {head}", length + 1
    tail = _tail(tokens, at + length, base, words)
    return (f"{base} {tail}", length + 1) if tail else (base, length)


def _base(tokens: Sequence[Token], at: int, words: Words) -> tuple[str, int]:
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        text = " ".join(token.form for token in tokens[at : at + length])
        for name, pattern in words.colors:
            if pattern.fullmatch(text):
                return name, length
    return "", 0


def _tail(tokens: Sequence[Token], at: int, base: str, words: Words) -> str:
    if at >= len(tokens) or tokens[at].clause != tokens[at - 1].clause:
        return ""
    form = tokens[at].form
    for spelled in (form, singular(form), masculine(form)):
        written, after = words.shades.tails.get(spelled, ("", frozenset()))
        if written and (not after or fold(base).split()[0] in {fold(one) for one in after}):
            return written
    return ""


def _is_meant(tokens: Sequence[Token], at: int, length: int, words: Words, company: Collection[int],
              found: Sequence[NamedColor]) -> bool:  # fmt: skip
    form = tokens[at].form
    after = tokens[at + length].form if at + length < len(tokens) else ""
    if _means_something_else(tokens, at, words):
        return False
    if length > 1 or not words.has("shy", form) or len(tokens) == length:
        return True
    cue = _cue(tokens, at, words)
    if cue in ("en", "in"):
        return after not in ("la", "el")
    if words.has("color_leads", cue) or after == "color":
        return cue not in _JOINTS or bool(found)
    before = tokens[at - 1].form if at else ""
    beside = at - 1 in company or at + length in company or words.kind_of(before) != ""
    return beside or (words.has("article_shy", form) and words.has("articles", before))


def _cue(tokens: Sequence[Token], at: int, words: Words) -> str:
    """Return the word before a colour that says it is one: past "solo" in ``blanco o solo ambar``."""
    back = at - 1
    while back > 0 and words.has("adverbs", tokens[back].form) and tokens[back].clause == tokens[at].clause:
        back -= 1
    return tokens[back].form if back >= 0 else ""


def _means_something_else(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Say whether ``vino`` is a verb, ``café`` a drink, ``Rosa`` a name, ``amarillos`` what shoes turn."""
    form = tokens[at].form
    before = [token.form for token in tokens[max(0, at - 3) : at]]
    lead = before[-1] if before else ""
    after = tokens[at + 1].form if at + 1 < len(tokens) else ""
    verb = form == "vino" and (words.has("against", lead) or words.has("after_verb", after))
    drink = form == "cafe" and any(words.has("drinking", one) for one in before[-2:])
    scent = any(words.has("scents", one) for one in before)
    turned = words.has("turning", lead) and not is_color(after, words)
    return verb or drink or scent or turned or _is_person(tokens, at, words)


def _is_person(tokens: Sequence[Token], at: int, words: Words) -> bool:
    token = tokens[at]
    if not token.raw[0].isupper():
        return False
    before = tokens[max(0, at - 3) : at]
    named = any(words.has("names_before", t.form) for t in before[-2:]) or (
        len(before) == 3 and words.has("names_before", before[0].form) and before[2].raw[0].isupper()
    )
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
