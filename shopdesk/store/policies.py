"""Questions about the owner's own paragraphs, saved replies and promises."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, func, select

from shopdesk.store.models import BaseReply, Policy, Promise


def in_force(session: Session) -> list[Policy]:
    """Return the newest version of each policy, by name."""
    newest = select(Policy.name, func.max(Policy.version).label("version")).group_by(Policy.name).subquery()
    query = select(Policy).join(
        newest, (col(Policy.name) == newest.c.name) & (col(Policy.version) == newest.c.version)
    )
    return list(session.exec(query.order_by(col(Policy.name))))


def versions(session: Session, name: str) -> list[Policy]:
    """Return every version of a policy, the newest first."""
    return list(session.exec(select(Policy).where(Policy.name == name).order_by(col(Policy.version).desc())))


def saved_replies(session: Session) -> list[BaseReply]:
    """Return the owner's saved replies, the most used first."""
    query = select(BaseReply).order_by(col(BaseReply.uses).desc(), col(BaseReply.topic), col(BaseReply.id))
    return list(session.exec(query))


def promises(session: Session) -> list[Promise]:
    """Return every promise made, oldest first."""
    return list(session.exec(select(Promise).order_by(col(Promise.made_at), col(Promise.id))))


def open_promises(session: Session, today: date) -> list[Promise]:
    """Return the promises that are due on or before a day and not settled."""
    query = select(Promise).where(Promise.outcome == "", col(Promise.due_on) <= today)
    return list(session.exec(query.order_by(col(Promise.due_on), col(Promise.id))))
