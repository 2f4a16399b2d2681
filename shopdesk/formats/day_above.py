"""The day that a report names above its table, as in ``Existencias al 20/11/2025 08:00 p. m.``."""

from __future__ import annotations

from datetime import date, datetime

from shopdesk.formats import dates
from shopdesk.formats.base import Table
from shopdesk.formats.dates import NotADate

_LONGEST = 6


def day_above(table: Table) -> date | datetime | None:
    """Return the only day named above the header, with its time if one stands there.

    None where there is none or several, or where day and month could be taken for each other.
    """
    found: dict[date, date | datetime] = {}
    for cells in table.preamble:
        for cell in cells:
            words = cell.replace(":", ": ").split() if cell.endswith(":") else cell.split()
            for read in _days(words):
                found.setdefault(read.date() if isinstance(read, datetime) else read, read)
    return next(iter(found.values())) if len(found) == 1 else None


def _days(words: list[str]) -> list[date | datetime]:
    found: list[date | datetime] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            read = _read(" ".join(words[at : at + size]))
            if read is not None:
                found.append(read)
                at += size - 1
                break
        at += 1
    return found


def _read(text: str) -> date | datetime | None:
    if text.isdigit():
        return None
    try:
        return None if dates.order_of(text) == "?" else dates.read(text, "dmy")
    except NotADate:
        return None
