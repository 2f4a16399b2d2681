"""Questions about what came of the letters sent before."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from shopdesk.store.models import Order, OutboxLetter, Suppression


def last_batch(session: Session, flow: str, since: datetime) -> tuple[int, int, int] | None:
    """Return the last batch of a flow: letters sent, people who answered, people who bought again since.

    A batch is what was sent within a day before the flow's newest letter.
    """
    newest = session.execute(
        select(func.max(col(OutboxLetter.sent_at))).where(
            col(OutboxLetter.flow) == flow,
            col(OutboxLetter.state) == "sent",
            col(OutboxLetter.sent_at) >= since,
        )
    ).scalar()
    if newest is None:
        return None
    in_batch = (
        col(OutboxLetter.flow) == flow,
        col(OutboxLetter.state) == "sent",
        col(OutboxLetter.sent_at) > newest - timedelta(days=1),
    )
    sent, replied = session.execute(
        select(func.count(), func.count(col(OutboxLetter.replied_at))).where(*in_batch)
    ).one()
    return int(sent), int(replied), _came_back(session, *in_batch)


def _came_back(session: Session, *which: object) -> int:
    statement = (
        select(func.count(func.distinct(col(OutboxLetter.customer_id))))
        .join(Order, col(Order.customer_id) == col(OutboxLetter.customer_id))
        .where(*which, col(Order.placed_at) > col(OutboxLetter.sent_at), col(Order.status) == "paid")  # type: ignore[arg-type]
    )
    return int(session.execute(statement).scalar() or 0)


def flow_month(session: Session, since: datetime) -> dict[str, tuple[int, int, int]]:
    """Return per flow what was sent since an instant: letters, people who answered, who bought since."""
    sent = session.execute(
        select(col(OutboxLetter.flow), func.count(), func.count(col(OutboxLetter.replied_at)))
        .where(col(OutboxLetter.state) == "sent", col(OutboxLetter.sent_at) >= since)
        .group_by(col(OutboxLetter.flow))
    ).all()
    bought = session.execute(
        select(col(OutboxLetter.flow), func.count(func.distinct(col(OutboxLetter.customer_id))))
        .join(Order, col(Order.customer_id) == col(OutboxLetter.customer_id))
        .where(
            col(OutboxLetter.state) == "sent",
            col(OutboxLetter.sent_at) >= since,
            col(Order.placed_at) > col(OutboxLetter.sent_at),
            col(Order.status) == "paid",
        )
        .group_by(col(OutboxLetter.flow))
    ).all()
    came = {row[0]: int(row[1]) for row in bought}
    return {row[0]: (int(row[1]), int(row[2]), came.get(row[0], 0)) for row in sent}


def failures(session: Session, since: datetime) -> dict[str, int]:
    """Return letters that failed or came back since an instant, by flow."""
    statement = (
        select(col(OutboxLetter.flow), func.count())
        .where(
            col(OutboxLetter.last_try_at) >= since,
            (col(OutboxLetter.state) == "failed") | col(OutboxLetter.bounced_at).is_not(None),
        )
        .group_by(col(OutboxLetter.flow))
    )
    return {row[0]: int(row[1]) for row in session.execute(statement)}


def goodbyes(session: Session, since: datetime) -> dict[str, int]:
    """Return how many unsubscribed within a week of a flow's letter, by flow."""
    statement = (
        select(col(OutboxLetter.flow), func.count(func.distinct(col(OutboxLetter.address_hash))))
        .join(Suppression, col(Suppression.address_hash) == col(OutboxLetter.address_hash))
        .where(
            col(Suppression.reason) == "unsubscribed",
            col(OutboxLetter.sent_at) >= since,
            col(Suppression.at) >= col(OutboxLetter.sent_at),
            func.julianday(col(Suppression.at)) - func.julianday(col(OutboxLetter.sent_at)) < 7,
        )
        .group_by(col(OutboxLetter.flow))
    )
    return {row[0]: int(row[1]) for row in session.execute(statement)}
