"""Fields: an editor with its label above, help or error below; checked on leaving, not per key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.ui.widgets.inputs import Paragraph
from shopdesk.ui.widgets.text import Glyph, Text, restyle


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
        editor = Paragraph(name, height=84)
        editor.setPlaceholderText(hint)
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
