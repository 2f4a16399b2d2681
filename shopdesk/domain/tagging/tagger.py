"""The tagger: one message in, tags with calibrated probabilities and the words that decided out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shopdesk.domain.arrays import Floats
from shopdesk.domain.tagging import lexicon as lex
from shopdesk.domain.tagging import linear, stacking
from shopdesk.domain.tagging.learned import Models
from shopdesk.domain.tagging.reading import Reading, Spelling, fold, read
from shopdesk.domain.tagging.tags import TAGS, Tag

APPLY_AT = 0.8
SUGGEST_AT = 0.2
SUGGESTIONS = 3
CERTAIN = 0.99
_QUESTION = re.compile(r"[^?!.\n]+\?")
_LEAST_WORDS, _SEVERAL = 3, 2


class Encoder(Protocol):
    """Sentence vectors, if the owner installed them."""

    def encode(self, text: str) -> Floats:
        """Return the unit vector of a sentence."""
        ...


@dataclass(frozen=True, slots=True)
class Tagged:
    """One tag of a message.

    Attributes:
        tag: Its name.
        probability: Calibrated, 0..1.
        applied: True from ``APPLY_AT`` on; below it is a suggestion.
        because: The customer's words that decided, strongest first.
    """

    tag: str
    probability: float
    applied: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnTag:
    """An owner's own tag with the phrases that mean it."""

    name: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What corrections taught: the exact tags of messages seen, and approved phrases for tags.

    Attributes:
        exact: ``signature`` of a corrected message to its tags.
        phrases: Tag to phrases the owner approved, on top of the lexicon.
        own: The owner's own tags.
    """

    exact: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: tuple[OwnTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Tagger:
    """The lexicon, the spelling and the learned models, ready to use."""

    lexicon: lex.Lexicon
    spelling: Spelling
    models: Models
    memory: Memory = field(default_factory=Memory)
    encoder: Encoder | None = None


def signature(text: str, spelling: Spelling) -> str:
    """Return what two messages share when they say the same: their mended words, emoji and whether they ask.

    Numbers count, greetings and courtesy words do not.
    """
    reading = read(text, spelling)
    words = [word for word in reading.plain.split() if word not in spelling.courtesy]
    return " ".join([*(words or reading.plain.split()), *reading.marks])


def tag(tagger: Tagger, text: str) -> tuple[Tagged, ...]:
    """Return the tags of a message, likeliest first: those applied, then at most three suggestions.

    A message corrected before gets exactly the corrected tags.
    """
    reading = read(text, tagger.spelling)
    corrected = tagger.memory.exact.get(signature(text, tagger.spelling)) if tagger.memory.exact else None
    if corrected is not None:
        return tuple(Tagged(name, 1.0, True, ()) for name in corrected)
    hits = [*lex.find(tagger.lexicon, reading), *_taught(tagger.memory, reading)]
    chances = _with_each_question(tagger, text, chances_of(tagger, reading, hits))
    ranked = sorted(chances.items(), key=lambda item: -item[1])
    kept = [
        Tagged(name, round(chance, 4), chance >= APPLY_AT, lex.because(hits, name))
        for place, (name, chance) in enumerate(ranked)
        if chance >= SUGGEST_AT or place < SUGGESTIONS
    ]
    return tuple(kept)


def _with_each_question(tagger: Tagger, text: str, whole: dict[str, float]) -> dict[str, float]:
    """Return the chances with those of each question read by itself, where a message asks several.

    A loud question ("¿aceptan tarjeta?") would drown a quieter one beside it.
    """
    questions = [part for part in _QUESTION.findall(text) if len(part.split()) >= _LEAST_WORDS]
    if len(questions) < _SEVERAL:
        return whole
    chances = dict(whole)
    for question in questions:
        reading = read(question, tagger.spelling)
        hits = [*lex.find(tagger.lexicon, reading), *_taught(tagger.memory, reading)]
        for name, chance in chances_of(tagger, reading, hits).items():
            if chance >= APPLY_AT and lex.because(hits, name):
                chances[name] = max(chances.get(name, 0.0), chance)
    return chances


def chances_of(tagger: Tagger, reading: Reading, hits: Sequence[lex.Hit]) -> dict[str, float]:
    """Return every tag's probability, the owner's own included."""
    if not reading.plain and not reading.marks:
        return {name: (0.95 if name == Tag.OTRA else 0.0) for name in TAGS}
    learned = linear.scores(tagger.models.text, reading)
    head = tagger.models.vectors
    if tagger.encoder is not None and head is not None:
        learned = (learned + tagger.encoder.encode(reading.text) @ head.weights + head.bias) / 2
    evidence = stacking.counts(hits, TAGS)
    found = stacking.probabilities(tagger.models.stack, evidence, learned, stacking.shape_of(reading))
    chances = {name: float(p) for name, p in zip(TAGS, found, strict=True)}
    for hit in hits:
        if hit.level == lex.TAUGHT:
            chances[hit.tag] = max(chances.get(hit.tag, 0.0), CERTAIN)
    return chances


def decided(tags: Sequence[Tagged], at: float = 0.5) -> tuple[str, ...]:
    """Return the tags of a message when one answer is needed: those from ``at`` on, else the likeliest."""
    chosen = tuple(t.tag for t in tags if t.probability >= at)
    return chosen or tuple(t.tag for t in tags[:1])


def _taught(memory: Memory, reading: Reading) -> list[lex.Hit]:
    hits: list[lex.Hit] = []
    plain = f" {reading.plain} "
    taught = [*memory.phrases.items(), *((own.name, own.phrases) for own in memory.own)]
    for name, phrases in taught:
        for phrase in phrases:
            wanted = " ".join(fold(phrase).split())
            at = plain.find(f" {wanted} ")
            if wanted and at >= 0:
                words = reading.original(at, at + len(wanted))
                hits.append(lex.Hit(name, lex.TAUGHT, words, at, at + len(wanted)))
    return hits


def known_words(texts: Sequence[str], least: int = 2) -> frozenset[str]:
    """Return the folded words that stand in at least ``least`` of the texts: taken as spelled right."""
    seen: dict[str, int] = {}
    for text in texts:
        for word in set(fold(text).replace("?", " ").replace(",", " ").split()):
            seen[word] = seen.get(word, 0) + 1
    return frozenset(word for word, count in seen.items() if count >= least and word.isalpha())
