"""What an import is told, and what it answers: values for commands, the window and tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from shopdesk.domain.money import Money
from shopdesk.formats.base import ColumnMapping, Question, RejectedRow
from shopdesk.runtime.errors import Problem, ShopdeskError


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the owner says about the files.

    Attributes:
        kind: The kind of all files (a value of ``formats.base.Kind``); None = recognise each.
        format: Name of a format; None = recognise.
        as_of: Day of stock files that state none (as that day opened).
        date_order: ``dmy`` or ``mdy``.
        decimal: ``.`` or ``,``.
        zone: IANA zone of sources that state none.
        computer_zone: IANA zone of this computer: taken where it is one of the country the file names.
        currency: ISO code where the file names none.
        taxes: ``included`` or ``added``: whether prices hold the tax, where the file leaves it open.
        account: Name of another shop or account whose order numbers may repeat this one's.
        same_shop: Orders whose number is known for something else are changes after all.
        rejects: File to write the rows that could not be taken to.
        dry_run: Say what would happen; keep nothing.
        mapping: A reading of the columns made by the owner.
        encoding: Overrides the guess.
        mended: Cells of rows that the owner put right in the review, by line of the file.
    """

    kind: str | None = None
    format: str | None = None
    as_of: date | None = None
    date_order: str | None = None
    decimal: str | None = None
    zone: str | None = None
    computer_zone: str | None = None
    currency: str | None = None
    taxes: str | None = None
    account: str = ""
    same_shop: bool = False
    rejects: Path | None = None
    dry_run: bool = False
    mapping: ColumnMapping | None = None
    encoding: str | None = None
    mended: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file. rows = accepted + rejected + ignored.

    Attributes:
        id: The batch, for ``undo``; None if nothing was kept (dry run, refused).
        lines: Order lines in the file; ``units`` their pieces. Returns are not sales and count in neither.
        total: Sum of the orders' totals before refunds, in ``total.currency``; None for files without money.
        others: The same for further currencies in the file: (total, refunded).
        duplicate_of: The batch that read the very same file before.
        refused: Why nothing of the file was taken, if so.
        questions: What the file leaves open: answered by a default, or, if it was refused for that, to be
            answered first.
        warnings: How many problems there are in all; ``problems`` holds the first thousand.
        written: What the file added or changed besides orders, by table noun.
        facts: Counts that only some kinds have, e.g. locations or consents.
    """

    file: str
    kind: str = ""
    format: str = ""
    id: int | None = None
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    orders_new: int = 0
    orders_changed: int = 0
    orders_same: int = 0
    lines: int = 0
    units: int = 0
    total: Money | None = None
    refunded: Money | None = None
    others: tuple[tuple[Money, Money], ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    problems: tuple[Problem, ...] = ()
    duplicate_of: int | None = None
    refused: ShopdeskError | None = None
    questions: tuple[Question, ...] = ()
    is_dry: bool = False
    facts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do, before anything is written.

    Attributes:
        result: The counts an import would give.
        header: Headers of the file as written.
        records: The first rows as understood, field by field.
        encoding: How the text was read.
        left_out: Rows that cannot be taken as they stand, at most two hundred.
    """

    result: ImportResult
    header: tuple[str, ...] = ()
    records: tuple[dict[str, str], ...] = ()
    encoding: str = ""
    delimiter: str = ""
    left_out: tuple[RejectedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import of the past, as the list shows it.

    Attributes:
        can_undo: It stands and is among the last twenty.
        changed_since: How many of its orders a later import changed.
        is_kept: It was taken back, but the same file came in again and holds what it had brought.
        holds_all: It read a file that was here already, and since that one was taken back it holds it all.
    """

    result: ImportResult
    created_at: datetime
    undone_at: datetime | None
    can_undo: bool
    changed_since: int = 0
    is_kept: bool = False
    holds_all: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back an import did.

    Attributes:
        orders_removed: Orders that only this import had brought.
        orders_restored: Orders put back as they were before it.
        orders_kept: Orders it had brought that a later import holds too.
        changed_since: Orders a later import changed: they keep the later state.
    """

    id: int
    file: str
    orders_removed: int
    orders_restored: int
    orders_kept: int
    changed_since: int
    warning: str = ""
