"""Questions about customers who are or may be one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from shopdesk.store.models import Customer, CustomerMerge, MergeProposal


@dataclass(frozen=True, slots=True)
class Swap:
    """An exchange of one size for another."""

    day: date
    product: str
    was: str
    now: str
    reason: str


def merges_of(session: Session, customer: int) -> list[tuple[int, str, datetime]]:
    """Return (merge, name of who became part, instant) of a customer's standing merges, newest first."""
    rows = session.exec(
        select(col(CustomerMerge.id), col(Customer.name), col(CustomerMerge.at))
        .join(Customer, col(Customer.id) == col(CustomerMerge.merged_id))
        .where(CustomerMerge.kept_id == customer, col(CustomerMerge.undone_at).is_(None))
        .order_by(col(CustomerMerge.id).desc())
    ).all()
    return [(int(number or 0), name, at) for number, name, at in rows]


def proposals(session: Session) -> list[tuple[int, int, int, str]]:
    """Return (proposal, one, other, reason) of pairs that wait for the owner and are still two."""
    rows = session.connection().execute(
        text(
            "SELECT p.id, p.one_id, p.other_id, p.reason FROM merge_proposal p"
            " JOIN customer a ON a.id = p.one_id JOIN customer b ON b.id = p.other_id"
            " WHERE p.refused_at IS NULL AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL"
            " ORDER BY p.id"
        )
    )
    return [(int(number), int(one), int(other), str(why)) for number, one, other, why in rows]


def refuse(session: Session, proposal: int, at: datetime | None) -> bool:
    """Note that two customers are two people; None takes it back. False if there is no such proposal."""
    row = session.get(MergeProposal, proposal)
    if row is not None:
        row.refused_at = at
        session.add(row)
    return row is not None


def swaps(session: Session, customer: int) -> list[Swap]:
    """Return the exchanges of sizes of a customer, newest first."""
    rows = session.connection().execute(
        text(
            "SELECT r.returned_on, p.name, v.size, k.size, r.reason FROM return_line r"
            " JOIN sale_order o ON o.id = r.order_id JOIN variant v ON v.id = r.variant_id"
            " JOIN variant k ON k.id = r.kept_variant_id JOIN product p ON p.id = v.product_id"
            " WHERE o.customer_id = :c AND v.size <> k.size ORDER BY r.returned_on DESC"
        ),
        {"c": customer},
    )
    return [Swap(date.fromisoformat(str(day)), *(str(part or "") for part in rest)) for day, *rest in rows]
