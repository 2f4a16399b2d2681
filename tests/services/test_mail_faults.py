"""The fault matrix: what becomes of a batch when the world misbehaves, judged by copies at a real server."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from mail_batch import FAILED, LETTERS, QUEUED, SENT, UNKNOWN, LaterClock, nothing_wrong
from mail_server import DROP, PASSWORD, Fault, make_certificates, running
from mail_shop import a_sale, buyers, knowing_the_password, set_account, states

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.delivery import AccountError, CertificateRefused, LoginRefused, NoEncryption, Unreachable
from shopdesk.domain.preferences import MailSettings
from shopdesk.services import settings
from shopdesk.services.mail import approve, plan, recovery
from shopdesk.services.mail.control import Control
from shopdesk.services.mail.send import send_batch
from shopdesk.store.models import Customer, OutboxLetter, Variant
from shopdesk.store.outbox import Outbox
from shopdesk.store.outbox_groups import GroupedOutbox
from shopdesk.store.outbox_steps import MarkFailed


@pytest.fixture
def shop(shop):
    return knowing_the_password(shop)


@pytest.mark.parametrize(
    ("fault", "expected", "arrived", "logins"),
    [
        pytest.param(Fault("mail", DROP), {SENT: 5}, 5, 2, id="dropped at MAIL"),
        pytest.param(Fault("rcpt", DROP), {SENT: 5}, 5, 2, id="dropped at RCPT"),
        pytest.param(Fault("data", DROP), {SENT: 4, UNKNOWN: 1}, 4, 2, id="dropped at DATA"),
        pytest.param(Fault("text", DROP, keep=True), {SENT: 4, UNKNOWN: 1}, 5, 2, id="dropped after text"),
        pytest.param(Fault("text", late=2.5), {SENT: 4, UNKNOWN: 1}, 5, 2, id="250 later than the timeout"),
        pytest.param(Fault("mail", "421 4.7.0 closing"), {SENT: 5}, 5, 2, id="421 at MAIL"),
        pytest.param(Fault("text", "421 4.3.2 shutting down"), {SENT: 5}, 5, 2, id="421 after the text"),
        pytest.param(Fault("rcpt", "451 4.3.0 later"), {SENT: 4, QUEUED: 1}, 4, 1, id="451 at RCPT"),
        pytest.param(Fault("text", "451 4.7.1 greylisted"), {SENT: 4, QUEUED: 1}, 4, 1, id="451 after text"),
        pytest.param(Fault("rcpt", "550 5.1.1 no such user"), {SENT: 4, FAILED: 1}, 4, 1, id="unknown user"),
        pytest.param(Fault("text", "552 5.3.4 too big"), {SENT: 4, FAILED: 1}, 4, 1, id="552"),
        pytest.param(Fault("rcpt", late=0.4), {SENT: 5}, 5, 1, id="slow server"),
    ],
)
def test_one_fault_in_a_batch(shop, certificates, fault, expected, arrived, logins) -> None:
    buyers(shop, LETTERS)
    with running(certificates, faults={3: fault}) as server:
        set_account(shop, server.port, certificates, **{"mail.timeout_seconds": 1.0})
        approve.approve(shop)
        report = send_batch(shop)
        assert report.stopped_by is None
        assert states(shop) == Counter(expected)
        assert len(server.post.letters) == arrived
        assert server.post.logins == logins
        nothing_wrong(shop, server)


@pytest.mark.parametrize(
    ("reply", "sent", "pause_hours", "learned"),
    [
        ("550 5.4.5 Daily user sending limit exceeded", 2, 24, 2),
        ("450 Requested action not taken: mailbox unavailable, limit exceeded", 2, 1, 500),
    ],
)
def test_a_limit_pauses_the_account_and_keeps_the_letters(
    shop, certificates, reply, sent, pause_hours, learned
) -> None:
    buyers(shop, LETTERS)
    with running(certificates, faults={3: Fault("rcpt", reply)}) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        report = send_batch(shop)
        assert report.stopped_by is not None
        assert states(shop) == Counter({SENT: sent, QUEUED: LETTERS - sent})
        chosen = shop.settings.get(MailSettings)
        assert datetime.fromisoformat(chosen.paused_until) - shop.now() == timedelta(hours=pause_hours)
        assert chosen.per_day == learned
        with pytest.raises(AccountError):
            send_batch(shop)
        assert len(server.post.letters) == sent
        nothing_wrong(shop, server)
        later = replace(shop, clock=LaterClock(shop.clock, timedelta(hours=pause_hours + 1)))
        send_batch(later)
        nothing_wrong(shop, server)
        assert states(shop)[SENT] >= sent + 1


def test_a_wrong_password_sends_nothing_and_keeps_everything(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        wrong = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": "wrong"}))
        with pytest.raises(LoginRefused):
            send_batch(wrong)
        assert states(shop) == Counter({QUEUED: LETTERS})
        assert server.post.letters == []
        assert send_batch(shop).count(SENT) == LETTERS


@pytest.mark.parametrize(
    ("trouble", "error"),
    [("certificate", CertificateRefused), ("stripped", NoEncryption), ("name", Unreachable)],
)
def test_no_letter_leaves_over_a_connection_that_cannot_be_trusted(
    shop, certificates, tmp_path, trouble, error
) -> None:
    buyers(shop, LETTERS)
    offered = {"certificate": make_certificates(tmp_path / "other"), "stripped": None, "name": certificates}
    with running(offered[trouble]) as server:
        set_account(shop, server.port, certificates)
        if trouble == "name":
            settings.keep(shop, {"mail.host": "no-such-host.invalid"})
        approve.approve(shop)
        with pytest.raises(error):
            send_batch(shop)
        assert server.post.letters == []
        assert states(shop) == Counter({QUEUED: LETTERS})


def test_a_server_that_closes_now_and_then_costs_logins_but_no_letter(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates, close_every=2) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        assert send_batch(shop).count(SENT) == LETTERS
        assert server.post.logins == 3
        nothing_wrong(shop, server)


def test_two_programs_at_once_and_a_double_click_write_to_nobody_twice(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        server.handler.pace = 0.05
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        problems: list[Exception] = []

        def click() -> None:
            try:
                send_batch(shop)
            except recovery.SendingElsewhere as error:
                problems.append(error)

        clicks = [threading.Thread(target=click) for _ in range(3)]
        for one in clicks:
            one.start()
        for one in clicks:
            one.join()
        assert len(problems) == 2
        assert states(shop) == Counter({SENT: LETTERS})
        nothing_wrong(shop, server)


def test_a_disk_that_is_full_at_the_mark_lets_nothing_leave(shop, certificates, monkeypatch) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        real = GroupedOutbox.began

        def full(self, letter, now) -> None:
            if letter.recipient == "c2@example.com":
                raise MarkFailed("database or disk is full")
            real(self, letter, now)

        monkeypatch.setattr(GroupedOutbox, "began", full)
        report = send_batch(shop)
        assert report.stopped_by.code == "disk"
        assert states(shop) == Counter({SENT: 2, QUEUED: 3})
        nothing_wrong(shop, server)
        monkeypatch.undo()
        assert send_batch(shop).count(SENT) == 3
        nothing_wrong(shop, server)


def test_a_letter_that_arrived_never_goes_back_to_the_queue_for_the_disks_sake(
    shop, certificates, monkeypatch
) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates, **{"mail.pace_seconds": 0.001})
        approve.approve(shop)

        def full(self, letter, reply, now) -> None:
            raise MarkFailed("database or disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(Outbox, "sent", full)
            assert send_batch(shop).stopped_by.code == "disk"
        assert len(server.post.letters) == 1
        assert send_batch(shop).count(SENT) == 4
        assert states(shop) == Counter({SENT: 4, UNKNOWN: 1})
        nothing_wrong(shop, server)


def test_a_backup_restored_from_yesterday_does_not_write_again(shop, certificates, tmp_path) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        before_plan = tmp_path / "before-plan.db"
        shop.store.backup(before_plan)
        approve.approve(shop)
        after_approval = tmp_path / "after-approval.db"
        shop.store.backup(after_approval)
        send_batch(shop)
        assert len(server.post.letters) == LETTERS
        for restored in (after_approval, before_plan):
            _restore(shop, restored)
            recovery.recover(shop)
            approve.approve(shop)
            send_batch(shop)
            assert len(server.post.letters) == LETTERS
            assert plan.make(shop).lines == {}


def _restore(shop, copy) -> None:
    shop.store.close()
    for end in ("", "-wal", "-shm"):
        shop.folder.database.with_name(shop.folder.database.name + end).unlink(missing_ok=True)
    shutil.copy(copy, shop.folder.database)


def test_a_laptop_asleep_for_eight_hours_goes_on_without_a_second_copy(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        control = Control()

        def hear(letter, done: int, total: int) -> None:
            if done == 2:
                control.stop()

        send_batch(shop, control=control, told=hear)
        morning = replace(shop, clock=LaterClock(shop.clock, timedelta(hours=8)))
        send_batch(morning)
        assert states(shop) == Counter({SENT: LETTERS})
        nothing_wrong(shop, server)


def test_a_clock_moved_back_gives_nobody_a_second_letter(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        send_batch(shop)
        past = replace(shop, clock=LaterClock(shop.clock, -timedelta(days=1)))
        with shop.store.write() as session:
            customer = session.get(Customer, 1)
            a_sale(session, customer, session.get(Variant, 1), past.today(), number="2000")
        assert plan.make(past).lines == {}
        assert len(server.post.letters) == LETTERS


def test_no_secret_is_in_the_file_or_the_journal(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        send_batch(shop)
    shop.store.close()
    for file in shop.folder.root.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert PASSWORD.encode() not in content
            assert file.name != "outbox.journal" or b"c1@example.com" not in content


def test_a_killed_sender_is_mended_at_the_next_start(shop, certificates) -> None:
    buyers(shop, 3)
    set_account(shop, 1, certificates)
    approve.approve(shop)
    with shop.store.write() as session:
        for identity, phase in ((1, "envelope"), (2, "data")):
            row = session.get(OutboxLetter, identity)
            row.state, row.phase, row.last_try_at = "sending", phase, datetime.now(UTC)
            session.add(row)
    assert recovery.recover(shop) == 1
    with sqlite3.connect(shop.folder.database) as plain:
        found = plain.execute("SELECT state FROM outbox_letter ORDER BY id").fetchall()
    plain.close()
    assert [state for (state,) in found] == ["queued", "unknown", "approved"]
