"""What the first paint may cost, and what happens where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from shopdesk.services import morning, settings
from shopdesk.services.context import Shop
from shopdesk.services.morning import Glance
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.today.page import Page

HEAVY = ("pandas", "numpy", "matplotlib", "statsmodels", "scipy", "sqlalchemy", "sqlmodel", "babel")

SHELL = """
import sys
from pathlib import Path
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.ui import startup

folder = DataFolder(Path(sys.argv[1]))
app = startup.make_application(folder, morning.glance(folder), None)
starter = startup.Starter(folder, today=None, demo=False)
starter.window.painted.disconnect(starter.open_shop)
starter.window.show()
app.processEvents()
assert starter.window.isVisible()
print(" ".join(name for name in sys.argv[2:] if name in sys.modules))
"""


def _run(code: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error", **more}
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_window_shows_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    done = _run(SHELL, str(tmp_path), *HEAVY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_without_a_screen_the_owner_reads_one_sentence_and_what_to_do(tmp_path: Path) -> None:
    code = (
        "import sys; from shopdesk.ui.app import run;"
        "sys.exit(run(home=sys.argv[1], language='es', today=None, demo=False))"
    )
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=bare,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "pantalla" in done.stderr or "falta" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_window_starts_whatever_number_the_owner_chose(shop: Shop) -> None:
    settings.put(shop, "window.text_size", "110")
    settings.put(shop, "mail.per_day", "250")
    settings.put(shop, "planning.service", "0.97")
    assert morning.glance(shop.folder).text_size == 110


def test_a_shop_of_which_nothing_was_kept_says_that_it_is_being_opened(qtbot: QtBot, dressed: object) -> None:
    page = Page(Desk(), Glance(has_sales=True))
    qtbot.addWidget(page)
    page.show()
    assert page.progress.isVisible()
    assert page.progress.words.text() == "Abriendo tu tienda…"
    assert not page.progress.cancel.isVisible()
    fresh = Page(Desk(), Glance())
    qtbot.addWidget(fresh)
    fresh.show()
    assert not fresh.progress.isVisible()
