"""Months for the owner and the accountant: sold, given back, cost and margin, against the year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import tables, words
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.phrases_sales import channel, kind, status
from shopdesk.services.stock import levels
from shopdesk.store import months as store
from shopdesk.store import sales_page
from shopdesk.store.months import LedgerRow, MonthGoods, MonthTotals

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Month:
    """One month in the shop's currency; money in minor units.

    Attributes:
        month: Its first day.
        until: Last day counted: its own last, or yesterday's for the running month.
        total_minor: Of its orders, before refunds; cancelled ones left out.
        refunded_minor: Given back on them.
        before_minor: What the same days of the year before kept; None where the history does not reach.
        pieces: Sold less returned.
        goods_minor: What those pieces brought, ``costed_minor`` the part whose cost is known,
            ``cost_minor`` that part at cost.
    """

    month: date
    until: date
    orders: int
    pieces: int
    total_minor: int
    refunded_minor: int
    tax_minor: int
    before_minor: int | None
    goods_minor: int
    costed_minor: int
    cost_minor: int

    @property
    def net_minor(self) -> int:
        """What stayed: sold less given back."""
        return self.total_minor - self.refunded_minor

    @property
    def margin_minor(self) -> int | None:
        """What was left above cost on the pieces whose cost is known; None if none is."""
        return self.costed_minor - self.cost_minor if self.cost_minor else None

    @property
    def margin_share(self) -> float | None:
        """The margin as a share of what those pieces brought."""
        margin = self.margin_minor
        return margin / self.costed_minor if margin is not None and self.costed_minor > 0 else None


@dataclass(frozen=True, slots=True)
class StockValue:
    """What is on the shelves now, at cost.

    Attributes:
        costed_pieces: Those whose cost is known: ``cost_minor`` is theirs.
    """

    pieces: int
    costed_pieces: int
    cost_minor: int


@dataclass(frozen=True, slots=True)
class MonthsView:
    """The months, newest first, and the stock of today."""

    currency: str
    months: tuple[Month, ...]
    stock: StockValue


def view(shop: Shop, count: int = MONTHS) -> MonthsView:
    """Return the last ``count`` months with sales and the stock's value as of the shop's today."""
    today = shop.today()
    currency = shop.settings.get(ShopSettings).currency
    first = _back(today.replace(day=1), count - 1)
    with shop.store.read() as session:
        oldest = store.oldest(session, currency)
        sold = store.totals(session, _back(first, 12), today, currency)
        held = store.goods(session, first, today, currency)
        same_days = store.totals(session, *_same_days(today), currency) if today.day > 1 else []
    kept = {one.month: one.total_minor - one.refunded_minor for one in sold}
    running = sum(one.total_minor - one.refunded_minor for one in same_days)
    found = [
        _month(one, held.get(one.month), today, before=_before(one.month, today, oldest, kept, running))
        for one in sold
        if one.month >= first
    ]
    return MonthsView(currency, tuple(reversed(found)), stock_value(shop))


def stock_value(shop: Shop) -> StockValue:
    """Return the stock of today at cost; what is below zero counts as nothing."""
    with shop.store.read() as session:
        costs = sales_page.costs(session)
    pieces = costed = minor = 0
    for level in levels(shop):
        here = max(level.on_hand, 0)
        cost = costs.get(level.variant_id)
        pieces += here
        if cost is not None:
            costed += here
            minor += here * cost
    return StockValue(pieces, costed, minor)


def ledger(shop: Shop, month: date) -> list[LedgerRow]:
    """Return every order of a month (its first day), cancelled ones marked, oldest first."""
    with shop.store.read() as session:
        return store.ledger(session, month, _back(month, -1))


def last_whole(shop: Shop) -> date:
    """Return the first day of the month before the running one: what an accountant asks for."""
    return _back(shop.today().replace(day=1), 1)


def table(shop: Shop, month: date) -> list[list[str]]:
    """Return a month as rows for the accountant: a header, then an order a row, amounts as plain numbers."""
    header = [
        _("Date"), _("Sale number"), _("Channel"), _("Kind"), _("Status"), _("Subtotal"), _("Discount"),
        _("Shipping"), _("Tax"), _("Total"), _("Given back"), _("What stayed"), _("Currency"),
    ]  # fmt: skip
    return [header, *(_line(row) for row in ledger(shop, month))]


def write(shop: Shop, month: date, file: Path) -> int:
    """Write a month as CSV for the accountant and return its orders.

    Raises:
        OSError: If the file cannot be written.
    """
    rows = table(shop, month)
    tables.write_csv(file, rows)
    return len(rows) - 1


def _line(row: LedgerRow) -> list[str]:
    cancelled = row.status == "cancelled"
    kept = 0 if cancelled else row.total_minor - row.refunded_minor
    amounts = (
        row.subtotal_minor, row.discount_minor, row.shipping_minor, row.tax_minor, row.total_minor,
        row.refunded_minor, kept,
    )  # fmt: skip
    said = [words.plain_money(amount, row.currency) for amount in amounts]
    state = status(row.status) or _("Paid")
    return [
        row.day.isoformat(), row.number, channel(row.channel), kind(row.kind), state, *said, row.currency,
    ]  # fmt: skip


def _month(sold: MonthTotals, held: MonthGoods | None, today: date, *, before: int | None) -> Month:
    goods = held or MonthGoods(0, 0, 0, 0)
    until = min(_back(sold.month, -1), today) - timedelta(1)
    return Month(
        month=sold.month,
        until=until,
        orders=sold.orders,
        pieces=goods.pieces,
        total_minor=sold.total_minor,
        refunded_minor=sold.refunded_minor,
        tax_minor=sold.tax_minor,
        before_minor=before,
        goods_minor=goods.goods_minor,
        costed_minor=goods.costed_minor,
        cost_minor=goods.cost_minor,
    )


def _before(month: date, today: date, oldest: date | None, kept: dict[date, int], running: int) -> int | None:
    then = _back(month, 12)
    if oldest is None or then < oldest.replace(day=1):
        return None
    return running if month == today.replace(day=1) else kept.get(then, 0)


def _same_days(today: date) -> tuple[date, date]:
    """Return the days [first, end) of the year before that the running month is compared with."""
    first = _back(today.replace(day=1), 12)
    return first, min(first + timedelta(today.day - 1), _back(first, -1))


def _back(month: date, count: int) -> date:
    """Return the first day ``count`` months before a month's first day; negative = after."""
    place = month.year * 12 + month.month - 1 - count
    return date(place // 12, place % 12 + 1, 1)


def change(now: int, before: int | None) -> float | None:
    """Return the change against the year before as a share; None where there is nothing to compare with."""
    return (now - before) / before if before is not None and before > 0 else None
