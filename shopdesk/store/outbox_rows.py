"""The rows of the outbox: a letter as the sender needs it, and the plain SQL of the steps each one takes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import select
from sqlmodel import Session

from shopdesk.domain.outreach.flows import State
from shopdesk.runtime.boot import is_this_start, this_start
from shopdesk.store.journal import Entry, Event
from shopdesk.store.models import OutboxLetter

TABLE: Any = OutboxLetter.__table__  # type: ignore[attr-defined]


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


Claimed = Letter | str | None
"""What a claim gives: the letter, or why it was skipped, or None if it is not queued."""

WANTED = (
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


# The statements each letter needs, in plain SQL: building them anew cost more than the network.
QUEUED = (
    "SELECT id, letter_key, flow, kind, recipient, recipient_name, address_hash, customer_id, message_id,"
    " raw, raw_hash, attempts, facts, claims FROM outbox_letter WHERE id IN ({}) AND state = 'queued'"
)
CLAIM = (
    "UPDATE outbox_letter SET state = 'sending', phase = 'envelope', reason = '', attempts = attempts + 1,"
    " lease_owner = ?, lease_until = ?, last_try_at = ? WHERE id = ? AND state = 'queued'"
)
AHEAD = CLAIM.replace("'envelope'", "'ahead'")
LET_GO = (
    "UPDATE outbox_letter SET state = 'queued', phase = '', attempts = attempts - 1, lease_owner = '',"
    " lease_until = NULL WHERE id = ? AND state = 'sending' AND phase = 'ahead'"
)
SKIP = "UPDATE outbox_letter SET state = 'skipped', phase = '', reason = ? WHERE id = ?"
BEGAN = "UPDATE outbox_letter SET phase = 'data', data_at = ? WHERE id = ?"
SENT = (
    "UPDATE outbox_letter SET state = 'sent', phase = '', lease_until = NULL, sent_at = ?, server_reply = ?"
    " WHERE id = ?"
)

SENT_AHEAD = SENT.replace("sent_at = ?", "data_at = ?, sent_at = ?")
_LEASE = timedelta(minutes=15)


def take(
    step: sqlite3.Connection,
    identity: int,
    *,
    by: tuple[str, datetime],
    look: Look,
    ahead_of: set[str] | None = None,
) -> Claimed:
    """Claim a letter in an open transaction, if it is queued and the look lets it go.

    Args:
        step: The transaction.
        identity: The letter.
        by: Who takes it, and when.
        look: What decides whether it may still go.
        ahead_of: None to take it in its turn. Else it is taken ahead, unless it goes to one of these persons;
            its own is added to them. What becomes of a person's letter decides on the next one to them.
    """
    letter = queued(step, (identity,)).get(identity)
    if letter is None:
        return None
    judged = judge(letter, look=look, ahead_of=ahead_of)
    if isinstance(judged, str):
        step.execute(SKIP, (judged, identity))
    elif judged is not None:
        step.execute(CLAIM if ahead_of is None else AHEAD, (*claimant(by), identity))
    return judged


def judge(letter: Letter, *, look: Look, ahead_of: set[str] | None = None) -> Claimed:
    """Return what claiming a queued letter would give, without claiming it; see ``take``."""
    if ahead_of is not None:
        persons = persons_of(letter)
        if persons & ahead_of:
            return None
        ahead_of |= persons
    return look.reason(letter) or letter


def queued(step: sqlite3.Connection, identities: Sequence[int]) -> dict[int, Letter]:
    """Return those of a few letters that are queued."""
    marks = ", ".join("?" * len(identities))
    found = step.execute(QUEUED.format(marks), tuple(identities))
    return {row[0]: letter_of(row) for row in found}


def claimant(by: tuple[str, datetime]) -> tuple[str, str, str]:
    """Return who takes a letter, until when and since when, as ``CLAIM`` and ``AHEAD`` write it."""
    owner, now = by
    return owner, stamp(now + _LEASE), stamp(now)


def persons_of(letter: Letter) -> set[str]:
    """Return the names of a letter's person: the address, and the customer."""
    customer = {f"c:{letter.customer_id}"} if letter.customer_id is not None else set()
    return {f"a:{letter.address_hash}"} | customer


def owner_here(owner: str) -> str:
    """Return the name of a sender with the start of the computer it lives in."""
    return f"{owner}, start {this_start()}"


def did_not_leave(phase: str, owner: str) -> bool:
    """Say whether a letter whose sender is gone certainly did not leave, by the phase it stands in."""
    if phase == "ahead":
        return is_this_start(owner.partition(", start ")[2])
    return phase != "data"


def by_journal(row: Any, entry: Entry, now: datetime) -> dict[str, Any]:
    """Return the columns of a letter of which the journal knows more than its row."""
    at = when(entry, now)
    if row.state != State.SENDING:
        return {"state": LEFT[Event(entry.event)], "sent_at": at, "reason": "restored"}
    if entry.event == Event.BEGAN:
        return {"phase": "data", "data_at": at}
    return {"state": State.SENT, "phase": "", "sent_at": at, "server_reply": entry.reply, "lease_until": None}


def stamp(at: datetime) -> str:
    """Return an instant as SQLAlchemy stores it: UTC, to the microsecond."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


LEFT = {Event.BEGAN: State.UNKNOWN, Event.SENT: State.SENT}
IN_STEP = {(State.SENDING, "data")}
DONE = {State.SENT, State.UNKNOWN, State.FAILED}
KNOWN = select(TABLE.c.id, TABLE.c.letter_key, TABLE.c.state, TABLE.c.phase)


def comes_from(raw: bytes, sender: str) -> bool:
    """Say whether a letter's From is this address, by its bytes."""
    head = raw.split(b"\r\nSubject:", 1)[0]
    return f"<{sender}>".encode() in head or f"From: {sender}\r\n".encode() in head


def when(entry: Entry, now: datetime) -> datetime:
    """Return when an event happened, or now where its note is cut."""
    try:
        return datetime.fromisoformat(entry.at)
    except ValueError:
        return now


def from_journal(entry: Entry, now: datetime) -> dict[str, Any]:
    """Return the columns of a letter that only the journal still knows."""
    at = when(entry, now)
    blank = OutboxLetter(
        letter_key=entry.key,
        flow=entry.flow,
        kind=entry.kind,
        recipient="",
        address_hash=entry.address_hash,
        state=LEFT[Event(entry.event)],
        reason="restored",
        message_id=entry.message_id or None,
        proposed_at=at,
        sent_at=at,
        last_try_at=at,
    )
    return {name: value for name, value in blank.model_dump().items() if name != "id"}


def entry_of(letter: Letter, event: Event, now: datetime, reply: str = "") -> Entry:
    """Return the note of an event of a letter."""
    return Entry(
        key=letter.key,
        event=event,
        at=now.isoformat(),
        message_id=letter.message_id,
        flow=letter.flow,
        kind=letter.kind,
        address_hash=letter.address_hash,
        reply=reply,
    )


def letter_of(row: Any) -> Letter:
    """Return a row of ``WANTED`` as a letter."""
    first, (message_id, raw, raw_hash, attempts, facts, claims) = row[:8], row[8:]
    known: tuple[Any, ...] = (
        *first, message_id or "", raw or b"", raw_hash, attempts, _json(facts) or {}, _json(claims) or [],
    )  # fmt: skip
    return Letter(*known)


def _json(kept: Any) -> Any:
    return json.loads(kept) if isinstance(kept, str) else kept


def waiting(session: Session) -> list[Letter]:
    """Return all queued letters, without their bytes."""
    light = [TABLE.c[name] for name in WANTED if name != "raw"]
    place = WANTED.index("raw")
    rows = session.execute(select(*light).where(TABLE.c.state == State.QUEUED)).all()
    return [letter_of((*row[:place], b"", *row[place:])) for row in rows]
