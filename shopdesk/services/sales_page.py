"""The Ventas page: weeks by channel with their dates and the year before, the list, the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.naming import styled
from shopdesk.domain.preferences import ShopSettings
from shopdesk.services import calendar, importing, sales_list
from shopdesk.services.context import Shop
from shopdesk.services.importing import ImportResult, PastImport
from shopdesk.services.sales_list import SalesList
from shopdesk.services.sales_trend import AHEAD_WEEKS, SalesTrend, kept_trend
from shopdesk.services.stock import StockLevel, levels
from shopdesk.store import sales as weekly
from shopdesk.store import sales_page as store
from shopdesk.store.sales_page import ProductRow

WEEKS = 26
_YEAR = timedelta(364)
_TREND_WEEKS = 104


@dataclass(frozen=True, slots=True)
class ChannelWeek:
    """One channel in one week: money in minor units, and pieces."""

    total_minor: int
    pieces: int


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One week.

    Attributes:
        week: Its Monday.
        by_channel: In the order of ``SalesView.channels``.
        before: The same week a year before, all channels; None where nothing is known of it.
        returned: Pieces that came back in it, and how many for their size.
    """

    week: date
    by_channel: tuple[ChannelWeek, ...]
    before: ChannelWeek | None
    returned: int = 0
    returned_for_size: int = 0

    @property
    def total_minor(self) -> int:
        """Money of all channels."""
        return sum(one.total_minor for one in self.by_channel)

    @property
    def pieces(self) -> int:
        """Pieces of all channels."""
        return sum(one.pieces for one in self.by_channel)


@dataclass(frozen=True, slots=True)
class DateBand:
    """A commercial date, by its weeks (Mondays, both inclusive)."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class SalesView:
    """Everything on the first tab.

    Attributes:
        weeks: The last weeks, oldest first; the last is the newest whole or running week with sales.
        channels: Names, the largest first.
        bands: Commercial dates among the weeks.
        latest: The newest sales.
        came_back: Orders that were exchanged, returned or given back.
        imports: The latest three imports.
        files: Files imported in all, and since when.
        trend: Where sales are going; None before the first whole week.
    """

    today: date
    currency: str
    weeks: tuple[WeekBar, ...]
    channels: tuple[str, ...]
    bands: tuple[DateBand, ...]
    latest: SalesList
    came_back: int
    imports: tuple[PastImport, ...]
    files: int
    since: date | None
    trend: SalesTrend | None = None


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One style of the catalogue with its stock and its sales of 90 days.

    Attributes:
        below: Sizes with less than nothing on hand.
        aside: Pieces set aside for people.
        is_goods: It is stocked; tips and wrapping are not.
    """

    row: ProductRow
    on_hand: int
    sold_90: int
    below: int = 0
    aside: int = 0
    is_goods: bool = True

    @property
    def name(self) -> str:
        """What the owner calls it."""
        return styled(self.row.name, self.row.color)


def view(shop: Shop) -> SalesView:
    """Return the first tab as of the shop's today."""
    today = shop.today()
    currency = shop.settings.get(ShopSettings).currency
    latest = sales_list.listed(shop, sales_list.Wanted())
    past = history(shop)
    # A shop whose newest sale is old shows its own last weeks, not empty ones.
    newest = min(max((sale.row.local_day for sale in latest.sales[:1]), default=today), today)
    monday = newest - timedelta(newest.weekday())
    first = monday - timedelta(7 * (WEEKS - 1))
    with shop.store.read() as session:
        now = weekly.weekly_by_channel(session, first, currency)
        before = weekly.weekly_by_channel(session, first - _YEAR, currency)
        names = tuple(store.channels(session))
        came_back = weekly.count_sales(session, weekly.Which(came_back=True))
        returned = {
            week: weekly.returned_pieces(session, week, week + timedelta(7))
            for week in _mondays(first, monday)[-1:]
        }
    bars = _bars(_mondays(first, monday), names, now, before, returned)
    return SalesView(
        today=today,
        currency=currency,
        weeks=bars,
        channels=names,
        bands=_bands(shop, bars),
        latest=latest,
        came_back=came_back,
        imports=tuple(past[:3]),
        files=sum(1 for one in past if one.undone_at is None),
        since=past[-1].created_at.date() if past else None,
        trend=_trend(shop, monday, currency),
    )


def _trend(shop: Shop, monday: date, currency: str) -> SalesTrend | None:
    first = monday - timedelta(7 * _TREND_WEEKS)
    with shop.store.read() as session:
        rows = weekly.weekly_by_channel(session, first, currency)
    pieces = [(row.week, row.pieces) for row in rows]
    dates = calendar.spans(shop, first, monday + timedelta(7 * (AHEAD_WEEKS + 1)))
    return kept_trend(shop, pieces, dates)


def history(shop: Shop) -> list[PastImport]:
    """Return every import, newest first, in the shop's local time."""
    zone = shop.zone()
    return [
        replace(
            past,
            result=_local(past.result, zone),
            created_at=past.created_at.astimezone(zone),
            undone_at=past.undone_at.astimezone(zone) if past.undone_at else None,
        )
        for past in importing.history(shop)
    ]


def _local(result: ImportResult, zone: ZoneInfo) -> ImportResult:
    """Put the first and the last moment of a file on the shop's own days."""
    ends = (None if at is None else at.astimezone(zone) for at in (result.first, result.last))
    first, last = ends
    return replace(result, first=first, last=last)


def week_returns(shop: Shop, week: date) -> tuple[int, int]:
    """Return pieces that came back in a week, and how many of them for their size."""
    with shop.store.read() as session:
        return weekly.returned_pieces(session, week, week + timedelta(7))


def catalogue(shop: Shop) -> tuple[ProductLine, ...]:
    """Return the catalogue with stock and sales of 90 days; what is no goods comes last."""
    since = shop.today() - timedelta(90)
    with shop.store.read() as session:
        rows, others = store.products(session), store.products(session, goods=False)
        sold = weekly.sold_by_style(session, since)
    stock: dict[int, list[StockLevel]] = {}
    for level in levels(shop):
        stock.setdefault(level.product_id, []).append(level)
    return tuple(_line(row, stock.get(row.product_id, []), sold) for row in rows) + tuple(
        ProductLine(row, 0, sold.get(row.product_id, 0), is_goods=False) for row in others
    )


def _line(row: ProductRow, sizes: Sequence[StockLevel], sold: Mapping[int, int]) -> ProductLine:
    return ProductLine(
        row,
        sum(level.on_hand for level in sizes),
        sold.get(row.product_id, 0),
        below=sum(1 for level in sizes if level.on_hand < 0),
        aside=sum(level.reserved for level in sizes),
    )


def _mondays(first: date, last: date) -> list[date]:
    return [first + timedelta(7 * i) for i in range((last - first).days // 7 + 1)]


def _bars(
    weeks: Sequence[date],
    channels: Sequence[str],
    now: Sequence[weekly.WeekSales],
    before: Sequence[weekly.WeekSales],
    returned: dict[date, tuple[int, int]],
) -> tuple[WeekBar, ...]:
    of = {(row.week, row.channel): ChannelWeek(row.total_minor, row.pieces) for row in now}
    year: dict[date, ChannelWeek] = {}
    for row in before:
        known = year.get(row.week, ChannelWeek(0, 0))
        year[row.week] = ChannelWeek(known.total_minor + row.total_minor, known.pieces + row.pieces)
    oldest = min(year, default=None)
    nothing = ChannelWeek(0, 0)
    bars = []
    for week in weeks:
        then = week - _YEAR
        is_known = oldest is not None and then >= oldest
        bars.append(
            WeekBar(
                week,
                tuple(of.get((week, name), nothing) for name in channels),
                year.get(then, nothing) if is_known else None,
                *returned.get(week, (0, 0)),
            )
        )
    while len(bars) > 1 and bars[-1].pieces == 0 and bars[-1].total_minor == 0:
        bars.pop()
    return tuple(bars)


def _bands(shop: Shop, bars: Sequence[WeekBar]) -> tuple[DateBand, ...]:
    if not bars:
        return ()
    first, last = bars[0].week, bars[-1].week + timedelta(6)
    found = []
    for span in calendar.spans(shop, first, last):
        if span.scope:
            continue
        start = max(span.starts_on, first)
        end = min(span.ends_on, last)
        found.append(DateBand(start - timedelta(start.weekday()), end - timedelta(end.weekday()), span.name))
    return tuple(found)
