"""The outbox: every step of a letter is on the disk before the next begins.

It has a connection of its own with ``synchronous=FULL``, used by the one thread that talks to the network:
the mark before DATA must be on the disk when it returns, and must not queue behind an import.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import defer
from sqlmodel import Session

from shopdesk.domain.outreach.flows import State
from shopdesk.store.database import make_engine
from shopdesk.store.journal import Entry, Event, Journal
from shopdesk.store.models import OutboxLetter


class MarkFailed(Exception):
    """What had to be on the disk is not; before DATA this means that nothing may leave."""


@contextmanager
def _on_disk() -> Iterator[None]:
    try:
        yield
    except (OSError, OperationalError, sqlite3.OperationalError) as error:
        raise MarkFailed(str(error)) from error


_TABLE: Any = OutboxLetter.__table__  # type: ignore[attr-defined]
LIGHT = (defer(OutboxLetter.raw), defer(OutboxLetter.words))  # type: ignore[arg-type]
"""Leaves a letter's bytes and words on the disk."""
_LEASE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as the sender needs it."""

    id: int
    key: str
    flow: str
    kind: str
    recipient: str
    recipient_name: str
    address_hash: str
    customer_id: int | None
    message_id: str
    raw: bytes
    raw_hash: str
    attempts: int
    facts: Mapping[str, Any]
    claims: Sequence[Mapping[str, Any]]


_WANTED = (
    "id",
    "letter_key",
    "flow",
    "kind",
    "recipient",
    "recipient_name",
    "address_hash",
    "customer_id",
    "message_id",
    "raw",
    "raw_hash",
    "attempts",
    "facts",
    "claims",
)


class Look(Protocol):
    """The last look at letters, inside their claims."""

    def is_fresh(self, version: int) -> bool:
        """Say whether what was read is still all there is; see ``version``."""
        ...

    def read(self, session: Session, version: int) -> None:
        """Read what all waiting letters rest on."""
        ...

    def reason(self, letter: Letter) -> str | None:
        """Return why a letter must not go, or None."""
        ...



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
                update(_TABLE)
                .where(_TABLE.c.state == State.SENDING, _TABLE.c.phase != "data")
                .values(state=State.QUEUED, phase="", lease_owner="", lease_until=None)
            )
            lost = change.execute(
                select(_TABLE.c.id, _TABLE.c.story).where(
                    _TABLE.c.state == State.SENDING, _TABLE.c.phase == "data"
                )
            ).all()
            for identity, story in lost:
                self._mark_unknown(change, identity, story, now, "killed")
        return len(lost)

    def _mend_from_journal(self, now: datetime) -> None:
        """Bring a restored backup up to what really left since it was made."""
        left = {key: e for key, e in self._journal.last_events().items() if e.event in _LEFT}
        if not left:
            return
        with self._change() as change:
            known = {row.letter_key: row for row in change.execute(_KNOWN)}
            for key, entry in left.items():
                row = known.get(key)
                if row is None:
                    change.execute(insert(_TABLE).values(**_from_journal(entry, now)))
                elif (row.state, row.phase) not in _IN_STEP and row.state not in _DONE:
                    change.execute(
                        update(_TABLE)
                        .where(_TABLE.c.id == row.id)
                        .values(state=_LEFT[Event(entry.event)], sent_at=_when(entry, now), reason="restored")
                    )

    def queue(self, limit: int | None = None, only: Collection[str] | None = None) -> list[int]:
        """Move approved letters into the queue and return the whole queue, oldest approval first.

        With ``only``, letters of other keys are neither moved nor returned.
        """
        with self._change() as change:
            waiting = (
                select(_TABLE.c.id)
                .where(_TABLE.c.state.in_((State.APPROVED, State.QUEUED)), _TABLE.c.channel == "email")
                .order_by(_TABLE.c.state.desc(), _TABLE.c.approved_at, _TABLE.c.id)
            )
            if only is not None:
                waiting = waiting.where(_TABLE.c.letter_key.in_(list(only)))
            chosen = [row.id for row in change.execute(waiting)][:limit]
            for start in range(0, len(chosen), 500):
                change.execute(
                    update(_TABLE)
                    .where(_TABLE.c.id.in_(chosen[start : start + 500]), _TABLE.c.state == State.APPROVED)
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
                step.execute(_BEGAN, (_stamp(now), letter.id))
            self._journal.write(_entry(letter, Event.BEGAN, now))

    def sent(self, letter: Letter, reply: str, now: datetime) -> None:
        """Note that the server took the letter over."""
        with _on_disk():
            with self._step(may_be_lost=self._hurry) as step:
                step.execute(_SENT, (_stamp(now), reply, letter.id))
            self._journal.write(_entry(letter, Event.SENT, now))

    def not_sent(self, letter: Letter, state: State, reason: str, reply: str, now: datetime) -> None:
        """Note that the letter certainly did not leave: back to the queue, or failed for good."""
        with _on_disk():
            self._journal.write(_entry(letter, Event.REFUSED, now))
            with self._change() as change:
                values = {"state": state, "phase": "", "reason": reason, "lease_until": None}
                self._set(change, letter.id, server_reply=reply, **values)

    def unknown(self, letter: Letter, text: str, now: datetime) -> None:
        """Note that nobody can say whether the letter left. It is never tried again by itself."""
        with _on_disk(), self._change() as change:
            story = change.execute(select(_TABLE.c.story).where(_TABLE.c.id == letter.id)).scalar()
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
        change.execute(update(_TABLE).where(_TABLE.c.id == identity).values(**values))

    def waiting_from_elsewhere(self, sender: str) -> list[int]:
        """Return letters never tried yet whose From is not this address: the account was changed since."""
        statement = select(_TABLE.c.id, _TABLE.c.raw).where(
            _TABLE.c.state == State.QUEUED, _TABLE.c.attempts == 0, _TABLE.c.kind != "supplier"
        )
        with self._change() as change:
            rows = change.execute(statement).all()
        return [row.id for row in rows if not _comes_from(row.raw or b"", sender)]

    def freeze_again(self, identity: int, raw: bytes, raw_hash: str) -> None:
        """Replace the bytes of a letter that was never tried."""
        with self._change() as change:
            change.execute(
                update(_TABLE)
                .where(_TABLE.c.id == identity, _TABLE.c.attempts == 0)
                .values(raw=raw, raw_hash=raw_hash)
            )

    def show(self, identities: Sequence[int], *, whole: bool = False) -> list[OutboxLetter]:
        """Return letters as they stand, in the order asked for, without bytes and words."""
        found: dict[int, OutboxLetter] = {}
        with self._change() as change, Session(bind=change) as session:
            for start in range(0, len(identities), 500):
                part = identities[start : start + 500]
                statement = select(OutboxLetter).where(_TABLE.c.id.in_(part))
                rows = session.execute(statement if whole else statement.options(*LIGHT)).scalars().all()
                found |= {row.id: row for row in rows if row.id is not None}
                session.expunge_all()
        return [found[identity] for identity in identities if identity in found]

    def settle(self) -> None:
        """Bring everything noted so far to the disk."""
        self._raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def departures(self, since: datetime) -> list[datetime]:
        """Return when letters left, or may have left, after an instant: what the quota counts."""
        left = (State.SENT, State.UNKNOWN, State.SENDING)
        at = _TABLE.c.last_try_at
        statement = select(at).where(_TABLE.c.state.in_(left), at > since, _TABLE.c.channel == "email")
        with self._change() as change:
            return [row.last_try_at for row in change.execute(statement)]


# The statements each letter needs, in plain SQL: building them anew cost more than the network.
_ONE_QUEUED = (
    "SELECT id, letter_key, flow, kind, recipient, recipient_name, address_hash, customer_id, message_id,"
    " raw, raw_hash, attempts, facts, claims FROM outbox_letter WHERE id = ? AND state = 'queued'"
)
_CLAIM = (
    "UPDATE outbox_letter SET state = 'sending', phase = 'envelope', reason = '', attempts = attempts + 1,"
    " lease_owner = ?, lease_until = ?, last_try_at = ? WHERE id = ? AND state = 'queued'"
)
_SKIP = "UPDATE outbox_letter SET state = 'skipped', phase = '', reason = ? WHERE id = ?"
_BEGAN = "UPDATE outbox_letter SET phase = 'data', data_at = ? WHERE id = ?"
_SENT = (
    "UPDATE outbox_letter SET state = 'sent', phase = '', lease_until = NULL, sent_at = ?, server_reply = ?"
    " WHERE id = ?"
)


def _claim(
    step: sqlite3.Connection, identity: int, owner: str, now: datetime, look: Look
) -> Letter | str | None:
    row = step.execute(_ONE_QUEUED, (identity,)).fetchone()
    if row is None:
        return None
    letter = _letter(row)
    reason = look.reason(letter)
    if reason is not None:
        step.execute(_SKIP, (reason, identity))
        return reason
    step.execute(_CLAIM, (owner, _stamp(now + _LEASE), _stamp(now), identity))
    return letter


def _data_version(raw: sqlite3.Connection) -> int:
    """Return a number that changes when anybody else has committed to the file; our own commits do not."""
    return int(raw.execute("PRAGMA data_version").fetchone()[0])


def _stamp(at: datetime) -> str:
    """Return an instant as SQLAlchemy stores it: UTC, to the microsecond."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


_LEFT = {Event.BEGAN: State.UNKNOWN, Event.SENT: State.SENT}
_IN_STEP = {(State.SENDING, "data")}
_DONE = {State.SENT, State.UNKNOWN, State.FAILED}
_KNOWN = select(_TABLE.c.id, _TABLE.c.letter_key, _TABLE.c.state, _TABLE.c.phase)


def _comes_from(raw: bytes, sender: str) -> bool:
    head = raw.split(b"\r\nSubject:", 1)[0]
    return f"<{sender}>".encode() in head or f"From: {sender}\r\n".encode() in head


def _when(entry: Entry, now: datetime) -> datetime:
    try:
        return datetime.fromisoformat(entry.at)
    except ValueError:
        return now


def _from_journal(entry: Entry, now: datetime) -> dict[str, Any]:
    at = _when(entry, now)
    blank = OutboxLetter(
        letter_key=entry.key,
        flow=entry.flow,
        kind=entry.kind,
        recipient="",
        address_hash=entry.address_hash,
        state=_LEFT[Event(entry.event)],
        reason="restored",
        message_id=entry.message_id or None,
        proposed_at=at,
        sent_at=at,
        last_try_at=at,
    )
    return {name: value for name, value in blank.model_dump().items() if name != "id"}


def _entry(letter: Letter, event: Event, now: datetime) -> Entry:
    return Entry(
        key=letter.key,
        event=event,
        at=now.isoformat(),
        message_id=letter.message_id,
        flow=letter.flow,
        kind=letter.kind,
        address_hash=letter.address_hash,
    )


def _letter(row: Any) -> Letter:
    values = dict(zip(_WANTED, row, strict=True))
    values["key"] = values.pop("letter_key")
    values["facts"] = _json(values["facts"]) or {}
    values["claims"] = _json(values["claims"]) or []
    values["raw"] = values["raw"] or b""
    values["message_id"] = values["message_id"] or ""
    return Letter(**values)


def _json(kept: Any) -> Any:
    return json.loads(kept) if isinstance(kept, str) else kept


def waiting(session: Session) -> list[Letter]:
    """Return all queued letters, without their bytes."""
    light = [_TABLE.c[name] for name in _WANTED if name != "raw"]
    place = _WANTED.index("raw")
    rows = session.execute(select(*light).where(_TABLE.c.state == State.QUEUED)).all()
    return [_letter((*row[:place], b"", *row[place:])) for row in rows]


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
        with engine.connect().execution_options(shopdesk_write=True) as connection:
            with Journal(journal) as notes:
                outbox = Outbox(connection, notes, hurry=hurry)
                yield outbox
                outbox.settle()
    finally:
        engine.dispose()
