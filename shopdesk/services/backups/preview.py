"""What putting a copy back would change, said before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopdesk.runtime.paths import DataFolder
from shopdesk.services.backups import copying
from shopdesk.store import backup_preview as store
from shopdesk.store import backups
from shopdesk.store.backup_preview import Change
from shopdesk.store.backups import Contents


@dataclass(frozen=True, slots=True)
class Preview:
    """A copy beside the shop as it is now.

    Attributes:
        copy: What the copy holds.
        now: What the shop holds, None on a new computer or where the shop's file cannot be read.
        changes: What differs, by kind of thing; only kinds that differ.
        left_since: Letters that left after the copy was made: they stay marked as sent.
        waiting: Letters waiting in the copy: they need the owner's word again.
        made_at: When the copy was last written to.
    """

    copy: Contents
    now: Contents | None
    changes: tuple[Change, ...]
    left_since: int
    waiting: int
    made_at: datetime


def preview(folder: DataFolder, copy: Path, phrase: str = "") -> Preview:
    """Compare a copy with the shop; changes nothing.

    Raises:
        UnfitBackup: If the copy is not whole.
        NewerFile: If a newer program made it.
        WrongPhrase: If the phrase does not open it.
    """
    written = copy.stat().st_mtime if copy.is_file() else 0.0
    with copying.opened(folder, copy, phrase) as plain:
        held = backups.check(plain)
        now = _now(folder.database)
        found = store.compare(plain, folder.database if now is not None else None)
    made_at = datetime.fromtimestamp(written).astimezone()
    return Preview(held, now, found.changes, found.left_since, found.waiting, made_at)


def _now(live: Path) -> Contents | None:
    try:
        return backups.check(live)
    except backups.UnfitBackup:
        return None
