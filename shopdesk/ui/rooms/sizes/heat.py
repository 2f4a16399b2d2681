"""The heat map: a table view with a delegate, reachable by keys and readable aloud."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shopdesk.charts import heat
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sizes as said
from shopdesk.services.sizes import MapRow, MapView, SizeCell
from shopdesk.ui import theme
from shopdesk.ui.widgets import painting

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
_GAP = 3.5
_TALL, _LOW = 52, 32
_WIDEST, _NARROWEST = 100, 46


class HeatModel(QAbstractTableModel):
    """Rows of the map; the first column is the style's name. Words are made once, when rows are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self.core: tuple[bool, ...] = ()
        self._rows: tuple[MapRow, ...] = ()
        self._words: list[list[str]] = []
        self._aloud: list[list[str]] = []

    def show_map(self, view: MapView, rows: tuple[MapRow, ...]) -> None:
        """Show some rows of a view."""
        self.beginResetModel()
        self._columns = tuple(column.label for column in view.columns)
        self.core = tuple(column.is_core for column in view.columns)
        self._rows = rows
        self._words = [[row.style.name, *map(said.cell, row.cells)] for row in rows]
        self._aloud = [[said.row_aloud(row.style), *self._cells_aloud(row)] for row in rows]
        self.endResetModel()

    def _cells_aloud(self, row: MapRow) -> list[str]:
        pairs = zip(self._columns, row.cells, strict=True)
        return [said.cell_aloud(row.style, label, cell) for label, cell in pairs]

    def row_at(self, row: int) -> MapRow:
        """Return the style at a row."""
        return self._rows[row]

    def row_of(self, product_id: int) -> int:
        """Return where a style stands, -1 if not here."""
        found = [at for at, row in enumerate(self._rows) if row.style.product_id == product_id]
        return found[0] if found else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words[index.row()][index.column()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._aloud[index.row()][index.column()]
        if role == CELL and index.column() > 0:
            return self._rows[index.row()].cells[index.column() - 1]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._columns[section - 1] if section else _("Style")

    def as_table(self) -> list[list[str]]:
        """Return header and rows as words, for copying and exporting."""
        return [[_("Style"), *self._columns], *self._words]


class _Header(QHeaderView):
    """Sizes above the map, the key ones bold."""

    def __init__(self, model: HeatModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._shown = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(34))

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        painter.fillRect(area, theme.colour("surface"))
        if section == 0:
            return
        core = self._shown.core[section - 1]
        role, token = ("h3", "text") if core else ("body", "muted")
        words = str(self._shown.headerData(section, Qt.Orientation.Horizontal))
        middle = Qt.AlignmentFlag.AlignHCenter
        painting.words_at(painter, QRectF(area), words, role=role, token=token, align=middle)


class HeatDelegate(QStyledItemDelegate):
    """Paints one cell: pieces on the colour of their weeks; a key size gone has an edge and a word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(getattr(option, "rect"))  # noqa: B009 - the stubs do not know it
        view = self.parent()
        current = isinstance(view, HeatTable) and view.currentIndex() == index
        on_row = isinstance(view, HeatTable) and view.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == 0:
            self._name(painter, area, str(index.data()), chosen=on_row)
        else:
            self._cell(painter, area.adjusted(_GAP, _GAP, -_GAP, -_GAP), index)
        if current and isinstance(view, HeatTable) and view.hasFocus():
            painting.box(painter, area.adjusted(0.5, 0.5, -0.5, -0.5), "", radius=9, line="primary", width=2)
        painter.restore()

    def _name(self, painter: QPainter, area: QRectF, words: str, *, chosen: bool) -> None:
        right = Qt.AlignmentFlag.AlignRight
        role = "h3" if chosen else "body"
        painting.words_at(painter, area.adjusted(4, 0, -8, 0), words, role=role, align=right)

    def _cell(self, painter: QPainter, area: QRectF, index: Index) -> None:
        cell: SizeCell | None = index.data(CELL)
        if cell is None:
            return
        words, middle = str(index.data()), Qt.AlignmentFlag.AlignHCenter
        if cell.is_missing:
            painting.box(painter, area, "dangerSoft", radius=7, line="danger", width=2)
            painting.words_at(painter, area, words, role="h4", token="danger", align=middle)
            return
        empty = cell.on_hand <= 0
        state = theme.current()
        colour = heat.fill(state.name, 0.0 if empty else max(cell.weeks or heat.FULL_WEEKS, 0.5))
        if state.high_contrast:
            painting.box(painter, area, "surface", radius=7, line="text", width=1)
            painting.words_at(painter, area, words, role="h4", align=middle)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(area, 7, 7)
        painter.setFont(theme.font("h4"))
        painter.setPen(theme.colour("muted") if empty else QColor(heat.ink(state.name, colour)))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignVCenter, words)


class HeatTable(QTableView):
    """The map on screen. ``chosen(product_id)`` as the row changes, ``opened(product_id)`` on Enter."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = HeatModel()
        self.setObjectName("size_map")
        self.setAccessibleName(_("Map of styles and sizes"))
        self.setHorizontalHeader(_Header(self.map, self))
        self.setModel(self.map)
        self.setItemDelegate(HeatDelegate(self))
        self.verticalHeader().hide()
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(20)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._moved)
        theme.current().changed.connect(self._fit)

    def show_map(self, view: MapView, rows: tuple[MapRow, ...]) -> None:
        """Show rows of a view, keeping the style that was current, else the first."""
        before = self.current_style()
        self.map.show_map(view, rows)
        self._fit()
        at = self.map.row_of(before) if before is not None else -1
        if rows:
            self.setCurrentIndex(self.map.index(max(at, 0), self._first_column(max(at, 0))))

    def current_style(self) -> int | None:
        """Return the product of the current row."""
        row = self.currentIndex().row()
        return self.map.row_at(row).style.product_id if 0 <= row < self.map.rowCount() else None

    def go_to(self, product_id: int) -> bool:
        """Make a style current; False if it is not among the rows shown."""
        row = self.map.row_of(product_id)
        if row >= 0:
            self.setCurrentIndex(self.map.index(row, self._first_column(row)))
        return row >= 0

    def _first_column(self, row: int) -> int:
        """Return the column to stand on: the first key size gone, else the first size the style has."""
        cells = self.map.row_at(row).cells
        gone = [at for at, cell in enumerate(cells) if cell is not None and cell.is_missing]
        there = [at for at, cell in enumerate(cells) if cell is not None]
        return (gone or there or [0])[0] + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        style = self.current_style()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and style is not None and not event.modifiers():
            self.opened.emit(style)
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers():
            step = 1 if key == Qt.Key.Key_J else -1
            now = self.currentIndex()
            beside = self.map.index(now.row() + step, now.column())
            if beside.isValid():
                self.setCurrentIndex(beside)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and now.row() != before.row():
            self.viewport().update()
            self.chosen.emit(self.map.row_at(now.row()).style.product_id)

    def _fit(self) -> None:
        columns, rows = self.map.columnCount() - 1, self.map.rowCount()
        room = self.viewport().size()
        if columns < 1 or rows < 1 or room.width() < 100:
            return
        letters = QFontMetricsF(theme.font("h3"))
        widest = max(letters.horizontalAdvance(str(self.map.index(at, 0).data())) for at in range(rows))
        name = round(min(max(widest + 20, theme.px(110)), room.width() * 0.34))
        wide = (room.width() - name) // columns
        wide = min(max(wide, theme.px(_NARROWEST)), theme.px(_WIDEST))
        name = max(name, room.width() - wide * columns) if wide < theme.px(_WIDEST) else name
        self.horizontalHeader().resizeSection(0, name)
        for column in range(1, columns + 1):
            self.horizontalHeader().resizeSection(column, wide)
        high = min(max(room.height() // rows, theme.px(_LOW)), theme.px(_TALL))
        self.verticalHeader().setDefaultSectionSize(high)
        self.viewport().update()
