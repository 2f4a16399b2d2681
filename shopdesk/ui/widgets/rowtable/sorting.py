"""The order that a click on a header, or the row menu without a mouse, puts a table's rows in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets.rowtable.header import RowHeader
from shopdesk.ui.widgets.rowtable.model import RowModel


class Sorting:
    """Remembers which column the rows stand by: new rows come in the same order."""

    def __init__(self, rows: RowModel, header: RowHeader) -> None:
        self._rows, self._header = rows, header
        self._by: tuple[int, bool] | None = None

    def turn(self, column: int) -> bool:
        """Order by a column, ascending at first, the other way round at the next click.

        Returns:
            False where the column has no order, and nothing was moved.
        """
        if self._rows.columns[column].order is None:
            return False
        self._by = (column, self._by == (column, False))
        self.keep()
        self._header.show_order(column, descending=self._by[1])
        return True

    def keep(self) -> None:
        """Put rows that came anew in the order chosen; as they came where none was."""
        if self._by is not None:
            column, descending = self._by
            self._rows.order(column, descending=descending)

    def offer(self, menu: QMenu, sort: Callable[[int], None]) -> None:
        """Add the columns the table can be sorted by to its menu, if there are any."""
        columns = [i for i, column in enumerate(self._rows.columns) if column.order is not None]
        if not columns:
            return
        inner = menu.addMenu(_("Sort by"))
        for column in columns:
            action = QAction(self._rows.columns[column].title.replace("\n", " "), inner)
            action.setCheckable(True)
            action.setChecked(self._by is not None and self._by[0] == column)
            action.triggered.connect(partial(sort, column))
            inner.addAction(action)
