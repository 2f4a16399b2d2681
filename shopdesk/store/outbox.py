"""The outbox: every step of a letter is on the disk before the next begins.

It has a connection of its own with ``synchronous=FULL``, used by the one thread that talks to the network:
the mark before DATA must be on the disk when it returns, and must not queue behind an import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import OperationalError
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
    except (OSError, OperationalError) as error:
        raise MarkFailed(str(error)) from error


_TABLE: Any = OutboxLetter.__table__  # type: ignore[attr-defined]
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
    not_after: datetime | None


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
    "not_after",
)

Look = Callable[[Session, Letter], str | None]
"""The last look: why the letter must not go, or None. Runs inside the claim's transaction."""


class Outbox:
    """The outbox of one sender. Use it in one thread only."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        with self._connection.begin():
            yield self._connection

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

    def queue(self, limit: int | None = None) -> list[int]:
        """Move approved letters into the queue and return the whole queue, oldest approval first."""
        with self._change() as change:
            waiting = (
                select(_TABLE.c.id)
                .where(_TABLE.c.state.in_((State.APPROVED, State.QUEUED)), _TABLE.c.channel == "email")
                .order_by(_TABLE.c.state.desc(), _TABLE.c.approved_at, _TABLE.c.id)
            )
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

        One committed transaction by compare-and-set; two senders cannot both succeed.
        """
        with self._change() as change:
            row = change.execute(
                select(*(_TABLE.c[name] for name in _WANTED)).where(
                    _TABLE.c.id == identity, _TABLE.c.state == State.QUEUED
                )
            ).one_or_none()
            if row is None:
                return None
            letter = _letter(row)
            with Session(bind=change) as session:
                reason = look(session, letter)
            if reason is not None:
                self._set(change, identity, state=State.SKIPPED, reason=reason)
                return reason
            self._set(
                change,
                identity,
                state=State.SENDING,
                phase="envelope",
                attempts=letter.attempts + 1,
                lease_owner=owner,
                lease_until=now + _LEASE,
                last_try_at=now,
                reason="",
            )
        return letter

    def began(self, letter: Letter, now: datetime) -> None:
        """Note that the text begins to leave; on the disk when this returns.

        Raises:
            MarkFailed: If the disk does not take it; then the letter must not leave.
        """
        with _on_disk():
            with self._change() as change:
                self._set(change, letter.id, phase="data", data_at=now)
            self._journal.write(_entry(letter, Event.BEGAN, now))

    def sent(self, letter: Letter, reply: str, now: datetime) -> None:
        """Note that the server took the letter over."""
        with _on_disk():
            with self._change() as change:
                values = {"state": State.SENT, "phase": "", "sent_at": now, "lease_until": None}
                self._set(change, letter.id, server_reply=reply, **values)
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

    def waiting_from_elsewhere(self, sender: str) -> list[tuple[int, str, Mapping[str, Any]]]:
        """Return letters never tried yet whose From is not this address: the account was changed since."""
        statement = select(_TABLE.c.id, _TABLE.c.message_id, _TABLE.c.raw, _TABLE.c.facts).where(
            _TABLE.c.state == State.QUEUED, _TABLE.c.attempts == 0, _TABLE.c.kind != "supplier"
        )
        with self._change() as change:
            rows = change.execute(statement).all()
        return [
            (row.id, row.message_id, row.facts or {})
            for row in rows
            if f"<{sender}>".encode() not in row.raw.split(b"\r\nSubject:", 1)[0]
            and f"From: {sender}\r\n".encode() not in row.raw
        ]

    def freeze_again(self, identity: int, raw: bytes, raw_hash: str) -> None:
        """Replace the bytes of a letter that was never tried."""
        with self._change() as change:
            change.execute(
                update(_TABLE)
                .where(_TABLE.c.id == identity, _TABLE.c.attempts == 0)
                .values(raw=raw, raw_hash=raw_hash)
            )

    def show(self, identities: Sequence[int]) -> list[OutboxLetter]:
        """Return letters as they stand, in the order asked for."""
        found: dict[int, OutboxLetter] = {}
        with self._change() as change, Session(bind=change) as session:
            for start in range(0, len(identities), 500):
                part = identities[start : start + 500]
                rows = session.execute(select(OutboxLetter).where(_TABLE.c.id.in_(part))).scalars().all()
                found |= {row.id: row for row in rows if row.id is not None}
                session.expunge_all()
        return [found[identity] for identity in identities if identity in found]

    def departures(self, since: datetime) -> list[datetime]:
        """Return when letters left, or may have left, after an instant: what the quota counts."""
        left = (State.SENT, State.UNKNOWN, State.SENDING)
        at = _TABLE.c.last_try_at
        statement = select(at).where(_TABLE.c.state.in_(left), at > since, _TABLE.c.channel == "email")
        with self._change() as change:
            return [row.last_try_at for row in change.execute(statement)]


_LEFT = {Event.BEGAN: State.UNKNOWN, Event.SENT: State.SENT}
_IN_STEP = {(State.SENDING, "data")}
_DONE = {State.SENT, State.UNKNOWN, State.FAILED}
_KNOWN = select(_TABLE.c.id, _TABLE.c.letter_key, _TABLE.c.state, _TABLE.c.phase)


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
    values["facts"] = values["facts"] or {}
    values["claims"] = values["claims"] or []
    values["raw"] = values["raw"] or b""
    values["message_id"] = values["message_id"] or ""
    return Letter(**values)


@contextmanager
def open_outbox(file: Path, journal: Path) -> Iterator[Outbox]:
    """Open the outbox of a shop's file on a connection of its own, fully synchronous."""
    engine: Engine = make_engine(file, synchronous="FULL")
    try:
        with engine.connect().execution_options(shopdesk_write=True) as connection:
            yield Outbox(connection, Journal(journal))
    finally:
        engine.dispose()
