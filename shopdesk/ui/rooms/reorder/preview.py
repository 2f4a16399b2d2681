"""The lists on screen as they will print, with what to do with them; then “¿Ya lo pediste?”."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QFileDialog

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import supplier_lists
from shopdesk.services.supplier_lists import SupplierList
from shopdesk.ui import printing
from shopdesk.ui.printing import Paper
from shopdesk.ui.rooms.reorder import print_list
from shopdesk.ui.rooms.reorder.print_list import Look
from shopdesk.ui.widgets import Button, Sheet, Switch, Text


class PreviewSheet(Sheet):
    """One page per supplier. ``left(by)`` fires when a list left the program: printed, saved or copied."""

    left = Signal()

    def __init__(self, lists: Sequence[SupplierList], *, letter: bool) -> None:
        count = ngettext("{count} list for your supplier", "{count} lists for your suppliers", len(lists))
        super().__init__("print_lists_sheet", count.format(count=len(lists)), width=900, height=680)
        self._lists, self._letter = list(lists), letter
        self._did = False
        self._printer = self._new_printer()
        self.view = QPrintPreviewWidget(self._printer)
        self.view.setObjectName("lists_preview")
        self.view.paintRequested.connect(self._draw)
        self.view.setZoomMode(QPrintPreviewWidget.ZoomMode.FitToWidth)
        self.body.addWidget(self.view, 1)
        self.prices = Switch(_("With prices"), name="with_prices")
        self.prices.toggled.connect(self._refresh)
        self.foot.addWidget(self.prices)
        self.foot.addWidget(Text(_("With prices"), "small"))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Save PDF"), name="save_pdf", icon="file-pdf", press=self._save))
        copy = Button(_("Copy for WhatsApp"), name="copy_lists", icon="whatsapp-logo", press=self._copy)
        self.foot.addWidget(copy)
        self.foot.addWidget(
            Button(_("Print"), "primary", name="really_print", icon="printer", press=self._print)
        )

    def finish(self) -> None:
        """Close; what left the program is asked about."""
        super().finish()
        if self._did:
            self.left.emit()

    def save_to(self, file: Path) -> None:
        """Write the lists as PDF."""
        printing.write_pdf(print_list.paint(self._lists, self._look()), file, letter=self._letter)
        self._did = True

    def _look(self) -> Look:
        return Look(prices=self.prices.isChecked())

    def _new_printer(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printing.set_page(printer, letter=self._letter, landscape=False)
        return printer

    def _draw(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        try:
            print_list.paint(self._lists, self._look())(Paper(painter, printer))
        finally:
            painter.end()

    def _refresh(self, _on: bool) -> None:
        self.view.updatePreview()

    def _save(self) -> None:
        place, _kind = QFileDialog.getSaveFileName(self, _("Save PDF"), _("lists.pdf"), "PDF (*.pdf)")
        if place:
            self.save_to(Path(place))
            self.finish()

    def _copy(self) -> None:
        text = "\n".join(supplier_lists.as_text(one) for one in self._lists)
        QGuiApplication.clipboard().setText(text)
        self._did = True
        self.finish()

    def _print(self) -> None:
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._printed)
        dialog.setModal(True)
        dialog.show()

    def _printed(self) -> None:
        self._draw(self._printer)
        self._did = True
        self.finish()


class PlacedSheet(Sheet):
    """“¿Ya lo pediste?” after a list left: ``placed()`` writes the orders down."""

    placed = Signal()

    def __init__(self, names: Sequence[str], told: str) -> None:
        super().__init__("placed_sheet", _("Did you order it already?"), told, width=520)
        for name in names:
            self.body.addWidget(Text(name, "h3"))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Not yet"), name="not_placed", press=self.close_sheet))
        self.foot.addWidget(
            Button(_("Yes, write it down"), "primary", name="yes_placed", icon="check", press=self._yes)
        )

    def _yes(self) -> None:
        self.placed.emit()
        self.finish()
