"""The Hoy page as values: what waits, what comes, the Monday answer, the week. Light enough to read at start.

The facts are kept as JSON under ``stored_result.today`` when ``services.today`` has worked them out, and read
back by ``glance`` before anything heavy is loaded. Words come from ``services.phrases_today``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from shopdesk.runtime.paths import DataFolder
from shopdesk.store import morning as store

NAME = "today"


class TaskKind(StrEnum):
    """What can need the owner, in the order in which it is always shown."""

    FAILURE = "failure"
    LETTERS = "letters"
    REORDER = "reorder"
    SIZES = "sizes"
    MESSAGES = "messages"
    PROMISES = "promises"
    COMPLAINTS = "complaints"
    WORD = "word"


class ComingKind(StrEnum):
    """What the next seven days bring, and what they should have brought already."""

    LATE = "late"
    ORDER = "order"
    LETTERS = "letters"
    EVENT = "event"
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits. ``facts`` are what its why-line is said from; days in ISO."""

    kind: TaskKind
    count: int
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coming:
    """One line of what comes."""

    day: date
    kind: ComingKind
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MonthShare:
    """Of the buyers of a month (its first day), those who had bought before."""

    month: date
    buyers: int
    bought_before: int


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """The last seven whole days, and those before them; money in minor units."""

    total_minor: int
    total_before_minor: int
    currency: str
    pieces: int
    pieces_before: int
    returned: int
    returned_for_size: int
    nps: int | None = None
    answers: int = 0


@dataclass(frozen=True, slots=True)
class LastImport:
    """The latest moment files were brought in."""

    at: datetime
    files: int
    sales: int


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the Hoy page shows.

    Attributes:
        day: The shop's day it was worked out for.
        tasks: What waits, in the fixed order; nothing with a count of 0.
        coming: At most three lines, next seven days.
        months: Six months of the Monday answer, oldest first; the last is the current one.
        same_day_before: The month before, up to the same day.
        week: The week in short, None before the first sale.
        last_import: None before the first.
        done: What was done today: kind → count.
        last_sale: Day of the newest sale.
        event: The commercial date that runs today, and the day it ends.
        weeks_of_sales: Weeks of history; under six, figures are a first reckoning.
        has_sizes: Whether anything sold here comes in sizes; True until the first sale.
        is_stale: Something changed since.
    """

    day: date
    tasks: tuple[Task, ...] = ()
    coming: tuple[Coming, ...] = ()
    months: tuple[MonthShare, ...] = ()
    same_day_before: MonthShare | None = None
    week: WeekFacts | None = None
    last_import: LastImport | None = None
    done: Mapping[str, int] = field(default_factory=dict)
    last_sale: date | None = None
    event: tuple[str, date] | None = None
    weeks_of_sales: int = 0
    has_sizes: bool = True
    is_stale: bool = False

    def count(self, kind: TaskKind) -> int:
        """Return how many things of a kind wait."""
        return sum(task.count for task in self.tasks if task.kind is kind)


@dataclass(frozen=True, slots=True)
class Glance:
    """What the window knows before the shop is open.

    Attributes:
        shop_name: Empty before the owner said it.
        owner: The owner's first name, or empty.
        theme: ``system``, ``light`` or ``dark``.
        text_size: Percent.
        high_contrast: Asked for by the owner; the system may ask for it too.
        language: Empty = not chosen.
        goods: What the shop counts in: ``pairs`` or ``pieces``.
        is_example: The example shop.
        has_sales: False on the first run only; a damaged shop is not one.
        at_counter: The window was left in counter mode: nothing else may be shown.
        today: What Hoy showed last, or None.
    """

    shop_name: str = ""
    owner: str = ""
    theme: str = "system"
    text_size: int = 100
    high_contrast: bool = False
    language: str = ""
    goods: str = "pairs"
    is_example: bool = False
    has_sales: bool = False
    at_counter: bool = False
    today: Today | None = None


def glance(folder: DataFolder) -> Glance:
    """Read what the window can show at once; nothing is written and nothing heavy is loaded."""
    kept = store.read(folder.database)
    chosen = kept.settings
    raw = kept.results.get(NAME)
    return Glance(
        shop_name=str(chosen.get("shop.name", "")),
        owner=str(chosen.get("shop.owner", "")),
        theme=str(chosen.get("window.theme", "system")),
        text_size=int(chosen.get("window.text_size", 100)),
        high_contrast=bool(chosen.get("window.high_contrast", False)),
        language=str(chosen.get("window.language", "")),
        goods=str(chosen.get("shop.goods", "pairs")),
        is_example=bool(chosen.get("shop.is_example", False)),
        has_sales=kept.has_sales or kept.is_damaged,
        at_counter=bool(chosen.get("counter.is_on", False)),
        today=_read(raw, is_stale=True) if isinstance(raw, dict) else None,
    )


def to_json(today: Today) -> dict[str, Any]:
    """Return the page as JSON holds it."""
    plain: dict[str, Any] = _plain(asdict(today))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(raw: Mapping[str, Any], *, is_stale: bool) -> Today | None:
    """Return a kept page, or None if an older program wrote it otherwise."""
    try:
        return Today(
            day=date.fromisoformat(raw["day"]),
            tasks=tuple(Task(TaskKind(t["kind"]), t["count"], t["facts"]) for t in raw["tasks"]),
            coming=tuple(
                Coming(date.fromisoformat(c["day"]), ComingKind(c["kind"]), c["facts"]) for c in raw["coming"]
            ),
            months=tuple(_month(m) for m in raw["months"]),
            same_day_before=_month(raw["same_day_before"]) if raw["same_day_before"] else None,
            week=WeekFacts(**raw["week"]) if raw["week"] else None,
            last_import=_import(raw["last_import"]) if raw["last_import"] else None,
            done=dict(raw["done"]),
            last_sale=date.fromisoformat(raw["last_sale"]) if raw["last_sale"] else None,
            event=(raw["event"][0], date.fromisoformat(raw["event"][1])) if raw["event"] else None,
            weeks_of_sales=int(raw["weeks_of_sales"]),
            has_sizes=bool(raw.get("has_sizes", True)),
            is_stale=is_stale,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _month(raw: Mapping[str, Any]) -> MonthShare:
    return MonthShare(date.fromisoformat(raw["month"]), raw["buyers"], raw["bought_before"])


def _import(raw: Mapping[str, Any]) -> LastImport:
    return LastImport(datetime.fromisoformat(raw["at"]), raw["files"], raw["sales"])
