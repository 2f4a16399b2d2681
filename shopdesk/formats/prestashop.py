"""PrestaShop's list of orders. From memory: no real file has confirmed every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import cells, headers
from shopdesk.formats.base import Cells
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import Buyer
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_PRESTASHOP: Mapping[str, Sequence[str]] = {
    "number": ("id",),
    "external": ("referencia", "reference"),
    "name": ("cliente", "customer"),
    "country": ("entrega", "delivery"),
    "total": ("total",),
    "status": ("estado", "status"),
    "placed_at": ("fecha", "date"),
}


class PrestaShopOrders(OrderFormat):
    """The list of orders: totals as ``1.234,56 €``, the customer shortened to ``P. Cano Soto``."""

    name = "prestashop-orders-list"
    columns = _PRESTASHOP
    needed = frozenset({"id", "total"})
    habits = Habits()
    channel = "web"
    has_lines = False

    @property
    def title(self) -> str:
        """What people call it."""
        return _("PrestaShop: list of orders")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the list, in Spanish or English."""
        del sample
        names = headers.signature(header)
        spanish = {"id", "referencia", "cliente", "total", "pago", "estado", "fecha"}
        english = {"id", "reference", "customer", "total", "payment", "status", "date"}
        return 0.95 if names >= spanish or names >= english else 0.0

    def better_export(self) -> str:
        """Name the export that carries the products."""
        return _(
            "This list has no products and shortens the customers: the orders count, but not in stock, sizes"
            " or customers. Export the order details (Advanced parameters, Database) instead."
        )

    def currency(self, order: Fields, view: Understanding) -> str:
        """Return the currency that stands beside the total."""
        return cells.currency_of(order.get("total", "")) or super().currency(order, view)

    def buyer(self, order: Fields) -> Buyer:
        """Return nobody: a shortened name is no identity."""
        del order
        return Buyer()


PRESTASHOP_ORDERS = PrestaShopOrders()
