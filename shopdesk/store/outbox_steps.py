"""The connection of an outbox: its transactions, and what they wait for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from shopdesk.store.journal import Journal


class MarkFailed(Exception):
    """What had to be on the disk is not; before DATA this means that nothing may leave."""


@contextmanager
def on_disk() -> Iterator[None]:
    """Turn what a disk says into ``MarkFailed``."""
    try:
        yield
    except (OSError, OperationalError, sqlite3.OperationalError) as error:
        raise MarkFailed(str(error)) from error


class Steps:
    """Transactions on a connection of its own. Use it in one thread only."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        """Take over a connection that is used by nobody else."""
        self._connection = connection
        self._journal = journal
        self._relaxed = False
        # The steps every letter takes go straight to SQLite: SQLAlchemy's share was longer than the
        # network's.
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, sqlite3.Connection)
        self._raw: sqlite3.Connection = raw

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        self._ready()
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
        self._ready()
        with self._transaction(may_be_lost=may_be_lost):
            yield self._raw

    @contextmanager
    def _transaction(self, *, may_be_lost: bool) -> Iterator[None]:
        if may_be_lost is not self._relaxed:
            self._raw.execute(f"PRAGMA synchronous = {'NORMAL' if may_be_lost else 'FULL'}")
            self._relaxed = may_be_lost
        self._raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._raw.execute("COMMIT")
        except BaseException:
            if self._raw.in_transaction:  # a full disk may have rolled it back already
                self._raw.execute("ROLLBACK")
            raise

    def _ready(self) -> None:
        """Wait until nothing is done aside on the connection; only groups do."""

    def _version(self) -> int:
        """Return a number that changes when anybody else has committed to the file; ours do not."""
        return int(self._raw.execute("PRAGMA data_version").fetchone()[0])

    def settle(self) -> None:
        """Bring everything noted so far to the disk; the last thing done with an outbox."""
        self._ready()
        self._raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
