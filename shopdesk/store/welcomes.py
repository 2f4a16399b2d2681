"""Who is new, what they were promised, and whether the shop sells in sizes: what a welcome asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from shopdesk.store.models import Consent, Customer, Variant

Rows = Sequence[Row[Any]]


def new_contacts(session: Session, since: datetime) -> Rows:
    """Return who said yes since an instant and never bought: customer, when, benefit promised."""
    statement: Any = (
        select(
            col(Customer.id).label("customer"),
            func.min(col(Consent.at)).label("at"),
            col(Customer.incentive).label("benefit"),
        )
        .join(Consent, col(Consent.customer_id) == col(Customer.id))
        .where(col(Consent.is_granted).is_(True), col(Consent.channel) == "email")
        .group_by(col(Customer.id), col(Customer.incentive))
        .having(func.min(col(Consent.at)) >= since)
    )
    return session.execute(statement).all()


def benefits(session: Session) -> dict[str, int]:
    """Return what newcomers were promised, with how many of them; the common ones first."""
    people = func.count(func.distinct(col(Customer.id)))
    statement: Any = (
        select(col(Customer.incentive).label("benefit"), people.label("people"))
        .join(Consent, col(Consent.customer_id) == col(Customer.id))
        .where(col(Consent.is_granted).is_(True), col(Customer.incentive) != "")
        .group_by(col(Customer.incentive))
        .order_by(people.desc(), col(Customer.incentive))
    )
    return {row.benefit: row.people for row in session.execute(statement)}


def has_sizes(session: Session) -> bool:
    """Say whether anything the shop sells comes in sizes."""
    sized = select(col(Variant.id)).where(col(Variant.size) != "").limit(1)
    return session.execute(sized).first() is not None
