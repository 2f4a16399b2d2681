"""The shop in figures: what was imported, and what it adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.money import Money
from shopdesk.domain.preferences import ShopSettings
from shopdesk.services.context import Shop
from shopdesk.store import summary as store


@dataclass(frozen=True, slots=True)
class Summary:
    """What the shop holds; money in the shop's currency, others apart and never added.

    Attributes:
        total: Orders' totals before refunds, cancelled orders included; ``refunded`` stands beside it.
        customers_with_email: Distinct normalised addresses among buyers.
        first, last: Moments in the shop's zone.
        channels: (channel, orders), the largest first.
        others: (total, refunded, orders) of other currencies.
    """

    orders: int
    lines: int
    units: int
    total: Money
    refunded: Money
    cancelled: int
    pending: int
    customers: int
    customers_with_email: int
    first: datetime | None
    last: datetime | None
    variants: int
    channels: tuple[tuple[str, int], ...]
    others: tuple[tuple[Money, Money, int], ...] = ()


def summarise(shop: Shop) -> Summary:
    """Return the shop's figures."""
    with shop.store.read() as session:
        found = store.totals(session)
    own = shop.settings.get(ShopSettings).currency
    zone = shop.zone()
    mine = next((m for m in found.money if m.currency == own), None)
    return Summary(
        orders=found.orders,
        lines=found.lines,
        units=found.units,
        total=Money(mine.total_minor if mine else 0, own),
        refunded=Money(mine.refunded_minor if mine else 0, own),
        cancelled=found.cancelled,
        pending=found.pending,
        customers=found.customers,
        customers_with_email=found.customers_with_email,
        first=found.first.astimezone(zone) if found.first else None,
        last=found.last.astimezone(zone) if found.last else None,
        variants=found.variants,
        channels=tuple(found.channels),
        others=tuple(
            (Money(m.total_minor, m.currency), Money(m.refunded_minor, m.currency), m.orders)
            for m in found.money
            if m.currency != own
        ),
    )
