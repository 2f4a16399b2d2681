"""WooCommerce, Advanced Order Export: a row per product, readable headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import headers
from shopdesk.formats.base import Table
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.sifting import Pile
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_ADVANCED: Mapping[str, Sequence[str]] = {
    "number": ("order number",),
    "placed_at": ("order date", "paid date"),
    "status": ("order status",),
    "first_name": ("first name (billing)",),
    "last_name": ("last name (billing)",),
    "name": ("full name (billing)",),
    "email": ("email (billing)", "customer email"),
    "phone": ("phone (billing)",),
    "city": ("city (billing)", "city (shipping)"),
    "country": ("country code (billing)", "country name (billing)"),
    "customer_id": ("customer user id", "user id"),
    "discount": ("cart discount amount",),
    "subtotal": ("order subtotal amount",),
    "shipping": ("order shipping amount",),
    "refunded": ("order refund amount",),
    "total": ("order total amount",),
    "tax": ("order total tax amount",),
    "currency": ("order currency",),
    "sku": ("sku",),
    "title": ("item name", "product name"),
    "variant": ("product variation",),
    "quantity": ("quantity (- refund)", "quantity"),
    "unit_price": ("item cost", "item price"),
    "category": ("category",),
}


class WooCommerceAdvanced(OrderFormat):
    """Readable headers, one row a product; ``Quantity (- Refund)`` has refunded pieces taken off."""

    name = "woocommerce-advanced-order-export"
    columns = _ADVANCED
    needed = frozenset({"order number", "order date", "item name"})
    usual = frozenset({"order status", "email (billing)", "quantity (- refund)", "order total amount"})
    habits = Habits(decimal=".")
    channel = "web"
    lines_are_net = True

    @property
    def title(self) -> str:
        """What people call it."""
        return _("WooCommerce: Advanced Order Export")

    def sniff(self, header: Sequence[str], sample: Sequence[tuple[str, ...]]) -> float:
        """Say how surely this is the export."""
        names = headers.signature(header)
        priced = names & {"item cost", "item price"} and names & {"quantity (- refund)", "quantity"}
        return super().sniff(header, sample) if priced else 0.0

    def introduce(self, table: Table, pile: Pile) -> None:
        """Say that quantities are net."""
        super().introduce(table, pile)
        if "quantity (- refund)" in headers.signature(table.header):
            said = _("Quantities in this export have refunded pieces already taken off.")
            pile.note("net_quantities", said)


WOOCOMMERCE_ADVANCED = WooCommerceAdvanced()
