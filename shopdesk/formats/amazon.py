"""Amazon's report of all orders: tabs without quoting, UTC, no name and no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.order_building import Amounts
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_AMAZON: Mapping[str, Sequence[str]] = {
    "number": ("amazon-order-id",),
    "placed_at": ("purchase-date",),
    "status": ("order-status",),
    "line_status": ("item-status",),
    "channel": ("sales-channel",),
    "title": ("product-name",),
    "sku": ("sku",),
    "quantity": ("quantity",),
    "currency": ("currency",),
    "line_gross": ("item-price",),
    "line_discount": ("item-promotion-discount",),
    "shipping": ("shipping-price",),
    "gift_wrap": ("gift-wrap-price",),
    "ship_discount": ("ship-promotion-discount",),
    "tax": ("item-tax",),
    "city": ("ship-city",),
    "country": ("ship-country",),
}


class AmazonOrders(OrderFormat):
    """Tab-separated without quoting, times in UTC; cancelled lines have quantity 0 and no price.

    ``item-price`` is the price of all pieces of the line. Shipping and tax stand on each line.
    """

    name = "amazon-all-orders"
    columns = _AMAZON
    needed = frozenset({"amazon-order-id", "purchase-date", "order-status", "product-name"})
    usual = frozenset({"sku", "asin", "quantity", "item-price", "sales-channel", "fulfillment-channel"})
    habits = Habits(decimal=".", zone="UTC", quoting=False)
    channel = "amazon"
    trailing_variants = True

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Amazon: all orders")

    def sold_on(self, order: Fields) -> str:
        """Return the channel; Amazon also sends orders that the shop sold elsewhere."""
        said = order.get("channel", "").lower()
        return "non-amazon" if said.startswith("non-amazon") else "amazon"

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read nothing for the order: all its figures are on its lines."""
        return Amounts(None, None, _shipping(order, view, currency), 0, None, None)

    def merged(self, rows: Run) -> Fields:
        """Return the order's fields, with shipping and wrapping of all lines kept apart to be added."""
        order = super().merged(rows)
        cells = [fields.get(name, "") for _row, fields in rows for name in ("shipping", "gift_wrap")]
        order["sent"] = "\x1f".join(cells)
        order["off"] = "\x1f".join(fields.get("ship_discount", "") for _row, fields in rows)
        return order


def _shipping(order: Fields, view: Understanding, currency: str) -> int:
    """Add up shipping and wrapping, which stand on every line, less what a promotion took off."""
    plus = [view.money("shipping", {"shipping": cell}, currency) or 0 for cell in order["sent"].split("\x1f")]
    less = [view.money("shipping", {"shipping": cell}, currency) or 0 for cell in order["off"].split("\x1f")]
    return sum(plus) - abs(sum(less))


AMAZON_ORDERS = AmazonOrders()
