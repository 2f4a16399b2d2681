"""What a click or Space does in a cell: tick, switch, step, link."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QItemSelectionModel, QModelIndex, SignalInstance

from shopdesk.ui.widgets.rowtable.model import Group, Kind, RowModel


class Worked(Protocol):
    """What is needed of the table worked on."""

    acted: SignalInstance

    def selectionModel(self) -> QItemSelectionModel:
        """Return the selection."""

    def edit(self, index: QModelIndex) -> None:
        """Open the number of a cell."""

    def settle(self, row: int, value: int) -> None:
        """Say that the number of a row was settled."""

    def say_ticks(self) -> None:
        """Draw the ticks anew and say that they changed."""


class Hands:
    """Acts on a table's rows as the delegate's hit says: ``tick``, ``link:open``, ``up`` and so on."""

    def __init__(self, table: Worked, rows: RowModel) -> None:
        self._table, self._rows = table, rows

    def use(self, index: QModelIndex, hit: str) -> None:
        """Do what was hit in a cell; an empty hit does nothing."""
        verb, _colon, action = hit.partition(":")
        if verb == "group":
            group = self._rows.group(index.row())
            if isinstance(group, Group):
                self._table.acted.emit(group.key, action)
        elif verb == "link":
            self._table.acted.emit(self._rows.row(index.row()).key, action)
        elif verb == "tick":
            self.tick([index.row()])
        elif verb == "edit":
            self._table.edit(index)
        elif verb in ("up", "down"):
            value = self._rows.row(index.row()).cells[index.column()].value or 0
            self._table.settle(index.row(), max(0, value + (1 if verb == "up" else -1)))
        elif verb == "switch":
            row = self._rows.row(index.row())
            self._table.acted.emit(row.key, "off" if row.cells[index.column()].on else "on")

    def tick_selected(self) -> None:
        """Tick the selected rows, or turn the switch of the first, as Space does."""
        chosen = [index.row() for index in self._table.selectionModel().selectedRows()]
        kinds = [column.kind for column in self._rows.columns]
        if Kind.TICK in kinds:
            self.tick(chosen)
        elif Kind.SWITCH in kinds and chosen:
            self.use(self._rows.index(chosen[0], kinds.index(Kind.SWITCH)), "switch")

    def tick(self, rows: list[int]) -> None:
        """Tick these rows, or untick them if all of them are."""
        found = [self._rows.row(row) for row in rows if self._rows.group(row) is None]
        keys = {row.key for row in found if row.can_tick}
        if not keys:
            return
        if keys <= self._rows.ticked:
            self._rows.ticked -= keys
        else:
            self._rows.ticked |= keys
        self._table.say_ticks()
