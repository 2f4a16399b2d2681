"""Text files with separators: which one, and rows that survive stray quotes and Excel's wrapping."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shopdesk.formats import encodings
from shopdesk.formats.base import Row
from shopdesk.formats.encodings import Writing
from shopdesk.formats.sheets import HEAD_ROWS
from shopdesk.runtime.errors import Problem

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 1_000_000
_KEPT = 100_000
_WIDE = 12
_MOST_PARTS = 6
_SMALL = 6 << 20
"""Bytes of a file whose rows are kept between the walks; longer ones are split again in constant memory."""


class _Feed:
    """Hands physical lines to the csv module, remembers those of the current row, takes some back."""

    __slots__ = ("_lines", "_pending", "ended", "number", "taken")

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._pending: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        self.ended = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        self.ended = not self._pending
        line = self._pending.popleft() if self._pending else next(self._lines)
        self.ended = False
        self.number += 1
        self.taken.append(line)
        return line

    def take_back(self) -> None:
        """Put all lines of the current row but the first back in the queue."""
        back = self.taken[1:]
        self._pending.extendleft(reversed(back))
        self.number -= len(back)


def records(lines: Iterator[str], delimiter: str, width: int, *, quoting: bool = True) -> Iterator[Row]:
    """Split lines into rows, mending what Excel and careless programs do to them.

    A quote that is never closed would swallow the rows after it: the row is cut at its first line, handed on
    as damaged, and the swallowed lines are read again. Rows wrapped whole in quotes are unwrapped.

    Args:
        lines: Physical lines with their ends.
        delimiter: The separator.
        width: Cells that a row usually has.
        quoting: False takes quote marks as ordinary characters.
    """
    csv.field_size_limit(LONGEST_CELL)
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE)
    while True:
        feed.taken.clear()
        start = feed.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            feed.take_back()
            yield Row(start, (feed.taken[0][:_KEPT].rstrip("\r\n"),), "too_long")
            continue
        if len(cells) >= width and len(feed.taken) == 1 and not feed.ended and cells[0].strip():
            yield Row(start, tuple(cells))
        else:
            yield from _judged(feed, cells, start, delimiter, width)


def _judged(feed: _Feed, cells: list[str], start: int, delimiter: str, width: int) -> Iterator[Row]:
    if len(cells) < width:
        cells = unwrapped(cells, delimiter, width)
    if feed.ended or (len(feed.taken) > 1 and _swallowed(feed.taken, cells, delimiter, width)):
        first = feed.taken[0]
        feed.take_back()
        yield Row(start, tuple(first.rstrip("\r\n").split(delimiter)), "unclosed_quote")
    elif any(cells) and not "".join(cells).isspace():
        yield Row(start, tuple(cells))


def joined(rows: Iterator[Row], width: int) -> Iterator[Row]:
    """Put rows together that a line break without quotes cut in pieces: their cells add up to the width.

    Only in wide tables, where rows that are short for another reason do not add up by chance.
    """
    parts: list[Row] = []
    for row in rows:
        if width < _WIDE or row.damage or len(row.cells) >= width:
            yield from parts
            parts = []
            yield row
            continue
        parts.append(row)
        if sum(len(part.cells) for part in parts) - len(parts) + 1 == width and len(parts) > 1:
            yield _one(parts)
            parts = []
        elif len(parts) == _MOST_PARTS:
            yield parts.pop(0)
    yield from parts


def _one(parts: list[Row]) -> Row:
    cells = list(parts[0].cells)
    for part in parts[1:]:
        cells[-1] = f"{cells[-1]}\n{part.cells[0]}"
        cells.extend(part.cells[1:])
    return Row(parts[0].line, tuple(cells))


def unwrapped(cells: list[str], delimiter: str, width: int) -> list[str]:
    """Undo a row that was wrapped whole in quotes and ended with semicolons; others come back as they are."""
    if not cells or delimiter not in cells[0] or any(cell.strip(" ;") for cell in cells[1:]):
        return cells
    whole = cells[0].rstrip(" ;")
    found = list(csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter))
    if len(found) > 1:  # the wrapping swallowed the quotes of a text of several lines
        found = list(csv.reader([" ".join(whole.splitlines())], delimiter=delimiter))
    inner = found[0] if found else cells
    return inner if len(inner) >= max(3, width // 2) else cells


def _swallowed(taken: list[str], cells: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a row of several lines is really several rows behind a quote that was never closed."""
    need = max(2, 0.6 * (width - 1))
    if width < 3 or not any(line.count(delimiter) >= need for line in taken[1:]):
        return False
    if len(cells) == width and "".join(taken).count('"') % 2 == 0:
        return not _is_strict(taken, delimiter)
    return len(cells) != width


def _is_strict(taken: list[str], delimiter: str) -> bool:
    try:
        return len(list(csv.reader(iter(taken), delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A text file with separators.

    Attributes:
        skipped: Lines above everything (``sep=;``) that only speak to Excel.
    """

    path: Path
    writing: Writing
    delimiter: str
    width: int
    head: tuple[Row, ...]
    skipped: int = 0
    name: str = ""
    notes: tuple[Problem, ...] = field(default=())
    _kept: dict[bool, tuple[Row, ...]] = field(default_factory=dict, compare=False)

    def walk(self, *, quoting: bool = True) -> Iterator[Row]:
        """Walk all rows that are not blank, in constant memory."""
        if quoting not in self._kept and self.path.stat().st_size <= _SMALL:
            self._kept[quoting] = tuple(self.walk_once(quoting=quoting))
        yield from self._kept.get(quoting) or self.walk_once(quoting=quoting)

    def walk_once(self, *, quoting: bool = True) -> Iterator[Row]:
        """Walk them without keeping any."""
        lines = encodings.lines(self.path, self.writing)
        quoting = quoting or self.delimiter != "\t"  # a file saved again by Excel has quotes and commas
        for row in joined(records(lines, self.delimiter, self.width, quoting=quoting), self.width):
            if row.line > self.skipped:
                yield row


def open_text(path: Path, writing: Writing, notes: tuple[Problem, ...] = ()) -> TextSheet:
    """Find the separator and the usual width of a text file and read its first rows."""
    sample = list(itertools.islice(encodings.lines(path, writing), 400))
    skipped, delimiter = _announced(sample)
    delimiter, width = _guess(sample[skipped:], (delimiter,) if delimiter else DELIMITERS)
    sheet = TextSheet(path, writing, delimiter, width, (), skipped, "", notes)
    head = tuple(itertools.islice(sheet.walk_once(), HEAD_ROWS))
    return TextSheet(path, writing, delimiter, width, head, skipped, "", notes)


def _announced(sample: list[str]) -> tuple[int, str]:
    """Read Excel's ``sep=;`` line, if there is one."""
    for number, line in enumerate(sample[:2]):
        text = line.strip("\ufeff\r\n \"'")
        if text.lower().startswith("sep=") and len(text) <= 5:
            return number + 1, text[4:] or "\t"
    return 0, ""


def _guess(sample: list[str], candidates: tuple[str, ...]) -> tuple[str, int]:
    """Return the separator that cuts the sample into the most even and widest rows, and that width."""
    scored = [(_evenness(sample, delimiter), delimiter) for delimiter in candidates]
    (_, width), delimiter = max(scored, key=lambda one: one[0])
    return delimiter, width


def _evenness(sample: list[str], delimiter: str) -> tuple[float, int]:
    widths = Counter(len(row.cells) for row in itertools.islice(records(iter(sample), delimiter, 2), 200))
    wide = [(count, width) for width, count in widths.items() if width > 1]
    if not wide:
        return 0.0, 1
    count, width = max(wide)
    return count / sum(widths.values()) * min(width, 12) ** 0.5, width
