"""What a size is to the customer and its scale: wanted, owned, received, a foot measure, a second choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from shopdesk.domain.extraction.vocabulary import Token, Words

_NEAR = 8
_WINDOW = 6
_CUTS = frozenset({"y", "pero", "but", "and", "e", "entonces", "porque", "asi"})
_SENT = frozenset({("me", "mandan"), ("me", "mandas"), ("me", "traen"), ("me", "entregan"), ("me", "llega")})
_CENTIMETRES = (("cm",), ("cms",), ("centimetros",), ("centimeters",))
_SMALLEST_MX, _SMALLEST_EU = 15, 33


class Role(StrEnum):
    """What a size is to the customer."""

    WANTED = "wanted"
    OWNED = "owned"
    RECEIVED = "received"
    FOOT = "foot_measure"
    ALTERNATIVE = "alternative"


class Scale(StrEnum):
    """The system a size is written in; US overlaps with others and has to be asked."""

    MX = "MX"
    CM = "cm"
    EU = "EU"
    US = "US"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Found:
    """A size before its role is known."""

    value: str
    places: tuple[int, ...]
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class NamedSize:
    """A size with its role, its scale and the places of its tokens."""

    value: str
    role: str
    scale: str
    places: tuple[int, ...]


def scale_of(tokens: Sequence[Token], size: Found, words: Words) -> str:
    """Return the scale: what the message says, else by range (15-32 MX, 34-47 EU, 3-14 US)."""
    if size.is_letter:
        return Scale.LETTER
    first, last = size.places[0], size.places[-1]
    after = tokens[last + 1].form if last + 1 < len(tokens) else ""
    before = [token.form for token in tokens[max(0, first - 2) : first]]
    for name, scale in (("after_mx", Scale.MX), ("after_eu", Scale.EU), ("after_us", Scale.US)):
        if words.has(name, after) or any(words.has(name, form) for form in before):
            return scale
    if after in ("cm", "cms", "centimetros"):
        return Scale.CM
    value = float(size.value)
    if value < _SMALLEST_MX:
        return Scale.US
    return Scale.MX if value < _SMALLEST_EU else Scale.EU


def role_of(
    tokens: Sequence[Token], size: Found, words: Words, earlier: Sequence[NamedSize], later: int
) -> str:
    """Return what a size is to the customer; wanted when nothing says otherwise.

    Args:
        tokens: The message.
        size: The size.
        words: Vocabulary.
        earlier: Sizes named before it, with their roles.
        later: Place of the next size, or the number of tokens.
    """
    around = _around(tokens, size, later)
    first = size.places[0]
    other_foot = bool(earlier) and earlier[-1].role == Role.FOOT and around.after[:1] in _CENTIMETRES
    if _is_foot(around, words) or other_foot:
        return Role.FOOT
    if earlier and first - earlier[-1].places[-1] <= _NEAR:
        beside = _role_beside(around.since, earlier[-1], words)
        if beside:
            return beside
    said = _role_before(around, words)
    following = " ".join(token.form for token in tokens[size.places[-1] + 1 : size.places[-1] + 1 + _WINDOW])
    if said == Role.RECEIVED and words.phrases["fits_well"].search(following):
        return Role.OWNED
    if said in (Role.OWNED, Role.RECEIVED):
        return said
    if words.phrases["misfit"].search(" ".join(around.after)):
        return Role.RECEIVED
    return said or _role_after(around, words)


def _role_after(around: _Around, words: Words) -> str:
    """Return the role of a size that no word before it tells: worn, if it fits or is one of another brand."""
    fitting = " ".join((*around.own, "_", *around.after))
    if words.phrases["fits"].search(fitting):
        return Role.OWNED
    brand = around.after[:1] == ("en",) and len(around.after) > 1 and words.has("brands", around.after[1])
    am = {"soy", "estoy", "ando", "esta", "i'm", "im", "m"} & set(around.window)
    return Role.OWNED if brand or (am and {"entre", "between"} & set(around.window)) else Role.WANTED


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a size.

    Attributes:
        window: The last few before it.
        since: Those of the window after the last number.
        own: Those before it in its own part of the clause: after the last size, "and" or "but".
        clause: Those before it in its clause.
        after: Those after it in its clause, up to a "but", an "and" or the next size.
    """

    window: tuple[str, ...]
    since: tuple[str, ...]
    own: tuple[str, ...]
    clause: tuple[str, ...]
    after: tuple[str, ...]


def _around(tokens: Sequence[Token], size: Found, later: int) -> _Around:
    first, last = size.places[0], size.places[-1]
    window = tuple(token.form for token in tokens[max(0, first - _WINDOW) : first])
    start = max((i for i, form in enumerate(window) if form[0].isdigit()), default=-1) + 1
    clause = tuple(token.form for token in tokens[:first] if token.clause == tokens[first].clause)
    cut = max((i for i, form in enumerate(clause) if form in _CUTS or form[0].isdigit()), default=-1) + 1
    after: list[str] = []
    for token in tokens[last + 1 : later]:
        if token.clause != tokens[last].clause or token.form in _CUTS:
            break
        after.append(token.form)
    return _Around(window, window[start:], clause[cut:], clause, tuple(after))


def _role_before(around: _Around, words: Words) -> str:
    """Return the role said before a size: in its part of the clause, the whole clause, then further back."""
    for near in (around.own, around.clause, around.since):
        said = _role_said(near, words)
        if said:
            return said
    return ""


def settled(tokens: Sequence[Token], named: Sequence[NamedSize], words: Words) -> list[NamedSize]:
    """Turn what was bought into what was received, where the message complains or asks for another size."""
    text = " ".join(token.form for token in tokens)
    named = _sent_instead(tokens, named, words)
    complains = bool(words.phrases["misfit"].search(text)) or len(named) > 1
    result: list[NamedSize] = []
    for place, size in enumerate(named):
        since = named[place - 1].places[-1] + 1 if place else 0
        before = [token.form for token in tokens[max(since, size.places[0] - _NEAR) : size.places[0]]]
        bought = any(words.has("bought", form) for form in before)
        other = any(one.role == Role.RECEIVED for one in named if one is not size)
        swapped = place + 1 < len(named) and _is_swapped(tokens, size, named[place + 1], words)
        received = size.role == Role.WANTED and ((bought and complains and not other) or swapped)
        result.append(NamedSize(size.value, Role.RECEIVED, size.scale, size.places) if received else size)
    return result


def _sent_instead(tokens: Sequence[Token], named: Sequence[NamedSize], words: Words) -> Sequence[NamedSize]:
    """Read ``pedí 18 y me mandan 16``: what they send after it was ordered is received, not wished."""
    result: list[NamedSize] = []
    for place, size in enumerate(named):
        before = [token.form for token in tokens[: size.places[0]]]
        near = before[named[place - 1].places[-1] + 1 :] if place else []
        sent = any(pair in _SENT for pair in pairwise(near)) and any(words.has("bought", w) for w in before)
        swapped = sent and size.role == Role.WANTED
        result.append(replace(size, role=Role.RECEIVED) if swapped else size)
    return result


def _is_swapped(tokens: Sequence[Token], size: NamedSize, other: NamedSize, words: Words) -> bool:
    """Say whether a size is changed for the next one: ``cambiar el 25 por el 26``, ``de 27 a 28``."""
    between = [token.form for token in tokens[size.places[-1] + 1 : other.places[0]]]
    before = [token.form for token in tokens[max(0, size.places[0] - _NEAR) : size.places[0]]]
    change = any(words.has("changing", form) for form in before)
    plain = [form for form in between if not words.has("links", form) and form != "una"]
    return change and bool(plain) and all(form in ("por", "x", "a", "for", "to", "al") for form in plain)


def _role_said(near: Sequence[str], words: Words) -> str:
    """Return the role that the words before a size say, the nearest word first."""
    if near[-1:] == ("mi",):
        return Role.OWNED
    text = " ".join(near)
    fits_ill = max((m.end() for m in words.phrases["misfit"].finditer(text)), default=0)
    for place in range(len(near) - 1, -1, -1):
        form, lead = near[place], near[place - 1] if place else ""
        if fits_ill > len(" ".join(near[:place])):
            return Role.RECEIVED
        if form == "vino" and lead in ("color", "en", "tono"):
            continue
        if words.has("received", form):
            return Role.WANTED if "no" in near[max(0, place - 2) : place] else Role.RECEIVED
        if words.has("owned", form) or (lead, form) in (("i", "m"), ("i", "am")):
            return Role.OWNED
        if words.has("wishes", form) or words.has("bought", form):
            return Role.WANTED
    return ""


def _role_beside(near: Sequence[str], before: NamedSize, words: Words) -> str:
    """Return the role of a size that follows another one: ``24 o 25``, ``24 y 26``, ``si no, 25.5``."""
    joined = [form for form in near if not words.has("links", form)]
    if joined[-1:] in (["o"], ["u"], ["/"], ["-"], ["or"]):
        return Role.OWNED if before.role == Role.OWNED else Role.ALTERNATIVE
    if joined[-1:] == ["sino"]:
        return Role.RECEIVED if before.role == Role.WANTED else Role.WANTED
    if joined in (["y"], ["and"]):
        return before.role
    if {"sirve", "conformo", "defecto"} & set(joined) or joined[-2:] in (["si", "no"], ["no", "hay"]):
        return Role.ALTERNATIVE
    return Role.OWNED if before.role == Role.OWNED and {"y", "en"} <= set(near) else ""


def _is_foot(around: _Around, words: Words) -> bool:
    foot = words.phrases["foot"]
    behind = any(foot.fullmatch(form) for form in (*around.window[-4:], *around.after[:4]))
    centimetres = around.after[:1] in _CENTIMETRES
    measured = any(words.has("measured", form) for form in around.window)
    return (centimetres and (behind or measured)) or (behind and measured)
