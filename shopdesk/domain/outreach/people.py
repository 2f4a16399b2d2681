"""Who may be written to, and why not."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from shopdesk.domain.outreach.flows import RULES, Flow, Kind

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class Skip(StrEnum):
    """Why somebody does not get a letter."""

    UNSUBSCRIBED = "unsubscribed"
    SUPPRESSED = "suppressed"
    BOUNCED = "bounced"
    NO_CONSENT = "no_consent"
    NO_ADDRESS = "no_address"
    COMPLAINT = "open_complaint"
    LATE_PARCEL = "late_parcel"
    BAD_SCORE = "bad_score"
    FROZEN = "frozen"
    REFUNDED = "refunded"
    RETURNED = "returned"
    CANCELLED = "order_cancelled"
    UNPAID = "unpaid"
    DELIVERED = "delivered"
    BOUGHT = "bought"
    ANSWERED = "answered"
    NOT_PROMISABLE = "not_promisable"
    LOW_CHANCE = "low_chance"
    CLAIM_CHANGED = "claim_changed"
    PAST = "before_first_import"
    TOO_LATE = "too_late"
    ALREADY_THANKED = "already_thanked"
    MARKETING_CAP = "marketing_cap"
    SURVEY_CAP = "survey_cap"
    DAILY_CAP = "one_per_day"
    DISPLACED = "displaced"
    OWNER = "skipped_by_owner"
    FLOW_OFF = "flow_off"
    VACATION = "vacation"
    HELD_OUT = "held_out"
    EXISTING_FIRST = "existing_customers_first"
    SOLD_OUT = "cohort_full"


@dataclass(frozen=True, slots=True)
class Person:
    """What the rules need to know of one person.

    Attributes:
        key: The customer, ``c:12``, or an address of nobody known, ``a:<hash>``.
        address: Where mail goes, as the person writes it; empty for none.
        blocked: Why nothing at all may be sent: baja, bounce, erased; None if nothing stands against it.
        consent: The newest word on mail: True, False, or None for silence.
        frozen: What a human must answer first, or None.
        has_bought: Whether there is an occasion of purchase.
    """

    key: str
    name: str
    address: str
    blocked: Skip | None = None
    consent: bool | None = None
    frozen: Skip | None = None
    has_bought: bool = True
    phone: str = ""


def gate(person: Person, flow: Flow) -> Skip | None:
    """Return why this person must not get a letter of this flow, whatever the day; None if they may."""
    if person.blocked is not None:
        return person.blocked
    if not person.address:
        return Skip.NO_ADDRESS
    if person.frozen is not None and flow is not Flow.NOTICE:
        return person.frozen
    rule = RULES[flow]
    if rule.kind is Kind.MARKETING and person.consent is False:
        return Skip.NO_CONSENT
    if rule.needs_consent and person.consent is not True:
        return Skip.NO_CONSENT
    return None


def address_hash(address: str) -> str:
    """Return the hash under which an address is suppressed: it survives the deletion of the customer.

    The address is compared trimmed and in lower case; gmail's dots and +tag are taken off, because a baja
    holds for the person, not for the spelling.
    """
    return hashlib.sha256(normal_address(address).encode()).hexdigest()


def normal_address(address: str) -> str:
    """Return the one spelling of an address: METHODS 5, identity."""
    plain = address.strip().lower()
    name, at, host = plain.rpartition("@")
    if host in {"gmail.com", "googlemail.com"}:
        name, host = name.split("+", 1)[0].replace(".", ""), "gmail.com"
    return f"{name}{at}{host}"


@lru_cache(maxsize=4096)
def _ascii_host(host: str) -> str:
    # A shop's customers share a few hosts, and the codec is slow.
    return host.encode("idna").decode("ascii")


def usable_address(address: str) -> str:
    """Return the address as mail servers take it, or an empty string if none would.

    A domain with accents is written in its ASCII form; a name with accents before the @ cannot be delivered
    by most servers.
    """
    name, at, host = address.strip().rpartition("@")
    try:
        ascii_host = _ascii_host(host)
    except UnicodeError:
        return ""
    written = f"{name}{at}{ascii_host}"
    good = _ADDRESS.fullmatch(written) and ".." not in written and len(written) <= 254
    return written if good else ""
