"""Pages and their parts are made before they are first seen, one by one, while the owner's hands are off."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from shopdesk.ui import registry
from shopdesk.ui.resting import Rest
from shopdesk.ui.window import Window

_EVERY_MS = 150
_REST_S = 1.0


class Ahead(QObject):
    """Makes one page or part at each tick; a visit then only reads. One costs 20 to 90 ms of the window's."""

    def __init__(self, window: Window, rest: Rest, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._rest = window, rest
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._make_one)

    def start(self) -> None:
        """Begin, or begin again after pages were dropped."""
        self._timer.start()

    def stop(self) -> None:
        """Make no further page: the window goes."""
        self._timer.stop()

    def _make_one(self) -> None:
        desk = self._window.desk
        if not desk.is_ready or not desk.jobs.is_idle or self._rest.seconds() < _REST_S:
            return
        made = self._window.pages()
        waiting = [spec.room for spec in registry.PAGES if spec.room not in made]
        if desk.is_counter:
            self._timer.stop()
        elif waiting:
            self._window.make_page(waiting[0])
        elif not any(page.make_part() for page in made.values()):
            self._timer.stop()
