"""What the owner changes on the list before it is printed: quantities, ticks, sizes asked for by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shopdesk.domain.purchasing.quantity import split
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.reorder.lines import StyleRow
from shopdesk.store import order_edits
from shopdesk.store.order_edits import Edit

_MOST = 100_000
Before = Mapping[int, Edit | None]
"""What stood there before, by variant, for ``restore``."""


def set_quantities(shop: Shop, pieces: Mapping[int, int | None]) -> dict[int, Edit | None]:
    """Put the owner's pieces over the suggestion, per variant; None goes back to the suggestion.

    Returns:
        What stood there before, for ``restore``.

    Raises:
        WrongInput: If a number is negative or absurd.
    """
    if any(n is not None and not 0 <= n <= _MOST for n in pieces.values()):
        raise WrongInput(
            _("An order needs a whole number from 0 to {most}.").format(most=_MOST), _("Nothing was changed.")
        )
    with shop.store.write() as session:
        before = order_edits.edits(session)
        for variant, wanted in pieces.items():
            left_out = before[variant].is_left_out if variant in before and wanted is None else False
            order_edits.put_edit(session, variant, Edit(wanted, left_out, shop.now()))
    return {variant: before.get(variant) for variant in pieces}


def tick(shop: Shop, variants: Iterable[int], *, on: bool) -> dict[int, Edit | None]:
    """Put lines on the list or leave them out of it this time; returns what stood there before."""
    chosen = list(variants)
    with shop.store.write() as session:
        before = order_edits.edits(session)
        for variant in chosen:
            pieces = before[variant].pieces if variant in before else None
            order_edits.put_edit(session, variant, Edit(pieces, not on, shop.now()))
    return {variant: before.get(variant) for variant in chosen}


def restore(shop: Shop, before: Mapping[int, Edit | None]) -> None:
    """Put edits back as they stood."""
    with shop.store.write() as session:
        for variant, edit in before.items():
            order_edits.put_edit(session, variant, edit or Edit(None, False, shop.now()))


def spread(row: StyleRow, pieces: int) -> dict[int, int]:
    """Return the pieces per variant when the owner types a total for a style.

    By largest remainder on what is suggested of each size, or on what each sells where nothing is.
    """
    weights = [float(line.order) for line in row.lines]
    if not any(weights):
        weights = [line.rate_per_day for line in row.lines]
    parts = split(pieces, weights)
    return {line.variant_id: part for line, part in zip(row.lines, parts, strict=True)}


def ask_for_sizes(shop: Shop, pieces: Mapping[int, int]) -> dict[int, int]:
    """Ask for at least so many pieces of some variants in the next order; returns what was asked before."""
    with shop.store.write() as session:
        before = order_edits.size_requests(session)
        order_edits.add_size_requests(session, dict(pieces), shop.now())
    return {variant: before.get(variant, 0) for variant in pieces}
