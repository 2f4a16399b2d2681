"""Dates as shops write them: explicit shapes, months in three languages, day and month told apart by column.

``03/04/2025`` is April in Mexico and March in the United States. One cell of the column with a number over 12
settles it; if none has, the owner is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero ene january jan janeiro",
            "febrero feb february fevereiro fev",
            "marzo mar march marco",
            "abril abr april apr",
            "mayo may maio mai",
            "junio jun june junho",
            "julio jul july julho",
            "agosto ago august aug",
            "septiembre setiembre sep sept set september setembro",
            "octubre oct october outubro out",
            "noviembre nov november novembro",
            "diciembre dic december dec dezembro dez",
        ),
        start=1,
    )
    for name in names.split()
}
_ACCENTS = str.maketrans("áéíóúçÁÉÍÓÚÇ", "aeioucAEIOUC")
_SPACE = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})\s?([-/. ])\s?(\d{1,2})(?:\s?\2\s?(\d{4}|\d{2}))?(?![\d/])")
_WEEKDAY = re.compile(r"^([A-Za-z]{2,9})\.?,?\s+(?=\d|[A-Za-z]{3,10}\.?\s+\d)")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:º|°|st|nd|rd|th)?[\s\-/.]*(?:de\s+)?([A-Za-z]{3,10})\.?"
    r"(?:[\s\-/.,]*(?:del?\s+)?(\d{4}|\d{2}))?(?![\d:])"
)
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?![\d:])")
_TIME = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*(?:([ap])\s?\.?\s?m\b\.?)?\s*(?:h(?:rs?|s)?\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:(Z|UTC|GMT)|(?:UTC|GMT)?\s?([+-])(\d{2}):?(\d{2}))", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_LONGEST_CELL = 80
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's serial numbers are local time
_JOIN = re.compile(r"^(?:\s*[T,|]\s*|\s+(?:a las|at|as|às)\s+|\s+-\s+|\s+)", re.IGNORECASE)


class NotADate(ValueError):
    """The cell is no date; ``code`` is ``unreadable_date``, ``impossible_date`` or ``no_year``."""

    def __init__(self, text: str, code: str = "unreadable_date") -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Parts:
    """A date taken apart; ``first`` and ``second`` are of unknown order unless ``order`` says it."""

    first: int
    second: int
    year: int | None
    order: str
    rest: str


def order_of(text: str) -> str:
    """Say which order a date shows by itself.

    Returns:
        ``dmy`` or ``mdy`` where one number is over 12 (an impossible 31/02 proves it all the same), ``?``
        where both can be the month, and an empty string where it does not matter.

    Raises:
        NotADate: If it is no date.
    """
    parts = _take_apart(text)
    if parts.order or parts.first == parts.second:
        return ""
    if parts.first > 12 and parts.second > 12:
        raise NotADate(text)
    if parts.first > 12:
        return "dmy"
    return "mdy" if parts.second > 12 else "?"


def read(text: str, order: str, near: date | None = None) -> datetime | date:
    """Read a date or a moment; one that can be read one way only is read that way.

    Args:
        text: The cell.
        order: The column's, ``dmy`` or ``mdy``.
        near: For dates without a year: the year is taken that brings them nearest to this day.

    Returns:
        A date where no time stands in the cell, else a datetime, aware if the cell carries an offset.

    Raises:
        NotADate: If it is no date, an impossible one, or has no year and ``near`` is None.
    """
    try:
        return _iso(text)
    except ValueError:
        parts = _take_apart(text)
    day = _day(parts, text, order, near)
    return _with_time(day, parts.rest, text)


def _iso(text: str) -> datetime | date:
    """Read what the standard library reads, and Shopify's space before the offset, at its speed."""
    if not text[:4].isdigit():
        raise ValueError(text)
    if len(text) == 25 and text[19] == " ":
        return datetime.fromisoformat(text[:19] + text[20:])
    if text.endswith(" UTC"):
        return datetime.fromisoformat(text[:-4] + "+00:00")
    if len(text) == 10:
        return date.fromisoformat(text)
    if len(text) < 16:
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _take_apart(text: str) -> _Parts:
    if len(text) > _LONGEST_CELL:
        raise NotADate(text)
    return _taken_apart(text)


@lru_cache(maxsize=50_000)
def _taken_apart(text: str) -> _Parts:
    clean = text.translate(_SPACE).translate(_ACCENTS).strip(" '\"")
    if found := _ISO.match(clean):
        year, _, month, day = found.groups()
        return _Parts(int(month), int(day), int(year), "mdy", clean[found.end() :])
    if found := _NUMERIC.match(clean):
        first, _, second, short = found.groups()
        return _Parts(int(first), int(second), _year(short), "", clean[found.end() :])
    if found := re.fullmatch(r"(20\d\d)(\d\d)(\d\d)", clean):
        return _Parts(int(found[2]), int(found[3]), int(found[1]), "mdy", "")
    if (found := _SERIAL.fullmatch(clean)) and 30_000 < int(found[1]) < 75_000:
        return _from_serial(clean.replace(",", "."))
    if (found := _WEEKDAY.match(clean)) and found[1].lower() not in _MONTHS:
        clean = clean[found.end() :]
    return _in_words(clean, text)


def _from_serial(text: str) -> _Parts:
    moment = _EPOCH + timedelta(days=float(text))
    clock = "" if float(text).is_integer() else f" {(moment + timedelta(milliseconds=500)):%H:%M:%S}"
    return _Parts(moment.month, moment.day, moment.year, "mdy", clock)


def _in_words(clean: str, text: str) -> _Parts:
    if found := _DAY_MONTH.match(clean):
        day, name, year = found.groups()
    elif found := _MONTH_DAY.match(clean):
        name, day, year = found.groups()
    else:
        raise NotADate(text)
    month = _MONTHS.get(name.lower())
    if month is None:
        raise NotADate(text)
    return _Parts(month, int(day), _year(year), "mdy", clean[found.end() :])


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _day(parts: _Parts, text: str, order: str, near: date | None) -> date:
    use = parts.order or order
    if not parts.order and (parts.first > 12) != (parts.second > 12):
        use = "dmy" if parts.first > 12 else "mdy"
    month, day = (parts.first, parts.second) if use == "mdy" else (parts.second, parts.first)
    if parts.year is not None:
        return _date(parts.year, month, day, text)
    if near is None:
        raise NotADate(text, "no_year")
    near_years = [_date(year, month, day, text) for year in (near.year - 1, near.year, near.year + 1)]
    return min(near_years, key=lambda one: abs((one - near).days))


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate(text, "impossible_date") from None


def _with_time(day: date, rest: str, text: str) -> datetime | date:
    rest = rest.rstrip()
    if not rest.strip(" ,.|"):
        return day
    joined = _JOIN.match(rest)
    found = _TIME.match(rest, joined.end() if joined else 0)
    if not found:
        raise NotADate(text)
    hour, minute, second, half = found.groups()
    tail = rest[found.end() :].strip()
    zone = _offset(tail, text) if tail else None
    try:
        clock = time(_hour(int(hour), half), int(minute), int(second or 0))
    except ValueError:
        raise NotADate(text) from None
    return datetime.combine(day, clock, zone)


def _hour(hour: int, half: str | None) -> int:
    if half is None or not 1 <= hour <= 12:
        return hour
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _offset(tail: str, text: str) -> timezone:
    found = _OFFSET.fullmatch(tail)
    if not found:
        raise NotADate(text)
    name, sign, hours, minutes = found.groups()
    if name:
        return UTC
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    if shift > timedelta(hours=18):
        raise NotADate(text)
    return timezone(-shift if sign == "-" else shift)


@dataclass(slots=True)
class OrderEvidence:
    """What the cells of one column show about the order of day and month.

    Attributes:
        shown: Orders that some cell can only be read by.
        both_ways: A few cells that can be read both ways.
    """

    shown: set[str] = field(default_factory=set)
    both_ways: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Look at one cell; what is no date says nothing, nor does one that begins with its year."""
        if text[:4].isdigit():
            return
        try:
            order = order_of(text)
        except NotADate:
            return
        if order == "?":
            if len(self.both_ways) < 3:
                self.both_ways.append(text)
        elif order:
            self.shown.add(order)

    @property
    def order(self) -> str | None:
        """The column's order; ``dmy`` where nothing depends on it; None where only the owner knows."""
        if len(self.shown) == 1:
            return next(iter(self.shown))
        return None if self.both_ways else "dmy"

    def settle(self, others: set[str]) -> str | None:
        """Decide with the other columns' help: one program writes its dates one way."""
        if self.order is None and not self.shown and len(others) == 1:
            return next(iter(others))
        return self.order
