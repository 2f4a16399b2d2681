"""TikTok Shop's export of orders: a row per product, the buyer masked."""

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


class TikTokOrders(OrderFormat):
    """Numbers and dates end in a tab, the buyer is masked, ``Order Amount`` is repeated on each line.

    Who bought is the user name alone. Real exports have a second header row that explains the columns.
    """

    name = "tiktok-shop-orders"
    columns = _TIKTOK
    needed = frozenset({"order id", "order status", "seller sku", "product name", "order amount"})
    usual = frozenset({"variation", "created time", "buyer username", "sku id", "order refund amount"})
    habits = Habits(decimal=".")
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


TIKTOK_ORDERS = TikTokOrders()
