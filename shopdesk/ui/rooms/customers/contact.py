"""The contact budget of one person as a calendar: four weeks back and this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services.mail.calendar import Day, Mark
from shopdesk.ui import theme
from shopdesk.ui.widgets import painting

_WEEKS = 5
_ROW, _HEAD, _GAP = 34, 20, 4


class ContactCalendar(QWidget):
    """Sent = filled, proposed = dashed, displaced = struck; the lines below it say what and why."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contact_calendar")
        self._today = date.min
        self._marks: dict[date, Mark] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(_HEAD + _WEEKS * _ROW))
        theme.current().changed.connect(self._dress)

    def show_days(self, days: Sequence[Day], today: date, spoken: str) -> None:
        """Show the letters of a person around today; ``spoken`` says them to the screen reader."""
        order = (Mark.DISPLACED, Mark.PROPOSED, Mark.SENT)
        self._today = today
        self._marks = {}
        for day in days:
            before = self._marks.get(day.on)
            if before is None or order.index(day.mark) > order.index(before):
                self._marks[day.on] = day.mark
        self.setAccessibleName(_("Letters of the last four weeks and of this one"))
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(280), theme.px(_HEAD + _WEEKS * _ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._today == date.min:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = self._today - timedelta(days=self._today.weekday() + 7 * (_WEEKS - 1))
        wide, high, gap = self.width() / 7, theme.px(_ROW), theme.px(_GAP)
        middle = Qt.AlignmentFlag.AlignHCenter
        for column, letter in enumerate(_("M T W T F S S").split()):
            area = QRectF(column * wide, 0, wide - gap, theme.px(_HEAD))
            painting.words_at(painter, area, letter, role="caption", token="muted", align=middle)
        for place in range(7 * _WEEKS):
            row, column = divmod(place, 7)
            area = QRectF(column * wide, theme.px(_HEAD) + row * high, wide - gap, high - gap)
            self._day(painter, area, first + timedelta(days=place))
        painter.end()

    def _day(self, painter: QPainter, area: QRectF, day: date) -> None:
        mark, radius = self._marks.get(day), 6
        ink, role = "muted", "small"
        if mark is Mark.SENT:
            painting.box(painter, area, "barro", radius=radius)
            ink, role = "surface", "h4"
        elif mark is Mark.PROPOSED:
            pen = QPen(QColor(theme.colour("primary")), 2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(QColor(theme.colour("primarySoft")))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
            ink, role = "primaryText", "h4"
        elif day > self._today or mark is Mark.DISPLACED:
            painting.box(painter, area, "surface", radius=radius, line="border")
        else:
            painting.box(painter, area, "sunken", radius=radius)
        if day == self._today and mark is not Mark.PROPOSED:
            painting.box(painter, area, "", radius=radius, line="text", width=1.5)
            role = "h4"
        middle = Qt.AlignmentFlag.AlignHCenter
        painting.words_at(painter, area, str(day.day), role=role, token=ink, align=middle)
        if mark is Mark.DISPLACED:
            painter.setPen(QPen(QColor(theme.colour("muted")), 1.5))
            centre = area.center()
            painter.drawLine(int(centre.x() - 10), int(centre.y()), int(centre.x() + 10), int(centre.y()))

    def _dress(self) -> None:
        self.setFixedHeight(theme.px(_HEAD + _WEEKS * _ROW))
        self.update()
