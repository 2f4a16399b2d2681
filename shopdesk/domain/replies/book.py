"""The sentences a reply is made of, as content: by language and form of address."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopdesk.domain.replies.facts import Reply, Sentence, Tone


class MissingSlot(ValueError):
    """A sentence has a variable that no fact fills: it is not said."""


@dataclass(frozen=True, slots=True)
class Book:
    """Sentences of one language.

    Attributes:
        language: ``es``, ``es_ES`` or ``en``.
        informal: Key to sentence, tú.
        formal: Key to sentence, usted; what is missing is taken from ``informal``.
        topics: How an open question or a policy is named.
        words: Small words, e.g. ``and``.
    """

    language: str
    informal: Mapping[str, str]
    formal: Mapping[str, str]
    topics: Mapping[str, str]
    words: Mapping[str, str]

    def template(self, key: str, tone: Tone) -> str:
        """Return the sentence of a key in the form of address of a tone."""
        if tone is Tone.FORMAL and key in self.formal:
            return self.formal[key]
        return self.informal[key]

    def topic(self, ask: str) -> str:
        """Return how an ask is named."""
        return self.topics.get(ask, self.topics["other"])

    def join(self, items: Sequence[str]) -> str:
        """Join names as speech does."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.words['and']} {items[-1]}"


def book_of(language: str, chain: Sequence[Mapping[str, Mapping[str, str]]]) -> Book:
    """Build a book from its files, the most special first: ``es_ES`` before ``es``."""
    merged: dict[str, dict[str, str]] = {"tu": {}, "usted": {}, "topics": {}, "words": {}}
    for source in reversed(chain):
        for table, entries in source.items():
            merged[table].update(entries)
    return Book(language, merged["tu"], merged["usted"], merged["topics"], merged["words"])


def slots_of(template: str) -> frozenset[str]:
    """Return the names of the variables in a sentence."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def say(book: Book, sentence: Sentence, tone: Tone) -> str:
    """Return a sentence as text.

    Raises:
        MissingSlot: If a variable is not filled: others leave a blank, we do not say it.
    """
    template = book.template(sentence.key, tone)
    missing = [name for name in slots_of(template) if not sentence.slots.get(name)]
    if missing:
        raise MissingSlot(f"{sentence.key}: {', '.join(sorted(missing))}")
    return template.format_map(dict(sentence.slots))


def render(book: Book, reply: Reply) -> str:
    """Return the whole reply: sentences joined by blanks, paragraphs by an empty line.

    Raises:
        MissingSlot: If a variable is not filled.
    """
    paragraphs = [" ".join(say(book, s, reply.tone) for s in p) for p in reply.paragraphs if p]
    return "\n\n".join(paragraphs)
