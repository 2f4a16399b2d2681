"""The three kinds of wrong: a Problem is data, a ShopdeskError is an answer, anything else is a bug."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters to the row it stands on."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something imperfect in a file or in the shop; work goes on around it.

    Attributes:
        code: Stable machine word, e.g. ``unreadable_date``.
        message: One sentence for the owner, already translated.
        line: 1-based line of the file where it stands, or None for the whole file.
        severity: ERROR means the row was left out.
        column: Header of the cell concerned, when one cell is to blame.
    """

    code: str
    message: str
    line: int | None = None
    severity: Severity = Severity.ERROR
    column: str | None = None


class ShopdeskError(Exception):
    """We cannot do what was asked and it is not a bug.

    Subclasses give ``code``; the instance carries what happened and what to do now, both translated.

    Attributes:
        message: What happened and what did not, one sentence.
        next_step: What the owner can do now, one sentence.
    """

    code = "error"

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class Cancelled(ShopdeskError):
    """The owner stopped the work; nothing of it was kept."""

    code = "cancelled"


class NotFound(ShopdeskError):
    """The thing named does not exist in this shop."""

    code = "not_found"


class WrongInput(ShopdeskError):
    """A value given by the owner cannot be used."""

    code = "wrong_input"
