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
        said: Words for what taking it back came to, from what ``undo`` returned; None = the usual ones.
    """

    text: str
    undo: Callable[..., Any]
    redo: Callable[..., Any] | None = None
    said: Callable[[Any], str] | None = None


class UndoList(QObject):
    """Steps done and steps taken back. ``changed`` when either moves, ``added(Step)`` for a new one.

    ``undone(Step, str)`` carries a step just taken back and its own words for that, empty for the usual ones.
    """

    changed = Signal()
    added = Signal(object)
    undone = Signal(object, str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._done: list[Step] = []
        self._taken_back: list[Step] = []
        self._moving: Step | None = None

    def add(
        self,
        text: str,
        *,
        undo: Callable[..., Any],
        redo: Callable[..., Any] | None = None,
        said: Callable[[Any], str] | None = None,
    ) -> Step:
        """Note an action that has just been done; says ``added``, which shows the toast."""
        step = Step(text, undo, redo, said)
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

    def undo_step(self, step: Step) -> bool:
        """Take back one action, wherever it stands; return False if it already was, or another is moving."""
        if self._moving is not None or not any(known is step for known in self._done):
            return False
        self._moving = step
        self._jobs.start(step.undo, owner=self, done=self._undone, failed=self._not_moved)
        return True

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

    def _undone(self, outcome: object) -> None:
        step, self._moving = self._moving, None
        if step is None:
            return
        self._done = [known for known in self._done if known is not step]
        if step.redo is not None:
            self._taken_back.append(step)
        self.undone.emit(step, step.said(outcome) if step.said is not None else "")
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
