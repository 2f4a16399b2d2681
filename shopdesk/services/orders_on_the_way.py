"""Orders to suppliers as they stand: what of them arrived, when the rest is due, how late it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from shopdesk.domain import leadtime
from shopdesk.domain.leadtime import Shipment
from shopdesk.services.context import Shop
from shopdesk.services.suppliers import Terms, read_shipments, read_terms
from shopdesk.store import purchasing as store
from shopdesk.store.purchasing import OrderLineRow as OrderLineRow
from shopdesk.store.purchasing import OrderRow, ReceiptRow


class State(StrEnum):
    """Where an order stands."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    PARTIAL = "partial"
    COMPLETE = "complete"
    CANCELLED = "cancelled"


OPEN = frozenset({State.PLACED, State.CONFIRMED, State.PARTIAL})


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """An order with its lines and arrivals.

    Attributes:
        due_on: Promised day, else the day by which nine in ten of this supplier's orders are there.
        days_late: Days past that day with pieces missing; 0 if not late.
        took_days: Days to 90 % of its pieces, once there.
        closed_on: Local day it was completed or cancelled.
    """

    order: OrderRow
    terms: Terms
    lines: tuple[OrderLineRow, ...]
    receipts: tuple[ReceiptRow, ...]
    placed_on: date
    confirmed_on: date | None
    due_on: date
    days_late: int
    took_days: int | None
    closed_on: date | None

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.order.state)

    @property
    def is_open(self) -> bool:
        """Whether anything may still arrive."""
        return self.state in OPEN

    @property
    def ordered(self) -> int:
        """Pieces ordered."""
        return sum(line.ordered for line in self.lines)

    @property
    def received(self) -> int:
        """Pieces that arrived."""
        return sum(line.received for line in self.lines)

    @property
    def cancelled(self) -> int:
        """Pieces cancelled."""
        return sum(line.cancelled for line in self.lines)

    @property
    def missing(self) -> int:
        """Pieces still on the way; 0 once it is closed."""
        return sum(line.missing for line in self.lines) if self.is_open else 0


def listed(shop: Shop, *, only: Sequence[int] | None = None) -> list[OnTheWay]:
    """Return the orders placed with suppliers, the newest first."""
    with shop.store.read() as session:
        return read_orders(session, shop, only)


def read_orders(session: Session, shop: Shop, only: Sequence[int] | None = None) -> list[OnTheWay]:
    """Return ``listed`` within a session the caller has open."""
    terms, today, zone = read_terms(session, shop), shop.today(), shop.zone()
    shipments = read_shipments(session, zone)
    lines: dict[int, list[OrderLineRow]] = {}
    for line in store.order_lines(session, only=only):
        lines.setdefault(line.order_id, []).append(line)
    receipts: dict[int, list[ReceiptRow]] = {}
    for receipt in store.receipts(session, only=only):
        receipts.setdefault(receipt.order_id, []).append(receipt)
    found = []
    for order in store.orders(session, only=only):
        supplier, shipment = terms[order.supplier_id], shipments[order]
        found.append(
            OnTheWay(
                order=order,
                terms=supplier,
                lines=tuple(lines.get(order.id, ())),
                receipts=tuple(receipts.get(order.id, ())),
                placed_on=order.placed_at.astimezone(zone).date(),
                confirmed_on=order.confirmed_at.astimezone(zone).date() if order.confirmed_at else None,
                due_on=leadtime.due_on(shipment, supplier.lead),
                days_late=leadtime.days_late(shipment, supplier.lead, today),
                took_days=_took(shipment, today),
                closed_on=order.closed_at.astimezone(zone).date() if order.closed_at else None,
            )
        )
    return found


def _took(shipment: Shipment, today: date) -> int | None:
    time_taken = leadtime.elapsed(shipment, leadtime.Clock.MOST, today)
    return time_taken.days if time_taken and time_taken.is_over else None
