"""What shops call paid, pending, cancelled and refunded, in Spanish, English and Portuguese."""

from __future__ import annotations

import re
from functools import lru_cache

from shopdesk.domain.naming import name_key
from shopdesk.formats.records import OrderKind, OrderStatus

_PARTLY = re.compile(r"parcial|partial")
_CANCELLED = re.compile(
    r"\bcancel|\banulad|\bvoid|\brechazad|\brecusad|\breject|\bfailed|\bfallid|\bexpired|\bexpirad|\bvencid"
    r"|\btrash|\bpapelera|\bfraud|\bdenied|\bdeclined|\bsuspected"
)
_REFUNDED = re.compile(
    r"refund|reembols|devuelt|devoluc|estornad|devolvid|chargeback|contracargo"
    r"|\breturned\b"
)
_PENDING = re.compile(
    r"pend[ie]|\bon[- ]hold|\ben espera|\baguardando|\bem espera|\bawaiting|\bunpaid|\bno pagad|\bimpag"
    r"|\bpor pagar|\bsin pagar|\bauthorized|\bautorizad|\bpartially[_ ]paid|\bquotation|\bdraft|\bborrador"
    r"|\bpresupuesto|\bcotizacion|\bfiado|\badeuda|\bdebe\b|^no$|\bapartado|\bopen invoice|\bholded"
)
_RETURN = re.compile(r"^(?:return|devolucion|refund|reembolso|devolucao|nota de credito|reintegro)")
_EXCHANGE = re.compile(r"^(?:exchange|cambio|troca)")


@lru_cache(maxsize=2_000)
def status_of(*cells: str) -> OrderStatus:
    """Return the status that an order's own words mean; silence means paid.

    A cancelled order is cancelled whatever its money says; a partial refund leaves it paid.
    """
    said = [name_key(cell.replace("_", " ")) for cell in cells if cell]
    if any(_CANCELLED.search(one) and not _PARTLY.search(one) for one in said):
        return OrderStatus.CANCELLED
    if any(_REFUNDED.search(one) and not _PARTLY.search(one) for one in said):
        return OrderStatus.REFUNDED
    if any(_PENDING.search(one) for one in said):
        return OrderStatus.PENDING
    return OrderStatus.PAID


@lru_cache(maxsize=500)
def kind_of(cell: str) -> OrderKind:
    """Return what a word does to the shelf; silence means a sale."""
    key = name_key(cell)
    if _RETURN.match(key):
        return OrderKind.RETURN
    return OrderKind.EXCHANGE if _EXCHANGE.match(key) else OrderKind.SALE
