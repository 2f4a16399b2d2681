"""When the owner's hands are off mouse and keyboard: what may hold the window up waits for that."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.DragMove,
    }
)


class Rest(QObject):
    """Notes when something was last typed, moved or pressed in a window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = time.monotonic()

    def watch(self, window: QWidget) -> None:
        """Note what reaches a window that is on screen.

        The events are seen as they reach the window as a whole: a filter on the application would be asked
        about each event of each widget.
        """
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def seconds(self) -> float:
        """Return for how long nothing has come."""
        return time.monotonic() - self._last

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note and let through."""
        if event.type() in _INPUT:
            self._last = time.monotonic()
        return False
