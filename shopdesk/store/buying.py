"""What every known customer bought, read once for a page of all of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd
from sqlmodel import Session

from shopdesk.domain.arrays import Flags, Ints
from shopdesk.store.cycles import PAID
from shopdesk.store.frames import day_number, distinct_days, read_tuples, read_whole
from shopdesk.store.repurchase import first_variants

_FIRST_DAY = date(1970, 1, 1)


class Purchases(NamedTuple):
    """What one customer bought: distinct days of purchase, and money after refunds."""

    days: int
    first: date
    last: date
    spent_minor: int


@dataclass(frozen=True, slots=True)
class Sales:
    """Sales of known customers that were not cancelled, as columns of one length, oldest first.

    Attributes:
        day: Days since 1 January 1970.
        minor: Money after refunds.
        counts: Whether it is a purchase occasion.
        is_own: Whether it is in the shop's currency.
    """

    customer: Ints
    order: Ints
    day: Ints
    minor: Ints
    counts: Flags
    is_own: Flags

    def days(self) -> pd.DataFrame:
        """Return the occasions as ``repurchase.purchase_days`` does."""
        return distinct_days(self.customer[self.counts], self.day[self.counts])

    def totals(self) -> dict[int, Purchases]:
        """Return what each customer bought in the shop's currency: occasions only."""
        used = self.counts & self.is_own
        if not used.any():
            return {}
        customer, day, minor = self.customer[used], self.day[used], self.minor[used]
        order = np.lexsort((day, customer))
        customer, day, minor = customer[order], day[order], minor[order]
        starts = np.flatnonzero(np.r_[True, np.diff(customer) != 0])
        ends = np.r_[starts[1:], len(customer)] - 1
        is_new = np.r_[True, (np.diff(customer) != 0) | (np.diff(day) != 0)]
        times, spent = (np.add.reduceat(one, starts).tolist() for one in (is_new.astype(np.int64), minor))
        columns = zip(times, _dates(day[starts]), _dates(day[ends]), spent, strict=True)
        return dict(zip(customer[starts].tolist(), map(Purchases._make, columns), strict=True))

    def newest(self) -> dict[int, int]:
        """Return each customer's newest sale, counted or not."""
        return dict(zip(self.customer.tolist(), self.order.tolist(), strict=True))


def read(session: Session, currency: str, *, only: int | None = None) -> Sales:
    """Read the sales of all known customers, or of one."""
    whose = "IS NOT NULL" if only is None else "= :only"
    columns = (
        "o.customer_id",
        "o.id",
        day_number("o.local_day"),
        "o.total_minor - o.refunded_minor",
        f"({PAID}) + 2 * (o.currency = :currency)",
    )
    customer, order, day, minor, marks = read_whole(
        session,
        columns,
        f"FROM sale_order o WHERE o.customer_id {whose} AND o.kind = 'sale' AND o.status <> 'cancelled'",
        currency=currency,
        only=only,
    )
    place = np.lexsort((order, day))
    customer, order, day, minor, marks = (one[place] for one in (customer, order, day, minor, marks))
    return Sales(customer, order, day, minor, marks & 1 == 1, marks & 2 == 2)


def first_things(session: Session, orders: Collection[int]) -> dict[int, str]:
    """Return the first line of each order as words, style and size; orders of unknown things are left out."""
    said = dict(
        read_tuples(
            session,
            "SELECT v.id, p.name || CASE p.color WHEN '' THEN '' ELSE ' ' || lower(p.color) END"
            " || CASE v.size WHEN '' THEN '' ELSE ', ' || v.size END"
            " FROM variant v JOIN product p ON p.id = v.product_id",
        )
    )
    first = first_variants(session, orders)
    return {order: said[variant] for order, variant in first.items() if variant in said}


def _dates(numbers: Ints) -> list[date]:
    known = {number: _FIRST_DAY + timedelta(number) for number in np.unique(numbers).tolist()}
    return [known[number] for number in numbers.tolist()]
