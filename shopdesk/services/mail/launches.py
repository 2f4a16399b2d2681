"""Launches: a product past buyers see before everybody else, until the day it is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.store import launches as store
from shopdesk.store import outreach_news
from shopdesk.store.models import Launch

AHEAD_DAYS = 5
"""How long before the public day those who bought are told."""


@dataclass(frozen=True, slots=True)
class Written:
    """A launch as the owner writes it.

    Attributes:
        name: Of the product, as customers know it.
        public_on: The day everybody may buy it.
        categories: Only who bought in these; empty = everyone who ever bought.
        text: What is told of it, in the owner's words.
    """

    name: str
    public_on: date
    categories: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """A launch that is not public yet, and how many people may see it first."""

    id: int
    written: Written
    tells_on: date
    people: int


def coming(shop: Shop) -> tuple[Coming, ...]:
    """Return the launches ahead, the next first."""
    with shop.store.read() as session:
        rows = store.coming(session, shop.today())
        return tuple(
            Coming(row.id or 0, written, told_on(row.public_on), _people(session, row, written))
            for row in rows
            for written in (_written(row),)
        )


def told_on(public_on: date) -> date:
    """Return the day on which past buyers are told."""
    return public_on - timedelta(days=AHEAD_DAYS)


def _written(row: Launch) -> Written:
    chosen = (row.audience or {}).get("categories") or ()
    return Written(row.name, row.public_on, tuple(chosen), row.text)


def _people(session: Session, row: Launch, written: Written) -> int:
    named = (row.audience or {}).get("customers")
    return len(named or outreach_news.past_buyers(session, categories=written.categories))


def audience(shop: Shop, categories: tuple[str, ...]) -> int:
    """Return how many people bought, or bought in these categories."""
    with shop.store.read() as session:
        return len(outreach_news.past_buyers(session, categories=categories))


def categories(shop: Shop) -> list[str]:
    """Return the categories an audience can be chosen by."""
    with shop.store.read() as session:
        return store.categories(session)


def add(shop: Shop, written: Written) -> int:
    """Keep a launch and return its number.

    Raises:
        WrongInput: If it has no name, or its public day is not ahead.
    """
    name = " ".join(written.name.split())
    if not name:
        raise WrongInput(_("A launch needs the name of what comes out."), _("Nothing was changed."))
    if written.public_on <= shop.today():
        raise WrongInput(
            _("The public day must still be ahead: those who bought see it before."),
            _("Choose a later day. Nothing was changed."),
        )
    with shop.store.write() as session:
        row = Launch(
            product_id=store.product_called(session, name),
            name=name,
            public_on=written.public_on,
            audience={"categories": list(written.categories)} if written.categories else None,
            text=written.text.strip(),
        )
        session.add(row)
        session.flush()
        return row.id or 0


def remove(shop: Shop, identity: int) -> Written:
    """Take a launch back and return it; letters approved for it are stopped as no longer true.

    Raises:
        NotFound: If there is none.
    """
    with shop.store.write() as session:
        row = session.get(Launch, identity)
        if row is None:
            said = _("There is no launch {id}.").format(id=identity)
            raise NotFound(said, _("`shopdesk mail launch list` shows them."))
        found = _written(row)
        session.delete(row)
        return found
