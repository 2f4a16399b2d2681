"""Writing the table of a page to a file: CSV or Excel, by the ending the owner chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from shopdesk.runtime import tables
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.ui.desk import Desk


Rows = Sequence[Sequence[str]]


def ask_and_write(owner: QWidget, name: str, rows: Rows | Callable[[], Rows], desk: Desk) -> None:
    """Ask where, then read the rows if they are yet to be read, write them, and say where they went.

    Reading and writing happen off the window's thread.
    """
    kinds = _("Excel (*.xlsx);;CSV (*.csv)")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    start = str(Path(documents) / f"{name}.xlsx")
    place, _kind = QFileDialog.getSaveFileName(owner, _("Export this table"), start, kinds)
    if place:
        desk.jobs.start(partial(_write, Path(place), rows), owner=desk, done=desk.exported)


def _write(place: Path, rows: Rows | Callable[[], Rows]) -> Path:
    return tables.write(place, rows() if callable(rows) else rows)
