"""Files that nobody knows yet: a guess for each column, and reading by what the owner then said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from shopdesk.formats import cells, dates, headers, synonyms
from shopdesk.formats.base import Batch, Cells, ColumnMapping, Format, Kind, ReadOptions, Table
from shopdesk.formats.plain import PlainFormat
from shopdesk.formats.plain_sales import PlainSales
from shopdesk.formats.records import OrderRecord
from shopdesk.formats.sheets import Sheet
from shopdesk.runtime.i18n import _, n_

_CLOSE = 88
_DATES = ("placed_at", "day", "as_of", "start", "abandoned_at")
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


def signature_key(header: Sequence[str]) -> str:
    """Return a short key of a header: equal for files with the same columns in whatever order."""
    return hashlib.sha256("\n".join(sorted(headers.signature(header))).encode()).hexdigest()[:32]


def fields_of(kind: Kind) -> tuple[str, ...]:
    """Return the fields that a file of a kind can have, as CLI.md writes them, in its order."""
    return tuple(_shown(names) for names in synonyms.columns(kind).values())


def _shown(names: Sequence[str]) -> str:
    return names[0].replace(" ", "_")


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
    return -len(proposal.missing), usual + sum(guess.confidence for guess in proposal.columns)


def _proposal(header: Cells, sample: Sequence[Cells], kind: Kind) -> Proposal:
    columns = synonyms.columns(kind)
    found = {at: (name, 1.0) for name, at in headers.pick(header, columns).items()}
    _look_alikes(header, columns, found)
    _by_content(sample, columns, len(header), found)
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
        frozenset(_shown(columns[name]) for name in group)
        for group in synonyms.REQUIRED[kind]
        if not group & have
    )
    return Proposal(kind, guesses, missing, signature_key(header))


def _look_alikes(
    header: Cells, columns: synonyms.Columns, found: dict[int, tuple[str, float]]
) -> None:
    """Take headers that differ from a known one by a letter or two, or hold it among other words."""
    taken = {name for name, _confidence in found.values()}
    free = {name: names for name, names in columns.items() if name not in taken}
    choices = {one: name for name, names in free.items() for one in names if len(one) > 2}
    for at, title in enumerate(headers.normals(header)):
        if at in found or len(title) < 3:
            continue
        best = process.extractOne(title, list(choices), scorer=fuzz.token_sort_ratio, score_cutoff=_CLOSE)
        word = next((one for one in title.split() if one in choices), None)
        name = choices[best[0]] if best else choices.get(word or "")
        if name and name not in taken:
            found[at] = (name, 0.8 if best else 0.5)
            taken.add(name)


def _by_content(
    sample: Sequence[Cells], columns: synonyms.Columns, width: int, found: dict[int, tuple[str, float]]
) -> None:
    """Take columns whose cells give them away: addresses and dates."""
    taken = {name for name, _confidence in found.values()}
    date_field = next((name for name in _DATES if name in columns), "")
    for at in range(width):
        filled = [row[at] for row in sample if len(row) > at and row[at].strip()]
        if at in found or len(filled) < 2:
            continue
        if "email" in columns and "email" not in taken and all(cells.email(cell) for cell in filled):
            found[at] = ("email", 0.7)
            taken.add("email")
        elif date_field and date_field not in taken and all(_is_date(cell) for cell in filled):
            found[at] = (date_field, 0.6)
            taken.add(date_field)


def _is_date(cell: str) -> bool:
    if cell.strip().isdigit():
        return False
    try:
        dates.order_of(cell)
    except dates.NotADate:
        return False
    return True


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
