"""Shopify's export of products: a row per variant, the product's own columns on its first row only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import cells, headers
from shopdesk.formats.base import Cells, Kind
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.naming import Naming
from shopdesk.formats.records import ProductRecord
from shopdesk.formats.row_format import RowFormat
from shopdesk.formats.shopify_inventory import OPTIONS, options_of
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_COLUMNS: Mapping[str, Sequence[str]] = {
    "handle": ("handle", "url handle"),
    "title": ("title",),
    "vendor": ("vendor",),
    "type": ("type", "custom product type"),
    "product_category": ("product category", "standardized product type", "standard product type"),
    **OPTIONS,
    "sku": ("variant sku", "sku"),
    "price": ("variant price", "price"),
    "list_price": ("variant compare at price", "compare-at price"),
    "barcode": ("variant barcode", "barcode"),
    "cost": ("cost per item",),
    "state": ("status",),
    "stock": ("variant inventory qty", "inventory quantity"),
    "gender": ("google shopping / gender",),
    "image": ("image src", "product image url"),
}
_CARRIED = (
    "title", "vendor", "type", "product_category", "state", "gender", "option1_name",
    "option2_name", "option3_name",
)  # fmt: skip


class ShopifyProducts(RowFormat):
    """44 to 59 columns by age and theme; image-only rows are no variants, ``Default Title`` is no option."""

    name = "shopify-products"
    kind = Kind.PRODUCTS
    columns = _COLUMNS
    needed = frozenset({"title", "option1 name", "option1 value"})
    habits = Habits(decimal=".")

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Shopify: products")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely these are Shopify's products."""
        del sample
        names = headers.signature(header)
        old = {"handle", "variant price"} <= names
        new = {"url handle", "price"} <= names
        return 1.0 if names >= self.needed and (old or new) else 0.0

    def complete(self, fields: Fields, above: Fields) -> None:
        """Give every row of a product what stands on its first row."""
        if fields.get("handle") != above.get("handle") or fields.get("title"):
            above.clear()
            above.update(fields)
        for name in _CARRIED:
            if name in fields and not fields[name]:
                fields[name] = above.get(name, "")

    def leave_out(self, fields: Fields) -> tuple[str, str] | None:
        """Leave out rows that only carry a picture."""
        own = ("option1", "sku", "price")
        if not any(fields.get(name) for name in own):
            return "image_row", _("A row with only a picture of the product above.")
        return None

    def record(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> ProductRecord:
        """Read a variant."""
        get = fields.get
        if not get("title") and not get("handle"):
            raise view.missing("product", _("The row has no product name."))
        color, size = options_of(fields, naming)
        return ProductRecord(
            line,
            get("title", "") or get("handle", ""),
            cells.code(get("sku", "")),
            color,
            size,
            get("type", "") or get("product_category", "").rpartition(">")[2].strip(),
            get("gender", ""),
            currency=view.stated,
            cost_minor=view.money("cost", fields),
            price_minor=view.money("price", fields),
            list_price_minor=view.money("list_price", fields),
            state=get("state", "").lower(),
            barcode=cells.code(get("barcode", "")),
            handle=get("handle", ""),
            vendor=get("vendor", ""),
            on_hand=view.count("stock", fields),
        )


SHOPIFY_PRODUCTS = ShopifyProducts()
