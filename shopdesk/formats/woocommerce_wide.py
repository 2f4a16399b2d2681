"""WooCommerce, WebToffee: one row an order, its products side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from shopdesk.formats import headers, order_building
from shopdesk.formats.base import Table
from shopdesk.formats.cells import CellProblem, Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.survey import Habits
from shopdesk.formats.woocommerce_billing import BILLING
from shopdesk.runtime.i18n import _

_WIDE: Mapping[str, Sequence[str]] = {
    "number": ("order number", "order id"),
    "order_id": ("order id",),
    "placed_at": ("order date", "date"),
    "paid_at": ("paid date",),
    "status": ("status", "order status"),
    "shipping": ("shipping total",),
    "tax": ("tax total",),
    "discount": ("discount total", "cart discount"),
    "total": ("order total",),
    "subtotal": ("order subtotal",),
    "currency": ("order currency",),
    **BILLING,
    "refunds": ("refund items",),
}
_ITEM_COLUMN = re.compile(r"^line item (\d+)$")
_PARTS_COLUMN = re.compile(r"^product item (\d+) (name|sku|quantity|total|subtotal)$")
_PART = re.compile(r"(?:^|\|)\s*(name|product_id|sku|quantity|total|sub_total|[a-z_]+|Color|Talla|Size):")
_OPTION = re.compile(r"^(?:pa_|attribute_)|^(?:color|talla|size|tamano|cor|tamanho|talle)$", re.IGNORECASE)
_REFUND = re.compile(r"amount:(-?[\d.,]+)")
_PART_FIELDS = {
    "name": "title",
    "sku": "sku",
    "quantity": "quantity",
    "total": "line_total",
    "subtotal": "line_gross",
    "sub_total": "line_gross",
}


class WooCommerceWide(OrderFormat):
    """One row an order with columns ``line_item_1 .. n``, each ``name:…|sku:…|quantity:…|total:…``."""

    name = "woocommerce-webtoffee"
    columns = _WIDE
    needed = frozenset({"order number", "order date", "order total", "line item 1"})
    usual = frozenset({"billing email", "shipping total", "refund items", "order currency"})
    habits = Habits(decimal=".")
    channel = "web"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("WooCommerce: orders with their products side by side")

    def picks(self, table: Table) -> dict[str, int]:
        """Return the column of each field, and of each product."""
        picks = super().picks(table)
        for at, name in enumerate(headers.normals(table.header)):
            if found := _ITEM_COLUMN.match(name):
                picks[f"item:{found[1]}"] = at
            elif found := _PARTS_COLUMN.match(name):
                picks[f"part:{found[1]}:{found[2]}"] = at
        return picks

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read the products packed in the row."""
        row, fields = rows[0]
        items = [_unpacked(cell) for name, cell in fields.items() if name.startswith("item:") and cell]
        items = items or _from_parts(fields)
        if not items:
            raise CellProblem("missing_product", _("The order has no products."))
        return [order_building.draft(row, item, view, naming, currency) for item in items]

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read the order's figures; refunds are packed too."""
        amounts = super().amounts(order, view, currency)
        packed = _REFUND.findall(order.get("refunds", ""))
        back = sum(view.money("refunded", {"refunded": one}, currency) or 0 for one in packed)
        return replace(amounts, refunded=abs(back))


def _unpacked(cell: str) -> Fields:
    """Read ``name:…|product_id:…|sku:…|quantity:…|total:…|pa_color:…``; names may hold colons and bars."""
    found: Fields = {"quantity": ""}
    options = []
    marks = list(_PART.finditer(cell))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(cell)
        field, said = _PART_FIELDS.get(mark[1]), cell[mark.end() : end].strip()
        if field and not found.get(field):
            found[field] = said
        elif said and _OPTION.match(mark[1]):
            options.append(f"{mark[1]}: {said}")
    return found | {"variant": " | ".join(options)} if options else found


def _from_parts(fields: Fields) -> list[Fields]:
    items: dict[str, Fields] = {}
    for name, cell in fields.items():
        if name.startswith("part:") and cell:
            _, number, part = name.split(":")
            items.setdefault(number, {"quantity": ""})[_PART_FIELDS[part]] = cell
    return [item for item in items.values() if item.get("title")]


WOOCOMMERCE_WIDE = WooCommerceWide()
