"""Questions of the Hoy page that no other room asks, and keeping its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from shopdesk.store.models import (
    DoneToday,
    ImportBatch,
    Message,
    MessageTag,
    OutboxLetter,
    StoredResult,
    SurveyAnswer,
    Variant,
)

_SITTING = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Messages that wait for an answer: how many, since when the oldest, how many ask about a size."""

    count: int
    oldest: datetime | None
    about_size: int


def latest_import(session: Session) -> tuple[datetime, int, int] | None:
    """Return the newest import that still counts: when, files of the same half hour, their new orders."""
    counts = col(ImportBatch.undone_at).is_(None) & col(ImportBatch.duplicate_of_id).is_(None)
    newest = session.exec(select(func.max(ImportBatch.created_at)).where(counts)).one()
    if newest is None:
        return None
    together = col(ImportBatch.created_at) >= newest - _SITTING
    row = session.exec(
        select(func.count(), func.coalesce(func.sum(ImportBatch.orders_new), 0)).where(counts, together)
    ).one()
    return newest, int(row[0]), int(row[1])


def done_since(session: Session, since: datetime) -> dict[str, int]:
    """Return what was done from an instant on: kind → count, in the order it was first done."""
    rows = session.exec(
        select(DoneToday.kind, func.sum(DoneToday.count))
        .where(col(DoneToday.at) >= since)
        .group_by(col(DoneToday.kind))
        .order_by(func.min(DoneToday.at))
    ).all()
    return {kind: int(count) for kind, count in rows}


def note_done(session: Session, kind: str, count: int, at: datetime) -> None:
    """Note that something was done: ``import letters order reply count``."""
    session.add(DoneToday(kind=kind, count=count, at=at))


def waiting_messages(session: Session, today: date) -> Waiting:
    """Return the messages that wait; a snoozed one waits again from its day on."""
    waits = (
        col(Message.is_from_shop).is_(False),
        or_(
            col(Message.status) == "open",
            (col(Message.status) == "snoozed") & (col(Message.snoozed_until) <= today),
        ),
    )
    count, oldest = session.exec(select(func.count(), func.min(Message.written_at)).where(*waits)).one()
    sizes = session.exec(
        select(func.count(func.distinct(Message.id)))
        .join(MessageTag, col(MessageTag.message_id) == col(Message.id))
        .where(*waits, col(MessageTag.is_applied), col(MessageTag.tag) == "talla")
    ).one()
    return Waiting(int(count), oldest, int(sizes))


def doubtful_letters(session: Session) -> int:
    """Return how many letters may or may not have left."""
    return int(session.exec(select(func.count()).where(col(OutboxLetter.state) == "unknown")).one())


def unhappy_answers(session: Session, since: datetime) -> int:
    """Return how many survey answers of 0 to 6 since an instant nobody has taken up yet."""
    low = (col(SurveyAnswer.score) <= 6) & (col(SurveyAnswer.answered_at) >= since)
    unread = col(SurveyAnswer.confirmed_at).is_(None)
    return int(session.exec(select(func.count()).where(low, unread)).one())


def scores(session: Session, since: datetime) -> list[int]:
    """Return the sure survey scores since an instant."""
    rows = session.exec(
        select(SurveyAnswer.score).where(
            col(SurveyAnswer.score).is_not(None),
            col(SurveyAnswer.answered_at) >= since,
            or_(col(SurveyAnswer.is_doubtful).is_(False), col(SurveyAnswer.confirmed_at).is_not(None)),
        )
    ).all()
    return [score for score in rows if score is not None]


def has_sizes(session: Session) -> bool:
    """Tell whether any variant has a size."""
    return session.exec(select(Variant.id).where(col(Variant.size) != "").limit(1)).first() is not None


def result(session: Session, name: str) -> Any:
    """Return a kept answer, None if there is none."""
    row = session.get(StoredResult, name)
    return None if row is None else row.value


def keep_result(session: Session, name: str, value: Any, at: datetime) -> None:
    """Keep a computed answer for the next morning."""
    row = session.get(StoredResult, name)
    if row is None:
        session.add(StoredResult(name=name, value=value, computed_at=at, is_stale=False))
    else:
        row.value, row.computed_at, row.is_stale = value, at, False
        session.add(row)
