"""Killed with -9 at random moments of all that writes: whole after each, no letter twice, no row lost."""

from __future__ import annotations

import gzip
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from email import message_from_bytes
from pathlib import Path

import pytest

from shopdesk.runtime.paths import DataFolder
from shopdesk.store import migrate

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows")

KEPT = Path(__file__).resolve().parents[1] / "data" / "schemas" / f"{migrate.HEAD}.sql.gz"
JOBS = ("import", "plan", "batch", "backup", "migration")
ORDERS = 300
LOOSE = (
    "DROP TRIGGER message_search_insert; DROP TRIGGER message_search_delete;"
    "DROP TRIGGER message_search_update; DROP TABLE message_search;"
    "UPDATE alembic_version SET version_num = '0001';"
)
PACE = "INSERT OR REPLACE INTO setting VALUES ('mail.pace_seconds', '0', '2026-11-21 00:00:00')"
WAITING = "SELECT 1 FROM outbox_letter WHERE state IN ('approved', 'queued', 'sending') LIMIT 1"

# Loads everything once, then forks for each job: a kill costs no start of a program.
SERVER = """
import os, sys
from datetime import date
from pathlib import Path
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import backups, importing, reorder
from shopdesk.services.mail import recovery
from shopdesk.services.mail.send import send_batch
from shopdesk.shop import open_shop
from shopdesk.adapters import mailer
import alembic.command

really_push = mailer._FolderConnection.push

def push(self, message, recipient, *, at_data, **more):
    def noted():
        at_data()
        with open(self._folder / "pushed.log", "a") as log:
            log.write(mailer._file_name(message, recipient) + "\\n")
    return really_push(self, message, recipient, at_data=noted, **more)

mailer._FolderConnection.push = push

def work(job, root):
    folder = DataFolder(Path(root))
    shop = open_shop(folder, today=date(2026, 11, 21), letters_to=folder.root / "letters")
    recovery.recover(shop)
    if job == "import":
        importing.import_files(shop, [folder.root / "sales.csv"])
    elif job == "plan":
        reorder.refresh(shop)
    elif job == "batch":
        send_batch(shop)
    elif job == "backup":
        backups.make_daily(shop)

print("ready", flush=True)
for line in sys.stdin:
    job, root = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work(job, root)
            code = 0
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
        finally:
            os._exit(code)
    print(child, flush=True)
    _pid, status = os.waitpid(child, 0)
    print(status, flush=True)
"""


class Server:
    """Runs jobs in forked children and kills them."""

    def __init__(self) -> None:
        command = [sys.executable, "-W", "ignore", "-c", SERVER]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def run(self, job: str, folder: DataFolder, kill_after: float | None = None) -> tuple[bool, float]:
        """Do a job; return whether it was killed, and how long it ran."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{job}\t{folder.root}\n")
        self._process.stdin.flush()
        child, begun = int(self._line()), time.perf_counter()
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it was faster
                os.kill(child, signal.SIGKILL)
        status = int(self._line())
        killed = os.WIFSIGNALED(status)
        assert killed or os.waitstatus_to_exitcode(status) == 0, f"{job} failed"
        return killed, time.perf_counter() - begun

    def close(self) -> None:
        """End the server."""
        self._process.communicate("", timeout=20)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.close()


def _a_shop(place: Path, job: str) -> DataFolder:
    folder = DataFolder(place)
    folder.make()
    with closing(sqlite3.connect(folder.database)) as base:
        base.executescript(gzip.decompress(KEPT.read_bytes()).decode("utf-8"))
        base.execute(PACE)
        base.commit()
        if job == "migration":
            base.executescript(LOOSE)
    rows = [f"2026-11-{n % 20 + 1:02d},T-{n},BOTA-{n % 7},Bota,{n % 7},1,100" for n in range(ORDERS)]
    (folder.root / "sales.csv").write_text(
        "\n".join(["date,order,sku,product,size,quantity,unit_price", *rows]) + "\n", encoding="utf-8"
    )
    return folder


def _ask(folder: DataFolder, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder.database)) as base:
        return base.execute(question).fetchall()


def _counts(folder: DataFolder) -> tuple[object, ...]:
    tables = ("sale_order", "order_line", "customer", "outbox_letter", "message", "stock_snapshot", "product")
    return tuple(_ask(folder, f"SELECT count(*) FROM {name}")[0][0] for name in tables)


def _is_whole(folder: DataFolder) -> None:
    assert _ask(folder, "PRAGMA integrity_check") == [("ok",)]
    assert _ask(folder, "PRAGMA foreign_key_check") == []


def _no_letter_twice(folder: DataFolder) -> None:
    letters = folder.root / "letters"
    log = letters / "pushed.log"
    pushed = Counter(log.read_text(encoding="utf-8").split() if log.exists() else ())
    assert not pushed or max(pushed.values()) == 1, "a letter left twice"
    files = letters.glob("*.eml") if letters.exists() else ()
    copies = Counter(message_from_bytes(file.read_bytes())["Message-ID"] for file in files)
    for state, message_id in _ask(folder, "SELECT state, message_id FROM outbox_letter"):
        if state == "sent":
            assert copies[message_id] == 1, "called sent, never written"
        if state in ("approved", "queued", "failed"):
            assert copies[message_id] == 0, "written, and waits to be written again"


def _check(job: str, folder: DataFolder, before: tuple[object, ...], after: tuple[object, ...]) -> None:
    _is_whole(folder)
    assert _counts(folder) in (before, after), f"{job} left something half done"
    _no_letter_twice(folder)
    for copy in folder.copies.glob("*.db"):
        assert migrate.revision(copy) is not None, "a copy that is none"


def _torture(server: Server, tmp_path: Path, kills: int, seed: int) -> Counter[str]:
    """Kill ``kills`` jobs at random moments of the time they take; return how many of each were."""
    chance, done = random.Random(seed), Counter[str]()
    took, states = {}, {}
    for job in JOBS:
        whole = _a_shop(tmp_path / f"whole-{job}", job)
        before = _counts(whole)
        _killed, took[job] = server.run(job, whole)
        states[job] = before, _counts(whole)
    assert states["import"][0] != states["import"][1]
    gone = _ask(DataFolder(tmp_path / "whole-batch"), "SELECT 1 FROM outbox_letter WHERE state = 'sent'")
    assert len(gone) >= 10, "a batch worth killing"
    folder, number, job = None, 0, ""
    while sum(done.values()) < kills:
        if folder is None or _finished(job, folder) or chance.random() < 0.2:
            number += 1
            job = JOBS[number % len(JOBS)]
            folder = _a_shop(tmp_path / f"shop-{number}", job)
        killed, _seconds = server.run(job, folder, chance.random() * took[job])
        done[job] += killed
        _check(job, folder, *states[job])
        if not killed:
            folder = None
    return done


def _finished(job: str, folder: DataFolder) -> bool:
    if job == "batch":
        return not _ask(folder, WAITING)
    return job == "migration" and migrate.revision(folder.database) == migrate.HEAD


def test_ten_random_kills_leave_a_whole_shop(server: Server, tmp_path: Path) -> None:
    assert sum(_torture(server, tmp_path, 10, seed=10).values()) == 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(301, 307))
def test_three_hundred_random_kills_leave_a_whole_shop(server: Server, tmp_path: Path, seed: int) -> None:
    """Six runs of fifty: one that was interrupted is taken up with ``-k 304``, or with ``--last-failed``."""
    done = _torture(server, tmp_path, 50, seed=seed)
    print(f"\n{dict(done)}")
    assert min(done[job] for job in JOBS) > 2
