"""The third tab: every file brought in, what it did, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.errors import Severity
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_import as say
from shopdesk.services.context import Shop
from shopdesk.services.importing import ImportResult, PastImport
from shopdesk.services.importing.left_out import write_left_out
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Cell, Column, Kind, Row, RowTable, Sheet, TableCard


class ImportsTab(QWidget):
    """``wants_undo(import id)``; Enter opens the detail."""

    wants_undo = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._today: date | None = None
        self._mending: QTemporaryDir | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        columns = [
            Column("when", _("When"), width=206, order=_by_time),
            Column("file", _("File"), width=280, order=_by_file),
            Column("what", _("What happened"), stretch=True),
            Column("act", "", Kind.LINK, 180),
        ]
        self.table = RowTable(columns, self._row, name="import_history", words=_("Imports"))
        self.table.placeholder = _("No file imported yet.")
        self.table.tints_first = True
        self.table.acted.connect(self._act)
        self.table.opened.connect(self._open)
        self.card = TableCard(self.table)
        self.card.say(
            "",
            _("You can undo one in the middle: those after it stay as they are."),
            _("Enter opens the detail"),
        )
        column.addWidget(self.card)

    def show_past(self, past: Sequence[PastImport], today: date) -> None:
        """Show the list, newest first."""
        self._today = today
        self.table.show_items(past)

    def _row(self, past: PastImport) -> Row:
        result = past.result
        icon, tone = _face(past)
        first, second = say.happened(past)
        links: list[tuple[str, str]] = []
        if result.rejected and past.undone_at is None:
            links.append(("look", _("Look at {count}").format(count=words.number(result.rejected))))
        if past.can_undo:
            links.append(("undo", _("Undo")))
        style = "" if past.undone_at is not None else "fill"
        when = say.when(past.created_at, self._today)
        source = " · ".join((say.source(result.format), say.kind(result.kind).lower()))
        cells = (
            Cell(when, icon=icon, icon_tone=tone, icon_style=style, role="small"),
            Cell(result.file, source, role="strong"),
            Cell(first, second),
            Cell(links=tuple(links)),
        )
        return Row(result.id, cells, name=f"{when}, {result.file}, {first}", muted=past.undone_at is not None)

    def _act(self, key: object, verb: str) -> None:
        if verb == "undo" and isinstance(key, int):
            self.wants_undo.emit(key)
        elif verb == "look":
            self._open(key)

    def _open(self, _key: object) -> None:
        past = self.table.current_item()
        if isinstance(past, PastImport):
            sheet = ImportDetail(past.result, can_mend=past.undone_at is None)
            sheet.wants_file.connect(self._write)
            sheet.wants_mending.connect(self._mend)
            self._desk.show_sheet(sheet)

    def _write(self, number: int, place: str) -> None:
        work = partial(_write_rows, self._desk.shop, number, Path(place))
        self._desk.jobs.start(work, owner=self, done=self._desk.exported, failed=self._desk.messages.tell)

    def _mend(self, number: int, file: str) -> None:
        """Bring the rows left out to the wizard, where each can be put right."""
        self._mending = QTemporaryDir()
        stem, words_ = Path(file).stem, _("left out")
        place = Path(self._mending.path()) / f"{stem}-{words_}.csv"
        work = partial(_write_rows, self._desk.shop, number, place)
        self._desk.jobs.start(work, owner=self, done=self._bring, failed=self._desk.messages.tell)

    def _bring(self, file: Path) -> None:
        self._desk.import_files([file])


def _write_rows(shop: Shop, number: int, place: Path) -> Path:
    write_left_out(shop, number, place)
    return place


class ImportDetail(Sheet):
    """One import: its counts and every remark on its rows.

    ``wants_file(id, place)`` keeps the rows left out, ``wants_mending(id, file)`` brings them again.
    """

    wants_file = Signal(int, str)
    wants_mending = Signal(int, str)

    def __init__(self, result: ImportResult, *, can_mend: bool = False) -> None:
        parts = [say.rows(result.rows), say.taken(result), say.period(result)]
        super().__init__(
            "import_detail", result.file, " · ".join(p for p in parts if p), width=900, height=560
        )
        columns = [
            Column("line", _("Row"), Kind.NUMBER, 70),
            Column("what", _("What happens"), stretch=True),
            Column("where", _("Column"), width=150),
        ]
        table = RowTable(
            columns, _problem_row, name="import_problems", words=_("Rows of the file"), row_height=42
        )
        table.placeholder = _("Every row was taken as it stood.")
        table.show_items(enumerate(result.problems))
        self.body.addWidget(TableCard(table), 1)
        self._result = result
        if can_mend and result.rejected and result.id is not None:
            keep = _("Keep the {count} apart").format(count=words.number(result.rejected))
            self.foot.addWidget(Button(keep, name="detail_keep", icon="export", press=self._ask_where))
            right = _("Put them right and import")
            self.foot.addWidget(Button(right, name="detail_mend", icon="pencil-simple", press=self._mend))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Done"), "primary", name="detail_done", press=self.close_sheet))

    def _ask_where(self) -> None:
        name = f"{Path(self._result.file).stem}-{_('left out')}.csv"
        place, _kind = QFileDialog.getSaveFileName(self, _("Keep the rows left out"), name, "CSV (*.csv)")
        if place and self._result.id is not None:
            self.wants_file.emit(self._result.id, place)

    def _mend(self) -> None:
        if self._result.id is not None:
            self.wants_mending.emit(self._result.id, self._result.file)
        self.finish()


def _problem_row(numbered: tuple[int, object]) -> Row:
    place, problem = numbered
    line = getattr(problem, "line", None)
    wrong = getattr(problem, "severity", None) is Severity.ERROR
    said = str(getattr(problem, "message", ""))
    cells = (
        Cell(str(line or ""), tone="muted", role="small"),
        Cell(said, tone="warn" if wrong else "text", role="small"),
        Cell(str(getattr(problem, "column", "") or ""), tone="muted", role="small"),
    )
    return Row(place, cells, name=f"{line or ''} {said}")


def _face(past: PastImport) -> tuple[str, str]:
    if past.undone_at is not None:
        return "arrow-counter-clockwise", "muted"
    if past.result.duplicate_of is not None:
        return "info", "info"
    return ("warning", "warn") if past.result.rejected else ("check-circle", "ok")


def _by_time(past: PastImport) -> datetime:
    return past.created_at


def _by_file(past: PastImport) -> str:
    return past.result.file.casefold()
