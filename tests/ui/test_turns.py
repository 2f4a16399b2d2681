"""Work put off to later turns of the window's thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shopdesk.ui.turns import Turns


def test_pieces_are_done_one_a_turn_in_their_order(qtbot: QtBot, dressed: object) -> None:
    owner, done = QObject(), list[str]()
    turns = Turns(owner)
    for name in ("first", "second"):
        turns.put(name, partial(done.append, name))
    assert done == []
    qtbot.waitUntil(lambda: turns.is_idle, timeout=5000)
    assert done == ["first", "second"]


def test_what_is_wanted_now_is_done_at_once_and_not_again(qtbot: QtBot, dressed: object) -> None:
    owner, done = QObject(), list[str]()
    turns = Turns(owner)
    for name in ("first", "second"):
        turns.put(name, partial(done.append, name))
    turns.now("second")
    assert done == ["second"]
    qtbot.waitUntil(lambda: turns.is_idle, timeout=5000)
    turns.now("second")
    assert done == ["second", "first"]


def test_newer_work_takes_the_place_of_what_still_waits(qtbot: QtBot, dressed: object) -> None:
    owner, done = QObject(), list[str]()
    turns = Turns(owner)
    turns.put("view", partial(done.append, "old"))
    turns.put("view", partial(done.append, "new"))
    qtbot.waitUntil(lambda: turns.is_idle, timeout=5000)
    assert done == ["new"]
