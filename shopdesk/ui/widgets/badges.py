"""Badges tell a state, chips filter a list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui import theme
from shopdesk.ui.widgets import painting
from shopdesk.ui.widgets.buttons import Chip, object_name
from shopdesk.ui.widgets.flow import FlowBox
from shopdesk.ui.widgets.text import ink, soft

TONES = ("neutral", "primary", "ok", "warn", "danger", "info", "barro", "plum")


class Badge(QWidget):
    """A pill with a few words on a soft fill.

    Args:
        words: Already translated.
        tone: One of TONES; ``neutral`` is never an alarm.
        icon: Phosphor name, drawn bold; give one where the tone is danger.
    """

    def __init__(
        self, words: str, tone: str = "neutral", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.words, self.tone, self.icon = words, tone, icon
        self.setAccessibleName(words)
        theme.current().changed.connect(self.updateGeometry)

    def say(self, words: str, tone: str | None = None, icon: str | None = None) -> None:
        """Change words, tone or icon; empty words hide the badge."""
        self.words = words
        self.tone = self.tone if tone is None else tone
        self.icon = self.icon if icon is None else icon
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width, height = painting.badge_size(self.words, self.icon)
        return QSize(round(width + 0.5), round(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = QPointF(0, self.height() / 2)
        painting.badge(painter, corner, self.words, fill=soft(self.tone), ink=ink(self.tone), icon=self.icon)
        painter.end()


class ChipRow(FlowBox):
    """Chips side by side. ``picked(object)`` carries the key of the chip now on.

    With ``exclusive`` exactly one is on; otherwise each toggles alone and ``picked`` carries the frozen
    set of keys that are on. ``name`` is what the names of its chips begin with, unique on the page.
    """

    picked = Signal(object)

    def __init__(self, *, name: str, exclusive: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(gap=6, parent=parent)
        self._name = name
        self._exclusive = exclusive
        self._chips: list[Chip] = []

    def show_chips(
        self, entries: Iterable[tuple[object, str, int | None]], on: object | frozenset[object] = None
    ) -> None:
        """Replace the chips by (key, words, count) and switch on ``on`` without saying ``picked``."""
        self.clear()
        self._chips = []
        for key, words, count in entries:
            told = object_name(str(key or "all")) or "all"
            chip = Chip(words, count, key=key, name=f"chip_{self._name}_{told}")
            is_on = (key == on) if self._exclusive else (isinstance(on, frozenset) and key in on)
            chip.setChecked(is_on)
            chip.clicked.connect(self._clicked)
            self._chips.append(chip)
            self.add(chip)

    def key(self) -> object:
        """Return the key on, or the frozen set of keys on when not exclusive."""
        on = [chip.key for chip in self._chips if chip.isChecked()]
        if self._exclusive:
            return on[0] if on else None
        return frozenset(on)

    def chip(self, key: object) -> Chip:
        """Return the chip of a key.

        Raises:
            KeyError: If there is none.
        """
        for chip in self._chips:
            if chip.key == key:
                return chip
        raise KeyError(key)

    def _clicked(self) -> None:
        pressed = self.sender()
        if self._exclusive:
            for chip in self._chips:
                chip.setChecked(chip is pressed)
        self.picked.emit(self.key())
