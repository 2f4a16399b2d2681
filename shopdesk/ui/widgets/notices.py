"""Banners for states that last, empty states, progress and toasts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shopdesk.runtime import words as said
from shopdesk.runtime.i18n import _
from shopdesk.ui import theme
from shopdesk.ui.widgets.buttons import Button
from shopdesk.ui.widgets.cards import Card
from shopdesk.ui.widgets.text import Glyph, Text

TOAST_MS = 8000
HURRIED_MS = 1500

_ICONS = {"warn": "warning", "danger": "x-circle", "ok": "check-circle", "info": "info"}


class Banner(Card):
    """A state that lasts: icon, title, one line, one button. At most one a page; worst wins.

    Args:
        kind: ``warn danger ok info``.
        title: What happened.
        line: What did not happen, or what it means; one line.
        icon: Phosphor name, drawn filled; the kind has its own.
        button: Words of the button; empty shows none.
        press: Called on click; a bound method.
        primary: The banner blocks the page's work and takes its primary.
    """

    def __init__(
        self,
        kind: str,
        title: str,
        line: str = "",
        *,
        icon: str = "",
        button: str = "",
        press: Callable[[], object] | None = None,
        primary: bool = False,
    ) -> None:
        super().__init__(kind, padding=0)
        self.setObjectName("banner")
        self.setAccessibleName(f"{title.rstrip('.')}. {line}")
        self.body.setContentsMargins(16, 9, 12, 9)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Text(title, "h3", wrap=True))
        if line:
            text.addWidget(Text(line, "small", wrap=True))
        across = QHBoxLayout()
        across.setSpacing(10)
        across.addWidget(Glyph(icon or _ICONS[kind], 18, kind, "fill"), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(text, 1)
        self.button: Button | None = None
        if button:
            kind_of_button = "primary" if primary else "secondary"
            self.button = Button(button, kind_of_button, name="banner_action", small=True, press=press)
            across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(across)


class Band(QFrame):
    """A thin line over every page, for what is true of all of them: the example shop."""

    def __init__(self, words: str, button: str, press: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("window_band")
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 4, 24, 4)
        across.setSpacing(8)
        across.addWidget(Glyph("info", 16, "info", "fill"))
        across.addWidget(Text(words, "small"))
        across.addStretch(1)
        self.button = Button(button, "link", name="band_action", press=press)
        across.addWidget(self.button)


class EmptyState(QWidget):
    """A page or list with nothing in it: icon, state, how it fills, the way on.

    Args:
        icon: Phosphor name, drawn duotone 36.
        title: The state, one sentence.
        line: How it fills, one sentence.
        button: Words of the button; empty shows none.
        press: Called on click; a bound method.
        kind: Kind of the button; primary unless the page's header holds the primary.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        line: str = "",
        *,
        button: str = "",
        button_icon: str = "",
        press: Callable[[], object] | None = None,
        kind: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(Glyph(icon, 36, "primaryText", "duotone"), 0, middle)
        self.title = Text(title, "h2", wrap=True)
        self.title.setAlignment(middle)
        column.addWidget(self.title)
        self.line = Text(line, "small", tone="muted", wrap=True)
        self.line.setAlignment(middle)
        column.addWidget(self.line)
        self.line.setVisible(bool(line))
        self.button: Button | None = None
        if button:
            self.button = Button(button, kind, name="empty_action", icon=button_icon, press=press)
            column.addSpacing(4)
            column.addWidget(self.button, 0, middle)
        self._column = column
        column.addStretch(1)

    def say(self, title: str, line: str) -> None:
        """Say another state."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))

    def add_below(self, button: Button) -> None:
        """Put a second way on under the first."""
        self._column.insertWidget(self._column.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)


class ProgressLine(QWidget):
    """What is happening, the real count, a bar and Cancel. ``cancelled`` is its signal."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.words = Text("", "h3", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setObjectName("progress_bar")
        self.bar.setAccessibleName(_("Progress"))
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        self.cancel = Button(_("Cancel"), "ghost", name="cancel_work", small=True, press=self._cancel)
        top.addWidget(self.cancel)
        column.addLayout(top)
        column.addWidget(self.bar)

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show a count; total 0 = unknown."""
        self.bar.setRange(0, 1000 if total else 0)
        if total:
            self.bar.setValue(round(1000 * done / total))
            counted = _("{what}: {done} of {total}")
            self.words.setText(counted.format(what=what, done=said.number(done), total=said.number(total)))
        else:
            self.words.setText(what)

    def _cancel(self) -> None:
        self.cancel.forbid(_("Stopping…"))
        self.cancelled.emit()


class Toast(QFrame):
    """A finished action with one way back; gone after 8 s, kept while pointed at or focused."""

    gone = Signal()
    acted = Signal()

    def __init__(self, words: str, action: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "toast")
        self.setObjectName("toast")
        self.setAccessibleName(words)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 8, 12, 8)
        across.setSpacing(24)
        self.words = Text(words, "strong")
        across.addWidget(self.words, 1)
        if action:
            self.action = Button(action, "ghost", name="toast_action", small=True, press=self._act)
            across.addWidget(self.action)
        self.setMinimumSize(theme.px(330), theme.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)

    def begin(self) -> None:
        """Show, tell the screen reader, start the clock."""
        self.adjustSize()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words.text()))
        self._timer.start(TOAST_MS)

    def hurry(self) -> None:
        """Make room for the next one soon."""
        if self._timer.isActive() and self._timer.remainingTime() > HURRIED_MS:
            self._timer.start(HURRIED_MS)

    def _leave(self) -> None:
        if self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self._timer.start(TOAST_MS)
        else:
            self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(TOAST_MS)
        super().leaveEvent(event)

    def _act(self) -> None:
        self.acted.emit()
        self.gone.emit()
