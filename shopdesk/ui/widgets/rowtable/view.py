"""The table view: selection, ticks, keys, sorting, copying."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu

from shopdesk.ui import theme
from shopdesk.ui.widgets import painting
from shopdesk.ui.widgets.ring import RingedTable
from shopdesk.ui.widgets.rowtable import offers, taking
from shopdesk.ui.widgets.rowtable.delegate import RowDelegate
from shopdesk.ui.widgets.rowtable.dress import dress
from shopdesk.ui.widgets.rowtable.hands import Hands
from shopdesk.ui.widgets.rowtable.header import RowHeader
from shopdesk.ui.widgets.rowtable.model import Column, Kind, Row, RowModel
from shopdesk.ui.widgets.rowtable.sorting import Sorting
from shopdesk.ui.widgets.rowtable.widths import ColumnWidths


class RowTable(RingedTable):
    """See the package's docstring for how to use it.

    Args:
        columns: In order.
        present: Item → Row; called only for rows that come on screen.
        name: objectName; widths and order of columns are kept under it.
        words: Accessible name.
        row_height: 50 for two lines, 36 for one; logical pixels.
        placeholder: Said in the middle when there is no row.
        key: Item → the key its Row has. Name it for long lists: without it every row must be presented
            before one can be found (3,000 letters kept the window silent for four seconds).
    """

    picked = Signal(object)
    opened = Signal(object)
    ticks_changed = Signal()
    edited = Signal(object, int)
    acted = Signal(object, str)

    def __init__(
        self,
        columns: Sequence[Column],
        present: Callable[[Any], Row],
        *,
        name: str,
        words: str,
        row_height: int = 50,
        placeholder: str = "",
        key: Callable[[Any], object] | None = None,
    ) -> None:
        super().__init__()
        self.rows = RowModel(columns, present, key)
        self.placeholder = placeholder
        self.tints_first = False
        """Whether the first row is the current one as soon as there are rows, without ``picked``."""
        self.menu: Callable[[object], list[QAction]] | None = None
        """Actions of the page for a row's key; what Enter does is then among them."""
        self.more: Callable[[object], list[QAction]] | None = None
        """Actions beside what the row offers by itself."""
        self.opens = ""
        """What Enter does, in the words of the menu; empty = “Open”."""
        self._row_height = row_height
        self._delegate = RowDelegate(self.rows, self)
        self.setObjectName(name)
        self.setAccessibleName(words)
        header = RowHeader(self.rows, self)
        self.setHorizontalHeader(header)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        dress(self, row_height)
        self._widths = ColumnWidths(self, self.rows)
        self._delegate.settled.connect(self.settle)
        self._delegate.cramped.connect(self._widths.widen, Qt.ConnectionType.QueuedConnection)  # paint first
        self._hands = Hands(self, self.rows)
        self._sorting = Sorting(self.rows, header)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        header.sectionClicked.connect(self._sort)
        theme.current().changed.connect(self._redress)

    def show_items(self, items: Iterable[Any]) -> None:
        """Replace items and Groups; keep the current row by its key, and the ticks that still exist."""
        before = self.current_key()
        self.rows.show_items(items)
        self._sorting.keep()
        self._settle_rows()
        if before is not None and self.go_to(before):
            return
        if self.tints_first:
            self.blockSignals(True)
            self.go_to_first()
            self.blockSignals(False)

    def replace(self, key: object, item: Any) -> None:
        """Replace one item in place."""
        row = self.rows.row_of(key)
        if row >= 0:
            self.rows.replace(row, item)

    def current_key(self) -> object:
        """Return the key of the current row, or None."""
        row = self.currentIndex().row()
        if row < 0 or row >= self.rows.rowCount() or self.rows.group(row) is not None:
            return None
        return self.rows.row(row).key

    def current_item(self) -> Any:
        """Return the item of the current row, or None."""
        row = self.currentIndex().row()
        return None if self.current_key() is None else self.rows.entry(row)

    def selected_keys(self) -> list[object]:
        """Return the keys of the selected rows, top to bottom."""
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.row(row).key for row in chosen]

    def go_to(self, key: object) -> bool:
        """Make a key the current row; False if it is not here."""
        row = self.rows.row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.rows.index(row, 0))
        return True

    def go_to_first(self) -> None:
        """Make the first item the current row."""
        for row in range(self.rows.rowCount()):
            if self.rows.group(row) is None:
                self.setCurrentIndex(self.rows.index(row, 0))
                return

    def ticked(self) -> frozenset[object]:
        """Return the keys of the ticked rows that are here."""
        return frozenset(self.rows.ticked).intersection(self.rows.keys())

    def set_ticked(self, keys: Iterable[object]) -> None:
        """Tick exactly these keys, without saying so."""
        self.rows.ticked = set(keys)
        self.viewport().update()

    def say_ticks(self) -> None:
        """Draw the ticks anew and say that they changed."""
        self.viewport().update()
        self.ticks_changed.emit()

    def settle(self, row: int, value: int) -> None:
        """Say that the number of a row was settled."""
        self.edited.emit(self.rows.row(row).key, value)

    def as_table(self, *, selected: bool = False) -> list[list[str]]:
        """Return header and rows as plain words, for copying and exporting."""
        chosen = {index.row() for index in self.selectionModel().selectedRows()} if selected else None
        return taking.lines(self.rows, chosen)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as a table."""
        taking.to_clipboard(self.as_table(selected=True))

    def copy_all(self) -> None:
        """Put the whole table on the clipboard."""
        taking.to_clipboard(self.as_table())

    def edit_current(self) -> None:
        """Open the number of the current row."""
        for column, spec in enumerate(self.rows.columns):
            if spec.kind is Kind.SPIN and self.currentIndex().isValid():
                self.edit(self.rows.index(self.currentIndex().row(), column))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the Enter that settles a number comes up here too: it must not open the row as well
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = {
            Qt.Key.Key_Space: self._hands.tick_selected,
            Qt.Key.Key_Return: self._open_current,
            Qt.Key.Key_Enter: self._open_current,
            Qt.Key.Key_E: self.edit_current,
            Qt.Key.Key_J: self._next,
            Qt.Key.Key_K: self._previous,
        }.get(Qt.Key(event.key()))
        if action is not None and plain:
            action()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._hands.use(index, self._hit(index, event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        hit = self._hit(index, event.position().toPoint())
        if index.isValid() and not hit and self.rows.group(index.row()) is None:
            self._open_current()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hit = self._hit(index, event.position().toPoint())
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if hit and hit != "edit" else Qt.CursorShape.ArrowCursor
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.context_menu().exec(event.globalPos())

    def context_menu(self) -> QMenu:
        """Return the menu of the current row: what the page offers for it, then copying and exporting."""
        key = self.current_key()
        own: list[QAction] = []
        if key is not None:
            own = self.menu(key) if self.menu is not None else []
            own += offers.of_row(self, self._hands, opens=self.menu is None)
            own += self.more(key) if self.more is not None else []
        menu = taking.menu(self, own, copy=self.copy_rows, copy_all=self.copy_all)
        self._sorting.offer(menu, self._sort)
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rows.rowCount() == 0 and self.placeholder:
            painter = QPainter(self.viewport())
            painting.words_at(
                painter,
                self.viewport().rect().toRectF().adjusted(24, 0, -24, 0),
                self.placeholder,
                token="muted",
                align=Qt.AlignmentFlag.AlignHCenter,
            )
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widths.stretch()

    def _redress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_height))
        self._settle_rows()
        self._widths.arrange()
        self.viewport().update()

    def _settle_rows(self) -> None:
        self.clearSpans()
        wide = len(self.rows.columns)
        for row in range(self.rows.rowCount()):
            if self.rows.group(row) is not None:
                if wide > 1:
                    self.setSpan(row, 0, 1, wide)
                self.setRowHeight(row, theme.px(34))

    def _sort(self, column: int, _checked: bool = False) -> None:
        before = self.current_key()
        if self._sorting.turn(column):
            self._settle_rows()
            if before is not None:
                self.go_to(before)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and self.rows.group(now.row()) is None:
            self.picked.emit(self.rows.row(now.row()).key)

    def _hit(self, index: QModelIndex, at: QPoint) -> str:
        return self._delegate.hit(index, self.visualRect(index), at) if index.isValid() else ""

    def _open_current(self) -> None:
        key = self.current_key()
        if key is not None:
            self.opened.emit(key)

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        row = self.currentIndex().row() + by
        while 0 <= row < self.rows.rowCount() and self.rows.group(row) is not None:
            row += by
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, 0))
