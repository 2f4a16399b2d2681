"""Whether anybody wrote to the shop's file since, and what was worked out of it before."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

QUIET = frozenset({"stored_result", "suggestion"})
"""Tables of kept answers: a commit that wrote to nothing else changed no fact of the shop."""


class Changes:
    """Counts the commits that matter, those of other connections and programs too; safe in any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        self._seen = -1
        self._count = 0

    def count(self) -> int:
        """Return a number that grows with every commit but the quiet ones."""
        with self._lock:
            now = self._look()
            if now != self._seen:
                self._seen = now
                self._count += 1
            return self._count

    def pass_over(self) -> None:
        """Take the newest commit for none."""
        with self._lock:
            self._seen = self._look()

    def note(self) -> None:
        """Count a commit that ``pass_over`` may have hidden."""
        with self._lock:
            self._count += 1

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    def _look(self) -> int:
        if self._watch is None:
            # A connection that never writes: its own commits would not be counted (PRAGMA data_version).
            self._watch = sqlite3.connect(self._file, check_same_thread=False, isolation_level=None)
        return version(self._watch)


def version(connection: sqlite3.Connection) -> int:
    """Return SQLite's number for the file as a connection sees it: other connections' commits change it."""
    (found,) = connection.execute("PRAGMA data_version").fetchone()
    return int(found)


class Remembered:
    """Large answers kept while nothing changes, one for each name."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._kept: dict[str, tuple[Hashable, Any]] = {}

    def get(self, name: str, of: Hashable, make: Callable[[], T]) -> T:
        """Return the answer of a name, made anew if the file or what it is ``of`` has changed.

        Args:
            name: One answer is kept for it.
            of: What it depends on besides the file, such as the day.
            make: Reads the file and works the answer out; what it returns must never be changed.
        """
        key = (self._changes.count(), of)  # before reading: a commit meanwhile makes the answer stale at once
        kept = self._kept.get(name)
        if kept is not None and kept[0] == key:
            found: T = kept[1]
            return found
        self._kept.pop(name, None)  # two of them at once would be twice the memory
        made = make()
        self._kept[name] = (key, made)
        return made
