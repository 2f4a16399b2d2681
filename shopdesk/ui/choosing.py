"""Asking the owner for files to import, in the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui.dropping import READABLE


def ask_for_files(owner: QWidget) -> list[Path]:
    """Return the files the owner chose, none if they thought better of it."""
    endings = " ".join(f"*{ending}" for ending in sorted(READABLE))
    kinds = _("CSV and Excel ({endings})").format(endings=endings)
    found, _kind = QFileDialog.getOpenFileNames(owner, _("Choose a file"), "", kinds)
    return [Path(name) for name in found]
