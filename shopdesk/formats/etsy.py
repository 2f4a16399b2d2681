"""Etsy's export of sold order items: a row per product, options written as ``Size:Small``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.order_building import Amounts
from shopdesk.formats.order_format import OrderFormat
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


ETSY_ITEMS = EtsyItems()
