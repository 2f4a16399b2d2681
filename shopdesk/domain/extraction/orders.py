"""Order numbers: only where the message says that it is one. A wrong number is worse than none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.extraction.vocabulary import Token, Words

_REACH = 7
_PREFIX = re.compile(r"[A-Z]{1,5}$")
_YEARS = range(2015, 2041)


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """An order number with the places of its tokens."""

    value: str
    places: tuple[int, ...]


def find(tokens: Sequence[Token], words: Words) -> list[NamedOrder]:
    """Return the order numbers a message names."""
    found: list[NamedOrder] = []
    for at, token in enumerate(tokens):
        if not token.is_number or "." in token.form or not 3 <= len(token.form) <= 10:
            continue
        follows = found and found[-1].places[-1] == at - 2 and tokens[at - 1].form in ("y", "e", "o", "-")
        first = at - 2 if _is_second_part(tokens, at) else at
        if (follows and len(token.form) == len(found[-1].value)) or _is_named(tokens, first, words):
            found.append(_whole(tokens, at))
    return found


def _is_second_part(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a number ends one written with a dash, its parts of two lengths: ``88-1204``."""
    if at < 2 or tokens[at - 1].form != "-" or not tokens[at - 2].is_number:
        return False
    touching = tokens[at - 2].end == tokens[at - 1].start and tokens[at - 1].end == tokens[at].start
    return touching and len(tokens[at - 2].form) != len(tokens[at].form)


def _is_named(tokens: Sequence[Token], at: int, words: Words) -> bool:
    if _is_shielded(tokens, at, words):
        return False
    if at and tokens[at - 1].form == "#":
        return not (at > 1 and words.has("strong", tokens[at - 2].form))
    for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
        form = tokens[back].form
        if words.has("words", form):
            return _reads_as_number(tokens[back + 1 : at], tokens[at], words)
        if tokens[back].is_number or words.has("shields", form):
            return False
    return _follows_later(tokens, at, words)


def _reads_as_number(between: Sequence[Token], number: Token, words: Words) -> bool:
    plain = [token.form for token in between if token.form not in "#-/" and not _PREFIX.match(token.raw)]
    if all(words.has("fillers", form) for form in plain):
        return not (int(number.form) in _YEARS and any(form == "de" for form in plain[-1:]))
    return (len(number.form) >= 4 and plain[-1:] == ["es"]) or plain[-2:] in (["es", "el"], ["es", "la"])


def _follows_later(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Accept ``ya salió mi pedido? es el 1120``: said after the order was named, by "es el"."""
    if not any(words.has("words", token.form) for token in tokens[:at]):
        return False
    before = [token.form for token in tokens[max(0, at - 2) : at]]
    return before in (["es", "el"], ["numero", "es"], ["es", "numero"]) or before[-1:] == ["es"]


def _is_shielded(tokens: Sequence[Token], at: int, words: Words) -> bool:
    before = [token.form for token in tokens[max(0, at - 3) : at]]
    after = tokens[at + 1].form if at + 1 < len(tokens) else ""
    money = before[-1:] in (["$"], ["en"], ["por"], ["a"]) or after in ("$", "€")
    shields = [i for i, form in enumerate(before) if words.has("shields", form)]
    ordered = [i for i, form in enumerate(before) if words.has("words", form)]
    return money or words.has("not_sizes", after) or max(shields, default=-1) > max(ordered, default=-1)


def _whole(tokens: Sequence[Token], at: int) -> NamedOrder:
    first = at
    coded = first >= 2 and tokens[first - 1].form == "-" and _PREFIX.match(tokens[first - 2].raw)
    if coded or _is_second_part(tokens, at):
        first -= 2
    elif first >= 1 and _PREFIX.match(tokens[first - 1].raw) and tokens[first - 1].end == tokens[at].start:
        first -= 1
    value = "".join(token.raw for token in tokens[first : at + 1])
    return NamedOrder(value, tuple(range(first, at + 1)))
