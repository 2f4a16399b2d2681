"""What writing a staged file came to, as its writer hands it to the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from shopdesk.formats.base import Undecided
from shopdesk.runtime.errors import Problem
from shopdesk.store.imports.changes import MonthChange


class AnotherShop(Undecided):
    """Order numbers of the file stand for other orders here."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that the shop, not the reader, could not take."""

    line: int
    message: str
    code: str = "contradiction"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts and words of one written file.

    Attributes:
        money: (currency, orders, total, refunded) of each currency, the most frequent first.
        older: Orders among ``orders_same`` of which the shop knows a later state.
        facts: Counts that only some kinds have.
        changes: What orders known before become, by month and currency, the newest first.
    """

    orders_new: int = 0
    orders_changed: int = 0
    orders_same: int = 0
    older: int = 0
    lines: int = 0
    units: int = 0
    money: tuple[tuple[str, int, int, int], ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    problems: tuple[Problem, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    facts: dict[str, int] = field(default_factory=dict)
    changes: tuple[MonthChange, ...] = ()
