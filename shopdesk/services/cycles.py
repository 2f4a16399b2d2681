"""What runs out: each product's cycle, and whom to remind of what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from sqlmodel import Session

from shopdesk.domain import cycles as domain
from shopdesk.domain.cycles import Cycle
from shopdesk.domain.outreach.people import Skip
from shopdesk.domain.preferences import ReminderSettings
from shopdesk.services.context import Shop
from shopdesk.services.stock.levels import read_levels
from shopdesk.store import cycles as store
from shopdesk.store.cycles import Lasting

_LATE_DAYS = 30
_SOON_DAYS = 30
"""Reminders are listed from so many days late to so many days early."""


@dataclass(frozen=True, slots=True)
class ProductCycle:
    """A product, how it is bought again, and how long a piece is taken to last.

    Attributes:
        days: The owner's figure, else the cycle where enough came back to know it; None = no reminders.
        by_owner: Whether ``days`` is the owner's figure.
    """

    product: Lasting
    cycle: Cycle
    days: float | None
    by_owner: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something of a customer's that runs out.

    Attributes:
        days: Days per piece for this customer.
        send_on: Run-out less delivery and margin.
        blocked: Why no letter goes, None if one may.
    """

    customer_id: int
    product: Lasting
    variant_id: int
    size: str
    bought_on: date
    pieces: int
    days: float
    runs_out_on: date
    send_on: date
    blocked: Skip | None


def cycles(shop: Shop) -> tuple[ProductCycle, ...]:
    """Return the cycle of every product that identified customers bought, the most repeated first."""
    with shop.store.read() as session:
        found = _product_cycles(_spells(session, shop.today()), store.products(session))
    return _most_repeated(found)


def reminders(shop: Shop) -> tuple[Reminder, ...]:
    """Return what runs out soon or did lately, by the day its reminder goes; blocked ones too."""
    with shop.store.read() as session:
        return read_reminders(session, shop)


def read_reminders(session: Session, shop: Shop) -> tuple[Reminder, ...]:
    """Return ``reminders`` within a session the caller has open."""
    return read_all(session, shop)[1]


def read_all(session: Session, shop: Shop) -> tuple[tuple[ProductCycle, ...], tuple[Reminder, ...]]:
    """Return ``cycles`` and ``reminders`` from one reading, within a session the caller has open."""
    spells = _spells(session, shop.today())
    found = _product_cycles(spells, store.products(session))
    return _most_repeated(found), _reminders(session, shop, spells, found)


def _most_repeated(found: dict[int, ProductCycle]) -> tuple[ProductCycle, ...]:
    return tuple(sorted(found.values(), key=lambda c: (-c.cycle.repeats, c.product.name, c.product.color)))


def _reminders(
    session: Session, shop: Shop, spells: pd.DataFrame, found: dict[int, ProductCycle]
) -> tuple[Reminder, ...]:
    today, chosen = shop.today(), shop.settings.get(ReminderSettings)
    lasting = {key: c for key, c in found.items() if c.days}
    due = [
        reminder
        for key, known in lasting.items()
        for reminder in _due(known, spells[spells["product"] == key], today, chosen)
    ]
    last = store.last_occasions(session) if due else {}
    levels = read_levels(session, shop, sorted({r.variant_id for r in due})) if due else []
    there = {level.variant_id for level in levels if level.promisable > 0}
    told = [
        replace(
            r,
            blocked=domain.against(
                r.bought_on,
                date.fromisoformat(last[r.customer_id]),
                lasting[r.product.product_id].cycle,
                is_promisable=r.variant_id in there,
            ),
        )
        for r in due
    ]
    return tuple(sorted(told, key=lambda r: (r.send_on, r.customer_id, r.product.product_id)))


def _spells(session: Session, today: date) -> pd.DataFrame:
    return domain.spells(store.uses(session), today)


def _product_cycles(spells: pd.DataFrame, products: dict[int, Lasting]) -> dict[int, ProductCycle]:
    found = {}
    for key, cycle in domain.cycles(spells).items():
        product = products.get(key)
        if product is None:
            continue
        own = product.days_per_unit
        learned = float(cycle.days) if cycle.is_known and cycle.days else None
        found[key] = ProductCycle(product, cycle, own or learned, by_owner=bool(own))
    return found


def _due(known: ProductCycle, rows: pd.DataFrame, today: date, chosen: ReminderSettings) -> list[Reminder]:
    """Return the reminders of one product: each customer's newest purchase of it, in their own rhythm."""
    days = known.days or 0.0
    gaps = rows[rows["ended"]].groupby("customer")["length"].agg(list).to_dict()
    spread = domain.spread(rows)
    ahead = chosen.delivery_days + chosen.margin_days
    # Nobody's own rhythm stretches a cycle eightfold: older purchases need no look.
    oldest = pd.Timestamp(today) - pd.Timedelta(days=_LATE_DAYS + 8 * days * float(rows["pieces"].max()))
    open_rows = rows[~rows["ended"] & (rows["day"] >= oldest)]
    columns = [open_rows[name].tolist() for name in ("customer", "variant", "size", "pieces")]
    bought = [moment.date() for moment in open_rows["day"].dt.to_pydatetime()]
    found = []
    for customer, variant, size, pieces, day in zip(*columns, bought, strict=True):
        own = domain.own_days(days, gaps.get(customer, ()), spread)
        out = domain.run_out(day, pieces, own)
        send = domain.send_on(out, delivery_days=chosen.delivery_days, margin_days=chosen.margin_days)
        if -_LATE_DAYS <= (out - today).days <= _SOON_DAYS + ahead:
            found.append(Reminder(customer, known.product, variant, size, day, pieces, own, out, send, None))
    return found
