"""Sixty thousand orders in the window: what a page, a key and the longest silence cost, and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing
from shopdesk.shop import open_shop
from tests.benchmarks import planted_orders

pytestmark = pytest.mark.bench

LINES = 155_000
"""Lines of the export: 2.6 an order."""
TODAY = date(2026, 11, 2)
WALK = Path(__file__).with_name("window_walk.py")


def _worst(steps: list[list], place: int) -> str:
    what, *figures = max(steps, key=lambda step: step[1 + place])
    return f"{figures[place]:.0f} ms ({what})"


def test_a_walk_on_sixty_thousand_orders(tmp_path: Path) -> None:
    home = tmp_path / "home"
    file = tmp_path / "orders.csv"
    planted_orders.write(file, LINES)
    shop = open_shop(DataFolder(home), today=TODAY)
    orders = importing.import_files(shop, [file])[0].orders_new
    shop.store.close()
    command = [sys.executable, str(WALK), str(home), TODAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1500, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"\n{orders:,} orders, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for place, clock in enumerate(("wall", "own processor time")):
        gaps = sorted(gap[place] for gap in found["gaps"])
        print(
            f"{clock}: worst page {_worst(found['pages'], place)}, worst key {_worst(found['keys'], place)}, "
            f"silences p99 {gaps[int(len(gaps) * 0.99)]:.0f} ms, longest {gaps[-1]:.0f} ms"
        )
    print(f"memory after the walk: {found['resident_kb'] / 1024:.0f} MB")
    assert orders >= 50_000
    assert len(found["pages"]) >= 16
