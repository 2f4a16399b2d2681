"""The page of customers: who is in which group, and whose letter is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import numpy as np
import pandas as pd

from shopdesk.domain import repurchase as rates
from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.domain.repurchase import Cohort, Survival
from shopdesk.domain.segments import Habits, Segment, left_after, segments
from shopdesk.runtime.collecting import in_one_go
from shopdesk.services import repurchase
from shopdesk.services.context import Shop
from shopdesk.services.customers.listing import CustomerRow, MailStatus, everyone
from shopdesk.services.mail import plan
from shopdesk.services.repurchase import Monday
from shopdesk.store import buying
from shopdesk.store import customers as store


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the page.

    Attributes:
        last_bought: The newest thing bought, in the shop's words.
        groups: Segments the person is in.
    """

    row: CustomerRow
    last_bought: str
    groups: frozenset[Segment]


@dataclass(frozen=True, slots=True)
class CustomersPage:
    """Everything the page shows.

    Attributes:
        gone_after: Days without a purchase after which a returning customer counts as gone.
        returned: Who bought in a month and before it began, by the month's first day; the months of the bars.
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
    returned: Mapping[date, frozenset[int]]

    def of(self, segment: Segment | None) -> tuple[Person, ...]:
        """Return the people of a group; None = everybody."""
        return tuple(p for p in self.people if segment is None or segment in p.groups)


def page(shop: Shop) -> CustomersPage:
    """Compute the page as of the shop's today; whose letter is due is told apart, by ``due``."""
    with in_one_go():
        return _page(shop, shop.today())


def _page(shop: Shop, today: date) -> CustomersPage:
    with shop.store.read() as session:
        found, sales = everyone(session, shop)
        newest = sales.newest()
        things = buying.first_things(session, newest.values())
        born = store.birthdays(session)
    days = sales.days()
    gone = left_after(rates.gaps(days))
    groups = segments(_habits(days, found.rows, born), today, gone)
    people = tuple(
        Person(row, things.get(newest.get(row.id, 0), ""), theirs)
        for row, theirs in zip(found.rows, groups, strict=True)
    )
    cohorts, curve = repurchase.cohorts(shop, days=days)
    monday = repurchase.monday(shop, days=days)
    return CustomersPage(
        people,
        Counter(chain.from_iterable(groups)),
        monday,
        tuple(cohorts),
        curve,
        gone,
        found.currency,
        today,
        {one.month: rates.returners(days, one.month) for one in monday.six_months},
    )


def due(shop: Shop) -> Mapping[int, Flow]:
    """Return the letter proposed for today by customer; the plan of letters says whose it is."""
    proposed = (one for one in plan.make(shop).letters if one.state is State.DRAFT)
    return {
        int(one.person.removeprefix("c:")): one.flow
        for one in proposed
        if one.flow is not None and one.person.startswith("c:")
    }


def _habits(days: pd.DataFrame, rows: Sequence[CustomerRow], born: Mapping[int, date]) -> Habits:
    ids = [row.id for row in rows]
    summed = days.groupby("customer")["day"].agg(["min", "max", "size"]).reindex(ids)
    return Habits(
        first=summed["min"].to_numpy("datetime64[ns]"),
        last=summed["max"].to_numpy("datetime64[ns]"),
        times=summed["size"].fillna(0).to_numpy(np.int64),
        score=np.array([np.nan if row.score is None else row.score for row in rows], dtype=np.float64),
        is_unsubscribed=np.array([row.mail is MailStatus.UNSUBSCRIBED for row in rows], dtype=np.bool_),
        birthday=[born.get(one) for one in ids],
    )
