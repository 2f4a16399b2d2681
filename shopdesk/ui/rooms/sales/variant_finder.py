"""A field that finds one size of a product: scan its code, or type a few words and pick."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_product as say
from shopdesk.services.stock import Shelf, StockLevel
from shopdesk.ui import theme
from shopdesk.ui.widgets import Cell, Column, Row, RowTable, Text

_SHOWN = 40
_HEIGHT = 168


class VariantFinder(QWidget):
    """``found(StockLevel or None)`` when one was chosen, or the choice is open again."""

    found = Signal(object)

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self._shelf: Shelf | None = None
        self._level: StockLevel | None = None
        self.field = QLineEdit()
        self.field.setObjectName(name)
        self.field.setAccessibleName(words)
        self.field.setPlaceholderText(_("Scan, or type a code or a name"))
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        self.field.installEventFilter(self)
        columns = [Column("what", "", stretch=True), Column("there", "", width=150)]
        self.table = RowTable(columns, _row, name=f"{name}_rows", words=words, row_height=32)
        self.table.horizontalHeader().hide()
        self.table.placeholder = _("Nothing called that.")
        self.table.opened.connect(self._picked)
        self.table.clicked.connect(self._clicked)
        self.table.setFixedHeight(theme.px(_HEIGHT))
        self.table.hide()
        self.said = Text("", "small", tone="muted", wrap=True)
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title = Text(words, "h3")
        self.title.setBuddy(self.field)
        column.addWidget(self.title)
        column.addWidget(self.field)
        column.addWidget(self.said)
        column.addWidget(self.table)

    def set_shelf(self, shelf: Shelf) -> None:
        """Say what there is to find; what was typed before is looked for."""
        self._shelf = shelf
        if self._level is None and self.field.text():
            self._typed(self.field.text())

    def level(self) -> StockLevel | None:
        """Return the size chosen."""
        return self._level

    def choose(self, level: StockLevel | None) -> None:
        """Take a size; None opens the choice again."""
        self._level = level
        self.table.hide()
        self.said.setVisible(level is not None)
        if level is not None:
            self.field.setText(say.variant(level))
            self.said.setText(" · ".join(part for part in (level.sku, say.there(level)) if part))
            self.said.set_tone("danger" if level.on_hand < 0 else "muted")
        self.found.emit(level)

    def _typed(self, typed: str) -> None:
        if self._level is not None:
            self.choose(None)
        hits = self._shelf.find(typed) if self._shelf is not None else ()
        self.table.show_items(hits[:_SHOWN])
        self.table.setVisible(bool(typed.strip()) and self._shelf is not None)
        self.table.go_to_first()

    def _entered(self) -> None:
        if self._level is None and self.table.isVisible():
            self._picked(None)

    def _clicked(self) -> None:
        self._picked(None)

    def _picked(self, _key: object) -> None:
        level = self.table.current_item()
        if isinstance(level, StockLevel):
            self.choose(level)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.field and is_key and self.table.isVisible():
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.table.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)


def _row(level: StockLevel) -> Row:
    there = say.there(level)
    tone = "danger" if level.on_hand < 0 else "muted"
    cells = (Cell(say.variant(level), right=level.sku), Cell(there, tone=tone, role="small"))
    return Row(level.variant_id, cells, name=f"{say.variant(level)}, {there}")
