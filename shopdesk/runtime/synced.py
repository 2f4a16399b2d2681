"""Folders that another program copies to the cloud while we write: no place for a database in use."""

from __future__ import annotations

import os
import re
from pathlib import Path

_NAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"onedrive( - .+)?|onedrive-.+"), "OneDrive"),
    (re.compile(r"google ?drive( \(.+\))?|googledrive-.+|my drive|mi unidad"), "Google Drive"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents"), "iCloud"),
    (re.compile(r"pcloud ?drive"), "pCloud"),
    (re.compile(r"megasync( downloads)?"), "MEGA"),
    (re.compile(r"nextcloud|owncloud"), "Nextcloud"),
)
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".stfolder": "Syncthing",
    ".sync_journal.db": "Nextcloud",
}
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def service_of(folder: Path) -> str | None:
    """Return the name of the service that synchronises ``folder``, or None.

    Looked at: the names of the folder and of those above it, what the services leave in their top folder, and
    where Windows says OneDrive is. The folder need not exist.
    """
    for place in (folder, *folder.parents):
        found = _by_name(place.name) or _by_mark(place)
        if found:
            return found
    roots = [os.environ.get(name) for name in _VARIABLES]
    if any(root and folder.is_relative_to(root) for root in roots):
        return "OneDrive"
    return None


def _by_name(name: str) -> str | None:
    plain = name.casefold()
    return next((service for pattern, service in _NAMES if pattern.fullmatch(plain)), None)


def _by_mark(place: Path) -> str | None:
    for mark, service in _MARKS.items():
        try:
            if (place / mark).exists():
                return service
        except OSError:
            continue
    return None
