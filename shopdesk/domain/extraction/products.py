"""Products a message names: matched to the catalogue in any spelling, and not when the name is a place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shopdesk.domain.extraction.catalogue import Catalogue, Model
from shopdesk.domain.extraction.vocabulary import Token, Words, alike, is_color, singular
from shopdesk.domain.tagging.reading import fold

_SHORT = 3  # "van" is no "Vans"
_INFLECTED = ("mente", "ando", "iendo", "ado", "ados", "ada", "adas", "ido", "idos", "ida", "idas", "aron")


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """A product with the places of its tokens."""

    name: str
    places: tuple[int, ...]


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
    named.extend(_by_kind(tokens, words, catalogue, sizes, beside=named))
    if not named:
        named.extend(_unknown(tokens, words, catalogue))
    return _once(named)


def _by_name(tokens: Sequence[Token], at: int, words: Words, catalogue: Catalogue,
             sizes: Collection[int]) -> Model | None:  # fmt: skip
    form = tokens[at].form
    lead = tokens[at - 1].form if at else ""
    if catalogue.kind_of(form, words) or words.has("color_nouns", lead):
        return None
    if lead == "en" and words.has("brands", form):
        return None  # "25 en Charly": a size worn in another brand
    fitting = [m for m in catalogue.models if any(_is_name(form, word, catalogue) for word in m.own)]
    if not fitting:
        return None
    kind = _kind_before(tokens, at, words, catalogue)
    of_kind = [m for m in fitting if kind and m.kind == kind]
    ranked = sorted(of_kind or fitting, key=lambda m: (-_overlap(tokens, m, words), len(m.name)))
    chosen = ranked[0]
    if len(ranked) > 1 and _is_either(tokens, ranked[0], ranked[1], words):
        return None
    if kind and not of_kind and chosen.kind and not _same_family(kind, chosen.kind, words):
        return None
    is_sure = bool(kind) or _is_spelt(tokens, at, chosen)
    return chosen if _is_meant(tokens, at, words, sizes, is_sure=is_sure) else None


def _is_either(tokens: Sequence[Token], one: Model, other: Model, words: Words) -> bool:
    """Say whether a message names two models alike: a brand of both, not one model in two colours."""
    if _overlap(tokens, one, words) > _overlap(tokens, other, words):
        return False
    words_of, others = set(fold(one.name).split()), set(fold(other.name).split())
    apart = words_of ^ others
    return not (words_of < others) and not all(is_color(word, words) for word in apart)


def _is_spelt(tokens: Sequence[Token], at: int, model: Model) -> bool:
    """Say whether two words of a name stand side by side as in the name: ``noche buena``."""
    parts = [singular(word) for word in fold(model.name).split()]
    pairs = set(pairwise(parts))
    near = [singular(token.form) for token in tokens[max(0, at - 1) : at + 2]]
    return any(pair in pairs for pair in pairwise(near))


def _is_name(form: str, word: str, catalogue: Catalogue) -> bool:
    if form == word or (len(form) > _SHORT and singular(form) == singular(word)):
        return True
    return form not in catalogue.common and alike(form, word)


def _is_meant(
    tokens: Sequence[Token], at: int, words: Words, sizes: Collection[int], *, is_sure: bool
) -> bool:
    form = tokens[at].form
    base = singular(form)
    place = words.has("places", form) or words.has("places", base)
    thing = words.has("things", form) or words.has("things", base)
    person = words.has("people", form)
    lead = tokens[at - 1].form if at else ""
    if words.has("greetings", lead):
        return False
    if is_sure or not (place or thing or person or is_color(form, words)):
        return True
    before = [token.form for token in tokens[max(0, at - 3) : at]]
    beside = at + 1 in sizes or at - 1 in sizes or at + 2 in sizes or _color_next(tokens, at, words)
    if person:
        named = any(words.has("names_before", word) for word in before[-2:])
        return not named and (
            beside
            or words.has("singular_articles", lead)
            or words.has("plural_articles", lead)
            or lead == "modelo"
        )
    if _is_pointed_at(tokens, at, words, is_place=place, is_thing=thing):
        return True
    if place and (words.has("place_before", lead) or any(words.has("place_lead", word) for word in before)):
        return False
    if place and lead == "la":
        return beside
    return beside or (thing and words.has("thing_leads", lead)) or lead == "modelo"


def _is_pointed_at(tokens: Sequence[Token], at: int, words: Words, *, is_place: bool, is_thing: bool) -> bool:
    """Say whether a word is a model by what leads to it: ``los nube``, ``del sierra``, ``which Nube``."""
    lead = tokens[at - 1].form if at else ""
    if words.has("plural_articles", lead):
        return True
    named = is_thing and at > 0 and tokens[at].raw[0].isupper() and tokens[at - 1].raw.islower()
    of_it = is_place and lead == "del" and not words.has("regions", tokens[at].form)
    return named or of_it or (is_place and lead == "el")


def _color_next(tokens: Sequence[Token], at: int, words: Words) -> bool:
    near = tokens[at + 1 : at + 3]
    if len(near) > 1 and near[0].form in ("en", "in", "color"):
        near = near[1:]
    return bool(near) and is_color(near[0].form, words)


def _kind_before(tokens: Sequence[Token], at: int, words: Words, catalogue: Catalogue) -> str:
    for back in range(at - 1, max(-1, at - 4), -1):
        kind = catalogue.kind_of(tokens[back].form, words)
        if kind:
            return kind
        if not words.has("generic", tokens[back].form):
            return ""
    return ""


def _same_family(said: str, kept: str, words: Words) -> bool:
    return said == kept or (words.has("footwear", said) and words.has("footwear", kept))


def _overlap(tokens: Sequence[Token], model: Model, words: Words) -> int:
    greeted = {
        place
        for at, token in enumerate(tokens)
        if words.has("greetings", token.form) and (at == 0 or tokens[at - 1].clause != token.clause)
        for place in (at, at + 1)
    }
    forms = {singular(token.form) for at, token in enumerate(tokens) if at not in greeted}
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
    tokens: Sequence[Token],
    words: Words,
    catalogue: Catalogue,
    sizes: Collection[int],
    *,
    beside: Sequence[NamedProduct],
) -> list[NamedProduct]:
    """Return the products called by their kind; beside one named already only what a colour or size tells."""
    found: list[NamedProduct] = []
    taken = {at for product in beside for at in product.places}
    for at, token in enumerate(tokens):
        if beside and (at in taken or at - 1 in taken or not _is_described(tokens, at, words, sizes)):
            continue
        kind = catalogue.kind_of(token.form, words)
        called = catalogue.said.get(singular(token.form), ()) or catalogue.by_kind.get(kind, ())
        models = called or (_holding(token.form, catalogue) if kind else ())
        closer = [m for m in models if _overlap(tokens, m, words) > 1]
        narrowed = closer if len(models) > 1 or words.has("vague", kind) else list(models)
        if len(narrowed) == 1 and not (closer or _is_sole(kind, catalogue, words)):
            continue
        if len(narrowed) == 1 and _is_definite(tokens, at, words, sizes):
            found.append(NamedProduct(narrowed[0].name, (at,)))
    return found


def _is_described(tokens: Sequence[Token], at: int, words: Words, sizes: Collection[int]) -> bool:
    return at + 1 in sizes or at + 2 in sizes or _color_next(tokens, at, words)


def _holding(form: str, catalogue: Catalogue) -> tuple[Model, ...]:
    """Return the models with a word in their name: ``huarachito`` of ``Sandalia Huarachito Paco``."""
    return tuple(m for m in catalogue.models if singular(form) in map(singular, fold(m.name).split()))


def _is_sole(kind: str, catalogue: Catalogue, words: Words) -> bool:
    """Say whether the one model called so can be meant: not "los tenis" where others go by a brand alone."""
    branded = any(words.has("brands", fold(model.name).split()[0]) for model in catalogue.models)
    return not (branded and kind in ("tenis", "zapato"))


def _is_definite(tokens: Sequence[Token], at: int, words: Words, sizes: Collection[int]) -> bool:
    """Say whether ``el botín`` or ``mocasines negros`` is meant, not any botines or the customer's own."""
    lead = tokens[at - 1].form if at else ""
    described = _is_described(tokens, at, words, sizes)
    if lead == "en":
        return described
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
    if words.kind_of(form) or is_color(form, words):
        return False
    if token.raw[0].isupper() and not token.raw.isupper():
        return True
    return form not in catalogue.common and not form.endswith(_INFLECTED) and _color_next(tokens, at, words)


def _once(named: Sequence[NamedProduct]) -> list[NamedProduct]:
    seen: dict[str, NamedProduct] = {}
    for product in named:
        seen.setdefault(product.name, product)
    return list(seen.values())
