"""Workbooks (xlsx, xlsb, xls, ods) and web pages saved as such, as sheets of text cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from pathlib import Path

from shopdesk.formats.base import Row, Unreadable
from shopdesk.formats.sheets import GridSheet
from shopdesk.runtime.i18n import _

MOST_CELLS = 8_000_000
_CELL = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?[^/]>')
_OVERLAP = 400


def text_of(value: object) -> str:
    """Write a workbook's cell so that it can be read one way only.

    Numbers get a decimal point, and never exactly three decimals (``1.299`` would look like a thousand);
    dates become ISO, whole days without the time.
    """
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return _number(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return f"{value.seconds // 3600:02d}:{value.seconds // 60 % 60:02d}:{value.seconds % 60:02d}"
        case None:
            return ""
        case _:
            return str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    text = format(value, ".10f").rstrip("0") if abs(value) < 1e15 else repr(value)
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def open_workbook(path: Path) -> tuple[GridSheet, ...]:
    """Read every sheet that holds anything.

    Raises:
        Unreadable: If it is protected, damaged, or claims more cells than fit in memory.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_sprawl(path)
    try:
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            found = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
            if sum(sheet.total_height * sheet.total_width for _name, sheet in found) > MOST_CELLS:
                raise _sprawls()
            grids = [(name, sheet.to_python(skip_empty_area=False)) for name, sheet in found]
    except (CalamineError, ValueError, OSError) as error:
        raise _sprawls() if "limit" in str(error).lower() else _damaged(error) from error
    sheets = tuple(GridSheet(name if len(grids) > 1 else "", _rows(grid)) for name, grid in grids)
    return tuple(sheet for sheet in sheets if sheet.grid)


def _damaged(error: Exception) -> Unreadable:
    if "password" in str(error).lower() or "encrypt" in str(error).lower():
        return Unreadable(
            _("The workbook is protected by a password."),
            _("Save it in Excel without a password, or as CSV, and import that."),
            code="protected_file",
        )
    return Unreadable(
        _("The workbook is damaged and cannot be opened."),
        _("Open it in Excel, save it again, or save it as CSV, and import that."),
        code="damaged_file",
    )


def _sprawls() -> Unreadable:
    return Unreadable(
        _("The workbook has cells very far from its table: too large to open."),
        _("Delete the empty rows and columns around the table, or save it as CSV."),
        code="too_large",
    )


def _rows(grid: Iterable[Iterable[object]]) -> tuple[Row, ...]:
    rows = (Row(line, tuple(text_of(value) for value in values)) for line, values in enumerate(grid, start=1))
    return tuple(row for row in rows if "".join(row.cells).strip())


def _refuse_sprawl(path: Path) -> None:
    """Refuse a workbook whose far-off cells would make a grid that does not fit in memory."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _measure(book, name)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError) as error:
        raise _damaged(error) from error


def _measure(book: zipfile.ZipFile, name: str) -> None:
    rows = columns = 0
    tail = b""
    with book.open(name) as file:
        while block := file.read(1 << 20):
            for letters, number in _CELL.findall(tail + block):
                rows, columns = max(rows, int(number)), max(columns, _column(letters))
            tail = block[-_OVERLAP:]
            if rows * columns > MOST_CELLS:
                raise _sprawls()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Tables(HTMLParser):
    """Collects the rows of every table; Excel's XML of 2003 has the same shape under other names."""

    _ROW, _CELL, _TABLE = frozenset({"tr", "row"}), frozenset({"td", "th", "cell"}), frozenset({"table"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        if tag in self._TABLE:
            self._finish_cell()
            self._open.append([])
        elif tag in self._ROW and self._open:
            self._finish_cell()
            self._open[-1].append([])
        elif tag in self._CELL and self._open:
            self._finish_cell()
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), 100) if span.isdecimal() else 1
            self._cell = []
        elif tag in {"br", "p", "div"} and self._cell:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in self._CELL | self._ROW:
            self._finish_cell()
        elif tag in self._TABLE and self._open:
            self._finish_cell()
            self.tables.append(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _finish_cell(self) -> None:
        if self._cell is None:
            return
        if self._open and not self._open[-1]:
            self._open[-1].append([])
        if self._open:
            self._open[-1][-1].extend([" ".join("".join(self._cell).split())] + [""] * (self._span - 1))
        self._cell = None

    def close(self) -> None:
        """End the page; tables that were never closed count too."""
        super().close()
        self._finish_cell()
        self.tables.extend(reversed(self._open))
        self._open = []


def open_page(lines: Iterable[str]) -> tuple[GridSheet, ...]:
    """Read the tables of a web page or of Excel's XML of 2003.

    Raises:
        Unreadable: If there is no table in it.
    """
    page = _Tables()
    for line in lines:
        page.feed(line)
    page.close()
    grids = sorted((_rows(table) for table in page.tables), key=len, reverse=True)
    sheets = tuple(GridSheet("", grid) for grid in grids if len(grid) > 1)
    if not sheets:
        raise Unreadable(
            _("The file is a web page without a table."),
            _("Export it again as CSV or Excel from the place it came from."),
            code="no_table",
        )
    return sheets
