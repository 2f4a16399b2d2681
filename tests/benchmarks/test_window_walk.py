"""Sixty thousand orders in the window: what a page, a key and the longest silence cost, and memory."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing
from shopdesk.shop import open_shop
from tests.benchmarks import as_installed, planted_orders

pytestmark = pytest.mark.bench

LINES = 155_000
"""Lines of the export: 2.6 an order."""
TODAY = date(2026, 11, 2)
WALK = Path(__file__).with_name("window_walk.py")


def _worst(steps: list[list], place: int) -> str:
    what, *figures = max(steps, key=lambda step: step[1 + place])
    return f"{figures[place]:.0f} ms ({what})"


def _home(tmp_path: Path) -> Path:
    """Return a folder with the big shop: a copy of the one named by SHOPDESK_WALK_HOME, or a new one."""
    home = tmp_path / "home"
    if kept := os.environ.get("SHOPDESK_WALK_HOME"):
        shutil.copytree(kept, home)
        return home
    file = tmp_path / "orders.csv"
    planted_orders.write(file, LINES)
    shop = open_shop(DataFolder(home), today=TODAY)
    importing.import_files(shop, [file])
    shop.store.close()
    return home


def test_a_walk_on_sixty_thousand_orders(tmp_path: Path) -> None:
    home = _home(tmp_path)
    with closing(sqlite3.connect(home / "shop.db")) as base:
        (orders,) = base.execute("SELECT count(*) FROM sale_order").fetchone()
    command = [sys.executable, str(WALK), str(home), TODAY.isoformat()]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=1500, check=True, env=as_installed.environment()
    )
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"\n{orders:,} orders, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for place, clock in enumerate(("wall", "own processor time")):
        gaps = sorted(((gap[place], gap[2]) for gap in found["gaps"]), reverse=True)
        longest = ", ".join(f"{length:.0f} ms ({step})" for length, step in gaps[:3])
        print(
            f"{clock}: worst page {_worst(found['pages'], place)}, worst key {_worst(found['keys'], place)}, "
            f"silences p99 {gaps[len(gaps) // 100][0]:.0f} ms, longest {longest}"
        )
    print(f"memory after the walk: {found['resident_kb'] / 1024:.0f} MB")
    assert orders >= 50_000
    assert len(found["pages"]) >= 16
