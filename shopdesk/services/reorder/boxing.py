"""An order in the boxes its supplier sells: whole prepacked runs (corridas) instead of single sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shopdesk.domain.purchasing.quantity import Parcel, boxes
from shopdesk.domain.reorder.why import Inputs, explain_at
from shopdesk.services.pack_runs import Run
from shopdesk.services.reorder.reading import Known
from shopdesk.services.reorder.remarks import Note, NoteCode


@dataclass(frozen=True, slots=True)
class Boxed:
    """A style that comes in boxes only.

    Attributes:
        rows: Places of its sizes in ``Known.rows``.
        kinds: Pieces per size of each kind of box, in the order of ``rows``.
        counts: How many of each kind are ordered; empty before that is known.
    """

    rows: tuple[int, ...]
    kinds: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...] = ()

    def parcels(self) -> tuple[Parcel, ...]:
        """Return its boxes as what can be ordered at once."""
        return tuple(
            Parcel(tuple(i for i, n in zip(self.rows, kind, strict=True) if n), tuple(n for n in kind if n))
            for kind in self.kinds
        )


def styles(known: Known) -> list[Boxed]:
    """Return the styles whose supplier sells them in boxes: those of the style itself, else of any style."""
    if not known.runs:
        return []
    members: dict[tuple[int, int | None], list[int]] = {}
    for i, row in enumerate(known.rows):
        members.setdefault((row.product_id, row.supplier_id), []).append(i)
    found = []
    for (product, supplier), places in members.items():
        runs = [run for run in known.runs if run.supplier_id == supplier]
        own = [run for run in runs if run.product_id == product]
        kinds = _kinds(own or [run for run in runs if run.product_id is None], known, places)
        if kinds:
            found.append(Boxed(tuple(places), kinds))
    return found


def _kinds(runs: Sequence[Run], known: Known, places: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return the boxes whose sizes the style has, every one of them."""
    sizes = [known.rows[i].size for i in places]
    fitting = [run for run in runs if set(run.sizes) <= set(sizes)]
    return tuple(tuple(run.sizes.get(size, 0) for size in sizes) for run in fitting)


def into_boxes(
    known: Known, inputs: Sequence[Inputs], points: Sequence[int]
) -> tuple[list[Inputs], list[Boxed]]:
    """Return the inputs with what whole boxes add or leave out in ``extra``, and every style in boxes.

    A piece missing costs its margin and one too many what it cost, where both are known (METHODS 3).
    """
    adjusted, found = list(inputs), []
    for one in styles(known):
        need = [explain_at(inputs[i], points[i]).order for i in one.rows]
        if not sum(need):
            found.append(replace(one, counts=(0,) * len(one.kinds)))
            continue
        under, over = _costs(known, one)
        best = boxes(need, one.kinds, shortage_cost=under, excess_cost=over)
        for i, wanted, pieces in zip(one.rows, need, best.pieces, strict=True):
            adjusted[i] = replace(inputs[i], extra=inputs[i].extra + pieces - wanted)
        found.append(replace(one, counts=best.counts))
    return adjusted, found


def box_notes(known: Known, boxed: Sequence[Boxed]) -> list[Note]:
    """Return a note per supplier of whom whole boxes are ordered."""
    counted: dict[int | None, int] = {}
    for one in boxed:
        supplier = known.rows[one.rows[0]].supplier_id
        counted[supplier] = counted.get(supplier, 0) + sum(one.counts)
    return [Note(NoteCode.BOXES, known.terms[key].name, count) for key, count in counted.items() if count]


def _costs(known: Known, one: Boxed) -> tuple[float, float]:
    row = known.rows[one.rows[0]]
    margin = (row.price_minor or 0) - (row.cost_minor or 0)
    return (margin, row.cost_minor) if row.cost_minor and margin > 0 else (1.0, 1.0)
