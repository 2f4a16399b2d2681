"""Questions about suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from shopdesk.domain.purchasing.closures import Closure, Every
from shopdesk.store.models import (
    Supplier,
)


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier as the owner described it; ``closed`` holds the days on which nothing leaves."""

    id: int
    name: str
    email: str
    phone: str
    contact: str
    lead_days: float | None
    lead_days_sd: float | None
    review_days: int | None
    minimum_order_minor: int | None
    currency: str
    closed: tuple[Closure, ...]
    notes: str


def suppliers(session: Session) -> list[SupplierRow]:
    """Return all suppliers by name."""
    found = session.exec(select(Supplier).order_by(col(Supplier.name_key)))
    return [_supplier(row) for row in found]


def supplier_by_key(session: Session, name_key: str) -> Supplier | None:
    """Return the supplier of a name (as ``domain.naming.name_key`` folds it)."""
    return session.exec(select(Supplier).where(Supplier.name_key == name_key)).first()


def _supplier(row: Supplier) -> SupplierRow:
    spans = tuple(
        Closure(
            date.fromisoformat(one["starts_on"]),
            date.fromisoformat(one["ends_on"]),
            Every(one.get("every", Every.ONCE)),
        )
        for one in row.closed_days or []
    )
    return SupplierRow(
        row.id or 0, row.name, row.email, row.phone, row.contact, row.lead_days, row.lead_days_sd,
        row.review_days, row.minimum_order_minor, row.currency, spans, row.notes,
    )  # fmt: skip
