"""What the window tells the owner: toasts for what was done, sentences for what could not be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services import faults
from shopdesk.ui.undo import Step, UndoList
from shopdesk.ui.widgets.notices import Toast

_SENTENCE = re.compile(r"(?<=[.;])\s+")
_MOST_LINES = 3
"""Lines of buttons a toast rises above, at most."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A failure in words: what happened, what to do, and the detail for “Ver detalle”."""

    title: str
    line: str
    detail: str = ""


def in_words(error: BaseException) -> Trouble:
    """Say an error. Answers carry their own words; what a disk or file does is known; the rest is a bug."""
    if isinstance(error, ShopdeskError):
        return Trouble(error.message, _step_here(error))
    fault = faults.known(error)
    if fault is not None:
        return Trouble(fault.message, _step_here(fault), str(getattr(error, "orig", error)))
    return Trouble(
        _("Something went wrong in Shopdesk."),
        _("What you were doing was not saved. A report was written so that it can be mended."),
        f"{type(error).__name__}: {error}",
    )


def _step_here(error: ShopdeskError) -> str:
    """Return the next step as it is done in the window: nobody who clicks is sent to a terminal."""
    if error.code == "damaged_file":
        return _("Nothing was changed. Put back a backup and you are where it left off.")
    if error.code == "no_mail_account":
        return _("Set one up in Settings, Mail.")
    sentences = _SENTENCE.split(error.next_step)
    return " ".join(one for one in sentences if not one.startswith("`shopdesk"))


class Messages(QObject):
    """Toasts, one at a time, bottom centre of ``area``; ``failed(Trouble)`` for the page's banner."""

    failed = Signal(object)

    def __init__(self, undo: UndoList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._undo = undo
        self._area: QWidget | None = None
        self._waiting: list[tuple[str, Step | None]] = []
        self._shown: Toast | None = None
        self._step: Step | None = None
        undo.added.connect(self._added)
        undo.undone.connect(self._undone)
        undo.failed.connect(self.tell)

    def set_area(self, area: QWidget) -> None:
        """Say where toasts appear."""
        self._area = area
        area.installEventFilter(self)

    def toast(self, words: str) -> None:
        """Tell of a finished action that needs no way back."""
        self._queue(words, None)

    def tell(self, error: Exception) -> None:
        """Tell of a failure nobody else shows."""
        self.failed.emit(in_words(error))

    def clear(self) -> None:
        """Take away what is said and what waits to be."""
        self._waiting = []
        self._drop()

    def current(self) -> Toast | None:
        """Return the toast on screen."""
        return self._shown

    def _added(self, step: Step) -> None:
        self._queue(step.text, step)

    def _undone(self, step: Step, said: str) -> None:
        if self._shown is not None and self._step is step:
            self._drop()
        self._queue(said or _("Undone: {what}").format(what=step.text), None)

    def _queue(self, words: str, step: Step | None) -> None:
        self._waiting.append((words, step))
        if self._shown is not None:
            self._shown.hurry()
        else:
            self._next()

    def _next(self) -> None:
        if self._area is None or not self._waiting:
            return
        words, self._step = self._waiting.pop(0)
        action = _("Undo") if self._step is not None else ""
        # On the window, not the page: what a sheet did is told over the sheet.
        self._shown = Toast(words, action, parent=self._area.window())
        self._shown.gone.connect(self._drop)
        self._shown.acted.connect(self._act)
        self._shown.begin()
        self._place()

    def _act(self) -> None:
        if self._step is not None:
            self._undo.undo_step(self._step)

    def _drop(self) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self._next()

    def _place(self) -> None:
        if self._shown is not None and self._area is not None:
            left = max((self._area.width() - self._shown.width()) // 2, 8)
            place = QRect(QPoint(left, self._area.height() - self._shown.height() - 8), self._shown.size())
            self._shown.move(self._area.mapTo(self._area.window(), _clear_of_buttons(self._area, place)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)


def _clear_of_buttons(area: QWidget, place: QRect) -> QPoint:
    """Return the corner of a toast in ``area``, risen above the line of buttons it would lie on.

    For eight seconds it would keep the owner from the very button they need next.
    """
    under = [
        QRect(button.mapTo(area, QPoint(0, 0)), button.size())
        for button in area.findChildren(QAbstractButton)
        if button.isVisible() and area.isAncestorOf(button)
    ]
    for _line in range(_MOST_LINES):
        hit = [box.top() for box in under if box.adjusted(-4, -4, 4, 4).intersects(place)]
        if not hit:
            break
        place.moveBottom(min(hit) - 8)
    return place.topLeft()
