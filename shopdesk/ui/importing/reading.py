"""Reads the files off the window's thread, once when they are chosen and again at each answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shopdesk.services.importing import mapping
from shopdesk.ui.desk import Desk
from shopdesk.ui.importing import work
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.importing.chosen_files import ChosenFiles


class FileReading(QObject):
    """``read(Chosen)`` and ``reopened(Chosen)`` with what is known of a file now; ``failed(error)``."""

    read = Signal(object)
    reopened = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, files: ChosenFiles, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._files = desk, files

    def begin(self, chosen: Chosen) -> None:
        """Read a file as its options say."""
        task = partial(work.preview, self._desk.shop, chosen)
        self._desk.jobs.start(task, owner=self, done=self._has_read)

    def tell(self, path: Path, answers: Mapping[str, object]) -> None:
        """Read a file again with what the owner said of it, by option."""
        chosen = self._files.told(path, answers)
        if chosen is not None:
            self.begin(chosen)

    def tell_all(self, answers: Mapping[str, object]) -> None:
        """Read every file again with what the owner said of them all, by option."""
        for chosen in self._files.all():
            self.tell(chosen.path, answers)

    def mend(self, path: Path, line: int, row: tuple[str, ...]) -> bool:
        """Read a file again with a line as the owner mended it; False if it is not among the files."""
        chosen = self._files.mended(path, line, row)
        if chosen is not None:
            self.begin(chosen)
        return chosen is not None

    def guess_columns(self, kind: str) -> None:
        """Guess the columns of the file that no format knows, its rows being of this kind."""
        unknown = self._files.unknown()
        if unknown is not None:
            task = partial(work.propose, unknown, kind)
            self._desk.jobs.start(task, owner=self, done=self._has_read, failed=self._not_read)

    def use_columns(self, columns: dict[str, str], reading: Mapping[str, object], *, remember: bool) -> bool:
        """Read the file that no format knows by the columns the owner chose; False if there is none.

        Args:
            columns: Header → field; empty = not used.
            reading: What the owner said of how it is written, by option.
            remember: Whether the next file with these headers is read so by itself.
        """
        unknown = self._files.unknown()
        if unknown is None or unknown.proposed is None:
            return False
        told = mapping.as_mapping(unknown.proposed, columns)
        if remember:
            task = partial(mapping.remember, self._desk.shop, unknown.path.stem, told)
            self._desk.jobs.start(task, owner=self._desk, done=self._desk.noted)
        self.tell(unknown.path, {"mapping": told, **reading})
        return True

    def reopen_columns(self, path: Path) -> None:
        """Ask for the columns of a file that was recognised, where some of them are not used."""
        chosen = next(one for one in self._files.all() if one.path == path)
        task = partial(work.reopen_columns, chosen)
        self._desk.jobs.start(task, owner=self, done=self._has_reopened, failed=self._not_read)

    def _has_read(self, chosen: Chosen) -> None:
        self._files.put(chosen)
        self.read.emit(chosen)

    def _has_reopened(self, chosen: Chosen) -> None:
        self._files.put(chosen)
        self.reopened.emit(chosen)

    def _not_read(self, error: Exception) -> None:
        self.failed.emit(error)
