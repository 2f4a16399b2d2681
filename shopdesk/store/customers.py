"""Questions about the people who buy: the list, one card, merging, forgetting."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, text, update
from sqlmodel import Session, col

from shopdesk.store.frames import read_tuples
from shopdesk.store.models import (
    Channel,
    Consent,
    Customer,
    CustomerKey,
    CustomerMerge,
    Message,
    Order,
    OrderLine,
    OutboxLetter,
    Product,
    SurveyAnswer,
    Variant,
)


@dataclass(frozen=True, slots=True)
class BoughtLine:
    """One line of a customer's purchases."""

    day: date
    order: str
    product: str
    color: str
    size: str
    pieces: int
    kind: str
    status: str
    product_id: int | None
    variant_id: int | None
    paid_minor: int
    currency: str
    channel: str


def people(session: Session, *, only: int | None = None) -> list[tuple[int, str, str]]:
    """Return (id, name, city) of everyone who is not merged into another, or of one customer."""
    asked = "SELECT id, name, city FROM customer WHERE merged_into_id IS NULL"
    one = "" if only is None else " AND id = :only"
    return read_tuples(session, asked + one, only=only)


def birthdays(session: Session) -> dict[int, date]:
    """Return the birthdays that are known."""
    rows = session.execute(
        select(col(Customer.id), col(Customer.birthday)).where(col(Customer.birthday).is_not(None))
    )
    return {int(customer): born for customer, born in rows if customer is not None and born is not None}


def keys(session: Session, *, only: int | None = None) -> dict[int, dict[str, str]]:
    """Return each customer's newest key per kind, as the person writes it; of all, or of one customer."""
    one = "" if only is None else " WHERE customer_id = :only"
    asked = f"SELECT customer_id, kind, shown, value FROM customer_key{one} ORDER BY id"
    found: dict[int, dict[str, str]] = {}
    for customer, kind, shown, value in read_tuples(session, asked, only=only):
        found.setdefault(customer, {})[kind] = shown or value
    return found


def last_scores(session: Session) -> dict[int, int]:
    """Return each customer's newest confirmed score, 0..10."""
    rows = session.execute(
        select(col(SurveyAnswer.customer_id), col(SurveyAnswer.score))
        .where(
            col(SurveyAnswer.score).is_not(None),
            col(SurveyAnswer.customer_id).is_not(None),
            ~col(SurveyAnswer.is_doubtful) | col(SurveyAnswer.confirmed_at).is_not(None),
        )
        .order_by(col(SurveyAnswer.answered_at))
    ).all()
    return {int(customer): int(score) for customer, score in rows}


def find(session: Session, kind: str, value: str) -> int | None:
    """Return the customer a normalised key names, None if nobody."""
    found = session.execute(
        select(col(CustomerKey.customer_id)).where(
            col(CustomerKey.kind) == kind, col(CustomerKey.value) == value
        )
    ).scalar()
    return int(found) if found is not None else None


def exists(session: Session, customer: int) -> bool:
    """Say whether a customer is there and not merged into another."""
    row = session.get(Customer, customer)
    return row is not None and row.merged_into_id is None


def bought(session: Session, customer: int) -> list[BoughtLine]:
    """Return every line of a customer's orders, newest first; returns and exchanges too."""
    rows = session.execute(
        select(Order, OrderLine, Variant, Product, col(Channel.name))
        .join(OrderLine, col(OrderLine.order_id) == col(Order.id))
        .join(Channel, col(Channel.id) == col(Order.channel_id), isouter=True)
        .join(Variant, col(Variant.id) == col(OrderLine.variant_id), isouter=True)
        .join(Product, col(Product.id) == col(Variant.product_id), isouter=True)
        .where(col(Order.customer_id) == customer)
        .order_by(col(Order.placed_at).desc(), col(OrderLine.ordinal))
    ).all()
    return [
        BoughtLine(
            order.local_day, order.number, product.name if product else line.title,
            product.color if product else "", variant.size if variant else "", line.quantity, order.kind,
            order.status, product.id if product else None, variant.id if variant else None,
            line.total_minor, order.currency, channel or "",
        )
        for order, line, variant, product, channel in rows
    ]  # fmt: skip


def letters(session: Session, customer: int) -> list[OutboxLetter]:
    """Return the letters of a customer, newest first."""
    rows = session.execute(
        select(OutboxLetter)
        .where(col(OutboxLetter.customer_id) == customer)
        .order_by(col(OutboxLetter.proposed_at).desc())
    )
    return list(rows.scalars())


def messages(session: Session, customer: int) -> list[Message]:
    """Return what a customer wrote, newest first."""
    rows = session.execute(
        select(Message).where(col(Message.customer_id) == customer).order_by(col(Message.written_at).desc())
    )
    return list(rows.scalars())


def answers(session: Session, customer: int) -> list[SurveyAnswer]:
    """Return a customer's survey answers, newest first."""
    rows = session.execute(
        select(SurveyAnswer)
        .where(col(SurveyAnswer.customer_id) == customer)
        .order_by(col(SurveyAnswer.answered_at).desc())
    )
    return list(rows.scalars())


def consents(session: Session, customer: int) -> list[Consent]:
    """Return what a customer agreed to or refused, newest first."""
    rows = session.execute(
        select(Consent).where(col(Consent.customer_id) == customer).order_by(col(Consent.at).desc())
    )
    return list(rows.scalars())


_OWNED = (
    "customer_key", "consent", "sale_order", "checkout", "message", "survey_answer", "unmet_request",
    "promise", "outbox_letter",
)  # fmt: skip
"""Tables whose rows belong to one customer and move with a merge."""


def merge(session: Session, kept: int, merged: int, at: datetime) -> int:
    """Make two customers one and return the merge, with every moved row noted so it can be undone."""
    moved: dict[str, Any] = {}
    for table in _OWNED:
        rows = session.execute(
            text(f"SELECT id FROM {table} WHERE customer_id = :merged"),
            {"merged": merged},
        ).scalars()
        moved[table] = [int(i) for i in rows]
        session.execute(
            text(f"UPDATE {table} SET customer_id = :kept WHERE customer_id = :merged"),
            {"kept": kept, "merged": merged},
        )
    session.execute(update(Customer).where(col(Customer.id) == merged).values(merged_into_id=kept))
    row = CustomerMerge(kept_id=kept, merged_id=merged, at=at, moved=moved)
    session.add(row)
    session.flush()
    return int(row.id or 0)


def unmerge(session: Session, identity: int, at: datetime) -> bool:
    """Take a merge back: every row that moved returns. False if there is none, or it was undone already.

    Merges may be taken back in any order: a row is returned only from whoever holds the kept customer's
    rows today, so what an earlier merge already gave back to its own customer stays there.
    """
    row = session.get(CustomerMerge, identity)
    if row is None or row.undone_at is not None:
        return False
    holder = _holder(session, row.kept_id)
    for table, ids in (row.moved or {}).items():
        if table not in _OWNED or not ids:
            continue
        session.execute(
            text(
                f"UPDATE {table} SET customer_id = :back WHERE customer_id = :holder"
                " AND id IN (SELECT value FROM json_each(:ids))"
            ),
            {"back": row.merged_id, "holder": holder, "ids": json.dumps(ids)},
        )
    session.execute(update(Customer).where(col(Customer.id) == row.merged_id).values(merged_into_id=None))
    row.undone_at = at
    session.add(row)
    return True


def _holder(session: Session, customer: int) -> int:
    """Return who holds a customer's rows: themselves, or the last they were merged into."""
    while (into := session.execute(_INTO, {"who": customer}).scalar()) is not None:
        customer = int(into)
    return customer


_INTO = text("SELECT merged_into_id FROM customer WHERE id = :who")
