"""From “these tables changed” to pages that reload: the visible one now, hidden ones when shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal


class Refresh(QObject):
    """Carries the store's announcements from whichever thread wrote into the window's thread.

    Give ``tables_changed`` to ``store.listen``; connect to ``changed(frozenset)``. Announcements within
    60 ms come as one, so that a batch of writes reloads a page once.
    """

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: frozenset[str] = frozenset()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(self._say)
        self._heard.connect(self._collect, Qt.ConnectionType.QueuedConnection)

    def tables_changed(self, tables: frozenset[str]) -> None:
        """Hear of a commit; safe in any thread."""
        self._heard.emit(tables)

    def _collect(self, tables: frozenset[str]) -> None:
        self._waiting |= tables
        self._timer.start()

    def _say(self) -> None:
        tables, self._waiting = self._waiting, frozenset()
        self.changed.emit(tables)
