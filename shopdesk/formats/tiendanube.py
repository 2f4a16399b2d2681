"""Tiendanube's and Nuvemshop's export of sales: semicolons, Windows letters, ``dd/mm/yyyy``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats.cells import Fields
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.records import OrderStatus
from shopdesk.formats.statuses import status_of
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_SPANISH: Mapping[str, Sequence[str]] = {
    "number": ("numero de orden", "numero de venta", "numero de pedido"),
    "order_id": ("identificador de la orden",),
    "email": ("email", "e-mail"),
    "placed_at": ("fecha",),
    "status": ("estado de la orden", "estado de la venta"),
    "payment": ("estado del pago",),
    "currency": ("moneda",),
    "subtotal": ("subtotal de productos", "subtotal"),
    "discount": ("descuento",),
    "shipping": ("costo de envio",),
    "total": ("total",),
    "name": ("nombre del comprador",),
    "phone": ("telefono",),
    "phone2": ("telefono para el envio",),
    "city": ("ciudad", "localidad"),
    "country": ("pais",),
    "paid_at": ("fecha de pago",),
    "shipped_at": ("fecha de envio",),
    "title": ("nombre del producto",),
    "unit_price": ("precio del producto",),
    "quantity": ("cantidad del producto",),
    "sku": ("sku",),
    "channel": ("canal",),
    "cancelled_at": ("fecha y hora de cancelacion",),
    "reason": ("motivo de cancelacion",),
}
_PORTUGUESE: Mapping[str, Sequence[str]] = {
    "number": ("numero do pedido",),
    "order_id": ("identificador do pedido",),
    "email": ("e-mail", "email"),
    "placed_at": ("data",),
    "status": ("status do pedido",),
    "payment": ("status do pagamento",),
    "currency": ("moeda",),
    "subtotal": ("subtotal",),
    "discount": ("desconto",),
    "shipping": ("valor do frete",),
    "total": ("total",),
    "name": ("nome do comprador",),
    "phone": ("telefone",),
    "phone2": ("telefone para a entrega",),
    "city": ("cidade", "localidade"),
    "country": ("pais",),
    "paid_at": ("data de pagamento",),
    "shipped_at": ("data de envio",),
    "title": ("nome do produto",),
    "unit_price": ("valor do produto",),
    "quantity": ("quantidade comprada", "quantidade do produto"),
    "sku": ("sku",),
    "channel": ("canal",),
    "cancelled_at": ("data e hora do cancelamento",),
    "reason": ("motivo do cancelamento",),
}


class Tiendanube(OrderFormat):
    """The second row of an order repeats number and address only, or everything.

    The decimal mark varies by country and file. Refunds are a status without amount: a full refund is the
    whole total, a partial one is not carried.
    """

    name = "tiendanube-ventas"
    columns = _SPANISH
    needed = frozenset({"estado del pago", "nombre del producto", "cantidad del producto"})
    usual = frozenset({"numero de orden", "fecha", "precio del producto", "estado del envio", "moneda"})
    habits = Habits(date_order="dmy")
    channel = "web"

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Tiendanube: sales")

    def status(self, order: Fields) -> OrderStatus:
        """Return where the order stands; ``Anulado`` says it of the payment, ``Cancelada`` of the order."""
        if order.get("cancelled_at"):
            return OrderStatus.CANCELLED
        return status_of(order.get("status", ""), order.get("payment", ""))


class Nuvemshop(Tiendanube):
    """The same in Portuguese."""

    name = "nuvemshop-vendas"
    columns = _PORTUGUESE
    needed = frozenset({"status do pagamento", "nome do produto"})
    usual = frozenset({"numero do pedido", "data", "valor do produto", "quantidade comprada"})
    habits = Habits(date_order="dmy", currency="BRL")

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Nuvemshop: sales")


TIENDANUBE = Tiendanube()
NUVEMSHOP = Nuvemshop()
