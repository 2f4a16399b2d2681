"""The door between a file and the shop: what a format is, what it is told, and what it hands back.

``reading.read(path, options=...)`` is the public entry; a format only ever sees an opened ``Table``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol, runtime_checkable

from shopdesk.formats.records import Record
from shopdesk.runtime.errors import Problem, ShopdeskError

Cells = tuple[str, ...]


class Kind(StrEnum):
    """What a file is about: the values of ``--as``."""

    SALES = "sales"
    STOCK = "stock"
    PRODUCTS = "products"
    SUPPLIERS = "suppliers"
    PURCHASES = "purchases"
    CUSTOMERS = "customers"
    CONTACTS = "contacts"
    EVENTS = "events"
    CHECKOUTS = "checkouts"
    VISITS = "visits"
    REVIEWS = "reviews"
    SURVEYS = "surveys"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A saved reading of an unknown file: which header is which field.

    Attributes:
        kind: What the rows are.
        columns: Field name (those of the plain files in CLI.md) to the header it is read from.
        signature: Normalised headers of the file it was made for; the same signature is read silently.
    """

    kind: Kind
    columns: Mapping[str, str]
    signature: frozenset[str] = frozenset()
    zone: str | None = None
    currency: str | None = None
    decimal: str | None = None
    date_order: str | None = None
    taxes_included: bool | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the owner, the shop or a saved mapping says about a file.

    Attributes:
        kind: None = recognise.
        format: Name of a format to use whatever the headers say; None = recognise.
        as_of: Day of a stock file that states none.
        date_order: ``dmy`` or ``mdy`` where dates can be read both ways.
        decimal: ``.`` or ``,`` where amounts can be read both ways.
        zone: IANA zone of sources that state none; None leaves their times naive.
        currency: ISO code where the file names none.
        likely_currency: The one assumed until somebody says; the question stays open.
        mapping: The owner's mapping for this very file.
        saved: Mappings saved earlier; the one whose columns the file has is used without asking.
        encoding: Overrides the guess (the box in the preview).
        today: For dates without a year, when no other row gives one.
        answers: What the owner said earlier of files with a header, by its signature: field here → value.
        said: Names of the fields here that the owner said for this very file: they come before ``answers``.
        mended: Cells that the owner put right before the import, by line of the file.
    """

    kind: Kind | None = None
    format: str | None = None
    as_of: date | None = None
    date_order: str | None = None
    decimal: str | None = None
    zone: str | None = None
    currency: str | None = None
    likely_currency: str | None = None
    mapping: ColumnMapping | None = None
    saved: tuple[ColumnMapping, ...] = ()
    encoding: str | None = None
    today: date | None = None
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    mended: Mapping[int, Cells] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """Something the file leaves open and only the owner knows.

    Attributes:
        code: ``date_order``, ``decimal``, ``zone``, ``currency``, ``as_of`` or ``year``.
        message: The question in one sentence, translated.
        option: How the command line answers it, e.g. ``--date-order dmy``.
        choices: The possible answers, if they are few.
        column: Header concerned, if one.
        examples: Cells that can be read both ways.
        blocking: Nothing can be read before it is answered; otherwise the import has a default.
    """

    code: str
    message: str
    option: str
    choices: tuple[str, ...] = ()
    column: str = ""
    examples: tuple[str, ...] = ()
    blocking: bool = False


class Unreadable(ShopdeskError):
    """The file cannot be opened or is no table; nothing was read."""

    code = "unreadable_file"

    def __init__(self, message: str, next_step: str = "", *, code: str = "unreadable_file") -> None:
        super().__init__(message, next_step)
        self.code = code


class Unrecognised(ShopdeskError):
    """No known format fits the headers: the mapping step, or ``--format``, has to say what they are."""

    code = "unrecognised_file"


class Undecided(ShopdeskError):
    """A blocking question stands open; ``questions`` holds it (and any other)."""

    code = "undecided"

    def __init__(self, questions: Sequence[Question]) -> None:
        first = questions[0]
        super().__init__(first.message, first.option)
        self.questions = tuple(questions)
        self.code = f"undecided_{first.code}"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be taken, with its cells as they stood, for the rejects file."""

    line: int
    cells: Cells
    problem: Problem


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row left out on purpose: a total, a repeated header, an identical repeat, an image-only row."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of the file, understood.

    Every row counts once: ``accepted`` rows stand in ``records``, the others in ``rejected`` or ``ignored``.

    Attributes:
        accepted: Rows of the file that ``records`` took.
        problems: Notes and warnings about accepted rows or the whole file.
        questions: Only on the first batch: what the file leaves open without blocking.
    """

    records: tuple[Record, ...] = ()
    accepted: int = 0
    rejected: tuple[RejectedRow, ...] = ()
    ignored: tuple[IgnoredRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of the file in this batch."""
        return self.accepted + len(self.rejected) + len(self.ignored)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        line: 1-based line of the file (row of the sheet) where it begins.
        cells: Trimmed cells; may be fewer or more than the header has.
        damage: Why the row cannot be trusted (an unclosed quote, a line over the cap), or empty.
    """

    line: int
    cells: Cells
    damage: str = ""


class Table(Protocol):
    """An opened table with its header found; rows can be walked any number of times."""

    @property
    def name(self) -> str:
        """File name, with the sheet where there are several."""

    @property
    def header(self) -> Cells:
        """The header's cells as written, trimmed."""

    @property
    def preamble(self) -> tuple[Cells, ...]:
        """Rows above the header."""

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What opening the file had to mend: encoding, wrapped rows, lines above the header."""

    def rows(self, *, quoting: bool = True) -> Iterator[Row]:
        """Walk the rows below the header, blank ones left out; constant memory for text files.

        Args:
            quoting: False reads quote marks as ordinary characters (Amazon's tab files).
        """


@runtime_checkable
class Format(Protocol):
    """One kind of file that shops bring. Third parties add theirs by the entry point ``shopdesk.formats``."""

    @property
    def name(self) -> str:
        """Stable machine name, e.g. ``shopify-orders``."""

    @property
    def title(self) -> str:
        """What people call it, translated."""

    @property
    def kind(self) -> Kind:
        """What its rows are."""

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely a header (any row that may be one) with these rows below is this format, 0..1."""

    def read(self, table: Table, options: ReadOptions) -> Iterator[Batch]:
        """Read the table in batches.

        Raises:
            Undecided: On the first batch, if dates or numbers can be read two ways and no option says which.
        """


@dataclass(slots=True)
class Counts:
    """What has been read so far; rows = accepted + rejected + ignored."""

    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    records: int = 0
    by_reason: dict[str, int] = field(default_factory=dict)
