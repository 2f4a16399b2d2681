"""The outbox of letters that follow each other without a rest: they are taken in groups.

One wait for the disk takes a whole group into the phase ``ahead``, together with the results of the group
before. The next group is judged and written while the last letters of this one are on their way. Of the
letters of a group the journal says which began to leave and which arrived, a line written before DATA and one
after the server's answer. A kill loses no line of it: what began is ``unknown``, what did not begin goes back
to the queue. A power cut may lose its last lines: then all that was taken is ``unknown``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection

from shopdesk.domain.outreach.flows import State
from shopdesk.store import outbox_rows as rows
from shopdesk.store.journal import Event, Journal
from shopdesk.store.models import OutboxLetter
from shopdesk.store.outbox import Outbox
from shopdesk.store.outbox_rows import Claimed, Letter, Look
from shopdesk.store.outbox_steps import MarkFailed, on_disk

_GROUP = 20
"""So many letters are in doubt after a power cut, at most."""
_EARLY = 4
"""The next group is written when so many of this one have still to begin: they leave while the disk works."""
_AT_ONCE = 3
"""Letters judged ahead in one wait for the server."""
_Noted = tuple[datetime | None, datetime, str, int]
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
        self._judged: dict[int, Letter | str] = {}
        self._persons: set[str] = set()
        self._coming: dict[int, Letter | str] = {}
        self._on_way: Letter | None = None
        self._began_at: datetime | None = None
        self._unsaid: tuple[Letter, str, datetime] | None = None
        self._arrived: list[_Noted] = []
        self._written = 0
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="outbox")
        self._under_way: Future[bool] | None = None
        self._is_locked = False

    def expect(self, queue: Sequence[int]) -> None:
        """Hear in which order the letters are going to be claimed."""
        self._order = queue
        self._places = {identity: place for place, identity in enumerate(queue)}

    def claim(self, identity: int, owner: str, now: datetime, *, look: Look, most: int = 1) -> Claimed:
        """Take a letter, and those after it; see ``Outbox.claim``.

        A group taken before anybody else committed something goes back: each letter is judged by what is
        true when it is asked for. While our own commit is under way nobody else can.
        """
        if self._under_way is not None and not self._may_overtake(identity):
            self._ready()
        if self._taken and self._under_way is None and not look.is_fresh(self._version()):
            self.put_back()
        if identity not in self._taken:
            self._take(self._places[identity], owner, now, look=look, most=most)
        return self._taken.pop(identity, None)

    def _may_overtake(self, identity: int) -> bool:
        assert self._under_way is not None
        return identity not in self._coming and self._is_locked and not self._under_way.done()

    def take_ahead(self, owner: str, now: datetime, *, look: Look, most: int) -> None:
        """Judge what comes next while a letter is on its way, and take it when this group nears its end."""
        if self._on_way is None or self._under_way is not None:
            return
        self._judge(self._on_way, look, min(_GROUP - 1 - _EARLY, most - len(self._taken)))
        if self._judged and len(self._taken) <= _EARLY:
            self._coming, self._judged = self._judged, {}
            self._written, self._is_locked = len(self._arrived), False
            by = (rows.owner_here(owner), now)
            self._under_way = self._aside.submit(self._take_coming, by, look)

    def _judge(self, on_way: Letter, look: Look, most: int) -> None:
        place = self._places[on_way.id] + 1 + len(self._taken) + len(self._judged)
        part = self._order[place : place + min(_AT_ONCE, most - len(self._judged))]
        if not part:
            return
        found = rows.queued(self._raw, part)
        for identity in part:
            letter = found.get(identity)
            judged = rows.judge(letter, look=look, ahead_of=self._persons) if letter else None
            if judged is None:
                return
            self._judged[identity] = judged

    def _take_coming(self, by: tuple[str, datetime], look: Look) -> bool:
        """Claim what was judged, unless somebody has committed something since; say whether it is ours.

        It runs aside, so that the letters of this group leave while the disk works. Once it is locked nobody
        else can commit, and until ``_ready`` returns nothing but this may touch the connection.
        """
        coming, who = self._coming.items(), rows.claimant(by)
        claims = [(*who, identity) for identity, one in coming if isinstance(one, Letter)]
        with self._transaction(may_be_lost=False):
            self._is_locked = look.is_fresh(self._version())
            if not self._is_locked:
                return False
            self._write_arrived(self._arrived[: self._written])
            self._raw.executemany(
                rows.SKIP, [(one, identity) for identity, one in coming if isinstance(one, str)]
            )
            if claims and self._raw.executemany(rows.AHEAD, claims).rowcount != len(claims):
                raise MarkFailed("a letter judged ahead was not queued any more")
        return True

    def _ready(self) -> None:
        """Wait for the group that is taken aside, and take it over.

        One that could not be taken stays queued: its letters are claimed, or refused, in their turn.
        """
        if self._under_way is None:
            return
        under_way, self._under_way = self._under_way, None
        coming, self._coming = self._coming, {}
        with suppress(sqlite3.Error, MarkFailed):
            if under_way.result():
                self._taken |= coming
                del self._arrived[: self._written]

    def _take(self, place: int, owner: str, now: datetime, *, look: Look, most: int) -> None:
        taken: dict[int, Letter | str] = {}
        by = (rows.owner_here(owner), now)
        self._judged, self._persons = {}, set()
        with on_disk(), self._looked(look, may_be_lost=False) as step:
            self._write_arrived(self._arrived)
            for identity in self._order[place : place + min(most, _GROUP)]:
                claimed = rows.take(step, identity, by=by, look=look, ahead_of=self._persons)
                if claimed is None:
                    break
                taken[identity] = claimed
        self._arrived = []
        self._taken |= taken

    def put_back(self) -> None:
        """Put letters taken ahead back into the queue, as if they had never been claimed."""
        self._note_arrived()
        self._judged = {}
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
        self.catch_up()
        with on_disk():
            self._journal.write(rows.entry_of(letter, Event.BEGAN, now))
        self._on_way, self._began_at = letter, now

    def sent(self, letter: Letter, reply: str, now: datetime) -> None:
        """Note that the server took the letter over: in the journal soon, in its row with the next group."""
        self._on_way = None
        self._unsaid = letter, reply, now
        self._arrived.append((self._began_at, now, reply, letter.id))

    def catch_up(self) -> None:
        """Write into the journal that the letter before arrived."""
        if self._unsaid is not None:
            letter, reply, now = self._unsaid
            with on_disk():
                self._journal.write(rows.entry_of(letter, Event.SENT, now, reply))
            self._unsaid = None

    def not_sent(self, letter: Letter, state: State, reason: str, reply: str, now: datetime) -> None:
        """Note that the letter certainly did not leave."""
        self._on_way = None
        super().not_sent(letter, state, reason, reply, now)

    def unknown(self, letter: Letter, text: str, now: datetime) -> None:
        """Note that nobody can say whether the letter left."""
        self._on_way = None
        with on_disk(), self._step() as step:
            step.execute(rows.BEGAN, (rows.stamp(self._began_at or now), letter.id))
        super().unknown(letter, text, now)

    def show(self, identities: Sequence[int], *, whole: bool = False) -> list[OutboxLetter]:
        """Return letters as they stand; see ``Outbox.show``."""
        self._note_arrived()
        return super().show(identities, whole=whole)

    def settle(self) -> None:
        """Bring everything noted so far to the disk."""
        self._note_arrived()
        self._aside.shutdown()
        super().settle()

    def _note_arrived(self) -> None:
        self._ready()
        with suppress(MarkFailed):
            self.catch_up()
        # A disk that does not take it keeps it in the journal for the next start.
        with suppress(sqlite3.OperationalError):
            if self._arrived:
                with self._step(may_be_lost=True):
                    self._write_arrived(self._arrived)
            self._arrived = []

    def _write_arrived(self, arrived: Sequence[_Noted]) -> None:
        noted = [
            (rows.stamp(began or ended), rows.stamp(ended), reply, identity)
            for began, ended, reply, identity in arrived
        ]
        self._raw.executemany(rows.SENT_AHEAD, noted)
