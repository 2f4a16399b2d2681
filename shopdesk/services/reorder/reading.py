"""Read a shop into what planning needs: variants by day, stock now, suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from shopdesk.domain import calendar
from shopdesk.domain.forecast.panel import Floats, Ints
from shopdesk.domain.leadtime import Shipment
from shopdesk.domain.preferences import PlanningSettings, ShopSettings
from shopdesk.domain.purchasing.limits import arrival
from shopdesk.domain.reorder.styles import WEEK, Shelf, first_days
from shopdesk.domain.stock import GRADES, Grade
from shopdesk.services import calendar as dates
from shopdesk.services.context import Shop
from shopdesk.services.stock.days import read_daily
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.services.suppliers import Terms, read_shipments, read_terms
from shopdesk.store import ledger, purchasing
from shopdesk.store import reorder as store
from shopdesk.store.reorder import CatalogueRow, Edit

MOST_WEEKS = 156
WEEKS_AHEAD = 26
_EXACT = GRADES.index(Grade.EXACT)
_SURE_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Known:
    """A shop as planning reads it, once.

    Attributes:
        rows: Variants that are ordered, styles together.
        shelf: The same variants by day; None before the first sale.
        sure: n styles, whether their stock history is counted rather than inferred.
        sales_until: Last day of sales that counts.
        events: Keys of the rows of ``shelf.events``.
        uplifts: The owner's own estimate of each event, NaN without one.
        levels: Stock now by variant.
        coming: (days from today, pieces) on the way by variant; what is late comes tomorrow.
    """

    today: date
    rows: tuple[CatalogueRow, ...]
    shelf: Shelf | None
    sure: NDArray[np.bool_]
    sales_until: date | None
    events: tuple[str, ...]
    uplifts: Floats
    levels: dict[int, StockLevel]
    coming: dict[int, tuple[tuple[float, int], ...]]
    terms: dict[int | None, Terms]
    edits: dict[int, Edit]
    asked: dict[int, int]
    chosen: PlanningSettings
    currency: str

    @property
    def styles(self) -> list[int]:
        """Product id of each style, in the order of the shelf."""
        return list(dict.fromkeys(row.product_id for row in self.rows))


def read(shop: Shop) -> Known:
    """Return everything planning needs, in one read."""
    with shop.store.read() as session:
        return _read(session, shop)


def _read(session: Session, shop: Shop) -> Known:
    today = shop.today()
    rows = tuple(row for row in store.catalogue(session) if row.is_ordered)
    span = _span(session, today)
    settings = shop.settings.get(ShopSettings)
    terms = read_terms(session, shop)
    shelf, sure = None, np.zeros(0, dtype=bool)
    keys: tuple[str, ...] = ()
    uplifts: Floats = np.zeros(0)
    if span and rows:
        events, keys, uplifts = _events(session, settings.country, span)
        shelf, sure = _shelf(session, rows, span, events)
    return Known(
        today=today,
        rows=rows,
        shelf=shelf,
        sure=sure,
        sales_until=span[1] if span else None,
        events=keys,
        uplifts=uplifts,
        levels={level.variant_id: level for level in read_levels(session, shop)},
        coming=_coming(session, terms, shop.zone(), today),
        terms=terms,
        edits=store.edits(session),
        asked=store.size_requests(session),
        chosen=shop.settings.get(PlanningSettings),
        currency=settings.currency,
    )


def _span(session: Session, today: date) -> tuple[date, date] | None:
    """Return first and last day of the history: whole weeks that end on the newest whole day of sales."""
    known = store.demand_span(session)
    if known is None or known[0] >= today:
        return None
    until = min(known[1], today - timedelta(1))
    weeks = min(MOST_WEEKS, -(-((until - known[0]).days + 1) // WEEK))
    return until - timedelta(WEEK * weeks - 1), until


def _events(
    session: Session, country: str, span: tuple[date, date]
) -> tuple[Floats, tuple[str, ...], Floats]:
    weeks = ((span[1] - span[0]).days + 1) // WEEK + WEEKS_AHEAD
    spans = dates.read_spans(session, country, first=span[0], last=span[0] + timedelta(WEEK * weeks - 1))
    whole_shop = [one for one in spans if not one.scope]
    keys, shares = calendar.week_shares(whole_shop, span[0], weeks)
    own = {one.key: one.uplift for one in whole_shop if one.uplift is not None}
    return shares, tuple(keys), np.array([own.get(key, np.nan) for key in keys])


def _shelf(
    session: Session, rows: tuple[CatalogueRow, ...], span: tuple[date, date], events: Floats
) -> tuple[Shelf, NDArray[np.bool_]]:
    since, until = span
    days = (until - since).days + 1
    ids = np.array([row.variant_id for row in rows], dtype=np.int64)
    style, products = _styles(rows)
    sales = ledger.daily_sales(session)
    variant, day, pieces = (sales[name].to_numpy() for name in ("variant_id", "day", "pieces"))
    units = _units(ids, span, (variant, day, pieces), store.moved_by_exchange(session, since, until))
    stock = read_daily(session, since, until, sales)
    at = np.searchsorted(stock.variant_ids, ids)
    exact = stock.grade[at] == _EXACT
    started = first_days(units, exact & (stock.opening[at] > 0), style, len(products))
    firsts = [rows[int(np.searchsorted(style, s))] for s in range(len(products))]
    shelf = Shelf(
        units=units,
        available=stock.share[at],
        style=style,
        size=[row.size for row in rows],
        category=[row.category for row in firsts],
        gender=[row.gender for row in firsts],
        started=np.minimum(started, days),
        first_week=(since.toordinal() - date(1970, 1, 1).toordinal()) // WEEK,
        events=events,
    )
    share = np.zeros(len(products))
    np.add.at(share, style, exact.mean(axis=1) if days else np.zeros(len(rows)))
    return shelf, share / np.bincount(style) >= _SURE_SHARE


def _styles(rows: tuple[CatalogueRow, ...]) -> tuple[NDArray[np.int64], list[int]]:
    places = {product: i for i, product in enumerate(dict.fromkeys(row.product_id for row in rows))}
    return np.array([places[row.product_id] for row in rows], dtype=np.int64), list(places)


def _units(
    ids: NDArray[np.int64], span: tuple[date, date], *parts: tuple[Ints, Ints, Ints]
) -> NDArray[np.int64]:
    """Return pieces asked for, variant × day, of (variant id, day, pieces) in several parts."""
    first, last = (day.toordinal() for day in span)
    order = np.argsort(ids)
    ranked = ids[order]
    units = np.zeros((len(ids), last - first + 1), dtype=np.int64)
    for variant, day, pieces in parts:
        place = np.minimum(np.searchsorted(ranked, variant), len(ids) - 1)
        inside = (ranked[place] == variant) & (day >= first) & (day <= last)
        np.add.at(units, (order[place[inside]], day[inside] - first), pieces[inside])
    return np.maximum(units, 0)


def _coming(
    session: Session, terms: dict[int | None, Terms], zone: ZoneInfo, today: date
) -> dict[int, tuple[tuple[float, int], ...]]:
    expected = {
        order.id: max(
            1, ((shipment.promised_on or _usual(shipment, terms[order.supplier_id])) - today).days
        )
        for order, shipment in read_shipments(session, zone).items()
        if not shipment.is_closed
    }
    found: dict[int, list[tuple[float, int]]] = {}
    for line in purchasing.order_lines(session, only=list(expected)):
        if line.missing:
            found.setdefault(line.variant_id, []).append((float(expected[line.order_id]), line.missing))
    return {variant: tuple(sorted(arrivals)) for variant, arrivals in found.items()}


def _usual(shipment: Shipment, terms: Terms) -> date:
    return arrival(shipment.confirmed_on, terms.lead.days, terms.closed)
