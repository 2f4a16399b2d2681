"""The outbox beside a bare smtplib loop: letters a second, both over one login.

Both send the same bytes to the same server, a process of its own, in turns of fifty letters. What ours does
aside is waited for before the bare loop's turn begins, on our time. Where the system allows it, both and the
server go before everything else the computer does: among ten busy programs on two cores the ratio measures
those (0.66 to 0.80, at a fifth of the rate) and not ours.
"""

from __future__ import annotations

import os
import resource
import smtplib
import sqlite3
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from mail_server import PASSWORD, USER, make_certificates
from mail_shop import buyers, set_account
from sqlalchemy import update

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.outreach.flows import State
from shopdesk.services.mail import approve
from shopdesk.services.mail.places import journal_file
from shopdesk.services.mail.send import send_batch
from shopdesk.store.models import OutboxLetter

LETTERS = 500
SLICE = 50
BATCHES = 3
_SERVER = """
import sys, time, pathlib
sys.path.insert(0, sys.argv[1])
from mail_server import Certificates, running
folder = pathlib.Path(sys.argv[2])
with running(Certificates(folder/'authority.pem', folder/'server.pem', folder/'server.key')) as server:
    print(server.port, flush=True)
    sys.stdin.readline()
"""


@pytest.mark.bench
def test_five_hundred_letters_leave_nearly_as_fast_as_a_bare_loop(shop, tmp_path: Path) -> None:
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}))
    certificates = make_certificates(tmp_path / "certificates")
    buyers(shop, LETTERS)
    here = Path(__file__).resolve().parent.parent
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(here), str(tmp_path / "certificates")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = int(server.stdout.readline())
        set_account(shop, port, certificates, **{"mail.per_day": 5000})
        letters = approve.approve(shop).letters
        with shop.store.read() as session:
            raws = [session.get(OutboxLetter, n + 1).raw for n in range(LETTERS)]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with _bare(port, certificates) as bare:
            batches = [_batch(shop, bare, raws, server.pid) for _number in range(BATCHES)]
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(*(f"\n{batch.told()}" for batch in batches), f"\ngrown {grown:.1f} MB")
        assert len(letters) == LETTERS
        assert [batch.logins for batch in batches] == [1] * BATCHES
        assert grown < 40
        assert statistics.median(batch.ratio() for batch in batches) >= 0.9
    finally:
        server.communicate("\n", timeout=20)


def _batch(shop, bare: smtplib.SMTP, raws: list[bytes], server: int) -> Beside:
    """Send all letters, as if for the first time."""
    journal_file(shop).unlink(missing_ok=True)
    with shop.store.write() as session:
        session.execute(update(OutboxLetter).values(state="approved", attempts=0))
    with closing(sqlite3.connect(shop.folder.database, isolation_level=None, timeout=10)) as file:
        beside = Beside(shop.mail, bare, raws, file)
        with _before_all_else(0, server):
            assert send_batch(replace(shop, mail=beside)).count(State.SENT) == LETTERS
    return beside


@contextmanager
def _before_all_else(*programs: int) -> Iterator[None]:
    def schedule(policy: str, priority: int) -> None:
        # Windows has no such call, and elsewhere only an administrator may.
        with suppress(AttributeError, PermissionError):
            for thread in (thread for one in programs for thread in _threads(one)):
                os.sched_setscheduler(thread, getattr(os, policy), os.sched_param(priority))

    schedule("SCHED_RR", 1)
    try:
        yield
    finally:
        schedule("SCHED_OTHER", 0)


def _threads(program: int) -> list[int]:
    folder = Path(f"/proc/{program or os.getpid()}/task")
    return [int(one.name) for one in folder.iterdir()] if folder.is_dir() else [program]


@contextmanager
def _bare(port: int, certificates) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context(cafile=str(certificates.authority))
    with smtplib.SMTP("localhost", port, timeout=10) as smtp:
        smtp.starttls(context=context)
        smtp.login(USER, PASSWORD)
        yield smtp


class Beside:
    """The real door; every fifty letters the same ones go over a bare loop, so that both share the weather.

    Ours are timed from the first push to the last one's end, claims and notes between them included, and
    until the file is free of our writing.
    """

    needs_account = True

    def __init__(self, door, bare: smtplib.SMTP, raws: list[bytes], file: sqlite3.Connection) -> None:
        self._door, self._bare, self._raws, self._file = door, bare, raws, file
        self.logins, self._count, self._began = 0, 0, 0.0
        self._ours: list[float] = []
        self._bares: list[float] = []
        self._work = [0.0, 0.0]

    @contextmanager
    def connect(self, account, password):
        with self._door.connect(account, password) as connection:
            self.logins += 1
            self._push, connection.push = connection.push, self._timed
            yield connection

    def _timed(self, message, recipient, **hooks):
        if not self._began:
            self._began, self._worked = time.perf_counter(), time.process_time()
        outcome = self._push(message, recipient, **hooks)
        self._count += 1
        if self._count % SLICE == 0:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.execute("ROLLBACK")
            middle, work = time.perf_counter(), time.process_time()
            self._ours.append(middle - self._began)
            self._work[0] += work - self._worked
            for raw in self._raws[self._count - SLICE : self._count]:
                self._bare.sendmail(USER, ["x@example.com"], raw)
            self._began, self._worked = time.perf_counter(), time.process_time()
            self._bares.append(self._began - middle)
            self._work[1] += self._worked - work
        return outcome

    def ratio(self) -> float:
        """Return our rate as a share of the bare one, over the middle half of the slices."""
        shares = sorted(bare / ours for bare, ours in zip(self._bares, self._ours, strict=True))
        quarter = len(shares) // 4
        return statistics.fmean(shares[quarter : len(shares) - quarter])

    def told(self) -> str:
        """Return the figures of the run."""
        ours, bare = LETTERS / sum(self._ours), LETTERS / sum(self._bares)
        work = ", ".join(f"{each / LETTERS * 1000:.2f}" for each in self._work)
        return (
            f"bare {bare:.0f}/s, ours {ours:.0f}/s, ratio {self.ratio():.2f} (whole {ours / bare:.2f}),"
            f" CPU ms a letter ours, bare: {work}"
        )
