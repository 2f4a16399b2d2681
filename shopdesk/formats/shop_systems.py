"""PrestaShop, Magento and Odoo. From memory: no real file of these has confirmed every column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shopdesk.formats import headers
from shopdesk.formats.base import Cells
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import Buyer, OrderStatus
from shopdesk.formats.statuses import status_of
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
_ODOO: Mapping[str, Sequence[str]] = {
    "number": ("order reference", "referencia del pedido", "referencia de la orden", "name"),
    "placed_at": ("order date", "fecha del pedido", "fecha de la orden", "date order", "creation date"),
    "name": ("customer", "cliente"),
    "email": ("customer/email", "cliente/correo electronico", "cliente/email"),
    "phone": ("customer/phone", "cliente/telefono", "customer/mobile"),
    "status": ("status", "estado"),
    "title": ("order lines/product", "lineas del pedido/producto", "lineas de la orden/producto"),
    "quantity": ("order lines/quantity", "lineas del pedido/cantidad", "order lines/ordered quantity",
                 "lineas de la orden/cantidad"),
    "unit_price": ("order lines/unit price", "lineas del pedido/precio unitario",
                   "lineas de la orden/precio unitario"),
    "line_total": ("order lines/subtotal", "lineas del pedido/subtotal", "lineas de la orden/subtotal"),
    "total": ("total",),
    "currency": ("currency", "moneda"),
}  # fmt: skip
_KEYED = re.compile(r"^\[([^\]]+)\]\s*(.+)$", re.DOTALL)
_MARKED = (("MX$", "MXN"), ("US$", "USD"), ("R$", "BRL"), ("€", "EUR"), ("£", "GBP"), ("AR$", "ARS"))


def _currency_of(cell: str) -> str:
    return next((code for mark, code in _MARKED if mark in cell), "")


class PrestaShopOrders(OrderFormat):
    """The list of orders: totals as ``1.234,56 €``, the customer shortened to ``P. Cano Soto``."""

    name = "prestashop-orders-list"
    columns = _PRESTASHOP
    needed = frozenset({"id", "total"})
    habits = Habits(date_order="dmy")
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
        return _currency_of(order.get("total", "")) or super().currency(order, view)

    def buyer(self, order: Fields) -> Buyer:
        """Return nobody: a shortened name is no identity."""
        del order
        return Buyer()


class MagentoOrders(OrderFormat):
    """The grid of orders: numbers keep their zeros, ``Purchase Point`` holds line breaks."""

    name = "magento-orders-grid"
    columns = _MAGENTO
    needed = frozenset({"purchase point", "purchase date", "status"})
    usual = frozenset({"id", "bill-to name", "grand total (base)", "grand total (purchased)"})
    habits = Habits(decimal=".", date_order="mdy")
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
        return _currency_of(order.get("total", "")) or super().currency(order, view)


class OdooOrders(OrderFormat):
    """Lines below the first are blank in all order columns; times are UTC; the clave is ``[X] Name``."""

    name = "odoo-sale-order"
    columns = _ODOO
    needed = frozenset[str]()
    habits = Habits(decimal=".", date_order="dmy", zone="UTC")
    blank_continues = True

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Odoo: sale orders")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the export: its lines' headers have a slash."""
        del sample
        picks = headers.pick(header, self.columns)
        known = {"number", "placed_at", "title", "quantity"} <= picks.keys()
        return 0.96 if known and "/" in "".join(header) else 0.0

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read the lines; the clave stands in brackets before the name."""
        own = []
        for row, fields in rows:
            found = _KEYED.match(fields.get("title", ""))
            own.append((row, fields | {"sku": found[1], "title": found[2]} if found else fields))
        return super().drafts(own, view, naming, currency)

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read the total; what it has above the lines is shipping or tax, which the export does not part."""
        return Amounts(None, None, 0, 0, view.money("total", order, currency), None)


SHOP_SYSTEMS = (PrestaShopOrders(), MagentoOrders(), OdooOrders())
