"""The first walk through a file: what its columns show about marks and dates, before any row is read.

Two walks cost less than one wrong guess: splitting a million Shopify lines takes some five seconds of CPU.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopdesk.formats import cells, date_sequence, dates, headers, questions
from shopdesk.formats.base import Cells, Question, ReadOptions, Row, Table, Undecided
from shopdesk.formats.cells import COUNTS, MOMENTS, MONEY, NUMBERS, Understanding
from shopdesk.formats.dates import NotADate, OrderEvidence
from shopdesk.formats.day_above import day_above
from shopdesk.formats.numbers import MarkEvidence
from shopdesk.runtime.errors import Problem, WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.runtime.words import decimals

_CHUNK = 4_096
_MOST_TITLES = 50_000
DEFAULT_CURRENCY = "MXN"
_SEQUENCED = frozenset({"placed_at", "day"})
"""Dates by which a source lists its rows."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a source always writes, used where a file's own cells do not show it.

    Attributes:
        decimal: Its decimal mark, for counts and measures (``1.000`` pieces).
        date_order: ``dmy`` or ``mdy``, where it writes dates in numbers; None where it writes ISO or words,
            for then a date in numbers was made by a spreadsheet.
        zone: Of its times, where it is the same for every shop (``UTC``).
        quoting: False where quote marks are ordinary characters.
        currency: Where the source knows only one.
    """

    decimal: str | None = None
    date_order: str | None = None
    zone: str | None = None
    quoting: bool = True
    currency: str | None = None


@dataclass(slots=True)
class Surveyed:
    """What the first walk saw.

    Attributes:
        understanding: How to read the columns.
        questions: Open, but not blocking.
        titles: Different product names, for learning variants.
        scattered: Order numbers that stand in more than one place of the file.
        notes: What was settled without asking and the owner should see.
    """

    understanding: Understanding
    questions: tuple[Question, ...] = ()
    notes: tuple[Problem, ...] = ()
    titles: frozenset[str] = frozenset()
    scattered: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Seen:
    marks: dict[str, MarkEvidence]
    orders: dict[str, OrderEvidence]
    titles: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    scattered: set[str] = field(default_factory=set)
    last_key: str = ""
    moments: list[str] = field(default_factory=list)
    currencies: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    has_looked: bool = False


def survey(
    table: Table, picks: Mapping[str, int], habits: Habits, options: ReadOptions, key: str | None = None
) -> Surveyed:
    """Walk through a table once and decide how its columns are read.

    Args:
        table: The opened table.
        picks: Field to 0-based column.
        habits: What the source always does.
        options: What the owner says.
        key: Field of the order number, if rows are grouped by one.

    Raises:
        Undecided: If a column can be read two ways and neither file, source nor options say which.
    """
    seen = _Seen(
        {name: MarkEvidence() for name in picks if name in MONEY | COUNTS | NUMBERS},
        {name: OrderEvidence() for name in picks if name in MOMENTS},
    )
    for chunk in _chunks(table.rows(quoting=habits.quoting)):
        _look_at(chunk, picks, seen)
        if key and key in picks:
            _follow(chunk, picks[key], seen)
    names = {name: table.header[at] for name, at in picks.items()}
    rows = partial(table.rows, quoting=habits.quoting)
    by_rows = partial(date_sequence.order_shown, rows, picks, key)
    seen.marked |= {headers.currency(said) for name, said in names.items() if name in MONEY} - {""}
    return _decide(seen, names, table, habits, options, by_rows)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Cells]]:
    while chunk := [row.cells for row in itertools.islice(rows, _CHUNK) if not row.damage]:
        yield chunk


def _look_at(chunk: Sequence[Cells], picks: Mapping[str, int], seen: _Seen) -> None:
    for name, at in picks.items():
        if name in seen.marks:
            _feed(seen.marks[name], _column(chunk, at))
        elif name in seen.orders:
            column = _column(chunk, at)
            _feed(seen.orders[name], column)
            if name in {"placed_at", "day", "as_of", "abandoned_at"} and len(seen.moments) < 200:
                seen.moments.extend(list(column)[:200])
        elif name in {"title", "product"} and len(seen.titles) < _MOST_TITLES:
            seen.titles |= _column(chunk, at)
        elif name == "currency":
            seen.currencies |= {cell.upper() for cell in _column(chunk, at)}
        if name in MONEY and not seen.has_looked:
            seen.marked |= {cells.currency_of(cell) for cell in _column(chunk, at)} - {""}
    seen.has_looked = True


def _feed(evidence: MarkEvidence | OrderEvidence, column: Iterable[str]) -> None:
    for cell in column:
        evidence.add(cell)


def _column(chunk: Sequence[Cells], at: int) -> set[str]:
    found = {row[at] for row in chunk if len(row) > at}
    return {cells.text(cell) for cell in found} - {""}


def _follow(chunk: Sequence[Cells], at: int, seen: _Seen) -> None:
    for row in chunk:
        number = cells.text(row[at]) if len(row) > at else ""
        if number and number != seen.last_key:
            if number in seen.keys:
                seen.scattered.add(number)
            seen.keys.add(number)
            seen.last_key = number


def _decide(
    seen: _Seen,
    names: dict[str, str],
    table: Table,
    habits: Habits,
    options: ReadOptions,
    by_rows: Callable[[str], str | None],
) -> Surveyed:
    currency = _currency(seen, habits, options)
    asked: list[Question] = []
    marks = _marks(seen, names, habits, options, asked)
    found, settled = _orders(seen, table, habits, options, by_rows)
    asked += [
        questions.ask_order(names[name], seen.orders[name].both_ways) for name in found if found[name] is None
    ]
    orders = {name: order or "dmy" for name, order in found.items()}
    if any(question.blocking for question in asked):
        raise Undecided([question for question in asked if question.blocking])
    understanding = Understanding(names, currency, marks, orders, _zone(habits, options))
    understanding.near = _first_day(seen, orders, table, options)
    understanding.as_of = options.as_of or day_above(table)
    if understanding.zone is None and _has_local_times(seen):
        asked.append(questions.ask_zone())
    is_said = "currency" in names or options.currency or habits.currency or len(seen.marked) == 1
    understanding.stated = currency if is_said else ""
    if not is_said and MONEY & names.keys():
        asked.append(questions.ask_currency())
    return Surveyed(
        understanding,
        tuple(asked),
        (questions.note_order(settled),) if settled else (),
        frozenset(seen.titles),
        frozenset(seen.scattered),
    )


def _currency(seen: _Seen, habits: Habits, options: ReadOptions) -> str:
    """Return the currency of rows that name none: the file's only one, else as told, else the source's."""
    only = next(iter(seen.currencies)) if len(seen.currencies) == 1 else ""
    if not seen.currencies and not options.currency and len(seen.marked) == 1:
        return next(iter(seen.marked))
    known = only if len(only) == 3 and only.isalpha() else None
    return known or options.currency or habits.currency or options.likely_currency or DEFAULT_CURRENCY


def _zone(habits: Habits, options: ReadOptions) -> ZoneInfo | None:
    name = habits.zone or options.zone
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongInput(
            _("There is no time zone called {zone}.").format(zone=name),
            _("Use a name such as America/Mexico_City."),
        ) from error


def _marks(
    seen: _Seen, names: dict[str, str], habits: Habits, options: ReadOptions, asked: list[Question]
) -> dict[str, str]:
    others = {next(iter(one.shown)) for one in seen.marks.values() if len(one.shown) == 1}
    places = decimals(_currency(seen, habits, options))
    marks = {}
    for name, evidence in seen.marks.items():
        mark = evidence.settle(others)
        if mark is None and not evidence.shown:
            # No program writes prices with three decimals: 1.299 was made by a spreadsheet, so its habit
            # does not decide it.
            mark = habits.decimal if name not in MONEY else (None if places else evidence.thousands())
        if mark is None:
            mark = options.decimal
        if mark is None:
            asked.append(questions.ask_decimal(names[name], evidence.both_ways))
        marks[name] = mark or "."
    return marks


def _orders(
    seen: _Seen, table: Table, habits: Habits, options: ReadOptions, by_rows: Callable[[str], str | None]
) -> tuple[dict[str, str | None], str | None]:
    """Return each date's order, None where only the owner knows, and the order that the rows settled."""
    others = {next(iter(one.shown)) for one in seen.orders.values() if len(one.shown) == 1}
    others = others or _shown_above(table)
    orders: dict[str, str | None] = {}
    settled = None
    for name in sorted(seen.orders, key=_SEQUENCED.__contains__, reverse=True):
        evidence = seen.orders[name]
        order = evidence.settle(others)
        if order is None and not evidence.shown:
            order = habits.date_order
        order = order or options.date_order
        if order is None and name in _SEQUENCED and not evidence.shown:
            order = settled = by_rows(name)
            others = others | ({order} if order else set())
        orders[name] = order
    return orders, settled


def _shown_above(table: Table) -> set[str]:
    """Return the order that dates above the header show (``Del 01/01/2025 al 30/06/2025``)."""
    shown = set()
    for row in table.preamble:
        for word in " ".join(row).split():
            try:
                shown.add(dates.order_of(word))
            except NotADate:
                continue
    return shown & {"dmy", "mdy"}


def _first_day(seen: _Seen, orders: Mapping[str, str], table: Table, options: ReadOptions) -> date | None:
    order = orders.get("placed_at") or orders.get("day") or "dmy"
    above = [cell for row in table.preamble for cell in row if cell]
    above += [" ".join(words) for row in above for words in _windows(row.split())]
    for cell in itertools.chain(seen.moments, above):
        try:
            read = dates.read(cell, order)
        except NotADate:
            continue
        return read.date() if isinstance(read, datetime) else read
    return options.today


def _windows(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield runs of one and five words, where a date may stand (``10 de julio de 2025``)."""
    for at in range(len(words)):
        yield words[at : at + 1]
        yield words[at : at + 5]


def _has_local_times(seen: _Seen) -> bool:
    for cell in seen.moments[:50]:
        try:
            read = dates.read(cell, "dmy", date(2000, 1, 1))
        except NotADate:
            continue
        return not (isinstance(read, datetime) and read.tzinfo)
    return False
