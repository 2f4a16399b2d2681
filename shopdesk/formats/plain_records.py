"""One row of a plain file into its record, by kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from shopdesk.domain.naming import name_key
from shopdesk.formats import cells, dates
from shopdesk.formats.base import Kind
from shopdesk.formats.cells import CellProblem, Fields, Understanding
from shopdesk.formats.naming import Naming
from shopdesk.formats.records import (
    CheckoutRecord,
    ContactRecord,
    EventRecord,
    ProductRecord,
    Record,
    ReviewRecord,
    StockRecord,
    SupplierRecord,
    VisitRecord,
)
from shopdesk.formats.row_format import need_sku_or_product
from shopdesk.runtime.i18n import _

T = TypeVar("T")
_SPAN = re.compile(
    r"(\d{1,3})(?: ?(?:-|–|a|o|to) ?(\d{1,3}))? ?(dias?(?: habiles)?|days?|semanas?|sem|weeks?)?\.?"
)


def stock(line: int, fields: Fields, view: Understanding, naming: Naming) -> StockRecord:
    """Read a count; its own date comes before the one told for the whole file."""
    need_sku_or_product(fields, view)
    name = naming.read(fields)
    on_hand = _needed(view.count("on_hand", fields), view, "on_hand", _("The row has no count."))
    when = view.when("as_of", fields) or view.as_of
    get = fields.get
    return StockRecord(
        line,
        cells.code(get("sku", "")),
        name.product,
        name.color,
        name.size,
        get("location", ""),
        on_hand,
        committed=view.count("committed", fields),
        incoming=view.count("incoming", fields),
        as_of=when,
    )


def product(line: int, fields: Fields, view: Understanding, naming: Naming) -> ProductRecord:
    """Read a product or one of its variants."""
    get = fields.get
    if not get("product"):
        raise view.missing("product", _("The row has no product name."))
    name = naming.read(fields)
    return ProductRecord(
        line,
        name.product,
        cells.code(get("sku", "")),
        name.color,
        name.size,
        get("category", ""),
        get("gender", ""),
        get("supplier", ""),
        view.stated,
        view.money("cost", fields),
        view.money("price", fields),
        view.money("list_price", fields),
        view.count("pack", fields),
        view.count("minimum_order", fields),
        view.number("days_per_unit", fields),
        view.count("care_days", fields),
        get("use", ""),
        get("fit", ""),
        get("care", ""),
        get("url", ""),
        get("successor_of", ""),
        get("supplier_sku", ""),
        get("state", ""),
        view.day("available_on", fields),
        barcode=cells.code(get("barcode", "")),
    )


def supplier(line: int, fields: Fields, view: Understanding, naming: Naming) -> SupplierRecord:
    """Read a supplier."""
    del naming
    get = fields.get
    if not get("supplier"):
        raise view.missing("supplier", _("The row has no supplier name."))
    currency = get("currency", "").upper() or view.stated
    return SupplierRecord(
        line,
        get("supplier", ""),
        cells.email(get("email", "")),
        cells.phone(get("phone", "")),
        _lead_days(fields, view),
        view.number("lead_days_sd", fields),
        view.count("review_days", fields),
        currency,
        view.money("minimum_order_money", fields, currency),
        get("notes", ""),
    )


def _lead_days(fields: Fields, view: Understanding) -> float | None:
    """Read how long a supplier takes: ``12``, ``7-10`` (its middle), ``2 semanas``."""
    found = _SPAN.fullmatch(name_key(fields.get("lead_days", "")))
    if not found:
        return view.number("lead_days", fields)
    ends = [float(end) for end in found.group(1, 2) if end]
    return sum(ends) / len(ends) * (7 if (found[3] or "").startswith(("sem", "week")) else 1)


def event(line: int, fields: Fields, view: Understanding, naming: Naming) -> EventRecord:
    """Read a sale or feast; both ends belong to it."""
    del naming
    said = _("The row lacks the event's name, its start or its end.")
    start = _needed(view.day("start", fields), view, "start", said)
    end = _needed(view.day("end", fields), view, "end", said)
    if not fields.get("event"):
        raise view.missing("event", said)
    if end < start:
        raise CellProblem("end_before_start", _("The event ends before it starts."), view.names.get("end"))
    uplift = view.number("uplift", fields)
    if uplift is not None and fields["uplift"].rstrip().endswith("%"):
        uplift /= 100
    return EventRecord(line, fields["event"], start, end, fields.get("scope", ""), uplift)


def contact(line: int, fields: Fields, view: Understanding, naming: Naming) -> ContactRecord:
    """Read a person; consent only from its own column."""
    del naming
    get = fields.get
    address = cells.email(get("email", ""))
    if not address:
        said = _("The row has no e-mail address.")
        if get("email"):
            said = _("“{cell}” is not an e-mail address.").format(cell=get("email", "")[:60])
        raise CellProblem("missing_email" if not get("email") else "bad_email", said, view.names.get("email"))
    consent = cells.flag(get("consent", "")) if get("consent") else None
    if get("consent") and consent is None:
        raise _neither(view.names.get("consent", ""), get("consent", ""))
    return ContactRecord(
        line,
        address,
        cells.person(get("name", "")) or cells.person(get("first_name", ""), get("last_name", "")),
        cells.phone(get("phone", "")),
        get("instagram", "").lstrip("@"),
        get("city", ""),
        birthday=_birthday(view, fields),
        consent=consent,
        consent_at=view.when("consent_at", fields),
        consent_source=get("source", "") or (view.names.get("consent", "") if consent is not None else ""),
        incentive=get("incentive", ""),
    )


def _birthday(view: Understanding, fields: Fields) -> date | None:
    """Read a birthday, on which a person's mail does not depend; one that cannot be read is none."""
    cell = fields.get("birthday", "")
    try:
        read = dates.read(cell, view.orders.get("birthday", "dmy"))
    except dates.NotADate:
        return None
    return read.date() if isinstance(read, datetime) else read


def visit(line: int, fields: Fields, view: Understanding, naming: Naming) -> VisitRecord:
    """Read a day's page views of a product."""
    need_sku_or_product(fields, view)
    name = naming.read(fields)
    day = _needed(view.day("day", fields), view, "date", _("The row has no date."))
    views = _needed(view.count("views", fields), view, "views", _("The row has no views."))
    sku = cells.code(fields.get("sku", ""))
    return VisitRecord(line, day, sku, name.product, views, fields.get("channel", ""), name.color, name.size)


def review(line: int, fields: Fields, view: Understanding, naming: Naming) -> ReviewRecord:
    """Read an opinion."""
    del naming
    get = fields.get
    if not get("text") and not get("rating"):
        raise view.missing("text", _("The row has neither words nor a rating."))
    return ReviewRecord(
        line,
        _needed(view.day("day", fields), view, "date", _("The row has no date.")),
        get("text", ""),
        view.number("rating", fields),
        cells.email(get("email", "")),
        cells.code(get("order", "")),
        get("product", ""),
        get("size", ""),
    )


def checkout(line: int, fields: Fields, view: Understanding, naming: Naming) -> CheckoutRecord:
    """Read a basket left behind."""
    need_sku_or_product(fields, view)
    get = fields.get
    address = cells.email(get("email", ""))
    if not address:
        raise view.missing("email", _("The row has no e-mail address."))
    name = naming.read(fields)
    left = _needed(view.moment("abandoned_at", fields), view, "date", _("The row has no date."))
    return CheckoutRecord(
        line,
        address,
        left,
        cells.code(get("sku", "")),
        name.product,
        name.color,
        name.size,
        1 if (pieces := view.count("quantity", fields)) is None else pieces,
        bool(cells.flag(get("completed", ""))),
        cells.person(get("name", "")),
        cells.phone(get("phone", "")),
    )


def _needed(value: T | None, view: Understanding, name: str, message: str) -> T:
    if value is None:
        raise view.missing(name, message)
    return value


def _neither(column: str, cell: str) -> CellProblem:
    said = _("{column}: “{cell}” is neither yes nor no.")
    return CellProblem("unreadable_flag", said.format(column=column, cell=cell[:40]), column)


READERS: Mapping[Kind, Callable[[int, Fields, Understanding, Naming], Record]] = {
    Kind.STOCK: stock,
    Kind.PRODUCTS: product,
    Kind.SUPPLIERS: supplier,
    Kind.EVENTS: event,
    Kind.CONTACTS: contact,
    Kind.CUSTOMERS: contact,
    Kind.VISITS: visit,
    Kind.REVIEWS: review,
    Kind.SURVEYS: review,
    Kind.CHECKOUTS: checkout,
}
