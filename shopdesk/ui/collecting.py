"""Garbage is collected in the window's thread, between events, and nowhere else.

Python collects cycles in whichever thread happens to allocate, at any point. A cycle that holds a widget is
then destroyed in a worker's thread, or amid a style change that walks over all widgets: both crash
(measured on PySide 6.11: a theme change with a closed window still in a cycle, three runs of three).

What a worker has in hand is looked at with the rest, in the window's thread: 900 ms once while a shop of
60,000 orders was read. So nothing is collected while a job runs, or seldom in a long one; and what has
lasted is looked at anew only when the owner's hands are off, then let be until a long rest.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from shopdesk.ui.resting import Rest

EVERY_MS = 500
_LONG_JOB_S = 30.0
"""In a job that goes on and on garbage is collected this often after all."""
_REST_S, _LONG_REST_S = 10.0, 300.0
"""Hands off for so long: time to look through what is new and has lasted, and through everything."""


class Collector(QObject):
    """Takes over from the automatic collector until ``stop``."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        rest: Rest | None = None,
        is_busy: Callable[[], bool] | None = None,
    ) -> None:
        """Make a collector that waits for rest and for the end of jobs, where it can tell."""
        super().__init__(parent)
        self._rest, self._is_busy = rest, is_busy
        self._limits = gc.get_threshold()
        self._last = time.monotonic()
        self._is_swept = False
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
        young, _middle, passes = gc.get_count()
        now, rested = time.monotonic(), self._rested()
        busy = self._is_busy is not None and self._is_busy()
        if busy and now - self._last < _LONG_JOB_S:
            return
        if rested < _LONG_REST_S:
            self._is_swept = False
        elif not self._is_swept and not busy:
            self._sweep()
        elif passes > self._limits[2] and rested > _REST_S:
            gc.collect()
            gc.freeze()
        elif young > self._limits[0]:
            self._last = now
            gc.collect(1)  # what survives is old at once: one look at it instead of two

    def _sweep(self) -> None:
        """Look through everything, what was let be before too: half a second, once in a long rest."""
        self._is_swept = True
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _rested(self) -> float:
        return self._rest.seconds() if self._rest is not None else 0.0
