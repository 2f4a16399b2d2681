"""Plain files: one table a kind, headers in English or Spanish, any order, extra columns left aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import headers, synonyms
from shopdesk.formats.base import Cells, Kind, Question, ReadOptions, Table
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.naming import Naming
from shopdesk.formats.plain_records import READERS
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


def plainness(header: Sequence[str], kind: Kind) -> float:
    """Say how much of a header the plain columns of a kind explain: 0 if a required one is absent.

    Returns:
        0, or 0.6 to 0.79, always under a source's own signature. The more columns are explained, the surer; a
        file whose headers are those of CLI.md itself is surer than one of look-alikes.
    """
    named = [name for name in header if name.strip()]
    columns = synonyms.columns(kind)
    picks = headers.pick(header, columns)
    if len(named) < 2 or any(not group & picks.keys() for group in synonyms.REQUIRED[kind]):
        return 0.0
    telling = _TELLING.get(kind)
    if telling and not telling & picks.keys():
        return 0.0
    own = sum(headers.normal(header[at]) in columns[name][:2] for name, at in picks.items())
    return 0.6 + 0.12 * len(picks) / len(named) + 0.07 * own / len(named)


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
        del sample
        return plainness(header, self.kind)

    def introduce(self, table: Table, picks: Mapping[str, int], options: ReadOptions, pile: Pile) -> None:
        """Say which columns are not used, and ask of which day a stock file is that does not say."""
        note_unused(table, picks, pile)
        if self.kind is Kind.STOCK and "as_of" not in picks and options.as_of is None:
            pile.questions += (ask_as_of(),)

    def record(self, line: int, fields: Fields, view: Understanding, naming: Naming) -> Record:
        """Read one row."""
        return READERS[self.kind](line, fields, view, naming)


def ask_as_of() -> Question:
    """Return the question of an undated stock file."""
    return Question(
        "as_of",
        _("Of which day is this stock? The file does not say."),
        _("Say it with --as-of, for example --as-of 2026-11-21"),
    )


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
