"""What exactly a message asks, within its tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopdesk.domain.tagging.lexicon import pattern_of
from shopdesk.domain.tagging.reading import Reading


@dataclass(frozen=True, slots=True)
class AskBook:
    """Patterns of asks by tag, each tag's fallback, and what a message wants whatever its tag."""

    by_tag: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    fallback: Mapping[str, str]
    wants: Mapping[str, re.Pattern[str]]

    def has(self, want: str, reading: Reading) -> bool:
        """Say whether a message shows the named want."""
        return bool(self.wants[want].search(reading.plain))


_SEVERAL = frozenset({"envio", "pago", "precio_promo", "materiales", "stock", "otra"})
_MOST = 2
_SEGMENT = re.compile(r"(?:[^.!?\n]|[.!?](?=[\w]))+[.!?]*")


def ask_book_of(source: Mapping[str, Mapping[str, object]]) -> AskBook:
    """Compile the mapping of an asks file."""
    by_tag = {
        tag: tuple((ask, pattern_of(_phrases(p))) for ask, p in asks.items())
        for tag, asks in source.items()
        if tag not in ("fallback", "wants")
    }
    fallback = {tag: str(ask) for tag, ask in source["fallback"].items()}
    wants = {name: pattern_of(_phrases(p)) for name, p in source["wants"].items()}
    return AskBook(by_tag, fallback, wants)


def asks_of(reading: Reading, tags: Sequence[str], book: AskBook) -> tuple[tuple[str, str], ...]:
    """Return (tag, ask) for each thing a message asks, in the order of its tags."""
    found: list[tuple[str, str]] = []
    for tag in tags:
        matched = [ask for ask, pattern in book.by_tag.get(tag, ()) if pattern.search(reading.plain)]
        kept = matched[: _MOST if tag in _SEVERAL else 1] or [book.fallback.get(tag, "other")]
        found.extend((tag, ask) for ask in kept)
    return tuple(dict.fromkeys(found))


def split_segments(text: str) -> list[str]:
    """Return the sentences of a message, in order; a decimal point or an abbreviation ends none."""
    return [part.strip() for part in _SEGMENT.findall(text) if part.strip()]


def _phrases(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
