"""The page of customers: who is in which group, what comes next for each, and who may be written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.domain.repurchase import Cohort, Survival
from shopdesk.domain.segments import Habits, Segment, left_after, segments
from shopdesk.services import repurchase
from shopdesk.services.context import Shop
from shopdesk.services.customers.listing import CustomerRow, MailStatus, listed
from shopdesk.services.mail import plan
from shopdesk.services.repurchase import Monday
from shopdesk.store import customers as store
from shopdesk.store import outreach
from shopdesk.store import repurchase as purchases


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the page.

    Attributes:
        last_bought: The newest thing bought, in the shop's words.
        groups: Segments the person is in.
        next_flow: The letter proposed for today, None for none.
    """

    row: CustomerRow
    last_bought: str
    groups: frozenset[Segment]
    next_flow: Flow | None


@dataclass(frozen=True, slots=True)
class CustomersPage:
    """Everything the page shows.

    Attributes:
        gone_after: Days without a purchase after which a returning customer counts as gone.
        yearly: Share that has bought again within a year, of everyone (Kaplan-Meier).
    """

    people: tuple[Person, ...]
    counts: Mapping[Segment, int]
    monday: Monday
    cohorts: tuple[Cohort, ...]
    curve: Survival
    gone_after: int
    currency: str
    today: date

    def of(self, segment: Segment | None) -> tuple[Person, ...]:
        """Return the people of a group; None = everybody."""
        return tuple(p for p in self.people if segment is None or segment in p.groups)


def page(shop: Shop) -> CustomersPage:
    """Compute the page as of the shop's today."""
    today = shop.today()
    found = listed(shop)
    with shop.store.read() as session:
        days: dict[int, list[date]] = {}
        for customer, day in purchases.purchase_days(session):
            days.setdefault(customer, []).append(day)
        last = store.last_bought(session)
        born = store.birthdays(session)
    habits = {row.id: _habits(row, days.get(row.id, []), born.get(row.id)) for row in found.rows}
    gone = left_after(list(habits.values()))
    proposed = {x.person: x.flow for x in plan.make(shop).letters if x.state is State.DRAFT}
    people = tuple(
        Person(
            row,
            last.get(row.id, ""),
            segments(habits[row.id], today, gone),
            proposed.get(outreach.customer_key(row.id)),
        )
        for row in found.rows
    )
    cohorts, curve = repurchase.cohorts(shop)
    return CustomersPage(
        people,
        Counter(segment for person in people for segment in person.groups),
        repurchase.monday(shop),
        tuple(cohorts),
        curve,
        gone,
        found.currency,
        today,
    )


def _habits(row: CustomerRow, days: list[date], born: date | None) -> Habits:
    return Habits(tuple(sorted(days)), row.score, row.mail is MailStatus.UNSUBSCRIBED, born)
