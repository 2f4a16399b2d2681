"""Dates that can be read both ways, told apart by the order of the rows.

Exports list their orders as they came, or the newest first, and number them as they come. Where every row
falls into place read one way and not the other, nobody has to be asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import pairwise

from shopdesk.formats import cells, dates
from shopdesk.formats.base import Row
from shopdesk.formats.dates import NotADate

FEWEST_DAYS = 8
"""Of so many different days in any order one way of reading falls into place once in 20,000 files (2/8!)."""
_ORDERS = ("dmy", "mdy")
_NUMBER = re.compile(r"(\D*)(\d{1,18})")
_Dated = tuple[str, str]


def order_shown(
    rows: Callable[[], Iterable[Row]], picks: Mapping[str, int], key: str | None, name: str
) -> str | None:
    """Return ``dmy`` or ``mdy`` if the order of the rows or of their numbers fits that reading only.

    Args:
        rows: Walks all rows of the table; for the few files that leave it open, a walk more.
        picks: Field to 0-based column.
        key: Field of the order numbers, if there is one.
        name: Field of the dates.

    Returns:
        None where both fit or neither does, or there are fewer days than ``FEWEST_DAYS``.
    """
    found = _column(rows(), picks[name], picks.get(key or ""))
    written = [cell for cell, _number in found]
    # A sheet sorted by its dates as text looks like one in which the month comes first.
    is_text = _rises(written) or _rises(written[::-1])
    shown = set() if is_text else _fitting(written, both_ways=True)
    numbered = _by_number(found)
    if len(shown) != 1 and numbered is not None:
        shown = _fitting(numbered, both_ways=False)
    return next(iter(shown)) if len(shown) == 1 else None


def _column(rows: Iterable[Row], at: int, key: int | None) -> list[_Dated]:
    """Return date and number of each row, repeats of the row above left out."""
    found: list[_Dated] = []
    for row in rows:
        cell = cells.text(row.cells[at]) if len(row.cells) > at else ""
        if not cell or row.damage:
            continue
        number = cells.text(row.cells[key]) if key is not None and len(row.cells) > key else ""
        if not found or found[-1] != (cell, number):
            found.append((cell, number))
    return found


def _by_number(found: Sequence[_Dated]) -> list[str] | None:
    """Return the dates as their orders are numbered; None where the numbers are of several series."""
    taken = [(_NUMBER.fullmatch(number), cell) for cell, number in found]
    series = {match[1] if match else "" for match, _cell in taken}
    if len(series) != 1 or not all(match for match, _cell in taken):
        return None
    return [cell for _n, cell in sorted((int(match[2]), cell) for match, cell in taken if match)]


def _fitting(written: Sequence[str], *, both_ways: bool) -> set[str]:
    """Return the readings in which the dates rise, or fall where that counts too."""
    fitting = set()
    for order in _ORDERS:
        moments = [moment for cell in written if (moment := _moment(cell, order)) is not None]
        if len({moment.date() for moment in moments}) < FEWEST_DAYS:
            return set()
        if _rises(moments) or (both_ways and _rises(moments[::-1])):
            fitting.add(order)
    return fitting


def _moment(cell: str, order: str) -> datetime | None:
    try:
        found = dates.read(cell, order)
    except NotADate:
        return None
    if isinstance(found, datetime):
        return found.replace(tzinfo=None)
    return datetime.combine(found, time()) if isinstance(found, date) else None


def _rises(values: Sequence[str] | Sequence[datetime]) -> bool:
    return all(one <= other for one, other in pairwise(values))  # type: ignore[operator]
