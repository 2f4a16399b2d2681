"""What was promised to customers, and what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlmodel import Session

from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.store import inbox as messages
from shopdesk.store import policies as store
from shopdesk.store import word as facts
from shopdesk.store.models import Order, Promise


class Outcome(StrEnum):
    """How a promise stands."""

    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise and what happened.

    Attributes:
        id: Its number; None for a day promised with an order.
        kind: ``answer``, ``notice``, ``reserve``, ``restock`` or ``delivery``.
        text: The shop's own words; the order's number for a day promised with an order.
        due_on: By when, if said.
        happened_on: When it was kept, late or not.
    """

    id: int | None
    kind: str
    text: str
    made_at: datetime
    due_on: date | None
    outcome: Outcome
    happened_on: date | None
    person: str
    message_id: int | None
    order_id: int | None

    @property
    def is_settled(self) -> bool:
        """Whether it counts in the figures."""
        return self.outcome is not Outcome.OPEN


def listed(shop: Shop, month: date | None = None) -> list[PromiseView]:
    """Return the promises, all or those due (or, without a day, made) in a month, oldest first."""
    with shop.store.read() as session:
        return read(session, shop, month)


def read(session: Session, shop: Shop, month: date | None = None) -> list[PromiseView]:
    """Return ``listed`` within a session the caller has open."""
    rows = store.promises(session)
    first, last = bounds(month) if month else (date.min, date.max)
    own = [_view(session, shop, row) for row in rows]
    orders = (
        facts.promised_orders(session, first, last)
        if month
        else facts.promised_orders(session, date(1, 1, 1), date.max)
    )
    found = [*own, *(_order_view(shop, order) for order in orders)]
    kept = [p for p in found if first <= (p.due_on or _local(shop, p.made_at)) <= last]
    return sorted(kept, key=lambda p: (p.due_on or _local(shop, p.made_at), p.id or 0))


def due_today(shop: Shop) -> list[PromiseView]:
    """Return what was promised for today or before and is still open or missed without being settled."""
    today = shop.today()
    with shop.store.read() as session:
        rows = [_view(session, shop, row) for row in store.open_promises(session, today)]
    return [p for p in rows if p.outcome in (Outcome.OPEN, Outcome.BROKEN)]


def settle(shop: Shop, promise_id: int, outcome: Outcome) -> None:
    """Say what became of a promise, where the shop's records cannot tell.

    Raises:
        NotFound: If there is no such promise.
    """
    with shop.store.write() as session:
        row = session.get(Promise, promise_id)
        if row is None:
            raise NotFound(_("There is no promise {number}.").format(number=promise_id), "")
        row.outcome = "" if outcome is Outcome.OPEN else outcome.value
        row.kept_on = shop.today() if outcome in (Outcome.KEPT, Outcome.LATE) else None


def kept_of(views: Iterable[PromiseView]) -> tuple[int, int]:
    """Return (kept in time, settled) of promises."""
    settled = [view for view in views if view.is_settled]
    return sum(view.outcome is Outcome.KEPT for view in settled), len(settled)


def bounds(month: date) -> tuple[date, date]:
    """Return the first and last day of a month."""
    first = month.replace(day=1)
    return first, (first + timedelta(32)).replace(day=1) - timedelta(1)


def _view(session: Session, shop: Shop, row: Promise) -> PromiseView:
    outcome, happened = _judge(session, shop, row)
    message = messages.get(session, row.message_id) if row.message_id else None
    names = messages.names_of(session, [row.customer_id]) if row.customer_id else {}
    return PromiseView(
        row.id,
        row.kind,
        row.text,
        row.made_at,
        row.due_on,
        outcome,
        happened,
        names.get(row.customer_id or 0, "") or (message.author if message else ""),
        row.message_id,
        message.order_id if message else None,
    )


def _judge(session: Session, shop: Shop, row: Promise) -> tuple[Outcome, date | None]:
    if row.outcome:
        return Outcome(row.outcome), row.kept_on
    happened = _happened(session, shop, row)
    if happened is not None:
        late = row.due_on is not None and happened > row.due_on
        return (Outcome.LATE if late else Outcome.KEPT), happened
    overdue = row.due_on is not None and shop.today() > row.due_on
    return (Outcome.BROKEN if overdue else Outcome.OPEN), None


def _happened(session: Session, shop: Shop, row: Promise) -> date | None:
    made_on = _local(shop, row.made_at)
    message = messages.get(session, row.message_id) if row.message_id else None
    if row.kind in ("answer", "notice") and message is not None:
        after = facts.answers_in_thread(
            session, message.thread_key, message.id or 0, row.made_at.astimezone(UTC)
        )
        return _local(shop, after[0]) if after else None
    if row.kind == "restock" and row.variant_id:
        return facts.first_arrival(session, row.variant_id, made_on)
    if row.kind == "reserve":
        held = facts.reservation_for(session, row.message_id or 0, row.variant_id)
        return (
            _local(shop, held.created_at)
            if held and _local(shop, held.created_at) >= made_on - timedelta(1)
            else None
        )
    if row.kind == "delivery" and message is not None and message.order_id:
        order = session.get(Order, message.order_id)
        return (order.delivered_on or order.shipped_on) if order else None
    return None


def _order_view(shop: Shop, order: Order) -> PromiseView:
    happened = order.delivered_on
    due = order.promised_on
    if happened is not None and due is not None:
        outcome = Outcome.LATE if happened > due else Outcome.KEPT
    else:
        outcome = Outcome.BROKEN if due and shop.today() > due else Outcome.OPEN
    return PromiseView(
        None,
        "delivery",
        order.number,
        order.placed_at,
        due,
        outcome,
        happened,
        order.buyer_name,
        None,
        order.id,
    )


def _local(shop: Shop, at: datetime) -> date:
    return at.astimezone(shop.zone()).date()


def instant(shop: Shop, day: date) -> datetime:
    """Return the instant a local day begins."""
    return datetime.combine(day, time(), shop.zone()).astimezone(UTC)
