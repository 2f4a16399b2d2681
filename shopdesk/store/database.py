"""One shop's SQLite file: reading, writing, announcing what changed, copying."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Session

from shopdesk.store.changes import QUIET, Changes, Remembered, version

Changed = frozenset[str]
"""Names of the tables a committed transaction wrote to."""

_BUSY_MS = 10_000


class Store:
    """The shop's database. Readers never wait; writers queue one behind the other."""

    def __init__(self, file: Path) -> None:
        """Attach to a database already brought to the newest schema (see ``migrate``)."""
        self.file = file
        self._engine = make_engine(file)
        self._writing = threading.Lock()
        self._listeners: list[Callable[[Changed], None]] = []
        self.changes = Changes(file)
        self.remembered = Remembered(self.changes)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session on one consistent picture of the database; nothing written in it is kept."""
        with self._engine.connect() as connection, Session(bind=connection) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that commits at the end, or rolls everything back on any exception.

        The lock is taken at once (BEGIN IMMEDIATE), so a transaction never fails half-way for another
        writer's sake. After the commit every listener is told which tables changed.
        """
        changed: set[str] = set()
        before: list[int] = []

        def began(driver: sqlite3.Connection) -> None:
            self.changes.count()  # what others wrote before the lock was taken
            before.append(version(driver))

        with self._writing, self._engine.connect() as plain:
            connection = plain.execution_options(
                shopdesk_write=True, shopdesk_changed=changed, shopdesk_began=began
            )
            with Session(bind=connection, expire_on_commit=False) as session:
                yield session
                session.commit()
            if changed and changed <= QUIET:
                self.changes.pass_over()
                if before != [version(_driver(plain))]:  # somebody else wrote since the lock was let go
                    self.changes.note()
        if changed:
            self._announce(frozenset(changed))

    @contextmanager
    def staging(self) -> Iterator[Staging]:
        """Give a connection of its own whose temporary tables can be filled before anything is locked."""
        with self._engine.connect() as connection:
            connection.detach()  # closed, not returned: its temporary tables go with it
            yield Staging(self, connection)

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Call ``listener`` with the changed tables after each commit, in the writer's thread."""
        self._listeners.append(listener)

    def _announce(self, changed: Changed) -> None:
        for listener in list(self._listeners):
            listener(changed)

    def backup(self, target: Path) -> None:
        """Copy the database to ``target`` while it is in use (SQLite's backup API)."""
        copy_database(self.file, target)

    def flush_journal(self) -> None:
        """Write the file anew and empty the journal, so that erased words are left in neither."""
        with closing(sqlite3.connect(self.file, timeout=_BUSY_MS / 1000)) as connection:
            # Free pages may hold what a row said before an earlier change. A full disk or a long reader
            # leaves them for the next time: the rows themselves are gone.
            with suppress(sqlite3.OperationalError):
                connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections; the store cannot be used afterwards."""
        self.changes.close()
        self._engine.dispose()


class Staging:
    """A connection that prepares in temporary tables, then writes what is prepared in one transaction."""

    def __init__(self, store: Store, connection: Connection) -> None:
        """Wrap a detached connection of the store."""
        self._store = store
        self._connection = connection
        # An import touches every page of the indexes; 64 MB of cache keeps them from being written twice.
        connection.exec_driver_sql("PRAGMA cache_size = -65536")
        connection.commit()

    @contextmanager
    def prepare(self) -> Iterator[sqlite3.Connection]:
        """Give the driver's connection for temporary tables; other writers are not kept waiting."""
        with self._connection.begin():
            yield self._connection.connection.dbapi_connection  # type: ignore[misc]

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that sees the temporary tables and commits at the end, as ``Store.write`` does."""
        changed: set[str] = set()
        with self._store._writing:
            self._connection.execution_options(shopdesk_write=True, shopdesk_changed=changed)
            try:
                with Session(bind=self._connection, expire_on_commit=False) as session:
                    yield session
                    session.commit()
            finally:
                self._connection.execution_options(shopdesk_write=False, shopdesk_changed=None)
        if changed:
            self._store._announce(frozenset(changed))


def announce(session: Session, *tables: str) -> None:
    """Tell that raw SQL of this session wrote to ``tables``; Core and ORM statements tell by themselves."""
    changed = session.connection().get_execution_options().get("shopdesk_changed")
    if changed is not None:
        changed.update(tables)


def make_engine(file: Path, *, synchronous: str = "NORMAL", foreign_keys: bool = True) -> Engine:
    """Return an engine on ``file`` with the pragmas of the house and explicit transactions."""
    engine = create_engine(
        f"sqlite:///{file}", connect_args={"timeout": _BUSY_MS / 1000}, json_deserializer=_from_json
    )

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we begin by ourselves, below
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("shopdesk_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        began = connection.get_execution_options().get("shopdesk_began")
        if began is not None:
            began(_driver(connection))

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    event.listen(engine, "after_execute", _note_change)
    return engine


def _driver(connection: Connection) -> sqlite3.Connection:
    """Return the driver's connection below SQLAlchemy's: asking it begins no transaction."""
    found = connection.connection.dbapi_connection
    if not isinstance(found, sqlite3.Connection):
        raise RuntimeError("the connection is closed")
    return found


def _from_json(text: str) -> Any:
    """Read a JSON column; one that is none is the file's damage, not the program's."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise sqlite3.DatabaseError("malformed JSON in the shop's file") from error


def _note_change(connection: Connection, statement: Any, *_rest: Any) -> None:
    if isinstance(statement, UpdateBase):
        changed = connection.get_execution_options().get("shopdesk_changed")
        if changed is not None:
            changed.add(str(statement.table.description))


def copy_database(source: Path, target: Path) -> None:
    """Copy a database file with SQLite's backup API, replacing ``target`` only when the copy is whole."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    origin = sqlite3.connect(source, timeout=_BUSY_MS / 1000)
    copy = sqlite3.connect(partial)
    try:
        origin.backup(copy)
        # One file without a journal beside it: it can be carried on a stick, and reading it leaves nothing.
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
        origin.close()
    partial.replace(target)
