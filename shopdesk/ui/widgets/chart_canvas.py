"""A matplotlib figure as a widget: no pyplot, no toolbar; hover, click, menu, theme.

    canvas = ChartCanvas(name="stock_path", words=_("Stock history and forecast"))
    canvas.show_chart(partial(stock.path, picture), head=(_("Day"), _("Pieces")))
    canvas.clicked.connect(self._week_clicked)          # carries the domain key of the mark

Import this module inside the page, never from ``widgets``: it loads matplotlib. Keys go below the chart as
``ColourKey`` widgets, never as a legend box. Agg draws the figure into a picture at the screen's density and
we paint that: one drawing a redraw, where the Qt backend draws again on every resize.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from matplotlib.backend_bases import MouseEvent
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QToolTip, QWidget

from shopdesk.charts.style import PRINTED, Chart, Draw, Look, Mark, Size
from shopdesk.runtime.i18n import _
from shopdesk.ui import printing, theme
from shopdesk.ui.widgets import chart_drawing, chart_keys, chart_table, faces, painting
from shopdesk.ui.widgets.chart_drawing import Order

REDRAW_MS = 80
_NUMBERS = itertools.count(1)


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
        faces.set_role(self, QAccessible.Role.Chart)
        self.setMinimumHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._at: Mark | None = None
        self._head: tuple[str, ...] = ()
        self._draw: Draw | None = None
        self._chart: Chart | None = None
        self._picture = QImage()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._ask)
        self._asked, self._is_old = 0, False
        chart_drawing.drawer().drawn.connect(self._take)
        theme.current().changed.connect(self._look_anew)

    def show_chart(self, draw: Draw, *, head: tuple[str, ...] = ()) -> None:
        """Show another chart; drawn after the page is on screen. ``head``: titles of its table's columns."""
        self._draw, self._head = draw, head
        self._later()

    def chart(self) -> Chart | None:
        """Return the chart on screen."""
        return self._chart

    def redraw(self) -> None:
        """Draw now, in the window's thread; by itself the canvas draws in another one."""
        self._timer.stop()
        order = self._order()
        if order is not None:
            self._show(*chart_drawing.work(order))

    def is_at_rest(self) -> bool:
        """Whether what is on screen is what was last asked for."""
        return not self._timer.isActive() and self._asked == 0

    def _ask(self) -> None:
        order = self._order()
        if order is not None:
            self._asked = order.number
            chart_drawing.drawer().put(order)

    def _order(self) -> Order | None:
        if self._draw is None or self.width() < 20 or self.height() < 20:
            return None
        state = theme.current()
        look = Look(state.name, state.text_size, state.high_contrast)
        size = Size(self.width(), self.height())
        return Order(next(_NUMBERS), self._draw, look, size, self.devicePixelRatioF())

    def _take(self, number: int, chart: Chart, picture: QImage) -> None:
        if number == self._asked:
            self._asked = 0
            self._show(chart, picture)

    def _show(self, chart: Chart, picture: QImage) -> None:
        self._chart, self._picture, self._at, self._is_old = chart, picture, None, False
        self.setAccessibleDescription(chart.summary)
        self.update()

    def image(self, *, printed: bool = False) -> QImage:
        """Return the chart as a picture, twice as dense; ``printed`` takes the light tokens."""
        if self._draw is None:
            return QImage()
        state = theme.current()
        look = PRINTED if printed else Look(state.name, state.text_size, state.high_contrast)
        size = Size(max(self.width(), 320), max(self.height(), 160))
        _chart, picture = chart_drawing.work(Order(0, self._draw, look, size, 2.0))
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
        """Show the chart's data as a table, whose rows lead where its marks do."""
        if self._chart is not None:
            rows = (self._head, *self._chart.table)
            chart_table.show(self, self.accessibleName(), rows, self._chart.keys).opened.connect(self.clicked)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QPointF(0, 0), self._picture)
        if self.hasFocus():
            area = self.rect().toRectF().adjusted(1, 1, -1, -1)
            painting.box(painter, area, "", radius=8, line="primary", width=2)
            if self._at is not None:
                around = chart_keys.place_of(self._at, self.height(), self.devicePixelRatioF())
                painting.box(painter, around.intersected(area), "", radius=4, line="text", width=2)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self._chart is not None and self._chart.marks:
            self._at = chart_keys.beside(self._chart.marks, self._at, step)
            chart_keys.say(self, self._at, self.devicePixelRatioF())
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._at is not None and self._at.key is not None:
                self.clicked.emit(self._at.key)
            else:
                self.show_table()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._at = None
        super().focusOutEvent(event)
        self.update()

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
        self.context_menu().exec(event.globalPos())

    def context_menu(self) -> QMenu:
        """Return what can be done with the chart."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, call in (
            (_("Copy image"), self.copy_image),
            (_("Save image…"), self.save_image),
            (_("See as a table"), self.show_table),
            (_("Print"), self.print_chart),
        ):
            action = QAction(words, menu)
            action.triggered.connect(call)
            menu.addAction(action)
        return menu

    def _look_anew(self) -> None:
        """Draw in the new look; a chart nobody sees waits for its page, behind those on screen."""
        if self.isVisible():
            self._later()
        else:
            self._picture, self._is_old = QImage(), True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_old:
            self._later()

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
