"""The size guide: the owner's own table per brand, edited in place, sent as a page or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHeaderView

from shopdesk.domain.sizes.equivalence import Equivalence
from shopdesk.domain.sizes.labels import SizeSystem
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_fit as said
from shopdesk.services.sizes import SizeGuide, guide
from shopdesk.ui.desk import Desk
from shopdesk.ui.messages import in_words
from shopdesk.ui.widgets import Button, Combo, Sheet, Text, row
from shopdesk.ui.widgets.ring import RingedTable

_SCALES = (SizeSystem.MX, SizeSystem.EU, SizeSystem.US, SizeSystem.LETTERS)
_SPARE_ROWS = 3


class GuideSheet(Sheet):
    """One brand at a time: columns of scales and the length of the foot in centimetres."""

    def __init__(self, desk: Desk, guides: Sequence[SizeGuide], brands: Sequence[str]) -> None:
        note = _("Your own table: replies and letters convert sizes by it and by nothing else.")
        super().__init__("guide_sheet", _("Size guide"), note, width=760, height=560)
        self._desk = desk
        self._file: Path | None = None
        self._known = {one.brand: one.rows for one in guides}
        self.brand = Combo("guide_brand", _("Brand"))
        names = list(dict.fromkeys([*self._known, *brands, ""]))
        self.brand.show_choices([(name, name or _("All brands")) for name in names], on=names[0])
        self.brand.setMinimumWidth(220)
        self.brand.chosen.connect(self._show)
        self.trouble = Text("", "small", tone="danger", wrap=True)
        self.body.addLayout(row(self.brand, self.trouble))
        self.rows = QStandardItemModel(self)
        self.table = RingedTable()
        self.table.setTabKeyNavigation(False)  # arrows go from cell to cell; Tab would never leave
        self.table.setObjectName("guide_table")
        self.table.setAccessibleName(_("Size guide"))
        self.table.setModel(self.rows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.body.addWidget(self.table, 1)
        self.foot.addWidget(Button(_("Save PDF"), name="guide_pdf", icon="file-pdf", press=self._save_pdf))
        self.foot.addWidget(
            Button(_("Save image…"), name="guide_image", icon="download-simple", press=self._save_image)
        )
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name="guide_cancel", press=self.close_sheet))
        self.go = Button(_("Keep the guide"), "primary", name="guide_keep", press=self._keep)
        self.foot.addWidget(self.go)
        self._show(names[0])

    def _show(self, brand: object) -> None:
        self.rows.clear()
        self.rows.setHorizontalHeaderLabels([*map(said.scale, _SCALES), _("Foot, cm")])
        found = self._known.get(str(brand), ())
        for one in found:
            foot = "" if one.foot_mm is None else f"{one.foot_mm / 10:g}"
            cells = [one.labels.get(system, "") for system in _SCALES]
            self.rows.appendRow([QStandardItem(text) for text in [*cells, foot]])
        for _spare in range(max(_SPARE_ROWS, 9 - len(found))):
            self.rows.appendRow([QStandardItem("") for _cell in range(len(_SCALES) + 1)])
        self.trouble.setText("")

    def typed(self) -> tuple[Equivalence, ...]:
        """Return the rows as they stand, empty ones left out.

        Raises:
            ValueError: If a length is no number.
        """
        brand, found = str(self.brand.key() or ""), []
        for at in range(self.rows.rowCount()):
            cells = [self.rows.item(at, column).text().strip() for column in range(len(_SCALES) + 1)]
            if any(cells):
                labels = {s: text for s, text in zip(_SCALES, cells, strict=False) if text}
                foot = round(float(cells[-1].replace(",", ".")) * 10) if cells[-1] else None
                found.append(Equivalence(brand, labels, foot))
        return tuple(found)

    def _keep(self) -> None:
        self._file = None
        self._put()

    def _put(self) -> None:
        try:
            rows = self.typed()
        except ValueError:
            self.trouble.setText(_("The length of the foot is a number in centimetres, like 24.5."))
            return
        work = partial(guide.keep, self._desk.shop, str(self.brand.key() or ""), rows)
        self._desk.jobs.start(work, owner=self, done=self._kept, failed=self._refused)

    def _kept(self, _outcome: object) -> None:
        if self._file is not None:
            work = partial(guide.write, self._desk.shop, self._file, str(self.brand.key() or ""))
            self._desk.jobs.start(work, owner=self, done=self._saved, failed=self._refused)
            return
        brand = str(self.brand.key() or "")
        back = partial(guide.keep, self._desk.shop, brand, self._known.get(brand, ()))
        again = partial(guide.keep, self._desk.shop, brand, self.typed())
        self._desk.undo.add(_("Size guide kept."), undo=back, redo=again)
        self.finish()

    def _refused(self, error: Exception) -> None:
        trouble = in_words(error)
        self.trouble.setText(f"{trouble.title} {trouble.line}")

    def _save_pdf(self) -> None:
        self._save(_("Save PDF"), "guia-de-tallas.pdf", "PDF (*.pdf)")

    def _save_image(self) -> None:
        self._save(_("Save image…"), "guia-de-tallas.png", "PNG (*.png)")

    def _save(self, title: str, name: str, kinds: str) -> None:
        place, _kind = QFileDialog.getSaveFileName(self, title, name, kinds)
        if place:
            self.write_to(Path(place))

    def write_to(self, file: Path) -> None:
        """Keep what is typed, then write it to a file."""
        self._file = file
        self._put()

    def _saved(self, file: Path) -> None:
        self._desk.messages.toast(_("Saved: {file}").format(file=file.name))
