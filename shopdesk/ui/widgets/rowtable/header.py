"""The header of a table: 12/600 muted, aligned as its column, in up to two lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from shopdesk.ui import icons, theme
from shopdesk.ui.widgets.rowtable.model import Kind, RowModel


class RowHeader(QHeaderView):
    """Painted by hand: style sheets cannot align by column."""

    def __init__(self, model: RowModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._order: tuple[int, bool] | None = None
        self._height = 48 if any("\n" in column.title for column in model.columns) else 38
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_order(self, column: int, *, descending: bool) -> None:
        """Mark the column by which the rows are sorted."""
        self._order = (column, descending)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        # Qt asks at every change of a section; its own answer measures every title again (0.7 ms a time).
        return QSize(0, theme.px(self._height))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        column = self._model.columns[logical]
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        right = column.kind in (Kind.NUMBER, Kind.LINK, Kind.SPIN)
        painter.setFont(theme.font("header"))
        painter.setPen(theme.colour("muted"))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        room = rect.adjusted(12, 0, -12, -1)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, column.title)
        if self._order is not None and self._order[0] == logical:
            after = room.left() + painter.fontMetrics().horizontalAdvance(column.title) + 2
            x = rect.right() - 11 if right else after
            mark = QRectF(x, rect.center().y() - 5, 10, 10)
            icons.paint(painter, mark, "caret-down" if self._order[1] else "caret-up", "muted")
        painter.restore()
