"""Etsy, Amazon and TikTok Shop: a row per product sold, no address that could be written to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import Buyer, OrderStatus
from shopdesk.formats.statuses import status_of
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_ETSY: Mapping[str, Sequence[str]] = {
    "placed_at": ("sale date",),
    "title": ("item name",),
    "name": ("ship name",),
    "customer_id": ("buyer",),
    "quantity": ("quantity",),
    "unit_price": ("price",),
    "line_discount": ("discount amount",),
    "shipping": ("order shipping",),
    "tax": ("order sales tax",),
    "currency": ("currency",),
    "line_id": ("transaction id",),
    "number": ("order id",),
    "paid_at": ("date paid",),
    "shipped_at": ("date shipped",),
    "city": ("ship city",),
    "country": ("ship country",),
    "variant": ("variations",),
    "sku": ("sku",),
}
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
_TIKTOK: Mapping[str, Sequence[str]] = {
    "number": ("order id",),
    "status": ("order status",),
    "substatus": ("order substatus",),
    "return_type": ("cancelation/return type", "cancellation/return type"),
    "line_id": ("sku id",),
    "sku": ("seller sku",),
    "title": ("product name",),
    "variant": ("variation",),
    "quantity": ("quantity",),
    "refunded_quantity": ("sku quantity of return",),
    "unit_price": ("sku unit original price",),
    "seller_discount": ("sku seller discount",),
    "platform_discount": ("sku platform discount",),
    "line_total": ("sku subtotal after discount",),
    "line_gross": ("sku subtotal before discount",),
    "shipping": ("shipping fee after discount",),
    "tax": ("taxes",),
    "total": ("order amount",),
    "refunded": ("order refund amount",),
    "placed_at": ("created time",),
    "paid_at": ("paid time",),
    "shipped_at": ("shipped time",),
    "delivered_at": ("delivered time",),
    "cancelled_at": ("cancelled time",),
    "reason": ("cancel reason",),
    "customer_id": ("buyer username",),
    "name": ("recipient",),
    "country": ("country",),
    "city": ("district", "city"),
    "category": ("product category",),
}


class EtsyItems(OrderFormat):
    """``Sale Date`` has two digits of year where ``Date Paid`` has four; options are ``Size:Small``."""

    name = "etsy-items"
    columns = _ETSY
    needed = frozenset({"sale date", "item name", "transaction id", "order id"})
    usual = frozenset({"buyer", "quantity", "price", "variations", "listing id", "date paid"})
    habits = Habits(decimal=".", date_order="mdy")
    channel = "etsy"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Etsy: sold order items")

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read shipping and tax, which stand on the order's first row only; the items are the rest."""
        amounts = super().amounts(order, view, currency)
        return replace(amounts, discount=None, total=None)

    def merged(self, rows: Run) -> Fields:
        """Return the order's fields; Etsy repeats a 0 where an amount stands on another row."""
        order = super().merged(rows)
        for name in ("shipping", "tax"):
            filled = [fields.get(name, "") for _row, fields in rows]
            order[name] = next((cell for cell in filled if cell.strip("0.,")), order.get(name, ""))
        return order


class AmazonOrders(OrderFormat):
    """Tab-separated without quoting, times in UTC; cancelled lines have quantity 0 and no price.

    ``item-price`` is the price of all pieces of the line. Shipping and tax stand on each line.
    """

    name = "amazon-all-orders"
    columns = _AMAZON
    needed = frozenset({"amazon-order-id", "purchase-date", "order-status", "product-name"})
    usual = frozenset({"sku", "asin", "quantity", "item-price", "sales-channel", "fulfillment-channel"})
    habits = Habits(decimal=".", date_order="mdy", zone="UTC", quoting=False)
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


class TikTokOrders(OrderFormat):
    """Numbers and dates end in a tab, the buyer is masked, ``Order Amount`` is repeated on each line.

    Who bought is the user name alone. Real exports have a second header row that explains the columns.
    """

    name = "tiktok-shop-orders"
    columns = _TIKTOK
    needed = frozenset({"order id", "order status", "seller sku", "product name", "order amount"})
    usual = frozenset({"variation", "created time", "buyer username", "sku id", "order refund amount"})
    habits = Habits(decimal=".", date_order="dmy")
    channel = "tiktok"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("TikTok Shop: orders")

    def leave_out(self, fields: Fields) -> tuple[str, str] | None:
        """Leave out the row under the header that explains each column."""
        number = fields.get("number", "")
        if number and not any(one.isdigit() for one in number):
            return "description_row", _("The row that explains the columns.")
        return None

    def status(self, order: Fields) -> OrderStatus:
        """Return where the order stands; without a time of payment it is not paid yet."""
        said = status_of(order.get("status", ""))
        if order.get("cancelled_at") or said is OrderStatus.CANCELLED:
            return OrderStatus.CANCELLED
        if "paid_at" in order and not order["paid_at"]:
            return OrderStatus.PENDING
        return said

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read the order's figures; discounts stand on the lines."""
        return replace(super().amounts(order, view, currency), discount=None)

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read the lines; what the platform pays for the buyer is no discount of the shop."""
        own = []
        for row, fields in rows:
            off = fields.get("seller_discount", "")
            mine = {"line_discount": off, "line_gross": "", "line_total": ""} if off else {}
            own.append((row, fields | mine))
        return super().drafts(own, view, naming, currency)

    def buyer(self, order: Fields) -> Buyer:
        """Return the user name; the rest is masked."""
        return replace(super().buyer(order), email="", phone="")


ETSY_ITEMS = EtsyItems()
AMAZON_ORDERS = AmazonOrders()
TIKTOK_ORDERS = TikTokOrders()
