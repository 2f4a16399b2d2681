"""Lists and labels as PDF, from the window and from commands without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from shopdesk.domain.preferences import ShopSettings
from shopdesk.services.context import Shop
from shopdesk.services.labels import LabelSheet
from shopdesk.services.supplier_lists import SupplierList
from shopdesk.ui import printing
from shopdesk.ui.rooms.reorder import print_labels, print_list
from shopdesk.ui.rooms.reorder.print_labels import LabelPaper
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


def labels_pdf(
    shop: Shop, sheet: LabelSheet, file: Path, *, on: LabelPaper | None = None, used: int = 0
) -> Path:
    """Write labels on the shop's paper, or on another.

    Args:
        shop: The shop.
        sheet: The labels.
        file: Where to.
        on: Paper; None = Letter or A4 by the shop's country.
        used: Labels of the first sheet already used up.

    Raises:
        OSError: If the file cannot be written.
    """
    application = _headless()
    _writable(file)
    letter = printing.is_letter(shop.settings.get(ShopSettings).country)
    if on is LabelPaper.ROLL:
        printing.write_pdf(print_labels.on_roll(sheet), file, letter=letter, size_mm=print_labels.ROLL_MM)
    else:
        paint = print_labels.on_sheets(sheet, print_labels.Start(used))
        printing.write_pdf(paint, file, letter=letter if on is None else on is LabelPaper.LETTER)
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
