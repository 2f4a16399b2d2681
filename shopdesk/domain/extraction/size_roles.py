"""What a size is to the customer and its scale: wanted, owned, received, a foot measure, a second choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.extraction.vocabulary import Token, Words

_NEAR = 8
_WINDOW = 6
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


def role_of(tokens: Sequence[Token], size: Found, words: Words, earlier: Sequence[NamedSize]) -> str:
    """Return what a size is to the customer, from the words around it; wanted when nothing says otherwise."""
    first, last = size.places[0], size.places[-1]
    window = [token.form for token in tokens[max(0, first - _WINDOW) : first]]
    after = [token.form for token in tokens[last + 1 : last + 4]]
    if _is_foot(window, after):
        return Role.FOOT
    start = max((i for i, form in enumerate(window) if form[0].isdigit()), default=-1) + 1
    near = window[start:]
    if earlier and first - earlier[-1].places[-1] <= _NEAR:
        beside = _role_beside(near, earlier[-1], words)
        if beside:
            return beside
    said = _role_said(near, words)
    if said:
        return said
    if after[:1] == ["en"] and len(after) > 1 and words.has("brands", after[1]):
        return Role.OWNED
    between, am = {"entre", "between"} & set(window), {"soy", "estoy", "esta", "i'm", "im", "m"} & set(window)
    return Role.OWNED if between and am else Role.WANTED


def settled(tokens: Sequence[Token], named: Sequence[NamedSize], words: Words) -> list[NamedSize]:
    """Turn what was bought into what was received, where the message complains or asks for another size."""
    complains = any(words.has("misfit", token.form) for token in tokens) or len(named) > 1
    result: list[NamedSize] = []
    for size in named:
        before = [token.form for token in tokens[max(0, size.places[0] - 5) : size.places[0]]]
        bought = any(words.has("bought", form) for form in before) and size.role == Role.WANTED
        other = any(one.role == Role.RECEIVED for one in named if one is not size)
        is_first = size is named[0] and len(named) > 1 and size.role == Role.WANTED
        worn = is_first and _is_worn(tokens, size, words)
        received = ((bought and complains) or worn) and not other
        result.append(NamedSize(size.value, Role.RECEIVED, size.scale, size.places) if received else size)
    return result


def _is_worn(tokens: Sequence[Token], size: NamedSize, words: Words) -> bool:
    """Say whether a size is of what did not fit: ``me quedó grande el del 25, ¿tienen 24?``."""
    before = [token.form for token in tokens[max(0, size.places[0] - _NEAR) : size.places[0]]]
    own = {"me", "le", "nos", "les"} & set(before)
    return bool(own) and any(words.has("misfit", form) for form in before) and before[-1:] == ["del"]


def _role_said(near: Sequence[str], words: Words) -> str:
    """Return the role that the words before a size say, the nearest word first."""
    if near[-1:] == ["mi"]:
        return Role.OWNED
    for place in range(len(near) - 1, -1, -1):
        form, lead = near[place], near[place - 1] if place else ""
        if form == "vino" and lead in ("color", "en", "tono"):
            continue
        if words.has("received", form):
            return Role.WANTED if "no" in near[max(0, place - 2) : place] else Role.RECEIVED
        if words.has("tight", form):
            return Role.RECEIVED
        if words.has("owned", form):
            return Role.OWNED
        if words.has("wishes", form):
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
    if {"sirve", "conformo", "defecto"} & set(joined) or joined[-2:] == ["si", "no"]:
        return Role.ALTERNATIVE
    return Role.OWNED if before.role == Role.OWNED and {"y", "en"} <= set(near) else ""


def _is_foot(before: Sequence[str], after: Sequence[str]) -> bool:
    centimetres = after[:1] in (["cm"], ["cms"], ["centimetros"])
    foot = "pie" in before or "pie" in after
    measured = bool({"mide", "miden", "mido", "largo"} & set(before))
    return (centimetres and (foot or measured)) or (foot and measured)
