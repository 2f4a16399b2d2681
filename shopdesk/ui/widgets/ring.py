"""What scrolls shows when the keyboard has come to it: a ring inside its edge, as fields have one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QTableView

from shopdesk.ui.widgets import painting

_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
_PASSING = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})

if TYPE_CHECKING:
    _Scrolled = QAbstractScrollArea
else:
    _Scrolled = object  # put before the scroll area it rings: the bindings take one Qt base only


class Ringed(_Scrolled):
    """Put before a scroll area. The ring is for those who come by key; who clicks sees what was clicked."""

    _has_ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self._show_ring(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._show_ring(on=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._has_ring:
            painter = QPainter(self.viewport())
            area = self.viewport().rect().toRectF().adjusted(1, 1, -1, -1)
            painting.box(painter, area, "", radius=6, line="primary", width=2)
            painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._has_ring:
            self.viewport().update()  # else the ring's edges would scroll along

    def _show_ring(self, *, on: bool) -> None:
        self._has_ring = on
        self.viewport().update()


class RingedTable(Ringed, QTableView):
    """A table with a ring."""
