"""Which size a style runs: exchanges of one size for another, read as fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from shopdesk.domain.arrays import Floats
from shopdesk.domain.sizes.labels import SizeLabel
from shopdesk.domain.special import bdtrc

_LEAST = 5
_ALPHA = 0.05


class Runs(StrEnum):
    """How a style runs against what its label says."""

    SMALL = "small"  # people change up
    LARGE = "large"  # people change down
    TRUE = "true"
    UNKNOWN = "unknown"  # too few exchanges to say


@dataclass(frozen=True, slots=True)
class Exchange:
    """Pieces of one style changed from one size to another; gifts are left out by whoever counts."""

    given: SizeLabel
    kept: SizeLabel
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class FitReading:
    """What the exchanges of a style say.

    Attributes:
        runs: The verdict.
        up: Pieces changed to a larger size.
        down: Pieces changed to a smaller size.
        sold: Pieces sold meanwhile.
        steps: Mean number of sizes moved by those who went the verdict's way.
        p_value: Exact binomial, one-sided towards the larger side.
    """

    runs: Runs
    up: int
    down: int
    sold: int
    steps: float
    p_value: float


def read_fit(exchanges: Iterable[Exchange], run: Sequence[SizeLabel], *, sold: int) -> FitReading:
    """Read the exchanges of one style, by steps of its own run of sizes.

    A style runs small when clearly more people changed up than down, five changes at least.

    Args:
        exchanges: Size for size; those of labels outside the run are left out.
        run: The sizes of the style, in order.
        sold: Pieces sold over the same time.
    """
    place = {label.key: index for index, label in enumerate(run)}
    moves: list[int] = []
    for one in exchanges:
        if one.given.key in place and one.kept.key in place:
            moves.extend([place[one.kept.key] - place[one.given.key]] * one.pieces)
    steps = np.array(moves, dtype=np.int64)
    up, down = int((steps > 0).sum()), int((steps < 0).sum())
    p_value = float(bdtrc(max(up, down) - 1, up + down, 0.5)) if up + down else 1.0
    runs = _verdict(up, down, p_value)
    way = steps[steps > 0] if up >= down else -steps[steps < 0]
    return FitReading(runs, up, down, sold, float(way.mean()) if len(way) else 0.0, p_value)


def _verdict(up: int, down: int, p_value: float) -> Runs:
    if up + down < _LEAST:
        return Runs.UNKNOWN
    if p_value > _ALPHA:
        return Runs.TRUE
    return Runs.SMALL if up > down else Runs.LARGE


def shifted(share: Floats, reading: FitReading) -> Floats:
    """Return the curve of sizes first asked for, moved to the sizes that will be kept.

    Each size hands the share of pieces that are exchanged, net of those going the other way, to the next
    size of the verdict's direction; the last size keeps what would leave the run.

    Args:
        share: (K,) shares of the sizes first sold, in order.
        reading: What the exchanges say.
    """
    if reading.runs not in (Runs.SMALL, Runs.LARGE) or reading.sold <= 0:
        return share
    moving = min(1.0, abs(reading.up - reading.down) / reading.sold)
    moved = share * (1.0 - moving)
    if reading.runs is Runs.SMALL:
        moved[1:] += moving * share[:-1]
        moved[-1] += moving * share[-1]
    else:
        moved[:-1] += moving * share[1:]
        moved[0] += moving * share[0]
    return moved
