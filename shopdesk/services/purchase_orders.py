"""The life of an order to a supplier: placed, confirmed, received in parts, completed or cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from sqlmodel import Session

from shopdesk.runtime import words
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.orders_on_the_way import OPEN, read_orders
from shopdesk.services.orders_on_the_way import OnTheWay as OnTheWay
from shopdesk.services.orders_on_the_way import State as State
from shopdesk.services.orders_on_the_way import listed as listed
from shopdesk.services.placing import find
from shopdesk.services.placing import place as place
from shopdesk.services.placing import place_group as place_group
from shopdesk.services.placing import take_back as take_back
from shopdesk.store import purchasing as store
from shopdesk.store import receiving
from shopdesk.store.models import PurchaseOrder
from shopdesk.store.receiving import Arrived as Arrived
from shopdesk.store.stock_writing import after_all

_TIMES_ORDERED, _SPARE = 10, 100
"""More than so many times what was ordered, and so many pieces beside, is no arrival."""


def get(shop: Shop, number: str) -> OnTheWay:
    """Return one order.

    Raises:
        NotFound: If there is none of that number.
    """
    with shop.store.read() as session:
        return read_orders(session, shop, [find(session, number).id or 0])[0]


def by_sku(shop: Shop, skus: Iterable[str]) -> dict[str, int]:
    """Return the variant of each code.

    Raises:
        NotFound: If a code is nobody's.
    """
    with shop.store.read() as session:
        known = store.variants_by_sku(session, list(skus))
    for sku in skus:
        if sku not in known:
            raise NotFound(
                _("There is no product with the code {code}.").format(code=sku), _("Nothing was changed.")
            )
    return known


def confirm(shop: Shop, number: str, *, promised_on: date | None = None, on: date | None = None) -> None:
    """Note that the supplier said yes: the lead time starts to run.

    Args:
        shop: The shop.
        number: Of the order.
        promised_on: Day the supplier gave, if any.
        on: Day of the confirmation, today by default.

    Raises:
        NotFound: If there is no such order.
        WrongInput: If it is closed.
    """
    with shop.store.write() as session:
        order = _open(session, number)
        order.confirmed_at = order.confirmed_at if on is None and order.confirmed_at else _moment(shop, on)
        order.promised_on = promised_on or order.promised_on
        if order.state == State.PLACED:
            order.state = State.CONFIRMED
        session.add(order)


def give_date(shop: Shop, number: str, promised_on: date) -> None:
    """Note the day the supplier now promises."""
    with shop.store.write() as session:
        order = _open(session, number)
        order.promised_on = promised_on
        session.add(order)


def receive(
    shop: Shop,
    number: str,
    arrived: Mapping[int, Arrived] | None = None,
    *,
    on: date | None = None,
    note: str = "",
) -> int:
    """Book an arrival: stock grows by what can be sold; returns the receipt's id.

    Args:
        shop: The shop.
        number: Of the order.
        arrived: Variant to what came of it; None = everything that was missing.
        on: Day it came, today by default.
        note: For the owner.

    Raises:
        NotFound: If there is no such order.
        WrongInput: If it is closed, nothing came, or numbers do not fit.
    """
    with shop.store.write() as session:
        order = _open(session, number)
        rows = store.order_lines(session, only=[order.id or 0])
        came = {row.variant_id: Arrived(row.missing) for row in rows} if arrived is None else dict(arrived)
        came = {variant: one for variant, one in came.items() if one.pieces}
        _must_be_likely(came, sum(row.ordered for row in rows))
        if not came or any(not 0 <= one.damaged <= one.pieces for one in came.values()):
            raise WrongInput(
                _("Say what arrived of order {number}.").format(number=order.number),
                _("Pieces must be above zero, and no more can be damaged than came. Nothing was changed."),
            )
        receipt = receiving.book_receipt(
            session,
            order,
            came,
            at=after_all(session, _moment(shop, on)),
            local_day=on or shop.today(),
            place=receiving.main_place(session, _("Shop")),
            note=note,
        )
        missing = sum(row.missing for row in store.order_lines(session, only=[order.id or 0]))
        order.state = State.PARTIAL if missing else State.COMPLETE
        order.closed_at = None if missing else _moment(shop, on)
        session.add(order)
        return receipt


def undo_receipt(shop: Shop, receipt: int) -> None:
    """Take an arrival back: its movements are undone and its pieces are on the way again.

    Raises:
        NotFound: If there is no such receipt.
    """
    with shop.store.write() as session:
        order = receiving.remove_receipt(session, receipt)
        if order is None:
            raise NotFound(_("That arrival is gone already."), _("Nothing was changed."))
        came = bool(store.receipts(session, only=[order.id or 0]))
        order.state = State.PARTIAL if came else State.CONFIRMED if order.confirmed_at else State.PLACED
        order.closed_at = None
        session.add(order)


def cancel(shop: Shop, number: str) -> int:
    """Cancel what has not arrived; returns the pieces cancelled.

    An order of which something arrived is complete then, else cancelled.

    Raises:
        NotFound: If there is no such order.
        WrongInput: If it is closed.
    """
    with shop.store.write() as session:
        order = _open(session, number)
        rows = {row.id: row for row in store.order_lines(session, only=[order.id or 0])}
        total = 0
        for line in store.lines_of(session, order.id or 0):
            missing = rows[line.id or 0].missing
            line.cancelled += missing
            total += missing
            session.add(line)
        came = any(row.received for row in rows.values())
        order.state = State.COMPLETE if came else State.CANCELLED
        order.closed_at = shop.now()
        session.add(order)
        return total


def _must_be_likely(came: Mapping[int, Arrived], ordered: int) -> None:
    """Refuse a count that can only be a code typed in the wrong field."""
    most = _TIMES_ORDERED * ordered + _SPARE
    worst = max((one.pieces for one in came.values()), default=0)
    if worst > most:
        raise WrongInput(
            _("{count} pieces cannot have arrived: you ordered {ordered}.").format(
                count=words.number(worst), ordered=words.number(ordered)
            ),
            _("Perhaps it is a code. Write how many came; nothing was changed."),
        )


def _moment(shop: Shop, on: date | None) -> datetime:
    if on is None or on == shop.today():
        return shop.now()
    return datetime.combine(on, time(12), tzinfo=shop.zone())


def _open(session: Session, number: str) -> PurchaseOrder:
    found = find(session, number)
    if found.state not in OPEN:
        raise WrongInput(
            _("Order {number} is closed.").format(number=found.number), _("Nothing was changed.")
        )
    return found
