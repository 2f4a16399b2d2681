"""Everything learned from labelled messages, and how it is shipped as named arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopdesk.domain.arrays import Floats
from shopdesk.domain.tagging import linear, stacking
from shopdesk.domain.tagging.linear import LinearModel
from shopdesk.domain.tagging.stacking import Stack
from shopdesk.domain.tagging.tags import TAGS

Arrays = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Head:
    """Tags from sentence vectors: dimensions by tags, and one bias per tag."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Models:
    """The linear model, the stack, and the head over sentence vectors if there were any."""

    text: LinearModel
    stack: Stack
    vectors: Head | None = None


def as_arrays(models: Models) -> dict[str, NDArray[np.generic]]:
    """Return the models as named arrays, to be shipped in one file."""
    arrays: dict[str, NDArray[np.generic]] = {
        "words": np.array(list(models.text.words.columns)),
        "words_idf": models.text.words.idf.astype(np.float32),
        "pieces": np.array(list(models.text.pieces.columns)),
        "pieces_idf": models.text.pieces.idf.astype(np.float32),
        "weights": models.text.weights.astype(np.float16),
        "bias": models.text.bias,
        "stack_weights": models.stack.weights,
        "stack_bias": models.stack.bias,
    }
    if models.vectors is not None:
        arrays["vector_weights"] = models.vectors.weights.astype(np.float32)
        arrays["vector_bias"] = models.vectors.bias
    return arrays


def from_arrays(arrays: Arrays) -> Models:
    """Rebuild the models from the arrays of ``as_arrays``."""
    text = linear.LinearModel(
        TAGS,
        _vocabulary(arrays["words"], arrays["words_idf"]),
        _vocabulary(arrays["pieces"], arrays["pieces_idf"]),
        _floats(arrays["weights"]),
        _floats(arrays["bias"]),
    )
    stack = stacking.Stack(TAGS, _floats(arrays["stack_weights"]), _floats(arrays["stack_bias"]))
    if "vector_weights" not in arrays:
        return Models(text, stack)
    head = Head(_floats(arrays["vector_weights"]), _floats(arrays["vector_bias"]))
    return Models(text, stack, head)


def _vocabulary(terms: NDArray[np.generic], idf: NDArray[np.generic]) -> linear.Vocabulary:
    return linear.Vocabulary({str(t): i for i, t in enumerate(terms)}, _floats(idf))


def _floats(array: NDArray[np.generic]) -> Floats:
    return np.asarray(array, dtype=np.float64)
