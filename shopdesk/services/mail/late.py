"""Orders the owner marks late: what happened, a new date or none, and word to the customer first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.services.mail.voice import tidy_name
from shopdesk.store import launches as store
from shopdesk.store import settings as store_settings
from shopdesk.store.models import Order

_NEW_DATES = "late.new_dates"
_RECENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """An order that is not known to have arrived."""

    id: int
    number: str
    name: str
    day: date
    promised_on: date | None
    is_marked: bool
    note: str = ""


def on_their_way(shop: Shop) -> tuple[OnItsWay, ...]:
    """Return the orders of the last 30 days not known to have arrived, the newest first."""
    with shop.store.read() as session:
        rows = store.undelivered(session, shop.today() - timedelta(days=_RECENT_DAYS))
    return tuple(
        OnItsWay(
            row.id,
            row.number,
            tidy_name(row.name or ""),
            row.day,
            row.promised_on,
            row.marked_late_at is not None,
            row.note or "",
        )
        for row in rows
    )


def mark(shop: Shop, number: str, note: str = "", new_date: date | None = None) -> int:
    """Mark an order late; its customer gets word of it with today's letters. Returns the order's id.

    Args:
        shop: The shop.
        number: The order's, as the owner reads it.
        note: What happened, in the owner's words; stands in the letter.
        new_date: When it arrives now, or None where nobody knows.

    Raises:
        NotFound: If no sale has this number.
        WrongInput: If it arrived already, or the new date is past.
    """
    if new_date is not None and new_date < shop.today():
        raise WrongInput(_("The new date has passed already."), _("Choose a later day, or none."))
    with shop.store.write() as session:
        order = _order(session, number)
        if order.delivered_on is not None:
            said = _("Order {number} has arrived already.").format(number=order.number)
            raise WrongInput(said, _("Nothing was changed."))
        store.mark(order, shop.now(), note.strip())
        session.add(order)
        session.flush()
        key, identity = f"{order.source}:{order.number}", order.id or 0
    _keep_date(shop, key, new_date)
    return identity


def take_back(shop: Shop, number: str) -> None:
    """Say that an order is not late after all.

    Raises:
        NotFound: If no sale has this number.
    """
    with shop.store.write() as session:
        order = _order(session, number)
        store.mark(order, None, "")
        session.add(order)
        key = f"{order.source}:{order.number}"
    _keep_date(shop, key, None)


def _order(session: Session, number: str) -> Order:
    found = store.orders_numbered(session, number)
    if not found:
        raise NotFound(
            _("There is no order {number}.").format(number=number), _("Look for its number in Sales.")
        )
    return found[0]


def _keep_date(shop: Shop, key: str, new_date: date | None) -> None:
    known = {name: day for name, day in _kept(settings.list_all(shop)).items() if name != key}
    if new_date is not None:
        known[key] = new_date.isoformat()
    settings.keep(shop, {_NEW_DATES: known or None})


def new_dates(session: Session) -> dict[str, date]:
    """Return the new date of each late order that has one, by the key of its purchase."""
    found = _kept(store_settings.stored(session))
    return {key: date.fromisoformat(day) for key, day in found.items()}


def _kept(values: Mapping[str, object]) -> dict[str, str]:
    known = values.get(_NEW_DATES)
    return {str(key): str(day) for key, day in known.items()} if isinstance(known, dict) else {}
