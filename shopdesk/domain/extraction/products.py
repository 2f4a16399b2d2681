"""Products a message names: matched to the catalogue in any spelling, and not when the name is a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from shopdesk.domain.extraction.vocabulary import Token, Words, alike, singular
from shopdesk.domain.tagging.reading import fold

_INFLECTED = ("mente", "ando", "iendo", "ado", "ados", "ada", "adas", "ido", "idos", "ida", "idas", "aron")


@dataclass(frozen=True, slots=True)
class Model:
    """A product name taken apart: its kind, and the words that tell it from others."""

    name: str
    kind: str
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The models a message may name.

    Attributes:
        models: Each name once.
        by_kind: Models of each kind of product.
        common: Folded words that are ordinary Spanish, never a misspelt model name.
        names: Folded words, in the singular, that tell models apart.
        is_guess: No real catalogue is at hand: a kind followed by an unknown name counts as a product.
    """

    models: tuple[Model, ...]
    by_kind: Mapping[str, tuple[Model, ...]]
    common: frozenset[str]
    is_guess: bool = False
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """A product with the places of its tokens."""

    name: str
    places: tuple[int, ...]


def catalogue_of(
    names: Sequence[str], words: Words, *, common: frozenset[str] = frozenset(), is_guess: bool = False
) -> Catalogue:
    """Build a catalogue from product names such as ``Botín Sierra``."""
    folded = {name: fold(name).replace("-", " ").split() for name in dict.fromkeys(names)}
    shared = Counter(word for parts in folded.values() for word in set(parts))
    models: list[Model] = []
    for name, parts in folded.items():
        kind = next((k for word in parts if (k := words.kind_of(word))), "")
        rest = [w for w in parts if not words.kind_of(w) and len(w) > 2 and not w.isdigit()]
        own = [w for w in rest if not words.has("generic", w)] or [w for w in rest if shared[w] == 1]
        models.append(Model(name, kind, tuple(own)))
    kinds: dict[str, list[Model]] = {}
    for model in models:
        kinds.setdefault(model.kind, []).append(model)
    told_by = frozenset(singular(word) for model in models for word in model.own)
    by_kind = {k: tuple(v) for k, v in kinds.items() if k}
    return Catalogue(tuple(models), by_kind, common, is_guess, told_by)


def find(
    tokens: Sequence[Token], words: Words, catalogue: Catalogue, sizes: Collection[int]
) -> list[NamedProduct]:
    """Return the products a message names, by name first, then by kind where the shop has only one of it."""
    named: list[NamedProduct] = []
    for at, token in enumerate(tokens):
        if token.form.isalpha() and not any(at in found.places for found in named):
            model = _by_name(tokens, at, words, catalogue, sizes)
            if model:
                named.append(NamedProduct(model.name, _places(tokens, at, model, words)))
    if not named:
        named.extend(_by_kind(tokens, words, catalogue, sizes))
    if not named:
        named.extend(_unknown(tokens, words, catalogue))
    return _once(named)


def _by_name(tokens: Sequence[Token], at: int, words: Words, catalogue: Catalogue,
             sizes: Collection[int]) -> Model | None:  # fmt: skip
    form = tokens[at].form
    if words.kind_of(form):
        return None
    fitting = [m for m in catalogue.models if any(_is_name(form, word, catalogue) for word in m.own)]
    if not fitting:
        return None
    kind = _kind_before(tokens, at, words)
    of_kind = [m for m in fitting if kind and m.kind == kind]
    chosen = (of_kind or sorted(fitting, key=lambda m: -_overlap(tokens, m)))[0]
    if kind and not of_kind and chosen.kind and not _same_family(kind, chosen.kind, words):
        return None
    return chosen if _is_meant(tokens, at, words, sizes, has_kind=bool(kind)) else None


def _is_name(form: str, word: str, catalogue: Catalogue) -> bool:
    if form == word or singular(form) == singular(word):
        return True
    return form not in catalogue.common and alike(form, word)


def _is_meant(
    tokens: Sequence[Token], at: int, words: Words, sizes: Collection[int], *, has_kind: bool
) -> bool:
    form = tokens[at].form
    base = singular(form)
    place = words.has("places", form) or words.has("places", base)
    thing = words.has("things", form) or words.has("things", base)
    person = words.has("people", form)
    if has_kind or not (place or thing or person):
        return True
    before = [token.form for token in tokens[max(0, at - 3) : at]]
    lead = before[-1] if before else ""
    beside = at + 1 in sizes or at - 1 in sizes or at + 2 in sizes or _color_next(tokens, at, words)
    if person:
        named = any(words.has("names_before", word) for word in before[-2:])
        return not named and (
            beside
            or words.has("singular_articles", lead)
            or words.has("plural_articles", lead)
            or lead == "modelo"
        )
    if words.has("plural_articles", lead) or (lead == "el" and place):
        return True
    if place and (words.has("place_before", lead) or any(words.has("place_lead", word) for word in before)):
        return False
    if place and lead == "la":
        return beside
    return beside or (thing and lead in ("el", "la", "del", "modelo", "en")) or lead == "modelo"


def _color_next(tokens: Sequence[Token], at: int, words: Words) -> bool:
    near = tokens[at + 1 : at + 2]
    return any(pattern.fullmatch(token.form) for token in near for _, pattern in words.colors)


def _kind_before(tokens: Sequence[Token], at: int, words: Words) -> str:
    for back in range(at - 1, max(-1, at - 4), -1):
        kind = words.kind_of(tokens[back].form)
        if kind:
            return kind
        if not words.has("generic", tokens[back].form):
            return ""
    return ""


def _same_family(said: str, kept: str, words: Words) -> bool:
    return said == kept or (words.has("footwear", said) and words.has("footwear", kept))


def _overlap(tokens: Sequence[Token], model: Model) -> int:
    forms = {singular(token.form) for token in tokens}
    return sum(singular(word) in forms for word in fold(model.name).split())


def _places(tokens: Sequence[Token], at: int, model: Model, words: Words) -> tuple[int, ...]:
    parts = {singular(word) for word in fold(model.name).split()}
    first = last = at
    while first and (singular(tokens[first - 1].form) in parts or words.kind_of(tokens[first - 1].form)):
        first -= 1
    while last + 1 < len(tokens) and singular(tokens[last + 1].form) in parts:
        last += 1
    return tuple(range(first, last + 1))


def _by_kind(
    tokens: Sequence[Token], words: Words, catalogue: Catalogue, sizes: Collection[int]
) -> list[NamedProduct]:
    found: list[NamedProduct] = []
    for at, token in enumerate(tokens):
        kind = words.kind_of(token.form)
        models = catalogue.by_kind.get(kind, ())
        closer = [m for m in models if _overlap(tokens, m) > 1]
        narrowed = closer if len(models) > 1 or words.has("vague", kind) else list(models)
        if len(narrowed) == 1 and _is_definite(tokens, at, words, sizes):
            found.append(NamedProduct(narrowed[0].name, (at,)))
    return found


def _is_definite(tokens: Sequence[Token], at: int, words: Words, sizes: Collection[int]) -> bool:
    """Say whether ``el botín`` or ``mocasines negros`` is meant, not any botines or the customer's own."""
    lead = tokens[at - 1].form if at else ""
    described = at + 1 in sizes or at + 2 in sizes or _color_next(tokens, at, words)
    if words.has("not_ours", lead) and lead != "de":
        return described and not words.has("possessive", lead)
    return True


def _unknown(tokens: Sequence[Token], words: Words, catalogue: Catalogue) -> list[NamedProduct]:
    """Return names that look like a model no catalogue knows: a kind followed by a name of its own."""
    if not catalogue.is_guess:
        return []
    for at, token in enumerate(tokens[:-1]):
        kind = words.kind_of(token.form)
        if kind and _is_own_name(tokens, at + 1, words, catalogue):
            return [NamedProduct(f"{kind.capitalize()} {tokens[at + 1].raw.capitalize()}", (at, at + 1))]
    return []


def _is_own_name(tokens: Sequence[Token], at: int, words: Words, catalogue: Catalogue) -> bool:
    token, form = tokens[at], tokens[at].form
    if not form.isalpha() or len(form) < 4 or words.has("generic", form) or form in words.letters:
        return False
    if words.kind_of(form) or any(pattern.fullmatch(form) for _, pattern in words.colors):
        return False
    if token.raw[0].isupper() and not token.raw.isupper():
        return True
    return form not in catalogue.common and not form.endswith(_INFLECTED) and _color_next(tokens, at, words)


def _once(named: Sequence[NamedProduct]) -> list[NamedProduct]:
    seen: dict[str, NamedProduct] = {}
    for product in named:
        seen.setdefault(product.name, product)
    return list(seen.values())
