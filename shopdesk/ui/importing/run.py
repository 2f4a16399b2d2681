"""The import itself as one job of the wizard, with its bar, its Cancel and its way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Signal

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_import as say
from shopdesk.services.importing import ImportResult
from shopdesk.services.morning import Today
from shopdesk.ui.desk import Desk
from shopdesk.ui.importing import work
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.jobs import Job
from shopdesk.ui.undo import Step
from shopdesk.ui.widgets import ProgressLine


class ImportRun(QObject):
    """``imported(results, Today after)``, ``undone()``, ``failed(error)`` of either."""

    imported = Signal(object, object)
    undone = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._began = 0.0
        self._step: Step | None = None
        self._is_undoing = False
        desk.undo.undone.connect(self._undone)
        desk.undo.failed.connect(self._not_undone)
        self.results: list[ImportResult] = []
        self.sizes = "mx"
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self.cancel)
        self.progress.hide()

    @property
    def is_busy(self) -> bool:
        """Whether files are being imported now."""
        return self._job is not None and not self._job.is_over

    @property
    def has_kept(self) -> bool:
        """Whether there is an import to take back."""
        return any(result.id is not None for result in self.results)

    def start(self, wanted: Sequence[Chosen]) -> None:
        """Import the files and work the day out again."""
        self._began = monotonic()
        self.progress.show()
        self.progress.show_progress(0, 0, _("Importing…"))
        task = partial(work.import_all, self._desk.shop, wanted)
        self._job = self._desk.jobs.start(task, owner=self, done=self._imported, failed=self._failed)
        self._job.progressed.connect(self.progress.show_progress)

    def cancel(self) -> None:
        """Stop; what is under way leaves nothing."""
        if self._job is not None:
            self._job.cancel()

    def undo(self) -> bool:
        """Take back what was imported, as Ctrl+Z does; return whether that began."""
        self._is_undoing = self._step is not None and self._desk.undo.undo_step(self._step)
        return self._is_undoing

    def forget(self) -> None:
        """Begin anew, with other files."""
        self.results, self._step = [], None

    def took(self) -> str:
        """Say how long the import took."""
        seconds = max(round(monotonic() - self._began), 1)
        return ngettext("It took {count} second.", "It took {count} seconds.", seconds).format(count=seconds)

    def _imported(self, found: tuple[list[ImportResult], Today, str]) -> None:
        self.results, after, self.sizes = found
        self.progress.hide()
        ids = [result.id for result in self.results if result.id is not None]
        if ids:
            self._step = self._desk.undo.add(
                work.done_in_words(self.results),
                undo=partial(work.undo, self._desk.shop, ids),
                said=work.undone_in_words,
            )
        self.imported.emit(self.results, after)
        self._desk.ended_away.emit(say.done_title(self.results), "")

    def _undone(self, step: Step, _said: str) -> None:
        if step is self._step:
            self._step, self._is_undoing = None, False
            self.undone.emit()

    def _not_undone(self, error: Exception) -> None:
        if self._is_undoing:
            self._is_undoing = False
            self.failed.emit(error)

    def _failed(self, error: Exception) -> None:
        self.progress.hide()
        self.failed.emit(error)
