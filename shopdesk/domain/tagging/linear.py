"""A linear model over words and pieces of words, small enough to ship and quick without scikit-learn."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats
from shopdesk.domain.tagging.reading import Reading

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIZES = (14.0, 48.0)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms of one kind with their column and inverse document frequency."""

    columns: Mapping[str, int]
    idf: Floats


@dataclass(frozen=True, slots=True)
class LinearModel:
    """One weight per term and tag; the score of a tag is the sum over the message's terms plus a bias.

    Attributes:
        tags: Columns of ``weights``.
        words: Words and pairs of words.
        pieces: Pieces of words of two to four letters, columns counted after the words'.
        weights: Terms by tags.
        bias: One per tag.
    """

    tags: tuple[str, ...]
    words: Vocabulary
    pieces: Vocabulary
    weights: Floats
    bias: Floats


def model_text(reading: Reading) -> str:
    """Return what the model reads: plain words, sizes and other numbers by kind, emoji, whether it asks."""
    plain = _NUMBER.sub(_kind_of_number, reading.plain)
    asks = " preguntando" if reading.asks else ""
    return f"{plain} {' '.join(reading.marks)}{asks}".strip()


def word_terms(text: str) -> list[str]:
    """Return the words of a text and each pair of neighbours."""
    words = text.split()
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)]


def piece_terms(text: str) -> list[str]:
    """Return the pieces of two to four letters inside each word, its edges marked by blanks."""
    pieces: list[str] = []
    for word in text.split():
        padded = f" {word} "
        for size in (2, 3, 4):
            if len(padded) <= size:
                pieces.append(padded)
                break
            pieces.extend(padded[i : i + size] for i in range(len(padded) - size + 1))
    return pieces


def weigh(terms: Iterable[str], vocabulary: Vocabulary) -> dict[int, float]:
    """Return column to weight, (1 + log count) × idf, scaled to length 1; unknown terms are left out."""
    counts = Counter(terms)
    columns = vocabulary.columns
    found = {
        columns[term]: (1.0 + math.log(count)) * float(vocabulary.idf[columns[term]])
        for term, count in counts.items()
        if term in columns
    }
    length = math.sqrt(sum(value * value for value in found.values()))
    return {column: value / length for column, value in found.items()} if length else {}


def scores(model: LinearModel, reading: Reading) -> Floats:
    """Return one score per tag, in log odds before calibration."""
    text = model_text(reading)
    total = model.bias.copy()
    offset = 0
    for terms, vocabulary in ((word_terms(text), model.words), (piece_terms(text), model.pieces)):
        found = weigh(terms, vocabulary)
        if found:
            columns = np.fromiter(found, dtype=np.int64) + offset
            total += np.fromiter(found.values(), dtype=np.float64) @ model.weights[columns]
        offset += len(vocabulary.columns)
    return total


def vocabulary_of(documents: Sequence[Iterable[str]], least: int) -> Vocabulary:
    """Build a vocabulary of the terms that stand in at least ``least`` documents."""
    seen: Counter[str] = Counter()
    for terms in documents:
        seen.update(set(terms))
    kept = sorted(term for term, count in seen.items() if count >= least)
    idf = np.array([math.log((1 + len(documents)) / (1 + seen[term])) + 1 for term in kept])
    return Vocabulary({term: column for column, term in enumerate(kept)}, idf)


def _kind_of_number(match: re.Match[str]) -> str:
    value = float(match.group())
    if _SIZES[0] <= value <= _SIZES[1]:
        return "numtalla"
    return "numchico" if value < _SIZES[0] else "numlargo"
