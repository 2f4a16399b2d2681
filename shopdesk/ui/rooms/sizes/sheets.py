"""The dialogs of Tallas: buying a run, and who asked for a size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sizes as said
from shopdesk.services.sizes import Asked, Corrida, StyleRow
from shopdesk.ui.widgets import Button, Cell, Column, Elided, Kind, Row, RowTable, Sheet, Spin, Text, row


class RunSheet(Sheet):
    """“Pedir una corrida”: so many pairs, split over the sizes. ``wanted(Corrida)`` on the primary.

    Args:
        style: Which style.
        pieces: What it starts with.
        split: Pieces → run.
        boxed: The same in the supplier's boxes, None where none are known.
    """

    wanted = Signal(object)

    def __init__(
        self,
        style: StyleRow,
        pieces: int,
        *,
        split: Callable[[int], Corrida],
        boxed: Callable[[int], Corrida | None],
    ) -> None:
        title = _("How many pairs of {name}?").format(name=style.name)
        note = _("They are split by the sizes its customers keep, and by what is there.")
        super().__init__("run_sheet", title, note, width=640, height=330)
        self._split, self._boxed = split, boxed
        self.pieces = Spin("run_pieces", _("Pairs to buy"), low=1, high=5000)
        self.pieces.setValue(pieces)
        self.pieces.setMaximumWidth(120)
        self.pieces.valueChanged.connect(self._show)
        self.box_note = Elided("", "small", tone="muted")
        self.body.addLayout(row(self.pieces, self.box_note, gap=12))
        self.body.addSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._amounts: list[Text] = []
        self._headings(style)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.cancel = Button(_("Cancel"), name="run_cancel", press=self.close_sheet)
        self.go = Button("", "primary", name="run_go", icon="plus", press=self._go)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)
        self._show(pieces)

    def _headings(self, style: StyleRow) -> None:
        for place, words in enumerate((_("Size"), _("In stock"), _("To buy"))):
            self._grid.addWidget(Text(words, "caption", tone="muted"), place, 0)
        for at, cell in enumerate(style.cells):
            self._grid.addWidget(Text(cell.label, "h3" if cell.is_core else "body"), 0, at + 1)
            self._grid.addWidget(Text(str(cell.on_hand), "body", tone="muted"), 1, at + 1)
            amount = Text("", "h3")
            self._amounts.append(amount)
            self._grid.addWidget(amount, 2, at + 1)

    def _show(self, pieces: int) -> None:
        boxed = self._boxed(pieces)
        self.run = boxed if boxed is not None else self._split(pieces)
        self.box_note.setText(said.boxes(self.run) if boxed is not None else "")
        for amount, line in zip(self._amounts, self.run.lines, strict=True):
            amount.setText(str(line.pieces) if line.pieces else "–")
        self.go.set_words(said.run_button(self.run))

    def _go(self) -> None:
        self.wanted.emit(self.run)
        self.finish()


class AskedSheet(Sheet):
    """Who asked for a size that was not there. ``message(id)`` opens the message."""

    message = Signal(object)

    def __init__(self, style: StyleRow, asked: list[Asked]) -> None:
        title = _("Who asked for {name}").format(name=style.name)
        note = _("They are the first to hear of it when their size is back.")
        super().__init__("asked_sheet", title, note, width=560, height=460)
        self.table = RowTable(
            [Column("who", _("Who"), stretch=True), Column("open", "", Kind.LINK, width=110)],
            self._row,
            name="who_asked",
            words=title,
            row_height=40,
            placeholder=_("Nobody waits for a size of it."),
        )
        self.table.horizontalHeader().hide()
        self.table.show_items(list(enumerate(asked)))
        self.table.acted.connect(self._open)
        self.table.opened.connect(self._open)
        self._asked = asked
        self.body.addWidget(self.table, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), name="asked_close", press=self.close_sheet))

    def _row(self, entry: tuple[int, Asked]) -> Row:
        at, one = entry
        links = (("open", _("See message")),) if one.message_id is not None else ()
        words = said.asked_line(one)
        return Row(at, (Cell(words), Cell(links=links)), name=words)

    def _open(self, key: object, _action: str = "") -> None:
        found = self._asked[key] if isinstance(key, int) else None
        if found is not None and found.message_id is not None:
            self.finish()
            self.message.emit(found.message_id)
