"""A matplotlib figure as a widget: no pyplot, no toolbar; hover, click, menu, theme.

    canvas = ChartCanvas(name="stock_path", words=_("Stock history and forecast"))
    canvas.show_chart(partial(stock.path, picture))     # a charts function: (look, size) -> Chart
    canvas.clicked.connect(self._week_clicked)          # carries the domain key of the mark

Import this module inside the page, never from ``widgets``: it loads matplotlib. Keys go below the chart as
``ColourKey`` widgets, never as a legend box. Agg draws the figure into a picture at the screen's density and
we paint that: one drawing a redraw, where the Qt backend draws again on every resize.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from matplotlib.backend_bases import MouseEvent
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QToolTip, QWidget

from shopdesk.charts.style import PRINTED, Chart, Draw, Look, Mark, Size
from shopdesk.runtime.i18n import _
from shopdesk.ui import chart_table, printing, theme

REDRAW_MS = 80
_log = logging.getLogger(__name__)


class ChartCanvas(QWidget):
    """Shows one chart and redraws it when data, size or theme change, at most every 80 ms.

    Args:
        name: objectName.
        words: Accessible name; the chart's own sentence becomes the description.
        height: Least height, logical pixels at 100 %.
    """

    clicked = Signal(object)

    def __init__(self, *, name: str, words: str, height: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setMinimumHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._draw: Draw | None = None
        self._chart: Chart | None = None
        self._picture = QImage()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._ask)
        self._asked = 0
        _drawer().drawn.connect(self._take)
        theme.current().changed.connect(self._later)

    def show_chart(self, draw: Draw) -> None:
        """Show another chart; drawn after the page is on screen."""
        self._draw = draw
        self._later()

    def chart(self) -> Chart | None:
        """Return the chart on screen."""
        return self._chart

    def redraw(self) -> None:
        """Draw now, in the window's thread; by itself the canvas draws in another one."""
        self._timer.stop()
        order = self._order()
        if order is not None:
            self._show(*_work(order))

    def is_at_rest(self) -> bool:
        """Whether what is on screen is what was last asked for."""
        return not self._timer.isActive() and self._asked == 0

    def _ask(self) -> None:
        order = self._order()
        if order is not None:
            self._asked = order.number
            _drawer().put(order)

    def _order(self) -> _Order | None:
        if self._draw is None or self.width() < 20 or self.height() < 20:
            return None
        state = theme.current()
        look = Look(state.name, state.text_size)
        return _Order(
            next(_NUMBERS), self._draw, look, Size(self.width(), self.height()), self.devicePixelRatioF()
        )

    def _take(self, number: int, chart: Chart, picture: QImage) -> None:
        if number == self._asked:
            self._asked = 0
            self._show(chart, picture)

    def _show(self, chart: Chart, picture: QImage) -> None:
        self._chart, self._picture = chart, picture
        self.setAccessibleDescription(chart.summary)
        self.update()

    def image(self, *, printed: bool = False) -> QImage:
        """Return the chart as a picture, twice as dense; ``printed`` takes the light tokens."""
        if self._draw is None:
            return QImage()
        state = theme.current()
        look = PRINTED if printed else Look(state.name, state.text_size)
        picture = _render(self._draw(look, Size(max(self.width(), 320), max(self.height(), 160))), 2.0)
        picture.setDevicePixelRatio(1.0)
        return picture

    def copy_image(self) -> None:
        """Put the chart on the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())

    def save_image(self) -> None:
        """Ask where and write a PNG in the light tokens."""
        suggested = f"{self.objectName()}.png"
        place, _kind = QFileDialog.getSaveFileName(self, _("Save image…"), suggested, "PNG (*.png)")
        if place:
            self.image(printed=True).save(str(Path(place)))

    def print_chart(self) -> None:
        """Preview the chart on paper, in the light tokens."""
        printing.preview(self, printing.picture(self.image(printed=True), self.accessibleName()))

    def show_table(self) -> None:
        """Show the chart's data as a table."""
        if self._chart is not None:
            chart_table.show_table(self, self.accessibleName(), self._chart.table)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QPointF(0, 0), self._picture)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._draw is not None:
            self._later()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        mark = self._mark(event.position())
        clickable = mark is not None and mark.key is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        if mark is not None and mark.tip:
            QToolTip.showText(event.globalPosition().toPoint(), mark.tip, self)
        else:
            QToolTip.hideText()

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self._mark(event.position())
        if mark is not None and mark.key is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(mark.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        for words, call in (
            (_("Copy image"), self.copy_image),
            (_("Save image…"), self.save_image),
            (_("See as a table"), self.show_table),
            (_("Print"), self.print_chart),
        ):
            action = QAction(words, menu)
            action.triggered.connect(call)
            menu.addAction(action)
        menu.exec(event.globalPos())

    def _later(self) -> None:
        self._timer.start()

    def _mark(self, at: QPointF) -> Mark | None:
        """Return the front-most mark under a point of the widget."""
        if self._chart is None:
            return None
        canvas: Any = self._chart.figure.canvas
        density = self.devicePixelRatioF()
        x, y = round(at.x() * density), round((self.height() - at.y()) * density)
        event = MouseEvent("motion_notify_event", canvas, x, y)
        return next((mark for mark in self._chart.marks if mark.artist.contains(event)[0]), None)


_NUMBERS = itertools.count(1)


@dataclass(frozen=True, slots=True)
class _Order:
    number: int
    draw: Draw
    look: Look
    size: Size
    density: float


class _Drawer(QObject):
    """One thread that draws charts one after the other: a chart costs 30 to 250 ms, a frame 16."""

    drawn = Signal(int, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        threading.Thread(target=self._loop, name="shopdesk-charts", daemon=True).start()

    def put(self, order: _Order) -> None:
        """Queue a drawing; ``drawn(number, Chart, QImage)`` follows in the window's thread."""
        self._orders.put(order)

    def _loop(self) -> None:
        while True:
            order = self._orders.get()
            try:
                chart, picture = _work(order)
            except Exception:
                _log.exception("a chart could not be drawn")
            else:
                # Nobody is left to see it once the program has gone.
                with suppress(RuntimeError):
                    self.drawn.emit(order.number, chart, picture)


@cache
def _drawer() -> _Drawer:
    return _Drawer()


def _work(order: _Order) -> tuple[Chart, QImage]:
    chart = order.draw(order.look, order.size)
    return chart, _render(chart, order.density)


def _render(chart: Chart, density: float) -> QImage:
    chart.figure.set_dpi(chart.figure.get_dpi() * density)
    canvas: Any = FigureCanvasAgg(chart.figure)
    canvas.draw()
    wide, high = canvas.get_width_height()
    picture = QImage(bytes(canvas.buffer_rgba()), wide, high, wide * 4, QImage.Format.Format_RGBA8888).copy()
    picture.setDevicePixelRatio(density)
    return picture
