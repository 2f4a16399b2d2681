"""The daily copy nobody has to think of: once a day, read back, thinned out, doubled elsewhere."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shopdesk.domain.backups import worth_keeping
from shopdesk.domain.preferences import BackupSettings
from shopdesk.runtime.i18n import _
from shopdesk.services.backups import copying
from shopdesk.services.context import Shop

_NAME = re.compile(r"shopdesk-(\d{4}-\d{2}-\d{2})\.db")


@dataclass(frozen=True, slots=True)
class DailyCopy:
    """The copy of one day.

    Attributes:
        second: The same copy in the owner's second folder, None if there is none.
        trouble: Why the second folder has no copy, one sentence; empty if it has one or none was asked for.
        let_go: Older copies no rule keeps any more, deleted in both folders.
    """

    made: copying.Backup
    second: Path | None
    trouble: str
    let_go: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One daily copy as it lies in the folder of copies."""

    day: date
    file: Path
    bytes: int


def listed(folder: Path) -> list[Kept]:
    """Return the daily copies of a folder, newest first; other files are passed over."""
    return sorted(_daily(folder), key=lambda one: one.day, reverse=True)


def _daily(folder: Path) -> Iterator[Kept]:
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        named = _NAME.fullmatch(file.name)
        if named:
            yield Kept(date.fromisoformat(named[1]), file, file.stat().st_size)


def make_if_due(shop: Shop) -> DailyCopy | None:
    """Make today's copy unless there is one, or the owner wants none.

    Raises:
        ShopdeskError: If it cannot be written or does not read back whole; the older copies stay.
    """
    chosen = shop.settings.get(BackupSettings)
    if not chosen.daily or (shop.folder.copies / _name(shop.today())).exists():
        return None
    return make_daily(shop)


def make_daily(shop: Shop) -> DailyCopy:
    """Make today's copy, in place of one made earlier today.

    Raises:
        ShopdeskError: If it cannot be written or does not read back whole; the older copies stay.
    """
    today = shop.today()
    made = copying.make(shop, shop.folder.copies / _name(today))
    let_go = _thin_out(shop.folder.copies, today)
    chosen = shop.settings.get(BackupSettings)
    if not chosen.folder:
        return DailyCopy(made, None, "", let_go)
    second, trouble = _double(made, Path(chosen.folder).expanduser())
    if second is not None:
        let_go += _thin_out(second.parent, today)
    return DailyCopy(made, second, trouble, let_go)


def _name(day: date) -> str:
    return f"shopdesk-{day.isoformat()}.db"


def _thin_out(folder: Path, today: date) -> int:
    """Delete the copies no rule keeps; those of days to come (the clock was moved) are left alone."""
    past = [one for one in listed(folder) if one.day <= today]
    keep = worth_keeping(one.day for one in past)
    gone = [one for one in past if one.day not in keep]
    for one in gone:
        one.file.unlink(missing_ok=True)
    return len(gone)


def _double(made: copying.Backup, folder: Path) -> tuple[Path | None, str]:
    """Copy the file to the second folder and compare; the folder is never created: a stick may be out."""
    if not folder.is_dir():
        words = _("Your second folder is not there: {folder}. The copy on this computer is made.")
        return None, words.format(folder=folder)
    target = folder / made.file.name
    partial = target.with_name(target.name + ".partial")
    try:
        shutil.copyfile(made.file, partial)
        if hashlib.sha256(partial.read_bytes()).hexdigest() != made.sha256:
            raise OSError("the copy differs from what was written")
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        return None, _("No copy in your second folder: {reason}. The one on this computer is made.").format(
            reason=error.strerror or error
        )
    return target, ""
