"""Whether the shop's file is sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from shopdesk.store import migrate


@dataclass(frozen=True, slots=True)
class Health:
    """What SQLite says of the file."""

    revision: str | None
    expected: str
    integrity: str
    orphans: int
    bytes: int
    sqlite: str

    @property
    def is_sound(self) -> bool:
        """True if the file is whole, at the schema of this program, and every row has its parent."""
        return self.integrity == "ok" and self.orphans == 0 and self.revision == self.expected


def examine(file: Path) -> Health:
    """Return the health of a shop's file; reading only."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as connection:
        integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        orphans = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    return Health(
        migrate.revision(file), migrate.HEAD, integrity, orphans, file.stat().st_size, sqlite3.sqlite_version
    )
