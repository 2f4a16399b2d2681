"""What does not fit is scrolled: a column that keeps its width."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class _Inner(QWidget):
    """What scrolls. Wrapped words ask for the height of their narrowest width: only the real width counts."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        # Without wrapped words nothing else says the height: rows would be pressed into the room there is.
        return QSize(least.width(), 0 if self.hasHeightForWidth() else least.height())


class Scroll(QScrollArea):
    """A vertical scroll area whose content keeps the width; put things into ``scroll.body``."""

    beside_bar = 4
    """Room between what scrolls and its bar."""

    def __init__(self, *, gap: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Our own: to hand out Qt's, the bindings load every kind of widget there is (30 ms before the paint).
        self.setViewport(QWidget())
        self.inner = _Inner()
        self.inner.setProperty("clear", True)
        self.inner.setAutoFillBackground(False)
        self.body = QVBoxLayout(self.inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(gap)
        self.setWidget(self.inner)
        self.verticalScrollBar().rangeChanged.connect(self._clear_of_bar)

    def _clear_of_bar(self, low: int, high: int) -> None:
        """Keep cards off the bar while there is one."""
        self.inner.setContentsMargins(0, 0, self.beside_bar if high > low else 0, 0)
