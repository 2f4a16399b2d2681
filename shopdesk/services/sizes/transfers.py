"""Sizes that are gone in one place and there in another: what to move, and moving it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from shopdesk.services.context import Shop
from shopdesk.services.sizes.page import SizeCell, SizesPage, StyleRow
from shopdesk.services.stock.levels import selling_places
from shopdesk.store import sizes as sizes_store
from shopdesk.store import stock as store
from shopdesk.store.stock import Since

_WEEKS = 2.0
"""How long what is moved should last."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that holds stock."""

    location_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Pieces of one size worth moving: gone where its style is shown, there elsewhere.

    Attributes:
        there: Pieces in the place they would leave.
        pieces: How many to move: two weeks' sales, one at least, never more than are there.
    """

    product_id: int
    variant_id: int
    name: str
    size: str
    source: Place
    target: Place
    there: int
    pieces: int


def transfers(shop: Shop, page: SizesPage) -> tuple[Transfer, ...]:
    """Return the moves that mend a key size in a place, by money lost; empty with one place only."""
    with shop.store.read() as session:
        places = [Place(key, name) for key, name in store.locations(session)]
        if len(places) < 2:
            return ()
        variants = [cell.variant_id for row in page.rows for cell in row.cells]
        held = pieces_by_place(session, shop, variants)
    found = [move for row in page.rows for move in _moves(row, places, held)]
    return tuple(found)


def move(shop: Shop, transfer: Transfer) -> None:
    """Write the two movements of a transfer."""
    _write(shop, transfer, transfer.source, transfer.target)


def move_back(shop: Shop, transfer: Transfer) -> None:
    """Write the opposite transfer: the ledger is only ever added to."""
    _write(shop, transfer, transfer.target, transfer.source)


def pieces_by_place(session: Session, shop: Shop, variants: Iterable[int]) -> dict[tuple[int, int], int]:
    """Return pieces on hand by (variant, place) today, for places a count or a movement names."""
    today = shop.today()
    wanted = set(variants)
    points = [point for point in store.last_points(session, today) if point.variant_id in wanted]
    places = store.locations(session)
    pairs = [(point.variant_id, point.location_id) for point in points]
    selling = selling_places(pairs, places[0][0] if places else None)
    moments = {
        (p.variant_id, p.location_id): Since(p.variant_id, p.local_day, p.at, p.is_opening) for p in points
    }
    held = {(point.variant_id, point.location_id): point.on_hand for point in points}
    for one in sizes_store.movements(session, today):
        pair = (one.variant_id, one.location_id)
        since = moments.get(pair) or moments.get((one.variant_id, selling.get(one.variant_id, -1)))
        if one.variant_id in wanted and _is_later(one, since):
            held[pair] = held.get(pair, 0) + one.pieces
    leaves = {variant: moments[variant, place] for variant, place in selling.items()}
    for variant, pieces in store.sold_since(session, leaves.values(), today).items():
        held[variant, selling[variant]] -= pieces
    return held


def _is_later(one: sizes_store.Moved, since: Since | None) -> bool:
    """Say whether a movement came after the count it adds to."""
    if since is None or one.day > since.local_day:
        return True
    later = since.is_opening or since.at is None or one.at > since.at
    return one.day == since.local_day and later


def _moves(row: StyleRow, places: list[Place], held: dict[tuple[int, int], int]) -> list[Transfer]:
    found = []
    for target in places:
        here = {cell.variant_id: held.get((cell.variant_id, target.location_id), 0) for cell in row.cells}
        if not any(pieces > 0 for pieces in here.values()):
            continue
        gone = [cell for cell in row.cells if cell.is_core and here[cell.variant_id] <= 0]
        moves = (_best(row, cell, target, places=places, held=held) for cell in gone)
        found += [one for one in moves if one is not None]
    return found


def _best(
    row: StyleRow,
    cell: SizeCell,
    target: Place,
    *,
    places: list[Place],
    held: dict[tuple[int, int], int],
) -> Transfer | None:
    others = [place for place in places if place != target]
    source = max(others, key=lambda place: held.get((cell.variant_id, place.location_id), 0))
    there = held.get((cell.variant_id, source.location_id), 0)
    if there <= 0:
        return None
    pieces = min(there, max(1, math.ceil(cell.asked_week * _WEEKS)))
    return Transfer(row.product_id, cell.variant_id, row.name, cell.label, source, target, there, pieces)


def _write(shop: Shop, transfer: Transfer, source: Place, target: Place) -> None:
    moves = [(source.location_id, -transfer.pieces), (target.location_id, transfer.pieces)]
    with shop.store.write() as session:
        sizes_store.add_transfer(session, transfer.variant_id, moves, at=shop.now(), day=shop.today())
