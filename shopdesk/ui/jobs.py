"""Work off the window's thread: one runner for the database, another for the network.

    self.desk.jobs.start(partial(reorder.suggest, shop), owner=self, done=self.show_lines)

``work`` is a service call with its arguments bound; where it takes ``progress`` it is given one that
raises ``Cancelled`` after ``job.cancel()``. ``done`` and ``failed`` are bound methods of a QObject, called
in the window's thread, never after ``owner`` is gone: a lambda would run in the worker's thread or over
a deleted widget (both measured in PySide6), so one is refused.
"""

from __future__ import annotations

import inspect
import logging
import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from shopdesk.runtime import memory
from shopdesk.runtime.errors import Cancelled, ShopdeskError

T = TypeVar("T")
_REPORT_EVERY_S = 0.05
SHOW_AFTER_MS = 500
_LONG_S = 0.3
_log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of work under way.

    Signals: ``progressed(done, total, what)`` at most twenty times a second, ``ended()`` once, always.
    Numbers travel as objects: ``Signal(int)`` delivers 0 for 2**40.
    """

    progressed = Signal(object, object, str)
    ended = Signal()
    _returned = Signal(object, object)

    def __init__(self, work: Callable[..., Any], owner: QObject) -> None:
        super().__init__()
        self._work = work
        self._owner = owner
        self._stop = threading.Event()
        self._last = 0.0
        self._done: Callable[[Any], object] | None = None
        self._failed: Callable[[Exception], object] | None = None
        self.is_over = False

    def cancel(self) -> None:
        """Ask the work to stop; it raises ``Cancelled`` at its next report and keeps nothing."""
        self._stop.set()

    def _report(self, done: int, total: int, what: str) -> None:
        if self._stop.is_set():
            raise Cancelled("")
        now = time.monotonic()
        if now - self._last >= _REPORT_EVERY_S or (total and done >= total):
            self._last = now
            self.progressed.emit(done, total, what)

    def _run(self) -> None:
        """Do the work; called in the runner's thread."""
        try:
            if self._stop.is_set():
                raise Cancelled("")
            outcome = self._work(progress=self._report) if _takes_progress(self._work) else self._work()
        except Exception as error:
            self._returned.emit(None, error)
        else:
            self._returned.emit(outcome, None)


class Jobs(QObject):
    """The two runners. Made once by the window; pages reach it as ``desk.jobs``.

    Signals: ``broke(error)`` for whatever nobody asked to hear of, ``busy(bool)`` while a job runs longer
    than half a second.
    """

    broke = Signal(object)
    busy = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runners = {False: _Runner("database"), True: _Runner("network")}
        self._alive: set[Job] = set()
        # The runner lets go of a job when it takes the next: were its the last hold, Qt's object would be
        # deleted in the runner's thread while the window's thread deletes it too.
        self._spent: list[Job] = []
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOW_AFTER_MS)
        self._slow.timeout.connect(self._say_busy)

    def start(
        self,
        work: Callable[..., T],
        *,
        owner: QObject,
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        network: bool = False,
    ) -> Job:
        """Queue work and return its Job.

        Args:
            work: A service call with its arguments bound; may take ``progress``.
            owner: Gone owner, no delivery.
            done: Bound method, given the outcome.
            failed: Bound method, given the exception: a ShopdeskError (``Cancelled`` too) is an answer in
                words, anything else a bug that is also reported. Without it ``broke`` says so.
            network: Use the second runner, so that reading the shop never waits for a server.

        Raises:
            TypeError: If ``done`` or ``failed`` is not a bound method.
        """
        for call in (done, failed):
            if call is not None:
                _insist_bound(call)
        job = Job(work, owner)
        job._done, job._failed = done, failed
        job._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._alive.add(job)
        self._slow.start()
        self._runners[network].put(job)
        return job

    @property
    def is_idle(self) -> bool:
        """Whether nothing is queued or running."""
        return not self._alive

    def close(self, wait_s: float = 5.0) -> None:
        """Stop everything at its next report and end the runners, waiting that long for each."""
        for job in list(self._alive):
            job.cancel()
        for runner in self._runners.values():
            runner.close(wait_s)

    @property
    def has_ended(self) -> bool:
        """Whether no runner is at work any more; Python must not be taken down around one."""
        return not any(runner.is_running for runner in self._runners.values())

    def _deliver(self, outcome: object, error: Exception | None) -> None:
        job = self.sender()
        if not isinstance(job, Job):
            return
        self._alive.discard(job)
        job.is_over = True
        if not self._alive:
            self._slow.stop()
            self.busy.emit(False)
        try:
            self._hand_over(job, outcome, error)
        finally:
            job.ended.emit()
            self._spent = [one for one in self._spent if shiboken6.isValid(one)]
            self._spent.append(job)
            job.deleteLater()

    def _hand_over(self, job: Job, outcome: object, error: Exception | None) -> None:
        is_there = shiboken6.isValid(job._owner)
        if error is None:
            if is_there and job._done is not None:
                job._done(outcome)
            return
        is_bug = not isinstance(error, ShopdeskError)
        if is_bug:
            _log.error("work failed", exc_info=error)
        if is_there and job._failed is not None:
            job._failed(error)
        if is_bug or (job._failed is None and not isinstance(error, Cancelled)):
            self.broke.emit(error)

    def _say_busy(self) -> None:
        if self._alive:
            self.busy.emit(True)


class _Runner:
    """A thread that does one job after the other; started with the first."""

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._name = name
        self._thread: threading.Thread | None = None

    def put(self, job: Job) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name=f"shopdesk-{self._name}", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    @property
    def is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def close(self, wait_s: float) -> None:
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(wait_s)

    def _loop(self) -> None:
        while (job := self._jobs.get()) is not None:
            if shiboken6.isValid(job):
                began = time.monotonic()
                job._run()
                if time.monotonic() - began > _LONG_S:
                    memory.give_back()


def _takes_progress(work: Callable[..., Any]) -> bool:
    try:
        return "progress" in inspect.signature(work).parameters
    except (TypeError, ValueError):
        return False


def _insist_bound(call: Callable[..., Any]) -> None:
    inner = call.func if isinstance(call, partial) else call
    if not isinstance(getattr(inner, "__self__", None), QObject):
        raise TypeError("done and failed must be bound methods of a QObject")
