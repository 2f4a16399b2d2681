"""What arrives of orders to suppliers, with its stock movements and costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from shopdesk.store.models import (
    CostChange,
    Location,
    PurchaseOrder,
    PurchaseOrderLine,
    Receipt,
    ReceiptLine,
    StockMovement,
    Supplier,
    SupplierItem,
)
from shopdesk.store.purchasing import OrderLineRow, lines_of, order_lines
from shopdesk.store.stock_writing import after_all


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of one variant.

    Attributes:
        pieces: All that came, damaged ones included.
        damaged: Pieces among them that cannot be sold.
        cost_minor: What a piece cost this time; None = as ordered.
    """

    pieces: int
    damaged: int = 0
    cost_minor: int | None = None


def book_receipt(
    session: Session,
    order: PurchaseOrder,
    came: Mapping[int, Arrived],
    *,
    at: datetime,
    local_day: date,
    place: int,
    note: str = "",
) -> int:
    """Write an arrival with its stock movements and return the receipt's id.

    A variant that was not on the order gets a line of its own with nothing ordered.
    """
    at = after_all(session, at)
    receipt = Receipt(purchase_order_id=order.id or 0, received_at=at, local_day=local_day, note=note)
    session.add(receipt)
    session.flush()
    lines = {line.variant_id: line for line in lines_of(session, order.id or 0)}
    for variant, one in came.items():
        if variant not in lines:
            lines[variant] = PurchaseOrderLine(purchase_order_id=order.id or 0, variant_id=variant, ordered=0)
            session.add(lines[variant])
            session.flush()
        row = ReceiptLine(
            receipt_id=receipt.id or 0,
            purchase_order_line_id=lines[variant].id or 0,
            pieces=one.pieces,
            damaged=one.damaged,
            cost_minor=one.cost_minor,
        )
        session.add(row)
        session.flush()
        session.add(
            StockMovement(
                variant_id=variant,
                location_id=place,
                pieces=one.pieces - one.damaged,
                kind="receipt",
                happened_at=at,
                local_day=local_day,
                reference=f"receipt_line:{row.id}",
            )
        )
        if one.cost_minor is not None:
            note_cost(session, order, variant, cost_minor=one.cost_minor, since=local_day)
    return receipt.id or 0


def note_cost(
    session: Session, order: PurchaseOrder, variant_id: int, *, cost_minor: int, since: date
) -> None:
    """Keep what a variant costs at this supplier from a day on, if that changed."""
    item = session.exec(
        select(SupplierItem).where(
            SupplierItem.supplier_id == order.supplier_id, SupplierItem.variant_id == variant_id
        )
    ).first()
    if item is None:
        item = SupplierItem(
            supplier_id=order.supplier_id, variant_id=variant_id, currency=order.currency, is_preferred=False
        )
    elif item.cost_minor == cost_minor:
        return
    item.cost_minor = cost_minor
    session.add(item)
    session.flush()
    session.add(
        CostChange(supplier_item_id=item.id or 0, cost_minor=cost_minor, currency=order.currency, since=since)
    )


def main_place(session: Session, called: str) -> int:
    """Return where goods arrive: the oldest active place, made under a name if there is none."""
    found = session.exec(select(Location).where(Location.is_active).order_by(col(Location.id))).first()
    if found is None:
        found = Location(name=called)
        session.add(found)
        session.flush()
    return found.id or 0


def remove_receipt(session: Session, receipt_id: int) -> PurchaseOrder | None:
    """Delete an arrival with its stock movements and return its order; None if there is no such arrival."""
    receipt = session.get(Receipt, receipt_id)
    if receipt is None:
        return None
    for line in session.exec(select(ReceiptLine).where(ReceiptLine.receipt_id == receipt_id)):
        reference = f"receipt_line:{line.id}"
        for movement in session.exec(select(StockMovement).where(StockMovement.reference == reference)):
            session.delete(movement)
        session.delete(line)
    session.flush()
    order = session.get(PurchaseOrder, receipt.purchase_order_id)
    session.delete(receipt)
    session.flush()
    return order


@dataclass(frozen=True, slots=True)
class Arrival:
    """One arrival with its order's number and supplier; ``lines`` count only what came in it."""

    number: str
    supplier: str
    on: date
    lines: tuple[OrderLineRow, ...]


def arrival(session: Session, receipt_id: int) -> Arrival | None:
    """Return an arrival, None if there is no such receipt."""
    receipt = session.get(Receipt, receipt_id)
    if receipt is None:
        return None
    order = session.get_one(PurchaseOrder, receipt.purchase_order_id)
    supplier = session.get_one(Supplier, order.supplier_id)
    came = {
        line.purchase_order_line_id: line
        for line in session.exec(select(ReceiptLine).where(ReceiptLine.receipt_id == receipt_id))
    }
    lines = tuple(
        replace(line, received=came[line.id].pieces, damaged=came[line.id].damaged)
        for line in order_lines(session, only=[order.id or 0])
        if line.id in came
    )
    return Arrival(order.number, supplier.name, receipt.local_day, lines)
