"""The owner's own table of what equals what, brand by brand. Nothing is converted without a row in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.domain.sizes.labels import SizeSystem, read_label


@dataclass(frozen=True, slots=True)
class Equivalence:
    """One row: in this brand these labels are the same size.

    Attributes:
        brand: Folded for comparison; empty = every brand without rows of its own.
        labels: System → label, e.g. ``{MX: "24.5", EU: "38", US: "7.5"}``.
        foot_mm: Longest foot it fits in millimetres, where the owner measured it.
    """

    brand: str
    labels: dict[SizeSystem, str]
    foot_mm: int | None = None


def convert(
    rows: Iterable[Equivalence], label: str, *, source: SizeSystem, target: SizeSystem, brand: str = ""
) -> str | None:
    """Return the label on another scale by the owner's table, or None when no row says so.

    Rows of the brand come first; rows without a brand serve the brands that have none.
    """
    wanted = _value(label)
    table = list(rows)
    own = [row for row in table if _same(row.brand, brand)]
    for row in own or [row for row in table if not row.brand]:
        here = row.labels.get(source)
        if here is not None and (here.strip() == label.strip() or _value(here) == wanted is not None):
            return row.labels.get(target)
    return None


def contradictions(rows: Iterable[Equivalence]) -> list[tuple[Equivalence, Equivalence]]:
    """Return pairs of rows of one brand that give one label two meanings."""
    return [
        (one, other)
        for one, other in itertools.combinations(rows, 2)
        if _same(one.brand, other.brand) and _clash(one, other)
    ]


def _clash(one: Equivalence, other: Equivalence) -> bool:
    shared = [s for s in one.labels if s in other.labels]
    same = [_value(one.labels[s]) == _value(other.labels[s]) for s in shared]
    return any(same) and not all(same)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _value(label: str) -> float | None:
    read = read_label(label)
    return read.value if read else None
