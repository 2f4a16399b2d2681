"""The list of sales: the newest first, as many as asked for, of a week, of a channel, or all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.naming import styled
from shopdesk.services.context import Shop
from shopdesk.store import sales as store
from shopdesk.store import sales_page
from shopdesk.store.sales import SaleRow
from shopdesk.store.sales_page import Held

LISTED = 1_000
"""Sales on screen before the owner asks for more."""


@dataclass(frozen=True, slots=True)
class Sale:
    """One order of the list, with the first thing it held."""

    row: SaleRow
    product: str
    size: str
    lines: int
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sales: of one week (its Monday), of one channel, only those that came back; all unless said."""

    week: date | None = None
    channel: str = ""
    came_back: bool = False


@dataclass(frozen=True, slots=True)
class SalesList:
    """The newest of the sales wanted, and how many there are of them in all."""

    wanted: Wanted
    sales: tuple[Sale, ...]
    total: int


def listed(shop: Shop, wanted: Wanted, limit: int = LISTED) -> SalesList:
    """Return the newest sales wanted, at most ``limit``."""
    with shop.store.read() as session:
        which = _which(wanted)
        rows = store.sale_rows(session, which, limit)
        held = sales_page.held(session, [row.order_id for row in rows])
        total = store.count_sales(session, which) if len(rows) == limit else len(rows)
    zone = shop.zone()
    return SalesList(wanted, tuple(_sale(row, held.get(row.order_id), zone) for row in rows), total)


def every(shop: Shop, wanted: Wanted) -> SalesList:
    """Return all of the sales wanted."""
    with shop.store.read() as session:
        count = store.count_sales(session, _which(wanted))
    return listed(shop, wanted, count)


def _which(wanted: Wanted) -> store.Which:
    end = wanted.week + timedelta(7) if wanted.week else None
    return store.Which(wanted.week, end, wanted.channel, came_back=wanted.came_back)


def _sale(row: SaleRow, held: Held | None, zone: ZoneInfo) -> Sale:
    row = replace(row, placed_at=row.placed_at.astimezone(zone))
    if held is None:
        return Sale(row, "", "", 0)
    return Sale(row, styled(held.product, held.color), held.size, held.lines, held.product_id)
