"""What a reply promises to do, and by when: the shop's memory of its own word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shopdesk.domain.guardrails.claims import plain_words, sentences_of
from shopdesk.domain.tagging.lexicon import pattern_of

_DAY_OF_MONTH = re.compile(r"\b(?:el )?(\d{1,2})(?: de)? ([a-z]+)\b")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """Patterns of promises by kind, and how days are said."""

    kinds: Mapping[str, re.Pattern[str]]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    near: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing promised: ``answer``, ``notice``, ``reserve``, ``delivery`` or ``restock``.

    Attributes:
        kind: What was promised.
        words: The sentence, as written.
        due_on: By when, if said; an answer promised without a day is due the next day.
    """

    kind: str
    words: str
    due_on: date | None


def promise_words_of(source: Mapping[str, Mapping[str, object]]) -> PromiseWords:
    """Compile the mapping of a promises file."""
    kinds = {kind: pattern_of([str(p) for p in _list(phrases)]) for kind, phrases in source["kinds"].items()}
    days = {
        name: {word: int(str(value)) for word, value in source[name].items()}
        for name in ("weekdays", "months", "near")
    }
    return PromiseWords(kinds, days["weekdays"], days["months"], days["near"])


def promises_in(text: str, words: PromiseWords, today: date) -> tuple[Promised, ...]:
    """Return what a text promises, sentence by sentence; questions and offers promise nothing."""
    found: list[Promised] = []
    for start, end in sentences_of(text):
        sentence = text[start:end].strip()
        if sentence.endswith("?") or "«" in sentence:
            continue
        plain = plain_words(sentence)
        for kind, pattern in words.kinds.items():
            if pattern.search(plain):
                due = due_day(plain, words, today)
                found.append(
                    Promised(kind, sentence, due or (today + timedelta(1) if kind == "answer" else None))
                )
                break
    return tuple(found)


def due_day(plain: str, words: PromiseWords, today: date) -> date | None:
    """Return the day a folded sentence names: today, tomorrow, the next Friday, 28 November."""
    for match in _DAY_OF_MONTH.finditer(plain):
        month = words.months.get(match[2])
        if month:
            return _next_date(int(match[1]), month, today)
    tokens = plain.split()
    for word in tokens:
        if word in words.near:
            return today + timedelta(words.near[word])
        if word in words.weekdays:
            return today + timedelta((words.weekdays[word] - today.weekday()) % _WEEK)
    return None


def _next_date(day: int, month: int, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found >= today:
            return found
    return None


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []
