"""Killed with -9 at any moment, a shop is as before the import or as after it."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing
from shopdesk.services.summary import summarise
from shopdesk.shop import open_shop

SCRIPT = """
import sys
from pathlib import Path
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing
from shopdesk.shop import open_shop
shop = open_shop(DataFolder(Path(sys.argv[1])))
print("ready", flush=True)
importing.import_files(shop, [Path(one) for one in sys.argv[2:]])
print("done", flush=True)
"""
ORDERS = 600


def _write_orders(path: Path, *, paid: bool) -> None:
    rows = ["date,order,sku,product,size,quantity,unit_price,status,email"]
    rows += [
        f"2026-11-{n % 20 + 1:02d},A-{n},BOTA-{n % 7},Bota,{20 + n % 7},1,100,"
        f"{'paid' if paid else 'pending'},c{n % 50}@example.com"
        for n in range(ORDERS)
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _start(folder: DataFolder, *files: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, str(folder.root), *map(str, files)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


@pytest.fixture
def before(tmp_path: Path, template: Path) -> DataFolder:
    """Return a shop that knows all orders of the file, still unpaid."""
    folder = DataFolder(tmp_path / "before")
    folder.make()
    shutil.copy(template, folder.database)
    _write_orders(tmp_path / "before.csv", paid=False)
    shop = open_shop(folder)
    importing.import_files(shop, [tmp_path / "before.csv"])
    shop.store.close()
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def _copy(folder: DataFolder, name: str) -> DataFolder:
    made = DataFolder(folder.root.with_name(name))
    shutil.copytree(folder.root, made.root)
    return made


def _state(folder: DataFolder) -> tuple[int, int, int]:
    with closing(sqlite3.connect(folder.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    shop = open_shop(folder)
    try:
        found = summarise(shop)
        return found.orders, found.pending, len(importing.history(shop))
    finally:
        shop.store.close()


def _kill_at_moments(before: DataFolder, moments: int, seed: int) -> set[tuple[int, int, int]]:
    update = before.root.with_name("update.csv")
    _write_orders(update, paid=True)
    whole = _copy(before, "whole")
    began = time.perf_counter()
    with _start(whole, update) as running:
        began = time.perf_counter()
        running.wait()
    took = time.perf_counter() - began
    assert _state(whole) == (ORDERS, 0, 2)
    chance = random.Random(seed)
    seen = set()
    for number in range(moments):
        shop = _copy(before, f"killed{number}")
        with _start(shop, update) as running:
            time.sleep(took * (number + chance.random()) / moments)
            running.send_signal(signal.SIGKILL)
            running.wait()
        seen.add(_state(shop))
        shutil.rmtree(shop.root)
    return seen


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_at_ten_moments_the_shop_is_as_before_or_as_after(before):
    assert _kill_at_moments(before, 10, seed=1) <= {(ORDERS, ORDERS, 1), (ORDERS, 0, 2)}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_at_fifty_moments_the_shop_is_as_before_or_as_after(before):
    seen = _kill_at_moments(before, 50, seed=2)
    assert seen == {(ORDERS, ORDERS, 1), (ORDERS, 0, 2)}
