"""What the owner, the customer or the calendar changes between the click and the letter."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from mail_batch import LETTERS, QUEUED, SENT, UNKNOWN, LaterClock, nothing_wrong
from mail_server import DROP, Fault, running
from mail_shop import buyers, knowing_the_password, set_account, states

from shopdesk.domain.outreach.flows import State
from shopdesk.domain.outreach.people import address_hash
from shopdesk.services.mail import approve, plan, recovery, status
from shopdesk.services.mail.control import Control
from shopdesk.services.mail.send import send_batch
from shopdesk.store.models import Message, MessageTag, Order, Suppression


@pytest.fixture
def shop(shop):
    return knowing_the_password(shop)


def test_stop_leaves_the_rest_ready_and_pause_waits(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        control = Control()
        told: list[State] = []

        def hear(letter, done: int, total: int) -> None:
            told.append(letter.state)
            if done == 2:
                control.stop()

        report = send_batch(shop, control=control, told=hear)
        assert told == [SENT, SENT]
        assert report.left == LETTERS - 2
        assert states(shop) == Counter({SENT: 2, QUEUED: LETTERS - 2})
        assert send_batch(shop).count(SENT) == LETTERS - 2
        nothing_wrong(shop, server)


def test_who_unsubscribed_between_preview_and_sending_gets_nothing(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        with shop.store.write() as session:
            hashed = address_hash("c2@example.com")
            session.add(Suppression(address_hash=hashed, reason="unsubscribed", at=shop.now()))
        send_batch(shop)
        skipped = [one for one in status.everything(shop) if one.state is State.SKIPPED]
        assert [(one.recipient, one.reason) for one in skipped] == [("c2@example.com", "unsubscribed")]
        assert server.post.recipients()["c2@example.com"] == 0
        assert len(server.post.letters) == LETTERS - 1


def test_a_baja_in_the_middle_of_a_batch_still_counts(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)

        def hear(letter, done: int, total: int) -> None:
            if done == 2:
                with shop.store.write() as session:
                    hashed = address_hash("c4@example.com")
                    session.add(Suppression(address_hash=hashed, reason="unsubscribed", at=shop.now()))

        send_batch(shop, told=hear)
        assert server.post.recipients()["c4@example.com"] == 0
        assert len(server.post.letters) == LETTERS - 1


def test_a_refund_or_a_complaint_after_approval_stops_the_letter(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        with shop.store.write() as session:
            refunded = session.get(Order, 1)
            refunded.status = "refunded"
            session.add(refunded)
            message = Message(
                text="Me llegaron rotos", written_at=shop.now(), added_at=shop.now(), customer_id=2
            )
            session.add(message)
            session.flush()
            session.add(MessageTag(message_id=message.id, tag="queja"))
        send_batch(shop)
        reasons = {one.reason for one in status.everything(shop) if one.state is State.SKIPPED}
        assert reasons == {"refunded", "open_complaint"}
        assert len(server.post.letters) == LETTERS - 2


def test_a_letter_too_old_by_the_time_of_sending_is_skipped(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        nine_days = replace(shop, clock=LaterClock(shop.clock, timedelta(days=9)))
        send_batch(nine_days)
        assert server.post.letters == []
        assert {one.reason for one in status.everything(shop)} == {"too_late"}


def test_an_unknown_letter_waits_for_the_owner_and_counts_as_sent(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates, faults={1: Fault("text", DROP)}) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        send_batch(shop)
        doubtful = status.unknown(shop)
        assert len(doubtful) == 1
        send_batch(shop)
        assert states(shop)[UNKNOWN] == 1
        assert plan.make(shop).lines == {}
        status.resolve(shop, doubtful[0].key, was_sent=False)
        send_batch(shop)
        assert server.post.recipients()[doubtful[0].recipient] == 2  # the owner asked for it
        assert states(shop) == Counter({SENT: LETTERS})
        recovery.recover(shop)
        assert states(shop) == Counter({SENT: LETTERS})


def test_the_owner_saw_it_in_sent(shop, certificates) -> None:
    buyers(shop, 1)
    with running(certificates, faults={1: Fault("text", DROP)}) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        send_batch(shop)
        status.resolve(shop, status.unknown(shop)[0].key, was_sent=True)
        assert states(shop) == Counter({SENT: 1})
        send_batch(shop)
        assert len(server.post.letters) == 1


def test_the_daily_quota_stops_the_batch_and_frees_itself(shop, certificates) -> None:
    buyers(shop, LETTERS)
    with running(certificates) as server:
        set_account(shop, server.port, certificates, **{"mail.per_day": 3})
        approve.approve(shop)
        report = send_batch(shop)
        assert (report.count(SENT), report.left) == (3, 2)
        assert report.stopped_by.code == "mail_limited"
        assert send_batch(shop).letters == ()
        tomorrow = replace(shop, clock=LaterClock(shop.clock, timedelta(hours=25)))
        assert send_batch(tomorrow).count(SENT) == 2
        nothing_wrong(shop, server)
