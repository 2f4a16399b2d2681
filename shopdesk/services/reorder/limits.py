"""What changes a suggestion from outside: a supplier's boxes and least order, and the owner's cash."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopdesk.domain.arrays import Floats
from shopdesk.domain.purchasing.limits import Fundable, within_cash
from shopdesk.domain.purchasing.quantity import Coverable, Parcel, top_up
from shopdesk.domain.reorder.why import Inputs, explain_at
from shopdesk.services.reorder.boxing import Boxed, box_notes, into_boxes
from shopdesk.services.reorder.reading import Known
from shopdesk.services.reorder.remarks import Note, NoteCode
from shopdesk.services.suppliers import Terms

Adjusted = tuple[list[Inputs], list[Note]]


def apply(
    known: Known, inputs: Sequence[Inputs], points: Sequence[int], *, rates: Floats, cash_limit: int | None
) -> Adjusted:
    """Return the inputs with what the limits add or take in ``extra``, and what to say about it.

    Args:
        known: The shop.
        inputs: One per row of ``known.rows``.
        points: Their reorder points.
        rates: Mean pieces a day.
        cash_limit: Most money to spend, minor units of the shop's currency; None for no limit.
    """
    adjusted, boxed = into_boxes(known, inputs, points)
    order = _Order(known, adjusted, points, boxed)
    notes = []
    for key, terms in known.terms.items():
        if terms.minimum_minor:
            added = _reach_minimum(order, key, terms, rates)
            if added:
                notes.append(Note(NoteCode.SUPPLIER_MINIMUM, terms.name, added))
    if cash_limit is not None:
        left_out = _keep_within(order, cash_limit)
        if left_out:
            notes.append(Note(NoteCode.CASH_LIMIT, amount=left_out))
    return order.inputs, [*box_notes(known, order.boxed), *notes]


@dataclass(slots=True)
class _Order:
    """The order as the limits change it, one after the other."""

    known: Known
    inputs: list[Inputs]
    points: Sequence[int]
    boxed: list[Boxed]

    def pieces(self, row: int) -> int:
        """Return what is ordered of a row now."""
        return explain_at(self.inputs[row], self.points[row]).order

    def add(self, row: int, pieces: int) -> None:
        """Order so many more of a row."""
        self.inputs[row] = replace(self.inputs[row], extra=self.inputs[row].extra + pieces)


def _reach_minimum(order: _Order, supplier: int | None, terms: Terms, rates: Floats) -> int:
    """Top one supplier's order up to its least, packs and boxes whole; return the pieces added."""
    known = order.known
    rows = [i for i, row in enumerate(known.rows) if row.supplier_id == supplier]
    orders = {i: order.pieces(i) for i in rows}
    cost = sum(orders[i] * (known.rows[i].cost_minor or 0) for i in rows)
    missing = (terms.minimum_minor or 0) - cost
    if not cost or missing <= 0:
        return 0
    lines = [
        Coverable(
            pieces=_position(order.inputs[i]) + orders[i],
            per_day=float(rates[i]),
            pack=known.rows[i].pack,
            cost_minor=known.rows[i].cost_minor or 0,
        )
        for i in rows
    ]
    parcels, boxes = _parcels(order, rows)
    counts = top_up(lines, missing, parcels)
    for parcel, count in zip(parcels, counts, strict=True):
        for at, n in zip(parcel.lines, parcel.pieces, strict=True):
            order.add(rows[at], count * n)
    for (style, kind), count in zip(boxes, counts, strict=False):
        more = list(order.boxed[style].counts)
        more[kind] += count
        order.boxed[style] = replace(order.boxed[style], counts=tuple(more))
    return sum(count * sum(one.pieces) for one, count in zip(parcels, counts, strict=True))


def _parcels(order: _Order, rows: Sequence[int]) -> tuple[list[Parcel], list[tuple[int, int]]]:
    """Return what can be ordered at once of some rows, by their places there: boxes first, then packs.

    Returns:
        The parcels; and of each box among them, its style in ``order.boxed`` and its kind.
    """
    place = {row: at for at, row in enumerate(rows)}
    theirs = [at for at, one in enumerate(order.boxed) if one.rows[0] in place]
    boxes = [(at, kind) for at in theirs for kind in range(len(order.boxed[at].kinds))]
    parcels = [
        replace(box, lines=tuple(place[i] for i in box.lines))
        for at in theirs
        for box in order.boxed[at].parcels()
    ]
    inside = {i for at in theirs for i in order.boxed[at].rows}
    parcels += [Parcel((place[i],), (order.known.rows[i].pack,)) for i in rows if i not in inside]
    return parcels, boxes


def _keep_within(order: _Order, limit: int) -> int:
    """Leave out what the limit does not pay for, boxes whole; return the pieces left out."""
    orders = [order.pieces(i) for i in range(len(order.inputs))]
    lines = [
        Fundable(
            wanted=wanted,
            position=_position(one),
            mean=one.mean,
            variance=one.variance,
            cost_minor=row.cost_minor or 0,
            margin_minor=max(0, (row.price_minor or 0) - (row.cost_minor or 0)),
            pack=row.pack,
        )
        for one, wanted, row in zip(order.inputs, orders, order.known.rows, strict=True)
    ]
    boxes = [
        (box, count) for one in order.boxed for box, count in zip(one.parcels(), one.counts, strict=True)
    ]
    bought = within_cash(lines, limit, boxes)
    for i, (pieces, wanted) in enumerate(zip(bought.pieces, orders, strict=True)):
        if pieces != wanted:
            order.add(i, pieces - wanted)
    counts = iter(bought.boxes)
    order.boxed = [
        replace(one, counts=tuple(itertools.islice(counts, len(one.kinds)))) for one in order.boxed
    ]
    return sum(orders) - sum(bought.pieces)


def _position(one: Inputs) -> int:
    return one.on_hand + one.on_order - one.committed
