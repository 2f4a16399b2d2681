"""The first rows of a file as they were understood: what, when, how much."""

from __future__ import annotations

from collections.abc import Iterable

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_rows
from shopdesk.ui.widgets import Cell, Column, Kind, Row, RowTable, TableCard

Numbered = tuple[int, dict[str, str]]


class FirstRows(TableCard):
    """Shows the preview's rows in the owner's words."""

    def __init__(self) -> None:
        columns = [
            Column("line", _("Row"), Kind.NUMBER, 70),
            Column("what", _("What we read"), stretch=True),
            Column("when", _("When"), width=160),
            Column("amount", _("How much"), Kind.NUMBER, 140),
        ]
        words = _("First rows")
        super().__init__(RowTable(columns, _row, name="import_first", words=words, row_height=42))

    def show_records(self, records: Iterable[dict[str, str]]) -> None:
        """Show the rows, numbered from 1 as they stand in the preview."""
        self.table.show_items(list(enumerate(records, 1)))


def _row(numbered: Numbered) -> Row:
    place, record = numbered
    said = phrases_rows.say(record)
    cells = (
        Cell(str(place), tone="muted", role="small"),
        Cell(said.title, said.remark),
        Cell(said.when, tone="muted", role="small"),
        Cell(said.amount),
    )
    return Row(place, cells, name=", ".join(part for part in (said.title, said.when, said.amount) if part))
