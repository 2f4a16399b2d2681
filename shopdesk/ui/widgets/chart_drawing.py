"""Drawing charts off the window's thread: Agg makes a picture at the screen's density."""

from __future__ import annotations

import logging
import queue
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from shopdesk.charts.style import Chart, Draw, Look, Size

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """One drawing asked for, for a screen of a density."""

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
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        threading.Thread(target=self._loop, name="shopdesk-charts", daemon=True).start()

    def put(self, order: Order) -> None:
        """Queue a drawing; ``drawn(number, Chart, QImage)`` follows in the window's thread."""
        self._orders.put(order)

    def _loop(self) -> None:
        while True:
            order = self._orders.get()
            try:
                chart, picture = work(order)
            except Exception:
                _log.exception("a chart could not be drawn")
            else:
                # Nobody is left to see it once the program has gone.
                with suppress(RuntimeError):
                    self.drawn.emit(order.number, chart, picture)


@cache
def drawer() -> _Drawer:
    """Return the one that draws for every chart of the window."""
    return _Drawer()


def work(order: Order) -> tuple[Chart, QImage]:
    """Draw now."""
    chart = order.draw(order.look, order.size)
    return chart, _render(chart, order)


def _render(chart: Chart, order: Order) -> QImage:
    if order.look.contrast:
        _outline(chart, order.look)
    density = order.density
    chart.figure.set_dpi(chart.figure.get_dpi() * density)
    canvas: Any = FigureCanvasAgg(chart.figure)
    canvas.draw()
    wide, high = canvas.get_width_height()
    picture = QImage(bytes(canvas.buffer_rgba()), wide, high, wide * 4, QImage.Format.Format_RGBA8888).copy()
    picture.setDevicePixelRatio(density)
    return picture


def _outline(chart: Chart, look: Look) -> None:
    """Give every bar an edge at full strength: soft fills do not tell themselves from the paper."""
    for plot in chart.figure.axes:
        for patch in plot.patches:
            # A band behind the bars is no bar: its edge would cross the names of dates.
            if patch.get_alpha() != 0 and patch.get_zorder() > 0:
                patch.set_edgecolor(look.colour("text"))
                patch.set_linewidth(1)
