"""Who we order from: what they say, what they really take, and changing either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from shopdesk.domain import leadtime
from shopdesk.domain.leadtime import Clock, Elapsed, Learned, Prior, Shipment, Source
from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import PlanningSettings
from shopdesk.domain.purchasing import closures
from shopdesk.domain.purchasing.closures import Closure, Every, Span, closed_between
from shopdesk.runtime import words
from shopdesk.runtime.errors import NotFound, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.store import purchasing as store
from shopdesk.store import suppliers as supplier_rows
from shopdesk.store.models import Supplier
from shopdesk.store.purchasing import OrderRow
from shopdesk.store.suppliers import SupplierRow

_BEHIND, _AHEAD = timedelta(days=365), timedelta(days=730)
"""How far closed days that come again are counted out: no order is older, and none plans further."""

_SPREAD_OF_STATED = 2 / 7
"""Deviation of a stated lead time without one of its own: 4 days of 14, as the default has."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How one supplier delivers, as planning uses it.

    Attributes:
        id: None for variants nobody is named for.
        lead: Lead time learned, stated or assumed.
        stated_days: What they say; None if they never said.
        times: The 90 % clock of each of their orders.
        review_days: Days between orders.
        cover_days: Days of sales an order should bring beyond the reorder point.
        minimum_minor: Least order in money; None without one.
        closed: Spans (first, last day) when nothing leaves, from a year ago to two years ahead.
        closures: The same as the owner says them: once, every year, every week.
        stated_spread: Deviation of what they say, or of what is assumed, in days.
        first: Days to the first pairs of each finished or open order.
        whole: Days to the last ones.
    """

    id: int | None
    name: str
    lead: Learned
    stated_days: float | None
    times: tuple[Elapsed, ...]
    review_days: float
    cover_days: float
    minimum_minor: int | None = None
    currency: str = ""
    closed: tuple[Span, ...] = ()
    closures: tuple[Closure, ...] = ()
    email: str = ""
    phone: str = ""
    contact: str = ""
    notes: str = ""
    stated_spread: float = 0.0
    first: tuple[Elapsed, ...] = ()
    whole: tuple[Elapsed, ...] = ()


def listed(shop: Shop) -> list[Terms]:
    """Return every supplier by name."""
    with shop.store.read() as session:
        found = read_terms(session, shop)
    return [terms for key, terms in found.items() if key is not None]


def read_terms(session: Session, shop: Shop) -> dict[int | None, Terms]:
    """Return the terms of every supplier by id, and under None those of an unnamed one."""
    chosen, today = shop.settings.get(PlanningSettings), shop.today()
    shipped = read_shipments(session, shop.zone())
    found: dict[int | None, Terms] = {None: _unnamed(chosen)}
    for row in supplier_rows.suppliers(session):
        orders = [shipment for order, shipment in shipped.items() if order.supplier_id == row.id]
        clocks = {clock: _times(orders, clock, today, row.closed) for clock in Clock}
        found[row.id] = _terms(row, clocks, chosen, today)
    return found


def _times(
    orders: Sequence[Shipment], clock: Clock, today: date, closed: Sequence[Closure]
) -> tuple[Elapsed, ...]:
    """Return the times of orders; of a supplier who rests each week, in days of work, as it says them."""
    weekly = [one for one in closed if one.every is Every.WEEK]
    found: list[Elapsed] = []
    for shipment in orders:
        time = leadtime.elapsed(shipment, clock, today)
        if time is not None:
            begun = shipment.confirmed_on + timedelta(days=1)
            rest = closed_between(weekly, begun, shipment.confirmed_on + timedelta(days=time.days))
            found.append(replace(time, days=time.days - rest))
    return tuple(found)


def read_shipments(session: Session, zone: ZoneInfo) -> dict[OrderRow, Shipment]:
    """Return what every order went through; one not confirmed counts from when it was placed."""
    arrived: dict[int, list[tuple[date, int]]] = {}
    for receipt in store.receipts(session):
        arrived.setdefault(receipt.order_id, []).append((receipt.on, receipt.pieces))
    pieces: dict[int, int] = {}
    for line in store.order_lines(session):
        pieces[line.order_id] = pieces.get(line.order_id, 0) + line.ordered - line.cancelled
    return {
        order: Shipment(
            confirmed_on=(order.confirmed_at or order.placed_at).astimezone(zone).date(),
            pieces=pieces.get(order.id, 0),
            receipts=tuple(arrived.get(order.id, [])),
            promised_on=order.promised_on,
            is_closed=order.state in ("complete", "cancelled"),
        )
        for order in store.orders(session)
    }


def _unnamed(chosen: PlanningSettings) -> Terms:
    lead = leadtime.learn([], Prior(chosen.lead_days, chosen.lead_days_sd, Source.DEFAULT))
    return Terms(None, "", lead, None, (), chosen.review_days, 7 * chosen.order_weeks)


def _terms(
    row: SupplierRow, clocks: dict[Clock, tuple[Elapsed, ...]], chosen: PlanningSettings, today: date
) -> Terms:
    rhythm, times = row.review_days, clocks[Clock.MOST]
    prior = _prior(row, chosen)
    return Terms(
        id=row.id,
        name=row.name,
        lead=leadtime.learn(times, prior),
        stated_days=row.lead_days,
        times=times,
        review_days=chosen.review_days if rhythm is None else rhythm,
        cover_days=7 * chosen.order_weeks if rhythm is None else rhythm,
        minimum_minor=row.minimum_order_minor,
        currency=row.currency,
        closed=closures.spans(row.closed, today - _BEHIND, today + _AHEAD),
        closures=row.closed,
        email=row.email,
        phone=row.phone,
        contact=row.contact,
        notes=row.notes,
        stated_spread=prior.deviation,
        first=clocks[Clock.FIRST],
        whole=clocks[Clock.COMPLETE],
    )


def _prior(row: SupplierRow, chosen: PlanningSettings) -> Prior:
    if row.lead_days is None:
        return Prior(chosen.lead_days, chosen.lead_days_sd, Source.DEFAULT)
    spread = row.lead_days_sd if row.lead_days_sd is not None else _SPREAD_OF_STATED * row.lead_days
    return Prior(row.lead_days, spread, Source.STATED)


def closure_as_kept(closed: Closure) -> dict[str, str]:
    """Return closed days as documents and the store hold them; those of one time stand without ``every``."""
    days = {"starts_on": closed.first.isoformat(), "ends_on": closed.last.isoformat()}
    return days if closed.every is Every.ONCE else days | {"every": closed.every.value}


@dataclass(frozen=True, slots=True)
class Stood:
    """What was written of a supplier before a change; ``values`` None = there was no such supplier."""

    name: str
    values: dict[str, Any] | None


def change(shop: Shop, name: str, **values: Any) -> Stood:
    """Write what is known of a supplier, who is created if new; return what stood there.

    Args:
        shop: The shop.
        name: As the owner writes it.
        values: Columns of the supplier: ``lead_days``, ``review_days``, ``email``, ``closed_days`` …

    Raises:
        WrongInput: If a number is negative, or there is no name.
    """
    if any(isinstance(v, int | float) and v < 0 for v in values.values()):
        raise WrongInput(_("Days and amounts cannot be negative."), _("Nothing was changed."))
    if not name.strip():
        raise WrongInput(_("Write the supplier's name."), _("Nothing was changed."))
    with shop.store.write() as session:
        there = supplier_rows.supplier_by_key(session, name_key(name))
        before = None if there is None else {column: getattr(there, column) for column in values}
        found = session.get_one(Supplier, named(session, name))
        for column, value in values.items():
            setattr(found, column, value)
        session.add(found)
    return Stood(name, before)


def put_back(shop: Shop, before: Stood) -> None:
    """Write of a supplier what stood there before a change; one that was new is gone again."""
    with shop.store.write() as session:
        found = supplier_rows.supplier_by_key(session, name_key(before.name))
        if found is None:
            return
        if before.values is None:
            session.delete(found)
            return
        for column, value in before.values.items():
            setattr(found, column, value)
        session.add(found)


def named(session: Session, name: str) -> int:
    """Return the supplier of a name, accents and case aside, made if new, within an open write."""
    found = supplier_rows.supplier_by_key(session, name_key(name))
    if found is None:
        found = Supplier(name=name.strip(), name_key=name_key(name))
        session.add(found)
        session.flush()
    return found.id or 0


def must_exist(shop: Shop, name: str) -> SupplierRow:
    """Return the supplier of a name, accents and case aside.

    Raises:
        NotFound: If there is none.
    """
    with shop.store.read() as session:
        rows = supplier_rows.suppliers(session)
    found = next((row for row in rows if name_key(row.name) == name_key(name)), None)
    known = [row.name for row in rows]
    if found is None:
        raise NotFound(
            _("There is no supplier called {name}.").format(name=name),
            _("The ones there are: {names}.").format(names=words.names(known))
            if known
            else _("Import your suppliers first."),
        )
    return found
