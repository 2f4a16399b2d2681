"""From the lexicon's hits and the models' scores to one calibrated probability per tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopdesk.domain.arrays import Floats
from shopdesk.domain.tagging.lexicon import LEVELS, WEIGHTS, Hit, levels_of
from shopdesk.domain.tagging.reading import Reading

_CAPS = np.array([2.0, 2.0, 2.0, 1.0])
_LEVEL_WEIGHTS = np.array([WEIGHTS[level] for level in LEVELS])
_LOW, _HIGH = -3.0, 6.0


@dataclass(frozen=True, slots=True)
class Stack:
    """One logistic model per tag over the evidence of all tags.

    Attributes:
        tags: Order of rows.
        weights: Tags by features of ``features``.
        bias: One per tag.
    """

    tags: tuple[str, ...]
    weights: Floats
    bias: Floats


def counts(hits: Sequence[Hit], tags: Sequence[str]) -> Floats:
    """Return tags by levels: how many patterns of each level were found, capped."""
    found = np.array([[levels_of(hits, tag)[level] for level in LEVELS] for tag in tags], dtype=np.float64)
    return np.asarray(np.minimum(found, _CAPS), dtype=np.float64)


def features(evidence: Floats, learned: Floats, shape: Floats, tag: int) -> Floats:
    """Return the features of one tag for many messages.

    Args:
        evidence: Messages by tags by levels, from ``counts``.
        learned: Messages by tags, the models' scores.
        shape: Messages by two, from ``shape_of``.
        tag: Which tag.
    """
    lexical = np.clip(evidence @ _LEVEL_WEIGHTS, _LOW, _HIGH)
    others = np.delete(np.arange(learned.shape[1]), tag)
    return np.column_stack(
        [
            evidence[:, tag, :],
            learned[:, tag],
            lexical[:, others].max(axis=1),
            learned[:, others].max(axis=1),
            lexical * 0.5,
            learned * 0.5,
            shape,
        ]
    )


def shape_of(reading: Reading) -> Floats:
    """Return the message's length (log of words) and whether it asks."""
    return np.array([np.log1p(len(reading.spans)), float(reading.asks)])


def probabilities(stack: Stack, evidence: Floats, learned: Floats, shape: Floats) -> Floats:
    """Return the probability of each tag for one message."""
    rows = [features(evidence[None], learned[None], shape[None], k)[0] for k in range(len(stack.tags))]
    odds = np.einsum("kf,kf->k", np.array(rows), stack.weights) + stack.bias
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)
