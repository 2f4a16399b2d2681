"""Rows of a sheet kept by hand whose product cell lists several products: found, checked and priced."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from shopdesk.domain.money import spread
from shopdesk.formats import headers, order_building, packed
from shopdesk.formats.base import Cells, Row, Table
from shopdesk.formats.cells import CellProblem, Fields, Understanding
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Draft
from shopdesk.formats.packed import Part
from shopdesk.formats.sifting import Pile
from shopdesk.runtime.i18n import _

_SAMPLE = 200
_AMOUNTS = frozenset({"total", "line_total", "unit_price"})
_OWN = ("sku", "color", "size", "variant")


def likeness(header: Sequence[str], sample: Sequence[Cells], columns: Mapping[str, Sequence[str]]) -> float:
    """Say how surely a table without a count of pieces lists its products with theirs, 0 or 0.62."""
    picks = headers.pick(header, columns).keys()
    told = "placed_at" in picks and "quantity" not in picks and bool(_AMOUNTS & picks)
    return 0.62 if told and packed.column(tuple(header), sample) is not None else 0.0


def with_lists(picks: dict[str, int], table: Table) -> dict[str, int]:
    """Return the columns of a table, of one without products the column that lists them as such."""
    if {"product", "sku", "title"} & picks.keys():
        return picks
    sample = [row.cells for row in itertools.islice(table.rows(), _SAMPLE)]
    at = packed.column(table.header, sample)
    if at is None:
        return picks
    return {name: place for name, place in picks.items() if place != at} | {"product": at}


def note(table: Table, picks: Mapping[str, int], pile: Pile) -> None:
    """Say once that lists of products were taken apart."""
    at = picks.get("product")
    rows = [] if at is None else [row.cells[at : at + 1] for row in itertools.islice(table.rows(), _SAMPLE)]
    if any(len(packed.parts_of(cell)) > 1 for row in rows for cell in row):
        said = _("Cells with several products became a line each, and their amount was shared by pieces.")
        pile.note("products_in_one_cell", said)


def parts_of(fields: Fields, view: Understanding) -> tuple[Part, ...]:
    """Return the products that a row lists in its product cell; empty if it is about one.

    Raises:
        CellProblem: If the row's own count is neither 1, nor that of the products, nor that of the pieces.
    """
    if any(fields.get(name) for name in _OWN):
        return ()
    cell = fields.get("product", "")
    counted, said = packed.parts_of(cell), view.count("quantity", fields)
    if len(counted) == 1:
        return counted if said in {None, counted[0].pieces} else ()
    pieces = sum(one.pieces for one in counted)
    if counted and said not in {None, 1, len(counted), pieces}:
        words = _("The row counts {said} pieces, the products in its cell add up to {pieces}.")
        raise CellProblem("count_differs", words.format(said=said, pieces=pieces), view.names.get("product"))
    alone = packed.uncounted(cell) if not counted else ()
    return counted or (alone if said == len(alone) else ())


def drafts(
    row: Row, fields: Fields, parts: Sequence[Part], *, paid: int | None, view: Understanding, naming: Naming,
    currency: str,
) -> list[Draft]:  # fmt: skip
    """Read one line a product; what was paid is shared by pieces, for the sheet says no more.

    Args:
        row: The row.
        fields: Its fields.
        parts: What ``parts_of`` found.
        paid: For all of them, in minor units; None where only a price stands in the row.
        view: How the columns are read.
        naming: How names are taken apart.
        currency: Of the amounts.
    """
    if paid is None:
        price = view.money("unit_price", fields, currency) or 0
        paid = abs(price) * (parts[0].pieces if len(parts) == 1 else 1)
    bare = fields | dict.fromkeys(("title", "unit_price", "line_total", "line_gross", "line_discount"), "")
    found = []
    for part, share in zip(parts, spread(abs(paid), [one.pieces for one in parts]), strict=True):
        own = bare | {"product": part.name, "quantity": str(part.pieces)}
        draft = order_building.draft(row, own, view, naming, currency)
        draft.unit = -(-share // part.pieces)
        draft.discount = draft.unit * part.pieces - share
        found.append(draft)
    return found
