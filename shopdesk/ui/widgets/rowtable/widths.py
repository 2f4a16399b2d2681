"""How wide each column is: as designed, as the owner dragged it, and one that takes what room is left."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QTableView

from shopdesk.ui import theme
from shopdesk.ui.widgets.rowtable.model import RowModel

_LEAST_WIDTH = 24


class ColumnWidths(QObject):
    """Arranges the columns of a table and keeps what the owner changes, for each text size apart."""

    def __init__(self, table: QTableView, rows: RowModel) -> None:
        super().__init__(table)
        self._table, self._rows = table, rows
        self.arrange()
        header = table.horizontalHeader()
        header.sectionResized.connect(self._keep)
        header.sectionMoved.connect(self._keep)
        table.verticalScrollBar().rangeChanged.connect(self._room_changed)

    def arrange(self) -> None:
        """Give every column its width for the text size now shown."""
        header = self._table.horizontalHeader()
        header.setMinimumSectionSize(_LEAST_WIDTH)
        header.setStretchLastSection(False)
        for i, column in enumerate(self._rows.columns):
            header.resizeSection(i, theme.px(column.width))
        kept = QSettings().value(self._place())
        if kept is not None:
            header.restoreState(kept)
        self.stretch()

    def stretch(self) -> None:
        """Give the column that stretches what the others leave."""
        header = self._table.horizontalHeader()
        wide = next((i for i, c in enumerate(self._rows.columns) if c.stretch), -1)
        room = self._table.viewport().width()
        if wide < 0 or room < 50:
            return
        others = sum(header.sectionSize(i) for i in range(header.count()) if i != wide)
        header.blockSignals(True)
        header.resizeSection(wide, max(room - others, theme.px(120)))
        header.blockSignals(False)
        self._table.updateGeometries()

    def widen(self, column: int, width: int) -> None:
        """Give a column of numbers the width its longest one seen wants; what is kept stays as dragged."""
        header = self._table.horizontalHeader()
        if width <= header.sectionSize(column):
            return
        header.blockSignals(True)
        header.resizeSection(column, width)
        header.blockSignals(False)
        self.stretch()
        self._table.updateGeometries()
        self._table.viewport().update()

    def _room_changed(self, _low: int, _high: int) -> None:
        """A scroll bar is about to come or go: the viewport follows, without a resize of the table."""
        QTimer.singleShot(0, self, self.stretch)

    def _keep(self) -> None:
        self.stretch()
        QSettings().setValue(self._place(), self._table.horizontalHeader().saveState())

    def _place(self) -> str:
        return f"columns/{self._table.objectName()}/{theme.current().text_size}"
