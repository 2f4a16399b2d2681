"""What a file can leave open, as questions to the owner."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.formats.base import Question
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _


def ask_decimal(column: str, examples: Sequence[str]) -> Question:
    """Return the question of a column of amounts that can be read both ways."""
    said = _("{column}: is “{example}” a thousand and more, or a number with three decimals?")
    return Question(
        "decimal",
        said.format(column=column, example=examples[0]),
        _("Say which decimal mark the file uses: --decimal . or --decimal ,"),
        (".", ","),
        column,
        tuple(examples),
        blocking=True,
    )


def ask_order(column: str, examples: Sequence[str]) -> Question:
    """Return the question of a column of dates that can be read both ways."""
    said = _("{column}: does “{example}” begin with the day or with the month?")
    return Question(
        "date_order",
        said.format(column=column, example=examples[0]),
        _("Say how the file writes dates: --date-order dmy or --date-order mdy"),
        ("dmy", "mdy"),
        column,
        tuple(examples),
        blocking=True,
    )


def note_order(order: str) -> Problem:
    """Return the remark on dates whose order the rows themselves showed."""
    said = {
        "dmy": _("Dates are read with the day first: only so do the rows follow each other in time."),
        "mdy": _("Dates are read with the month first: only so do the rows follow each other in time."),
    }
    return Problem("date_order_by_rows", said[order], None, Severity.NOTE)


def ask_zone() -> Question:
    """Return the question of times without an offset."""
    return Question(
        "zone",
        _("The times in this file are local: in which time zone is the shop?"),
        _("Say it with --zone, for example --zone America/Mexico_City"),
    )


def ask_currency() -> Question:
    """Return the question of amounts without a currency."""
    return Question(
        "currency",
        _("The file does not say its currency: which one is it?"),
        _("Say it with --currency, for example --currency MXN"),
    )


def ask_as_of() -> Question:
    """Return the question of an undated stock file."""
    return Question(
        "as_of",
        _("Of which day is this stock? The file does not say."),
        _("Say it with --as-of, for example --as-of 2026-11-21"),
    )
