"""Magento's grid of orders. From memory: no real file has confirmed every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import cells
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import OrderStatus
from shopdesk.formats.statuses import status_of
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_MAGENTO: Mapping[str, Sequence[str]] = {
    "number": ("id", "pedido #", "order #"),
    "placed_at": ("purchase date", "fecha de compra"),
    "name": ("bill-to name", "customer name", "nombre de facturacion"),
    "total": ("grand total (purchased)", "grand total (base)", "total general (comprado)"),
    "status": ("status", "estado"),
    "email": ("customer email", "correo electronico del cliente"),
    "subtotal": ("subtotal",),
    "shipping": ("shipping and handling", "envio y manipulacion"),
    "refunded": ("total refunded", "total reembolsado"),
}


class MagentoOrders(OrderFormat):
    """The grid of orders: numbers keep their zeros, ``Purchase Point`` holds line breaks."""

    name = "magento-orders-grid"
    columns = _MAGENTO
    needed = frozenset({"purchase point", "purchase date", "status"})
    usual = frozenset({"id", "bill-to name", "grand total (base)", "grand total (purchased)"})
    habits = Habits(decimal=".")
    channel = "web"
    has_lines = False

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Magento: orders")

    def better_export(self) -> str:
        """Name the export that carries the products."""
        return _(
            "This grid has no products: the orders count, but not in stock or sizes. Export the sales order"
            " items with an export extension instead."
        )

    def status(self, order: Fields) -> OrderStatus:
        """Return where the order stands; ``Closed`` is refunded in full."""
        if order.get("status", "").strip().lower() == "closed":
            return OrderStatus.REFUNDED
        return status_of(order.get("status", ""))

    def currency(self, order: Fields, view: Understanding) -> str:
        """Return the currency that stands beside the total."""
        return cells.currency_of(order.get("total", "")) or super().currency(order, view)


MAGENTO_ORDERS = MagentoOrders()
