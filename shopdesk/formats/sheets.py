"""A sheet of rows as it lies in the file, and the table that begins at its header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shopdesk.formats.base import Cells, Row
from shopdesk.formats.headers import normals
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _

HEAD_ROWS = 60


class Sheet(Protocol):
    """Rows of one text file or one sheet of a workbook, header and preamble included."""

    @property
    def name(self) -> str:
        """What to call it: the sheet's name, or an empty string where there is only one."""

    @property
    def head(self) -> tuple[Row, ...]:
        """The first rows, to look for the header in."""

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What had to be mended to read it."""

    def walk(self, *, quoting: bool = True) -> Iterator[Row]:
        """Walk all rows that are not blank."""


@dataclass(frozen=True, slots=True)
class GridSheet:
    """A sheet that is in memory: a workbook's or a web page's."""

    name: str
    grid: tuple[Row, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def head(self) -> tuple[Row, ...]:
        """The first rows."""
        return self.grid[:HEAD_ROWS]

    def walk(self, *, quoting: bool = True) -> Iterator[Row]:
        """Walk all rows that are not blank."""
        del quoting
        yield from self.grid


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The rows of a sheet below the row taken as its header."""

    name: str
    sheet: Sheet
    header_line: int
    header: Cells
    preamble: tuple[Cells, ...] = ()
    notes: tuple[Problem, ...] = field(default=())
    mended: Mapping[int, Cells] = field(default_factory=dict)

    def rows(self, *, quoting: bool = True) -> Iterator[Row]:
        """Walk the rows below the header, blank ones left out, those that the owner mended as mended."""
        below = (row for row in self.sheet.walk(quoting=quoting) if row.line > self.header_line)
        if not self.mended:
            yield from below
            return
        for row in below:
            yield Row(row.line, self.mended[row.line]) if row.line in self.mended else row


def join_sheets(first: Sheet, index: int, sheets: Sequence[Sheet]) -> Sheet:
    """Join the sheets of a workbook that have the same header (a tab a month); say which ones are left out.

    Args:
        first: The sheet that was recognised.
        index: Place of its header in its head.
        sheets: All sheets of the workbook.

    Returns:
        A sheet with the rows of all, numbered on from sheet to sheet; the first itself if it stands alone.
    """
    others = [one for one in sheets if one is not first and one.name and isinstance(one, GridSheet)]
    if not others or not isinstance(first, GridSheet):
        return first
    wanted = normals(first.head[index].cells)
    rows, joined, left = list(first.grid), [first.name], []
    for other in others:
        at = next((n for n, row in enumerate(other.head[:30]) if normals(row.cells) == wanted), None)
        if at is None:
            left.append(other.name)
            continue
        last = rows[-1].line
        rows += [Row(last + row.line, row.cells) for row in other.grid[at + 1 :]]
        joined.append(other.name)
    return GridSheet(first.name, tuple(rows), first.notes + _about_sheets(joined, left))


def _about_sheets(joined: Sequence[str], left: Sequence[str]) -> tuple[Problem, ...]:
    found = []
    if len(joined) > 1:
        said = _("Sheets read one after another: {names}.").format(names=", ".join(joined))
        found.append(Problem("sheets_joined", said, severity=Severity.NOTE))
    if left:
        said = _("Sheets not read, for their columns are others: {names}.").format(names=", ".join(left))
        found.append(Problem("sheets_left_out", said, severity=Severity.WARNING))
    return tuple(found)


def table_at(name: str, sheet: Sheet, index: int) -> SheetTable:
    """Take one row of the sheet's head as the header.

    Args:
        name: What to call the table in messages.
        sheet: Where it lies.
        index: 0-based place in ``sheet.head``.
    """
    row = sheet.head[index]
    above = tuple(one.cells for one in sheet.head[:index])
    header = tuple(cell.strip().lstrip("\ufeff") for cell in row.cells)
    return SheetTable(name, sheet, row.line, header, above, sheet.notes)


def repeats_header(header: Cells, cells: Cells) -> bool:
    """Tell whether a row is the header once more (files glued together)."""
    filled = [(one, two) for one, two in zip(normals(header), normals(cells), strict=False) if one and two]
    return len(filled) >= 2 and all(one == two for one, two in filled)
