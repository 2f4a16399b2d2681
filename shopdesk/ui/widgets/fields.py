"""Fields: label above, help or error below; checked on leaving, not per key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shopdesk.runtime.i18n import _
from shopdesk.ui import icons, theme
from shopdesk.ui.widgets.text import Glyph, Text, restyle


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


class Field(QWidget):
    """A labelled editor with help or error below; the editor keeps its own signals.

    Args:
        label: Words above.
        editor: Any input widget; its accessible name becomes the label if it has none.
        help_: Words below while nothing is wrong.
        check: Called with the text when the owner leaves the field; returns the error sentence or "".
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        help_: str = "",
        check: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._check = check
        self.label = Text(label, "h3")
        self.label.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._glyph = Glyph("warning-circle", 16, "danger", "fill")
        self._below = Text(help_, "small", tone="muted", wrap=True)
        self._help = help_
        under = QHBoxLayout()
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(6)
        under.addWidget(self._glyph)
        under.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.label)
        column.addWidget(editor)
        column.addLayout(under)
        if editor.minimumHeight() == editor.maximumHeight():
            # Else a text of a few lines leaves the field's spare height between its label and itself.
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_error("")
        editor.installEventFilter(self)

    def show_error(self, sentence: str) -> None:
        """Show an error that tells how to mend it; empty takes it away."""
        self.editor.setProperty("wrong", bool(sentence))
        restyle(self.editor)
        self._glyph.setVisible(bool(sentence))
        self._below.setVisible(bool(sentence or self._help))
        self._below.set_tone("danger" if sentence else "muted")
        self._below.setText(sentence or self._help)

    def is_right(self) -> bool:
        """Check now; show and return the outcome."""
        text = self.editor.text() if isinstance(self.editor, QLineEdit) else ""
        error = self._check(text) if self._check is not None else ""
        self.show_error(error)
        return not error

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._check is not None:
            self.is_right()
        return super().eventFilter(watched, event)


class LineField(Field):
    """A Field over a QLineEdit, the common case. ``settled(str)`` fires when a right value was left."""

    settled = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        name: str,
        value: str = "",
        hint: str = "",
        help_: str = "",
        check: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        line = QLineEdit(value)
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        super().__init__(label, line, help_=help_, check=check, parent=parent)
        self.line = line
        self._before = value
        line.editingFinished.connect(self._finished)

    def value(self) -> str:
        """Return what stands in the field."""
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Show a value without saying ``settled``."""
        self._before = value
        if self.line.text() != value:
            self.line.setText(value)
            self.line.setCursorPosition(0)

    def _finished(self) -> None:
        if self.value() != self._before and self.is_right():
            self._before = self.value()
            self.settled.emit(self._before)


class ParagraphField(Field):
    """A Field over a few lines of text. ``settled(str)`` fires when the owner leaves it changed."""

    settled = Signal(str)

    def __init__(
        self, label: str, *, name: str, hint: str = "", help_: str = "", parent: QWidget | None = None
    ) -> None:
        editor = QPlainTextEdit()
        editor.setObjectName(name)
        editor.setPlaceholderText(hint)
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(theme.px(84))
        super().__init__(label, editor, help_=help_, parent=parent)
        self.paragraph = editor
        self._before = ""

    def value(self) -> str:
        """Return what stands in the field."""
        return self.paragraph.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show a value without saying ``settled``; what is being typed is left alone."""
        if self.paragraph.hasFocus() and self.value() != self._before:
            return
        self._before = value
        if self.value() != value:
            self.paragraph.setPlainText(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.value() != self._before:
            self._before = self.value()
            self.settled.emit(self._before)
        return super().eventFilter(watched, event)
