"""Tabs of a page: a row of words with a line under the one on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.ui.widgets.buttons import Tab, object_name


class Tabs(QWidget):
    """``picked(str)`` carries the key of the tab now on. Left and right arrows move while focused."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(22)
        self._row.addStretch(1)
        self._tabs: dict[str, Tab] = {}

    def show_tabs(self, entries: list[tuple[str, str]], on: str = "") -> None:
        """Replace the tabs by (key, words)."""
        for tab in self._tabs.values():
            tab.hide()  # until it is gone it would stand beside the new ones
            self._row.removeWidget(tab)
            tab.deleteLater()
        self._tabs = {}
        for index, (key, words) in enumerate(entries):
            tab = Tab(words, name=f"tab_{object_name(key)}")
            tab.clicked.connect(self._clicked)
            tab.setProperty("key", key)
            self._tabs[key] = tab
            self._row.insertWidget(index, tab)
        self.set_key(on or (entries[0][0] if entries else ""))

    def set_words(self, key: str, words: str) -> None:
        """Change the words of one tab, e.g. its count."""
        self._tabs[key].setText(words)
        self._tabs[key].setAccessibleName(words)
        self._tabs[key].updateGeometry()

    def key(self) -> str:
        """Return the key on, or an empty string."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def set_key(self, key: str) -> None:
        """Put a tab on without saying ``picked``."""
        for name, tab in self._tabs.items():
            tab.setChecked(name == key)

    def keys(self) -> list[str]:
        """Return the keys in order."""
        return list(self._tabs)

    def pick(self, key: str) -> None:
        """Put a tab on and say ``picked``."""
        self.set_key(key)
        self.picked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        names = list(self._tabs)
        if step is None or not names:
            super().keyPressEvent(event)
            return
        now = names.index(self.key()) if self.key() in names else 0
        following = names[(now + step) % len(names)]
        self._tabs[following].setFocus(Qt.FocusReason.TabFocusReason)
        self.pick(following)

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Tab):
            self.pick(str(sender.property("key")))
