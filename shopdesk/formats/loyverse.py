"""Loyverse's two exports of receipts, in English, Spanish or Portuguese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shopdesk.formats import cells, headers
from shopdesk.formats.base import Cells
from shopdesk.formats.cells import Fields
from shopdesk.formats.grouping import Run
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import Buyer, OrderKind
from shopdesk.formats.statuses import kind_of
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_LOYVERSE: Mapping[str, Sequence[str]] = {
    "placed_at": ("date", "fecha", "data"),
    "number": ("receipt number", "numero de recibo", "numero do recibo"),
    "kind": ("receipt type", "tipo de recibo"),
    "subtotal": ("gross sales", "ventas brutas", "vendas brutas"),
    "discount": ("discounts", "descuentos", "descontos"),
    "tax": ("taxes", "impuestos", "impostos"),
    "total": ("total collected", "total cobrado", "total recaudado", "net sales", "ventas netas"),
    "location": ("store", "tienda", "loja"),
    "name": ("customer name", "nombre del cliente", "cliente", "nome do cliente"),
    "contact": ("customer contacts", "contactos del cliente", "contatos do cliente"),
    "status": ("status", "estado"),
}
_LOYVERSE_ITEMS: Mapping[str, Sequence[str]] = {
    "placed_at": ("date", "fecha", "data"),
    "number": ("receipt number", "numero de recibo", "numero do recibo"),
    "kind": ("receipt type", "tipo de recibo"),
    "category": ("category", "categoria"),
    "sku": ("sku", "ref", "referencia"),
    "title": ("item", "articulo"),
    "variant": ("variant", "variante"),
    "quantity": ("quantity", "cantidad", "quantidade"),
    "line_gross": ("gross sales", "ventas brutas", "vendas brutas"),
    "line_discount": ("discounts", "descuentos", "descontos"),
    "line_total": ("net sales", "ventas netas", "vendas liquidas"),
    "location": ("store", "tienda", "loja"),
    "name": ("customer name", "nombre del cliente", "cliente", "nome do cliente"),
    "contact": ("customer contacts", "contactos del cliente", "contatos do cliente"),
    "status": ("status", "estado"),
}


class LoyverseItems(OrderFormat):
    """One row a product; refunds are receipts of their own with negative figures; ``1.000`` is one piece."""

    name = "loyverse-receipts-by-item"
    columns = _LOYVERSE_ITEMS
    needed = frozenset[str]()
    habits = Habits(decimal=".")
    channel = "pos"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Loyverse: receipts by item")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the export, in English, Spanish or Portuguese."""
        del sample
        picks = headers.pick(header, self.columns)
        return 0.96 if {"number", "kind", "title", "quantity", "line_total"} <= picks.keys() else 0.0

    def buyer(self, order: Fields) -> Buyer:
        """Return who bought; the contact is an address or a phone, or both."""
        parts = order.get("contact", "").replace(",", " ").replace(";", " ").split()
        address = next((cells.email(part) for part in parts if "@" in part), "")
        rest = " ".join(part for part in parts if "@" not in part)
        return replace(super().buyer(order), email=address, phone=cells.phone(rest))

    def order_kind(self, order: Fields) -> OrderKind:
        """Return what the receipt does to the shelf."""
        return kind_of(order.get("kind", ""))

    def merged(self, rows: Run) -> Fields:
        """Return the receipt's fields; a refund's number is its sale's with an R."""
        order = super().merged(rows)
        if kind_of(order.get("kind", "")) is OrderKind.RETURN:
            order["related_order"] = order.get("number", "").rstrip("R")
        return order


class LoyverseReceipts(LoyverseItems):
    """One row a receipt; the products are packed in a text."""

    name = "loyverse-receipts"
    columns = _LOYVERSE
    has_lines = False

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Loyverse: receipts")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the export, in English, Spanish or Portuguese."""
        del sample
        picks = headers.pick(header, self.columns)
        by_item = headers.pick(header, _LOYVERSE_ITEMS)
        found = {"number", "kind", "total", "subtotal"} <= picks.keys() and "quantity" not in by_item
        return 0.96 if found else 0.0

    def better_export(self) -> str:
        """Name the export that carries the products."""
        return _("This export has no products. Export “Receipts by item” in Loyverse instead.")


LOYVERSE = (LoyverseItems(), LoyverseReceipts())
