"""Several products in one cell of a sheet kept by hand: ``2x Bota Nora 24, 1x Cinturón``.

A name may hold commas itself (``bota niña lluvia, forro polar``), so a cell is only taken apart where every
product says how many there are, or where a plus sign, a semicolon or a new line stands between them and the
row's own count agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.formats import cells
from shopdesk.formats.base import Cells

_LONGEST, _MOST = 1_000, 40
_TIMES = r"(?:[x×*]|(?:pzas?|pzs?|piezas?|pares|par|uds?|pcs?)\.?(?:\s+de)?(?=\s))\s*"
_FIRST = re.compile(rf"(\d{{1,3}})\s*{_TIMES}(?=[^\W\d])", re.IGNORECASE)
_BARE = re.compile(r"(\d{1,2})\s+(?=[^\W\d]{3})")
_LAST = re.compile(
    r"(?P<name>[^\n;]*?[^\W_].*?)\s*(?:\(\s*[x×]\s?(?P<inside>\d{1,3})\s*\)|\s[x×]\s?(?P<count>\d{1,3}))"
    r"\s*(?:[,;+&\n/]|\b[ye]\b|$)\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:[,;+&\n/]|\b[ye]\b|\band\b)\s*$", re.IGNORECASE)
_SPACED = re.compile(r"[\s,;+&/]$")
_UNCOUNTED = re.compile(r"\s*[;\n]\s*|\s+\+\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """One product of a cell and its pieces."""

    pieces: int
    name: str


def parts_of(cell: str) -> tuple[Part, ...]:
    """Return the products of a cell that says how many of each there are; empty if it does not.

    >>> [(one.pieces, one.name) for one in parts_of("2x Bota Nora 24, 1x Cinturón")]
    [(2, 'Bota Nora 24'), (1, 'Cinturón')]
    """
    if len(cell) > _LONGEST:
        return ()
    for found in (_led(cell, _FIRST), _followed(cell), _led(cell, _BARE)):
        if found and len(found) <= _MOST and all(one.pieces > 0 for one in found):
            return tuple(found)
    return ()


def uncounted(cell: str) -> tuple[Part, ...]:
    """Return the products that a plus sign, a semicolon or a new line parts, one piece each."""
    names = [name.strip(" ,") for name in _UNCOUNTED.split(cell[:_LONGEST])]
    return tuple(Part(1, name) for name in names if name) if len(names) > 1 and all(names) else ()


def _led(cell: str, count: re.Pattern[str]) -> list[Part]:
    """Read products that their count leads; bare numbers need a mark between the products."""
    apart = _BETWEEN if count is _BARE else _SPACED
    marks = [mark for mark in count.finditer(cell) if not mark.start() or apart.search(cell[: mark.start()])]
    if not marks or cell[: marks[0].start()].strip() or (count is _BARE and len(marks) < 2):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(cell)]
    names = [_BETWEEN.sub("", cell[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]
    return [Part(int(mark[1]), name.strip(" ,")) for mark, name in zip(marks, names, strict=True)]


def _followed(cell: str) -> list[Part]:
    """Read products with their count after them: ``Bota Nora 24 x2, Cinturón x1``."""
    found, at = [], 0
    while at < len(cell):
        mark = _LAST.match(cell, at)
        if mark is None or mark.end() == at:
            return []
        found.append(Part(int(mark["inside"] or mark["count"]), mark["name"].strip(" ,")))
        at = mark.end()
    return found


def column(header: Cells, sample: Sequence[Cells]) -> int | None:
    """Return the first column most of whose cells list products with their counts, or None."""
    for at in range(len(header)):
        filled = [said for row in sample if len(row) > at and (said := cells.text(row[at]))]
        listed = sum(bool(parts_of(one)) for one in filled)
        if listed > 1 and 2 * listed >= len(filled):
            return at
    return None
