"""What the next days bring, and what was done today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.services import phrases_today as say
from shopdesk.services.morning import Coming
from shopdesk.ui import theme
from shopdesk.ui.widgets import Card, Elided, Glyph, Text


class ComingCard(Card):
    """At most three lines: day, what, remark."""

    def __init__(self, lines: Sequence[Coming]) -> None:
        super().__init__(padding=14)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, theme.px(48))
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines[:3]):
            what, remark = say.coming(line)
            grid.addWidget(Text(words.weekday_number(line.day), "h4"), row, 0)
            grid.addWidget(Elided(what), row, 1)
            grid.addWidget(Text(remark, "small", tone="muted"), row, 2, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(grid)


class DoneLine(QWidget):
    """“Ya hiciste hoy…” with its tick."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(8)
        across.addWidget(Glyph("check-circle", 18, "ok", "fill"))
        across.addWidget(Text(sentence, "small", tone="muted", wrap=True), 1)
