"""One window on a shop."""

from __future__ import annotations

import sys
from typing import BinaryIO

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from shopdesk.runtime.i18n import _
from shopdesk.runtime.paths import DataFolder


class Hold:
    """The window's lock on a data folder: the system's own, so that a kill lets it go.

    Not ``filelock``, which does the same for sending: importing it takes a seventh of the way to the first
    paint. Not ``QLockFile``: a computer that changed its name after a crash could never open its shop again.
    """

    def __init__(self, file: BinaryIO | None) -> None:
        """Keep the locked file, or nothing where none could be made."""
        self._file = file

    def release(self) -> None:
        """Let another window have the shop."""
        if self._file is not None:
            self._file.close()


def hold(folder: DataFolder) -> Hold | None:
    """Take the window's lock; None if another window holds it."""
    try:
        folder.make()
        file = (folder.root / "window.lock").open("ab")
    except OSError:
        return Hold(None)  # a folder that cannot be written to: opening the shop says so in the window
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return Hold(file)


def _lock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def say_open_already() -> None:
    """Say it where a double click is seen; it goes away by itself."""
    words = _("Shopdesk is already open on this shop.")
    print(words, file=sys.stderr)  # noqa: T201 - for one started from a terminal
    box = QMessageBox(QMessageBox.Icon.Information, "Shopdesk", words)
    box.setInformativeText(_("Go on in the window that is open."))
    QTimer.singleShot(8000, box, box.reject)
    box.exec()
