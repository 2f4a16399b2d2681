"""A small file beside the database that outlives a restored backup: which letters began to leave.

A backup of yesterday does not know what left today; without this file, restoring it would write to the same
people twice. One line an event, appended and flushed to the disk before the network is touched. No address
is in it, only its hash.
"""

from __future__ import annotations

import errno
import json
import os
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path


class Event(StrEnum):
    """What became of a letter."""

    BEGAN = "began"
    SENT = "sent"
    REFUSED = "refused"
    AGAIN = "again"  # the owner said it never left


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of one letter."""

    key: str
    event: str
    at: str
    message_id: str = ""
    flow: str = ""
    kind: str = ""
    address_hash: str = ""
    reply: str = ""


_NAMES = tuple(field.name for field in fields(Entry))
_quoted = json.encoder.encode_basestring


class Journal:
    """The file of events."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._handle: int | None = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the next event opens it again."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def write(self, entry: Entry) -> None:
        """Append an event; a crash of the program after this returns does not lose it.

        Raises:
            OSError: If the disk is full or the file cannot be written.
        """
        line = _line(entry)
        if self._handle is None:
            self._handle = self._open()
        if os.write(self._handle, line) < len(line):
            self.close()  # opening it again ends the piece of a line
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._file))

    def _open(self) -> int:
        """Open the file at the start of a line, also after one that was cut off."""
        handle = os.open(self._file, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        size = os.fstat(handle).st_size
        if size:
            os.lseek(handle, size - 1, os.SEEK_SET)
            if os.read(handle, 1) != b"\n":
                os.write(handle, b"\n")
        return handle

    def last_events(self) -> dict[str, Entry]:
        """Return the last event of each letter; lines cut off by a crash are passed over."""
        found: dict[str, Entry] = {}
        if not self._file.exists():
            return found
        with self._file.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                entry = _read(line)
                if entry is not None:
                    found[entry.key] = entry
        return found


def _line(entry: Entry) -> bytes:
    # Put together by hand: the JSON encoder is set up anew for each call, which took longer than the disk.
    told = ", ".join(f'"{name}": {_quoted(getattr(entry, name))}' for name in _NAMES)
    return f"{{{told}}}\n".encode()


def _read(line: str) -> Entry | None:
    try:
        values = json.loads(line)
        return Entry(**{name: str(value) for name, value in values.items() if name in _NAMES})
    except (ValueError, TypeError, AttributeError):
        return None
