"""Files that nobody knows yet: a guess for each column, and reading by what the owner then said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shopdesk.formats import cells, column_guess, headers, synonyms
from shopdesk.formats.base import Batch, Cells, ColumnMapping, Format, Kind, ReadOptions, Table
from shopdesk.formats.opening import Opened
from shopdesk.formats.plain import PlainFormat
from shopdesk.formats.plain_sales import PlainSales
from shopdesk.formats.records import OrderRecord
from shopdesk.formats.sheets import Sheet, SheetTable, table_at
from shopdesk.runtime.i18n import _, n_

_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of an unknown file.

    Attributes:
        header: As written.
        field: Name of the field it seems to be, as CLI.md writes it, or None.
        confidence: 1 for a known header, less for a look-alike or a guess from the cells.
        examples: Two different cells of the column, fewer if there are none.
    """

    header: str
    field: str | None
    confidence: float
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to show to the owner.

    Attributes:
        kind: What the rows seem to be.
        columns: One guess a column of the file.
        missing: Groups of fields of which one is still needed.
        signature: Key under which the mapping is to be saved.
    """

    kind: Kind
    columns: tuple[ColumnGuess, ...]
    missing: tuple[frozenset[str], ...]
    signature: str

    def mapping(self) -> ColumnMapping:
        """Return the mapping as proposed, for the owner to change."""
        found = {one.field: one.header for one in self.columns if one.field}
        return ColumnMapping(self.kind, found, headers.signature(one.header for one in self.columns))


def likely_header(sheet: Sheet) -> int:
    """Return which row of a sheet's head looks most like a header: known words, else many different texts."""
    tables = [synonyms.columns(kind) for kind in Kind if kind is not Kind.PURCHASES]
    known = {one for columns in tables for names in columns.values() for one in names}
    scored = []
    for index, row in enumerate(sheet.head[:30]):
        texts = [name for name in headers.normals(row.cells) if name and not name.replace(".", "").isdigit()]
        hits = sum(name in known for name in set(texts))
        scored.append((hits, len(set(texts)), -index))
    best = max(scored, default=(0, 0, 0))
    return -best[2]


def likely_table(opened: Opened) -> SheetTable:
    """Return the table of an unknown file: of its longest sheet, below the row that looks like a header."""
    sheet = max(opened.sheets, key=lambda one: len(one.head))
    return table_at(opened.name, sheet, likely_header(sheet))


def signature_key(header: Sequence[str]) -> str:
    """Return a short key of a header: equal for files with the same columns in whatever order."""
    return hashlib.sha256("\n".join(sorted(headers.signature(header))).encode()).hexdigest()[:32]


def fields_of(kind: Kind) -> tuple[str, ...]:
    """Return the fields that a file of a kind can have, as CLI.md writes them, in its order."""
    return tuple(_shown(names) for names in synonyms.columns(kind).values())


def _shown(names: Sequence[str]) -> str:
    return names[0].replace(" ", "_")


def needed(kind: Kind) -> tuple[frozenset[str], ...]:
    """Return the groups of fields of which a mapping needs one each; without pieces, a row is one piece."""
    return tuple(group for group in synonyms.REQUIRED[kind] if group != frozenset({"quantity"}))


def propose(table: Table, kind: Kind | None = None) -> Proposal:
    """Guess which column is which.

    Args:
        table: The opened table.
        kind: What the owner says it is; None takes the kind that explains most columns.
    """
    sample = [row.cells for row, _at in zip(table.rows(), range(_SAMPLE), strict=False)]
    if kind is not None:
        return _proposal(table.header, sample, kind)
    tried = [_proposal(table.header, sample, one) for one in Kind if one is not Kind.PURCHASES]
    return max(tried, key=_likelihood)


def _likelihood(proposal: Proposal) -> tuple[int, float]:
    """Rank proposals: fewest columns missing, then most explained; what owners mostly bring is likelier."""
    usual = {Kind.SALES: 1.0, Kind.STOCK: 0.3, Kind.PRODUCTS: 0.3}.get(proposal.kind, 0.0)
    have = {one.field for one in proposal.columns}
    if proposal.kind is Kind.SALES and not {"quantity", "unit_price"} & have:
        usual = 0.0
    return -len(proposal.missing), usual + sum(guess.confidence for guess in proposal.columns)


def _proposal(header: Cells, sample: Sequence[Cells], kind: Kind) -> Proposal:
    columns = synonyms.columns(kind)
    found = column_guess.guess(header, sample, columns)
    guesses = tuple(
        ColumnGuess(
            title,
            _shown(columns[found[at][0]]) if at in found else None,
            found[at][1] if at in found else 0.0,
            _examples(sample, at),
        )
        for at, title in enumerate(header)
    )
    have = {name for name, _confidence in found.values()}
    missing = tuple(
        frozenset(_shown(columns[name]) for name in group) for group in needed(kind) if not group & have
    )
    return Proposal(kind, guesses, missing, signature_key(header))


def _examples(sample: Sequence[Cells], at: int) -> tuple[str, ...]:
    seen = dict.fromkeys(cells.text(row[at]) for row in sample if len(row) > at and row[at].strip())
    return tuple(list(seen)[:2])


def _internal(mapping: ColumnMapping) -> Mapping[str, Sequence[str]]:
    """Return internal field to the comparable header that the owner chose."""
    columns = synonyms.columns(mapping.kind)
    names = {_shown(own): name for name, own in columns.items()}
    return {names[name]: (headers.normal(title),) for name, title in mapping.columns.items() if name in names}


def _told(mapping: ColumnMapping, options: ReadOptions) -> ReadOptions:
    """Return the options, filled from what was saved with the mapping."""
    return replace(
        options,
        zone=options.zone or mapping.zone,
        currency=options.currency or mapping.currency,
        decimal=options.decimal or mapping.decimal,
        date_order=options.date_order or mapping.date_order,
    )


class _MappedSales(PlainSales):
    name = "mapped-sales"
    trailing_variants = True

    def __init__(self, mapping: ColumnMapping) -> None:
        self.mapping = mapping
        self.columns = _internal(mapping)

    @property
    def title(self) -> str:
        return _("Columns chosen by you")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        del sample
        return _fits(self.mapping, header)

    def read(self, table: Table, options: ReadOptions) -> Iterator[Batch]:
        for batch in super().read(table, _told(self.mapping, options)):
            yield _with_taxes(batch, self.mapping.taxes_included)


def _with_taxes(batch: Batch, included: bool | None) -> Batch:
    if included is None:
        return batch
    orders = [one for one in batch.records if isinstance(one, OrderRecord)]
    return replace(batch, records=tuple(replace(one, taxes_included=included) for one in orders))


class _MappedRows(PlainFormat):
    def __init__(self, mapping: ColumnMapping) -> None:
        super().__init__(mapping.kind, n_("Columns chosen by you"))
        self.name = f"mapped-{mapping.kind.value}"
        self.mapping = mapping
        self.columns = _internal(mapping)

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        del sample
        return _fits(self.mapping, header)

    def read(self, table: Table, options: ReadOptions) -> Iterator[Batch]:
        return super().read(table, _told(self.mapping, options))


def _fits(mapping: ColumnMapping, header: Sequence[str]) -> float:
    """Return 1.01, above every other format, where the header is the one the mapping was made for."""
    have = headers.signature(header)
    wanted = mapping.signature or {headers.normal(title) for title in mapping.columns.values()}
    return 1.01 if wanted and have >= wanted else 0.0


def mapped(mapping: ColumnMapping) -> Format:
    """Return the format that reads by a mapping."""
    return _MappedSales(mapping) if mapping.kind is Kind.SALES else _MappedRows(mapping)
