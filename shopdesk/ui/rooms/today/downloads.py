"""New exports in the downloads folder, looked for while the window is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from shopdesk.ui.desk import Desk

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.importing.downloads import Found

_SETTLE_MS = 1500
"""A browser writes a file in several steps: what is there once it has been quiet this long is whole."""


class DownloadsWatch(QObject):
    """``found(tuple of files)`` whenever the new exports are others than before."""

    found = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_looking = False
        self.files: tuple[Path, ...] = ()
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(self._something_came)

    def look(self) -> None:
        """Look now, off the window's thread."""
        if self._desk.is_open and not self._is_looking:
            self._is_looking = True
            work = partial(_look, self._desk.shop)
            self._desk.jobs.start(work, owner=self, done=self._looked, failed=self._not_looked)

    def _something_came(self, _folder: str) -> None:
        self._settle.start()

    def _looked(self, seen: Found) -> None:
        self._is_looking = False
        self._watch(seen.folder)
        if seen.files != self.files:
            self.files = seen.files
            self.found.emit(seen.files)

    def _not_looked(self, _error: Exception) -> None:
        self._is_looking = False  # a folder that cannot be looked at offers nothing

    def _watch(self, folder: Path | None) -> None:
        wanted = [str(folder)] if folder is not None else []
        gone = [one for one in self._watcher.directories() if one not in wanted]
        if gone:
            self._watcher.removePaths(gone)
        new = [one for one in wanted if one not in self._watcher.directories()]
        if new:
            self._watcher.addPaths(new)


def _look(shop: Shop) -> Found:
    """Look; the readers load here, in the runner's thread, not before the first paint."""
    from shopdesk.services.importing import downloads

    return downloads.look(shop)
