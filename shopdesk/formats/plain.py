"""Plain files: one table a kind, headers in English or Spanish, any order, extra columns left aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from shopdesk.formats import column_guess, dates, headers, numbers, synonyms
from shopdesk.formats.base import Cells, Kind, ReadOptions, Table
from shopdesk.formats.cells import Fields, Understanding, text
from shopdesk.formats.day_above import day_above
from shopdesk.formats.naming import Naming
from shopdesk.formats.plain_records import READERS
from shopdesk.formats.questions import ask_as_of
from shopdesk.formats.records import Record
from shopdesk.formats.row_format import RowFormat, note_unused
from shopdesk.formats.sifting import Pile
from shopdesk.runtime.i18n import _, n_

_DATED = {Kind.VISITS: "day", Kind.REVIEWS: "day", Kind.EVENTS: "start", Kind.CHECKOUTS: "abandoned_at"}
_TELLING: Mapping[Kind, frozenset[str]] = {
    # Addresses alone, or products with nothing said about them, are no table of ours.
    Kind.CONTACTS: frozenset({"name", "phone", "consent", "city", "birthday", "instagram", "first_name"}),
    Kind.PRODUCTS: frozenset({"sku", "cost", "price", "supplier", "category", "size", "color", "pack"}),
    Kind.SUPPLIERS: frozenset({"email", "phone", "lead_days", "minimum_order_money", "review_days", "notes"}),
}

_VAGUE_COUNTS = frozenset({"cantidad", "piezas", "pzas", "qty", "quantity", "cant", "unidades", "saldo"})
_OF_ORDERS = frozenset(
    {"placed_at", "number", "name", "email", "quantity", "channel", "shipped_at", "delivered_at", "phone"}
)
_OF_GOODS = ("supplier", "cost", "price", "category")
"""What a list of stock may say of its products besides."""
_VAGUE_NAMES = frozenset(
    {"nombre", "descripcion", "description", "titulo", "title", "concepto", "item", "modelo"}
)


def plainness(header: Sequence[str], kind: Kind, sample: Sequence[Cells] = ()) -> float:
    """Say how surely a table is a plain file of a kind.

    Args:
        header: Cells of a row that may be the header.
        kind: The kind asked about.
        sample: Rows below it; a column of dates or counts whose cells are neither speaks against it.

    Returns:
        0 if a required column is absent. 0.3 where the columns could mean something else as well: enough
        only if the owner names the kind. 0.6 to 0.79 otherwise, always under a source's own signature; a
        file whose headers are those of CLI.md itself is surer than one of look-alikes.
    """
    named = [name for name in header if name.strip()]
    columns = synonyms.columns(kind)
    picks = headers.pick(header, columns)
    if len(named) < 2 or any(not group & picks.keys() for group in synonyms.REQUIRED[kind]):
        return 0.0
    share = len(picks) / len(named)
    own = {name for name, at in picks.items() if headers.normal(header[at]) in columns[name][:2]}
    strict = all(group & own for group in synonyms.REQUIRED[kind])
    if not (strict or share >= 0.5) or not _tells(kind, picks, header, share):
        return 0.3
    return 0.6 + 0.12 * share + 0.07 * len(own) / len(named) if _is_credible(picks, sample) else 0.3


def _tells(kind: Kind, picks: Mapping[str, int], header: Sequence[str], share: float) -> bool:
    """Tell whether the columns say what the rows are: a recipe has products and quantities too."""
    telling = _TELLING.get(kind)
    if telling and not telling & picks.keys():
        return False
    if kind is Kind.CONTACTS:
        return share >= 0.5 or "consent" in picks
    if kind is Kind.STOCK:
        return "as_of" in picks or headers.normal(header[picks["on_hand"]]) not in _VAGUE_COUNTS
    if kind is Kind.SUPPLIERS:
        return not headers.pick(header, synonyms.columns(Kind.STOCK)).keys() & {"sku", "on_hand"}
    if kind is Kind.PRODUCTS:
        if _counts(header) and not {"cost", "price", "list_price", "category"} & picks.keys():
            return False  # what there is of each, with who supplies it: a list of stock
        vague = headers.normal(header[picks["product"]]) in _VAGUE_NAMES
        sold = headers.pick(header, synonyms.columns(Kind.SALES)).keys() & _OF_ORDERS
        return len(sold) < 2 and (not vague or bool({"sku", "cost", "price"} & picks.keys()))
    return True


def _is_credible(picks: Mapping[str, int], sample: Sequence[Cells]) -> bool:
    """Tell whether dates, counts and addresses are mostly what their headers say."""
    for name, at in picks.items():
        reads = _READS.get(name)
        filled = [cell for row in sample if len(row) > at and (cell := text(row[at]))]
        if reads and len(filled) > 1 and 2 * sum(map(reads, filled)) < len(filled):
            return False
    return True


def _reads_date(cell: str) -> bool:
    try:
        dates.order_of(cell)
    except dates.NotADate:
        return False
    return True


def _reads_number(cell: str) -> bool:
    try:
        numbers.bare(cell)
    except numbers.NotANumber:
        return False
    return True


_READS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(("placed_at", "day", "as_of", "start", "end", "abandoned_at"), _reads_date),
    **dict.fromkeys(("quantity", "on_hand", "views"), _reads_number),
    "email": lambda cell: "@" in cell,
}


class PlainFormat(RowFormat):
    """A plain file of one kind other than sales."""

    def __init__(self, kind: Kind, title: str) -> None:
        self.kind = kind
        self.name = f"plain-{kind.value}"
        self.columns: Mapping[str, Sequence[str]] = synonyms.columns(kind)
        self.dated = _DATED.get(kind)
        self._title = title

    @property
    def title(self) -> str:
        """What people call it."""
        return _(self._title)

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is a plain file of the kind."""
        return plainness(header, self.kind, sample)

    def picks(self, table: Table) -> dict[str, int]:
        """Return the column of each field; a column called ``No.`` that holds sizes is the size."""
        found = super().picks(table)
        return column_guess.with_sizes(found, table) if "size" in self.columns else found

    def introduce(self, table: Table, picks: Mapping[str, int], options: ReadOptions, pile: Pile) -> None:
        """Say which columns are not used, and ask of which day a stock file is that does not say."""
        note_unused(table, picks, pile)
        undated = "as_of" not in picks and options.as_of is None and day_above(table) is None
        if self.kind is Kind.STOCK and undated:
            pile.questions += (ask_as_of(),)
        if self.kind is Kind.STOCK:
            _note_supplier(table, picks, pile)
        if self.kind is Kind.PRODUCTS:
            _note_stock(table, pile)

    def record(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> Record:
        """Read one row."""
        return READERS[self.kind](line, fields, view, naming)


def _counts(header: Sequence[str]) -> str:
    """Return the header that says without doubt how many there are, empty without one."""
    at = headers.pick(header, {"on_hand": synonyms.columns(Kind.STOCK)["on_hand"]}).get("on_hand")
    return "" if at is None or headers.normal(header[at]) in _VAGUE_COUNTS else header[at]


def _note_stock(table: Table, pile: Pile) -> None:
    """Say that a catalogue's column of stock waits: which day it is of is another question."""
    if column := _counts(table.header):
        said = _("The stock in “{column}” was not taken; import this file once more as stock to take it.")
        pile.note("stock_not_taken", said.format(column=column), warn=True)


def _note_supplier(table: Table, picks: Mapping[str, int], pile: Pile) -> None:
    """Say that what a list of stock says of its products waits."""
    more = headers.pick(table.header, synonyms.columns(Kind.PRODUCTS))
    told = [at for name in _OF_GOODS if (at := more.get(name)) is not None and at not in picks.values()]
    if told:
        said = _("“{columns}” says more of the products; import this file once more as products to take it.")
        pile.note("products_not_taken", said.format(columns="”, “".join(table.header[at] for at in told)))


PLAIN = (
    PlainFormat(Kind.STOCK, n_("Plain file: stock")),
    PlainFormat(Kind.PRODUCTS, n_("Plain file: products")),
    PlainFormat(Kind.SUPPLIERS, n_("Plain file: suppliers")),
    PlainFormat(Kind.EVENTS, n_("Plain file: events")),
    PlainFormat(Kind.CONTACTS, n_("Plain file: contacts")),
    PlainFormat(Kind.VISITS, n_("Plain file: visits")),
    PlainFormat(Kind.REVIEWS, n_("Plain file: reviews")),
    PlainFormat(Kind.CHECKOUTS, n_("Plain file: abandoned checkouts")),
)
