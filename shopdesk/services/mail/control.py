"""What steers a batch and what it says afterwards: pause, stop, the word on each letter, the report."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.services.mail.planned import Planned


class Control:
    """Pause, resume and stop, looked at between letters; safe to use from any thread."""

    def __init__(self) -> None:
        self._go = threading.Event()
        self._go.set()
        self._stop = threading.Event()

    def pause(self) -> None:
        """Let the letter under way finish, then wait."""
        self._go.clear()

    def resume(self) -> None:
        """Go on."""
        self._go.set()

    def stop(self) -> None:
        """Let the letter under way finish, then end; the rest stays ready."""
        self._stop.set()
        self._go.set()

    @property
    def is_held(self) -> bool:
        """Say whether the owner paused or stopped the batch."""
        return self._stop.is_set() or not self._go.is_set()

    def may_go_on(self) -> bool:
        """Wait while paused; say whether to go on."""
        self._go.wait()
        return not self._stop.is_set()

    def rest(self, seconds: float) -> None:
        """Wait between two letters, or until stopped."""
        if seconds > 0:
            self._stop.wait(seconds)


class Told(Protocol):
    """Hears of each letter as it ends, and how many of how many are done."""

    def __call__(self, letter: Planned, done: int, total: int) -> None:
        """Hear of one letter."""
        ...


def nobody(letter: Planned, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a batch did.

    Attributes:
        letters: Every letter that was tried or skipped, in order, as it stands now.
        stopped_by: Why the batch ended before all were tried, or None.
        left: Letters still waiting in the queue that were not tried.
        lost: Letters of an earlier, killed batch of which nobody can say whether they left.
    """

    letters: tuple[Planned, ...]
    stopped_by: ShopdeskError | None = None
    left: int = 0
    lost: int = 0

    def count(self, state: State) -> int:
        """Return how many of the batch stand in a state."""
        return sum(letter.state is state for letter in self.letters)
