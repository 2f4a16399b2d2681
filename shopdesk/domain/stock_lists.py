"""What a list of stock says by leaving it out: many shops' lists name only what they have.

A list counts as one that leaves out what is at zero when it has twenty rows or more and not one of them says
zero. In such a list a size that is not named while its style is, is gone. A whole style that is not named is
gone only where the same file, on an earlier day, named it: a list of one supplier's goods must not empty the
rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

FEWEST_ROWS = 20
_WHOLE_LIST = 0.5
"""Least share of the styles known by then that a day must name to count as a whole list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: a variant in a place at a moment."""

    variant: int
    place: int
    at: datetime
    pieces: int


def left_out(rows: Sequence[Listed], style_of: Mapping[int, int]) -> list[Listed]:
    """Return what the list says is at zero by not naming it; empty for lists that name their zeros.

    Args:
        rows: The whole file.
        style_of: Style of each variant of the styles it names, the unnamed variants too.
    """
    if len(rows) < FEWEST_ROWS or any(row.pieces <= 0 for row in rows):
        return []
    variants: dict[int, list[int]] = defaultdict(list)
    for variant, style in style_of.items():
        variants[style].append(variant)
    found = []
    for place in dict.fromkeys(row.place for row in rows):
        found += _at_place(place, [row for row in rows if row.place == place], style_of, variants=variants)
    return found


def _at_place(
    place: int, rows: Sequence[Listed], style_of: Mapping[int, int], *, variants: Mapping[int, list[int]]
) -> list[Listed]:
    named: dict[datetime, set[int]] = defaultdict(set)
    for row in rows:
        named[row.at].add(row.variant)
    known: set[int] = set()  # styles named so far, a later one was not there yet
    found = []
    for at in sorted(named):
        styles = {style_of[variant] for variant in named[at] if variant in style_of}
        known |= styles
        gone = known if len(styles) >= _WHOLE_LIST * len(known) else styles
        missing = (v for style in sorted(gone) for v in sorted(variants[style]) if v not in named[at])
        found += [Listed(variant, place, at, 0) for variant in missing]
    return found
