"""The last look before a letter goes: read inside its claim, decided by the domain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.last_look import Look, stop_reason
from shopdesk.domain.outreach.people import Person, Skip
from shopdesk.domain.outreach.purchases import Purchase
from shopdesk.services.context import Shop
from shopdesk.store import outreach, outreach_orders
from shopdesk.store.outbox import Letter


@dataclass(frozen=True, slots=True)
class LastLook:
    """What is the same for a whole batch."""

    today: date
    now: datetime
    zone: ZoneInfo
    claims_hold: Callable[[Letter], bool]

    def __call__(self, session: Session, letter: Letter) -> str | None:
        """Return why this letter must not go after all, or None; mail to suppliers always may."""
        if letter.flow not in set(Flow):
            return None
        covered = self._purchases(session, letter)
        if covered is None:
            return Skip.CANCELLED
        person = self._person(session, letter)
        had = outreach.contacts(
            session,
            self.zone,
            since=self.now - timedelta(days=95),
            customer=letter.customer_id,
            hashed=letter.address_hash,
            but=letter.id,
        )
        theirs = {c.key: c for known in had.values() for c in known}
        last = letter.facts.get("last")
        reason = stop_reason(
            Flow(letter.flow),
            Look(
                person,
                covered,
                list(theirs.values()),
                self.today,
                last=date.fromisoformat(last) if last else None,
                claims_hold=not letter.claims or self.claims_hold(letter),
            ),
        )
        return reason.value if reason else None

    def _purchases(self, session: Session, letter: Letter) -> list[Purchase] | None:
        """Return the purchases the letter is about; None if all are gone (their import was undone)."""
        ids, keys = letter.facts.get("order_ids") or (), set(letter.facts.get("orders") or ())
        if not ids:
            return []
        found = outreach_orders.purchases(session, self.zone, ids=list(ids))
        return [p for p in found if p.key in keys] or None

    def _person(self, session: Session, letter: Letter) -> Person:
        against = outreach.suppressed(session, letter.address_hash)
        person = None
        if letter.customer_id is not None:
            key = outreach.customer_key(letter.customer_id)
            person = outreach.people(session, self.today, ids={letter.customer_id}).get(key)
        if person is None:
            return Person("", letter.recipient_name, letter.recipient, blocked=against, consent=True)
        return replace(person, address=letter.recipient, blocked=person.blocked or against)


def last_look(shop: Shop, claims_hold: Callable[[Letter], bool]) -> LastLook:
    """Return the look for one batch."""
    return LastLook(shop.today(), shop.now(), shop.zone(), claims_hold)
