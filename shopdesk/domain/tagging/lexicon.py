"""The words that mean a tag: patterns in four strengths, each find traceable to the message's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopdesk.domain.tagging.reading import Reading

LEVELS = ("sure", "likely", "hint", "never")
TAUGHT = "taught"
"""A phrase the owner approved: decides by itself."""

WEIGHTS = {"sure": 3.0, "likely": 1.4, "hint": 0.6, "never": -2.2}
_MACRO = re.compile(r"\{([a-z_]+)\}")
_WORD = re.compile(r"(?<![a-z\\])[a-z]{4,}(?![a-z\\\[*?+(])")


@dataclass(frozen=True, slots=True)
class Hit:
    """One pattern found in a message.

    Attributes:
        tag: What it speaks for, or against when level is ``never``.
        level: One of LEVELS, or TAUGHT.
        words: The customer's own words that matched.
        start: Where in the plain text.
        end: End in the plain text, exclusive.
    """

    tag: str
    level: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled patterns: for each tag and level one expression that matches whole words."""

    patterns: Mapping[str, Mapping[str, re.Pattern[str]]]
    marks: Mapping[str, tuple[str, str]]
    keywords: frozenset[str]

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags in the order of the file."""
        return tuple(self.patterns)


def compile_lexicon(source: Mapping[str, Mapping[str, object]]) -> Lexicon:
    """Compile the mapping of a lexicon file.

    Args:
        source: ``words`` (named groups) and one table per tag with lists of patterns by level; in a
            pattern `` ~ `` stands for up to three words, `` ~~ `` for up to eight.

    Raises:
        ValueError: If a pattern cannot be compiled or names an unknown group.
    """
    groups = _expand_groups(source.get("words", {}))
    patterns: dict[str, dict[str, re.Pattern[str]]] = {}
    marks: dict[str, tuple[str, str]] = {}
    keywords: set[str] = set()
    for tag, levels in source.items():
        if tag == "words":
            continue
        patterns[tag] = {}
        for level in LEVELS:
            raw = [str(p) for p in _list(levels.get(level, []))]
            marks.update({p: (tag, level) for p in raw if p.startswith("carita_")})
            spoken = [p for p in raw if not p.startswith("carita_")]
            if not spoken:
                continue
            keywords.update(word for p in spoken if level in ("sure", "likely") for word in _WORD.findall(p))
            patterns[tag][level] = pattern_of(spoken, groups)
    return Lexicon(patterns, marks, frozenset(keywords))


def pattern_of(phrases: Sequence[str], groups: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Compile phrases into one whole-word expression over plain text.

    Raises:
        ValueError: If a phrase is not a valid pattern.
    """
    known = groups or {}
    try:
        parts = [_gaps(_MACRO.sub(lambda m: known[m.group(1)], phrase)) for phrase in phrases]
        return re.compile(r"(?<!\S)(?:" + "|".join(parts) + r")(?!\S)")
    except (re.error, KeyError) as error:
        raise ValueError(str(error)) from error


def find(lexicon: Lexicon, reading: Reading) -> tuple[Hit, ...]:
    """Return every pattern found, in the order of the lexicon.

    Words that a ``never`` pattern covers no longer speak for its tag: "cuanto cuesta el envio" holds a
    price word and is not about the price.
    """
    hits: list[Hit] = []
    for tag, levels in lexicon.patterns.items():
        found = [
            Hit(tag, level, reading.original(match.start(), match.end()), match.start(), match.end())
            for level, pattern in levels.items()
            for match in pattern.finditer(reading.plain)
        ]
        against = [hit for hit in found if hit.level == "never"]
        hits.extend(hit for hit in found if hit.level == "never" or not _is_covered(hit, against))
    for mark in dict.fromkeys(reading.marks):
        if mark in lexicon.marks:
            tag, level = lexicon.marks[mark]
            hits.append(Hit(tag, level, mark, 0, 0))
    return tuple(hits)


def _is_covered(hit: Hit, against: Sequence[Hit]) -> bool:
    return any(other.start <= hit.start and hit.end <= other.end for other in against)


def levels_of(hits: Sequence[Hit], tag: str) -> dict[str, int]:
    """Return how many patterns of each level were found for a tag."""
    counts = dict.fromkeys(LEVELS, 0)
    for hit in hits:
        if hit.tag == tag and hit.level in counts:
            counts[hit.level] += 1
    return counts


def score(hits: Sequence[Hit], tag: str) -> float:
    """Return the lexicon's own score of a tag: the weights of at most two hits per level, added up."""
    counts = levels_of(hits, tag)
    return sum(WEIGHTS[level] * min(count, 2) for level, count in counts.items())


def because(hits: Sequence[Hit], tag: str) -> tuple[str, ...]:
    """Return the customer's words that spoke for a tag, strongest first, at most three."""
    found = [hit for level in (TAUGHT, *LEVELS[:3]) for hit in hits if hit.tag == tag and hit.level == level]
    words: list[str] = []
    for hit in found:
        if not any(hit.words.lower() in kept.lower() for kept in words):
            words.append(hit.words)
    return tuple(words[:3])


def _expand_groups(raw: Mapping[str, object]) -> dict[str, str]:
    groups: dict[str, str] = {}
    for name, value in raw.items():
        groups[name] = _gaps(_MACRO.sub(lambda m: groups[m.group(1)], str(value)))
    return groups


def _gaps(pattern: str) -> str:
    return pattern.replace("~~ ", r"(?:\S+ ){0,8}").replace("~ ", r"(?:\S+ ){0,3}")


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
