"""Questions about the owner's own commercial dates."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from shopdesk.store.models import Event


def events(session: Session, first: date, last: date) -> list[Event]:
    """Return the owner's events that touch [first, last], both inclusive, by day."""
    query = select(Event).where(Event.starts_on <= last, Event.ends_on >= first)
    return list(session.exec(query.order_by(col(Event.starts_on))))


def put_event(session: Session, event: Event) -> int:
    """Keep an event, in place of the one of the same name, scope and first day, and return its id."""
    known = session.exec(
        select(Event).where(
            Event.name == event.name, Event.starts_on == event.starts_on, Event.scope == event.scope
        )
    ).first()
    if known is not None:
        known.ends_on, known.scope, known.uplift = event.ends_on, event.scope, event.uplift
        event = known
    session.add(event)
    session.flush()
    return event.id or 0


def remove_event(session: Session, event_id: int) -> None:
    """Forget an event of the owner's."""
    found = session.get(Event, event_id)
    if found is not None:
        session.delete(found)
