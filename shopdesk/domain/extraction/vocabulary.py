"""The words extraction leans on, and the tokens of a message with their place in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shopdesk.domain.tagging.reading import fold, sound

Table = Mapping[str, object]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|½|[a-zA-Z]\d?(?=xl)|[^\W\d_]+|[#$€%/\-–]", re.UNICODE)
_BREAK = re.compile(r"[,;.!?¿¡()\n…]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign of a message, with the number of the clause it stands in."""

    form: str
    start: int
    end: int
    raw: str
    clause: int = 0

    @property
    def is_number(self) -> bool:
        """Say whether it is written in digits."""
        return self.form.isascii() and self.form.replace(".", "", 1).isdecimal()


@dataclass(frozen=True, slots=True)
class Shades:
    """What makes a shade of a colour.

    Attributes:
        tails: Folded word after a colour to how it is written, and the colours it may follow (all if empty).
        heads: English word before a colour to the Spanish one after it.
    """

    tails: Mapping[str, tuple[str, frozenset[str]]]
    heads: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled vocabulary of one language; every set holds folded words."""

    colors: tuple[tuple[str, re.Pattern[str]], ...]
    shades: Shades
    phrases: Mapping[str, re.Pattern[str]]
    kinds: Mapping[str, re.Pattern[str]]
    letters: Mapping[str, str]
    spoken: Mapping[str, int]
    sets: Mapping[str, frozenset[str]]
    date_leads: frozenset[str]
    families: tuple[frozenset[str], ...] = ()

    def has(self, name: str, word: str) -> bool:
        """Say whether a word stands in the named set."""
        return word in self.sets[name]

    def kind_of(self, word: str) -> str:
        """Return the kind of product a word means, or an empty string."""
        return next((kind for kind, pattern in self.kinds.items() if pattern.fullmatch(word)), "")


def words_of(source: Mapping[str, Table]) -> Words:
    """Compile the mapping of a mentions file."""
    colors = sorted(
        ((name, re.compile(str(pattern))) for name, pattern in source["colors"].items()),
        key=lambda pair: -max(part.count(" ") for part in pair[1].pattern.split("|")),
    )
    sets: dict[str, frozenset[str]] = {}
    for table in ("color_rules", "product_rules", "order_cues", "size_cues"):
        for name, words in source[table].items():
            sets[name] = frozenset(str(words).split())
    letters: dict[str, str] = {}
    for letter, spellings in source["letters"].items():
        letters.update(dict.fromkeys(str(spellings).split("|"), letter))
    spoken = {word: int(str(value)) for word, value in source["numbers"].items()}
    kinds = {kind: re.compile(str(pattern)) for kind, pattern in source["kinds"].items()}
    dates = frozenset(str(source["dates"]["leads"]).split("|"))
    phrases = {name: re.compile("".join(str(said).splitlines())) for name, said in source["phrases"].items()}
    families = tuple(frozenset(str(near).split()) for near in source["color_families"].values())
    return Words(tuple(colors), _shades(source), phrases, kinds, letters, spoken, sets, dates, families)


def _shades(source: Mapping[str, Table]) -> Shades:
    tails = {
        fold(written): (written, frozenset(str(after).split()))
        for written, after in source["color_tails"].items()
    }
    return Shades(tails, {head: str(tail) for head, tail in source["color_heads"].items()})


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a message, folded, in order."""
    found: list[Token] = []
    clause = end = 0
    for match in _TOKEN.finditer(text):
        raw = match.group()
        form = fold(raw).replace(",", ".") if raw != "½" else "½"
        clause += bool(_BREAK.search(text, end, match.start()))
        end = match.end()
        found.append(Token(form, match.start(), end, raw, clause))
    return tuple(found)


def singular(word: str) -> str:
    """Return a folded Spanish word without its plural ending."""
    if len(word) > 5 and word.endswith("es") and word[-3] in "nrlsz":
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("is") else word


def is_color(form: str, words: Words) -> bool:
    """Say whether a folded word can be a colour by itself."""
    return any(pattern.fullmatch(form) for _, pattern in words.colors)


def masculine(word: str) -> str:
    """Return a folded adjective in the masculine singular: ``claras`` is ``claro``."""
    base = singular(word)
    return base[:-1] + "o" if base.endswith("a") else base


def alike(word: str, name: str) -> bool:
    """Say whether a word is a name with a plural ending or a typing error."""
    from rapidfuzz.distance import DamerauLevenshtein

    if word == name or (len(word) > 3 and singular(word) == singular(name)):
        return True
    if len(name) < 4 or len(word) < 4 or word[0] != name[0]:
        return False
    if sound(singular(word)) == sound(singular(name)):
        return True
    allowed = 0 if len(name) < 6 else 1 if len(name) < 9 else 2
    return DamerauLevenshtein.distance(singular(word), singular(name)) <= allowed
