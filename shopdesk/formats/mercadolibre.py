"""Mercado Libre's report "Ventas" (xlsx or csv): packs, dates in words, equal headers, late money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shopdesk.formats import headers
from shopdesk.formats.base import Cells, ReadOptions, Row, Table
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import Buyer, OrderStatus
from shopdesk.formats.sifting import Pile
from shopdesk.formats.statuses import status_of
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_COLUMNS: Mapping[str, Sequence[str]] = {
    "number": ("# de venta", "n.o de venda", "numero de venta", "nro de venta"),
    "placed_at": ("fecha de venta", "data da venda"),
    "status": ("estado", "status"),
    "pack": ("paquete de varios productos", "pacote de diversos produtos"),
    "quantity": ("unidades",),
    "subtotal": ("ingresos por productos", "receita por produtos"),
    "shipping": ("ingresos por envio", "receita por envio"),
    "refunded": ("anulaciones y reembolsos", "cancelamentos e reembolsos"),
    "sku": ("sku",),
    "listing": ("# de publicacion", "# de anuncio"),
    "title": ("titulo de la publicacion", "titulo do anuncio"),
    "variant": ("variante", "variacao"),
    "unit_price": ("precio unitario de venta de la publicacion", "preco unitario de venda do anuncio"),
    "name": ("comprador",),
    "city": ("municipio/alcaldia", "ciudad", "cidade", "comuna"),
    "country": ("pais",),
    "shipped_at": ("fecha en camino", "data a caminho"),
    "delivered_at": ("fecha entregado", "data de entrega"),
}
_CURRENCY = re.compile(r"\s*\(([a-z]{3})\)$")
_PACK = re.compile(r"^(?:paquete|pacote|pack) de (\d+)", re.IGNORECASE)


def _bare(header: Sequence[str]) -> list[str]:
    return [_CURRENCY.sub("", name) for name in headers.normals(header)]


class MercadoLibre(OrderFormat):
    """The header stands on row 6 under merged group titles; of equal names the first one counts.

    A pack's first row holds date, buyer and money, the rows below its products: the money is allocated to
    them by price. Cancellations land months later on the sale's own row, so a month is never final.
    """

    name = "mercadolibre-ventas"
    columns = _COLUMNS
    needed = frozenset[str]()
    habits = Habits(decimal=".", date_order="dmy")
    channel = "mercadolibre"
    subtotal_is_net = True

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Mercado Libre: sales")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the report."""
        del sample
        picks = headers.pick(_bare(header), self.columns)
        return 0.97 if {"number", "placed_at", "quantity", "subtotal", "title"} <= picks.keys() else 0.0

    def picks(self, table: Table) -> dict[str, int]:
        """Return the column of each field."""
        return headers.pick(_bare(table.header), self.columns)

    def told(self, table: Table, options: ReadOptions) -> ReadOptions:
        """Take the currency from the headers: ``Total (MXN)``."""
        found = [match[1] for name in headers.normals(table.header) if (match := _CURRENCY.search(name))]
        return replace(options, currency=found[0].upper()) if found else options

    def introduce(self, table: Table, pile: Pile) -> None:
        """Say that the report changes afterwards."""
        super().introduce(table, pile)
        said = _("Mercado Libre adds cancellations later: import the same months again from time to time.")
        pile.note("month_not_final", said)

    def joined(self, rows: Iterator[tuple[Row, Fields]]) -> Iterator[tuple[Row, Fields]]:
        """Give the products of a pack the number of its first row."""
        number, left = "", 0
        for row, fields in rows:
            found = _PACK.match(fields.get("status", ""))
            if found and not fields.get("title"):
                number, left = fields["number"], int(found[1])
            elif left and fields.get("title") and not fields.get("subtotal"):
                fields["line_id"], fields["number"] = fields["number"], number
                left -= 1
            else:
                left = 0
            yield row, fields

    def _sold(self, rows: Run) -> Run:
        return [one for one in rows if not _PACK.match(one[1].get("status", "")) or one[1].get("title")]

    def merged(self, rows: Run) -> Fields:
        """Return the sale's fields; its state is that of its products."""
        order = super().merged(rows)
        order["status"] = "\x1f".join(fields.get("status", "") for _row, fields in self._sold(rows))
        return order

    def status(self, order: Fields) -> OrderStatus:
        """Return where the sale stands: cancelled or refunded only if all its products are."""
        states = {status_of(state) for state in order.get("status", "").split("\x1f")}
        for state in (OrderStatus.CANCELLED, OrderStatus.REFUNDED, OrderStatus.PENDING):
            if states == {state}:
                return state
        return OrderStatus.PAID

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read the products; those sent back say so in their state."""
        drafts = super().drafts(self._sold(rows), view, naming, currency)
        for draft, (_row, fields) in zip(drafts, self._sold(rows), strict=True):
            if status_of(fields.get("status", "")) is OrderStatus.REFUNDED:
                draft.refunded_quantity = draft.quantity
        return drafts

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read the figures: what the products and the shipping brought in, before Mercado Libre's charges."""
        amounts = super().amounts(order, view, currency)
        if amounts.subtotal is None:
            return amounts
        return replace(amounts, total=amounts.subtotal + amounts.shipping)

    def buyer(self, order: Fields) -> Buyer:
        """Return who bought; never an address."""
        return replace(super().buyer(order), email="", phone="")


MERCADOLIBRE = MercadoLibre()
