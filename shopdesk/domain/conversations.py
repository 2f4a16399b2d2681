"""Count conversations by topic, style and week: what friction, backlog and questions are judged on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WEEK = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One message, as counting sees it: its conversation, its local day, its topics and its style."""

    thread: str
    day: date
    tags: tuple[str, ...]
    product: int | None


@dataclass(frozen=True, slots=True)
class Weeks:
    """Conversations per week of seven days, the last one ending on the last day (inclusive).

    Attributes:
        last_day: Last day of the last week.
        totals: All conversations per week, oldest first.
        by_tag: Tag to conversations per week.
        by_style: (Tag, style) to conversations per week.
    """

    last_day: date
    totals: tuple[int, ...]
    by_tag: dict[str, tuple[int, ...]]
    by_style: dict[tuple[str, int], tuple[int, ...]]


def weekly(lines: Iterable[Line], last_day: date, weeks: int) -> Weeks:
    """Count distinct conversations per week; one that comes back in another week counts again."""
    seen: set[tuple[str, str, int, int]] = set()
    for line in lines:
        age = (last_day - line.day).days
        if not 0 <= age < weeks * WEEK:
            continue
        week = weeks - 1 - age // WEEK
        seen.add((line.thread, "", 0, week))
        for tag in line.tags:
            seen.add((line.thread, tag, 0, week))
            if line.product is not None:
                seen.add((line.thread, tag, line.product, week))
    counts = Counter((tag, product, week) for _, tag, product, week in seen)
    tags = sorted({tag for tag, product, _ in counts if tag and not product})
    pairs = sorted({(tag, product) for tag, product, _ in counts if tag and product})
    return Weeks(
        last_day,
        tuple(counts[("", 0, week)] for week in range(weeks)),
        {tag: tuple(counts[(tag, 0, week)] for week in range(weeks)) for tag in tags},
        {pair: tuple(counts[(*pair, week)] for week in range(weeks)) for pair in pairs},
    )


def conversations(lines: Iterable[Line]) -> Counter[str]:
    """Count distinct conversations per topic over all lines; the empty topic is all of them."""
    seen = {(line.thread, tag) for line in lines for tag in ("", *line.tags)}
    return Counter(tag for _, tag in seen)


def by_style(lines: Iterable[Line]) -> Counter[tuple[int, str]]:
    """Count distinct conversations per style and topic."""
    seen = {(line.thread, line.product, tag) for line in lines if line.product for tag in line.tags}
    return Counter((product or 0, tag) for _, product, tag in seen)


def shares(
    before: Sequence[Line], after: Sequence[Line], tag: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return (conversations with a topic, all) before and after a change."""
    one, two = conversations(before), conversations(after)
    return (one[tag], one[""]), (two[tag], two[""])
