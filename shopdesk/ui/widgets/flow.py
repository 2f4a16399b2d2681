"""A layout that sets children side by side and breaks to a new line where width ends."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

_BESIDE = 12


class FlowLayout(QLayout):
    """Left to right, then down; used for chips, badges and links.

    Args:
        parent: The widget it lays out.
        gap: Pixels between neighbours.
        lines: Pixels between lines; None = as between neighbours.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, lines: int | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """Asked for again and again while a page is laid out: 125 times where one came on screen."""
        self._gap = gap
        self._lines = gap if lines is None else lines
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def clear(self) -> None:
        """Remove and delete every widget."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return known

    def invalidate(self) -> None:
        """Forget what was laid out: a child came, went or grew."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        # Chips beside a taller field stand in its middle; a box with much room keeps to its top.
        spare = area.height() - self.heightForWidth(area.width())
        self._arrange(area.translated(0, spare // 2 if 0 < spare <= _BESIDE else 0), move=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        wide = sum(item.sizeHint().width() for item in shown) + self._gap * max(len(shown) - 1, 0)
        high = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(wide, high)

    def minimumSize(self) -> QSize:
        smallest = QSize()
        for item in self._shown():
            smallest = smallest.expandedTo(item.minimumSize())
        return smallest

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, area: QRect, *, move: bool) -> int:
        left, top, line = area.x(), area.y(), 0
        for item in self._shown():
            hint = item.sizeHint()
            if left + hint.width() > area.right() + 1 and line > 0:
                left, top, line = area.x(), top + line + self._lines, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), hint))
            left += hint.width() + self._gap
            line = max(line, hint.height())
        return top + line - area.y()


class FlowBox(QWidget):
    """A widget with a FlowLayout; add children with ``add``."""

    def __init__(self, *, gap: int = 6, lines: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap=gap, lines=lines)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *widgets: QWidget) -> None:
        """Add widgets at the end."""
        for widget in widgets:
            self.flow.addWidget(widget)

    def clear(self) -> None:
        """Remove and delete every child."""
        self.flow.clear()
        self.updateGeometry()
