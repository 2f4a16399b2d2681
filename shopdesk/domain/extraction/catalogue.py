"""The shop's product names taken apart: what each is called, and the words that tell it from others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shopdesk.domain.extraction.vocabulary import Words, is_color, singular
from shopdesk.domain.tagging.reading import fold


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
        said: A kind in the shop's own word ("vela" in "Vela Lavanda"), in the singular, to its models.
        is_guess: No real catalogue is at hand: a kind followed by an unknown name counts as a product.
    """

    models: tuple[Model, ...]
    by_kind: Mapping[str, tuple[Model, ...]]
    common: frozenset[str]
    is_guess: bool = False
    names: frozenset[str] = frozenset()
    said: Mapping[str, tuple[Model, ...]] = field(default_factory=dict)

    def kind_of(self, word: str, words: Words) -> str:
        """Return the kind a word of a message means: in the shop's own words, else as people call it."""
        return words.kind_of(word) or (singular(word) if singular(word) in self.said else "")


def catalogue_of(
    names: Sequence[str], words: Words, *, common: frozenset[str] = frozenset(), is_guess: bool = False
) -> Catalogue:
    """Build a catalogue from product names such as ``Botín Sierra``."""
    folded = {name: fold(name).replace("-", " ").split() for name in dict.fromkeys(names)}
    shared = Counter(word for parts in folded.values() for word in set(parts))
    models: list[Model] = []
    said: dict[str, list[Model]] = {}
    for name, parts in folded.items():
        first = _head(parts, words)
        kind = next((k for word in parts if (k := words.kind_of(word))), first)
        rest = [w for w in parts if not words.kind_of(w) and len(w) > 2 and not w.isdigit()]
        rest = [w for w in rest if singular(w) != first and not words.has("containers", w)] or rest
        models.append(Model(name, kind, _telling(rest, shared, words)))
        if first:
            said.setdefault(first, []).append(models[-1])
    kinds: dict[str, list[Model]] = {}
    for model in models:
        kinds.setdefault(model.kind, []).append(model)
    told_by = frozenset(singular(word) for model in models for word in model.own)
    by_kind = {k: tuple(v) for k, v in kinds.items() if k}
    by_word = {word: tuple(v) for word, v in said.items()}
    return Catalogue(tuple(models), by_kind, common, is_guess, told_by, by_word)


def _head(parts: Sequence[str], words: Words) -> str:
    """Return what a name calls the thing: ``taza`` of ``Set 4 Tazas Peltre``, none of ``Vans Old Skool``."""
    if len(parts) < 2 or words.has("brands", parts[0]):
        return ""
    called = [w for w in parts[:-1] if w.isalpha() and len(w) > 2 and not words.has("containers", w)]
    return singular((called or parts)[0])


def _telling(rest: Sequence[str], shared: Mapping[str, int], words: Words) -> tuple[str, ...]:
    """Return the words that tell a model from others: colours ("Hilo Rojo") only where there is no other."""
    own = [w for w in rest if not words.has("generic", w)] or [w for w in rest if shared[w] == 1]
    return tuple(w for w in own if not is_color(w, words) or words.has("shy", w)) or tuple(own)
