"""Read a shop into what planning needs: variants by day, stock now, suppliers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from sqlmodel import Session

from shopdesk.domain import calendar
from shopdesk.domain.arrays import Flags, Floats, Ints
from shopdesk.domain.forecast import Verdict
from shopdesk.domain.leadtime import Shipment
from shopdesk.domain.naming import name_key
from shopdesk.domain.preferences import PlanningSettings, ShopSettings
from shopdesk.domain.purchasing.limits import arrival
from shopdesk.domain.reorder.styles import WEEK, Shelf, first_days, size_shares, style_panel
from shopdesk.domain.stock import GRADES, Grade
from shopdesk.services import calendar as dates
from shopdesk.services.context import Shop
from shopdesk.services.pack_runs import Run, read_runs
from shopdesk.services.reorder import season
from shopdesk.services.stock.days import read_daily
from shopdesk.services.stock.levels import StockLevel, read_levels
from shopdesk.services.suppliers import Terms, read_shipments, read_terms
from shopdesk.store import ledger, order_edits, purchasing
from shopdesk.store import reorder as store
from shopdesk.store.order_edits import Edit
from shopdesk.store.reorder import CatalogueRow

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
        season: What the gate of the yearly profile said this week.
        ahead: Commercial dates of the planned weeks.
        runs: The boxes suppliers sell.
    """

    today: date
    rows: tuple[CatalogueRow, ...]
    shelf: Shelf | None
    sure: Flags
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
    season: Verdict = season.UNSEEN
    ahead: tuple[calendar.Span, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def elapsed_weeks(self) -> int:
        """Whole weeks since the newest sale: planned weeks already gone. The next one begins today."""
        return 0 if self.sales_until is None else _weeks_since(self.sales_until, self.today)

    @property
    def event_prior(self) -> Floats:
        """What the owner expects each event to multiply sales by, 1 without an estimate."""
        return np.nan_to_num(self.uplifts, nan=1.0)

    @property
    def styles(self) -> list[int]:
        """Product id of each style, in the order of the shelf."""
        return list(dict.fromkeys(row.product_id for row in self.rows))


def read(shop: Shop) -> Known:
    """Return everything planning needs, in one read; once a week the time of year is judged anew and kept."""
    with shop.store.read() as session:
        known = _read(session, shop)
        weeks = known.shelf.units.shape[1] // WEEK if known.shelf else 0
        verdict = season.kept(session, known.sales_until, weeks) if known.sales_until else season.UNSEEN
    if verdict is None and known.shelf is not None and known.sales_until is not None:
        panel = style_panel(known.shelf, size_shares(known.shelf).share, WEEKS_AHEAD)
        verdict = season.judge(shop, panel, known.sales_until)
    return replace(known, season=verdict or season.UNSEEN)


def _read(session: Session, shop: Shop) -> Known:
    today = shop.today()
    rows = tuple(row for row in store.catalogue(session) if row.is_ordered)
    span = _span(session, today)
    settings = shop.settings.get(ShopSettings)
    terms = read_terms(session, shop)
    shelf, sure = None, np.zeros(0, dtype=bool)
    keys: tuple[str, ...] = ()
    uplifts: Floats = np.zeros(0)
    ahead: tuple[calendar.Span, ...] = ()
    if span and rows:
        spans = _spans(session, settings.country, span[0], today)
        ahead = tuple(one for one in spans if one.ends_on >= today)
        events, keys, uplifts = _events(spans, span, today)
        shelf, sure = _shelf(session, rows, span, events)
        shelf = replace(shelf, reach=_reach(spans, keys, rows))
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
        edits=order_edits.edits(session),
        asked=order_edits.size_requests(session),
        chosen=shop.settings.get(PlanningSettings),
        currency=settings.currency,
        ahead=ahead,
        runs=read_runs(session),
    )


def _span(session: Session, today: date) -> tuple[date, date] | None:
    """Return first and last day of the history: whole weeks that end on the newest whole day of sales."""
    known = store.demand_span(session)
    if known is None or known[0] >= today:
        return None
    until = min(known[1], today - timedelta(1))
    weeks = min(MOST_WEEKS, -(-((until - known[0]).days + 1) // WEEK))
    return until - timedelta(WEEK * weeks - 1), until


def _weeks_since(sales_until: date, today: date) -> int:
    return max(0, (today - sales_until).days - 1) // WEEK


def _spans(session: Session, country: str, first: date, today: date) -> list[calendar.Span]:
    last = today + timedelta(WEEK * WEEKS_AHEAD)
    return dates.read_spans(session, country, first=first, last=last)


def _reach(spans: list[calendar.Span], keys: tuple[str, ...], rows: tuple[CatalogueRow, ...]) -> Flags:
    """Return k × styles, which styles each date is about: all, one category, or one product.

    A date of one category stands there in the place of the whole shop's of the same name.
    """
    firsts = list({row.product_id: row for row in reversed(rows)}.values())[::-1]
    named = [{name_key(one.category), name_key(one.product)} for one in firsts]
    scopes = {span.key: name_key(span.scope) for span in spans}
    reach = np.array(
        [[not scopes[key] or scopes[key] in names for names in named] for key in keys], dtype=bool
    ).reshape(len(keys), len(firsts))
    for at, key in enumerate(keys):
        whole = key.partition("|")[0]
        if scopes[key] and whole in keys:
            reach[keys.index(whole)] &= ~reach[at]
    return reach


def _events(
    spans: list[calendar.Span], span: tuple[date, date], today: date
) -> tuple[Floats, tuple[str, ...], Floats]:
    """Return the share of each week that each event covers, past weeks by the history, planned ones by today.

    A planned week begins today whatever the day of the newest sale, so that a date a week ahead counts in
    full in the week in which it falls.
    """
    begins = today - timedelta(WEEK * _weeks_since(span[1], today))
    parts = [
        calendar.week_shares(spans, first, weeks)
        for first, weeks in ((span[0], ((span[1] - span[0]).days + 1) // WEEK), (begins, WEEKS_AHEAD))
    ]
    keys = list(dict.fromkeys(key for found, _ in parts for key in found))
    shares = np.concatenate([_by_key(keys, *part) for part in parts], axis=1)
    own = {one.key: one.uplift for one in spans if one.uplift is not None}
    return shares, tuple(keys), np.array([own.get(key, np.nan) for key in keys])


def _by_key(keys: list[str], found: list[str], shares: Floats) -> Floats:
    laid = np.zeros((len(keys), shares.shape[1]))
    laid[[keys.index(key) for key in found]] = shares
    return laid


def _shelf(
    session: Session, rows: tuple[CatalogueRow, ...], span: tuple[date, date], events: Floats
) -> tuple[Shelf, Flags]:
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


def _styles(rows: tuple[CatalogueRow, ...]) -> tuple[Ints, list[int]]:
    places = {product: i for i, product in enumerate(dict.fromkeys(row.product_id for row in rows))}
    return np.array([places[row.product_id] for row in rows], dtype=np.int64), list(places)


def _units(ids: Ints, span: tuple[date, date], *parts: tuple[Ints, Ints, Ints]) -> Ints:
    """Return pieces asked for, variant × day, of (variant id, day, pieces) in several parts."""
    first, last = (day.toordinal() for day in span)
    order = np.argsort(ids)
    ranked = ids[order]
    days = last - first + 1
    units = np.zeros(len(ids) * days)
    for variant, day, pieces in parts:
        place = np.minimum(np.searchsorted(ranked, variant), len(ids) - 1)
        inside = (ranked[place] == variant) & (day >= first) & (day <= last)
        cells = order[place[inside]] * days + (day[inside] - first)
        units += np.bincount(cells, weights=pieces[inside], minlength=len(units))
    return np.maximum(units, 0).astype(np.int64).reshape(len(ids), days)


def _coming(
    session: Session, terms: dict[int | None, Terms], zone: ZoneInfo, today: date
) -> dict[int, tuple[tuple[float, int], ...]]:
    expected = {
        order.id: max(1, ((shipment.promised_on or _usual(shipment, terms[order.supplier_id])) - today).days)
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
