"""The key below the map: a cell's colour and its word."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from shopdesk.charts import heat
from shopdesk.ui import theme
from shopdesk.ui.widgets import Text, painting


class HeatKey(QWidget):
    """A swatch of ``weeks`` of cover (None = a key size that is gone) and its word.

    In high contrast cells have no colour, so a key of weeks would explain what is not there: it hides.
    """

    def __init__(self, weeks: float | None, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tells_colour = bool(weeks)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 8, 0)
        across.setSpacing(6)
        across.addWidget(_Swatch(weeks))
        across.addWidget(Text(words, "caption", tone="muted"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self._redress)
        if self._is_idle():
            self.hide()  # showing what has no place yet would open a window of its own

    def _redress(self) -> None:
        self.setHidden(self._is_idle())

    def _is_idle(self) -> bool:
        return self._tells_colour and theme.current().high_contrast


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
            strong = theme.current().high_contrast
            painter.setPen(theme.colour("text") if strong else QColor(0, 0, 0, 0))
            fill = QColor(heat.fill(theme.current().name, self._weeks))
            painter.setBrush(theme.colour("surface") if strong else fill)
            inside = area.adjusted(0.5, 0.5, -0.5, -0.5) if strong else area
            painter.drawRoundedRect(inside, 4, 4)
        painter.end()
