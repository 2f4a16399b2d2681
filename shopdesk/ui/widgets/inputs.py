"""What is typed or chosen into, bare: a choice, a number, an amount, a day, a paragraph, a search."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)

from shopdesk.runtime.i18n import _
from shopdesk.ui import icons, theme


class Combo(QComboBox):
    """A choice among a few; ``chosen(object)`` carries the key. The wheel scrolls the page, not the value."""

    chosen = Signal(object)

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.activated.connect(self._activated)

    def show_choices(self, entries: list[tuple[object, str]], on: object = None) -> None:
        """Replace the choices by (key, words)."""
        self.blockSignals(True)
        self.clear()
        for key, words in entries:
            self.addItem(words, key)
        self.set_key(on)
        self.blockSignals(False)

    def key(self) -> object:
        """Return the key chosen."""
        return self.currentData()

    def set_key(self, key: object) -> None:
        """Choose a key without saying ``chosen``; an unknown one chooses nothing."""
        for index in range(self.count()):
            if self.itemData(index) == key:
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _activated(self, _index: int) -> None:
        self.chosen.emit(self.key())


class Spin(QSpinBox):
    """A whole number; the wheel scrolls the page, not the value."""

    def __init__(
        self, name: str, words: str, *, low: int = 0, high: int = 9999, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setRange(low, high)
        _settle(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MoneySpin(QDoubleSpinBox):
    """An amount of money with its currency's decimals; ``minor()`` reads it whole."""

    def __init__(self, name: str, words: str, *, decimals: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setDecimals(decimals)
        self.setRange(0, 9_999_999)
        _settle(self)

    def minor(self) -> int:
        """Return the amount in minor units."""
        scale: int = 10 ** self.decimals()
        return round(float(self.value()) * scale)

    def set_minor(self, amount: int) -> None:
        """Show an amount given in minor units."""
        self.setValue(amount / 10 ** self.decimals())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _settle(spin: QAbstractSpinBox) -> None:
    """Let a value be typed in peace, and keep it off the edge: the style's padding stops at the buttons."""
    spin.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
    spin.setKeyboardTracking(False)
    line = spin.findChild(QLineEdit)
    if line is not None:
        line.setTextMargins(theme.px(9), 0, 0, 0)


class DayInput(QDateEdit):
    """A day, written or picked from the month; the wheel scrolls the page, not the value.

    Args:
        name: objectName.
        words: Accessible name.
        day: What stands in it at first; None where a day is shown before it is seen.
        first: Earliest day that can be chosen; None for any.
    """

    def __init__(
        self,
        name: str,
        words: str,
        day: date | None = None,
        *,
        first: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        if first is not None:
            self.setMinimumDate(QDate(first.year, first.month, first.day))
        if day is not None:
            self.set_day(day)

    def day(self) -> date:
        """Return the day that stands there."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a day; before the earliest one it shows that."""
        self.setDate(QDate(day.year, day.month, day.day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Paragraph(QPlainTextEdit):
    """A few lines of text; Tab goes on to the next input.

    Args:
        name: objectName.
        words: Accessible name; empty where a Field gives it.
        height: Logical pixels, 72 for three lines; None takes the room there is.
    """

    def __init__(
        self, name: str, words: str = "", *, height: int | None = 72, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setTabChangesFocus(True)
        if height is not None:
            self.setFixedHeight(theme.px(height))


class SearchField(QLineEdit):
    """A search box; ``searched(str)`` comes 150 ms after the last key, at once on Enter."""

    searched = Signal(str)

    def __init__(self, words: str, *, name: str = "search", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        self._glyph = QAction(self)
        self.addAction(self._glyph, QLineEdit.ActionPosition.LeadingPosition)
        self._glyph.setText(_("Search"))
        for button, said in zip(self.findChildren(QToolButton), (_("Clear"), _("Search")), strict=False):
            button.setAccessibleName(said)
        self._draw()
        theme.current().changed.connect(self._draw)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self._say)
        self.textChanged.connect(self._restart)
        self.returnPressed.connect(self._say)

    def _draw(self) -> None:
        self._glyph.setIcon(icons.icon("magnifying-glass", 18, "muted"))
        letters = QFontMetrics(theme.font("body"))
        # Beside the words stand the glass and, once something is typed, the cross that clears it.
        needed = letters.horizontalAdvance(self.placeholderText()) + theme.px(64)
        if self.minimumWidth() == self.maximumWidth():  # a page gave it a width of its own
            self.setFixedWidth(max(needed, self.maximumWidth()))
        else:
            self.setMinimumWidth(needed)

    def _restart(self) -> None:
        self._wait.start()

    def _say(self) -> None:
        self._wait.stop()
        self.searched.emit(self.text())
