"""One row that cannot be taken, cell by cell, for the owner to put right before the import."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services.importing import RejectedRow
from shopdesk.ui.widgets import Button, Card, LineField, Scroll, Text, clear

_ACROSS = 3


class RowEditor(QWidget):
    """``mended(line, cells)`` when the owner says the row is right now, ``left()`` when it stays out."""

    mended = Signal(int, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = 0
        self._rest: tuple[str, ...] = ()
        self.fields: list[LineField] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        card = Card("warn", padding=12, gap=2)
        self._title, self._reason = Text("", "h3"), Text("", "small", wrap=True)
        card.add(self._title, self._reason)
        column.addWidget(card)
        self._scroll = Scroll(gap=0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._scroll.body.addLayout(self._grid)
        self._scroll.body.addStretch(1)
        column.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button(_("Leave it out"), "ghost", name="leave_row", press=self.left.emit))
        foot.addWidget(Button(_("Use it like this"), name="use_row", icon="check", press=self._use))
        column.addLayout(foot)

    def show_row(self, header: Sequence[str], row: RejectedRow) -> None:
        """Show a row; the cell that cannot be read has the cursor."""
        self._line = row.line
        self._title.setText(_("Row {line}").format(line=row.line))
        self._reason.setText(row.problem.message)
        clear(self._grid)
        width = len(header)
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        self._rest = tuple(cells[width:])
        self.fields = []
        for place, (title, cell) in enumerate(zip(header, cells, strict=False)):
            field = LineField(title or _("(no name)"), name=f"mend_{place}", value=cell)
            self._grid.addWidget(field, place // _ACROSS, place % _ACROSS)
            self.fields.append(field)
            if title == row.problem.column:
                field.line.selectAll()
                field.line.setFocus()

    def _use(self) -> None:
        # A cell too many is what was wrong with the row: the owner has moved its words where they belong.
        self.mended.emit(self._line, tuple(field.value() for field in self.fields))
