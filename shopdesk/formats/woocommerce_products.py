"""WooCommerce's own export of products: variable products and their variations, in the shop's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.domain import variant_names
from shopdesk.formats import cells, headers
from shopdesk.formats.base import Cells, Kind, Table
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.naming import Naming
from shopdesk.formats.records import ProductRecord
from shopdesk.formats.row_format import RowFormat
from shopdesk.runtime.i18n import _

_COLUMNS: Mapping[str, Sequence[str]] = {
    "id": ("id",),
    "type": ("type", "tipo"),
    "sku": ("sku",),
    "title": ("name", "nombre", "nome"),
    "published": ("published", "publicado"),
    "stock": ("stock", "inventario", "existencias", "estoque"),
    "list_price": ("regular price", "precio normal", "preco"),
    "price": ("sale price", "precio rebajado", "preco promocional"),
    "category": ("categories", "categorias"),
    "parent": ("parent", "superior", "padre", "principal", "ascendente"),
    "barcode": ("gtin, upc, ean, or isbn", "gtin, upc, ean o isbn"),
}
_TYPES = {"variable": "variable", "variation": "variation", "variacion": "variation", "variacao": "variation"}


class WooCommerceProducts(RowFormat):
    """``variable`` rows name the product, ``variation`` rows are its variants, joined by SKU or ``id:12``."""

    name = "woocommerce-products"
    kind = Kind.PRODUCTS
    columns = _COLUMNS
    needed = frozenset[str]()

    @property
    def title(self) -> str:
        """What people call it."""
        return _("WooCommerce: products")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the export: type, parent and attribute columns."""
        del sample
        picks = headers.pick(header, self.columns)
        attributes = any("attribut" in name or "atribut" in name for name in headers.normals(header))
        return 0.95 if {"type", "title", "list_price", "parent"} <= picks.keys() and attributes else 0.0

    def picks(self, table: Table) -> dict[str, int]:
        """Return the column of each field, and of each attribute's name and value."""
        picks = super().picks(table)
        for at, name in enumerate(headers.normals(table.header)):
            number = "".join(one for one in name if one.isdigit())
            if not number or not ("attribut" in name or "atribut" in name):
                continue
            if "nam" in name or "nom" in name:
                picks[f"option_name:{number}"] = at
            elif "val" in name:
                picks[f"option:{number}"] = at
        return picks

    def complete(self, fields: Fields, above: Fields) -> None:
        """Keep each variable product's name for its variations."""
        kind = _TYPES.get(fields.get("type", "").lower().split(",")[0].strip(), "simple")
        fields["type"] = kind
        if kind == "variable":
            for key in (fields.get("sku", ""), f"id:{fields.get('id', '')}"):
                above[key] = fields.get("title", "")
                above[f"category:{key}"] = fields.get("category", "")
        elif kind == "variation":
            parent = fields.get("parent", "")
            fields["title"] = above.get(parent) or fields.get("title", "")
            fields["category"] = fields.get("category") or above.get(f"category:{parent}", "")

    def leave_out(self, fields: Fields) -> tuple[str, str] | None:
        """Leave out the rows that only hold variations together."""
        if fields["type"] == "variable":
            return "parent_row", _("A product whose variations stand on rows of their own.")
        return None

    def record(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> ProductRecord:
        """Read a simple product or a variation."""
        get = fields.get
        if not get("title"):
            raise view.missing("product", _("The row has no product name."))
        pairs = [
            (get(f"option_name:{name.partition(':')[2]}", ""), cell)
            for name, cell in fields.items()
            if name.startswith("option:") and cell and fields["type"] == "variation"
        ]
        color, size = variant_names.variant_of(pairs, naming.vocabulary)
        if pairs:
            product = get("title", "")
        else:
            found = naming.read({"title": get("title", "")})
            product, color, size = found.product, found.color, found.size
        regular, reduced = view.money("list_price", fields), view.money("price", fields)
        return ProductRecord(
            line,
            product,
            cells.code(get("sku", "")),
            color,
            size,
            get("category", "").split(",")[0].rpartition(">")[2].strip(),
            currency=view.stated,
            price_minor=regular if reduced is None else reduced,
            list_price_minor=regular,
            state="active" if get("published", "1") not in {"0", "-1"} else "draft",
            barcode=cells.code(get("barcode", "")),
            on_hand=view.count("stock", fields),
        )


WOOCOMMERCE_PRODUCTS = WooCommerceProducts()
