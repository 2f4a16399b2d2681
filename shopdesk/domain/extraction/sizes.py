"""Sizes that a message names: which numbers and letters are sizes, and which count days, pairs or money."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shopdesk.domain.extraction.size_roles import Found, NamedSize, Role, Scale, role_of, scale_of, settled
from shopdesk.domain.extraction.vocabulary import Token, Words, is_color, singular

_SMALLEST, _LARGEST = 10.0, 50.0
_TINY = 2.0
_REACH = 3
_GROWN = 15
_JOINTS = frozenset({"y", "o", "u", "/", "-", "and", "or"})
_JOINED = tuple((joint,) for joint in _JOINTS)
_AGES = ((0, 3), (3, 6), (6, 9), (6, 12), (9, 12), (12, 18), (18, 24), (24, 36))
_BANDS, _CUPS = range(28, 48, 2), frozenset({"a", "b", "c", "d", "dd", "e"})
_TODAY, _LAST_DAY = (("hoy", "es"), ("estamos", "a"), ("ya", "es"), ("ya", "estamos")), 31
_LETTER_CUES = ("always", "before_letter", "owned", "wishes", "brands", "bought")
_FAR = 6
_BETWEEN = frozenset({"entre", "between"})

__all__ = ["NamedSize", "Role", "Scale", "find"]


@dataclass(frozen=True, slots=True)
class _Place:
    """A number in its surroundings: three words before it, three after."""

    value: float
    first: int
    last: int
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def lead(self) -> str:
        """The word right before."""
        return self.before[-1] if self.before else ""

    @property
    def follow(self) -> str:
        """The word right after."""
        return self.after[0] if self.after else ""


def find(
    tokens: Sequence[Token], words: Words, taken: Collection[int], names: Collection[str] = ()
) -> list[NamedSize]:
    """Return the sizes a message names, each with role and scale.

    Args:
        tokens: The message.
        words: Vocabulary.
        taken: Places that belong to an order number.
        names: Folded words of the catalogue's models: a number right after one is a size.
    """
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        size = None if at in taken else _of_any_kind(tokens, at, words, found, names)
        if size:
            found.append(size)
        at = size.places[-1] + 1 if size else at + 1
    named: list[NamedSize] = []
    nexts = [*(size.places[0] for size in found[1:]), len(tokens)]
    for size, later in zip(found, nexts, strict=False):
        role = role_of(tokens, size, words, named, later)
        scale = Scale.CM if role == Role.FOOT else scale_of(tokens, size, words)
        named.append(NamedSize(size.value, role, scale, size.places))
    return settled(tokens, named, words)


def _of_any_kind(
    tokens: Sequence[Token], at: int, words: Words, found: Sequence[Found], names: Collection[str]
) -> Found | None:
    return _cup(tokens, at) or _letter(tokens, at, words) or _number(tokens, at, words, found, names)


def _cup(tokens: Sequence[Token], at: int) -> Found | None:
    """Return a size of band and cup, ``34C``, written in one."""
    pair = tokens[at : at + 2]
    if len(pair) < 2 or not pair[0].form.isdigit() or pair[0].end != pair[1].start:
        return None
    fits = int(pair[0].form) in _BANDS and pair[1].form in _CUPS
    return Found(f"{pair[0].form}{pair[1].form.upper()}", (at, at + 1), is_letter=True) if fits else None


def _number(
    tokens: Sequence[Token], at: int, words: Words, found: Sequence[Found], names: Collection[str]
) -> Found | None:
    token = tokens[at]
    value = float(token.form) if token.is_number else float(words.spoken.get(token.form, 0))
    if not value or value > _LARGEST or (value * 2 % 1 and not _is_measure(tokens, at)):
        return None
    last = _half_end(tokens, at, words)
    value += 0.5 if last > at else 0.0
    place = _Place(
        value,
        at,
        last,
        tuple(t.form for t in tokens[max(0, at - _REACH) : at]),
        tuple(t.form for t in tokens[last + 1 : last + 1 + _REACH]),
    )
    if _is_day(tokens, place, words) or _is_other(place, words):
        return None
    named = value >= _SMALLEST and singular(place.lead) in names
    if not named and not _is_size(tokens, place, words, found):
        return None
    return Found(f"{value:g}", tuple(range(at, last + 1)))


def _is_measure(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 < len(tokens) and tokens[at + 1].form in ("cm", "cms", "centimetros"):
        return True
    before = {token.form for token in tokens[max(0, at - 6) : at]}
    return "pie" in before and bool(before & {"mide", "miden", "largo"})


def _half_end(tokens: Sequence[Token], at: int, words: Words) -> int:
    after = [token.form for token in tokens[at + 1 : at + 4]]
    if after[:1] == ["½"]:
        return at + 1
    if len(after) > 1 and after[0] in ("y", "con") and words.has("halves", after[1]):
        return at + 2
    return at + 3 if after == ["1", "/", "2"] else at


def _is_size(tokens: Sequence[Token], place: _Place, words: Words, found: Sequence[Found]) -> bool:
    scales = ("after_mx", "after_eu", "after_us")
    near = (place.follow, *place.before[-2:])
    scaled = any(words.has(name, beside) for name in scales for beside in near)
    if place.value < _SMALLEST:
        called = _is_small_size(tokens, place, words, scaled=scaled)
        called = called or _is_listed(tokens, place, words, found)
        return called or _is_small_wish(tokens, place, words, found)
    if scaled or place.value % 1 or _is_measure(tokens, place.last) or _leads_to_size(tokens, place.last):
        return True
    if any(words.has(name, place.lead) for name in ("strong", "weak", "size_joints")):
        return True
    answers = place.first and tokens[place.first - 1].clause != tokens[place.first].clause
    asked = bool(answers) and any(words.has("always", form) for form in place.before)
    return _has_company(place, words) or bool(found) or len(tokens) == 1 or asked


def _is_small_size(tokens: Sequence[Token], place: _Place, words: Words, *, scaled: bool) -> bool:
    """Say whether 2 to 9 is a size: only if it is called one, or ends the question (``en 5``)."""
    called = words.has("always", place.lead)
    if place.value < _TINY or not (tokens[place.first].is_number or called):
        return False
    owned = place.lead == "soy" or place.before[-2:] in (("soy", "del"), ("soy", "de"))
    ends = place.last + 1 == len(tokens) and place.lead in ("en", "del")
    person = place.after[:1] == ("de",) and len(place.after) > 1 and words.has("persons", place.after[1])
    near = {token.form for token in tokens[max(0, place.first - 5) : place.first]}
    between = bool(_BETWEEN & near) and (
        _leads_to_size(tokens, place.last, _TINY) or place.lead in _JOINTS or place.before[-2:-1] in _JOINED
    )
    return scaled or called or owned or ends or person or between


def _is_listed(tokens: Sequence[Token], place: _Place, words: Words, found: Sequence[Found]) -> bool:
    """Accept ``talla 2 4 y 6``, ``la 8 verde`` and ``en 5 o 5.5``: in a row of sizes, or described as one."""
    if place.value < _TINY or not tokens[place.first].is_number:
        return False
    if found and found[-1].places[-1] == place.first - 1:
        return True
    if place.lead in ("la", "el", "del") and is_color(place.follow, words):
        return True
    after = tokens[place.last + 1 : place.last + 4]
    near = _leads_to_size(tokens, place.last, _TINY) and 0 < float(after[1].form) - place.value <= 1
    return near and place.lead == "en" and not (len(after) > 2 and words.has("not_sizes", after[2].form))


def _is_small_wish(tokens: Sequence[Token], place: _Place, words: Words, found: Sequence[Found]) -> bool:
    """Accept ``me la dieron en 6 y le quedó corta, ocupo la 8``: what fits or is wished, not counted."""
    if place.value < _TINY or not (words.has("small_leads", place.lead) or place.lead == "del"):
        return False
    if place.value % 1 and place.lead == "del":
        return True
    text = " ".join(token.form for token in tokens)
    near = [token.form for token in tokens[max(0, place.first - _FAR) : place.first - 1]]
    wished = any(words.has(name, form) for name in ("wishes", "bought", "received") for form in near)
    return bool(found) or wished or bool(words.phrases["misfit"].search(text))


def _leads_to_size(tokens: Sequence[Token], last: int, least: float = _SMALLEST) -> bool:
    """Accept ``24 y 26``: joined to another number that can be a size."""
    after = tokens[last + 1 : last + 3]
    joined = len(after) == 2 and after[0].form in _JOINTS and after[1].is_number
    return joined and least <= float(after[1].form) <= _LARGEST


def _has_company(place: _Place, words: Words) -> bool:
    near = [*place.before[-2:], place.follow]
    colored = any(is_color(form, words) for form in near)
    verbs = any(words.has(name, form) for form in near for name in ("owned", "received", "bought", "wishes"))
    return colored or verbs or any(words.kind_of(form) for form in place.before)


def _is_other(place: _Place, words: Words) -> bool:
    """Say whether a number counts pairs, days or money, or names a date, an hour or a photo instead."""
    written = f"{place.value:g}"
    if ("de", written) in (place.after[:2], place.before[-2:][::-1]):
        return True
    if _is_age_span(place):
        return True
    if place.value < _GROWN and place.lead == "de" and words.has("children", " ".join(place.before[-2:-1])):
        return True  # a child's age
    if words.phrases["body"].fullmatch(place.lead) or _measures_body(place, words):
        return True
    if words.has("not_sizes", place.follow) or place.lead == "$" or place.follow in ("$", "%", "x"):
        return True
    if place.after[:1] == ("de",) and len(place.after) > 1 and words.has("months", place.after[1]):
        return True
    if " ".join(place.before[-2:]) in words.date_leads and not place.value % 1:
        return not is_color(place.follow, words)
    return words.has("not_before_size", place.lead)


def _is_age_span(place: _Place) -> bool:
    """Say whether a number ends or begins a span of months or years of age: ``6-12``, ``12-18``."""
    other = place.after[1] if place.follow == "-" and len(place.after) > 1 else ""
    other = place.before[-2] if place.lead == "-" and len(place.before) > 1 else other
    return other.isdigit() and tuple(sorted((place.value, float(other)))) in _AGES


def _is_day(tokens: Sequence[Token], place: _Place, words: Words) -> bool:
    """Say whether a number is a day of the month: ``la boda el 14``, ``lo pedí el 2 y hoy es 15``."""
    if place.value > _LAST_DAY or place.value % 1:
        return False
    if place.before[-2:] in _TODAY or (place.lead == "el" and place.after[:2] == ("a", "las")):
        return True
    forms = [token.form for token in tokens]
    counted = any(pair in _TODAY for pair in pairwise(forms)) and place.lead in ("el", "del")
    return counted or (place.lead == "el" and any(words.has("occasions", form) for form in place.before))


def _measures_body(place: _Place, words: Words) -> bool:
    """Say whether a number measures a waist or a wrist: ``72 de cintura``, ``muñeca de 15 cm``."""
    body = words.phrases["body"]
    after = [form for form in place.after if form not in ("cm", "cms", "de")]
    return bool(after and body.fullmatch(after[0])) or (
        place.lead == "de" and any(body.fullmatch(form) for form in place.before[:-1])
    )


def _letter(tokens: Sequence[Token], at: int, words: Words) -> Found | None:
    for length in (2, 1):
        forms = [token.form for token in tokens[at : at + length]]
        spelling = words.letters.get(" ".join(forms))
        if length == 2 and not spelling and forms[0].isdigit():
            spelling = words.letters.get("".join(forms))
        if spelling and len(forms) == length and _is_letter_meant(tokens, at, length, words):
            return Found(spelling, tuple(range(at, at + length)), is_letter=True)
    return None


def _is_letter_meant(tokens: Sequence[Token], at: int, length: int, words: Words) -> bool:
    form, is_capital = tokens[at].form, tokens[at].raw.isupper()
    lead = tokens[at - 1].form if at else ""
    if length == 2 or (is_capital and len(form) > 1) or form in ("xl", "xs", "xxl", "xxxl"):
        return True
    if len(form) > 2:
        return _is_spoken_letter(tokens, at, words)
    cue = any(words.has(name, lead) for name in _LETTER_CUES)
    beside = is_color(lead, words) or words.kind_of(lead) != ""
    is_plain = is_capital or len(form) > 1 or words.has("before_small_letter", lead)
    return (cue and is_plain) or (beside and is_capital)


def _is_spoken_letter(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Say whether ``grande`` or ``small`` is a size: called one, or beside another one spoken so."""
    form = tokens[at].form
    lead = tokens[at - 1].form if at else ""
    if words.has("always", lead):
        return True
    ends = at + 1 == len(tokens) or tokens[at + 1].clause != tokens[at].clause
    if words.has("adjectives", form):
        others = {token.form for token in tokens} & {"mediana", "mediano", "ch", "xl"}
        return words.has("before_letter", lead) and bool(others)
    if lead in ("a", "an"):
        return ends or tokens[at + 1].form in ("in", "or", "but")
    return words.has("before_letter", lead)
