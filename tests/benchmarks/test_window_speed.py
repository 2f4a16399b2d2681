"""What the owner waits for: the first paint, and the window's longest silence while a big file comes in."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.services import importing
from shopdesk.services.context import Shop
from shopdesk.ui.collecting import Collector
from shopdesk.ui.desk import Desk

pytestmark = pytest.mark.bench

LINES = 100_000
RUNS = 9


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """Return a desk without a window."""
    found = Desk()
    collector = Collector(found)  # as the window does: the whole heap was walked for 300 to 480 ms without
    collector.start()
    collector.settle()
    yield found
    found.jobs.close()
    collector.stop()


SHELL = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.ui import startup
folder = DataFolder(Path(sys.argv[1]))
app = startup.make_application(folder, morning.glance(folder), None)
starter = startup.Starter(folder, today=None, demo=False)
starter.window.painted.disconnect(starter.open_shop)
starter.window.restore()
starter.window.show()
app.processEvents()
print(time.perf_counter() - began)
"""


PEER = """
import os, sys, time
began = time.perf_counter()
sys.argv = ["vorta", "--development", sys.argv[1]]
from vorta import application
def shown(app):
    app.main_window.show()
    app.processEvents()
    print(time.perf_counter() - began)
    sys.stdout.flush()
    os._exit(0)
application.VortaApp.open_main_window_action = shown
application.VortaApp.exec = shown
from vorta.__main__ import main
main()
"""


def _painted(python: str, script: str, home: Path) -> float:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [python, "-c", script, str(home)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=True)
    return float(done.stdout.split()[-1])


def test_first_paint_beside_the_peers(tmp_path: Path) -> None:
    """The peer's interpreter is named by VORTA_PYTHON. Turn by turn, best of each: the rest is neighbours.

    0.46 of Vorta's on a quiet machine, 0.53 on a busy one.
    """
    peer = os.environ.get("VORTA_PYTHON")
    for python, package in ((sys.executable, "shopdesk"), (peer, "vorta")):
        if python:  # as pip leaves them; some environments forbid Python to keep its byte code
            _compiled(python, package)
    ours, theirs = [], []
    for _turn in range(RUNS):
        ours.append(_painted(sys.executable, SHELL, tmp_path / "ours"))
        if peer:
            theirs.append(_painted(peer, PEER, tmp_path / "theirs"))
    print(f"\nfirst paint: best {min(ours):.2f} s, median {statistics.median(ours):.2f} s")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    if theirs:
        print(f"Vorta: best {min(theirs):.2f} s, median {statistics.median(theirs):.2f} s")
        ratio = min(ours) / min(theirs)
        print(f"ours is {ratio:.2f} of it")
        assert ratio <= 0.5


def _compiled(python: str, package: str) -> None:
    script = f"import compileall, {package}; compileall.compile_dir({package}.__path__[0], quiet=1)"
    subprocess.run([python, "-c", script], capture_output=True, timeout=300, check=True)


class _Silences:
    """The gaps between ticks of a 5 ms clock in the window's thread."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


def _write(file: Path) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write("fecha,pedido,producto,color,talla,cantidad,precio\n")
        for n in range(LINES):
            day = date(2024, 1, 1) + timedelta(n % 700)
            out.write(f"{day},P{n},Tenis Nube {n % 40},Blanco,{22 + n % 9 / 2},1,{790 + n % 50}\n")


def test_the_window_answers_while_a_hundred_thousand_lines_come_in(
    desk: Desk, shop: Shop, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    _write(file)
    desk.set_shop(shop)
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.001)
    results: list[object] = []
    began = time.perf_counter()
    silences = _Silences()
    desk.jobs.start(partial(importing.import_files, shop, [file]), owner=desk, done=desk.noted).ended.connect(
        partial(results.append, True)
    )
    try:
        qtbot.waitUntil(lambda: bool(results), timeout=500_000)
    finally:
        sys.setswitchinterval(before)
    gaps = sorted(silences.gaps)
    took, load = time.perf_counter() - began, os.getloadavg()[0]
    p99 = gaps[int(len(gaps) * 0.99)]
    print(
        f"{LINES:,} lines in {took:.1f} s; longest silence {gaps[-1] * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms"
    )
    print(f"load {load:.1f} on {os.cpu_count()} cores")
    assert importing.history(shop)[0].result.orders_new == LINES
