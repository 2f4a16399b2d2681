"""What the menu of a row offers by itself: all that a click in the row or a key does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMetaMethod
from PySide6.QtGui import QAction

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets.rowtable.model import Kind, RowModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex, SignalInstance

    from shopdesk.ui.widgets.rowtable.hands import Hands


class Offering(Protocol):
    """What is needed of the table."""

    rows: RowModel
    opens: str
    opened: SignalInstance
    acted: SignalInstance

    def currentIndex(self) -> QModelIndex:
        """Return where the row in hand is."""

    def isSignalConnected(self, signal: QMetaMethod, /) -> bool:
        """Say whether anybody listens."""

    def edit_current(self) -> None:
        """Open the number of the row in hand."""


def of_row(table: Offering, hands: Hands, *, opens: bool) -> list[QAction]:
    """Return the actions of the current row: open, its links, its box or switch, its number.

    Args:
        table: Its current row is an item.
        hands: What ticks and turns there.
        opens: Offer what Enter does; a page whose own menu says it does not.
    """
    rows, at = table.rows, table.currentIndex().row()
    found: list[QAction] = []
    if opens and table.isSignalConnected(QMetaMethod.fromSignal(table.opened)):
        _add(found, table.opens or _("Open"), partial(table.opened.emit, rows.row(at).key))
    for action, words in _links(rows, at):
        _add(found, words, partial(table.acted.emit, rows.row(at).key, action))
    found += _of_group(table, at)
    ticking = _ticking(rows, at)
    if ticking:
        _add(found, ticking, hands.tick_selected)
    if any(spec.kind is Kind.SPIN for spec in rows.columns):
        _add(found, _("Edit the number"), table.edit_current)
    return found


def _of_group(table: Offering, at: int) -> list[QAction]:
    """Return what the heading above a row offers: no key leads to the heading itself."""
    above = (table.rows.group(row) for row in range(at, -1, -1))
    group = next((one for one in above if one is not None), None)
    found: list[QAction] = []
    if group is not None and group.action:
        words = _("{title}: {action}").format(title=group.title, action=group.words)
        _add(found, words, partial(table.acted.emit, group.key, group.action))
    return found


def _links(rows: RowModel, at: int) -> list[tuple[str, str]]:
    return [link for cell in rows.row(at).cells for link in cell.links]


def _ticking(rows: RowModel, at: int) -> str:
    """Return what Space does to a row, in words; empty where it does nothing."""
    kinds = [spec.kind for spec in rows.columns]
    row = rows.row(at)
    if Kind.TICK in kinds:
        if not row.can_tick:
            return ""
        return _("Leave out") if row.key in rows.ticked else _("Choose")
    if Kind.SWITCH in kinds:
        return _("Turn off") if row.cells[kinds.index(Kind.SWITCH)].on else _("Turn on")
    return ""


def _add(found: list[QAction], words: str, call: Callable[[], object]) -> None:
    action = QAction(words)
    action.triggered.connect(_Done(call))
    found.append(action)


class _Done:
    """Calls without the ``checked`` that Qt hands over."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call

    def __call__(self, _checked: bool = False) -> None:
        self._call()
