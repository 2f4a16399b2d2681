"""The third tab: every file brought in, what it did, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.errors import Severity
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_import as say
from shopdesk.services.importing import ImportResult, PastImport
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Cell, Column, Kind, Row, RowTable, Sheet, TableCard


class ImportsTab(QWidget):
    """``wants_undo(import id)``; Enter opens the detail."""

    wants_undo = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        columns = [
            Column("when", _("When"), width=206, order=_by_time),
            Column("file", _("File"), width=310, order=_by_file),
            Column("what", _("What happened"), stretch=True),
            Column("act", "", Kind.LINK, 210),
        ]
        self.table = RowTable(columns, self._row, name="import_history", words=_("Imports"))
        self.table.placeholder = _("No file imported yet.")
        self.table.acted.connect(self._act)
        self.table.opened.connect(self._open)
        self.card = TableCard(self.table)
        self.card.say(
            "",
            _("You can undo one in the middle: those after it stay as they are."),
            _("Enter opens the detail"),
        )
        column.addWidget(self.card)

    def show_past(self, past: Sequence[PastImport]) -> None:
        """Show the list, newest first."""
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
        when = say.when(past.created_at)
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
            self._desk.show_sheet(ImportDetail(past.result))


class ImportDetail(Sheet):
    """One import: its counts and every remark on its rows."""

    def __init__(self, result: ImportResult) -> None:
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
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Done"), "primary", name="detail_done", press=self.close_sheet))


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
