"""The wizard's look at the downloads folder, and the owner's leave for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox

from shopdesk.services import settings
from shopdesk.services.importing import downloads
from shopdesk.ui.desk import Desk


class Arrivals(QObject):
    """``found(files)`` with new exports; ``leave`` is the box in which the owner allows to look."""

    found = Signal(object)

    def __init__(self, desk: Desk, leave: QCheckBox, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._leave = desk, leave
        leave.clicked.connect(self._given)

    def look(self) -> None:
        """Look, if it is allowed."""
        work = partial(downloads.look, self._desk.shop)
        self._desk.jobs.start(work, owner=self, done=self._looked)

    def _given(self, given: bool) -> None:
        keeping = partial(settings.keep, self._desk.shop, {"privacy.watch_downloads": given})
        self._desk.jobs.start(keeping, owner=self, done=self._kept)

    def _kept(self, _outcome: object) -> None:
        if self._leave.isChecked():
            self.look()

    def _looked(self, seen: downloads.Found) -> None:
        self._leave.setChecked(seen.folder is not None)
        if seen.files:
            self.found.emit(seen.files)
