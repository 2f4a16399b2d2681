"""Rows sorted into what is read, what is left out with a reason, and what cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from shopdesk.domain.naming import name_key
from shopdesk.formats import dates
from shopdesk.formats.base import Batch, Cells, IgnoredRow, Question, RejectedRow, Row, Table
from shopdesk.formats.cells import CellProblem, Fields, text
from shopdesk.formats.records import Record
from shopdesk.formats.sheets import repeats_header
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _
from shopdesk.runtime.words import number

BATCH = 2_000
_LONGEST_NAME = 2_000
"""Characters; cells that list several products stay well below."""
_NAMES = (
    "title", "product", "variant", "color", "size", "sku", "category", "name", "first_name", "last_name",
    "email", "city", "number", "supplier",
)  # fmt: skip
_TOTAL = re.compile(
    r"^(?:(?:sub|gran|grand|big)? ?total(?:es|s)?"
    r"(?: (?:general|del? (?:dia|mes|ano|periodo|semana|turno|corte)(?: \w+)?|(?:de )?ventas|vendido|mxn|neto"
    r"|piezas|pares))?\s*:?"
    r"(?:\s*[$€(]?\s*-?[\d.,]+.*)?|sumas?|sum|saldo|importe total|resumen|pagina \d+.*|page \d+.*"
    r"|hoja \d+ de.*|fin del? (?:reporte|informe).*|end of report.*"
    r"|generado (?:el|por).*|impreso.*|elaborado por.*|\d+ (?:registros|rows|filas|ventas)|[-=_*]{3,})$"
)


def extractor(picks: Mapping[str, int]) -> Callable[[Cells], Fields]:
    """Return what turns a row's cells into its fields, trimmed; a short row has empty cells at its end."""
    names, places = tuple(picks), tuple(picks.values())
    need = max(places, default=0) + 1
    pull = itemgetter(*places) if len(places) > 1 else lambda cells: tuple(cells[at] for at in places)

    def extract(cells: Cells) -> Fields:
        if len(cells) < need:
            cells += ("",) * (need - len(cells))
        fields = dict(zip(names, pull(cells), strict=True))
        for name, cell in fields.items():
            if cell and (cell[0] in "=' \t\n\xa0" or cell[-1] in " \t\n\r\xa0"):
                fields[name] = text(cell)
        return fields

    return extract


@dataclass(slots=True)
class Pile:
    """Collects a batch and hands it over when it is full; every row goes into it exactly once."""

    records: list[Record] = field(default_factory=list)
    accepted: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: tuple[Question, ...] = ()

    def accept(self, record: Record, rows: int = 1) -> None:
        """Take a record that used some rows."""
        self.records.append(record)
        self.accepted += rows

    def reject(self, row: Row, problem: CellProblem) -> None:
        """Put a row aside with its reason."""
        said = Problem(problem.code, problem.message, row.line, Severity.ERROR, problem.column)
        self.rejected.append(RejectedRow(row.line, row.cells, said))

    def ignore(self, row: Row, code: str, message: str) -> None:
        """Leave a row out on purpose."""
        self.ignored.append(IgnoredRow(row.line, code, message))

    def note(self, code: str, message: str, line: int | None = None, *, warn: bool = False) -> None:
        """Say something about an accepted row, or about the whole file."""
        severity = Severity.WARNING if warn else Severity.NOTE
        self.problems.append(Problem(code, message, line, severity))

    def is_full(self) -> bool:
        """Tell whether it is time to hand over."""
        return self.accepted + len(self.rejected) + len(self.ignored) >= BATCH

    def take(self) -> Batch:
        """Hand over what was collected and begin anew."""
        batch = Batch(
            tuple(self.records),
            self.accepted,
            tuple(self.rejected),
            tuple(self.ignored),
            tuple(self.problems),
            self.questions,
        )
        self.records, self.accepted, self.rejected, self.ignored, self.problems = [], 0, [], [], []
        self.questions = ()
        return batch


def sift(
    rows: Iterable[Row], table: Table, picks: Mapping[str, int], pile: Pile, dated: str | None
) -> Iterator[tuple[Row, Fields]]:
    """Yield the rows worth reading; damaged, repeated-header, total and too-wide rows go to the pile.

    Args:
        rows: Rows below the header.
        table: Whose header may be repeated.
        picks: Field to column.
        pile: Where the others go.
        dated: Field whose cell is a date on every real row, or None where rows have no date.
    """
    width = len(table.header)
    first = table.header[0] if table.header else ""
    extract = extractor(picks)
    for row in rows:
        if row.damage:
            pile.reject(row, _damaged(row.damage))
            continue
        cells = row.cells
        if cells[0].strip() == first and repeats_header(table.header, cells):
            pile.ignore(row, "repeated_header", _("The header once more."))
            continue
        fields = extract(cells)
        if is_total(cells, fields, dated):
            pile.ignore(row, "totals_row", _("A total or a page number, not a row of the table."))
        elif len(cells) > width and any(cell.strip() for cell in cells[width:]):
            pile.reject(row, _too_wide(len(cells), width))
        elif (long := _too_long(fields)) is not None:
            pile.reject(row, _no_name(fields[long], table.header[picks[long]]))
        else:
            if len(cells) < width:
                said = _("The row ends early; its last cells count as empty.")
                pile.note("short_row", said, row.line, warn=True)
            yield row, fields


def _too_long(fields: Fields) -> str | None:
    """Return the field that holds more than any name does; whole texts may be as long as they are."""
    if max(map(len, fields.values()), default=0) <= _LONGEST_NAME:
        return None
    return next((name for name in _NAMES if len(fields.get(name, "")) > _LONGEST_NAME), None)


def _no_name(cell: str, column: str) -> CellProblem:
    said = _("This cell holds {count} characters, and no name is that long.")
    return CellProblem("cell_too_long", said.format(count=number(len(cell))), column)


def is_total(cells: Sequence[str], fields: Fields, dated: str | None) -> bool:
    """Tell whether a row is a total, a page number or a line of dashes rather than a row of the table."""
    if dated is not None and dated in fields and _is_date(fields[dated]):
        return False
    filled = [cell for cell in cells if cell and not cell.isspace()]
    if not filled or len(filled) > max(4, len(cells) // 2):
        return False
    if dated is None and fields.get("sku"):
        return False
    return any(_TOTAL.match(name_key(cell)) for cell in filled[:2])


def _is_date(cell: str) -> bool:
    if not cell or cell[0].isdigit():
        return bool(cell) and not cell.isdigit()
    try:
        dates.order_of(cell)
    except dates.NotADate:
        return False
    return True


def _damaged(code: str) -> CellProblem:
    said = {
        "unclosed_quote": _("A quote mark opens in this row and never closes."),
        "too_long": _("A cell of this row has more than a million characters."),
    }
    return CellProblem(code, said[code])


def _too_wide(cells: int, header: int) -> CellProblem:
    said = _("The row has {cells} cells, the header only {header}: a separator stands inside a text.")
    return CellProblem("too_many_cells", said.format(cells=cells, header=header))
