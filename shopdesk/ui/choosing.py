"""Asking the owner for files to import, in the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui.dropping import READABLE

_PLACE = "import/folder"


def ask_for_files(owner: QWidget) -> list[Path]:
    """Return the files the owner chose, none if they thought better of it.

    It opens where the last file came from, the first time in the folder of downloads.
    """
    endings = " ".join(f"*{ending}" for ending in sorted(READABLE))
    kinds = _("Tables ({endings});;All files (*)").format(endings=endings)
    downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    start = QSettings().value(_PLACE) or downloads
    found, _kind = QFileDialog.getOpenFileNames(owner, _("Choose a file"), str(start), kinds)
    if found:
        QSettings().setValue(_PLACE, str(Path(found[0]).parent))
    return [Path(name) for name in found]
