"""Two subjects compared, with a verdict only when the numbers allow it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

ALPHA = 0.05
ENOUGH = 30
"""Letters each subject must have had before anything is said."""


class Verdict(StrEnum):
    """What may be said of two subjects."""

    TOO_FEW = "too_few"
    NO_DIFFERENCE = "no_difference"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Letters and answers of each subject, and the two-sided p of Fisher's exact test (None if too few)."""

    first_sent: int
    first_replied: int
    second_sent: int
    second_replied: int
    p_value: float | None
    verdict: Verdict


def takes_second(key: str) -> bool:
    """Say whether a letter gets the second subject: half of them, the same half every time."""
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 1


def compare(first: tuple[int, int], second: tuple[int, int]) -> Comparison:
    """Compare two subjects by (letters, answers); opens are not counted, because they cannot be known.

    Source: Fisher's exact test, two-sided.
    """
    (sent, replied), (other_sent, other_replied) = first, second
    if min(sent, other_sent) < ENOUGH:
        return Comparison(sent, replied, other_sent, other_replied, None, Verdict.TOO_FEW)
    import numpy as np
    from scipy.stats import fisher_exact

    table = np.array([[replied, sent - replied], [other_replied, other_sent - other_replied]])
    p_value = float(fisher_exact(table).pvalue)
    verdict = Verdict.NO_DIFFERENCE
    if p_value < ALPHA:
        verdict = Verdict.FIRST if replied / sent > other_replied / other_sent else Verdict.SECOND
    return Comparison(sent, replied, other_sent, other_replied, p_value, verdict)
