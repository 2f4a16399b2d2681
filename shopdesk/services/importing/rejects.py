"""The file of rows that could not be taken: mended, it can be imported as it is."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shopdesk.formats.base import RejectedRow
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Rejects:
    """The rows of one file that were not taken."""

    header: Sequence[str]
    rows: Sequence[RejectedRow]


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula; numbers stay numbers.

    >>> [neutral(c) for c in ("=HYPERLINK(1)", "-12.50", "+52 55 1234 5678")]
    ["'=HYPERLINK(1)", '-12.50', '+52 55 1234 5678']
    """
    if not cell.startswith(_FORMULA):
        return cell
    rest = cell[1:].replace(" ", "").replace(",", "").replace(".", "")
    if cell[0] in "+-" and rest.isdigit():
        return cell
    return "'" + cell


def write(path: Path, found: Sequence[Rejects]) -> int:
    """Write the rows of one or more files, each under its header with line and reason; return how many.

    Raises:
        WrongInput: If the file cannot be written.
    """
    count = 0
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            for part in found:
                if not part.rows:
                    continue
                width = max([len(part.header), *(len(row.cells) for row in part.rows)])
                writer.writerow([*_fit(part.header, width), _("file line"), _("why it was left out")])
                for row in part.rows:
                    cells = [neutral(cell) for cell in _fit(row.cells, width)]
                    writer.writerow([*cells, str(row.line), neutral(row.problem.message)])
                    count += 1
    except OSError as error:
        raise WrongInput(
            _("The rejected rows could not be written to {file}: {reason}.").format(
                file=path.name, reason=error.strerror
            ),
            _("Choose another place with --rejects."),
        ) from error
    return count


def _fit(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
