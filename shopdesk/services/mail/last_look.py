"""The last look before a letter goes: read inside its claim, decided by the domain.

What a whole batch rests on is read at once and kept only as long as nobody else commits to the file: SQLite
tells, inside the claim's own transaction. So each letter is judged by what is true at that second, without
asking ten questions for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session

from shopdesk.domain.outreach.budget import Contact
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.last_look import Look, stop_reason
from shopdesk.domain.outreach.people import Person, Skip
from shopdesk.domain.outreach.purchases import Purchase
from shopdesk.services.context import Shop
from shopdesk.store import outbox_rows, outreach, outreach_letters, outreach_orders
from shopdesk.store.outbox_rows import Letter

_FLOWS = frozenset(Flow)
_FEW = 400
"""Up to so many customers are asked for by name; more are read whole."""


class LastLook:
    """The look of one batch. Use it inside claims only."""

    def __init__(self, shop: Shop, claims_hold: Callable[[Letter], bool]) -> None:
        self._today, self._now, self._zone = shop.today(), shop.now(), shop.zone()
        self._claims_hold = claims_hold
        self._version: int | None = None
        self._people: dict[str, Person] = {}
        self._purchases: dict[int, Purchase] = {}
        self._contacts: dict[str, list[Contact]] = {}
        self._blocked: dict[str, Skip] = {}

    def is_fresh(self, version: int) -> bool:
        """Say whether nobody has committed anything since the last reading."""
        return version == self._version

    def read(self, session: Session, version: int) -> None:
        """Read what all waiting letters rest on."""
        self._version = version
        waiting = outbox_rows.waiting(session)
        customers = {one.customer_id for one in waiting if one.customer_id is not None}
        orders = {identity for one in waiting for identity in one.facts.get("order_ids") or ()}
        few = customers if len(customers) <= _FEW else None
        self._people = outreach.people(session, self._today, ids=few)
        found = outreach_orders.purchases(session, self._zone, ids=sorted(orders))
        self._purchases = {purchase.order_id: purchase for purchase in found}
        since = self._now - timedelta(days=95)
        self._contacts = defaultdict(list, outreach_letters.contacts(session, self._zone, since=since))
        self._blocked = outreach.suppressed(session)

    def reason(self, letter: Letter) -> str | None:
        """Return why this letter must not go after all, or None; mail to suppliers always may."""
        if letter.flow not in _FLOWS:
            return None
        found = self._stop_reason(letter)
        return found.value if found else None

    def _stop_reason(self, letter: Letter) -> Skip | None:
        ids, keys = letter.facts.get("order_ids") or (), set(letter.facts.get("orders") or ())
        # An order whose import was undone is gone; its number in the table may belong to another by now.
        covered = [p for p in map(self._purchases.get, ids) if p is not None and p.key in keys]
        if ids and not covered:
            return Skip.CANCELLED
        last = letter.facts.get("last")
        look = Look(
            self._person(letter),
            covered,
            self._had(letter),
            self._today,
            last=date.fromisoformat(last) if last else None,
            claims_hold=not letter.claims or self._claims_hold(letter),
        )
        return stop_reason(Flow(letter.flow), look)

    def _person(self, letter: Letter) -> Person:
        against = self._blocked.get(letter.address_hash)
        key = outreach.customer_key(letter.customer_id or 0)
        person = self._people.get(key)
        if person is None:
            return Person(key, letter.recipient_name, letter.recipient, blocked=against, consent=True)
        blocked = person.blocked or against
        if person.address == letter.recipient and person.blocked == blocked:
            return person
        return replace(person, address=letter.recipient, blocked=blocked)

    def _had(self, letter: Letter) -> list[Contact]:
        known = (self._contacts.get(key, ()) for key in self._names(letter))
        theirs = {c.key: c for contacts in known for c in contacts if c.key != letter.key}
        return list(theirs.values())

    def _names(self, letter: Letter) -> tuple[str, str]:
        return outreach.customer_key(letter.customer_id or 0), outreach.hashed_key(letter.address_hash)

    def left(self, letter: Letter) -> None:
        """Count a letter that left, or may have: our own commits do not make the look read again."""
        if letter.flow in _FLOWS:
            contact = Contact(self._today, outreach_letters.purse_of(letter.flow), letter.key)
            for key in self._names(letter):
                self._contacts[key].append(contact)
