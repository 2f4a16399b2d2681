"""Fit the shipped models on labelled messages; scikit-learn is needed here and nowhere else.

The stack is fitted on out-of-fold scores, and on copies of each message from which the lexicon's hits
were struck out or invented at random: the words of strangers are not all in the lexicon, and a stack
that never met a missing word promises probabilities that only hold for its own author.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats, Ints
from shopdesk.domain.tagging import linear, stacking
from shopdesk.domain.tagging.learned import Head, Models
from shopdesk.domain.tagging.lexicon import Lexicon, find
from shopdesk.domain.tagging.linear import LinearModel
from shopdesk.domain.tagging.reading import Reading, Spelling, read
from shopdesk.domain.tagging.stacking import Stack
from shopdesk.domain.tagging.tags import TAGS

FOLDS = 5
COPIES = 4
STRUCK, INVENTED = 0.15, 0.02
TEXT_C, STACK_C, VECTOR_C = 5.0, 0.05, 3.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with the tags a person gave it."""

    text: str
    tags: frozenset[str]


def fit(messages: Sequence[Labelled], lexicon: Lexicon, spelling: Spelling, *, seed: int = 0,
        vectors: Floats | None = None) -> Models:  # fmt: skip
    """Fit the models.

    Args:
        messages: At least a few hundred, every tag present.
        lexicon: The words and patterns.
        spelling: How messages are made comparable.
        seed: For the folds and the struck-out hits.
        vectors: Messages by dimensions, if sentence vectors are at hand; used for a head of their own.
    """
    readings = [read(message.text, spelling) for message in messages]
    wanted = np.array([[tag in message.tags for tag in TAGS] for message in messages], dtype=np.int64)
    rng = np.random.default_rng(seed)
    folds = rng.integers(0, FOLDS, len(messages))
    learned = np.zeros(wanted.shape)
    for fold in range(FOLDS):
        held = folds == fold
        part = _fit_text([r for r, out in zip(readings, held, strict=True) if not out], wanted[~held])
        learned[held] = [linear.scores(part, r) for r, out in zip(readings, held, strict=True) if out]
    evidence = np.array([stacking.counts(find(lexicon, reading), TAGS) for reading in readings])
    shape = np.array([stacking.shape_of(reading) for reading in readings])
    stack = _fit_stack(evidence, learned, shape, wanted, rng)
    head = Head(*_fit_linear(vectors, wanted, VECTOR_C)) if vectors is not None else None
    return Models(_fit_text(readings, wanted), stack, head)


def _fit_text(readings: Sequence[Reading], wanted: Ints) -> LinearModel:
    from scipy.sparse import csr_matrix, hstack

    texts = [linear.model_text(reading) for reading in readings]
    blocks, vocabularies = [], []
    for terms_of, least in ((linear.word_terms, 2), (linear.piece_terms, 3)):
        documents = [terms_of(text) for text in texts]
        vocabulary = linear.vocabulary_of(documents, least)
        rows = [linear.weigh(terms, vocabulary) for terms in documents]
        pointers = np.cumsum([0, *(len(row) for row in rows)])
        columns = np.array([c for row in rows for c in row], dtype=np.int64)
        values = np.array([v for row in rows for v in row.values()])
        blocks.append(csr_matrix((values, columns, pointers), shape=(len(rows), len(vocabulary.columns))))
        vocabularies.append(vocabulary)
    weights, bias = _fit_linear(hstack(blocks).tocsr(), wanted, TEXT_C)
    return LinearModel(TAGS, vocabularies[0], vocabularies[1], weights, bias)


def _fit_linear(matrix: object, wanted: Ints, strength: float) -> tuple[Floats, Floats]:
    from sklearn.linear_model import LogisticRegression

    fitted = [
        LogisticRegression(C=strength, class_weight="balanced", max_iter=500).fit(matrix, wanted[:, k])
        for k in range(wanted.shape[1])
    ]
    weights = np.column_stack([model.coef_[0] for model in fitted])
    return weights, np.array([float(model.intercept_[0]) for model in fitted])


def _fit_stack(evidence: Floats, learned: Floats, shape: Floats, wanted: Ints,
               rng: np.random.Generator) -> Stack:  # fmt: skip
    from sklearn.linear_model import LogisticRegression

    seen = np.concatenate([_shaken(evidence, rng) for _ in range(COPIES)])
    many_learned, many_shape = np.tile(learned, (COPIES, 1)), np.tile(shape, (COPIES, 1))
    weights, bias = [], []
    for k in range(len(TAGS)):
        table = stacking.features(seen, many_learned, many_shape, k)
        mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
        model = LogisticRegression(C=STACK_C, max_iter=1000)
        model.fit((table - mean) / spread, np.tile(wanted[:, k], COPIES))
        weights.append(model.coef_[0] / spread)
        bias.append(float(model.intercept_[0]) - float(model.coef_[0] @ (mean / spread)))
    return Stack(TAGS, np.array(weights), np.array(bias))


def _shaken(evidence: Floats, rng: np.random.Generator) -> Floats:
    shaken = evidence.copy()
    shaken[rng.random(shaken.shape[:2]) < STRUCK] = 0.0
    invented = rng.random(shaken.shape[:2]) < INVENTED
    shaken[..., 0][invented] = np.maximum(shaken[..., 0][invented], 1.0)
    return shaken
