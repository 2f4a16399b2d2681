"""A large Shopify export through the whole import, beside ``sqlite-utils insert --csv`` of the same file.

Run with ``pytest -m bench tests/benchmarks/test_import_speed.py -s``. SHOPDESK_BENCH_LINES sets the length (a
million by default), SHOPDESK_SQLITE_UTILS the peer's program where it is not on the path.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import planted_orders
import pytest

LINES = int(os.environ.get("SHOPDESK_BENCH_LINES", "1000000"))
MEGABYTE = 1 << 20
OURS = """
import json, resource, sys, time
from pathlib import Path
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing
from shopdesk.shop import open_shop
warm = open_shop(DataFolder(Path(sys.argv[1]).with_name("warm")))
importing.import_files(warm, [Path(sys.argv[3])])
shop = open_shop(DataFolder(Path(sys.argv[1])))
found = []
for _turn in range(2):
    began = time.process_time()
    done = importing.import_files(shop, [Path(sys.argv[2])])[0]
    found.append({"cpu": time.process_time() - began, "lines": done.lines, "new": done.orders_new,
                  "same": done.orders_same, "changed": done.orders_changed})
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"turns": found, "peak_kb": peak}))
"""
PEER = """
import json, resource, subprocess, sys
subprocess.run([sys.argv[1], "insert", sys.argv[2], "orders", sys.argv[3], "--csv", "--silent"], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "peak_kb": used.ru_maxrss}))
"""


def _run(script: str, *words: object) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, words)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _ours(tmp_path: Path, lines: int) -> tuple[dict, Path]:
    file = tmp_path / "orders.csv"
    written = planted_orders.write(file, lines)
    few = tmp_path / "few.csv"
    planted_orders.write(few, 10)  # what the program loads and compiles once is start-up
    found = _run(OURS, tmp_path / "home", file, few)
    first, again = found["turns"]
    assert first["lines"] == written
    assert (again["new"], again["changed"], again["same"]) == (0, 0, first["new"])
    return found, file


@pytest.mark.bench
def test_a_long_export_costs_no_more_than_the_plain_insert_of_a_peer(tmp_path):
    found, file = _ours(tmp_path, LINES)
    first, again = found["turns"]
    peak = found["peak_kb"] / 1024
    print(f"\nshopdesk import, {LINES:,} lines: {first['cpu']:.1f} CPU s, peak {peak:.0f} MB")
    print(f"the same file again: {again['cpu']:.1f} CPU s")
    assert found["peak_kb"] * 1024 < 400 * MEGABYTE
    assert again["cpu"] < first["cpu"] * 1.1
    program = os.environ.get("SHOPDESK_SQLITE_UTILS") or shutil.which("sqlite-utils")
    if program is None:
        pytest.skip("sqlite-utils is not installed: nothing to compare with")
    peer = _run(PEER, program, tmp_path / "peer.db", file)
    print(f"sqlite-utils insert --csv: {peer['cpu']:.1f} CPU s, peak {peer['peak_kb'] / 1024:.0f} MB")
    assert first["cpu"] <= peer["cpu"]


@pytest.mark.bench
def test_ten_thousand_lines_take_under_two_seconds(tmp_path):
    found, _file = _ours(tmp_path, 10_000)
    print(f"\nshopdesk import, 10,000 lines: {found['turns'][0]['cpu']:.2f} CPU s")
    assert found["turns"][0]["cpu"] < 2.0
