"""Buying a whole run of sizes: so many pieces of one style, split by what its customers keep."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shopdesk.domain.preferences import PlanningSettings
from shopdesk.domain.purchasing.quantity import boxes, split
from shopdesk.services.context import Shop
from shopdesk.services.sizes.actions import Added
from shopdesk.services.sizes.page import StyleRow
from shopdesk.store import order_edits
from shopdesk.store import sizes as store


@dataclass(frozen=True, slots=True)
class RunLine:
    """One size of a run to buy."""

    variant_id: int
    label: str
    on_hand: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Corrida:
    """A run to buy.

    Attributes:
        lines: In the order of the run.
        box: Name of the supplier's box it is made of, empty = single pieces.
        box_count: How many boxes.
        short: Pieces the boxes leave missing against the split.
        over: Pieces they bring too many.
    """

    product_id: int
    lines: tuple[RunLine, ...]
    box: str = ""
    box_count: int = 0
    short: int = 0
    over: int = 0

    @property
    def pieces(self) -> int:
        """Pieces of all sizes."""
        return sum(line.pieces for line in self.lines)


def usual_pieces(shop: Shop, row: StyleRow) -> int:
    """Return how many pieces last until the order after next arrives, less what is there."""
    planning = shop.settings.get(PlanningSettings)
    days = planning.lead_days + planning.review_days + 7 * planning.order_weeks
    return max(1, math.ceil(row.rate_per_day * days) - max(row.stock, 0))


def corrida(row: StyleRow, pieces: int) -> Corrida:
    """Split pieces over the sizes so that what is there plus what comes stands nearest to the curve.

    The curve counts the size finally kept, so a style that runs small is bought a size up by itself.
    """
    held = [max(cell.on_hand, 0) for cell in row.cells]
    shares = [cell.share for cell in row.cells]
    wanted = split(pieces, _fill(held, shares, pieces))
    return Corrida(row.product_id, _lines(row, wanted))


def in_boxes(shop: Shop, row: StyleRow, pieces: int) -> Corrida | None:
    """Return the same in the supplier's prepacked boxes, None where none are known for the style."""
    with shop.store.read() as session:
        known = store.pack_runs(session, row.product_id)
    labels = [cell.label for cell in row.cells]
    kinds = [(name, [run.get(label, 0) for label in labels]) for name, run in known]
    kinds = [(name, run) for name, run in kinds if sum(run)]
    if not kinds:
        return None
    need = [line.pieces for line in corrida(row, pieces).lines]
    best = boxes(need, [run for _, run in kinds])
    names = ", ".join(name for (name, _), count in zip(kinds, best.counts, strict=True) if count)
    lines = _lines(row, list(best.pieces))
    return Corrida(row.product_id, lines, names, sum(best.counts), best.short, best.over)


def order_run(shop: Shop, run: Corrida) -> Added:
    """Put the run into the next order; undo with ``put_back``."""
    pieces = {line.variant_id: line.pieces for line in run.lines if line.pieces}
    with shop.store.write() as session:
        standing = order_edits.size_requests(session)
        order_edits.add_size_requests(session, pieces, shop.now())
    return Added(pieces, {variant: standing.get(variant, 0) for variant in pieces})


def _lines(row: StyleRow, wanted: list[int]) -> tuple[RunLine, ...]:
    pairs = zip(row.cells, wanted, strict=True)
    return tuple(RunLine(cell.variant_id, cell.label, cell.on_hand, pieces) for cell, pieces in pairs)


def _fill(held: list[int], shares: list[float], pieces: int) -> list[float]:
    """Return what each size lacks to a level at which the lacks sum to ``pieces``."""
    low, high = 0.0, sum(held) / max(min((s for s in shares if s > 0), default=1.0), 1e-9) + pieces + 1.0
    for _ in range(60):
        middle = (low + high) / 2
        lack = sum(max(share * middle - here, 0.0) for here, share in zip(held, shares, strict=True))
        low, high = (middle, high) if lack < pieces else (low, middle)
    return [max(share * high - here, 0.0) for here, share in zip(held, shares, strict=True)]
