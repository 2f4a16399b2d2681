"""Counter tills: Square's items, Loyverse's receipts (two exports), and the Mexican till's report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from shopdesk.formats import cells, headers
from shopdesk.formats.base import Cells
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import Buyer, OrderKind, OrderStatus
from shopdesk.formats.statuses import kind_of
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_SQUARE: Mapping[str, Sequence[str]] = {
    "placed_at": ("date",),
    "clock": ("time",),
    "zone": ("time zone",),
    "category": ("category",),
    "title": ("item",),
    "quantity": ("qty",),
    "variant": ("price point name",),
    "sku": ("sku",),
    "line_gross": ("gross sales",),
    "line_discount": ("discounts",),
    "line_total": ("net sales",),
    "tax": ("tax",),
    "number": ("transaction id",),
    "line_id": ("payment id",),
    "event": ("event type",),
    "location": ("location",),
    "customer_id": ("customer id",),
    "name": ("customer name",),
    "channel_name": ("channel",),
}
_ZONES = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic time (canada)": "America/Halifax",
    "mexico city": "America/Mexico_City",
    "guadalajara": "America/Mexico_City",
    "monterrey": "America/Monterrey",
    "tijuana": "America/Tijuana",
    "madrid": "Europe/Madrid",
    "london": "Europe/London",
    "dublin": "Europe/Dublin",
    "paris": "Europe/Paris",
    "tokyo": "Asia/Tokyo",
    "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne",
}
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
_POS: Mapping[str, Sequence[str]] = {
    "number": ("folio", "ticket", "no. ticket", "nota", "no. folio", "num. ticket", "venta"),
    "placed_at": ("fecha", "fecha y hora", "fecha venta"),
    "clock": ("hora",),
    "sku": ("clave", "codigo", "codigo de barras", "cod", "cve", "articulo"),
    "title": ("descripcion", "producto", "articulo", "nombre"),
    "size": ("talla", "tamano", "numero"),
    "color": ("color",),
    "quantity": ("cant", "cantidad", "pzas", "piezas", "unidades"),
    "unit_price": ("p. unit", "precio", "precio unit", "p. unitario", "precio unitario", "p.u", "p. venta"),
    "line_discount": ("desc", "descuento", "dto"),
    "line_total": ("importe", "total", "subtotal", "monto"),
    "name": ("cliente", "nombre cliente"),
    "status": ("estado", "estatus", "status"),
    "kind": ("tipo", "movimiento"),
    "category": ("departamento", "linea", "familia", "categoria"),
}


class SquareItems(OrderFormat):
    """Refunds are rows of their own (``Event Type = Refund``) under the sale's transaction."""

    name = "square-items"
    columns = _SQUARE
    needed = frozenset({"date", "time", "item", "qty", "transaction id", "event type"})
    usual = frozenset({"time zone", "price point name", "gross sales", "net sales", "payment id"})
    habits = Habits(decimal=".", date_order="mdy")
    channel = "pos"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Square: item sales")

    def placed(self, order: Fields, view: Understanding) -> datetime:
        """Return when it was sold, in the zone that the row names in words."""
        zone = _ZONES.get(order.get("zone", "").lower())
        when = super().placed(order, view)
        return when.replace(tzinfo=ZoneInfo(zone)) if zone else when

    def order_kind(self, order: Fields) -> OrderKind:
        """Return a return where the file holds the refund without its sale."""
        return OrderKind.RETURN if order.get("event", "").lower() == "refund" else OrderKind.SALE

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read what was sold, and write each refund on the line it takes back."""
        drafts = super().drafts(rows, view, naming, currency)
        back = [at for at, (_row, fields) in enumerate(rows) if fields.get("event", "").lower() == "refund"]
        sold = [draft for at, draft in enumerate(drafts) if at not in back]
        if not sold:
            return drafts
        for at in back:
            self._give_back(drafts[at], rows[at][1], sold, view)
        return sold

    def _give_back(self, refund: Draft, fields: Fields, sold: list[Draft], view: Understanding) -> None:
        wanted = (refund.sku, refund.title, refund.size)
        line = next((one for one in sold if (one.sku, one.title, one.size) == wanted), sold[0])
        line.refunded_quantity += abs(refund.quantity)
        line.refunded += refund.gross - refund.discount
        line.refunded_at = self.placed(fields, view)

    def merged(self, rows: Run) -> Fields:
        """Return the sale's own fields; the date is the sale's, not the refund's."""
        sales = [one for one in rows if one[1].get("event", "").lower() != "refund"]
        return super().merged(sales or rows)

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read nothing for the whole: each row has its own figures."""
        del order, view, currency
        return Amounts(None, None, 0, 0, None, None)


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


class CounterReport(OrderFormat):
    """A till's detailed report: lines above the header, totals below, ``PUBLICO EN GENERAL``, ``a. m.``."""

    name = "pos-generic"
    columns = _POS
    needed = frozenset[str]()
    habits = Habits(date_order="dmy")
    channel = "pos"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Counter till: detailed sales")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is a till's report: a ticket, a date, a product, pieces and an amount."""
        del sample
        picks = headers.pick(header, self.columns)
        if not {"number", "placed_at", "title", "quantity", "line_total"} <= picks.keys():
            return 0.0
        names = headers.signature(header)
        return 0.86 if names & {"folio", "ticket", "no. ticket"} and names & {"hora", "importe"} else 0.0

    def status(self, order: Fields) -> OrderStatus:
        """Return where the ticket stands; tickets are paid unless marked as cancelled."""
        said = super().status(order)
        return said if said is OrderStatus.CANCELLED else OrderStatus.PAID


SQUARE_ITEMS = SquareItems()
LOYVERSE = (LoyverseItems(), LoyverseReceipts())
COUNTER_REPORT = CounterReport()
