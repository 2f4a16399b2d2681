"""Copies of the shop: made and verified, put back, exported as plain files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.runtime.paths import DataFolder
from shopdesk.services.context import Shop
from shopdesk.store import backups as store
from shopdesk.store.backups import Contents, Reconciled


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made and read back."""

    file: Path
    bytes: int
    sha256: str
    contents: Contents


def make(shop: Shop, target: Path) -> Backup:
    """Copy the shop to a file and prove the copy whole.

    Raises:
        WrongInput: If the target is the shop's own file, or its folder cannot be written to.
        UnfitBackup: If the copy does not read back whole; it is removed.
    """
    if target.resolve() == shop.folder.database.resolve():
        raise WrongInput(_("That is the shop's own file."), _("Choose another name for the copy."))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shop.store.backup(target)
    except OSError as error:
        raise WrongInput(
            _("The copy cannot be written to {folder}: {reason}.").format(
                folder=target.parent, reason=error.strerror
            ),
            _("Choose another folder. Your shop was not touched."),
        ) from error
    try:
        contents = store.check(target)
    except store.UnfitBackup:
        target.unlink(missing_ok=True)
        raise
    content = target.read_bytes()
    return Backup(target, len(content), hashlib.sha256(content).hexdigest(), contents)


def restore(folder: DataFolder, copy: Path, now: datetime) -> Reconciled:
    """Put a copy in the place of the shop; the shop replaced is kept in the folder of copies.

    Raises:
        UnfitBackup: If the copy is not whole; nothing is changed.
        NewerFile: If a newer program made it; nothing is changed.
    """
    folder.make()
    return store.restore(copy, folder.database, folder.copies, now)
