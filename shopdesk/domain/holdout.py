"""Did it bring them back? A few people left out at random tell what a letter does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

_Z = 1.959964
_NEEDED = 20
"""People on each side before anything is said."""


class Verdict(StrEnum):
    """What the figures allow to say."""

    WORKS = "works"
    HARMS = "harms"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True)
class Lift:
    """What a letter adds to the share that buys again.

    Attributes:
        written: People who got the letter, and ``written_back`` of them bought again.
        held: People left out at random, and ``held_back`` of them bought again.
        difference: Share of the first − share of the second; None while a side is empty.
        interval: 95 %, of the difference.
    """

    written: int
    written_back: int
    held: int
    held_back: int
    difference: float | None
    interval: tuple[float, float] | None
    verdict: Verdict


def draw(flow: str, person: str, seed: int) -> float:
    """Return a number in [0, 1) that is always the same for a flow, a person and a seed."""
    found = hashlib.sha256(f"{seed}:{flow}:{person}".encode()).digest()
    return int.from_bytes(found[:8], "big") / 2**64


def lift(written: int, written_back: int, held: int, held_back: int) -> Lift:
    """Return the lift with its 95 % interval, one success and one failure added to each side.

    Nothing is claimed under 20 people on a side, nor while the interval holds zero.

    Source: Agresti & Caffo (2000).
    """
    if not written or not held:
        return Lift(written, written_back, held, held_back, None, None, Verdict.CANNOT_SAY)
    p, q = (written_back + 1) / (written + 2), (held_back + 1) / (held + 2)
    half = _Z * float(np.sqrt(p * (1 - p) / (written + 2) + q * (1 - q) / (held + 2)))
    low, high = max(p - q - half, -1.0), min(p - q + half, 1.0)
    verdict = Verdict.CANNOT_SAY
    if min(written, held) >= _NEEDED and not low <= 0 <= high:
        verdict = Verdict.WORKS if low > 0 else Verdict.HARMS
    difference = written_back / written - held_back / held
    return Lift(written, written_back, held, held_back, difference, (low, high), verdict)
