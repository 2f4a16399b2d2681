"""The last look at a letter, inside its claim: is everything it rests on still so?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shopdesk.domain.outreach.budget import Contact, full
from shopdesk.domain.outreach.flows import RULES, Flow
from shopdesk.domain.outreach.people import Person, Skip, gate
from shopdesk.domain.outreach.purchases import Purchase


@dataclass(frozen=True, slots=True)
class Look:
    """What is true at the second of sending.

    Attributes:
        person: As known now.
        purchases: The purchases the letter is about, as they stand now.
        contacts: What this person has had, this letter left out; letters that may have left count.
        last: Last day the letter makes sense, or None.
        claims_hold: Whether every stock and date claim of the text is still true.
    """

    person: Person
    purchases: Sequence[Purchase]
    contacts: Sequence[Contact]
    today: date
    last: date | None = None
    claims_hold: bool = True


def stop_reason(flow: Flow, look: Look) -> Skip | None:
    """Return why a letter must not go after all, or None."""
    found = gate(look.person, flow)
    if found is not None:
        return found
    undone = [p.undone() for p in look.purchases]
    # A thank-you for two orders still thanks for the one that stands.
    if undone and all(undone):
        return undone[-1]
    if flow is Flow.NOTICE and any(p.delivered_on for p in look.purchases):
        return Skip.DELIVERED
    if not look.claims_hold:
        return Skip.CLAIM_CHANGED
    if look.last is not None and look.today > look.last:
        return Skip.TOO_LATE
    return full(RULES[flow].purse, look.today, look.contacts)
