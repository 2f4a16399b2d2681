"""A chart as words in rows and columns: the keyboard's and the screen reader's way to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QWidget

from shopdesk.runtime import tables
from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets.buttons import Button
from shopdesk.ui.widgets.rowtable import Cell, Column, Kind, Row, RowTable, TableCard
from shopdesk.ui.widgets.sheet import Sheet
from shopdesk.ui.widgets.text import Text

Line = tuple[int, tuple[str, ...], object]


class ChartTable(Sheet):
    """The data of a chart. ``opened(key)`` when a row that leads somewhere is opened.

    Args:
        title: The chart's name.
        rows: Header, then a row a mark, in words.
        keys: Domain key of each row after the header, None where it leads nowhere; may be shorter.
    """

    opened = Signal(object)

    def __init__(self, title: str, rows: Sequence[Sequence[str]], keys: Sequence[object] = ()) -> None:
        super().__init__("chart_table", title, width=880, height=520)
        self._rows, self._title = [list(row) for row in rows], title
        header = list(rows[0]) if rows else []
        columns = [
            Column(f"column_{at}", words, Kind.NUMBER if at else Kind.TEXT, 104, stretch=at == 0)
            for at, words in enumerate(header)
        ]
        padded = [*keys, *([None] * len(rows))]
        self._lines: list[Line] = [(at, tuple(row), padded[at]) for at, row in enumerate(rows[1:])]
        self.table = RowTable(columns, _row, name="chart_rows", words=title, row_height=34)
        self.table.show_items(self._lines)
        self.table.go_to_first()
        if any(key is not None for key in keys):
            self.table.opened.connect(self._open)
        self.body.addWidget(TableCard(self.table), 1)
        self._said = Text("", "small", tone="muted")
        self.foot.addWidget(self._said, 1)
        copy = Button(_("Copy the whole table"), "ghost", name="chart_copy", icon="copy", press=self._copy)
        export = Button(_("Export"), name="chart_export", icon="export", press=self._export)
        self.foot.addWidget(copy)
        self.foot.addWidget(export)
        self.primary = Button(_("Done"), "primary", name="chart_done", press=self.close_sheet)
        self.foot.addWidget(self.primary)

    def _open(self, at: object) -> None:
        key = next((key for place, _words, key in self._lines if place == at), None)
        if key is not None:
            self.finish()
            self.opened.emit(key)

    def _copy(self) -> None:
        self.table.copy_all()
        self._said.setText(_("Copied. Paste it in a spreadsheet."))

    def _export(self) -> None:
        kinds = _("Excel (*.xlsx);;CSV (*.csv)")
        place, _kind = QFileDialog.getSaveFileName(self, _("Export this table"), f"{self._title}.xlsx", kinds)
        if place:
            file = tables.write(Path(place), self._rows)
            self._said.setText(_("Saved in {file}").format(file=file.name))


def _row(line: Line) -> Row:
    at, words, _key = line
    return Row(at, tuple(Cell(word) for word in words), name=", ".join(words))


def show(
    owner: QWidget, title: str, rows: Sequence[Sequence[str]], keys: Sequence[object] = ()
) -> ChartTable:
    """Open the table over the window ``owner`` is in."""
    frame = owner.window()
    host = (frame.centralWidget() if isinstance(frame, QMainWindow) else None) or frame
    sheet = ChartTable(title, rows, keys)
    sheet.open_over(host, sheet.table)
    return sheet
