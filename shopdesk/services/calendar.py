"""Which commercial dates concern the shop: its country's, and the owner's own."""

from __future__ import annotations

import json
from datetime import date

from sqlmodel import Session

from shopdesk.domain import calendar
from shopdesk.domain.calendar import Span
from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import resources
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.store import calendar as store
from shopdesk.store.models import Event


def spans(shop: Shop, first: date, last: date) -> list[Span]:
    """Return the dates that touch [first, last], both inclusive; the owner's replace the shipped ones."""
    country = shop.settings.get(ShopSettings).country
    with shop.store.read() as session:
        return read_spans(session, country, first=first, last=last)


def read_spans(session: Session, country: str, *, first: date, last: date) -> list[Span]:
    """Return ``spans`` within a session the caller has open."""
    shipped = calendar.occurrences(_rules(country), first, last)
    known = {name_key(span.name): span.key for span in shipped}
    own = [
        Span(
            _key(known.get(name_key(event.name), name_key(event.name)), event.scope),
            event.name,
            event.starts_on,
            event.ends_on,
            event.uplift,
            event.scope,
        )
        for event in store.events(session, first, last)
    ]
    return calendar.overridden(shipped, own)


def _key(key: str, scope: str) -> str:
    """Return what the years of a date share; a date about one category is not the whole shop's."""
    return f"{key}|{name_key(scope)}" if scope.strip() else key


def put(shop: Shop, event: Span) -> None:
    """Keep a date of the owner's, or their own days for one of the country's.

    Raises:
        WrongInput: If it ends before it starts.
    """
    if event.ends_on < event.starts_on:
        raise WrongInput(
            _("{event} would end before it starts.").format(event=event.name), _("Nothing was changed.")
        )
    with shop.store.write() as session:
        store.put_event(
            session,
            Event(
                name=event.name,
                starts_on=event.starts_on,
                ends_on=event.ends_on,
                scope=event.scope,
                uplift=event.uplift,
            ),
        )


def forget(shop: Shop, event: Span) -> None:
    """Forget a date of the owner's; one of the country's is then as the calendar has it."""
    with shop.store.write() as session:
        for row in store.events(session, event.starts_on, event.ends_on):
            if (row.name, row.starts_on, row.scope) == (event.name, event.starts_on, event.scope):
                store.remove_event(session, row.id or 0)


def own(shop: Shop, first: date, last: date) -> frozenset[tuple[str, date, str]]:
    """Return name, first day and scope of the owner's own dates that touch [first, last]."""
    with shop.store.read() as session:
        return frozenset((row.name, row.starts_on, row.scope) for row in store.events(session, first, last))


def _rules(country: str) -> tuple[calendar.Rule, ...]:
    try:
        document = json.loads(resources.text(f"calendar/{country.lower()}/dates.json"))
    except FileNotFoundError:
        return ()
    return calendar.read_rules(document)
