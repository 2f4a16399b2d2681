"""What came back for what: a size exchange is one demand, for the size finally kept, on the first day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Held:
    """Pieces of one variant that can still be matched; ``pieces`` is counted down."""

    variant: int
    product: int
    pieces: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """``pieces`` of ``came_back`` were exchanged for as many of ``kept``.

    Attributes:
        came_back: None where nothing says what came back: the kept piece is then a demand of its own.
        kept: None for a plain return.
        line: The line of the first order that came back, if known.
    """

    pieces: int
    came_back: int | None
    kept: int | None
    line: int | None = None


def pair(kept: Sequence[Held], back: Sequence[Held]) -> list[Swap]:
    """Match what was taken with what came back, piece by piece, the same style first.

    Args:
        kept: What the customer took.
        back: What came back, or what the first order held if no row says it.
    """
    rest = [Held(one.variant, one.product, one.pieces, one.line) for one in back]
    swaps: list[Swap] = []
    for one in kept:
        left = one.pieces
        for is_wanted in (_same_style, _other_variant):
            for other in rest:
                taken = min(left, other.pieces) if is_wanted(one, other) else 0
                if taken:
                    other.pieces -= taken
                    left -= taken
                    swaps.append(Swap(taken, other.variant, one.variant, other.line))
        if left:
            swaps.append(Swap(left, None, one.variant))
    return swaps


def returned(back: Sequence[Held], swaps: Sequence[Swap]) -> list[Swap]:
    """Return what came back and was not exchanged."""
    used: dict[int, int] = {}
    for swap in swaps:
        if swap.came_back is not None:
            used[swap.came_back] = used.get(swap.came_back, 0) + swap.pieces
    plain = []
    for one in back:
        taken = min(one.pieces, used.get(one.variant, 0))
        used[one.variant] = used.get(one.variant, 0) - taken
        if one.pieces > taken:
            plain.append(Swap(one.pieces - taken, one.variant, None, one.line))
    return plain


def _same_style(kept: Held, back: Held) -> bool:
    return kept.product == back.product and kept.variant != back.variant


def _other_variant(kept: Held, back: Held) -> bool:
    return kept.variant != back.variant
