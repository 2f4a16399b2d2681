"""Odoo's export of sale orders. From memory: no real file has confirmed every column."""

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
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

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


class OdooOrders(OrderFormat):
    """Lines below the first are blank in all order columns; times are UTC; the SKU is ``[X] Name``."""

    name = "odoo-sale-order"
    columns = _ODOO
    needed = frozenset[str]()
    habits = Habits(decimal=".", zone="UTC")
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
        """Read the lines; the SKU stands in brackets before the name."""
        own = []
        for row, fields in rows:
            found = _KEYED.match(fields.get("title", ""))
            own.append((row, fields | {"sku": found[1], "title": found[2]} if found else fields))
        return super().drafts(own, view, naming, currency)

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read the total; what it has above the lines is shipping or tax, which the export does not part."""
        return Amounts(None, None, 0, 0, view.money("total", order, currency), None)


ODOO_ORDERS = OdooOrders()
