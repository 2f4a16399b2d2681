"""The detailed report of a Mexican counter till."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import headers
from shopdesk.formats.base import Cells
from shopdesk.formats.cells import Fields
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import OrderStatus
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

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


COUNTER_REPORT = CounterReport()
