"""Short ways to put a table on disk and read it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from shopdesk.formats.base import ReadOptions
from tests.formats.sample_figures import MEXICO, Read, read_all


def a_table(path: Path, header: str | Sequence[str], *rows: Sequence[object], delimiter: str = ",") -> Path:
    """Write a table; a header may be given as one string with commas."""
    titles = header.split(",") if isinstance(header, str) else header
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([titles, *rows])
    return path


def read_table(
    folder: Path, header: str | Sequence[str], *rows: Sequence[object], options: ReadOptions = MEXICO
) -> Read:
    """Write a table and read it to its end."""
    return read_all(a_table(folder / "table.csv", header, *rows), options)


def codes(found: Read) -> list[str]:
    """Return the codes of what was noted about the whole file and its rows."""
    return [one.code for one in found.reading.problems]
