"""The file of rows that could not be taken: as they stood, with line and reason, to mend and import again."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from shopdesk.formats.base import RejectedRow
from shopdesk.runtime.i18n import _

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"^[+-]?[\d.,]+$")


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; reading takes the apostrophe off again.

    >>> [neutral(one) for one in ("=1+1", "-45.00", "+52 55", "Bota")]
    ["'=1+1", '-45.00', "'+52 55", 'Bota']
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.match(cell) else cell


def append_rejects(path: Path, header: Sequence[str], rows: Iterable[RejectedRow]) -> int:
    """Add rejected rows to a file, which is begun with the header if it is not there yet.

    Args:
        path: Where to write; commas, UTF-8 with the mark that Excel needs.
        header: The source's own header; columns for line and reason follow it.
        rows: Rows as they stood.

    Returns:
        How many were written; the file is not made for none.
    """
    rows = list(rows)
    if not rows:
        return 0
    new = not path.exists()
    with path.open("a", encoding="utf-8-sig" if new else "utf-8", newline="") as file:
        out = csv.writer(file)
        if new:
            out.writerow([*map(neutral, header), _("Line"), _("Reason")])
        for row in rows:
            blank = [""] * (len(header) - len(row.cells))
            out.writerow([*map(neutral, row.cells), *blank, row.line, row.problem.message])
    return len(rows)
