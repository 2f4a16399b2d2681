"""What lies on the shelf and should go: dead stock, too much of something, and the last sizes of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.purchasing.shelf import Shelf
from shopdesk.services.context import Shop
from shopdesk.services.reorder.lines import Plan
from shopdesk.services.reorder.reading import Known
from shopdesk.services.stock.levels import StockLevel
from shopdesk.store import reorder as store
from shopdesk.store.reorder import CatalogueRow

_LEAST_SIZES = 3
_MOST_PER_SIZE = 2


class Reason(StrEnum):
    """Why something should go, the most pressing first."""

    DEAD = "dead"
    ORPHANS = "orphans"
    EXCESS = "excess"


@dataclass(frozen=True, slots=True)
class Leftover:
    """One style of which something should go.

    Attributes:
        sizes: Sizes it concerns, in their order.
        pieces: How many should go.
        cost_minor: What they cost, as far as costs are known.
        is_ordered: False for what is no longer bought.
    """

    product_id: int
    product: str
    color: str
    reason: Reason
    sizes: tuple[str, ...]
    pieces: int
    cost_minor: int
    currency: str
    is_ordered: bool


def read_leftovers(
    shop: Shop, known: Known, plan: Plan, shelves: Mapping[int, Shelf]
) -> tuple[Leftover, ...]:
    """Return what should go, what ties up most money first.

    Last sizes ("últimos 23 y 29") of what is still bought are the shelf's own (key sizes gone, none coming)
    unless it is due; of what is no longer bought, half or less of three sizes or more, two pieces of each at
    most.
    """
    with shop.store.read() as session:
        rows = store.catalogue(session)
    styles: dict[int, list[CatalogueRow]] = {}
    for row in rows:
        styles.setdefault(row.product_id, []).append(row)
    due = {line.product_id for line in plan.due()}
    found = [
        one
        for product, members in styles.items()
        if (one := _leftover(members, known.levels, shelves.get(product), is_due=product in due)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.cost_minor, -one.pieces, one.product, one.color)))


def _leftover(
    members: list[CatalogueRow], levels: Mapping[int, StockLevel], shelf: Shelf | None, *, is_due: bool
) -> Leftover | None:
    there = {row.variant_id: levels[row.variant_id].on_hand for row in members if row.variant_id in levels}
    left = [row for row in members if there.get(row.variant_id, 0) > 0]
    pieces = sum(there[row.variant_id] for row in left)
    if not left:
        return None
    coming = sum(levels[row.variant_id].on_order for row in members if row.variant_id in levels)
    if shelf is not None and shelf.is_dead:
        return _made(left, there, Reason.DEAD, pieces)
    pairs = [there[row.variant_id] for row in left]
    ends = _is_last_sizes(len(members), pairs) if shelf is None else bool(shelf.last_sizes)
    if ends and not is_due and not coming:
        return _made(left, there, Reason.ORPHANS, pieces)
    if shelf is not None and shelf.excess > 0:
        return _made(left, there, Reason.EXCESS, min(shelf.excess, pieces))
    return None


def _is_last_sizes(sizes: int, left: Iterable[int]) -> bool:
    pieces = list(left)
    return sizes >= _LEAST_SIZES and 2 * len(pieces) <= sizes and max(pieces) <= _MOST_PER_SIZE


def _made(left: list[CatalogueRow], there: Mapping[int, int], reason: Reason, pieces: int) -> Leftover:
    whole = sum(there[row.variant_id] for row in left)
    cost = sum(there[row.variant_id] * (row.cost_minor or 0) for row in left)
    first = left[0]
    return Leftover(
        product_id=first.product_id,
        product=first.product,
        color=first.color,
        reason=reason,
        sizes=tuple(row.size for row in left),
        pieces=pieces,
        cost_minor=round(cost * pieces / whole),
        currency=first.currency,
        is_ordered=first.is_ordered,
    )
