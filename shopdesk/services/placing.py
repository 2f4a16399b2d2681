"""An order to a supplier written down, and taken back while nothing of it has arrived."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.orders_on_the_way import State
from shopdesk.services.reorder.lines import Group
from shopdesk.store import order_edits
from shopdesk.store import purchasing as store
from shopdesk.store import suggestions as kept_suggestions
from shopdesk.store import suppliers as supplier_rows
from shopdesk.store.models import PurchaseOrder, PurchaseOrderLine
from shopdesk.store.reorder import catalogue


def place(shop: Shop, supplier: str, pieces: Mapping[int, int], *, note: str = "") -> str:
    """Write down an order that was placed and return its number.

    What was suggested for these variants learns what was ordered instead; what the owner had typed or asked
    for by hand is done with.

    Args:
        shop: The shop.
        supplier: Name.
        pieces: Variant to pieces; zeros are left out.
        note: For the owner.

    Raises:
        NotFound: If there is no such supplier.
        WrongInput: If nothing is ordered, or a number is negative.
    """
    wanted = {variant: n for variant, n in pieces.items() if n}
    if not wanted or min(wanted.values()) < 0:
        raise WrongInput(
            _("There is nothing to order from {supplier}.").format(supplier=supplier),
            _("Type a quantity first. Nothing was written down."),
        )
    with shop.store.write() as session:
        found = supplier_rows.supplier_by_key(session, name_key(supplier))
        if found is None:
            raise NotFound(
                _("There is no supplier called {name}.").format(name=supplier), _("Nothing was written down.")
            )
        order = PurchaseOrder(
            supplier_id=found.id or 0,
            number=store.next_number(session),
            state=State.PLACED,
            placed_at=shop.now(),
            currency=found.currency or shop.settings.get(ShopSettings).currency,
            note=note,
        )
        session.add(order)
        session.flush()
        _write_lines(session, order.id or 0, wanted)
        order_edits.clear_edits(session, list(pieces))
        order_edits.clear_size_requests(session, list(wanted))
        return order.number


def _write_lines(session: Session, order_id: int, wanted: Mapping[int, int]) -> None:
    """Write the order's lines, and on each one's suggestion what was ordered instead."""
    costs = {row.variant_id: row.cost_minor for row in catalogue(session)}
    kept = {one.variant_id: one.id for one in kept_suggestions.current_suggestions(session)}
    for variant, n in wanted.items():
        session.add(
            PurchaseOrderLine(
                purchase_order_id=order_id,
                variant_id=variant,
                ordered=n,
                cost_minor=costs.get(variant),
                suggestion_id=kept.get(variant),
            )
        )
        if variant in kept:
            kept_suggestions.mark_ordered(session, kept[variant], n)


def place_group(shop: Shop, group: Group) -> str:
    """Write down the order of one supplier's list as it stands, and return its number.

    What the owner left out of the list counts as none ordered.

    Raises:
        NotFound: If nobody is named for these variants.
        WrongInput: If the list is empty.
    """
    if group.terms.id is None:
        raise WrongInput(
            _("Nobody is named as supplier of these products."),
            _("Name one in Suppliers first. Nothing was written down."),
        )
    lines = [line for row in group.rows for line in row.lines]
    pieces = {line.variant_id: line.chosen for line in lines}
    left_out = {line.variant_id for line in lines if line.order > 0 and line.chosen == 0}
    number = place(shop, group.terms.name, pieces)
    with shop.store.write() as session:
        kept = {one.variant_id: one.id for one in kept_suggestions.current_suggestions(session)}
        for variant in left_out & set(kept):
            kept_suggestions.mark_ordered(session, kept[variant], 0)
    return number


def take_back(shop: Shop, number: str) -> None:
    """Undo an order just written down.

    Raises:
        NotFound: If there is no such order.
        WrongInput: If something of it has arrived.
    """
    with shop.store.write() as session:
        order = find(session, number)
        if store.receipts(session, only=[order.id or 0]):
            raise WrongInput(
                _("Something of order {number} has arrived already.").format(number=order.number),
                _("Cancel what is missing instead. Nothing was changed."),
            )
        for line in store.lines_of(session, order.id or 0):
            if line.suggestion_id is not None:
                kept_suggestions.mark_ordered(session, line.suggestion_id, None)
            session.delete(line)
        session.flush()
        session.delete(order)


def find(session: Session, number: str) -> PurchaseOrder:
    """Return the order of a number.

    Raises:
        NotFound: If there is none.
    """
    found = store.get_order(session, number)
    if found is None:
        raise NotFound(
            _("There is no order {number}.").format(number=number),
            _("`shopdesk order list` shows all of them."),
        )
    return found
