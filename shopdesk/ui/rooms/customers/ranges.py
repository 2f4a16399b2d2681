"""A share with its interval as a thin band: how much is known, at a glance."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui import theme
from shopdesk.ui.widgets import painting


class RangeBar(QWidget):
    """A track from ``low`` to ``high`` with the interval as a band and the value as a dot.

    Args:
        value: The figure, within ``low`` and ``top``.
        interval: Its 95 % ends.
        top: The right end of the track.
        low: The left end; below zero where differences are shown, and then zero is marked.
    """

    def __init__(
        self,
        value: float,
        interval: tuple[float, float],
        top: float,
        *,
        low: float = 0.0,
        tone: str = "primary",
    ) -> None:
        super().__init__()
        self._value, self._interval, self._ends, self._tone = value, interval, (low, max(top, 1e-9)), tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(18))
        self.setMinimumWidth(80)

    def sizeHint(self) -> QSize:
        return QSize(180, theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, side = self.height() / 2, 5.0
        painting.box(painter, QRectF(0, middle - 3, self.width(), 6), "sunken", radius=3)
        left, right = (self._at(end) for end in self._interval)
        state = theme.current()
        fill = "text" if state.high_contrast else f"{self._tone}Soft"
        painting.box(painter, QRectF(left, middle - 6, max(right - left, 4), 12), fill, radius=6)
        if self._ends[0] < 0:
            painter.fillRect(
                QRectF(self._at(0) - 0.5, 1, 1, self.height() - 2), QColor(theme.colour("muted"))
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colour(self._tone)))
        dot = self._at(self._value)
        painter.drawEllipse(QRectF(dot - side, middle - side, 2 * side, 2 * side))
        painter.end()

    def _at(self, value: float) -> float:
        low, top = self._ends
        share = (min(max(value, low), top) - low) / (top - low)
        return 6 + share * max(self.width() - 12, 1)
