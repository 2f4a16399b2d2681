"""Questions of the Hoy page that no other room asks, and keeping its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from shopdesk.store.models import (
    DoneToday,
    ImportBatch,
    Message,
    Order,
    OutboxLetter,
    PurchaseOrder,
    PurchaseOrderLine,
    StoredResult,
    Supplier,
)

_SITTING = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class ImportSitting:
    """Files brought in together: within half an hour of the newest."""

    at: datetime
    files: int
    sales: int


@dataclass(frozen=True, slots=True)
class ComingOrder:
    """Pieces of one order to a supplier that are expected on a day."""

    day: date
    supplier: str
    pieces: int


def last_sitting(session: Session) -> ImportSitting | None:
    """Return the newest import that still counts, with the files of the same half hour."""
    newest = session.exec(select(func.max(ImportBatch.created_at)).where(_counts())).one()
    if newest is None:
        return None
    row = session.exec(
        select(func.count(), func.coalesce(func.sum(ImportBatch.orders_new), 0)).where(
            _counts(), col(ImportBatch.created_at) >= newest - _SITTING
        )
    ).one()
    return ImportSitting(newest, int(row[0]), int(row[1]))


def _counts() -> Any:
    return col(ImportBatch.undone_at).is_(None) & col(ImportBatch.duplicate_of_id).is_(None)


def done_since(session: Session, since: datetime) -> dict[str, int]:
    """Return what was done from an instant on: kind → count, in the order it was first done."""
    rows = session.exec(
        select(DoneToday.kind, func.sum(DoneToday.count))
        .where(col(DoneToday.at) >= since)
        .group_by(DoneToday.kind)
        .order_by(func.min(DoneToday.at))
    ).all()
    return {kind: int(count) for kind, count in rows}


def note_done(session: Session, kind: str, count: int, at: datetime) -> None:
    """Note that something was done."""
    session.add(DoneToday(kind=kind, count=count, at=at))


def sale_days(session: Session) -> tuple[date | None, date | None]:
    """Return the days of the oldest and the newest sale."""
    row = session.exec(
        select(func.min(Order.local_day), func.max(Order.local_day)).where(col(Order.kind) == "sale")
    ).one()
    return row[0], row[1]


def open_messages(session: Session) -> tuple[int, datetime | None]:
    """Return how many messages wait for an answer, and since when the oldest does."""
    row = session.exec(
        select(func.count(), func.min(Message.received_at)).where(col(Message.state) == "open")
    ).one()
    return int(row[0]), row[1]


def unknown_letters(session: Session) -> int:
    """Return how many letters may or may not have left."""
    return int(session.exec(select(func.count()).where(col(OutboxLetter.state) == "unknown")).one())


def keep_result(session: Session, name: str, value: Any, at: datetime) -> None:
    """Keep a computed answer for the next morning."""
    row = session.get(StoredResult, name)
    if row is None:
        session.add(StoredResult(name=name, value=value, computed_at=at, is_stale=False))
    else:
        row.value, row.computed_at, row.is_stale = value, at, False
        session.add(row)


def coming_orders(session: Session, first: date, last: date) -> list[ComingOrder]:
    """Return orders to suppliers promised for days in [first, last], soonest first."""
    rows = session.exec(
        select(PurchaseOrder.promised_on, Supplier.name, func.sum(PurchaseOrderLine.pieces))
        .join(PurchaseOrderLine, col(PurchaseOrderLine.order_id) == col(PurchaseOrder.id))
        .join(Supplier, col(Supplier.id) == col(PurchaseOrder.supplier_id), isouter=True)
        .where(col(PurchaseOrder.promised_on) >= first, col(PurchaseOrder.promised_on) <= last)
        .group_by(col(PurchaseOrder.id))
        .order_by(col(PurchaseOrder.promised_on))
    ).all()
    return [ComingOrder(day, name or "", int(pieces)) for day, name, pieces in rows]
