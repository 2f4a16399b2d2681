"""The outbox: every step of a letter is on the disk before the next begins.

It has a connection of its own with ``synchronous=FULL``, used by the one thread that talks to the network:
the mark before DATA must be on the disk when it returns, and must not queue behind an import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.orm import defer
from sqlmodel import Session

from shopdesk.domain.outreach.flows import State
from shopdesk.store import outbox_rows as rows
from shopdesk.store.database import make_engine
from shopdesk.store.journal import Event, Journal
from shopdesk.store.models import OutboxLetter
from shopdesk.store.outbox_rows import TABLE, Claimed, Letter, Look
from shopdesk.store.outbox_steps import Steps, on_disk
from shopdesk.store.parts import in_parts

LIGHT = (defer(OutboxLetter.raw), defer(OutboxLetter.words))  # type: ignore[arg-type]
"""Leaves a letter's bytes and words on the disk."""


class Outbox(Steps):
    """The outbox of one sender. Use it in one thread only."""

    def recover(self, now: datetime) -> int:
        """Mend what a killed sender left; return how many letters may or may not have left.

        Call it under the sender's lock: whatever is ``sending`` then has no sender any more. Before DATA it
        certainly did not leave and goes back to the queue; after, nobody can say. A letter taken ahead goes
        back only if the computer has not been started anew since: a power cut takes the journal's last lines
        with it.
        """
        self._mend_from_journal(now)
        with self._change() as change:
            sending = TABLE.c.state == State.SENDING
            found = change.execute(
                select(TABLE.c.id, TABLE.c.phase, TABLE.c.lease_owner).where(sending)
            ).all()
            back = [row.id for row in found if rows.did_not_leave(row.phase, row.lease_owner)]
            change.execute(
                update(TABLE)
                .where(TABLE.c.id.in_(back))
                .values(state=State.QUEUED, phase="", lease_owner="", lease_until=None)
            )
            lost = change.execute(select(TABLE.c.id, TABLE.c.story).where(sending)).all()
            for identity, story in lost:
                self._mark_unknown(change, identity, story, now, "killed")
        return len(lost)

    def _mend_from_journal(self, now: datetime) -> None:
        """Bring letters up to what really left: in a restored backup, or in a group cut short."""
        left = {key: e for key, e in self._journal.last_events().items() if e.event in rows.LEFT}
        if not left:
            return
        with self._change() as change:
            known = {row.letter_key: row for row in change.execute(rows.KNOWN)}
            for key, entry in left.items():
                row = known.get(key)
                if row is None:
                    change.execute(insert(TABLE).values(**rows.from_journal(entry, now)))
                elif (row.state, row.phase) not in rows.IN_STEP and row.state not in rows.DONE:
                    self._set(change, row.id, **rows.by_journal(row, entry, now))

    def queue(self, limit: int | None = None, only: Collection[str] | None = None) -> list[int]:
        """Move approved letters into the queue and return the whole queue, oldest approval first.

        With ``only``, letters of other keys are neither moved nor returned.
        """
        with self._change() as change:
            waiting = (
                select(TABLE.c.id)
                .where(TABLE.c.state.in_((State.APPROVED, State.QUEUED)), TABLE.c.channel == "email")
                .order_by(TABLE.c.state.desc(), TABLE.c.approved_at, TABLE.c.id)
            )
            if only is not None:
                waiting = waiting.where(TABLE.c.letter_key.in_(list(only)))
            chosen = [row.id for row in change.execute(waiting)][:limit]
            for some in in_parts(chosen):
                change.execute(
                    update(TABLE)
                    .where(TABLE.c.id.in_(some), TABLE.c.state == State.APPROVED)
                    .values(state=State.QUEUED)
                )
        return chosen

    def expect(self, queue: Sequence[int]) -> None:
        """Hear in which order the letters are going to be claimed."""

    def claim(
        self,
        identity: int,
        owner: str,
        now: datetime,
        *,
        look: Look,
        most: int = 1,  # noqa: ARG002
    ) -> Claimed:
        """Take a queued letter for sending: the letter, or why it was skipped, or None if it is not queued.

        One committed transaction by compare-and-set; two senders cannot both succeed. The look is read anew
        in it if anybody has committed anything since.

        Args:
            identity: The letter.
            owner: Who takes it.
            now: When.
            look: What decides whether it may still go.
            most: How many letters may be taken at once, where they are taken in groups.

        Raises:
            MarkFailed: If the disk does not take it.
        """
        with on_disk(), self._looked(look, may_be_lost=True) as step:
            return rows.take(step, identity, by=(owner, now), look=look)

    @contextmanager
    def _looked(self, look: Look, *, may_be_lost: bool) -> Iterator[sqlite3.Connection]:
        """Give a transaction in which the look is fresh."""
        while True:
            with self._step(may_be_lost=may_be_lost) as step:
                if look.is_fresh(self._version()):
                    yield step
                    return
            with self._change() as change, Session(bind=change) as session:
                look.read(session, self._version())

    def take_ahead(self, owner: str, now: datetime, *, look: Look, most: int) -> None:
        """Claim what comes next, while a letter is on its way; only groups do."""

    def catch_up(self) -> None:
        """Write what waited for a moment in which the server has to think; only groups let it wait.

        Raises:
            MarkFailed: If the disk does not take it.
        """

    def put_back(self) -> None:
        """Put letters taken ahead back into the queue."""

    def passed_over(self) -> list[int]:
        """Return letters that were skipped ahead of their turn and never asked for."""
        return []

    def began(self, letter: Letter, now: datetime) -> None:
        """Note that the text begins to leave; on the disk when this returns.

        Raises:
            MarkFailed: If the disk does not take it; then the letter must not leave.
        """
        with on_disk():
            with self._step() as step:
                step.execute(rows.BEGAN, (rows.stamp(now), letter.id))
            self._journal.write(rows.entry_of(letter, Event.BEGAN, now))

    def sent(self, letter: Letter, reply: str, now: datetime) -> None:
        """Note that the server took the letter over."""
        with on_disk():
            with self._step() as step:
                step.execute(rows.SENT, (rows.stamp(now), reply, letter.id))
            self._journal.write(rows.entry_of(letter, Event.SENT, now))

    def not_sent(self, letter: Letter, state: State, reason: str, reply: str, now: datetime) -> None:
        """Note that the letter certainly did not leave: back to the queue, or failed for good."""
        with on_disk():
            self._journal.write(rows.entry_of(letter, Event.REFUSED, now))
            with self._change() as change:
                values = {"state": state, "phase": "", "reason": reason, "lease_until": None}
                self._set(change, letter.id, server_reply=reply, **values)

    def unknown(self, letter: Letter, text: str, now: datetime) -> None:
        """Note that nobody can say whether the letter left. It is never tried again by itself."""
        with on_disk(), self._change() as change:
            story = change.execute(select(TABLE.c.story).where(TABLE.c.id == letter.id)).scalar()
            self._mark_unknown(change, letter.id, story, now, text)

    def _mark_unknown(self, change: Connection, identity: int, story: Any, now: datetime, text: str) -> None:
        told = [*(story or []), {"at": now.isoformat(), "what": "cut", "text": text}]
        self._set(
            change,
            identity,
            state=State.UNKNOWN,
            phase="data",
            reason="unknown",
            server_reply=text,
            story=told,
            lease_until=None,
        )

    def _set(self, change: Connection, identity: int, **values: Any) -> None:
        change.execute(update(TABLE).where(TABLE.c.id == identity).values(**values))

    def waiting_from_elsewhere(self, sender: str) -> list[int]:
        """Return letters never tried yet whose From is not this address: the account was changed since."""
        statement = select(TABLE.c.id, TABLE.c.raw).where(
            TABLE.c.state == State.QUEUED, TABLE.c.attempts == 0, TABLE.c.kind != "supplier"
        )
        with self._change() as change:
            found = change.execute(statement).all()
        return [row.id for row in found if not rows.comes_from(row.raw or b"", sender)]

    def freeze_again(self, identity: int, raw: bytes, raw_hash: str) -> None:
        """Replace the bytes of a letter that was never tried."""
        with self._change() as change:
            change.execute(
                update(TABLE)
                .where(TABLE.c.id == identity, TABLE.c.attempts == 0)
                .values(raw=raw, raw_hash=raw_hash)
            )

    def show(self, identities: Sequence[int], *, whole: bool = False) -> list[OutboxLetter]:
        """Return letters as they stand, in the order asked for, without bytes and words."""
        found: dict[int, OutboxLetter] = {}
        with self._change() as change, Session(bind=change) as session:
            for part in in_parts(identities):
                statement = select(OutboxLetter).where(TABLE.c.id.in_(part))
                wanted = statement if whole else statement.options(*LIGHT)
                read = session.execute(wanted).scalars().all()
                found |= {row.id: row for row in read if row.id is not None}
                session.expunge_all()
        return [found[identity] for identity in identities if identity in found]

    def departures(self, since: datetime) -> list[datetime]:
        """Return when letters left, or may have left, after an instant: what the quota counts."""
        left = (State.SENT, State.UNKNOWN, State.SENDING)
        at = TABLE.c.last_try_at
        statement = select(at).where(TABLE.c.state.in_(left), at > since, TABLE.c.channel == "email")
        with self._change() as change:
            return [row.last_try_at for row in change.execute(statement)]


@contextmanager
def open_outbox(file: Path, journal: Path, kind: type[Outbox] = Outbox) -> Iterator[Outbox]:
    """Open the outbox of a shop's file on a connection of its own, fully synchronous.

    Args:
        file: The shop's database.
        journal: The file that remembers what left.
        kind: The outbox to open: the one that takes letter by letter, or ``GroupedOutbox``.
    """
    engine: Engine = make_engine(file, synchronous="FULL")
    try:
        with engine.connect().execution_options(shopdesk_write=True) as connection, Journal(journal) as notes:
            outbox = kind(connection, notes)
            try:
                yield outbox
            finally:
                outbox.settle()
    finally:
        engine.dispose()
