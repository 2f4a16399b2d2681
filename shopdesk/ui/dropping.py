"""Dropping files anywhere in the window: a dashed overlay while they hang over it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Card, Glyph, Text
from shopdesk.ui.widgets.reading import ReadingWindow

READABLE = frozenset(
    ".csv .tsv .tab .txt .xlsx .xlsm .xlsb .xls .ods .htm .html .zip .json".split()  # noqa: SIM905
)

COPY = ".shopdesk"
"""Ending of a copy under a pass phrase."""


def files_of(mime: QMimeData) -> list[Path]:
    """Return the local files something dragged carries."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def readable(files: list[Path]) -> list[Path]:
    """Return the files for the import: all if any ends as a table does, for each other is refused by name."""
    return files if any(file.suffix.lower() in READABLE for file in files) else []


class DropOverlay(QWidget):
    """“Suelta para importar”, over the page while files hang over the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drop_overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        card = Card("drop")
        card.setMaximumHeight(16_777_215)
        card.body.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._glyph = Glyph("download-simple", 36, "primaryText", "duotone")
        self._words = Text("", "h2")
        card.body.addWidget(self._glyph, 0, middle)
        card.body.addWidget(self._words, 0, middle)
        card.body.addStretch(1)
        column.addWidget(card, 1)
        self.hide()

    def show_for(self, files: list[Path]) -> None:
        """Appear and say whether these can be read."""
        copies = any(file.suffix.lower() == COPY for file in files)
        can = copies or bool(readable(files))
        say = _("Drop to look at this copy") if copies else _("Drop to import")
        self._words.setText(say if can else _("I only read CSV and Excel"))
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
        self.show()
        self.raise_()


class DropWindow(ReadingWindow):
    """A window files are dropped on; ``take_files`` gets them."""

    def __init__(self) -> None:
        super().__init__()
        self._overlay: DropOverlay | None = None

    def take_drops_over(self, area: QWidget) -> None:
        """Take files from now on, with the overlay over a part of the window."""
        self._overlay = DropOverlay(area)
        self.setAcceptDrops(True)

    def take_files(self, files: list[Path]) -> None:
        """Do something with files that were dropped."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        files = files_of(event.mimeData())
        if files and self._overlay is not None:
            event.acceptProposedAction()
            self._overlay.show_for(files)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._hide_overlay()

    def dropEvent(self, event: QDropEvent) -> None:
        self._hide_overlay()
        self.take_files(files_of(event.mimeData()))

    def _hide_overlay(self) -> None:
        if self._overlay is not None:
            self._overlay.hide()
