"""From the click to the last letter: ten seconds' grace, the owner's yes, one letter after the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from shopdesk.services.mail import approve
from shopdesk.services.mail.approve import Approved
from shopdesk.services.mail.control import Control, Report
from shopdesk.services.mail.planned import Planned
from shopdesk.services.mail.send import send_batch
from shopdesk.ui.desk import Desk

GRACE_SECONDS = 10


class Sender(QObject):
    """One batch under way at a time.

    Signals: ``counted(int)`` seconds left of the grace, ``began(int)`` how many letters, ``went(Planned,
    done, total)`` after each, ``ended(Report)``, ``failed(Exception)`` when nothing could be sent, ``idle()``
    when the owner took it back.
    """

    counted = Signal(object)
    began = Signal(object)
    went = Signal(object, object, object)
    ended = Signal(object)
    failed = Signal(object)
    idle = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keys: list[str] = []
        self._left = 0
        self._control: Control | None = None
        self.is_sending = False
        self.is_paused = False
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)

    @property
    def is_waiting(self) -> bool:
        """Whether the grace is running."""
        return self._clock.isActive()

    @property
    def is_busy(self) -> bool:
        """Whether a batch waits or goes."""
        return self.is_waiting or self.is_sending

    def start(self, keys: list[str]) -> None:
        """Begin the grace for these letters; nothing is written until it is over."""
        if self.is_busy or not keys:
            return
        self._keys, self._left = list(keys), GRACE_SECONDS
        self._clock.start()
        self.counted.emit(self._left)

    def cancel(self) -> None:
        """Take the click back."""
        if self._clock.isActive():
            self._clock.stop()
            self.idle.emit()

    def pause(self) -> None:
        """Rest after the letter under way, or go on."""
        if self._control is None:
            return
        self.is_paused = not self.is_paused
        if self.is_paused:
            self._control.pause()
        else:
            self._control.resume()

    def stop(self) -> None:
        """End after the letter under way; the rest stays ready."""
        if self._control is not None:
            self._control.stop()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.counted.emit(self._left)
            return
        self._clock.stop()
        self.is_sending = True
        self.began.emit(len(self._keys))
        work = partial(approve.approve, self._desk.shop, keys=self._keys)
        self._desk.jobs.start(work, owner=self, done=self._approved, failed=self._broke)

    def _approved(self, _done: Approved) -> None:
        self._control = Control()
        self.is_paused = False
        work = partial(
            send_batch, self._desk.shop, control=self._control, told=self._told, only=frozenset(self._keys)
        )
        self._desk.jobs.start(work, owner=self, done=self._finished, failed=self._broke, network=True)

    def _told(self, letter: Planned, done: int, total: int) -> None:
        # Called in the network's thread: a signal of a QObject that lives in the window's thread is queued.
        self.went.emit(letter, done, total)

    def _finished(self, report: Report) -> None:
        self.is_sending, self._control = False, None
        self.ended.emit(report)

    def _broke(self, error: Exception) -> None:
        self.is_sending, self._control = False, None
        self.failed.emit(error)
