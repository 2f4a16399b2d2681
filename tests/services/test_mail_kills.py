"""Random kill -9 in batches of fifty: nothing twice, nothing falsely sent, nothing lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from mail_server import PASSWORD, Certificates, Running, make_certificates, running
from mail_shop import ROOT, a_customer, a_sale, buyers, set_account

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.outreach.flows import State
from shopdesk.services.mail import approve, status
from shopdesk.store.models import Variant

BATCH = 50
_SENDER = """
import sys
from datetime import date
from pathlib import Path
from shopdesk.runtime.paths import DataFolder
from shopdesk.services.mail.send import send_batch
from shopdesk.shop import open_shop
shop = open_shop(DataFolder(Path(sys.argv[1])), today=date(2026, 11, 21))
print("ready", flush=True)
send_batch(shop)
"""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    unknown: int = 0
    letters: int = 0


def a_sender(shop) -> subprocess.Popen[str]:
    """Start a sender; its pace decides whether letters are taken one by one or in groups."""
    environment = os.environ | {"SHOPDESK_MAIL_PASSWORD": PASSWORD}
    return subprocess.Popen(
        [sys.executable, "-c", _SENDER, str(shop.folder.root)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def fill(shop, start: int) -> None:
    """Add fifty new buyers of this week and approve their letters."""
    with shop.store.write() as session:
        variant = session.get(Variant, 1)
        for number in range(start, start + BATCH):
            customer = a_customer(session, f"Cliente{number}", f"k{number}@example.com")
            a_sale(session, customer, variant, shop.today() - timedelta(days=1), number=f"k{number}")
    assert len(approve.approve(shop).letters) == BATCH


def waiting(shop) -> int:
    counted = Counter(one.state for one in status.everything(shop))
    return counted[State.APPROVED] + counted[State.QUEUED] + counted[State.SENDING]


def kill_at_random(shop, server: Running, chance: random.Random) -> bool:
    """Let the sender run for a moment and kill it; False if it ended first.

    One kill in five comes at any time from the start; the others once it has logged in, however slow the
    computer, so that they fall among the letters.
    """
    before, process = server.post.logins, a_sender(shop)
    assert process.stdout is not None
    process.stdout.readline()
    if chance.random() < 0.8:
        patience = time.monotonic() + 60
        while server.post.logins == before and process.poll() is None and time.monotonic() < patience:
            time.sleep(0.001)
    time.sleep(chance.random() ** 2 * 0.3)
    ended = process.poll() is not None
    if not ended:
        os.kill(process.pid, signal.SIGKILL)
    _out, err = process.communicate()
    assert not ended or process.returncode == 0, err
    return not ended


def check(shop, server: Running) -> None:
    copies = server.post.copies()
    assert not copies or max(copies.values()) == 1, "a letter left twice"
    for letter in status.everything(shop):
        if letter.state is State.SENT:
            assert copies[letter.message_id] == 1, "a letter is called sent that never arrived"
        if letter.state in (State.QUEUED, State.APPROVED, State.FAILED):
            assert copies[letter.message_id] == 0, "a letter that left waits to leave again"
        assert letter.state in (State.SENT, State.UNKNOWN, State.QUEUED, State.APPROVED, State.SENDING)


def run(shop, server: Running, kills: int, seed: int) -> Tally:
    chance, tally = random.Random(seed), Tally()
    while tally.kills < kills:
        if not waiting(shop):
            fill(shop, tally.letters)
            tally.letters += BATCH
        tally.kills += kill_at_random(shop, server, chance)
        check(shop, server)
    last = a_sender(shop)
    _out, err = last.communicate(timeout=120)
    assert last.returncode == 0, err
    check(shop, server)
    counted = Counter(one.state for one in status.everything(shop))
    tally.unknown = counted[State.UNKNOWN]
    assert counted[State.SENT] + counted[State.UNKNOWN] == tally.letters, "a letter was lost"
    assert tally.unknown <= tally.kills
    return tally


@pytest.fixture
def shop(shop):
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}))
    buyers(shop, 0)
    return shop


@pytest.mark.parametrize("pace", [0.0, 0.001], ids=["in groups", "one by one"])
@pytest.mark.parametrize("seed", [5, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (50, 51))])
def test_random_kills_in_batches_of_fifty(shop, certificates, pace, seed) -> None:
    with running(certificates) as server:
        # A computer busy with other work may keep server or sender waiting for long: that is no kill.
        more = {"mail.per_day": 100_000, "mail.pace_seconds": pace, "mail.timeout_seconds": 60.0}
        set_account(shop, server.port, certificates, **more)
        tally = run(shop, server, kills=5 if seed == 5 else 50, seed=seed)
        print(f"\n{tally}, logins {server.post.logins}")
