"""The owner's pictures and files of letters, which lie beside the database, carried inside a copy of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path


def pack(folder: Path, copy: Path) -> None:
    """Put the files of ``folder`` (one folder a flow) into a copy of the database, in place of any in it."""
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS letter_file")
        connection.execute(
            "CREATE TABLE letter_file (flow TEXT NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL, "
            "PRIMARY KEY (flow, name))"
        )
        rows = ((file.parent.name, file.name, file.read_bytes()) for file in listed(folder))
        connection.executemany("INSERT INTO letter_file(flow, name, content) VALUES (?, ?, ?)", rows)


def listed(folder: Path) -> Iterator[Path]:
    """Return the files of all flows."""
    for file in sorted(folder.glob("*/*")):
        if file.is_file() and not file.name.startswith("."):
            yield file


def take_out(copy: Path) -> list[tuple[str, str, bytes]] | None:
    """Take the files out of a staged copy (flow, name, content); None if it was made without any such."""
    with closing(sqlite3.connect(copy)) as connection, connection:
        table = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'letter_file'"
        if not connection.execute(table).fetchone()[0]:
            return None
        found = connection.execute("SELECT flow, name, content FROM letter_file").fetchall()
        connection.execute("DROP TABLE letter_file")
    return found


def put_back(found: list[tuple[str, str, bytes]], folder: Path) -> None:
    """Write the files taken out of a copy in place of those of ``folder``."""
    staged = folder.with_name(folder.name + ".restoring")
    shutil.rmtree(staged, ignore_errors=True)
    for flow, name, content in found:
        if not (_is_plain(flow) and _is_plain(name)):
            continue  # never outside of its folder, whoever wrote the copy
        place = staged / flow
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        (place / name).write_bytes(content)
    shutil.rmtree(folder, ignore_errors=True)
    if staged.exists():
        staged.replace(folder)


def _is_plain(name: str) -> bool:
    return bool(name) and not name.startswith(".") and not set(name) & set("/\\:")
