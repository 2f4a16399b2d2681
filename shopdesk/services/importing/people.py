"""Buyers and contacts of a file, matched with the shop's customers; consent only where a column says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from shopdesk.domain.identity import Identity, identify
from shopdesk.domain.naming import name_key
from shopdesk.domain.recognising import place
from shopdesk.services.importing.context import FileContext
from shopdesk.store.imports import people as store


@dataclass(frozen=True, slots=True)
class Word:
    """A yes or no to letters, with its evidence: when, which column or export, which row or order."""

    at: str
    is_granted: bool
    source: str
    reference: str
    channel: str = "email"


def _alike(one: Word, other: Word) -> bool:
    return (one.is_granted, one.channel) == (other.is_granted, other.channel)


@dataclass(slots=True)
class Person:
    """A distinct buyer as a file writes it, with what its newest order says.

    Attributes:
        buyer: The source's own key, ``source:id``, or empty.
        consents: What it agreed to or refused, wherever a column says it; see ``say``.
    """

    email: str
    phone: str
    buyer: str
    name: str = ""
    city: str = ""
    newest: str = ""
    consents: list[Word] = field(default_factory=list)

    def say(self, word: Word) -> None:
        """Keep a yes or no: of several alike in a row only the earliest and the newest."""
        run = self.consents[-2:]
        if len(run) == 2 and all(_alike(one, word) for one in run):
            ends = sorted([*run, word], key=lambda one: one.at)
            self.consents[-2:] = [ends[0], ends[-1]]
        else:
            self.consents.append(word)

    def note(self, name: str, city: str, at: str) -> None:
        """Take what an order says; the newest order's words stay."""
        if at >= self.newest:
            self.name, self.city, self.newest = name or self.name, city or self.city, at
        else:
            self.name, self.city = self.name or name, self.city or city


def write(
    session: Session, context: FileContext, seen: Sequence[Person], batch_id: int | None
) -> list[int | None]:
    """Find or make the customer of each person, learn keys and consent; return their ids.

    ``batch_id`` is None for what the owner types.
    """
    if not seen:
        return []
    who = [identify(p.email, p.phone, p.buyer, country=context.country, own=context.own) for p in seen]
    placed = place(who, store.known_keys(session))
    ids = store.add_customers(session, placed.new, _described(seen, placed.customers), batch_id)
    found = [ids(customer) for customer in placed.customers]
    store.add_keys(
        session,
        [(ids(k.customer), str(k.kind), k.value, _shown(seen[k.place], k.kind)) for k in placed.keys],
        batch_id,
    )
    store.join(session, [(ids(gone), ids(kept)) for gone, kept in placed.joined], batch_id)
    store.propose(session, [(ids(one), ids(other), str(why)) for one, other, why in placed.alike])
    store.fill_gaps(session, _described(seen, [max(0, c) for c in placed.customers]), batch_id)
    _consents(session, seen, who, found, batch_id)
    return found


def _described(seen: Sequence[Person], customers: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Return name, its key and city per customer: those of the newest order that has them."""
    newest: dict[int, tuple[str, str, str]] = {}
    in_time = sorted(zip(seen, customers, strict=True), key=lambda one: one[0].newest)
    for person, customer in in_time:
        if customer:
            old = newest.get(customer, ("", "", ""))
            name = person.name or old[0]
            newest[customer] = (name, name_key(name), person.city or old[2])
    return newest


def _shown(person: Person, kind: str) -> str:
    return {"email": person.email, "phone": person.phone}.get(kind, person.buyer).strip()


def _consents(
    session: Session,
    seen: Sequence[Person],
    who: Sequence[Identity],
    found: Sequence[int | None],
    batch_id: int | None,
) -> None:
    said = [
        store.Said(customer, word.at, word.is_granted, word.source, word.reference, word.channel)
        for person, identity, customer in zip(seen, who, found, strict=True)
        if customer and (identity.email or identity.phone)
        for word in person.consents
        if identity.email or word.channel != "email"
    ]
    store.add_consents(session, said, batch_id)
