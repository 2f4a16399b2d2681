"""Rows that hold one thing to do, and lines of label and amount."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.ui.widgets.badges import Badge
from shopdesk.ui.widgets.buttons import Button
from shopdesk.ui.widgets.cards import Card
from shopdesk.ui.widgets.flow import FlowBox
from shopdesk.ui.widgets.text import Glyph, Rule, Text, Tile


class TaskRow(Card):
    """A task: tile, title with its number, one line of why, one button.

    Args:
        icon: Phosphor name of the tile.
        tone: Fill of the tile: ``primary barro gold info plum ok danger neutral``.
        title: With the number in it.
        why: The most urgent case, one line.
        button: Verb and object.
        press: Called on click; a bound method.
        is_next: The first pending one: 2 px primary edge and the primary button.
        name: objectName of the button.
        badge: Optional alarm beside the title: (words, tone, icon).
    """

    def __init__(
        self,
        icon: str,
        tone: str,
        title: str,
        why: str,
        *,
        button: str,
        press: Callable[[], object],
        name: str,
        is_next: bool = False,
        badge: tuple[str, str, str] | None = None,
    ) -> None:
        super().__init__("next" if is_next else "plain", padding=0)
        edge = 14 if is_next else 15
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.setAccessibleName(f"{title.rstrip('.')}. {why}")
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Tile(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        title_text = Text(title, "h3", wrap=badge is None)
        top.addWidget(title_text, 0 if badge else 1)
        if badge is not None:
            top.addWidget(Badge(badge[0], badge[1], icon=badge[2]))
            top.addStretch(1)
        text.addStretch(1)
        text.addLayout(top)
        text.addWidget(Text(why, "small", tone="muted", wrap=True))
        text.addStretch(1)
        across.addLayout(text, 1)
        self.button = Button(
            button,
            "primary" if is_next else "secondary",
            name=name,
            icon="arrow-right" if is_next else "",
            trailing=True,
            press=press,
        )
        self.button.setMinimumWidth(132)
        across.addSpacing(8)
        across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(across)


@dataclass(frozen=True, slots=True)
class Amount:
    """One line of a sum: words at the left, the amount at the right.

    Attributes:
        label: Words.
        amount: Already said, with its sign and unit.
        is_total: Drawn bold, closed by a line where ``closes`` says so.
        closes: A rule follows.
        badge: Optional (words, tone) after the amount.
    """

    label: str
    amount: str
    is_total: bool = False
    closes: bool = False
    badge: tuple[str, str] | None = None


class AmountLine(QWidget):
    """One Amount as a line of a card."""

    def __init__(self, line: Amount, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 1, 0, 1)
        across.setSpacing(10)
        label = Text(line.label, "h3" if line.is_total else "small", wrap=True)
        label.set_tone("text" if line.is_total else "muted")
        across.addWidget(label, 1)
        amount = Text(line.amount, "h3")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(amount)
        if line.badge is not None:
            across.addWidget(Badge(line.badge[0], line.badge[1]))


class WhyPanel(Card):
    """“¿Por qué N?”: lines that add up on screen, then links to change each assumption.

    Fill with ``show_why``; links are Buttons of kind ``link`` given by the page.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, gap=4, parent=parent)

    def show_why(
        self, title: str, lines: list[Amount], *, source: str = "", links: list[Button] | None = None
    ) -> None:
        """Replace title, lines, the sentence on the source and the links."""
        self.clear()
        head = QWidget()
        across = QHBoxLayout(head)
        across.setContentsMargins(0, 0, 0, 4)
        across.setSpacing(8)
        across.addWidget(Glyph("question", 20, "primaryText", "duotone"))
        across.addWidget(Text(title, "h3", wrap=True), 1)
        self.add(head)
        for line in lines:
            self.add(AmountLine(line))
            if line.closes:
                self.add(Rule())
        if source:
            self.add(Text(source, "caption", tone="muted", wrap=True))
        if links:
            # Breaks to a second line: words in a longer language would push the rail wider than its place.
            holder = FlowBox(gap=16, lines=2)
            holder.add(*links)
            self.add(holder)


class FactLine(QWidget):
    """A small tile, a bold line and one or two muted lines: a fact with its source."""

    def __init__(
        self,
        icon: str,
        tone: str,
        title: str,
        line: str = "",
        *,
        source: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(Tile(icon, tone, side=32, icon=18), 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(Text(title, "h3", wrap=True))
        if line:
            text.addWidget(Text(line, "small", tone="muted", wrap=True))
        if source:
            text.addWidget(Text(source, "caption", tone="muted", wrap=True))
        across.addLayout(text, 1)


class CheckLine(QWidget):
    """A tick or a cross with one sentence."""

    def __init__(self, words: str, *, passed: bool | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon, token = {
            True: ("check-circle", "ok"),
            False: ("x-circle", "danger"),
            None: ("warning-circle", "warn"),
        }[passed]
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(Glyph(icon, 18, token, "fill"), 0, Qt.AlignmentFlag.AlignTop)
        label = Text(words, "h3" if passed is False else "small", wrap=True)
        label.set_tone("danger" if passed is False else "muted")
        across.addWidget(label, 1)


class ColourKey(QWidget):
    """A key below a chart: a square of colour and its word; ``second`` is that of a bar's second part."""

    def __init__(self, token: str, words: str, *, line: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 8, 0)
        across.setSpacing(6)
        across.addWidget(_Swatch(token, line=line))
        across.addWidget(Text(words, "caption", tone="muted"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class _Swatch(QLabel):
    def __init__(self, token: str, *, line: bool) -> None:
        super().__init__()
        self._token, self._line = token, line
        self.setFixedSize(16 if line else 14, 14)

    def paintEvent(self, _event: object) -> None:
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QColor, QPainter

        from shopdesk.runtime import tokens
        from shopdesk.ui import theme
        from shopdesk.ui.widgets.painting import box

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 5, 16, 4) if self._line else QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        state = theme.current()
        # The chart's own colour: soft fills stay there in high contrast, with an edge.
        is_second = self._token == "second"
        fill = tokens.second(state.name) if is_second else tokens.colours(state.name)[self._token]
        painter.setBrush(QColor(fill))
        radius = 2 if self._line else 4
        painter.drawRoundedRect(area, radius, radius)
        if state.high_contrast and not self._line:
            box(painter, area, "", radius=4, line="text", width=1)
        painter.end()
