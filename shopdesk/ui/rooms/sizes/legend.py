"""The key below the map: a cell's colour and its word."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from shopdesk.charts import heat
from shopdesk.ui import theme
from shopdesk.ui.widgets import Text, painting


class HeatKey(QWidget):
    """A swatch of ``weeks`` of cover (None = a key size that is gone) and its word."""

    def __init__(self, weeks: float | None, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 8, 0)
        across.setSpacing(6)
        across.addWidget(_Swatch(weeks))
        across.addWidget(Text(words, "caption", tone="muted"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class _Swatch(QLabel):
    def __init__(self, weeks: float | None) -> None:
        super().__init__()
        self._weeks = weeks
        self.setFixedSize(16, 14)
        theme.current().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self._weeks is None:
            painting.box(painter, area, "dangerSoft", radius=4, line="danger", width=2)
        else:
            painter.setPen(QColor(0, 0, 0, 0))
            painter.setBrush(QColor(heat.fill(theme.current().name, self._weeks)))
            painter.drawRoundedRect(area, 4, 4)
        painter.end()
