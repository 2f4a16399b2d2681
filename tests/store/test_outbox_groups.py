"""A group of letters cut short: what began is in doubt, what did not begin waits, nothing is forgotten."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from mail_server import PASSWORD
from mail_shop import buyers

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.runtime import boot
from shopdesk.services.mail import approve, status
from shopdesk.services.mail.places import journal_file
from shopdesk.store import outbox_groups, outbox_rows
from shopdesk.store.journal import Entry, Event, Journal
from shopdesk.store.outbox import open_outbox
from shopdesk.store.outbox_groups import GroupedOutbox
from shopdesk.store.outbox_steps import MarkFailed


class NoObjection:
    """A last look that lets everything go; a commit of anybody else makes it stale."""

    version: int | None = None

    def is_fresh(self, version):
        return version == self.version

    def read(self, session, version):
        self.version = version

    def reason(self, letter):
        return None


@pytest.fixture
def shop(shop):
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}))
    buyers(shop, 5)
    approve.approve(shop)
    return shop


def opened(shop, kind=GroupedOutbox):
    return open_outbox(shop.folder.database, journal_file(shop), kind)


def states(shop) -> list[str]:
    return [letter.state.value for letter in sorted(status.everything(shop), key=lambda one: one.key)]


def taken(shop, outbox):
    """Take the whole queue as one group; return its letters."""
    queue, look = outbox.queue(), NoObjection()
    outbox.expect(queue)
    now = shop.now()
    return [outbox.claim(identity, "pid 1", now, look=look, most=100) for identity in queue]


def test_a_killed_group_doubts_only_the_letter_that_had_begun(shop, monkeypatch) -> None:
    with opened(shop) as outbox:
        first, second, *_rest = taken(shop, outbox)
        outbox.began(first, shop.now())
        outbox.sent(first, "250 OK", shop.now())
        outbox.began(second, shop.now())
        monkeypatch.setattr(outbox, "settle", lambda: None)  # killed here
    assert states(shop) == ["sending"] * 5
    with opened(shop) as outbox:
        assert outbox.recover(shop.now()) == 1
    assert states(shop) == ["sent", "unknown", "queued", "queued", "queued"]


def test_after_a_power_cut_a_whole_group_is_in_doubt_and_none_of_it_leaves_again(shop, monkeypatch) -> None:
    with opened(shop) as outbox:
        taken(shop, outbox)
        monkeypatch.setattr(outbox, "settle", lambda: None)
    monkeypatch.setattr(outbox_rows, "is_this_start", lambda name: False)
    with opened(shop) as outbox:
        assert outbox.recover(shop.now()) == 5
        assert outbox.queue() == []
    assert states(shop) == ["unknown"] * 5


def test_what_was_taken_ahead_and_not_used_waits_as_if_never_touched(shop) -> None:
    with opened(shop) as outbox:
        queue, look = outbox.queue(), NoObjection()
        outbox.expect(queue)
        letter = outbox.claim(queue[0], "pid 1", shop.now(), look=look, most=3)
        assert states(shop) == ["sending", "sending", "sending", "queued", "queued"]
        outbox.put_back()
        assert states(shop) == ["sending", "queued", "queued", "queued", "queued"]
        assert [row.attempts for row in outbox.show(queue)] == [1, 0, 0, 0, 0]
        outbox.began(letter, shop.now())
        outbox.sent(letter, "250 OK", shop.now())
    assert states(shop) == ["sent", "queued", "queued", "queued", "queued"]


def test_a_commit_of_somebody_else_sends_the_group_back_for_a_new_look(shop) -> None:
    with opened(shop) as outbox:
        queue, look = outbox.queue(), NoObjection()
        outbox.expect(queue)
        outbox.claim(queue[0], "pid 1", shop.now(), look=look, most=5)
        seen = look.version
        with shop.store.write() as session:
            session.execute(outbox_rows.TABLE.update().values(reason="seen"))
        assert outbox.claim(queue[1], "pid 1", shop.now(), look=look, most=1).id == queue[1]
        assert look.version != seen
        assert states(shop) == ["sending", "sending", "queued", "queued", "queued"]


@pytest.fixture
def small_groups(monkeypatch):
    """Groups of three, the next of which is taken when one letter of the last has still to begin."""
    monkeypatch.setattr(outbox_groups, "_GROUP", 3)
    monkeypatch.setattr(outbox_groups, "_EARLY", 1)


def two_given_out(shop, outbox, look):
    """Take the first group and give out two letters of it, of which the second is on its way."""
    queue = outbox.queue()
    outbox.expect(queue)
    for place in (0, 1):
        letter = outbox.claim(queue[place], "pid 1", shop.now(), look=look, most=5 - place)
    outbox.began(letter, shop.now())
    return queue, letter


def test_the_next_group_is_on_the_disk_before_any_of_it_is_given_out(shop, small_groups) -> None:
    with opened(shop) as outbox:
        look = NoObjection()
        queue, _letter = two_given_out(shop, outbox, look)
        outbox.take_ahead("pid 1", shop.now(), look=look, most=3)
        assert outbox.claim(queue[2], "pid 1", shop.now(), look=look, most=3).id == queue[2]
        assert outbox.claim(queue[3], "pid 1", shop.now(), look=look, most=2).id == queue[3]
        assert states(shop) == ["sending", "sending", "sending", "sending", "queued"]
        assert [row.attempts for row in outbox.show(queue)] == [1, 1, 1, 1, 0]


def test_what_was_judged_before_somebody_committed_is_not_taken(shop, small_groups) -> None:
    with opened(shop) as outbox:
        look = NoObjection()
        queue, letter = two_given_out(shop, outbox, look)
        with shop.store.write() as session:
            session.execute(outbox_rows.TABLE.update().values(reason="seen"))
        seen = look.version
        outbox.take_ahead("pid 1", shop.now(), look=look, most=3)
        outbox.sent(letter, "250 OK", shop.now())
        assert outbox.claim(queue[2], "pid 1", shop.now(), look=look, most=1).id == queue[2]
        assert look.version != seen
        assert states(shop) == ["sending", "sent", "sending", "queued", "queued"]


def test_a_disk_that_does_not_take_the_next_group_leaves_it_queued(shop, small_groups, monkeypatch) -> None:
    def full(arrived) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with opened(shop) as outbox:
        look = NoObjection()
        queue, letter = two_given_out(shop, outbox, look)
        monkeypatch.setattr(outbox, "_write_arrived", full)
        outbox.take_ahead("pid 1", shop.now(), look=look, most=3)
        outbox.sent(letter, "250 OK", shop.now())
        assert outbox.claim(queue[2], "pid 1", shop.now(), look=look, most=3).id == queue[2]
        with pytest.raises(MarkFailed):
            outbox.claim(queue[3], "pid 1", shop.now(), look=look, most=2)
        monkeypatch.undo()
        assert states(shop) == ["sending", "sending", "sending", "queued", "queued"]
    assert states(shop) == ["sending", "sent", "sending", "queued", "queued"]


def test_that_a_letter_arrived_is_in_the_journal_with_the_next_word_to_the_server(shop) -> None:
    with opened(shop) as outbox:
        first, second, *_rest = taken(shop, outbox)
        outbox.began(first, shop.now())
        outbox.sent(first, "250 OK", shop.now())
        outbox.catch_up()
        outbox.began(second, shop.now())
        events = Journal(journal_file(shop)).last_events()
        assert {events[first.key].event, events[second.key].event} == {Event.SENT, Event.BEGAN}
        assert events[first.key].reply == "250 OK"


def test_two_letters_to_one_person_are_never_in_one_group(shop) -> None:
    with shop.store.write() as session:
        same = {"address_hash": "one", "customer_id": None}
        session.execute(outbox_rows.TABLE.update().where(outbox_rows.TABLE.c.id.in_([1, 3])).values(**same))
    with opened(shop) as outbox:
        queue, look = outbox.queue(), NoObjection()
        outbox.expect(queue)
        outbox.claim(queue[0], "pid 1", shop.now(), look=look, most=5)
        assert states(shop) == ["sending", "sending", "queued", "queued", "queued"]


def test_a_journal_cut_in_the_middle_of_a_line_loses_that_line_only(tmp_path) -> None:
    file = tmp_path / "outbox.journal"
    with Journal(file) as journal:
        journal.write(Entry("one", Event.BEGAN, "2026-11-21"))
    with file.open("ab") as cut:
        cut.write(b'{"key": "two", "ev')
    with Journal(file) as journal:
        journal.write(Entry("three", Event.SENT, "2026-11-21", reply="250 OK"))
        found = journal.last_events()
    assert {key: (one.event, one.reply) for key, one in found.items()} == {
        "one": ("began", ""),
        "three": ("sent", "250 OK"),
    }


def test_a_full_disk_at_the_journal_stops_the_letter(shop, monkeypatch) -> None:
    with opened(shop) as outbox:
        letter = taken(shop, outbox)[0]
        monkeypatch.setattr("shopdesk.store.journal.os.write", lambda handle, line: len(line) - 1)
        with pytest.raises(MarkFailed):
            outbox.began(letter, shop.now())
        monkeypatch.undo()


def test_this_start_of_the_computer_is_known_again_and_another_is_not(monkeypatch, tmp_path) -> None:
    assert boot.is_this_start(boot.this_start())
    assert not boot.is_this_start("4f2f8b5e-0000-4000-8000-000000000000")
    assert not boot.is_this_start("")
    monkeypatch.setattr(boot, "_LINUX", tmp_path / "absent")
    assert boot.is_this_start(boot.this_start())
    assert not boot.is_this_start(f"{float(boot.this_start()) - 60:.1f}")
