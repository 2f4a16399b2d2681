"""Lists and labels as PDF, from the window and from commands without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from shopdesk.domain.preferences import ShopSettings
from shopdesk.services.context import Shop
from shopdesk.services.supplier_lists import SupplierList
from shopdesk.ui import printing
from shopdesk.ui.rooms.reorder import print_list
from shopdesk.ui.rooms.reorder.print_list import Look


def supplier_pdf(shop: Shop, lists: Sequence[SupplierList], file: Path, look: Look | None = None) -> Path:
    """Write a page per supplier; with nothing to order, one page that says so.

    Raises:
        OSError: If the file cannot be written.
    """
    application = _headless()
    _writable(file)
    paint = print_list.paint(lists, look or Look()) if lists else print_list.nothing
    letter = printing.is_letter(shop.settings.get(ShopSettings).country)
    printing.write_pdf(paint, file, letter=letter)
    del application
    return file


def _headless() -> QApplication:
    """Return the running application, or one without a screen."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QApplication(sys.argv[:1])


def _writable(file: Path) -> None:
    """Fail as Python does: QPdfWriter would only print a warning."""
    with file.open("wb"):
        pass
