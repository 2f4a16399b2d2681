"""Stocky, Shopify's purchase-order tool until 2026-08-31: its purchase orders, and the list of suppliers.

From memory: Stocky's files differ by the screen they come from, so columns are found by several names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from shopdesk.formats import cells, headers, synonyms
from shopdesk.formats.base import Batch, Cells, Kind, ReadOptions, Row, Table
from shopdesk.formats.cells import CellProblem, Fields, Understanding
from shopdesk.formats.grouping import Group, Grouping, Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.plain_records import supplier as plain_supplier
from shopdesk.formats.records import PurchaseLine, PurchaseOrderRecord, SupplierRecord
from shopdesk.formats.row_format import RowFormat
from shopdesk.formats.sifting import Pile, sift
from shopdesk.formats.survey import Habits, survey
from shopdesk.runtime.i18n import _

_ORDERS: Mapping[str, Sequence[str]] = {
    "number": ("purchase order", "po number", "purchase order number", "po #", "po", "order number",
               "reference", "number", "sequential id", "po id"),
    "supplier": ("supplier", "vendor", "supplier name", "vendor name", "supplier/vendor"),
    "status": ("status", "po status", "state"),
    "ordered_on": ("ordered at", "order date", "date ordered", "ordered on", "created at",
                   "date created", "date"),
    "expected_on": ("expected on", "expected date", "expected", "ship on", "due date", "arriving"),
    "received_on": ("received at", "received on", "date received", "completed at"),
    "location": ("location", "destination", "deliver to", "ship to location"),
    "notes": ("notes", "note"),
    "currency": ("currency", "supplier currency", "currency code"),
    "sku": ("sku", "variant sku"),
    "product": ("product", "product title", "product name", "title", "description", "item"),
    "variant": ("variant", "variant title", "variant name", "options"),
    "supplier_sku": ("supplier code", "supplier sku", "vendor code", "vendor sku"),
    "ordered": ("quantity ordered", "ordered", "qty ordered", "quantity", "qty", "ordered quantity"),
    "received": ("quantity received", "received", "qty received", "received quantity"),
    "cancelled_quantity": ("quantity cancelled", "cancelled", "qty cancelled"),
    "cost": ("cost price", "cost", "unit cost", "cost (base)", "price", "cost price (base)"),
}  # fmt: skip
_SUPPLIERS: Mapping[str, Sequence[str]] = {
    "supplier": ("supplier name", "vendor name", "supplier", "name", "company"),
    "email": ("email", "contact email", "email address"),
    "phone": ("phone", "phone number", "telephone"),
    "lead_days": ("lead time", "lead time days", "lead time (days)", "default lead time"),
    "review_days": ("review days", "days of stock", "stock days", "reorder frequency", "days to order for"),
    "minimum_order_money": ("minimum order", "minimum order value", "min order", "minimum spend"),
    "currency": ("currency", "currency code"),
    "notes": ("notes", "note", "payment terms"),
}


class StockyOrders:
    """A row per product on a purchase order; rows of one number are one order."""

    name = "stocky-purchase-orders"
    kind = Kind.PURCHASES
    columns = _ORDERS

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Stocky: purchase orders")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely these are purchase orders."""
        del sample
        picks = headers.pick(header, _ORDERS)
        if not {"number", "ordered"} <= picks.keys() or not {"sku", "product"} & picks.keys():
            return 0.0
        names = headers.signature(header)
        told = names & {"purchase order", "po number", "purchase order number", "po #", "po", "po id"}
        return 0.9 if told and {"supplier", "received", "cost"} & picks.keys() else 0.0

    def read(self, table: Table, options: ReadOptions) -> Iterator[Batch]:
        """Read the table in batches of whole purchase orders."""
        picks = headers.pick(table.header, _ORDERS)
        habits = Habits()
        surveyed = survey(table, picks, habits, options, "number")
        view, naming = surveyed.understanding, Naming(surveyed.titles)
        pile = Pile(questions=tuple(one for one in surveyed.questions if one.code != "zone"))
        pile.problems.extend((*table.notes, *surveyed.notes))
        grouping = Grouping(None, surveyed.scattered, pile)
        for group in grouping.groups(_numbered(sift(table.rows(), table, picks, pile, None), pile)):
            self._take(group, view, naming, pile)
            if pile.is_full():
                yield pile.take()
        yield pile.take()

    def _take(self, group: Group, view: Understanding, naming: Naming, pile: Pile) -> None:
        try:
            record = _order(group.rows, view, naming)
        except CellProblem as error:
            for row, _fields in group.rows:
                pile.reject(row, error)
            return
        pile.accept(record, len(group.rows))


def _numbered(rows: Iterator[tuple[Row, Fields]], pile: Pile) -> Iterator[tuple[Row, Fields]]:
    for row, fields in rows:
        if fields.get("number"):
            yield row, fields
        else:
            pile.reject(row, CellProblem("missing_number", _("The row has no order number.")))


def _order(rows: Run, view: Understanding, naming: Naming) -> PurchaseOrderRecord:
    first = rows[0][1]
    get = first.get
    currency = get("currency", "").upper()
    currency = currency if len(currency) == 3 else view.stated
    return PurchaseOrderRecord(
        StockyOrders.name,
        cells.code(get("number", "")),
        get("supplier", ""),
        get("status", "").lower(),
        currency,
        tuple(_line(row, fields, view, naming, currency) for row, fields in rows),
        tuple(row.line for row, _fields in rows),
        _day("ordered_on", first, view),
        _day("expected_on", first, view),
        _day("received_on", first, view),
        get("location", ""),
        get("notes", ""),
    )


def _line(row: Row, fields: Fields, view: Understanding, naming: Naming, currency: str) -> PurchaseLine:
    ordered = view.count("ordered", fields)
    if ordered is None:
        raise view.missing("quantity", _("The row has no quantity."))
    name = naming.read(fields)
    return PurchaseLine(
        row.line,
        cells.code(fields.get("sku", "")),
        name.product,
        name.color,
        name.size,
        ordered,
        view.count("received", fields) or 0,
        view.count("cancelled_quantity", fields) or 0,
        view.money("cost", fields, currency),
        cells.code(fields.get("supplier_sku", "")),
    )


def _day(name: str, fields: Fields, view: Understanding) -> date | None:
    try:
        return view.day(name, fields)
    except CellProblem:
        return None


class StockySuppliers(RowFormat):
    """A row per supplier, with the days it takes."""

    name = "stocky-suppliers"
    kind = Kind.SUPPLIERS
    columns = _SUPPLIERS
    needed = frozenset[str]()

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Stocky: suppliers")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is the list."""
        del sample
        names = headers.signature(header)
        timed = names & {"lead time", "lead time days", "lead time (days)", "default lead time"}
        named = names & {"supplier name", "vendor name", "supplier", "name"}
        goods = headers.pick(header, synonyms.columns(Kind.STOCK)).keys() & {"sku", "on_hand"}
        return 0.85 if timed and named and not goods and "product" not in names else 0.0

    def record(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> SupplierRecord:
        """Read a supplier; ``14 days`` are 14."""
        lead = fields.get("lead_days", "").lower()
        fields["lead_days"] = lead.removesuffix("days").removesuffix("day").strip()
        return plain_supplier(line, fields, view, naming)


STOCKY = (StockyOrders(), StockySuppliers())
