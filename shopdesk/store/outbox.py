"""The outbox: every step of a letter is on the disk before the next begins.

It has a connection of its own with ``synchronous=FULL``, used by the one thread that talks to the network:
the mark before DATA must be on the disk when it returns, and must not queue behind an import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import defer
from sqlmodel import Session

from shopdesk.domain.outreach.flows import State
from shopdesk.store import outbox_rows as rows
from shopdesk.store.database import make_engine
from shopdesk.store.journal import Event, Journal
from shopdesk.store.models import OutboxLetter
from shopdesk.store.outbox_rows import TABLE, Letter, Look


class MarkFailed(Exception):
    """What had to be on the disk is not; before DATA this means that nothing may leave."""


@contextmanager
def _on_disk() -> Iterator[None]:
    try:
        yield
    except (OSError, OperationalError, sqlite3.OperationalError) as error:
        raise MarkFailed(str(error)) from error


LIGHT = (defer(OutboxLetter.raw), defer(OutboxLetter.words))  # type: ignore[arg-type]
"""Leaves a letter's bytes and words on the disk."""
_LEASE = timedelta(minutes=15)


class Outbox:
    """The outbox of one sender. Use it in one thread only."""

    def __init__(self, connection: Connection, journal: Journal, *, hurry: bool = False) -> None:
        self._connection = connection
        self._journal = journal
        self._hurry = hurry
        self._relaxed = False
        # The steps every letter takes go straight to SQLite: SQLAlchemy's share was longer than the
        # network's.
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        self._raw: sqlite3.Connection = raw

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        if self._relaxed:
            self._raw.execute("PRAGMA synchronous = FULL")
            self._relaxed = False
        with self._connection.begin():
            yield self._connection

    @contextmanager
    def _step(self, *, may_be_lost: bool = False) -> Iterator[sqlite3.Connection]:
        """Give a transaction.

        Args:
            may_be_lost: True if a power cut (not a kill) may take it back without harm: then it need not
                wait for the disk. A claim taken back is a letter still queued; a note of "sent" taken back is
                ``unknown``. Only the mark before DATA must never be lost; its own wait for the disk carries
                all that came before.
        """
        if may_be_lost is not self._relaxed:
            self._raw.execute(f"PRAGMA synchronous = {'NORMAL' if may_be_lost else 'FULL'}")
            self._relaxed = may_be_lost
        self._raw.execute("BEGIN IMMEDIATE")
        try:
            yield self._raw
        except BaseException:
            self._raw.execute("ROLLBACK")
            raise
        self._raw.execute("COMMIT")

    def recover(self, now: datetime) -> int:
        """Mend what a killed sender left; return how many letters may or may not have left.

        Only under the sender's lock: whatever is ``sending`` then has no sender any more. Before DATA it
        certainly did not leave and goes back to the queue; after, nobody can say.
        """
        self._mend_from_journal(now)
        with self._change() as change:
            change.execute(
                update(TABLE)
                .where(TABLE.c.state == State.SENDING, TABLE.c.phase != "data")
                .values(state=State.QUEUED, phase="", lease_owner="", lease_until=None)
            )
            lost = change.execute(
                select(TABLE.c.id, TABLE.c.story).where(
                    TABLE.c.state == State.SENDING, TABLE.c.phase == "data"
                )
            ).all()
            for identity, story in lost:
                self._mark_unknown(change, identity, story, now, "killed")
        return len(lost)

    def _mend_from_journal(self, now: datetime) -> None:
        """Bring a restored backup up to what really left since it was made."""
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
                    state, at = rows.LEFT[Event(entry.event)], rows.when(entry, now)
                    self._set(change, row.id, state=state, sent_at=at, reason="restored")

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
            for start in range(0, len(chosen), 500):
                change.execute(
                    update(TABLE)
                    .where(TABLE.c.id.in_(chosen[start : start + 500]), TABLE.c.state == State.APPROVED)
                    .values(state=State.QUEUED)
                )
        return chosen

    def claim(self, identity: int, owner: str, now: datetime, look: Look) -> Letter | str | None:
        """Take a queued letter for sending: the letter, or why it was skipped, or None if it is not queued.

        One committed transaction by compare-and-set; two senders cannot both succeed. The look is read anew
        in it if anybody has committed anything since.
        """
        while True:
            with self._step(may_be_lost=True) as step:
                version = _data_version(step)
                if look.is_fresh(version):
                    return _claim(step, identity, owner, now, look)
            with self._change() as change, Session(bind=change) as session:
                look.read(session, _data_version(self._raw))

    def began(self, letter: Letter, now: datetime) -> None:
        """Note that the text begins to leave; on the disk when this returns.

        Raises:
            MarkFailed: If the disk does not take it; then the letter must not leave.
        """
        with _on_disk():
            with self._step() as step:
                step.execute(rows.BEGAN, (rows.stamp(now), letter.id))
            self._journal.write(rows.entry_of(letter, Event.BEGAN, now))

    def sent(self, letter: Letter, reply: str, now: datetime) -> None:
        """Note that the server took the letter over."""
        with _on_disk():
            with self._step(may_be_lost=self._hurry) as step:
                step.execute(rows.SENT, (rows.stamp(now), reply, letter.id))
            self._journal.write(rows.entry_of(letter, Event.SENT, now))

    def not_sent(self, letter: Letter, state: State, reason: str, reply: str, now: datetime) -> None:
        """Note that the letter certainly did not leave: back to the queue, or failed for good."""
        with _on_disk():
            self._journal.write(rows.entry_of(letter, Event.REFUSED, now))
            with self._change() as change:
                values = {"state": state, "phase": "", "reason": reason, "lease_until": None}
                self._set(change, letter.id, server_reply=reply, **values)

    def unknown(self, letter: Letter, text: str, now: datetime) -> None:
        """Note that nobody can say whether the letter left. It is never tried again by itself."""
        with _on_disk(), self._change() as change:
            story = change.execute(select(TABLE.c.story).where(TABLE.c.id == letter.id)).scalar()
            self._mark_unknown(change, letter.id, story, now, text)

    def _mark_unknown(
        self, change: Connection, identity: int, story: Any, now: datetime, text: str
    ) -> None:
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
            for start in range(0, len(identities), 500):
                part = identities[start : start + 500]
                statement = select(OutboxLetter).where(TABLE.c.id.in_(part))
                wanted = statement if whole else statement.options(*LIGHT)
                read = session.execute(wanted).scalars().all()
                found |= {row.id: row for row in read if row.id is not None}
                session.expunge_all()
        return [found[identity] for identity in identities if identity in found]

    def settle(self) -> None:
        """Bring everything noted so far to the disk."""
        self._raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def departures(self, since: datetime) -> list[datetime]:
        """Return when letters left, or may have left, after an instant: what the quota counts."""
        left = (State.SENT, State.UNKNOWN, State.SENDING)
        at = TABLE.c.last_try_at
        statement = select(at).where(TABLE.c.state.in_(left), at > since, TABLE.c.channel == "email")
        with self._change() as change:
            return [row.last_try_at for row in change.execute(statement)]


def _claim(
    step: sqlite3.Connection, identity: int, owner: str, now: datetime, look: Look
) -> Letter | str | None:
    row = step.execute(rows.ONE_QUEUED, (identity,)).fetchone()
    if row is None:
        return None
    letter = rows.letter_of(row)
    reason = look.reason(letter)
    if reason is not None:
        step.execute(rows.SKIP, (reason, identity))
        return reason
    step.execute(rows.CLAIM, (owner, rows.stamp(now + _LEASE), rows.stamp(now), identity))
    return letter


def _data_version(raw: sqlite3.Connection) -> int:
    """Return a number that changes when anybody else has committed to the file; our own commits do not."""
    return int(raw.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def open_outbox(file: Path, journal: Path, *, hurry: bool = False) -> Iterator[Outbox]:
    """Open the outbox of a shop's file on a connection of its own, fully synchronous.

    Args:
        file: The shop's database.
        journal: The file that remembers what left.
        hurry: True if letters follow each other without a rest: then "sent" reaches the disk with the next
            letter's mark, and the last one when the outbox is closed.
    """
    engine: Engine = make_engine(file, synchronous="FULL")
    try:
        with engine.connect().execution_options(shopdesk_write=True) as connection, Journal(journal) as notes:
            outbox = Outbox(connection, notes, hurry=hurry)
            yield outbox
            outbox.settle()
    finally:
        engine.dispose()
