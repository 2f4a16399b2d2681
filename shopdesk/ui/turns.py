"""Work of the window's thread done bit by bit: one piece, then the window has its turn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Does what was put in, in its order, one piece a turn of the event loop.

    For what is not on screen yet and may be wanted soon: a view behind another tab. What is wanted at once is
    asked for by its name and then done out of its turn.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[str, Callable[[], object]] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def put(self, name: str, work: Callable[[], object]) -> None:
        """Have a piece done in its turn, in place of one of the same name."""
        self._waiting.pop(name, None)
        self._waiting[name] = work
        self._timer.start()

    def now(self, name: str) -> None:
        """Do a piece at once if it still waits."""
        work = self._waiting.pop(name, None)
        if work is not None:
            work()

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def _next(self) -> None:
        name = next(iter(self._waiting), None)
        if name is None:
            self._timer.stop()
        else:
            self.now(name)
