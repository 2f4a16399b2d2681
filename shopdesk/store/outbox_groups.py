"""The outbox of letters that follow each other without a rest: they are taken in groups.

One wait for the disk takes a whole group into the phase ``ahead``, together with the results of the group
before. Of the letters of a group the journal says which began to leave and which arrived, a line written
before DATA and one after the server's answer. A kill loses no line of it: what began is ``unknown``, what did
not begin goes back to the queue. A power cut may lose its last lines: then the whole group is ``unknown``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection

from shopdesk.domain.outreach.flows import State
from shopdesk.store import outbox_rows as rows
from shopdesk.store.journal import Event, Journal
from shopdesk.store.models import OutboxLetter
from shopdesk.store.outbox import Outbox
from shopdesk.store.outbox_rows import Claimed, Letter, Look
from shopdesk.store.outbox_steps import on_disk

_GROUP = 20
"""Letters taken at once: so many are in doubt after a power cut, at most."""
_PAGES = 8000
"""Pages of four kilobytes that may wait in the write-ahead log; moving them takes many letters' time."""


class GroupedOutbox(Outbox):
    """Takes letters in groups, with the promises of ``Outbox``."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        """Take over a connection that is used by nobody else."""
        super().__init__(connection, journal)
        self._raw.execute(f"PRAGMA wal_autocheckpoint = {_PAGES}")
        self._order: Sequence[int] = ()
        self._places: dict[int, int] = {}
        self._taken: dict[int, Letter | str] = {}
        self._on_way: Letter | None = None
        self._began_at = ""
        self._arrived: list[tuple[str, str, str, int]] = []

    def expect(self, queue: Sequence[int]) -> None:
        """Hear in which order the letters are going to be claimed."""
        self._order = queue
        self._places = {identity: place for place, identity in enumerate(queue)}

    def claim(self, identity: int, owner: str, now: datetime, *, look: Look, most: int = 1) -> Claimed:
        """Take a letter, and those after it; see ``Outbox.claim``.

        A group taken before anybody else committed something goes back: each letter is judged by what is
        true when it is asked for.
        """
        if self._taken and not look.is_fresh(self._version()):
            self.put_back()
        if identity not in self._taken:
            self._take(self._places[identity], owner, now, look=look, most=most)
        return self._taken.pop(identity, None)

    def take_ahead(self, owner: str, now: datetime, *, look: Look, most: int) -> None:
        """Take the next group while the last letter of the one before is on its way."""
        if self._on_way is None or self._taken:
            return
        self._take(self._places[self._on_way.id] + 1, owner, now, look=look, most=most)

    def _take(self, place: int, owner: str, now: datetime, *, look: Look, most: int) -> None:
        taken: dict[int, Letter | str] = {}
        by = (rows.owner_here(owner), now)
        busy = rows.persons_of(self._on_way) if self._on_way else set()
        with on_disk(), self._looked(look, may_be_lost=False) as step:
            self._write_arrived()
            for identity in self._order[place : place + min(most, _GROUP)]:
                claimed = rows.take(step, identity, by=by, look=look, ahead_of=busy)
                if claimed is None:
                    break
                taken[identity] = claimed
        self._arrived = []
        self._taken |= taken

    def put_back(self) -> None:
        """Put letters taken ahead back into the queue, as if they had never been claimed."""
        self._note_arrived()
        back = [(identity,) for identity, one in self._taken.items() if isinstance(one, Letter)]
        if back:
            with on_disk(), self._step(may_be_lost=True) as step:
                step.executemany(rows.LET_GO, back)
        self._taken = {identity: one for identity, one in self._taken.items() if isinstance(one, str)}

    def passed_over(self) -> list[int]:
        """Return letters that were skipped ahead of their turn and never asked for."""
        return [identity for identity, one in self._taken.items() if isinstance(one, str)]

    def began(self, letter: Letter, now: datetime) -> None:
        """Note in the journal that the text begins to leave; see ``Outbox.began``."""
        with on_disk():
            self._journal.write(rows.entry_of(letter, Event.BEGAN, now))
        self._on_way, self._began_at = letter, rows.stamp(now)

    def sent(self, letter: Letter, reply: str, now: datetime) -> None:
        """Note that the server took the letter over: in the journal now, in its row with the next group."""
        self._on_way = None
        with on_disk():
            self._journal.write(rows.entry_of(letter, Event.SENT, now, reply))
        self._arrived.append((self._began_at, rows.stamp(now), reply, letter.id))

    def not_sent(self, letter: Letter, state: State, reason: str, reply: str, now: datetime) -> None:
        """Note that the letter certainly did not leave."""
        self._on_way = None
        super().not_sent(letter, state, reason, reply, now)

    def unknown(self, letter: Letter, text: str, now: datetime) -> None:
        """Note that nobody can say whether the letter left."""
        self._on_way = None
        with on_disk(), self._step() as step:
            step.execute(rows.BEGAN, (self._began_at, letter.id))
        super().unknown(letter, text, now)

    def show(self, identities: Sequence[int], *, whole: bool = False) -> list[OutboxLetter]:
        """Return letters as they stand; see ``Outbox.show``."""
        self._note_arrived()
        return super().show(identities, whole=whole)

    def settle(self) -> None:
        """Bring everything noted so far to the disk."""
        self._note_arrived()
        super().settle()

    def _note_arrived(self) -> None:
        # A disk that does not take it keeps it in the journal for the next start.
        with suppress(sqlite3.OperationalError):
            if self._arrived:
                with self._step(may_be_lost=True):
                    self._write_arrived()
            self._arrived = []

    def _write_arrived(self) -> None:
        self._raw.executemany(rows.SENT_AHEAD, self._arrived)
