"""Garbage is collected in the window's thread, between events, and nowhere else.

Python collects cycles in whichever thread happens to allocate, at any point. A cycle that holds a widget is
then destroyed in a worker's thread, or amid a style change that walks over all widgets: both crash
(measured on PySide 6.11: a theme change with a closed window still in a cycle, three runs of three).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500


class Collector(QObject):
    """Takes over from the automatic collector until ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Switch the automatic collector off; nothing is collected before ``settle``.

        While code loads there is next to nothing to collect and ever more to look at: up to 56 ms a time,
        in the window's thread.
        """
        gc.disable()

    def settle(self) -> None:
        """Collect by the clock from now on, without what is there: loaded code lives as long as the program.

        Without collecting first: that would hold the window up over everything just loaded.
        """
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def _collect(self) -> None:
        for generation, (count, limit) in enumerate(zip(gc.get_count(), self._limits, strict=True)):
            if count > limit:
                gc.collect(generation)
