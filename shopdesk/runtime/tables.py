"""Tables that leave the program: Excel or UTF-8 CSV that spreadsheets open well, and no cell that runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path


def as_text(cell: str) -> str:
    """Return a cell so that one which begins like a formula is written as text.

    A name typed by a stranger never runs; ``+52 55…`` stays a telephone.
    """
    return "'" + cell if cell[:1] in "=@+" and cell[:1] and not cell[1:2].isdigit() else cell


def write_csv(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write header and rows as CSV with a byte order mark, by which Excel knows UTF-8."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([as_text(cell) for cell in row] for row in rows)


def write(file: Path, rows: Iterable[Sequence[str]]) -> Path:
    """Write header and rows; ``.xlsx`` makes a workbook, anything else CSV."""
    if file.suffix.lower() == ".xlsx":
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([as_text(cell) for cell in row])
        book.save(file)
    else:
        write_csv(file, rows)
    return file
