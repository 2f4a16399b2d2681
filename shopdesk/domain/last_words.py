"""Variants that stand at the end of a name without any mark: ``Tenis Brisa azul marino 25 1/2``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.domain.naming import name_key
from shopdesk.domain.variant_names import VariantName, Vocabulary, normal_size, split_name

_BASIC = frozenset({
    "negro", "negra", "blanco", "blanca", "gris", "rojo", "roja", "azul", "verde", "amarillo", "amarilla",
    "naranja", "rosa", "morado", "morada", "cafe", "marron", "beige", "black", "white", "grey", "gray", "red",
    "blue", "green", "yellow", "orange", "pink", "purple", "brown", "preto", "preta", "branco", "branca",
    "cinza", "vermelho", "vermelha", "amarelo", "amarela", "laranja", "roxo", "marrom", "bege", "denim",
})  # fmt: skip
"""Colours that take a shade after them; others end the product's own name (``Sandalia Coral``)."""
_SHADES = frozenset({
    "marino", "marina", "claro", "clara", "oscuro", "oscura", "fuerte", "pastel", "neon", "rey", "bebe",
    "mate", "brillante", "metalico", "metalica", "electrico", "palo", "viejo", "vieja", "limon", "botella",
    "mexicano", "fluor", "fosforescente", "jade", "cobalto", "lavado", "deslavado", "profundo", "noche",
    "light", "dark", "escuro", "escura", "royal", "sky", "hot", "baby", "medio", "quemado",
})  # fmt: skip
_DIGIT = re.compile(r"\d")
_DIGITS_OF_A_SIZE = 3


@dataclass(frozen=True, slots=True)
class LastWords:
    """Takes names apart by their last words; what a file's own names teach comes before the rules.

    Attributes:
        vocabulary: Colours, options and styles.
        bases: Product names that end in a colour word themselves, as ``name_key`` writes them.
        numbered: Product names whose last digit is a size: three or more of them stand in the file.
    """

    vocabulary: Vocabulary
    bases: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()

    def split(self, title: str) -> VariantName:
        """Take a name apart as ``split_name`` does, else by its last words."""
        named = split_name(title, self.vocabulary)
        if named.color or named.size or named.product != " ".join(title.split()):
            return named
        size, words = self._last_size(named.product.split())
        color, words = self._last_color(words)
        return VariantName(" ".join(words), color, size) if words and (size or color) else named

    def _last_size(self, words: list[str]) -> tuple[str, list[str]]:
        if len(words) > 1 and _DIGIT.fullmatch(words[-1]):
            is_size = name_key(" ".join(words[:-1])) in self.numbered
            return (words[-1], words[:-1]) if is_size else ("", words)
        return _ending_size(words)

    def _last_color(self, words: list[str]) -> tuple[str, list[str]]:
        if len(words) > 2 and self._is_one_color(words) and name_key(" ".join(words[:-1])) not in self.bases:
            return " ".join(words[-2:]), words[:-2]
        if len(words) > 1 and self.vocabulary.is_color(words[-1]):
            return words[-1], words[:-1]
        return "", words

    def _is_one_color(self, words: list[str]) -> bool:
        """Tell whether the last two words are one colour: ``azul marino``, not ``negro dama``."""
        first, second = name_key(words[-2]), name_key(words[-1])
        return first in _BASIC and (second in _SHADES or self.vocabulary.is_color(second))


def learn_endings(titles: Iterable[str], vocabulary: Vocabulary) -> LastWords:
    """Learn from all names of a file which colour words and digits belong to the products.

    ``Bolsa Rosa Negro`` beside ``Bolsa Rosa Blanco`` is a Bolsa Rosa in two colours, unless bags come in
    other first colours too: then each is of two colours.
    """
    seconds: dict[tuple[str, str], set[str]] = defaultdict(set)
    digits: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        words = title.split()
        if len(words) > 1 and _DIGIT.fullmatch(words[-1]):
            digits[name_key(" ".join(words[:-1]))].add(words[-1])
            words = words[:-1]
        _size, words = _ending_size(words)
        keys = [name_key(word) for word in words[-2:]]
        if len(words) > 2 and vocabulary.colors.issuperset(keys):
            seconds[name_key(" ".join(words[:-2])), keys[0]].add(keys[1])
    firsts: dict[str, int] = defaultdict(int)
    for base, _first in seconds:
        firsts[base] += 1
    bases = {
        f"{base} {first}" for (base, first), found in seconds.items() if len(found) > 1 and firsts[base] == 1
    }
    numbered = {base for base, found in digits.items() if len(found) >= _DIGITS_OF_A_SIZE}
    return LastWords(vocabulary, frozenset(bases), frozenset(numbered))


def _ending_size(words: list[str]) -> tuple[str, list[str]]:
    for count in (3, 2, 1):
        if len(words) > count:
            size = normal_size(" ".join(words[-count:]))
            if size is not None:
                return size, words[:-count]
    return "", words
