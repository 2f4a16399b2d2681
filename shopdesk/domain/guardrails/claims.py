"""Find what a text promises: numbers, dates, prices, availability, commitments, health."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shopdesk.domain.tagging.lexicon import pattern_of
from shopdesk.domain.tagging.reading import fold

_WORD = re.compile(r"[^\W_]+(?:[.,:/%-][^\W_]+)*%?|[$€]\s?\d[\d.,]*", re.UNICODE)
_NUMBER = re.compile(r"[$€]?\s?\d[\d.,:/-]*\d|[$€]?\s?\d|\d+\s?%")
_STRETCH = re.compile(r"(?:[^.!?\n]|[.!?](?=\S))+[.!?]*", re.UNICODE)
_NEGATIONS = frozenset({"no", "ni", "sin", "tampoco", "nunca", "not", "dont", "never"})
_NEGATION_REACH = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a text promises.

    Attributes:
        kind: ``availability``, ``price``, ``date``, ``number``, ...
        words: As written.
        start: Where it stands.
        end: End, exclusive.
        is_denied: A negation stands before it: "no tenemos" is not "tenemos".
    """

    kind: str
    words: str
    start: int
    end: int
    is_denied: bool = False

    def moved(self, by: int) -> Claim:
        """Return the claim as it stands in a text that holds its sentence ``by`` characters later."""
        return replace(self, start=self.start + by, end=self.end + by)

    @property
    def meaning(self) -> tuple[str, str, bool]:
        """What the claim says, however it is written."""
        return self.kind, plain_words(self.words), self.is_denied


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Patterns of promises by kind, and of next steps."""

    by_kind: Mapping[str, re.Pattern[str]]
    next_step: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text in plain words, each with where it stands: (start in plain, start, end in the original)."""

    text: str
    spans: tuple[tuple[int, int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where the plain words that begin in [start, end) stand in the original, end exclusive."""
        inside = [span for span in self.spans if start <= span[0] < end]
        return inside[0][1], inside[-1][2]


def claim_words_of(source: Mapping[str, Mapping[str, Sequence[str]]]) -> ClaimWords:
    """Compile the mapping of a claims file."""
    kinds = {
        kind: pattern_of(list(table["patterns"])) for kind, table in source.items() if kind != "next_step"
    }
    return ClaimWords(kinds, pattern_of(list(source["next_step"]["patterns"])))


def find_claims(text: str, words: ClaimWords) -> tuple[Claim, ...]:
    """Return everything a text promises, in order."""
    found: list[Claim] = []
    for first, last in sentences_of(text):
        found.extend(_claims_of(text[first:last], first, words))
    return tuple(sorted(found, key=lambda claim: (claim.start, claim.kind)))


def _claims_of(sentence: str, offset: int, words: ClaimWords) -> list[Claim]:
    plain = _plain(sentence)
    found = [
        Claim(_number_kind(m.group()), m.group().strip(), offset + m.start(), offset + m.end())
        for m in _NUMBER.finditer(sentence)
    ]
    for kind, pattern in words.by_kind.items():
        for match in pattern.finditer(plain.text):
            start, end = plain.original(match.start(), match.end())
            before = plain.text[: match.start()].split()[-_NEGATION_REACH:]
            denied = bool(_NEGATIONS & set(before))
            found.append(Claim(kind, sentence[start:end], offset + start, offset + end, denied))
    return found


def ends_in_step(text: str, words: ClaimWords) -> bool:
    """Say whether the last sentence (a signature aside) offers a next step or help."""
    stretches = [text[start:end] for start, end in sentences_of(text)]
    for stretch in stretches[-3:]:
        if "http" in stretch or words.next_step.search(_plain(stretch).text):
            return True
    return bool(stretches) and any("?" in s for s in stretches[-2:])


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return where each sentence starts and ends."""
    return [(m.start(), m.end()) for m in _STRETCH.finditer(text) if m.group().strip()]


def plain_words(text: str) -> str:
    """Return folded words joined by one blank."""
    return _plain(text).text


def _plain(text: str) -> _Plain:
    parts: list[str] = []
    spans: list[tuple[int, int, int]] = []
    at = 0
    for match in _WORD.finditer(text):
        word = fold(match.group())
        parts.append(word)
        spans.append((at, match.start(), match.end()))
        at += len(word) + 1
    return _Plain(" ".join(parts), tuple(spans))


def _number_kind(written: str) -> str:
    if "$" in written or "€" in written:
        return "price"
    return "percent" if "%" in written else "number"
