"""Shopify's export of orders: the order on its first row, further lines below with most columns blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import statuses
from shopdesk.formats.cells import CellProblem, Fields
from shopdesk.formats.grouping import Run
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import OrderStatus
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_CHANNELS = {
    "shopify_draft_order": "draft",
    "580111": "web",
    "129785": "pos",
    "1354745": "draft",
    "iphone": "pos",
    "android": "pos",
    "online store": "web",
    "point of sale": "pos",
}
_COLUMNS: Mapping[str, Sequence[str]] = {
    "number": ("name",),
    "order_id": ("id",),
    "email": ("email",),
    "status": ("financial status",),
    "fulfilment": ("fulfillment status",),
    "paid_at": ("paid at",),
    "shipped_at": ("fulfilled at",),
    "marketing": ("accepts marketing",),
    "currency": ("currency",),
    "subtotal": ("subtotal",),
    "shipping": ("shipping",),
    "tax": ("taxes",),
    "total": ("total",),
    "discount": ("discount amount",),
    "placed_at": ("created at",),
    "quantity": ("lineitem quantity",),
    "title": ("lineitem name",),
    "unit_price": ("lineitem price",),
    "sku": ("lineitem sku",),
    "line_discount": ("lineitem discount",),
    "name": ("billing name",),
    "shipping_name": ("shipping name",),
    "city": ("shipping city",),
    "billing_city": ("billing city",),
    "country": ("shipping country", "billing country"),
    "phone": ("phone",),
    "phone2": ("billing phone",),
    "phone3": ("shipping phone",),
    "cancelled_at": ("cancelled at",),
    "refunded": ("refunded amount",),
    "channel": ("source",),
}


class ShopifyOrders(OrderFormat):
    """The same 79 columns in 2024-26; older files lack the tail. Matched by names, never by position.

    There is no line number: two lines of an order may be equal, so a line's key is its place in the order.
    A refund is one amount without date or line. ``Subtotal`` has the discount taken off; whether ``Taxes``
    come on top differs by order and is read from the sums.
    """

    name = "shopify-orders"
    needed = frozenset({"name", "financial status", "lineitem quantity", "lineitem name", "created at"})
    usual = frozenset({"email", "currency", "subtotal", "total", "lineitem price", "lineitem sku", "paid at"})
    habits = Habits(decimal=".")
    channel = "web"
    subtotal_is_net = True
    opens_on_status = True
    blank_continues = True
    columns = _COLUMNS

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Shopify: orders")

    def status(self, order: Fields) -> OrderStatus:
        """Return where the order stands; cash on delivery stays pending though fulfilled."""
        if order.get("cancelled_at") or order.get("status", "").lower() == "voided":
            return OrderStatus.CANCELLED
        return statuses.status_of(order.get("status", ""))

    def sold_on(self, order: Fields) -> str:
        """Return the channel; application numbers keep their number."""
        said = order.get("channel", "").lower()
        if not said:
            return self.channel
        return _CHANNELS.get(said, f"app-{said}" if said.isdigit() else said)

    def merged(self, rows: Run) -> Fields:
        """Take the shipping name, city and phone where the billing ones are blank.

        Raises:
            CellProblem: If the order's first row is not in the file: taken alone, its further lines would
                replace the whole order.
        """
        if not rows[0][1].get("status", "-"):
            said = _("The first row of this order is missing: only further lines of it stand here.")
            raise CellProblem("missing_first_row", said)
        order = super().merged(rows)
        order["name"] = order.get("name") or order.get("shipping_name", "")
        order["city"] = order.get("city") or order.get("billing_city", "")
        order["phone2"] = order.get("phone2") or order.get("phone3", "")
        return order


SHOPIFY_ORDERS = ShopifyOrders()
