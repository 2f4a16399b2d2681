"""A card around a table, with the sticky footer of what is ticked."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.ui.widgets.buttons import Button
from shopdesk.ui.widgets.cards import Card
from shopdesk.ui.widgets.rowtable.view import RowTable
from shopdesk.ui.widgets.text import Elided, Rule, Text


class TableCard(Card):
    """Holds a RowTable; ``say`` fills the footer, which hides while it says nothing."""

    def __init__(self, table: RowTable, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.table = table
        # Square views would cover the round corners.
        self.body.setContentsMargins(1, 6, 1, 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.addWidget(table, 1)
        self._foot = QWidget()
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        across = QHBoxLayout()
        across.setContentsMargins(15, 7, 15, 8)
        across.setSpacing(10)
        self.strong = Text("", "badge")
        self.strong.set_role("h4")
        self.note = Elided("", "small", tone="muted")
        self.hint = Text("", "caption", tone="muted")
        across.addWidget(self.strong)
        across.addWidget(self.note, 1)
        across.addWidget(self.hint)
        self._across = across
        column.addLayout(across)
        self._foot.hide()
        self.body.addWidget(self._foot)

    def offer(self, *buttons: Button) -> None:
        """Put buttons at the right of the footer; each is shown and hidden by who owns it."""
        for button in buttons:
            self._across.addWidget(button)

    def say(self, strong: str = "", note: str = "", hint: str = "") -> None:
        """Fill the footer: bold words, muted words, and the keys at the right."""
        self.strong.setText(strong)
        self.note.setText(note)
        self.hint.setText(hint)
        self.strong.setVisible(bool(strong))
        has_foot = bool(strong or note or hint)
        self._foot.setVisible(has_foot)
        self.body.setContentsMargins(1, 6, 1, 1 if has_foot else 6)
