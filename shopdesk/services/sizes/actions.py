"""What can be done about a gap: sizes into the next order."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.domain.preferences import PlanningSettings
from shopdesk.services.context import Shop
from shopdesk.services.sizes.page import SizeCell, StyleRow
from shopdesk.store import order_edits


@dataclass(frozen=True, slots=True)
class Added:
    """Sizes put into the next order: variant → pieces, and what was asked of them before (0 = nothing)."""

    pieces: dict[int, int]
    before: dict[int, int]


def waiting(shop: Shop) -> dict[int, int]:
    """Return the sizes this page added to the next order: variant → pieces."""
    with shop.store.read() as session:
        return order_edits.size_requests(session)


def pieces_for(shop: Shop, cell: SizeCell) -> int:
    """Return how many pieces of a missing size to ask for: until the order after next arrives, 1 at least."""
    planning = shop.settings.get(PlanningSettings)
    weeks = (planning.lead_days + planning.review_days) / 7 + planning.order_weeks
    return max(1, math.ceil(cell.asked_week * weeks - max(cell.on_hand, 0)))


def add_to_order(shop: Shop, rows: Iterable[StyleRow]) -> Added:
    """Put the missing key sizes of the styles into the next order; undo with ``put_back``."""
    wanted = {cell.variant_id: pieces_for(shop, cell) for row in rows for cell in row.missing}
    with shop.store.write() as session:
        standing = order_edits.size_requests(session)
        pieces = {variant: count for variant, count in wanted.items() if variant not in standing}
        order_edits.add_size_requests(session, pieces, shop.now())
    return Added(pieces, dict.fromkeys(pieces, 0))


def put_back(shop: Shop, added: Added) -> None:
    """Take an ``add_to_order`` or ``order_run`` back."""
    with shop.store.write() as session:
        order_edits.clear_size_requests(session, list(added.pieces))
        standing = {variant: pieces for variant, pieces in added.before.items() if pieces}
        order_edits.add_size_requests(session, standing, shop.now())


def do_again(shop: Shop, added: Added) -> None:
    """Do it again after ``put_back``."""
    with shop.store.write() as session:
        order_edits.add_size_requests(session, added.pieces, shop.now())
