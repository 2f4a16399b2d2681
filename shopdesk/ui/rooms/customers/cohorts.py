"""The cohort map: a table view with a delegate, reachable by keys and readable aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shopdesk.charts import heat
from shopdesk.domain.repurchase import Cohort
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_customers as say
from shopdesk.ui import theme
from shopdesk.ui.widgets import painting
from shopdesk.ui.widgets.rowtable import taking

Index = QModelIndex | QPersistentModelIndex
SHARE = Qt.ItemDataRole.UserRole
_HEAD_HEIGHT = 20
_FULL = 0.4
"""Share at which a cell is darkest."""
_HEADS = 2
"""Columns before the cells: the month and how many."""
_SPELLED, _ROOMY = 2, 9
"""So many heads are spelled out, in maps of no more columns than that."""


class CohortHeader(QHeaderView):
    """The months since the first purchase, in small muted words without lines."""

    def __init__(self, cohorts: CohortModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._cohorts = cohorts
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's own name
        painter.save()
        middle = Qt.AlignmentFlag.AlignHCenter
        said = self._cohorts.short_head(logicalIndex)
        painter.fillRect(rect, theme.colour("surface"))
        painting.words_at(painter, QRectF(rect), said, role="caption", token="muted", align=middle)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(_HEAD_HEIGHT))


class CohortModel(QAbstractTableModel):
    """One row a month of first purchase; one column a month since."""

    def __init__(self) -> None:
        super().__init__()
        self._cohorts: tuple[Cohort, ...] = ()

    def show_cohorts(self, cohorts: Sequence[Cohort]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._cohorts = tuple(cohorts)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._cohorts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return _HEADS + (len(self._cohorts[0].back) if self._cohorts else 6)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cohort = self._cohorts[index.row()]
        column = index.column() - _HEADS
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(cohort, index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) and column >= 0:
            return say.cohort_aloud(cohort, column)
        if role == SHARE and column >= 0:
            back = cohort.back[column]
            return None if back is None or not cohort.size else back / cohort.size
        return None

    def _words(self, cohort: Cohort, column: int) -> str:
        if column == 0:
            return words.short_month(cohort.month)
        if column == 1:
            return words.number(cohort.size)
        return say.cohort_cell(cohort, column - _HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < _HEADS:
            return (_("First purchase"), _("Customers"))[section]
        months = section - _HEADS + 1
        return ngettext("{count} month", "{count} months", months).format(count=months)

    def short_head(self, section: int) -> str:
        """Return the words above a column on screen: only the first two months carry their word."""
        if section < _HEADS:
            return ""
        months = section - _HEADS + 1
        if months > _SPELLED or self.columnCount() > _ROOMY:
            return words.number(months)
        return ngettext("{count} month", "{count} months", months).format(count=months)

    def as_table(self) -> list[list[str]]:
        """Return header and rows as words."""
        columns = range(self.columnCount())
        head = [str(self.headerData(c, Qt.Orientation.Horizontal)) for c in columns]
        return [head, *[[self._words(cohort, c) for c in columns] for cohort in self._cohorts]]


class CohortDelegate(QStyledItemDelegate):
    """Paints a month, a count, or a share on its colour; nothing where it is too early."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(getattr(option, "rect"))  # noqa: B009 - the stubs do not know it
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        said = str(index.data() or "")
        if index.column() < _HEADS:
            right = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
            tone = "muted" if index.column() else "text"
            painting.words_at(
                painter, area.adjusted(0, 0, -8, 0), said, role="small", token=tone, align=right
            )
        elif said:
            self._cell(painter, area.adjusted(2, 1.5, -2, -1.5), said, float(index.data(SHARE)))
        view = self.parent()
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            painting.box(painter, area.adjusted(0.5, 0.5, -0.5, -0.5), "", radius=7, line="primary", width=2)
        painter.restore()

    def _cell(self, painter: QPainter, area: QRectF, said: str, share: float) -> None:
        state = theme.current()
        middle = Qt.AlignmentFlag.AlignHCenter
        if state.high_contrast:
            painting.box(painter, area, "surface", radius=5, line="text", width=1)
            painting.words_at(painter, area, said, role="small", align=middle)
            return
        colour = _tint(share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(area, 5, 5)
        painter.setFont(theme.font("h4"))
        painter.setPen(QColor(heat.ink(state.name, colour)))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignVCenter, said)


class CohortTable(QTableView):
    """The map on screen; ``name`` is its objectName."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cohorts = CohortModel()
        self.setObjectName(name)
        self.setAccessibleName(_("When they come back, by month of first purchase"))
        self.setModel(self.cohorts)
        self.setItemDelegate(CohortDelegate(self))
        self.verticalHeader().hide()
        self.setHorizontalHeader(CohortHeader(self.cohorts, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTableView { selection-background-color: transparent; border: none; }")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(16)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.current().changed.connect(self._fit)

    def as_table(self) -> list[list[str]]:
        """Return header and rows as words, for copying and exporting."""
        return self.cohorts.as_table()

    def copy_rows(self) -> None:
        """Put the row in hand on the clipboard."""
        head, *rows = self.cohorts.as_table()
        at = self.currentIndex().row()
        taking.to_clipboard([head, *(rows[at : at + 1] if at >= 0 else rows)])

    def copy_all(self) -> None:
        """Put the whole map on the clipboard."""
        taking.to_clipboard(self.cohorts.as_table())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = taking.menu(self, [], copy=self.copy_rows, copy_all=self.copy_all)
        menu.exec(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)

    def show_cohorts(self, cohorts: Sequence[Cohort]) -> None:
        """Show the newest cohorts that fit."""
        self.cohorts.show_cohorts(cohorts)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        heads = (theme.px(44), theme.px(48))
        cells = self.cohorts.columnCount() - _HEADS
        for column, width in enumerate(heads):
            self.setColumnWidth(column, width)
        for column in range(cells):
            self.setColumnWidth(_HEADS + column, max((room - sum(heads)) // max(cells, 1), 20))
        self.verticalHeader().setDefaultSectionSize(theme.px(24))
        rows = theme.px(24) * max(self.cohorts.rowCount(), 1)
        self.setFixedHeight(rows + theme.px(_HEAD_HEIGHT) + 2)


def _tint(share: float) -> str:
    """Return the fill of a share: the soft primary, deeper the more came back."""
    soft, full = QColor(theme.colour("primarySoft")), QColor(theme.colour("primary"))
    part = 0.12 + 0.63 * min(share / _FULL, 1.0)
    pairs = (
        (soft.red(), full.red()),
        (soft.green(), full.green()),
        (soft.blue(), full.blue()),
    )
    return QColor(*(round(one * (1 - part) + other * part) for one, other in pairs)).name()
