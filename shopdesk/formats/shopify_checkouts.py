"""Shopify's abandoned checkouts: like orders, a first row and further lines, but nobody has paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import cells, headers
from shopdesk.formats.base import Cells, Kind
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.naming import Naming
from shopdesk.formats.records import CheckoutRecord
from shopdesk.formats.row_format import RowFormat
from shopdesk.formats.survey import Habits
from shopdesk.runtime.i18n import _

_COLUMNS: Mapping[str, Sequence[str]] = {
    "number": ("id", "checkout id", "name", "checkout"),
    "email": ("email", "customer email"),
    "abandoned_at": ("created at", "abandoned at", "date", "updated at"),
    "completed_at": ("completed at",),
    "recovery": ("recovery status", "recovered", "status"),
    "title": ("lineitem name", "line item name"),
    "sku": ("lineitem sku", "line item sku"),
    "quantity": ("lineitem quantity", "line item quantity"),
    "name": ("billing name", "shipping name", "customer name", "customer"),
    "phone": ("phone", "billing phone", "shipping phone"),
    "currency": ("currency",),
    "total": ("total", "total price"),
    "url": ("abandoned checkout url", "recovery url", "checkout url"),
    "marketing": ("accepts marketing", "buyer accepts marketing"),
}
_CARRIED = (
    "email", "abandoned_at", "completed_at", "recovery", "name", "phone", "currency", "url", "marketing",
)  # fmt: skip

_RECOVERED = frozenset({"recovered", "recuperado", "yes", "true"})


class ShopifyCheckouts(RowFormat):
    """A row per product left behind; a basket is known by its number."""

    name = "shopify-checkouts"
    kind = Kind.CHECKOUTS
    columns = _COLUMNS
    needed = frozenset[str]()
    habits = Habits(decimal=".")

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Shopify: abandoned checkouts")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely these are abandoned checkouts: an order's columns, but no financial status."""
        del sample
        picks = headers.pick(header, self.columns)
        names = headers.signature(header)
        if not {"email", "abandoned_at", "title"} <= picks.keys() or "financial status" in names:
            return 0.0
        return 0.95 if {"url", "recovery", "completed_at"} & picks.keys() else 0.0

    def complete(self, fields: Fields, above: Fields) -> None:
        """Give further lines of a basket what stands on its first row."""
        if fields.get("email") or fields.get("number") != above.get("number"):
            above.clear()
            above.update(fields)
        for name in _CARRIED:
            if name in fields and not fields[name]:
                fields[name] = above.get(name, "")

    def record(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> CheckoutRecord:
        """Read one product of a basket."""
        get = fields.get
        left = view.moment("abandoned_at", fields)
        address = cells.email(get("email", ""))
        if left is None:
            raise view.missing("date", _("The row has no date."))
        if not address and not cells.phone(get("phone", "")):
            raise view.missing("email", _("The row has no e-mail address."))
        name = naming.read(fields)
        pieces = view.count("quantity", fields)
        return CheckoutRecord(
            line,
            address,
            left,
            cells.code(get("sku", "")),
            name.product,
            name.color,
            name.size,
            1 if pieces is None else pieces,
            bool(get("completed_at")) or get("recovery", "").lower() in _RECOVERED,
            cells.person(get("name", "")),
            cells.phone(get("phone", "")),
            cells.code(get("number", "")),
            get("currency", "").upper() or view.stated,
            view.money("total", fields),
            get("url", ""),
            cells.flag(get("marketing", "")) if get("marketing") else None,
        )


SHOPIFY_CHECKOUTS = ShopifyCheckouts()
