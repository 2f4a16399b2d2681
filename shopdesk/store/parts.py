"""Long lists of values cut into the parts one statement takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

MOST = 500
"""Values of one statement: SQLite built before 2020 refuses more than 999."""


def in_parts(values: Sequence[T]) -> Iterator[list[T]]:
    """Give all the values, in order, at most ``MOST`` at a time; nothing for none.

    Source: https://www.sqlite.org/limits.html, SQLITE_MAX_VARIABLE_NUMBER.
    """
    for start in range(0, len(values), MOST):
        yield list(values[start : start + MOST])
