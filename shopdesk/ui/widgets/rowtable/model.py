"""What a table shows, as values, and the Qt model over a list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    """Right-aligned, tabular digits."""
    TICK = "tick"
    SPIN = "spin"
    """A whole number the owner may change (``Cell.value``)."""
    LINK = "link"
    """Words that act (``Cell.links``), right-aligned."""
    SWITCH = "switch"
    """On or off at once (``Cell.on``)."""
    SPARK = "spark"
    """A tiny line of ``Cell.spark``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        key: Stable name.
        title: Header words; may break into two lines.
        kind: See Kind.
        width: Logical pixels at 100 %.
        stretch: Takes what room is left; one column does.
        order: Item → sort key; None = not sortable.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 120
    stretch: bool = False
    order: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows; every word already said.

    Attributes:
        text: First line, or the words inside the badge.
        second: Second line, small and muted.
        tone: Text token of the first line.
        role: Letter role of the first line: ``body strong h3 small``.
        badge: Tone of a badge around ``text``; empty = plain words.
        badge_icon: Icon inside the badge.
        badges: More badges on a line below: (words, tone).
        right: Caption at the right end of the first line.
        icon: Icon left of the words, with ``icon_tone`` and ``icon_style``.
        value: The number of a SPIN cell; None shows an empty field.
        on: The state of a SWITCH cell.
        links: (action, words) of a LINK cell.
        second_tone: Text token of the second line.
    """

    text: str = ""
    second: str = ""
    tone: str = "text"
    role: str = "body"
    badge: str = ""
    badge_icon: str = ""
    badges: tuple[tuple[str, str], ...] = ()
    right: str = ""
    icon: str = ""
    icon_tone: str = "muted"
    icon_style: str = ""
    value: int | None = None
    on: bool | None = None
    links: tuple[tuple[str, str], ...] = ()
    second_tone: str = "muted"
    tile: str = ""
    """Tone of a soft square around ``tile_text``, at the left."""
    tile_text: str = ""
    spark: tuple[float, ...] = ()
    """Values of a SPARK cell, the newest last."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row on screen.

    Attributes:
        key: Domain key, carried by the signals; never shown.
        cells: One per column, in order.
        name: The row for the screen reader: “Tenis Nube blanco, hay 6, pide 24”.
        muted: Greyed: left out or skipped.
        can_tick: False draws ``blocked`` instead of the box.
        blocked: Icon name in place of the box.
    """

    key: object
    cells: tuple[Cell, ...]
    name: str = ""
    muted: bool = False
    can_tick: bool = True
    blocked: str = "minus-circle"
    blocked_tone: str = "muted"
    blocked_style: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A row on sunken that opens a group.

    Attributes:
        key: Carried by ``acted``.
        title: Bold.
        note: Muted: the subtotal.
        action: Name of its own action; empty = none.
        words: Words of the action.
    """

    key: object
    title: str
    note: str = ""
    action: str = ""
    words: str = ""


class RowModel(QAbstractTableModel):
    """The model over a list of items and groups; rows are presented when first painted."""

    def __init__(
        self,
        columns: Sequence[Column],
        present: Callable[[Any], Row],
        key: Callable[[Any], object] | None = None,
    ) -> None:
        """Take the columns, how an item is shown, and how its key is read where that costs less."""
        super().__init__()
        self.columns = tuple(columns)
        self._present = present
        self._key = key
        self._places: dict[object, int] | None = None
        self._entries: list[Any] = []
        self._rows: list[Row | None] = []
        self.ticked: set[object] = set()

    def show_items(self, entries: Iterable[Any]) -> None:
        """Replace everything; ticks stay with their keys."""
        self.beginResetModel()
        self._entries = list(entries)
        self._rows = [None] * len(self._entries)
        self._places = None
        self.endResetModel()

    def replace(self, row: int, item: Any) -> None:
        """Replace one item in place."""
        self._entries[row] = item
        self._rows[row] = None
        self._places = None
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def entry(self, row: int) -> Any:
        """Return the item or Group at a row."""
        return self._entries[row]

    def group(self, row: int) -> Group | None:
        """Return the Group at a row, or None if an item stands there."""
        found = self._entries[row]
        return found if isinstance(found, Group) else None

    def row(self, row: int) -> Row:
        """Return what the item at a row shows."""
        known = self._rows[row]
        if known is None:
            known = self._present(self._entries[row])
            self._rows[row] = known
        return known

    def keys(self) -> list[object]:
        """Return the keys of all items, in order."""
        return [self.key(i) for i, item in enumerate(self._entries) if not isinstance(item, Group)]

    def key(self, row: int) -> object:
        """Return the key of the item at a row."""
        return self._key(self._entries[row]) if self._key is not None else self.row(row).key

    def row_of(self, key: object) -> int:
        """Return where a key stands, -1 if nowhere."""
        if self._places is None:
            items = [i for i, item in enumerate(self._entries) if not isinstance(item, Group)]
            self._places = {self.key(i): i for i in reversed(items)}
        return self._places.get(key, -1)

    def order(self, column: int, *, descending: bool) -> None:
        """Sort the items inside each group."""
        by = self.columns[column].order
        if by is None:
            return
        self.beginResetModel()
        done: list[Any] = []
        block: list[Any] = []
        for entry in [*self._entries, None]:
            if entry is None or isinstance(entry, Group):
                done += sorted(block, key=by, reverse=descending)
                block = []
                done += [] if entry is None else [entry]
            else:
                block.append(entry)
        self._entries = done
        self._rows = [None] * len(done)
        self._places = None
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.group(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.columns[index.column()].kind is Kind.SPIN and self.row(index.row()).can_tick:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self.group(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return group.title if group is not None else self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if group is not None:
                return f"{group.title} {group.note}"
            row = self.row(index.row())
            return (row.name if index.column() == 0 else "") or self.words(index.row(), index.column())
        return None

    def words(self, row: int, column: int) -> str:
        """Return a cell as plain words, for copying and the screen reader."""
        cells = self.row(row).cells
        cell = cells[column] if column < len(cells) else Cell()
        if self.columns[column].kind is Kind.SPIN and cell.value is not None:
            return str(cell.value)
        return cell.text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None
