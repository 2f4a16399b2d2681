"""Writing the table of a page to a file: CSV or Excel, by the ending the owner chose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from shopdesk.runtime import tables
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.ui.desk import Desk


def ask_and_write(owner: QWidget, name: str, rows: Sequence[Sequence[str]], desk: Desk) -> None:
    """Ask where, write off the window's thread, and say where it went."""
    kinds = _("Excel (*.xlsx);;CSV (*.csv)")
    place, _kind = QFileDialog.getSaveFileName(owner, _("Export this table"), f"{name}.xlsx", kinds)
    if place:
        desk.jobs.start(partial(tables.write, Path(place), rows), owner=desk, done=desk.exported)
