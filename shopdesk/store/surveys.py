"""Questions about what people answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from shopdesk.store.models import (
    Customer,
    CustomerKey,
    Message,
    Order,
    OrderLine,
    OutboxLetter,
    Product,
    SurveyAnswer,
    Variant,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, typed, mailed or from a file.

    Attributes:
        id: Of the answer; negative for one that came in a file (its message's id).
        counts: Whether its score counts: sure, or confirmed by the owner.
        size: The size of the product they bought, where one alone is known.
    """

    id: int
    customer_id: int | None
    name: str
    email: str
    at: datetime
    score: int | None
    sentence: str
    how_it_went: str
    what_next: str
    counts: bool
    product_id: int | None
    product: str
    size: str = ""


def answers(session: Session, since: datetime) -> list[Answer]:
    """Return the answers since an instant, newest first, those of files among them."""
    sizes = _sizes(session, since)
    statement = (
        select(SurveyAnswer, col(Customer.name), col(Product.name), col(Product.color))
        .join(Customer, col(Customer.id) == col(SurveyAnswer.customer_id), isouter=True)
        .join(Product, col(Product.id) == col(SurveyAnswer.product_id), isouter=True)
        .where(col(SurveyAnswer.answered_at) >= since)
    )
    found = [
        Answer(
            id=row.id or 0,
            customer_id=row.customer_id,
            name=name or "",
            email=row.email,
            at=row.answered_at,
            score=row.score,
            sentence=row.sentence,
            how_it_went=row.how_it_went,
            what_next=row.what_next,
            counts=row.score is not None and (not row.is_doubtful or row.confirmed_at is not None),
            product_id=row.product_id,
            product=f"{product or ''} {color or ''}".strip(),
            size=sizes.get((row.order_id or 0, row.product_id or 0), ""),
        )
        for row, name, product, color in session.execute(statement)
    ]
    return sorted([*found, *_from_files(session, since)], key=lambda one: one.at, reverse=True)


def _sizes(session: Session, since: datetime) -> dict[tuple[int, int], str]:
    """Return the size bought of each product in the orders that answers are about; two sizes say neither."""
    orders = select(col(SurveyAnswer.order_id)).where(col(SurveyAnswer.answered_at) >= since)
    statement = (
        select(col(OrderLine.order_id), col(Variant.product_id), col(Variant.size))
        .join(Variant, col(Variant.id) == col(OrderLine.variant_id))
        .where(col(OrderLine.order_id).in_(orders), col(Variant.size) != "")
        .distinct()
    )
    found: dict[tuple[int, int], str] = {}
    for order, product, size in session.execute(statement):
        found[order, product] = "" if (order, product) in found else size
    return found


def _from_files(session: Session, since: datetime) -> list[Answer]:
    statement = (
        select(Message, col(Customer.name), col(Product.name), col(Product.color))
        .join(Customer, col(Customer.id) == col(Message.customer_id), isouter=True)
        .join(Product, col(Product.id) == col(Message.product_id), isouter=True)
        .where(
            col(Message.origin) == "survey",
            col(Message.batch_id).is_not(None),
            col(Message.rating).is_not(None),
            col(Message.written_at) >= since,
        )
    )
    return [
        Answer(
            id=-(row.id or 0),
            customer_id=row.customer_id,
            name=name or "",
            email=row.author,
            at=row.written_at,
            score=row.rating if row.rating is not None and 0 <= row.rating <= 10 else None,
            sentence=row.text,
            how_it_went=row.text,
            what_next="",
            counts=True,
            product_id=row.product_id,
            product=f"{product or ''} {color or ''}".strip(),
        )
        for row, name, product, color in session.execute(statement)
    ]


def customer_of(session: Session, value: str) -> int | None:
    """Return the customer a normalised address belongs to."""
    statement = select(col(CustomerKey.customer_id)).where(
        col(CustomerKey.kind) == "email", col(CustomerKey.value) == value
    )
    return session.execute(statement).scalar()


def newest_purchase(session: Session, customer: int) -> tuple[int | None, int | None]:
    """Return the newest order of a customer and the product of its first line."""
    statement = (
        select(col(Order.id), col(Variant.product_id))
        .join(OrderLine, col(OrderLine.order_id) == col(Order.id))
        .join(Variant, col(Variant.id) == col(OrderLine.variant_id), isouter=True)
        .where(col(Order.customer_id) == customer, col(Order.status) == "paid")
        .order_by(col(Order.placed_at).desc(), col(OrderLine.ordinal))
        .limit(1)
    )
    row = session.execute(statement).one_or_none()
    return (row[0], row[1]) if row is not None else (None, None)


def asked_count(session: Session, since: datetime) -> int:
    """Return how many surveys left since an instant."""
    statement = select(func.count()).where(
        col(OutboxLetter.flow) == "survey",
        col(OutboxLetter.state).in_(("sent", "unknown")),
        col(OutboxLetter.last_try_at) >= since,
    )
    return int(session.execute(statement).scalar() or 0)


def one(session: Session, identity: int) -> SurveyAnswer | None:
    """Return an answer."""
    return session.get(SurveyAnswer, identity)


def same_answer(session: Session, email: str, at: datetime, sentence: str) -> SurveyAnswer | None:
    """Return an answer already recorded: the same person, moment and words."""
    statement = select(SurveyAnswer).where(
        col(SurveyAnswer.email) == email,
        col(SurveyAnswer.answered_at) == at,
        col(SurveyAnswer.sentence) == sentence,
    )
    return session.execute(statement).scalars().first()


def months(answered: Sequence[Answer]) -> dict[tuple[int, int], list[Answer]]:
    """Return answers that count by (year, month)."""
    found: dict[tuple[int, int], list[Answer]] = {}
    for answer in answered:
        if answer.counts and answer.score is not None:
            found.setdefault((answer.at.year, answer.at.month), []).append(answer)
    return found
