"""The head of a page: title, one-line summary, buttons right, tabs below; one line when folded."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.ui.widgets.buttons import Button
from shopdesk.ui.widgets.cards import row
from shopdesk.ui.widgets.tabs import Tabs
from shopdesk.ui.widgets.text import Elided, Rule, Text


class PageHeader(QWidget):
    """Title and summary left, buttons right; ``tabs`` appears once it has tabs.

    ``went_back`` fires for the link above the title of a detail page (``set_back``).
    """

    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = False
        self.title = Text("", "h1")
        self.summary = Elided("", "body", tone="muted")
        self.summary.optional = True
        self.back = Button("", "link", name="back", icon="arrow-left", press=self.went_back.emit)
        self.back.hide()
        self.tabs = Tabs()
        self.rule = Rule()
        self._buttons: list[Button] = []
        self.primary: Button | None = None
        self._right, self._beside, self._left = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        self._tab_line, self._below = QVBoxLayout(), QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self._right.setSpacing(8)
        self._beside.setSpacing(16)
        self._left.setSpacing(1)
        self._left.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._left.addLayout(self._beside)
        self._left.addWidget(self.summary)
        self._beside.addWidget(self.title)
        self._beside.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(self._left, 1)
        top.addLayout(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        self._tab_line.setContentsMargins(0, 12, 0, 0)
        self._tab_line.setSpacing(0)
        self._tab_line.addWidget(self.tabs)
        self._tab_line.addWidget(self.rule)
        self._below.setLayout(self._tab_line)
        self._below.hide()
        column.addWidget(self._below)

    def say(self, title: str, summary: str = "") -> None:
        """Change title and summary."""
        self.title.setText(title)
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary) and not self._hides_summary())
        if self._folded:
            self.title.setToolTip(summary)

    def set_back(self, words: str) -> None:
        """Show the way back above the title; empty hides it."""
        self.back.set_words(words)
        self.back.setVisible(bool(words))

    def add_button(self, button: Button) -> Button:
        """Add a button at the right; a primary one goes last and becomes the page's primary."""
        self._buttons.append(button)
        self._right.addWidget(button)
        if button.property("kind") == "primary":
            self.primary = button
        button.fold(self._folded)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Add anything else at the right, e.g. a search field."""
        self._right.addWidget(widget)

    def show_tabs(self, entries: list[tuple[str, str]], on: str = "") -> None:
        """Show tabs (key, words) below the title, on its line when folded."""
        self.tabs.show_tabs(entries, on)
        self.fold(self._folded)

    def fold(self, folded: bool) -> None:
        """Switch between the two-line and the one-line header."""
        self._folded = folded
        has_tabs = bool(self.tabs.keys())
        for button in self._buttons:
            button.fold(folded)
        if folded and not has_tabs:
            self._beside.insertWidget(1, self.summary, 1)
        else:
            self._left.addWidget(self.summary)
        beside_summary = folded and not has_tabs
        self._beside.setStretch(self._beside.count() - 1, 0 if beside_summary else 1)
        self.tabs.setVisible(has_tabs)
        self._place_tabs()
        self.summary.setVisible(bool(self.summary.whole()) and not self._hides_summary())
        self.title.setToolTip(self.summary.whole() if folded else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tabs()

    def event(self, event: QEvent) -> bool:
        # A longer button or tab may leave no room beside the title.
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_tabs()
        return super().event(event)

    def _place_tabs(self) -> None:
        """Put the tabs beside the title when folded, below it where large letters leave no room there."""
        beside = self._folded and bool(self.tabs.keys()) and self._has_room_beside()
        if beside != (self._beside.indexOf(self.tabs) >= 0):
            if beside:
                self._beside.insertWidget(1, self.tabs)
            else:
                self._tab_line.insertWidget(0, self.tabs)
        self._below.setVisible(bool(self.tabs.keys()) and not beside)

    def _has_room_beside(self) -> bool:
        gaps = 3 * 16
        wanted = (self.title, self.tabs, self._right)
        return sum(one.sizeHint().width() for one in wanted) + gaps <= self.width()

    def _hides_summary(self) -> bool:
        return self._folded and bool(self.tabs.keys())


def section(title: str, note: str = "", parent: QWidget | None = None) -> QWidget:
    """Return a section line: h2 at the left, a muted note at the right."""
    line = QWidget(parent)
    holder = row(Text(title, "h2"), None, Text(note, "small", tone="muted"))
    line.setLayout(holder)
    return line
