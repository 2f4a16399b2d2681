"""The real window with a clock inside that notes its silences, and answers where things are on screen.

    python watched_window.py HOME YYYY-MM-DD

Reads one command a line from standard input and answers each with one line of JSON: ``where NAME`` (centres
of the visible widgets of that name, of a dialog's buttons by their words), ``state``, ``phase NAME``,
``report``. It never presses anything itself.
"""

from __future__ import annotations

import json
import os
import sys
import time
from array import array
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.ui import startup
from shopdesk.ui.startup import Starter


class Watcher(QObject):
    """Times the window's thread from inside and answers the walker."""

    def __init__(self, starter: Starter) -> None:
        super().__init__()
        self._starter = starter
        self._phase = "start"
        self._memory: list[tuple[str, int]] = []
        """What it held when each phase ended, in KB."""
        self._gaps = {self._phase: (array("f"), array("f"))}
        self._last = (time.perf_counter(), time.thread_time())
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(5)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._asked.activated.connect(self._answer)
        self._rest = b""

    def _tick(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        phase = self._gaps.setdefault(self._phase, (array("f"), array("f")))
        for kept, new, last in zip(phase, now, self._last, strict=True):
            kept.append((new - last) * 1000)
        self._last = now

    def _answer(self) -> None:
        self._rest += os.read(sys.stdin.fileno(), 65536)
        while b"\n" in self._rest:
            line, self._rest = self._rest.split(b"\n", 1)
            verb, _space, about = line.decode().partition(" ")
            answer = {"where": self._where, "state": self._state, "phase": self._turn, "report": self._report}
            print(json.dumps(answer[verb](about)), flush=True)

    def _where(self, name: str) -> list[list[int]]:
        found = []
        for top in QApplication.topLevelWidgets():
            for widget in top.findChildren(QWidget):
                words = widget.text().replace("&", "") if isinstance(widget, QPushButton) else ""
                if name in (widget.objectName(), words) and _is_seen(widget):
                    at = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
                    found.append([at.x(), at.y(), widget.width(), widget.height(), int(widget.isEnabled())])
        return found

    def _state(self, _about: str) -> dict[str, object]:
        desk, window, focus = self._starter.desk, self._starter.window, QApplication.focusWidget()
        return {
            "room": window.room(),
            "ready": desk.is_ready and desk.jobs.is_idle,
            "focus": focus.objectName() if focus is not None else "",
            "kind": type(focus).__name__ if focus is not None else "",
            "dialog": QApplication.activeModalWidget() is not None,
            "copied": QApplication.clipboard().text()[:60],
        }

    def _turn(self, name: str) -> str:
        self._memory.append((self._phase, _resident_kb()))
        self._phase = name
        return name

    def _report(self, _about: str) -> dict[str, object]:
        gaps = [(phase, *gap) for phase, both in self._gaps.items() for gap in zip(*both, strict=True)]
        return {"gaps": gaps, "memory": self._memory, "resident_kb": _resident_kb()}


def _resident_kb() -> int:
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), 0)


def _is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def main(home: Path, today: date) -> None:
    """Open the window; letters go to a folder beside the shop."""
    folder = DataFolder(home)
    app = startup.make_application(folder, morning.glance(folder), "es")
    sys.setswitchinterval(0.001)
    starter = Starter(folder, today=today, demo=True)
    starter.window.setGeometry(0, 20, 1366, 740)
    starter.window.show()
    watcher = Watcher(starter)
    watcher.setParent(starter)
    code = app.exec()
    starter.close()
    os._exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
