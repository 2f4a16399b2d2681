"""Returns and exchanges, worked out from the orders that tell of them.

They are derived rows: whatever order the files come in, and whatever is undone, they are worked out again
from the orders that stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from shopdesk.domain.exchanges import Held, Swap, pair, returned
from shopdesk.runtime.i18n import _
from shopdesk.store.imports import returns as store
from shopdesk.store.imports.returns import Teller

LEG = "-R"
"""Ending of the number of the return that is one half of an exchange."""


def clear(session: Session) -> None:
    """Forget what staged orders told, before their lines are replaced."""
    store.clear_lines(session)


def forget_all(session: Session) -> None:
    """Forget everything that was worked out."""
    store.clear(session, None)


def forget_orders(session: Session, ids: Sequence[int]) -> None:
    """Forget what these orders told, before they go."""
    store.clear(session, ids)


def derive_staged(session: Session) -> None:
    """Work out again what the staged orders tell, and what older returns say about them."""
    ids = store.telling_staged(session)
    if ids:
        store.clear(session, ids)
        _derive(session, ids)


def derive_orders(session: Session, ids: Sequence[int]) -> None:
    """Work out what these orders tell."""
    store.clear(session, ids)
    _derive(session, ids)


def derive_all(session: Session) -> None:
    """Work everything out again."""
    store.clear(session, None)
    _derive(session, store.telling(session))


@dataclass(slots=True)
class _Book:
    """Orders by key and what is worked out from them."""

    by_number: dict[tuple[str, str], Teller]
    places: dict[int, int]
    main: int
    lines: list[dict[str, Any]] = field(default_factory=list)
    movements: list[dict[str, Any]] = field(default_factory=list)
    demand: list[tuple[int, bool]] = field(default_factory=list)

    def original(self, order: Teller) -> Teller | None:
        """Return the order that a return or exchange is about, if it was read."""
        if not order.related_number:
            return None
        return self.by_number.get((order.source, order.related_number))

    def first_day(self, order: Teller | None) -> str | None:
        """Follow exchanges of exchanges back to the day of the first order."""
        seen: set[int] = set()
        while order is not None and order.kind == "exchange" and order.id not in seen:
            seen.add(order.id)
            before = self.original(order)
            if before is None:
                break
            order = before
        return order.local_day if order else None

    def move(self, order: Teller, variant: int, pieces: int, kind: str, on: str | None = None) -> None:
        """Note pieces that left (negative) or came back, on a day of its own where ``on`` names one."""
        self.movements.append(
            {
                "variant_id": variant, "location_id": self.places.get(variant, self.main), "pieces": pieces,
                "kind": kind, "happened_at": order.placed_at if on is None else f"{on} 12:00:00.000000",
                "local_day": on or order.local_day, "reference": f"order:{order.id}",
            }
        )  # fmt: skip

    def tell(self, order: Teller, swap: Swap, first: Teller | None, on: str | None = None) -> None:
        """Note what came back; a piece for which nothing came back is a demand of its own."""
        if swap.came_back is None:
            return
        day = self.first_day(first)
        self.lines.append(
            {
                "order_id": first.id if first else None, "order_line_id": swap.line,
                "variant_id": swap.came_back, "quantity": swap.pieces,
                "returned_on": store.day(on or order.local_day),
                "ordered_on": store.day(day) if day else None, "kept_variant_id": swap.kept,
                "reason": order.reason, "told_by_id": order.id,
            }
        )  # fmt: skip
        self.move(order, swap.came_back, swap.pieces, "return", on)
        if swap.kept is not None:
            self.move(order, swap.kept, -swap.pieces, "exchange", on)


def _derive(session: Session, ids: Sequence[int]) -> None:
    if not ids:
        return
    tellers = store.orders(session, ids)
    book = _Book(_surroundings(session, tellers), *store.selling_places(session, _("Shop floor")))
    for order in tellers:
        if order.kind == "exchange":
            _exchange(book, order)
        elif order.kind == "return":
            _plain_return(book, order)
        else:
            _partly_returned(book, order)
    store.add(session, book.lines, book.movements)
    store.set_demand(session, book.demand)


def _surroundings(session: Session, tellers: Sequence[Teller]) -> dict[tuple[str, str], Teller]:
    """Return the orders that returns and exchanges refer to, and theirs, by key."""
    found = {(t.source, t.number): t for t in tellers}
    asked: set[tuple[str, str]] = set()
    while True:
        wanted = {(t.source, t.related_number) for t in found.values() if t.related_number}
        wanted |= {(t.source, t.number + LEG) for t in found.values() if t.kind == "exchange"}
        wanted -= asked | found.keys()
        if not wanted:
            return found
        asked |= wanted
        for key, order in store.by_number(session, wanted):
            found.setdefault(key, order)
            found.setdefault((order.source, order.number), order)


def _held(order: Teller | None, *, sign: int = 1) -> list[Held]:
    if order is None:
        return []
    return [Held(one.variant_id, one.product_id, sign * one.quantity, one.id) for one in order.lines]


def _exchange(book: _Book, order: Teller) -> None:
    first = book.original(order)
    leg = book.by_number.get((order.source, order.number + LEG))
    back = _held(leg, sign=-1) if leg is not None else _held(first)
    swaps = pair(_held(order), back)
    plain = returned(back, swaps) if leg is not None else []
    for swap in [*swaps, *plain]:
        book.tell(order, _with_line(swap, first), first)
    alone = {swap.kept for swap in swaps if swap.came_back is None}
    book.demand.extend((line.id, line.variant_id in alone) for line in order.lines)


def _with_line(swap: Swap, first: Teller | None) -> Swap:
    line = next((one.id for one in first.lines if one.variant_id == swap.came_back), None) if first else None
    return Swap(swap.pieces, swap.came_back, swap.kept, line)


def _plain_return(book: _Book, order: Teller) -> None:
    first = book.original(order)
    if first is not None and first.kind == "exchange" and order.number == first.number + LEG:
        return  # one half of that exchange, told there
    for line in order.lines:
        book.tell(order, _with_line(Swap(-line.quantity, line.variant_id, None), first), first)


def _partly_returned(book: _Book, order: Teller) -> None:
    for line in order.lines:
        if line.refunded_quantity > 0:
            on = line.refunded_on or order.cancelled_on or order.local_day
            book.tell(order, Swap(line.refunded_quantity, line.variant_id, None, line.id), order, on)
