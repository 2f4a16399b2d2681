"""The lists on screen as they will print, with what to do with them; then “¿Ya lo pediste?”."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import supplier_lists
from shopdesk.services.labels import LabelSheet
from shopdesk.services.supplier_lists import SupplierList
from shopdesk.services.supplier_mail import Posting
from shopdesk.ui import printing
from shopdesk.ui.paper_view import PaperView, Piecemeal, Steps, at_once
from shopdesk.ui.printing import Paper
from shopdesk.ui.rooms.reorder import print_labels, print_list
from shopdesk.ui.rooms.reorder.print_list import Look
from shopdesk.ui.widgets import Button, Sheet, Spin, Switch, Text


class PaperSheet(Sheet):
    """Something on paper with Print and Save PDF. ``left()`` fires once it left the program."""

    left = Signal()

    def __init__(self, name: str, title: str, *, letter: bool, summary: str = "") -> None:
        super().__init__(name, title, summary, width=900, height=680)
        self._letter = letter
        self._did = False
        self._printer: QPrinter | None = None
        self._leaving: Piecemeal | None = None
        self.view = PaperView(letter=letter)
        self.view.setObjectName("paper_preview")
        self.view.setAccessibleName(title)
        self.body.addWidget(self.view, 1)
        self.trouble = Text("", "small", tone="danger", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self._tools()
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Save PDF"), name="save_pdf", icon="file-pdf", press=self._save))
        self._more()
        self.primary = Button(_("Print"), "primary", name="really_print", icon="printer", press=self._print)
        self.foot.addWidget(self.primary)
        self.refresh()

    def steps(self) -> Steps:
        """Return what paints it now."""
        raise NotImplementedError

    def file_name(self) -> str:
        """Return the name proposed for the PDF."""
        raise NotImplementedError

    def finish(self) -> None:
        """Close; what left the program is told, and what is just leaving it goes whole."""
        if self._leaving is not None:
            self._leaving.hurry()  # ends here again
            return
        self.view.stop()
        super().finish()
        if self._did:
            self.left.emit()

    def save_to(self, file: Path) -> None:
        """Write it as PDF, bit by bit, and close; where that cannot be, say so and stay."""
        try:
            file.open("wb").close()
        except OSError:
            self._say_trouble(_("{file} cannot be written.").format(file=file))
        else:
            self._put_on(printing.pdf_writer(file, letter=self._letter))

    def _say_trouble(self, words: str) -> None:
        self.trouble.setText(f"{words} {_('Choose another folder or name.')}")
        self.trouble.show()

    def refresh(self) -> None:
        """Paint the preview again."""
        self.view.show_steps(self.steps())

    def _tools(self) -> None:
        """Add widgets at the left of the foot; none unless overridden."""

    def _more(self) -> None:
        """Add buttons before Print; none unless overridden."""

    def _put_on(self, device: QPagedPaintDevice) -> None:
        """Paint it on a printer or PDF while the window answers, then close; stay where that cannot be."""
        painter = QPainter()
        if self._leaving is None and painter.begin(device):
            self.trouble.hide()
            self._leave(self._painted(painter, device), self._is_out)

    def _leave(self, steps: Iterator[None], ended: Callable[[], None]) -> None:
        """Do the steps while the window answers, then what ends them."""
        self._leaving = Piecemeal(steps, self)
        self._leaving.over.connect(ended)

    def _painted(self, painter: QPainter, device: QPagedPaintDevice) -> Iterator[None]:
        yield from self.steps()(Paper(painter, device))
        painter.end()

    def _is_out(self) -> None:
        self._leaving = None
        self._did = True
        self.finish()

    def _save(self) -> None:
        place, _kind = QFileDialog.getSaveFileName(self, _("Save PDF"), self.file_name(), "PDF (*.pdf)")
        if place:
            self.save_to(Path(place))

    def _print(self) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printing.set_page(self._printer, letter=self._letter, landscape=False)
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._printed)
        dialog.setModal(True)
        dialog.show()

    def _printed(self) -> None:
        if self._printer is not None:
            self._put_on(self._printer)


class PreviewSheet(PaperSheet):
    """The suppliers' lists, one page each, with prices or without. ``mailed(list of Posting)``."""

    mailed = Signal(object)

    def __init__(self, lists: Sequence[SupplierList], *, letter: bool, addresses: Mapping[str, str]) -> None:
        self._lists, self._addresses = list(lists), addresses
        self._postings: list[Posting] = []
        count = ngettext("{count} list for your supplier", "{count} lists for your suppliers", len(lists))
        super().__init__("print_lists_sheet", count.format(count=len(lists)), letter=letter)

    def steps(self) -> Steps:
        """Return what paints the lists."""
        return print_list.by_rows(self._lists, Look(prices=self.prices.isChecked()))

    def file_name(self) -> str:
        """Return ``listas.pdf``."""
        return _("lists.pdf")

    def _tools(self) -> None:
        self.prices = Switch(_("With prices"), name="with_prices")
        self.prices.toggled.connect(self._with_prices)
        self.foot.addWidget(self.prices)
        self.foot.addWidget(Text(_("With prices"), "small"))

    def _more(self) -> None:
        copy = Button(_("Copy for WhatsApp"), name="copy_lists", icon="whatsapp-logo", press=self._copy)
        self.foot.addWidget(copy)
        reached = [one for one in self._lists if self._addresses.get(one.supplier)]
        self.mail = Button(
            ngettext("Mail {count} list", "Mail {count} lists", len(reached)).format(count=len(reached))
            if reached
            else _("Mail the lists"),
            name="mail_lists",
            icon="paper-plane-tilt",
            press=self._mail,
        )
        unreachable = _("These suppliers have no mail address yet. Write it in Suppliers.")
        self.mail.forbid("" if reached else unreachable)
        self.foot.addWidget(self.mail)

    def _mail(self) -> None:
        """Say which lists go to whom, each with its page; the pages are painted while the window answers."""
        if self._leaving is None:
            self.mail.forbid(_("One moment…"))
            self._leave(self._pages(Look(prices=self.prices.isChecked())), self._all_made)

    def _pages(self, look: Look) -> Iterator[None]:
        for one in self._lists:
            address = self._addresses.get(one.supplier, "")
            if address:
                kept = printing.PdfBuffer(letter=self._letter)
                try:
                    yield from print_list.by_rows([one], look)(kept.paper)
                finally:
                    pdf = kept.end()
                self._postings.append(Posting(one, address, pdf))

    def _all_made(self) -> None:
        self._leaving = None
        self.finish()
        self.mailed.emit(self._postings)

    def _with_prices(self, _on: bool) -> None:
        self.refresh()

    def _copy(self) -> None:
        text = "\n".join(supplier_lists.as_text(one) for one in self._lists)
        QGuiApplication.clipboard().setText(text)
        self._did = True
        self.finish()


class LabelsSheet(PaperSheet):
    """Labels of what arrived, from any label of the sheet on."""

    def __init__(self, sheet: LabelSheet, *, letter: bool) -> None:
        self._sheet = sheet
        super().__init__("labels_sheet", sheet.title, letter=letter, summary=sheet.line)

    def steps(self) -> Steps:
        """Return what paints the labels."""
        return at_once(print_labels.on_sheets(self._sheet, print_labels.Start(self.start.value() - 1)))

    def file_name(self) -> str:
        """Return ``etiquetas.pdf``."""
        return _("labels.pdf")

    def _tools(self) -> None:
        self.start = Spin("first_label", _("Start at label"), low=1, high=print_labels.A_SHEET)
        self.start.valueChanged.connect(self._start_changed)
        self.foot.addWidget(Text(_("Start at label"), "small"))
        self.foot.addWidget(self.start)

    def _start_changed(self, _value: int) -> None:
        self.refresh()


class PlacedSheet(Sheet):
    """“¿Ya lo pediste?” after a list left: ``placed()`` writes the orders down."""

    placed = Signal()

    def __init__(self, names: Sequence[str], told: str) -> None:
        super().__init__("placed_sheet", _("Did you order it already?"), told, width=520)
        for name in names:
            self.body.addWidget(Text(name, "h3"))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Not yet"), name="not_placed", press=self.close_sheet))
        self.primary = Button(
            _("Yes, write it down"), "primary", name="yes_placed", icon="check", press=self._yes
        )
        self.foot.addWidget(self.primary)

    def _yes(self) -> None:
        self.placed.emit()
        self.finish()
