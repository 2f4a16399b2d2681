"""Failures of the disk and of the shop's file that are nobody's bug: each with its sentence and a way out."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _


class DiskFull(ShopdeskError):
    """There is no room left."""

    code = "disk_full"


class ReadOnly(ShopdeskError):
    """The folder or the file cannot be written to."""

    code = "read_only"


class InUse(ShopdeskError):
    """Another program holds the shop's file."""

    code = "in_use"


class Damaged(ShopdeskError):
    """The shop's file is not whole any more."""

    code = "damaged_file"


class FolderGone(ShopdeskError):
    """The data folder went away while the shop was open: a stick pulled out, a network drive lost."""

    code = "folder_gone"


class DiskFails(ShopdeskError):
    """The disk itself reports errors."""

    code = "disk_fails"


def known(error: BaseException, place: Path | None = None) -> ShopdeskError | None:
    """Return what an error is in words, or None if it is a bug.

    Args:
        error: Anything raised; SQLAlchemy's wrapping is looked through.
        place: The file concerned, where the caller knows it.
    """
    if isinstance(error, ShopdeskError):
        return error
    inner = getattr(error, "orig", None) or error
    if isinstance(inner, sqlite3.Error):
        return _of_database(str(inner).casefold(), place)
    if isinstance(inner, OSError):
        return _of_system(inner, place)
    return None


def _of_database(text: str, place: Path | None) -> ShopdeskError | None:
    if "full" in text:
        return _disk_full()
    if "readonly" in text or "read-only" in text:
        return _read_only(place)
    if "locked" in text or "busy" in text:
        return InUse(
            _("The shop's file is in use by another program."),
            _("Nothing was changed. Close it there and try again."),
        )
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return Damaged(
            _("The shop's file is damaged."),
            _("Nothing was changed. Put back the newest copy: Settings, Backup, or `shopdesk restore FILE`."),
        )
    if "unable to open" in text:
        return _folder_gone(place)
    if "disk i/o" in text:
        return DiskFails(
            _("The disk reports an error and what you asked was not done."),
            _("Make a copy on another disk before anything else."),
        )
    return None


def _of_system(error: OSError, place: Path | None) -> ShopdeskError | None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _disk_full()
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return _read_only(Path(error.filename) if isinstance(error.filename, str) else place)
    if error.errno in {errno.EIO, errno.ENODEV, errno.ESTALE}:
        return _folder_gone(place)
    return None


def _disk_full() -> DiskFull:
    return DiskFull(_("The disk is full."), _("Nothing was changed. Free some space and try again."))


def _read_only(place: Path | None) -> ReadOnly:
    if place is None:
        return ReadOnly(
            _("The shop's file cannot be written to."),
            _("Mend the permissions of its folder, or start with another --home. Nothing was changed."),
        )
    return ReadOnly(
        _("{place} cannot be written to.").format(place=place),
        _("Mend its permissions, or choose another place. Nothing was changed."),
    )


def _folder_gone(place: Path | None) -> FolderGone:
    if place is None:
        return FolderGone(
            _("The folder of your shop is not there any more."),
            _("Connect the disk it lies on and open Shopdesk again. What was saved is still there."),
        )
    return FolderGone(
        _("{place} cannot be opened.").format(place=place),
        _("See that its folder is there and can be written to, and try again."),
    )
