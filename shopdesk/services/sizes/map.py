"""The map as it is looked at: one group, its columns in order, the worst gaps first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from shopdesk.domain.sizes.labels import SizeLabel, in_order
from shopdesk.domain.sizes.runs import core_sizes
from shopdesk.services.sizes.page import SizeCell, SizesPage, StyleRow

OTHERS: Final = ""
"""Key of the group of styles without a group."""


@dataclass(frozen=True, slots=True)
class Group:
    """A chip: styles of one gender, else of one category, else of one scale."""

    key: str
    styles: int
    broken: int


@dataclass(frozen=True, slots=True)
class MapColumn:
    """One size of the map; core = among the first 60 % of what the group sells."""

    label: str
    is_core: bool


@dataclass(frozen=True, slots=True)
class MapRow:
    """One style; a cell is None where it does not come in that size."""

    style: StyleRow
    cells: tuple[SizeCell | None, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """What the page shows of one group."""

    group: str
    groups: tuple[Group, ...]
    columns: tuple[MapColumn, ...]
    rows: tuple[MapRow, ...]

    @property
    def pieces(self) -> int:
        """Pieces of all rows."""
        return sum(row.style.stock for row in self.rows)


def groups(page: SizesPage) -> tuple[Group, ...]:
    """Return the chips of a page, those with gaps first; one group alone is no choice and gives none."""
    by = _grouping(page)
    found: dict[str, list[StyleRow]] = {}
    for row in page.rows:
        found.setdefault(by(row), []).append(row)
    made = [Group(key, len(rows), sum(bool(r.missing) for r in rows)) for key, rows in found.items()]
    made.sort(key=lambda group: (group.key == OTHERS, -group.broken, -group.styles, group.key))
    return tuple(made) if len(made) > 1 else ()


def group_of(page: SizesPage, product_id: int) -> str | None:
    """Return the group of a style, None if there is no such style."""
    by = _grouping(page)
    return next((by(row) for row in page.rows if row.product_id == product_id), None)


def view(page: SizesPage, group: str | None = None, *, only_gaps: bool = False) -> MapView:
    """Return the map of a group (None = the one with most gaps)."""
    chips = groups(page)
    by = _grouping(page)
    chosen = chips[0].key if chips and group not in {chip.key for chip in chips} else group
    rows = [row for row in page.rows if not chips or by(row) == chosen]
    columns = _columns(rows)
    shown = [row for row in rows if row.missing or not only_gaps]
    shown.sort(key=lambda row: not row.missing)
    return MapView(
        chosen or OTHERS,
        chips,
        tuple(MapColumn(label.text, is_core) for label, is_core in columns),
        tuple(_row(row, [label.key for label, _ in columns]) for row in shown),
    )


def _grouping(page: SizesPage) -> Callable[[StyleRow], str]:
    rows = page.rows
    if 2 * sum(bool(row.gender) for row in rows) > len(rows):
        return _gender
    return _category if any(row.category for row in rows) else _system


def _gender(row: StyleRow) -> str:
    return row.gender


def _category(row: StyleRow) -> str:
    return row.category


def _system(row: StyleRow) -> str:
    return row.system


def _columns(rows: list[StyleRow]) -> list[tuple[SizeLabel, bool]]:
    labels: dict[tuple[str, float, float], SizeLabel] = {}
    weight: dict[tuple[str, float, float], float] = {}
    for row in rows:
        for cell in row.cells:
            labels.setdefault(cell.size.key, cell.size)
            weight[cell.size.key] = weight.get(cell.size.key, 0.0) + cell.asked_week
    ordered = in_order(labels.values())
    if not ordered:
        return []
    asked = np.array([[weight[label.key] for label in ordered]])
    total = asked.sum()
    core = core_sizes(asked / total if total > 0 else asked)[0]
    return [(label, bool(flag)) for label, flag in zip(ordered, core, strict=True)]


def _row(row: StyleRow, keys: list[tuple[str, float, float]]) -> MapRow:
    cells = {cell.size.key: cell for cell in row.cells}
    return MapRow(row, tuple(cells.get(key) for key in keys))
