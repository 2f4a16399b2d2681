"""The first numbers of the morning, with the standard library alone: nothing heavy loads before the window.

Reads what earlier work left in ``stored_result`` and the owner's choices. A file that is missing, older or
damaged gives nothing here: opening the shop says what is wrong with it.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class MorningFile:
    """What the shop's file tells before it is opened.

    Attributes:
        settings: ``group.field`` → value, only what was chosen.
        results: Name → stored value.
        stale: Names of results that something has changed since.
        has_sales: Whether any order is known.
        is_damaged: Something stands there that is no shop's file: not the first run either.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    results: dict[str, Any] = field(default_factory=dict)
    stale: frozenset[str] = frozenset()
    has_sales: bool = False
    is_damaged: bool = False


def read(file: Path) -> MorningFile:
    """Read the shop's file without changing it; of a damaged one nothing but that it stands there."""
    try:
        if not file.is_file():
            return MorningFile(is_damaged=file.exists())
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=1)) as base:
            chosen = base.execute("SELECT key, value FROM setting").fetchall()
            kept = base.execute("SELECT name, value, is_stale FROM stored_result").fetchall()
            has_sales = base.execute("SELECT 1 FROM sale_order LIMIT 1").fetchone() is not None
        settings = {key: _value(raw) for key, raw in chosen}
        results = {name: _value(raw) for name, raw, _stale in kept}
    except sqlite3.OperationalError:
        return MorningFile()  # another program's tables, or none yet
    except (sqlite3.Error, ValueError, OSError):
        return MorningFile(is_damaged=True)
    return MorningFile(settings, results, frozenset(n for n, _v, stale in kept if stale), has_sales)


def _value(raw: Any) -> Any:
    """Return what a JSON column holds: SQLite keeps a bare number there as a number, the rest as text."""
    return json.loads(raw) if isinstance(raw, str | bytes) else raw
