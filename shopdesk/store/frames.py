"""Many rows of one statement as columns, straight from the driver."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlmodel import Session

from shopdesk.domain.arrays import Ints

_EPOCH = 2_440_587
"""Julian day on which 1 January 1970 begins, cut to its whole days."""
_DAY_BITS, _DAY_BIAS = 24, 1 << 23
"""Room for a day's number, also one before 1970, in one whole number that holds customer and day."""


def day_number(column: str) -> str:
    """Return the SQL of a day as its number since 1 January 1970, for ``as_days``."""
    return f"CAST(julianday({column}) AS INTEGER) - {_EPOCH}"


def as_days(numbers: Ints) -> NDArray[np.datetime64]:
    """Return days from their numbers since 1 January 1970, as datetime64[ns]."""
    return numbers.astype("datetime64[D]").astype("datetime64[ns]")


def distinct_days(customers: Ints, days: Ints) -> pd.DataFrame:
    """Return the frame of ``customer`` and ``day`` (datetime64[ns]), ascending, each pair once."""
    both = np.sort((customers << _DAY_BITS) + days + _DAY_BIAS)
    both = both[np.r_[True, np.diff(both) > 0]] if len(both) else both
    numbers = (both & ((1 << _DAY_BITS) - 1)) - _DAY_BIAS
    return pd.DataFrame({"customer": both >> _DAY_BITS, "day": as_days(numbers)})


def read_rows(session: Session, statement: str, **values: Any) -> pd.DataFrame:
    """Return what a statement of ours gives, one column a name; ``values`` fill its ``:names``."""
    rows, names = _fetch(session, statement, values)
    return pd.DataFrame(rows, columns=names)


def read_tuples(session: Session, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a statement of ours as plain tuples, in SQLite's own types."""
    return _fetch(session, statement, values)[0]


def read_whole(session: Session, columns: Sequence[str], source: str, **values: Any) -> list[Ints]:
    """Return columns of whole numbers, each of shape (rows,), all in one order.

    Args:
        session: Where to read.
        columns: SQL of each, never NULL.
        source: ``FROM … WHERE …`` of ours.
        values: Its parameters.
    """
    # A long string a column, read at once: a tuple a row costs three times as much.
    asked = ", ".join(f"GROUP_CONCAT({column})" for column in columns)
    (row,) = read_tuples(session, f"SELECT {asked} {source}", **values)
    return [np.fromstring(str(one or ""), sep=",", dtype=np.int64) for one in row]


def _fetch(
    session: Session, statement: str, values: dict[str, Any]
) -> tuple[list[tuple[Any, ...]], list[str]]:
    # A row object of SQLAlchemy costs more than all the rest of reading it.
    cursor = session.connection().connection.cursor()
    try:
        cursor.execute(statement, values)
        return list(cursor.fetchall()), [column[0] for column in cursor.description]
    finally:
        cursor.close()
