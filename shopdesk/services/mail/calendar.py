"""The contact budget of one person as a calendar: what they had, what is proposed, what gave way to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.services.context import Shop
from shopdesk.services.mail import plan
from shopdesk.store import letters as stored
from shopdesk.store import outreach


class Mark(StrEnum):
    """How a letter stands in the calendar."""

    SENT = "sent"
    PROPOSED = "proposed"
    DISPLACED = "displaced"


@dataclass(frozen=True, slots=True)
class Day:
    """One letter on one day.

    Attributes:
        reason: Why it is displaced, as a machine word.
        by: Flow of the letter that took its place, or None.
        next_on: The next day it may go.
    """

    on: date
    flow: Flow
    mark: Mark
    reason: str = ""
    by: Flow | None = None
    next_on: date | None = None


def of_customer(shop: Shop, customer: int, *, weeks_back: int = 4) -> tuple[Day, ...]:
    """Return what a customer had in the last weeks and what stands for this one, by day."""
    key, today, zone = outreach.customer_key(customer), shop.today(), shop.zone()
    since = shop.now() - timedelta(weeks=weeks_back)
    with shop.store.read() as session:
        rows = stored.of_customer(session, customer, since)
        found = [
            Day((row.sent_at or row.last_try_at or since).astimezone(zone).date(), Flow(row.flow), Mark.SENT)
            for row in rows
            if row.flow in set(Flow)
        ]
    for one in plan.make(shop, person=key).letters:
        if one.person != key or one.flow is None:
            continue
        if one.state in (State.DRAFT, State.APPROVED, State.QUEUED):
            found.append(Day(today, one.flow, Mark.PROPOSED))
        elif one.state is State.SKIPPED and one.by:
            next_on = one.not_before.astimezone(zone).date() if one.not_before else None
            found.append(Day(today, one.flow, Mark.DISPLACED, one.reason, _flow(one.by), next_on))
    return tuple(sorted(found, key=lambda day: (day.on, day.mark)))


def _flow(key: str) -> Flow | None:
    name = key.partition(":")[0]
    return Flow(name) if name in set(Flow) else None
