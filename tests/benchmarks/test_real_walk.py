"""A morning with the keyboard alone, and one with the mouse alone, by real events on a real screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import demo, reorder, settings, supply, today
from shopdesk.shop import open_shop
from tests.benchmarks import as_installed

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(
        not all(map(shutil.which, ("Xvfb", "xdotool", "openbox", "xclip", "import"))),
        reason="needs xvfb, xdotool, openbox, xclip and imagemagick",
    ),
]

TODAY = date(2026, 11, 21)
WALK = Path(__file__).with_name("real_walk.py")


def _name_supplier(home: Path, day: str) -> None:
    """Say who sells what nobody is named for: without it no order can be written down as placed.

    The figures of the day are kept as the program does when it is closed, and begun with the next time.
    """
    shop = open_shop(DataFolder(home), today=date.fromisoformat(day))
    nameless = {line.product_id for line in reorder.suggest(shop).lines if line.supplier_id is None}
    if nameless:
        supply.name_first(shop, nameless, "Calzado León")
        today.compute(shop)
    shop.store.close()


@pytest.mark.parametrize("hand", ["keys", "mouse"])
def test_the_whole_morning_is_walked_with_one_hand(hand: str, tmp_path: Path) -> None:
    """The shop named by SHOPDESK_WALK_HOME (its day by SHOPDESK_WALK_DAY), else the example shop.

    In the example shop the letters leave, to a folder.
    """
    home, kept = tmp_path / "home", os.environ.get("SHOPDESK_WALK_HOME")
    day = os.environ.get("SHOPDESK_WALK_DAY", TODAY.isoformat()) if kept else TODAY.isoformat()
    if kept:
        shutil.copytree(kept, home)
        _name_supplier(home, day)
    else:
        shop = open_shop(DataFolder(home), today=TODAY)
        demo.fill(shop)
        settings.put(shop, "mail.pace_seconds", "0")
        shop.store.close()
    command = [sys.executable, str(WALK), hand, str(home), day, str(tmp_path / "seen")]
    done = subprocess.run(
        command if kept else [*command, "--send"],
        capture_output=True,
        text=True,
        timeout=900,
        check=True,
        env=as_installed.environment(),
    )
    found = json.loads(done.stdout.splitlines()[-1])
    worst: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for phase, wall, own in found["gaps"]:
        worst[phase] = [max(worst[phase][0], wall), max(worst[phase][1], own)]
    held = {phase: kb / 1024 for phase, kb in found["memory"]}
    print(f"\n{hand}, load {os.getloadavg()[0]:.1f}, memory {found['resident_kb'] / 1024:.0f} MB")
    for phase, (wall, own) in worst.items():
        print(
            f"  {phase}: longest silence {wall:.0f} ms, {own:.0f} ms of the window's own, "
            f"{held.get(phase, 0):.0f} MB after it"
        )
    print(f"missed: {', '.join(found['missed']) or 'nothing'}; {found['letters']} letters left")
    assert found["missed"] == []
    assert found["pdf"]
    assert kept is not None or found["letters"] > 0
