"""From a path to records: open, recognise, read, and account for every row."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from shopdesk.formats import countries
from shopdesk.formats.base import (
    Batch,
    Counts,
    Format,
    Kind,
    Question,
    ReadOptions,
    Table,
    Undecided,
    Unrecognised,
)
from shopdesk.formats.known import Recognition, recognise
from shopdesk.formats.mapped import Proposal, likely_table, propose, signature_key
from shopdesk.formats.opening import Opened, Scratch, open_file
from shopdesk.formats.records import OrderRecord
from shopdesk.runtime.errors import Problem

MOST_PROBLEMS = 1_000


@dataclass(slots=True)
class Totals:
    """What the orders read so far add up to, for the preview.

    Attributes:
        total_minor, refunded_minor: By currency; currencies are never added to each other.
        first, last: Naive and aware moments are compared by what is written.
    """

    orders: int = 0
    lines: int = 0
    units: int = 0
    cancelled: int = 0
    pending: int = 0
    total_minor: dict[str, int] = field(default_factory=dict)
    refunded_minor: dict[str, int] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None

    def add(self, order: OrderRecord) -> None:
        """Count one order."""
        self.orders += 1
        self.lines += len(order.lines)
        self.units += sum(line.quantity for line in order.lines)
        self.cancelled += order.status == "cancelled"
        self.pending += order.status == "pending"
        for kept, amount in (
            (self.total_minor, order.total_minor),
            (self.refunded_minor, order.refunded_minor),
        ):
            kept[order.currency] = kept.get(order.currency, 0) + amount
        if self.first is None or _written(order.placed_at) < _written(self.first):
            self.first = order.placed_at
        if self.last is None or _written(order.placed_at) > _written(self.last):
            self.last = order.placed_at


def _country(batch: Batch) -> str:
    orders = (record for record in batch.records if isinstance(record, OrderRecord))
    counted = Counter(filter(None, (countries.code(one.customer.country) for one in orders)))
    return counted.most_common(1)[0][0] if counted else ""


def _written(when: datetime) -> datetime:
    return when.replace(tzinfo=None)


class Reading:
    """One walk through a recognised file. Iterate it once for its batches; close it, or use ``with``.

    Attributes:
        format, confidence, table: What the file was taken for.
        encoding, delimiter: How it was opened; empty for workbooks.
        questions: What the file leaves open. While a blocking one is among them, iterating raises Undecided.
        country: ISO code of most buyers among the first orders, empty where they name none.
        counts: Rows so far; rows = accepted + rejected + ignored.
        totals: What the orders so far add up to.
        told: What the owner said of such files before, used for this one.
        problems: Notes and warnings so far, at most 1,000; ``problem_count`` counts them all.
    """

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self.options = options
        self.counts = Counts()
        self.totals = Totals()
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.questions: tuple[Question, ...] = ()
        self.country = ""
        self._blocked: Undecided | None = None
        self._scratch = Scratch()
        try:
            self.opened: Opened = open_file(path, self._scratch, options.encoding)
            found = recognise(self.opened, options)
            self.format: Format = found.format
            self.confidence: float = found.confidence
            self.table: Table = replace(found.table, mended=options.mended)
            told = options.answers.get(signature_key(found.table.header), {})
            self.told = {name: value for name, value in told.items() if name not in options.said}
            self.options = replace(
                options,
                zone=self.told.get("zone", options.zone),
                currency=self.told.get("currency", options.currency),
                decimal=self.told.get("decimal", options.decimal),
                date_order=self.told.get("date_order", options.date_order),
            )
            self._batches = self._primed()
        except BaseException:
            self._scratch.clear()
            raise

    @property
    def kind(self) -> Kind:
        """What its rows are; of kinds that share their columns, the one the owner named."""
        return self.options.kind or self.format.kind

    @property
    def encoding(self) -> str:
        """The encoding guessed or told."""
        return self.opened.encoding

    @property
    def first(self) -> datetime | date | None:
        """The earliest order read so far."""
        return self.totals.first

    @property
    def last(self) -> datetime | date | None:
        """The latest order read so far."""
        return self.totals.last

    def _primed(self) -> Iterator[Batch]:
        """Read the first batch at once, so that questions are known before anything is taken."""
        batches = self.format.read(self.table, self.options)
        try:
            first = next(batches, None)
        except Undecided as error:
            self._blocked = error
            self.questions = error.questions
            return iter(())
        if first is None:
            return iter(())
        self.questions = first.questions
        self.country = _country(first)
        return itertools.chain([first], batches)

    def __iter__(self) -> Iterator[Batch]:
        """Yield the batches.

        Raises:
            Undecided: While a blocking question stands open.
        """
        if self._blocked is not None:
            raise self._blocked
        for batch in self._batches:
            self._count(batch)
            yield batch

    def _count(self, batch: Batch) -> None:
        counts = self.counts
        counts.rows += batch.rows
        counts.accepted += batch.accepted
        counts.rejected += len(batch.rejected)
        counts.ignored += len(batch.ignored)
        counts.records += len(batch.records)
        for code in [one.code for one in batch.ignored] + [one.problem.code for one in batch.rejected]:
            counts.by_reason[code] = counts.by_reason.get(code, 0) + 1
        self.problem_count += len(batch.problems)
        self.problems.extend(batch.problems[: max(0, MOST_PROBLEMS - len(self.problems))])
        for record in batch.records:
            if isinstance(record, OrderRecord):
                self.totals.add(record)

    def close(self) -> None:
        """Remove what was unpacked."""
        self._batches = iter(())
        self._scratch.clear()

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Glance:
    """What can be shown of a file before anything is decided: for the mapping step and the encoding box.

    Attributes:
        format: None where no known format fits.
        header: The row taken as header.
        sample: Up to 20 rows below it.
        proposal: A guess for each column.
    """

    name: str
    encoding: str
    delimiter: str
    format: Format | None
    confidence: float
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    proposal: Proposal


def glance(path: Path, *, options: ReadOptions | None = None) -> Glance:
    """Look at a file without reading it.

    Raises:
        Unreadable: If it is no table.
    """
    options = options or ReadOptions()
    scratch = Scratch()
    try:
        opened = open_file(Path(path), scratch, options.encoding)
        try:
            found: Recognition | None = recognise(opened, options)
        except Unrecognised:
            found = None
        table = found.table if found else likely_table(opened)
        return Glance(
            opened.name,
            opened.encoding,
            opened.delimiter,
            found.format if found else None,
            found.confidence if found else 0.0,
            table.header,
            tuple(row.cells for row in itertools.islice(table.rows(), 20)),
            propose(table, options.kind),
        )
    finally:
        scratch.clear()


def read(path: Path, *, options: ReadOptions | None = None) -> Reading:
    """Open a file, recognise it and begin to read it.

    Args:
        path: The file, of whatever kind.
        options: What the owner says about it.

    Returns:
        A reading: iterate it for batches of records; it keeps the account.

    Raises:
        Unreadable: If it is no table.
        Unrecognised: If no known format fits its columns.
        WrongInput: If an option cannot be.
    """
    return Reading(Path(path), options or ReadOptions())
