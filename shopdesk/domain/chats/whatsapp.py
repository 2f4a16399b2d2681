"""WhatsApp exports (``.txt``): Android and iOS, Spanish and English, 12 and 24 hours.

``D/M/YYYY, h:mm p. m. - Name: text`` or ``[DD/MM/YY, h:mm:ss p.m.] Name: text``; the day may come first or
second, which is decided over the whole file or not at all.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shopdesk.domain.chats.lines import Marks, Said, cleaned
from shopdesk.domain.tagging.reading import fold

_SPACE = r"[ \t\u00a0\u202f]"
_DATE = r"(?P<one>\d{1,4})[/.\-](?P<two>\d{1,2})[/.\-](?P<three>\d{2,4})"
_HALF = rf"(?:{_SPACE}*(?P<half>[aApP])\.?{_SPACE}*[mM]\.?)?"
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?" + _HALF
_HEADER = re.compile(
    rf"^[\u200e\u200f\ufeff]*(?:\[{_DATE},?{_SPACE}+{_TIME}\]{_SPACE}*(?:[-–]{_SPACE})?|"
    rf"{_DATE.replace('?P<', '?P<b')},?{_SPACE}+{_TIME.replace('?P<', '?P<b')}{_SPACE}*[-–]{_SPACE}+)"
    r"(?P<rest>.*)$"
)
_SPLIT = re.compile(r"^(?P<author>[^\n]{1,80}?):(?: |$)(?P<text>[\s\S]*)$")


class DateOrder(StrEnum):
    """Which of the first two numbers of a date is the day."""

    DMY = "dmy"
    MDY = "mdy"


class UndecidedDates(ValueError):
    """Nothing in the file says whether the day or the month comes first."""

    def __init__(self, example: str) -> None:
        super().__init__(example)
        self.example = example


@dataclass(frozen=True, slots=True)
class _Line:
    one: int
    two: int
    three: int
    clock: tuple[int, int, int]
    rest: str


@dataclass(frozen=True, slots=True)
class Chat:
    """An export read: its messages in the order of the file, and how its dates were read."""

    messages: tuple[Said, ...]
    order: DateOrder


def looks_like(text: str) -> bool:
    """Say whether a text is a WhatsApp export or lines copied from one."""
    return any(_HEADER.match(line) for line in text.splitlines()[:20])


def parse(text: str, marks: Marks, *, order: DateOrder | None = None, today: date | None = None) -> Chat:
    """Read an export; lines without a header go on with the message before, system lines are left out.

    Args:
        text: The whole file.
        marks: What exports write in place of media, deleted and system messages.
        order: The order of the dates, if the owner said it.
        today: Days after it are impossible and prove the other order.

    Raises:
        UndecidedDates: If both orders are possible and none was given.
    """
    lines = _lines(text)
    chosen = order or decide_order([(line.one, line.two, line.three) for line in lines], today)
    if chosen is None:
        raise UndecidedDates(f"{lines[0].one}/{lines[0].two}" if lines else "")
    named = _authors([line.rest for line in lines], marks)
    messages = []
    for line, said in zip(lines, named, strict=True):
        if said:
            messages.append(cleaned(said[0], said[1], _moment(line, chosen), marks))
    return Chat(tuple(messages), chosen)


def decide_order(dates: Sequence[tuple[int, int, int]], today: date | None = None) -> DateOrder | None:
    """Return the order of the dates of a file, or None if both are possible.

    A value above 12 decides; then the order in which time never runs backwards (or never passes today).
    """
    plain = [d for d in dates if d[0] <= 31]
    if len(plain) < len(dates) or not plain:
        return DateOrder.DMY
    if any(d[0] > 12 for d in plain):
        return DateOrder.DMY
    if any(d[1] > 12 for d in plain) or all(d[0] == d[1] for d in plain):
        return DateOrder.MDY if any(d[1] > 12 for d in plain) else DateOrder.DMY
    wrong = {order: _backwards(plain, order, today) for order in DateOrder}
    if wrong[DateOrder.DMY] == wrong[DateOrder.MDY]:
        return None
    return min(wrong, key=lambda order: wrong[order])


def _backwards(dates: Sequence[tuple[int, int, int]], order: DateOrder, today: date | None) -> int:
    days = [_day(d, order) for d in dates]
    steps = sum(later < earlier for earlier, later in itertools.pairwise(days))
    return steps + (sum(day > today for day in days) if today else 0)


def _day(parts: tuple[int, int, int], order: DateOrder) -> date:
    one, two, three = parts
    if one > 31:
        return date(one, two, three)
    year = three + 2000 if three < 100 else three
    day, month = (one, two) if order is DateOrder.DMY else (two, one)
    return date(year, month, day)


def _moment(line: _Line, order: DateOrder) -> datetime:
    day = _day((line.one, line.two, line.three), order)
    return datetime(day.year, day.month, day.day, *line.clock)  # noqa: DTZ001 - the export has no zone


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    for raw in text.replace("\r\n", "\n").split("\n"):
        match = _HEADER.match(raw)
        line = _line(match.groupdict()) if match else None
        if line:
            found.append(line)
        elif found:
            last = found[-1]
            found[-1] = _Line(last.one, last.two, last.three, last.clock, f"{last.rest}\n{raw}")
    return found


def _line(groups: dict[str, str | None]) -> _Line | None:
    def part(name: str) -> str:
        return groups.get(name) or groups.get("b" + name) or ""

    hour, half = int(part("hour")), part("half").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = (hour, int(part("minute")), int(part("second") or 0))
    line = _Line(int(part("one")), int(part("two")), int(part("three")), clock, groups["rest"] or "")
    return line if _is_possible(line) else None


def _is_possible(line: _Line) -> bool:
    hour, minute, second = line.clock
    if hour > 23 or minute > 59 or second > 59:
        return False
    for order in DateOrder:
        try:
            _day((line.one, line.two, line.three), order)
        except ValueError:
            continue
        return True
    return False


def _authors(rests: Sequence[str], marks: Marks) -> list[tuple[str, str] | None]:
    """Split each line into author and text; None for system lines.

    A name that itself holds a colon shows by every line of its first half going on with the same second.
    """
    split = [_split(rest, marks) for rest in rests]
    follow: dict[str, Counter[str]] = {}
    for said in split:
        if said:
            second = _SPLIT.match(said[1])
            follow.setdefault(said[0], Counter())[second["author"] if second else ""] += 1
    longer = {
        author: seconds.most_common(1)[0][0]
        for author, seconds in follow.items()
        if len(seconds) == 1 and sum(seconds.values()) > 1 and "" not in seconds
    }
    return [_lengthened(said, longer) for said in split]


def _lengthened(said: tuple[str, str] | None, longer: dict[str, str]) -> tuple[str, str] | None:
    if said is None or said[0] not in longer:
        return said
    second = longer[said[0]]
    return f"{said[0]}: {second}", said[1][len(second) + 1 :].lstrip()


def _split(rest: str, marks: Marks) -> tuple[str, str] | None:
    match = _SPLIT.match(rest)
    if not match:
        return None
    author = match["author"].replace("\u200e", "").strip(" ~\u202a\u202c\u00a0\u202f")
    plain = fold(author)
    if any(f" {mark} " in f" {plain} " for mark in marks.system):
        return None
    first = fold(match["text"].split("\n")[0])
    encrypted = any(mark in first for mark in marks.system[:2])
    return None if encrypted else (author, match["text"])
