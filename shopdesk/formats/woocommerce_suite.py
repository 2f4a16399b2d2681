"""WooCommerce, Order Export Suite and its like: a row per product, machine names for headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import headers
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.survey import Habits
from shopdesk.formats.woocommerce_billing import BILLING
from shopdesk.runtime.i18n import _

_SUITE: Mapping[str, Sequence[str]] = {
    "number": ("order number", "order number formatted", "order id"),
    "order_id": ("order id",),
    "placed_at": ("date", "order date", "date created", "created at", "order date gmt"),
    "status": ("status", "order status"),
    "shipping": ("shipping total",),
    "tax": ("tax total",),
    "discount": ("discount total",),
    "total": ("order total", "total"),
    "refunded": ("refunded total",),
    "currency": ("order currency", "currency"),
    **BILLING,
    "paid_at": ("paid date", "date paid"),
    "line_id": ("item id",),
    "title": ("item name", "product name"),
    "sku": ("item sku",),
    "quantity": ("item quantity",),
    "line_gross": ("item subtotal",),
    "line_total": ("item total",),
    "unit_price": ("item price",),
    "line_refunded": ("item refunded",),
    "refunded_quantity": ("item refunded qty",),
    "variant": ("item meta",),
}


class WooCommerceSuite(OrderFormat):
    """Item rows with the order's columns repeated, or blank after the first: totals are never summed."""

    name = "woocommerce-csv-export-suite"
    columns = _SUITE
    needed = frozenset({"item name", "item quantity", "status"})
    usual = frozenset({"order id", "item sku", "item total", "item subtotal", "billing email"})
    habits = Habits(decimal=".")
    channel = "web"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("WooCommerce: orders with a row per product")

    def sniff(self, header: Sequence[str], sample: Sequence[tuple[str, ...]]) -> float:
        """Say how surely this is the export; its order number has two names."""
        names = headers.signature(header)
        return super().sniff(header, sample) if names & {"order id", "order number"} else 0.0


WOOCOMMERCE_SUITE = WooCommerceSuite()
