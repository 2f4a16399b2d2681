"""Taking a table's words elsewhere: the clipboard, a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets.rowtable.model import Kind, RowModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

EXPORT = "export_table"
"""objectName of the window's action that writes the visible table to a file."""
_SAID = (Kind.TEXT, Kind.NUMBER, Kind.SPIN)


@runtime_checkable
class Tabular(Protocol):
    """A table on screen whose words can be taken: rows, or a map."""

    def as_table(self) -> list[list[str]]:
        """Return header and rows as words."""

    def copy_rows(self) -> None:
        """Put the row or rows in hand on the clipboard."""


def lines(rows: RowModel, chosen: Iterable[int] | None) -> list[list[str]]:
    """Return a header and the chosen rows (None = all) as plain words; group rows are left out."""
    wanted = [i for i, column in enumerate(rows.columns) if column.kind in _SAID]
    header = [rows.columns[i].title.replace("\n", " ") for i in wanted]
    shown = range(rows.rowCount()) if chosen is None else sorted(chosen)
    items = (row for row in shown if rows.group(row) is None)
    return [header, *([rows.words(row, i) for i in wanted] for row in items)]


def to_clipboard(table: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard as spreadsheets take it."""
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in table))


def menu(
    table: QWidget, own: Sequence[QAction], *, copy: Callable[[], None], copy_all: Callable[[], None]
) -> QMenu:
    """Return the menu of a table: its row's own actions, then copy, copy all, export."""
    shown = QMenu(table)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in own:
        action.setParent(shown)  # it goes with the menu: a row's actions are made anew each time
        shown.addAction(action)
    if own:
        shown.addSeparator()
    _add(shown, _("Copy"), copy)
    _add(shown, _("Copy the whole table"), copy_all)
    export = table.window().findChild(QAction, EXPORT)
    if export is not None:
        shown.addAction(export)
    return shown


def _add(shown: QMenu, words: str, call: Callable[[], None]) -> None:
    action = QAction(words, shown)
    action.triggered.connect(call)
    shown.addAction(action)
