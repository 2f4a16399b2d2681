"""WooCommerce > Analytics > Orders: order totals without address or line prices, headers in any language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import headers
from shopdesk.formats.base import Cells
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.order_building import Amounts
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_COLUMNS: Mapping[str, Sequence[str]] = {
    "placed_at": ("date", "fecha", "data"),
    "number": ("order #", "pedido #", "pedido n.o", "n.o de pedido", "no de pedido", "numero de pedido",
               "pedido no", "pedido", "# de pedido", "n.o do pedido"),
    "formatted": ("n. revenue (formatted)", "ingresos netos (formateado)", "n. ingresos (formateado)"),
    "status": ("status", "estado"),
    "name": ("customer", "cliente"),
    "total": ("net sales", "ventas netas", "n. revenue", "ingresos netos", "vendas liquidas"),
    "products": ("product(s)", "producto(s)", "productos", "produto(s)"),
    "items": ("items sold", "articulos vendidos", "articulos", "itens vendidos"),
    "channel_note": ("attribution", "atribucion"),
}  # fmt: skip
_TELLING = (
    frozenset({"items sold", "articulos vendidos", "itens vendidos"}),
    frozenset({"product(s)", "producto(s)", "productos", "produto(s)"}),
    frozenset({"net sales", "ventas netas", "n. revenue", "ingresos netos", "vendas liquidas"}),
)


class WooCommerceAnalytics(OrderFormat):
    """Products are packed as ``2× Name, 1× Name`` and names hold commas: taken as orders only."""

    name = "woocommerce-analytics-orders"
    columns = _COLUMNS
    needed = frozenset[str]()
    habits = Habits(decimal=".")
    channel = "web"
    has_lines = False

    @property
    def title(self) -> str:
        """What people call it."""
        return _("WooCommerce Analytics: orders")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the report: three telling columns, in the shop's language."""
        del sample
        names = headers.signature(header)
        return 0.95 if all(group & names for group in _TELLING) and len(names) <= 16 else 0.0

    def better_export(self) -> str:
        """Name the export that carries products and addresses."""
        return _(
            "This report has no addresses and no price per product: the orders count, but not in stock, sizes"
            " or customers. Export from the plug-in Advanced Order Export instead, with a row per product."
        )

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read the one figure there is: net sales, refunds already taken off (below 0 with the shipping)."""
        return Amounts(None, None, 0, 0, max(0, view.money("total", order, currency) or 0), 0)


WOOCOMMERCE_ANALYTICS = WooCommerceAnalytics()
