"""A walk through the window on a data folder, measured from inside; prints one JSON document.

    python window_walk.py HOME YYYY-MM-DD

Every page twice, every tab, four letters into every search field. Each figure comes as time on the wall and
as processor time of the window's own thread: on a busy machine the first measures the neighbours. A gap is
named by the step after which it came.
"""

from __future__ import annotations

import json
import os
import sys
import time
from array import array
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.ui import registry, startup
from shopdesk.ui.startup import Starter
from shopdesk.ui.widgets import SearchField

REST_S = 120
TYPED = "nube"


class Walk:
    """Drives one window and keeps what each step cost."""

    def __init__(self, app: QApplication, starter: Starter) -> None:
        self._app, self._starter, self._window = app, starter, starter.window
        self.pages: list[tuple[str, float, float]] = []
        self.keys: list[tuple[str, float, float]] = []
        self.steps = ["start"]
        # On the wall, of the own thread, and in which step; as tuples 5 MB of the figure.
        self.gaps = (array("f"), array("f"), array("H"))
        self._last = (time.perf_counter(), time.thread_time())
        self._clock = QTimer()
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(5)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def go(self) -> None:
        """Walk."""
        self._rest()
        for turn in ("first", "again"):
            for spec in registry.PAGES:
                self._measure(self.pages, f"{spec.room} {turn}", lambda room=spec.room: self._window.go(room))
                self._rest()
        for spec in registry.PAGES:
            self._window.go(spec.room)
            self._rest()
            self._tabs(spec.room)

    def _tabs(self, room: str) -> None:
        page = self._window.page()
        if page is None:
            return
        for tab in page.header.tabs.keys() or [""]:
            if tab:
                self._measure(self.pages, f"{room} {tab}", lambda tab=tab: page.header.tabs.pick(tab))
                self._rest()
            for field in page.findChildren(SearchField):
                if field.isVisible():
                    self._type(field)

    def _type(self, field: SearchField) -> None:
        for letter in TYPED:
            self._measure(
                self.keys, f"{field.objectName()} {letter}", lambda one=letter: QTest.keyClick(field, one)
            )
            self._run(0.25)
        field.clear()
        self._rest()

    def _measure(self, into: list[tuple[str, float, float]], what: str, act: Callable[[], object]) -> None:
        self.steps.append(what)
        wall, own = time.perf_counter(), time.thread_time()
        act()
        self._app.processEvents()
        into.append((what, (time.perf_counter() - wall) * 1000, (time.thread_time() - own) * 1000))

    def _tick(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        for kept, new, last in zip(self.gaps[:2], now, self._last, strict=True):
            kept.append((new - last) * 1000)
        self.gaps[2].append(len(self.steps) - 1)
        self._last = now

    def _run(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._app.processEvents()
            time.sleep(0.001)

    def _rest(self) -> None:
        until, still = time.perf_counter() + REST_S, 0
        desk = self._starter.desk
        while time.perf_counter() < until and still < 60:
            self._app.processEvents()
            time.sleep(0.002)
            still = still + 1 if desk.is_ready and desk.jobs.is_idle else 0


def main(home: Path, today: date) -> None:
    """Walk and print."""
    folder = DataFolder(home)
    app = startup.make_application(folder, morning.glance(folder), None)
    sys.setswitchinterval(0.001)
    starter = Starter(folder, today=today, demo=False)
    starter.window.resize(1366, 690)
    starter.window.show()
    walk = Walk(app, starter)
    walk.go()
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    resident = next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), 0)
    gaps = [(wall, own, walk.steps[step]) for wall, own, step in zip(*walk.gaps, strict=True)]
    print(json.dumps({"pages": walk.pages, "keys": walk.keys, "gaps": gaps, "resident_kb": resident}))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
