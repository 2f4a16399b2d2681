"""Paper: one paint function for the printer, the preview and the PDF.

    def paint(sheet: Paper) -> None:
        sheet.text(QRectF(20, 20, 170, 10), "Pedido para Calzado León", size=18, weight=QFont.Weight.Bold)
        sheet.new_page()

    printing.write_pdf(paint, file, letter=True)      # also headless
    printing.preview(self, paint, letter=True)

Coordinates are millimetres from the corner of the paper, letters are points, colours black on white.
Letter for Mexico and the United States, A4 elsewhere: ``is_letter(country)``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPainter,
    QPdfWriter,
    QPen,
)
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.runtime import resources
from shopdesk.ui.paper_size import is_letter as is_letter
from shopdesk.ui.paper_size import set_page as set_page

INK = QColor(Qt.GlobalColor.black)


class Paged(Protocol):
    """What has pages: a printer, a PDF, the pictures of a preview."""

    def pageLayout(self) -> QPageLayout: ...

    def newPage(self) -> bool: ...


class Paper:
    """A page under a painter, in millimetres.

    Attributes:
        width: Of the paper, mm.
        height: Of the paper, mm.
        page: 1-based number of the page now painted.
    """

    def __init__(self, painter: QPainter, device: Paged) -> None:
        self._painter = painter
        self._device = device
        self._per_mm = painter.device().logicalDpiX() / 25.4
        full = device.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
        self.width, self.height = full.width(), full.height()
        self.page = 1

    def new_page(self) -> None:
        """Go on with the next page."""
        self._device.newPage()
        self.page += 1

    def text(
        self,
        area: QRectF,
        words: str,
        *,
        size: float = 10,
        weight: QFont.Weight = QFont.Weight.Normal,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        grey: int = 0,
    ) -> None:
        """Write one line inside ``area`` (mm), elided where room ends.

        Args:
            area: Millimetres.
            words: Already said.
            size: Points; 10 and more is legible on paper.
            weight: Letter weight.
            align: Horizontal side; vertically centred.
            grey: 0 black .. 255 white.
        """
        letters = self.letters(size, weight)
        self._painter.setFont(letters)
        self._painter.setPen(QColor(grey, grey, grey))
        box = self._px(area)
        metrics = QFontMetricsF(letters, self._painter.device())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        self._painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def paragraph(self, area: QRectF, words: str, *, size: float = 10) -> float:
        """Write words with line breaks from the top of ``area`` (mm) and return the height used, mm."""
        self._painter.setFont(self.letters(size))
        self._painter.setPen(INK)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        used = self._painter.drawText(self._px(area), flags, words)
        return used.height() / self._per_mm

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.2, grey: int = 0) -> None:
        """Draw a line, mm."""
        self._painter.setPen(QPen(QColor(grey, grey, grey), width * self._per_mm))
        scale = self._per_mm
        self._painter.drawLine(QPointF(x1 * scale, y1 * scale), QPointF(x2 * scale, y2 * scale))

    def fill(self, area: QRectF, grey: int) -> None:
        """Fill a rectangle, mm."""
        self._painter.fillRect(self._px(area), QColor(grey, grey, grey))

    def soft(self, area: QRectF, grey: int, *, radius: float = 1.5) -> None:
        """Fill a rectangle with round corners, mm."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(grey, grey, grey))
        self._painter.drawRoundedRect(self._px(area), radius * self._per_mm, radius * self._per_mm)

    def box(self, area: QRectF, *, width: float = 0.2, radius: float = 0, grey: int = 0) -> None:
        """Draw the edge of a rectangle, mm."""
        self._painter.setPen(QPen(QColor(grey, grey, grey), width * self._per_mm))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(self._px(area), radius * self._per_mm, radius * self._per_mm)

    def picture(self, area: QRectF, image: QImage) -> None:
        """Draw an image as large as fits ``area`` (mm), top left."""
        scaled = image.size().scaled(self._px(area).size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = self._px(area).topLeft()
        self._painter.drawImage(QRectF(corner.x(), corner.y(), scaled.width(), scaled.height()), image)

    def width_of(self, words: str, *, size: float = 10, weight: QFont.Weight = QFont.Weight.Normal) -> float:
        """Return how wide words are, mm."""
        metrics = QFontMetricsF(self.letters(size, weight), self._painter.device())
        return metrics.horizontalAdvance(words) / self._per_mm

    @staticmethod
    def letters(size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return Figtree in points, with its plain digits.

        The application's tabular ones would be inherited, and Qt writes those to a PDF as glyphs without
        letters: nobody could search or copy a number.
        """
        return _letters(size, weight)

    def _px(self, area: QRectF) -> QRectF:
        scale = self._per_mm
        return QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)


@lru_cache(maxsize=64)
def _letters(size: float, weight: QFont.Weight) -> QFont:
    found = QFont("Figtree")
    found.setPointSizeF(size)
    found.setWeight(weight)
    found.setFeature(QFont.Tag("tnum"), 0)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # as wide on screen as on paper
    return found


Paint = Callable[[Paper], None]


def write_pdf(
    paint: Paint,
    file: Path,
    *,
    letter: bool,
    landscape: bool = False,
    size_mm: tuple[float, float] | None = None,
) -> Path:
    """Write what ``paint`` draws to a PDF; needs a QGuiApplication, offscreen will do."""
    writer = pdf_writer(file, letter=letter, landscape=landscape, size_mm=size_mm)
    painter = QPainter(writer)
    try:
        paint(Paper(painter, writer))
    finally:
        painter.end()
    return file


def pdf_writer(
    file: Path, *, letter: bool, landscape: bool = False, size_mm: tuple[float, float] | None = None
) -> QPdfWriter:
    """Return a PDF to paint on; it is whole once its painter has ended."""
    ensure_letters()
    writer = QPdfWriter(str(file))
    writer.setResolution(300)
    writer.setCreator("Shopdesk")
    set_page(writer, letter=letter, landscape=landscape, size_mm=size_mm)
    return writer


class PdfBuffer:
    """A PDF in memory, to send along: paint on ``paper``, then take it with ``end``."""

    def __init__(self, *, letter: bool) -> None:
        ensure_letters()
        self._kept = QBuffer()
        self._kept.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._kept)
        self._writer.setResolution(300)
        self._writer.setCreator("Shopdesk")
        set_page(self._writer, letter=letter, landscape=False)
        self._painter = QPainter(self._writer)
        self.paper = Paper(self._painter, self._writer)

    def end(self) -> bytes:
        """Return all of it; painted on no further. To be called in any case, before it is let go of."""
        if self._painter.isActive():
            self._painter.end()
        return bytes(self._kept.data().data())


def preview(
    owner: QWidget,
    paint: Paint,
    *,
    letter: bool = True,
    landscape: bool = False,
) -> QPrintPreviewDialog:
    """Open the system's preview with Print; the dialog keeps its printer alive (else it crashes)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_page(printer, letter=letter, landscape=landscape)
    dialog = _Preview(printer, paint, owner.window())
    dialog.resize(900, 680)
    dialog.open()
    return dialog


class _Preview(QPrintPreviewDialog):
    def __init__(self, printer: QPrinter, paint: Paint, parent: QWidget) -> None:
        super().__init__(printer, parent)
        self.setObjectName("print_preview")
        self._kept = printer
        self._paint = paint
        self.paintRequested.connect(self._draw)

    def _draw(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        try:
            self._paint(Paper(painter, printer))
        finally:
            painter.end()


def picture(image: QImage, title: str) -> Paint:
    """Return a paint function for one picture with its title."""

    def paint(paper: Paper) -> None:
        paper.text(QRectF(18, 16, paper.width - 36, 10), title, size=16, weight=QFont.Weight.Bold)
        paper.picture(QRectF(18, 32, paper.width - 36, paper.height - 60), image)

    return paint


def headless() -> QApplication:
    """Return the running application, or one without a screen; keep it while printing."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QApplication(sys.argv[:1])


def ensure_letters() -> None:
    """Load Figtree where no theme has, as in headless commands."""
    if QGuiApplication.instance() is not None and "Figtree" not in QFontDatabase.families():
        for file in sorted(resources.path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
