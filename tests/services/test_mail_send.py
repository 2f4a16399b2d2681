"""Sending: never twice, never lost, judged by counting copies at a real server."""

from __future__ import annotations

import json
import os
import random
import signal
import time

import pytest
from mail_server import running
from mail_shop import buyers, command, knowing_the_password, set_account, states

from shopdesk.domain.outreach.flows import State
from shopdesk.services.mail import approve, plan, status
from shopdesk.services.mail.send import send_batch


@pytest.fixture
def shop(shop):
    return knowing_the_password(shop)


def test_forty_thank_yous_take_one_login_and_each_arrives_once(shop, certificates) -> None:
    buyers(shop, 40)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        assert len(plan.make(shop).lines) == 40
        assert len(approve.approve(shop).letters) == 40
        report = send_batch(shop)
        assert report.stopped_by is None
        assert report.count(State.SENT) == 40
        assert server.post.logins == 1
        assert sorted(server.post.copies().values()) == [1] * 40
        assert set(server.post.copies()) == {letter.message_id for letter in report.letters}
        again = send_batch(shop)
        assert again.letters == ()
        assert len(server.post.letters) == 40
    assert plan.make(shop).lines == {}


@pytest.mark.parametrize("seed", range(3))
def test_a_batch_killed_in_the_middle_and_resumed_writes_to_nobody_twice(shop, certificates, seed) -> None:
    buyers(shop, 40)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        server.handler.pace = 0.02
        process = command(shop.folder.root, "mail", "send", "--json")
        target = random.Random(seed).randrange(5, 35)
        deadline = time.monotonic() + 60
        while len(server.post.letters) < target and time.monotonic() < deadline:
            time.sleep(random.Random(seed).random() / 200)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        killed_after = len(server.post.letters)
        assert 0 < killed_after < 40
        resumed = command(shop.folder.root, "mail", "send", "--json")
        said, _ = resumed.communicate(timeout=120)
        assert resumed.returncode == 0
        assert json.loads(said)["left"] == 0
        arrived = set(server.post.copies())
        assert max(server.post.copies().values()) == 1
        found = status.everything(shop)
        assert all(letter.message_id in arrived for letter in found if letter.state is State.SENT)
        assert states(shop)[State.UNKNOWN] <= 1
        assert states(shop)[State.SENT] + states(shop)[State.UNKNOWN] == 40
