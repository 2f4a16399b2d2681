"""What changes a suggestion from outside: a supplier's boxes and least order, and the owner's cash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shopdesk.domain.forecast.panel import Floats
from shopdesk.domain.purchasing.limits import Fundable, within_cash
from shopdesk.domain.purchasing.quantity import Coverable, top_up
from shopdesk.domain.reorder.why import Inputs, explain_at
from shopdesk.services.reorder.boxing import into_boxes, styles, whole_again
from shopdesk.services.reorder.lines import Note, NoteCode
from shopdesk.services.reorder.reading import Known

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
    adjusted, notes = into_boxes(known, inputs, points)
    adjusted, more = _reach_minimums(known, adjusted, points, rates)
    notes += more
    if cash_limit is not None:
        adjusted, more = _within(known, adjusted, points, cash_limit)
        notes += more
    return adjusted, notes


def _reach_minimums(
    known: Known, inputs: Sequence[Inputs], points: Sequence[int], rates: Floats
) -> Adjusted:
    adjusted: list[Inputs] = list(inputs)
    notes: list[Note] = []
    in_boxes = {i for one in styles(known) for i in one.rows}
    for key, terms in known.terms.items():
        if not terms.minimum_minor:
            continue
        rows = [i for i, row in enumerate(known.rows) if row.supplier_id == key]
        orders = {i: explain_at(inputs[i], points[i]).order for i in rows}
        cost = sum(orders[i] * (known.rows[i].cost_minor or 0) for i in rows)
        if not cost or cost >= terms.minimum_minor:
            continue
        loose = [i for i in rows if i not in in_boxes]
        lines = [
            Coverable(
                pieces=inputs[i].on_hand + inputs[i].on_order - inputs[i].committed + orders[i],
                per_day=float(rates[i]),
                pack=known.rows[i].pack,
                cost_minor=known.rows[i].cost_minor or 0,
            )
            for i in loose
        ]
        added = top_up(lines, terms.minimum_minor - cost)
        for i, pieces in zip(loose, added, strict=True):
            adjusted[i] = replace(inputs[i], extra=pieces)
        if sum(added):
            notes.append(Note(NoteCode.SUPPLIER_MINIMUM, terms.name, sum(added)))
    return adjusted, notes


def _within(known: Known, inputs: Sequence[Inputs], points: Sequence[int], limit: int) -> Adjusted:
    orders = [explain_at(one, point).order for one, point in zip(inputs, points, strict=True)]
    lines = [
        Fundable(
            wanted=order,
            position=one.on_hand + one.on_order - one.committed,
            mean=one.mean,
            variance=one.variance,
            cost_minor=row.cost_minor or 0,
            margin_minor=max(0, (row.price_minor or 0) - (row.cost_minor or 0)),
            pack=row.pack,
        )
        for one, order, row in zip(inputs, orders, known.rows, strict=True)
    ]
    bought = whole_again(styles(known), orders, within_cash(lines, limit))
    if bought == orders:
        return list(inputs), []
    adjusted = [
        replace(one, extra=one.extra + pieces - order)
        for one, pieces, order in zip(inputs, bought, orders, strict=True)
    ]
    return adjusted, [Note(NoteCode.CASH_LIMIT, amount=sum(orders) - sum(bought))]
