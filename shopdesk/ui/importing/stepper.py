"""The line of steps on top of the wizard: done, now, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import icons, theme
from shopdesk.ui.widgets.painting import box, words_at

_CIRCLE, _LINE = 24, 36


class Stepper(QWidget):
    """``set_step(2)`` marks the third step as now; earlier ones carry a tick."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._now = 0
        self._all_done = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_step(self, step: int, *, finished: bool = False) -> None:
        """Mark a step as now; ``finished`` ticks it as well."""
        self._now, self._all_done = step, finished
        self._name()
        self.update()

    def _name(self) -> None:
        said = _("Step {number} of {total}: {name}")
        self.setAccessibleName(
            said.format(number=self._now + 1, total=len(self._names), name=self._names[self._now])
        )

    def sizeHint(self) -> QSize:
        return QSize(480, theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 0.0, self.height() / 2
        side = theme.px(_CIRCLE)
        for place, name in enumerate(self._names):
            done = place < self._now or (self._all_done and place == self._now)
            now = place == self._now
            self._circle(painter, QRectF(left, middle - side / 2, side, side), place, done=done, now=now)
            left += side + 10
            role, token = ("h4", "text") if now and not self._all_done else ("small", "muted")
            width = QFontMetricsF(theme.font(role)).horizontalAdvance(name) + 2
            words_at(painter, QRectF(left, 0, width, self.height()), name, role=role, token=token)
            left += width + 10
            if place + 1 < len(self._names):
                painter.fillRect(QRectF(left, middle, _LINE, 1), theme.colour("border"))
                left += _LINE + 10
        painter.end()

    def _circle(self, painter: QPainter, area: QRectF, place: int, *, done: bool, now: bool) -> None:
        filled = done or now
        box(painter, area, "primary" if filled else "sunken", radius=area.height() / 2)
        if done:
            inner = area.adjusted(5, 5, -5, -5)
            icons.paint(painter, inner, "check", "onPrimary", "bold")
            return
        token = "onPrimary" if filled else "muted"
        words_at(
            painter, area, str(place + 1), role="badge", token=token, align=Qt.AlignmentFlag.AlignHCenter
        )
