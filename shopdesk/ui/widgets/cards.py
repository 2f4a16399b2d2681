"""Cards: surfaces that hold one idea each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.ui.widgets.text import Glyph, Text, restyle


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout, nested layouts too."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


def row(*widgets: QWidget | int | None, gap: int = 8) -> QHBoxLayout:
    """Return a horizontal layout; None stretches, an int is a fixed gap."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        elif isinstance(widget, int):
            line.addSpacing(widget)
        else:
            line.addWidget(widget)
    return line


class Card(QFrame):
    """A bordered surface; put things into ``card.body`` (a QVBoxLayout).

    Args:
        kind: ``plain next sunken soft warn danger ok info choice chosen drop``. ``next`` has the 2 px
            primary edge: one per page.
        title: Optional h3 line; the card that names what is chosen makes its own h2.
        padding: Inner margin; 0 for list cards.
        gap: Space between children.
    """

    def __init__(
        self,
        kind: str = "plain",
        *,
        title: str = "",
        padding: int = 16,
        gap: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", kind)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(gap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.title = Text(title, "h3", wrap=True)
        if title:
            self.body.addWidget(self.title)
        else:
            self.title.hide()

    def set_kind(self, kind: str) -> None:
        """Change fill and edge."""
        if self.property("card") != kind:
            self.setProperty("card", kind)
            restyle(self)

    def add(self, *widgets: QWidget) -> None:
        """Add widgets at the end."""
        for widget in widgets:
            self.body.addWidget(widget)

    def clear(self) -> None:
        """Delete everything inside but the title."""
        first = self.body.itemAt(0)
        if first is not None and first.widget() is self.title:
            self.body.takeAt(0)
            clear(self.body)
            self.body.addWidget(self.title)
        else:
            clear(self.body)


class NoteCard(Card):
    """A soft card of an icon and one or two sentences, for remarks in the rail."""

    def __init__(
        self, words: str, *, kind: str = "sunken", icon: str = "info", parent: QWidget | None = None
    ) -> None:
        super().__init__(kind, padding=12, parent=parent)
        style = "fill" if kind in ("warn", "danger", "ok", "info") else ""
        self.glyph = Glyph(icon, 18, "muted" if kind in ("sunken", "soft") else kind, style)
        self.words = Text(words, "small", tone="muted" if kind == "sunken" else "text", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.body.addLayout(line)
