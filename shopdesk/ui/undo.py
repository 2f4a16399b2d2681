"""What can be taken back: done at once, undone by the toast, Editar › Deshacer or Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from shopdesk.ui.jobs import Jobs

DEPTH = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One finished action.

    Attributes:
        text: What was done, one sentence: the toast and the menu say it.
        undo: Service call that takes it back, run as a job.
        redo: Service call that does it again; None = cannot be redone.
    """

    text: str
    undo: Callable[..., Any]
    redo: Callable[..., Any] | None = None


class UndoList(QObject):
    """Steps done and steps taken back. ``changed`` when either moves, ``added(Step)`` for a new one.

    ``undone(str)`` carries the text of a step just taken back.
    """

    changed = Signal()
    added = Signal(object)
    undone = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._done: list[Step] = []
        self._taken_back: list[Step] = []
        self._moving: Step | None = None

    def add(self, text: str, *, undo: Callable[..., Any], redo: Callable[..., Any] | None = None) -> Step:
        """Note an action that has just been done; says ``added``, which shows the toast."""
        step = Step(text, undo, redo)
        self._done = [*self._done[-DEPTH + 1 :], step]
        self._taken_back = []
        self.added.emit(step)
        self.changed.emit()
        return step

    @property
    def next_undo(self) -> str:
        """What Ctrl+Z would take back, or an empty string."""
        return self._done[-1].text if self._done else ""

    @property
    def next_redo(self) -> str:
        """What would be done again, or an empty string."""
        return self._taken_back[-1].text if self._taken_back else ""

    def undo(self) -> None:
        """Take back the last action."""
        if self._done:
            self.undo_step(self._done[-1])

    def undo_step(self, step: Step) -> None:
        """Take back one action, wherever it stands; nothing happens if it already was."""
        if step in self._done and self._moving is None:
            self._moving = step
            self._jobs.start(step.undo, owner=self, done=self._undone, failed=self._not_moved)

    def redo(self) -> None:
        """Do the last action taken back again."""
        if self._taken_back and self._moving is None:
            step = self._taken_back[-1]
            if step.redo is not None:
                self._moving = step
                self._jobs.start(step.redo, owner=self, done=self._redone, failed=self._not_moved)

    def clear(self) -> None:
        """Forget everything, e.g. when another shop is opened."""
        self._done, self._taken_back = [], []
        self.changed.emit()

    def _undone(self, _outcome: object) -> None:
        step, self._moving = self._moving, None
        if step is None:
            return
        self._done = [known for known in self._done if known is not step]
        if step.redo is not None:
            self._taken_back.append(step)
        self.undone.emit(step.text)
        self.changed.emit()

    def _redone(self, _outcome: object) -> None:
        step, self._moving = self._moving, None
        if step is not None:
            self._taken_back = [known for known in self._taken_back if known is not step]
            self._done.append(step)
            self.changed.emit()

    def _not_moved(self, error: Exception) -> None:
        self._moving = None
        self.failed.emit(error)
