"""What a customer's own words say of their foot. Nothing is guessed: no words, no note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_NEAR = 18
"""Letters before a phrase in which a denial still denies it."""


class Foot(StrEnum):
    """What can be said of a foot."""

    WIDE = "wide"
    NARROW = "narrow"
    HIGH_ARCH = "high_arch"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class FootWords:
    """One thing said, with the words that said it, as written."""

    foot: Foot
    words: str


def read_foot(text: str, lexicon: Mapping[str, Sequence[str]]) -> list[FootWords]:
    """Return what a text says of its writer's foot, each kind once, in the order of the text.

    Args:
        text: A message, as written.
        lexicon: Kind → phrases, and under ``not`` the words that deny what follows them.
    """
    plain = _fold(text)
    found: dict[Foot, tuple[int, str]] = {}
    for foot in Foot:
        for phrase in lexicon.get(foot.value, ()):
            for hit in re.finditer(rf"\b{re.escape(_fold(phrase))}\b", plain):
                if not _is_denied(plain[max(0, hit.start() - _NEAR) : hit.start()], lexicon.get("not", ())):
                    found.setdefault(foot, (hit.start(), text[hit.start() : hit.end()]))
    return [FootWords(foot, words) for foot, (_, words) in sorted(found.items(), key=lambda kv: kv[1][0])]


def says_gift(text: str, lexicon: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a text is about a present: its sizes are somebody else's."""
    plain = _fold(text)
    return any(re.search(rf"\b{re.escape(_fold(phrase))}\b", plain) for phrase in lexicon.get("gift", ()))


def _is_denied(before: str, denials: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(_fold(word))}\b[^,.;]*$", before) for word in denials)


def _fold(text: str) -> str:
    """Fold case and accents letter by letter, so that places stay those of the text."""
    return "".join(_letter(character) for character in text)


def _letter(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[0].casefold()
    return plain if len(plain) == 1 else character
