"""What was sold: the week in short, weeks by channel, and the list of sales."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from shopdesk.domain.preferences import ShopSettings
from shopdesk.services.context import Shop
from shopdesk.store import sales as store
from shopdesk.store.sales import SaleRow, SpanTotals, WeekSales


@dataclass(frozen=True, slots=True)
class WeekInShort:
    """The last seven whole days against the seven before them.

    Attributes:
        first: First of the seven days.
        last: Last of them: the day of the newest sale, or yesterday if that is nearer.
        returned: Pieces that came back in these days, and how many of them for their size.
    """

    first: date
    last: date
    now: SpanTotals
    before: SpanTotals
    returned: int
    returned_for_size: int
    currency: str


def week_in_short(shop: Shop) -> WeekInShort:
    """Return the seven days that end yesterday, and what they are compared with."""
    end = shop.today()
    first = end - timedelta(7)
    currency = shop.settings.get(ShopSettings).currency
    with shop.store.read() as session:
        now = store.span_totals(session, first, end, currency)
        before = store.span_totals(session, first - timedelta(7), first, currency)
        returned, for_size = store.returned_pieces(session, first, end)
    return WeekInShort(first, end - timedelta(1), now, before, returned, for_size, currency)


def by_week(shop: Shop, weeks: int = 26) -> list[WeekSales]:
    """Return the sales of the last ``weeks`` local weeks by channel, oldest first."""
    today = shop.today()
    since = today - timedelta(today.weekday() + 7 * (weeks - 1))
    with shop.store.read() as session:
        return store.weekly_by_channel(session, since, shop.settings.get(ShopSettings).currency)


def listed(
    shop: Shop,
    *,
    first: date | None = None,
    last: date | None = None,
    channel: str = "",
    limit: int = 1000,
) -> list[SaleRow]:
    """Return sales, newest first.

    Args:
        first: First day, None = from the start.
        last: Last day (inclusive), None = to the end.
        channel: Name of a channel, empty = all.
        limit: At most so many.
    """
    end = last + timedelta(1) if last else None
    with shop.store.read() as session:
        return store.sale_rows(session, store.Which(first, end, channel), limit)
