"""Step 3, Revisar: what will happen, in numbers that add up on screen, and the rows with a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.errors import Problem, Severity
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_import as say
from shopdesk.services.importing import Preview
from shopdesk.ui import theme
from shopdesk.ui.importing.both_ask import BothAsk
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.importing.currency_ask import CurrencyAsk
from shopdesk.ui.importing.first_rows import FirstRows
from shopdesk.ui.importing.row_editor import RowEditor
from shopdesk.ui.widgets import (
    Button,
    Card,
    Cell,
    ChipRow,
    Column,
    Kind,
    Row,
    RowTable,
    TableCard,
    Text,
    clear,
)

_UNUSED = "columns_not_used"
_OFFERED = frozenset({"stock_not_taken", "products_not_taken"})
_PROBLEMS, _NOTES, _ROWS = "problems", "notes", "rows"


@dataclass(frozen=True, slots=True)
class _Line:
    key: int
    line: str
    what: str
    where: str


class ReviewStep(QWidget):
    """``wants_rejects(path)`` keeps the rows left out, ``mended(path, line, cells)`` to take one.

    ``wants_reading()`` to see how the file is read, and change it; ``wants_columns(path)`` to say which
    column is which, offered where some of the file's columns are not used; ``wants_both(path, on, day)`` to
    take a list of products as the stock it is besides, or the other way round.
    """

    wants_rejects = Signal(object)
    mended = Signal(object, int, object)
    wants_reading = Signal()
    wants_columns = Signal(object)
    wants_both = Signal(object, bool, object)
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: list[Chosen] = []
        self._at = 0
        self._shows_first = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        self.files = ChipRow(name="file")
        self.files.picked.connect(self._picked_file)
        self.currency = CurrencyAsk()
        self._sum = QHBoxLayout()
        self._sum.setSpacing(0)
        self.both = BothAsk()
        self.both.told.connect(self._tell_both)
        column.addWidget(self.files)
        column.addWidget(self.currency)
        column.addLayout(self._sum)
        column.addWidget(self.both)
        column.addLayout(self._ways())
        self.table = self._rows()
        self._card = TableCard(self.table)
        self.first = FirstRows()
        self.first.hide()
        self.editor = RowEditor()
        self.editor.mended.connect(self._row_mended)
        self.editor.left.connect(self._close_row)
        self.editor.hide()
        for widget in (self._card, self.first, self.editor):
            column.addWidget(widget, 1)
        self.check = Text("", "small", tone="muted", wrap=True)
        column.addWidget(self.check)

    def _ways(self) -> QHBoxLayout:
        """Return the line above the rows: which of them are shown, and what can be done about them."""
        self.chips = ChipRow(name="rows")
        self.chips.picked.connect(self._picked)
        self.mend = Button(
            _("Put this row right"), "link", name="mend_row", icon="pencil-simple", press=self._open_row
        )
        self.columns = Button(
            _("Choose its columns"), "link", name="choose_columns", icon="list", press=self._ask_columns
        )
        self.reading = Button(
            _("How it is read"), "link", name="how_read", icon="gear-six", press=self._ask_reading
        )
        self.keep = Button("", "link", name="keep_rejects", icon="export", press=self._ask_where)
        across = QHBoxLayout()
        across.addWidget(self.chips, 1)
        for way in (self.mend, self.columns, self.reading, self.keep):
            across.addWidget(way)
        return across

    def _rows(self) -> RowTable:
        table = RowTable(
            [
                Column("line", _("Row"), Kind.NUMBER, 70),
                Column("what", _("What happens"), stretch=True),
                Column("where", _("Column"), width=150),
            ],
            self._row,
            name="import_rows",
            words=_("Rows of the file"),
            row_height=42,
            placeholder=_("Nothing here."),
        )
        table.opened.connect(self._open_row)
        return table

    def show_files(self, files: list[Chosen]) -> None:
        """Show the files to be imported, the first one open."""
        shown = self._files[self._at].path if self._at < len(self._files) else None
        self._files = [chosen for chosen in files if chosen.taken and chosen.preview is not None]
        paths = [chosen.path for chosen in self._files]
        self._at = paths.index(shown) if shown in paths else 0
        self._close_row()
        entries: list[tuple[object, str, int | None]] = [
            (place, chosen.path.name, None) for place, chosen in enumerate(self._files)
        ]
        self.files.show_chips(entries, self._at)
        self.files.setVisible(len(entries) > 1)
        self.currency.show_files(self._files)
        self._show()

    def summary(self) -> str:
        """Say the file and how it is read."""
        if not self._files:
            return ""
        chosen = self._files[self._at]
        preview = chosen.preview
        if preview is None:
            return chosen.path.name
        result = preview.result
        parts = [
            chosen.path.name,
            say.source(result.format),
            _mark(preview.delimiter),
            preview.encoding.upper().removesuffix("-SIG"),
        ]
        return " · ".join(part for part in parts if part)

    def _show(self) -> None:
        preview = self._files[self._at].preview if self._files else None
        clear(self._sum)
        if preview is None:
            return
        self.both.show_file(self._files[self._at])
        result = preview.result
        tiles = [
            (result.rows, _("rows in your file"), say.period(result), "neutral"),
            (result.accepted, _("enter"), say.taken(result), "ok"),
            (result.ignored, _("left out on purpose"), _("totals, repeats and the like"), "info"),
            (result.rejected, _("with a problem"), _("they stay out until you mend them"), "warn"),
        ]
        shown = [tile for place, tile in enumerate(tiles) if place < 2 or tile[0]]
        for place, (count, title, line, tone) in enumerate(shown):
            if place:
                sign = Text("=" if place == 1 else "+", "h3")
                sign.setContentsMargins(12, 0, 12, 0)
                self._sum.addWidget(sign)
            self._sum.addWidget(_tile(count, title, line, tone), 1)
        self.check.setText(say.check(result))
        self.check.setVisible(bool(self.check.text()))
        problems = [p for p in result.problems if p.severity is Severity.ERROR]
        notes = _notes(result.problems)
        self.columns.setVisible(any(note.code == _UNUSED for note in notes))
        chips: list[tuple[object, str, int | None]] = [
            (_PROBLEMS, _("With a problem"), result.rejected or len(problems)),
            (_NOTES, _("Notes"), len(notes)),
            (_ROWS, _("First rows"), len(preview.records)),
        ]
        shown_chips = [chip for chip in chips if chip[2]]
        on = shown_chips[0][0] if shown_chips else None
        self.chips.show_chips(shown_chips, on)
        self.keep.set_words(_("Keep the {count} apart").format(count=words.number(result.rejected)))
        self.keep.setVisible(bool(result.rejected))
        self._fill(preview, str(on))

    def _tell_both(self, on: bool, day: date) -> None:
        self.wants_both.emit(self._files[self._at].path, on, day)

    def _fill(self, preview: Preview, which: str) -> None:
        self._shows_first = which == _ROWS
        self._card.setHidden(self._shows_first)
        self.first.setVisible(self._shows_first)
        if self._shows_first:
            self.first.show_records(preview.records)
        else:
            told = preview.result.problems
            errors = [p for p in told if p.severity is Severity.ERROR]
            self.table.show_items(
                _Line(place, str(p.line or ""), p.message, p.column or "")
                for place, p in enumerate(errors if which == _PROBLEMS else _notes(told))
            )
        self.mend.setVisible(which == _PROBLEMS and bool(preview.left_out))
        if which == _PROBLEMS:
            self.table.go_to_first()

    def _open_row(self, _key: object = None) -> None:
        """Open the current row for mending; only rows that were left out can be."""
        preview = self._files[self._at].preview if self._files else None
        shown = self.table.current_item()
        if preview is None or shown is None or not self.mend.isVisible():
            return
        row = next((one for one in preview.left_out if str(one.line) == shown.line), None)
        if row is not None:
            self._card.hide()
            self.mend.hide()
            self.editor.show()
            self.editor.show_row(preview.header, row)

    def _close_row(self) -> None:
        self.editor.hide()
        self._card.setHidden(self._shows_first)
        preview = self._files[self._at].preview if self._files else None
        self.mend.setVisible(bool(preview and preview.left_out))

    def _row_mended(self, line: int, cells: tuple[str, ...]) -> None:
        self.mended.emit(self._files[self._at].path, line, cells)

    def _row(self, line: _Line) -> Row:
        cells = (
            Cell(line.line, tone="muted", role="small"),
            Cell(line.what),
            Cell(line.where, tone="muted", role="small"),
        )
        return Row(line.key, cells, name=f"{line.line} {line.what}")

    def _picked(self, which: object) -> None:
        preview = self._files[self._at].preview
        if preview is not None:
            self._fill(preview, str(which))

    def _picked_file(self, place: object) -> None:
        if isinstance(place, int):
            self._at = place
            self._show()
            self.shown.emit()

    def _ask_reading(self) -> None:
        self.wants_reading.emit()

    def _ask_columns(self) -> None:
        self.wants_columns.emit(self._files[self._at].path)

    def _ask_where(self) -> None:
        name = f"{self._files[self._at].path.stem}-{_('left out')}.csv"
        place, _kind = QFileDialog.getSaveFileName(self, _("Keep the rows left out"), name, "CSV (*.csv)")
        if place:
            self.wants_rejects.emit(place)


def _notes(problems: Sequence[Problem]) -> list[Problem]:
    """Return what is to be known, what may change the figures first: columns not used, then warnings."""
    notes = [p for p in problems if p.severity is not Severity.ERROR and p.code not in _OFFERED]
    return sorted(notes, key=lambda p: (p.code != _UNUSED, p.severity is not Severity.WARNING))


def _tile(count: int, title: str, line: str, tone: str) -> Card:
    kind = {"neutral": "sunken", "ok": "ok", "info": "info", "warn": "warn"}[tone]
    card = Card(kind, padding=12, gap=1)
    figure = Text(words.number(count), "figure")
    figure.set_tone("muted" if tone == "neutral" else tone)
    card.add(figure, Text(title, "h4"), Text(line, "caption", tone="muted", wrap=True))
    card.body.addStretch(1)
    card.setMinimumHeight(theme.px(96))
    return card


def _mark(delimiter: str) -> str:
    return {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}.get(delimiter, "")
