"""Corregir una vez por producto: model, colour and size of its variants, with what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import correcting
from shopdesk.services import phrases_product as say
from shopdesk.services.correcting import Change, Correction
from shopdesk.services.product_card import ProductCard, SizeRow
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Cell, Column, LineField, Row, RowTable, Scroll, Sheet, TableCard, Text

_WAIT_MS = 250


class CorrectSheet(Sheet):
    """``corrected(tuple of Correction)``. With ``apart`` the sizes leave for a product of their own."""

    corrected = Signal(object)

    def __init__(
        self, desk: Desk, card: ProductCard, sizes: Sequence[SizeRow], *, apart: bool = False
    ) -> None:
        title = _("Take them out into which product?") if apart else _("What is {name} really called?")
        note = _("Once for the product: its sales and counts go along, and later files are read like this.")
        super().__init__("correct_sheet", title.format(name=card.title), note, width=920, height=620)
        self._desk, self._card, self._rows = desk, card, tuple(sizes)
        self._changes: tuple[Change, ...] = ()
        self.product = LineField(_("Product"), name="correct_product", value="" if apart else card.name)
        self.product.line.textChanged.connect(self._restart)
        self.color = LineField(_("Colour"), name="correct_color", value=card.color)
        self.color.line.textChanged.connect(self._recolor)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.product, 2)
        across.addWidget(self.color, 1)
        self.body.addLayout(across)
        self.body.addWidget(self._grid(), 2)
        self.body.addWidget(Text(_("What changes"), "h3"))
        columns = [Column("what", "", stretch=True), Column("along", "", width=280)]
        self.table = RowTable(
            columns, change_row, name="correct_changes", words=_("What changes"), row_height=34
        )
        self.table.horizontalHeader().hide()
        self.table.placeholder = _("Nothing yet.")
        self.body.addWidget(TableCard(self.table), 2)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_correct", press=self.close_sheet))
        self.go = Button("", "primary", name="correct_now", icon="check", press=self._go)
        self.foot.addWidget(self.go)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._look)
        self._said(())

    def _grid(self) -> Scroll:
        scroll = Scroll(gap=0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, title in enumerate((_("Now"), _("Size"), _("Colour"))):
            grid.addWidget(Text(title, "caption", tone="muted"), 0, place)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.sizes: dict[int, QLineEdit] = {}
        self.colors: dict[int, QLineEdit] = {}
        for place, row in enumerate(self._rows, 1):
            now = say.name(self._card.name, self._card.color, row.size)
            grid.addWidget(Text(" · ".join(part for part in (now, row.sku) if part), "small"), place, 0)
            size, color = QLineEdit(row.size), QLineEdit(self._card.color)
            for line, kept, words in ((size, self.sizes, _("Size")), (color, self.colors, _("Colour"))):
                kept[row.variant_id] = line
                line.setObjectName(f"correct_{len(self.sizes) + len(self.colors)}")
                line.setAccessibleName(f"{words}, {now}")
                line.textChanged.connect(self._restart)
            grid.addWidget(size, place, 1)
            grid.addWidget(color, place, 2)
        scroll.body.addLayout(grid)
        scroll.body.addStretch(1)
        return scroll

    def corrections(self) -> tuple[Correction, ...]:
        """Return what is written otherwise than the catalogue has it."""
        product = self.product.value()
        found = []
        for row in self._rows:
            size = self.sizes[row.variant_id].text().strip()
            color = self.colors[row.variant_id].text().strip()
            if (product, color, size) != (self._card.name, self._card.color, row.size):
                found.append(Correction(row.variant_id, product, color, size))
        return tuple(found)

    def _recolor(self, color: str) -> None:
        for line in self.colors.values():
            line.setText(color)
        self._restart()

    def _restart(self, _text: str = "") -> None:
        self.go.forbid(_("Looking at what changes…"))
        self._wait.start()

    def _look(self) -> None:
        wanted = self.corrections()
        if not wanted or not self.product.value():
            self._said(())
            return
        work = partial(correcting.preview, self._desk.shop, wanted)
        self._desk.jobs.start(work, owner=self, done=self._said, failed=self._refused)

    def _said(self, changes: tuple[Change, ...]) -> None:
        self._changes = changes
        self.table.show_items(enumerate(changes))
        count = len(changes)
        words = ngettext("Correct {count} size", "Correct {count} sizes", max(count, 1))
        self.go.set_words(words.format(count=max(count, 1)))
        lacks = _("Write the product's name.") if not self.product.value() else _("Nothing changes yet.")
        self.go.forbid("" if count else lacks)
        self.product.show_error("")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, ShopdeskError):
            self.product.show_error(error.message)
            return
        self._desk.messages.tell(error)

    def _go(self) -> None:
        self.corrected.emit(self.corrections())
        self.finish()


def change_row(numbered: tuple[int, Change]) -> Row:
    """Show one correction: what becomes what, and what goes along."""
    place, one = numbered
    what, along = say.change(one)
    tone = "warn" if one.joins is not None else "muted"
    return Row(place, (Cell(what), Cell(along, tone=tone, role="small")), name=f"{what}, {along}")
