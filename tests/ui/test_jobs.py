"""Work off the window's thread: delivered in it, in order, never to a widget that is gone."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shopdesk.runtime import memory
from shopdesk.runtime.errors import Cancelled, WrongInput
from shopdesk.runtime.progress import Progress
from shopdesk.ui import jobs
from shopdesk.ui.desk import Desk


class Hearer(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.outcomes: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[str] = set()

    def hear(self, outcome: object) -> None:
        self.outcomes.append(outcome)
        self.threads.add(threading.current_thread().name)

    def mourn(self, error: Exception) -> None:
        self.errors.append(error)


def test_outcomes_arrive_in_the_windows_thread_in_order(desk: Desk, qtbot: QtBot) -> None:
    hearer = Hearer()
    seen: list[str] = []

    def work() -> int:
        seen.append(threading.current_thread().name)
        return len(seen)

    for _turn in range(5):
        desk.jobs.start(work, owner=hearer, done=hearer.hear)
    qtbot.waitUntil(lambda: len(hearer.outcomes) == 5)
    assert hearer.outcomes == [1, 2, 3, 4, 5]
    assert hearer.threads == {"MainThread"}
    assert set(seen) == {"shopdesk-database"}


def test_numbers_beyond_thirty_two_bits_survive_the_way(desk: Desk, qtbot: QtBot) -> None:
    hearer = Hearer()
    reports: list[object] = []
    connected = threading.Event()

    def work(progress: Progress) -> int:
        assert connected.wait(20)
        progress(2**40, 2**40, "renglones")
        return 2**41

    job = desk.jobs.start(work, owner=hearer, done=hearer.hear)
    job.progressed.connect(lambda done, total, what: reports.append((done, total, what)))
    connected.set()
    qtbot.waitUntil(lambda: bool(hearer.outcomes))
    assert hearer.outcomes == [2**41]
    assert reports == [(2**40, 2**40, "renglones")]


def test_cancel_stops_the_work_at_its_next_report(desk: Desk, qtbot: QtBot) -> None:
    hearer = Hearer()
    reached: list[int] = []

    def work(progress: Progress) -> None:
        for turn in range(1000):
            reached.append(turn)
            progress(turn, 1000, "")
            time.sleep(0.002)

    job = desk.jobs.start(work, owner=hearer, done=hearer.hear, failed=hearer.mourn)
    qtbot.waitUntil(lambda: len(reached) > 2)
    job.cancel()
    qtbot.waitUntil(lambda: bool(hearer.errors))
    assert isinstance(hearer.errors[0], Cancelled)
    assert len(reached) < 1000
    assert hearer.outcomes == []


def test_nothing_is_delivered_to_an_owner_that_is_gone(desk: Desk, qtbot: QtBot) -> None:
    hearer, other = Hearer(), Hearer()
    gate = threading.Event()
    desk.jobs.start(gate.wait, owner=hearer, done=other.hear)
    hearer.deleteLater()
    qtbot.wait(10)
    gate.set()
    qtbot.waitUntil(lambda: desk.jobs.is_idle)
    assert other.outcomes == []


def test_a_lambda_is_refused(desk: Desk) -> None:
    with pytest.raises(TypeError):
        desk.jobs.start(int, owner=desk, done=lambda outcome: outcome)


def test_an_answer_in_words_goes_to_whoever_asked_and_a_bug_to_everybody(
    desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    hearer = Hearer()
    broken: list[object] = []
    desk.jobs.broke.connect(broken.append)

    def refuse() -> None:
        raise WrongInput("No se puede.")

    def break_() -> None:
        raise KeyError("x")

    desk.jobs.start(refuse, owner=hearer, done=hearer.hear, failed=hearer.mourn)
    desk.jobs.start(break_, owner=hearer, done=hearer.hear, failed=hearer.mourn)
    qtbot.waitUntil(lambda: len(hearer.errors) == 2)
    assert [type(error) for error in broken] == [KeyError]


def test_the_network_does_not_hold_up_the_shop(desk: Desk, qtbot: QtBot) -> None:
    hearer = Hearer()
    gate = threading.Event()
    desk.jobs.start(gate.wait, owner=hearer, done=hearer.hear, network=True)
    desk.jobs.start(lambda: "read", owner=hearer, done=hearer.hear)
    qtbot.waitUntil(lambda: hearer.outcomes == ["read"])
    gate.set()
    qtbot.waitUntil(lambda: desk.jobs.is_idle)


def test_after_closing_nothing_runs_and_long_work_gave_its_memory_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bool] = []
    monkeypatch.setattr(jobs, "_LONG_S", -1.0)
    monkeypatch.setattr(jobs.memory, "give_back", lambda: given.append(True))
    desk, hearer = Desk(), Hearer()
    desk.jobs.start(lambda: 7, owner=hearer, done=hearer.hear)
    qtbot.waitUntil(lambda: bool(hearer.outcomes), timeout=20_000)
    assert not desk.jobs.has_ended
    desk.jobs.close(60)
    assert desk.jobs.has_ended
    assert given == [True]
    memory.give_back()
