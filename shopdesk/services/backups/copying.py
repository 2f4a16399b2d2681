"""A copy of the shop in one file: made, read back, under a pass phrase if wanted, put back."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import faults
from shopdesk.services.backups import sealing
from shopdesk.services.context import Shop
from shopdesk.store import backups as store
from shopdesk.store import letter_files
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
        ShopdeskError: If the disk is full or the shop's own file cannot be read.
    """
    contents = _write(shop, target)
    return _measured(target, contents)


def make_sealed(shop: Shop, target: Path, phrase: str) -> Backup:
    """Copy the shop to a file that only the pass phrase opens, and prove it by opening it.

    Raises:
        WrongInput: As ``make``, or if the phrase is too short.
        UnfitBackup: If the copy does not open again; it is removed.
    """
    with _scratch(shop.folder) as scratch:
        _write(shop, scratch / "plain.db")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            sealing.seal(scratch / "plain.db", target, phrase)
        except OSError as error:
            raise _unwritable(target, error) from error
        try:
            sealing.unseal(target, scratch / "again.db", phrase)
            contents = store.check(scratch / "again.db")
        except (store.UnfitBackup, sealing.WrongPhrase):
            target.unlink(missing_ok=True)
            raise
    return _measured(target, contents)


def _write(shop: Shop, target: Path) -> Contents:
    if target.resolve() == shop.folder.database.resolve():
        raise WrongInput(_("That is the shop's own file."), _("Choose another name for the copy."))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shop.store.backup(target)
        letter_files.pack(shop.folder.enclosed, target)
        target.chmod(0o600)
    except OSError as error:
        raise _unwritable(target, error) from error
    except Exception as error:
        raise faults.known(error, target) or error from error
    try:
        return store.check(target)
    except store.UnfitBackup:
        target.unlink(missing_ok=True)
        raise


def _unwritable(target: Path, error: OSError) -> WrongInput:
    return WrongInput(
        _("The copy cannot be written to {folder}: {reason}.").format(
            folder=target.parent, reason=error.strerror or error
        ),
        _("Choose another folder. Your shop was not touched."),
    )


def _measured(file: Path, contents: Contents) -> Backup:
    with file.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return Backup(file, file.stat().st_size, digest, contents)


@contextmanager
def _scratch(folder: DataFolder) -> Iterator[Path]:
    """Give a folder inside the data folder, never the system's shared one: the whole shop lies in it."""
    folder.make()
    with tempfile.TemporaryDirectory(dir=folder.root, prefix="opening-") as place:
        yield Path(place)


@contextmanager
def opened(folder: DataFolder, copy: Path, phrase: str = "") -> Iterator[Path]:
    """Give the plain file of a copy, opening one under a pass phrase for as long as it is needed.

    Raises:
        WrongPhrase: If the phrase does not open it.
    """
    if not sealing.is_sealed(copy):
        yield copy
        return
    if not phrase:
        raise sealing.WrongPhrase(
            _("{name} is a copy under a pass phrase.").format(name=copy.name),
            _("Give its pass phrase. Nothing was changed."),
        )
    with _scratch(folder) as scratch:
        plain = scratch / "plain.db"
        sealing.unseal(copy, plain, phrase)
        yield plain


def restore(folder: DataFolder, copy: Path, now: datetime, phrase: str = "") -> Reconciled:
    """Put a copy in the place of the shop; the shop replaced is kept in the folder of copies.

    Args:
        folder: The shop to replace; on a new computer it is made.
        copy: A copy of any kind.
        now: Written into the shop as the moment it was put back.
        phrase: Of a copy under a pass phrase.

    Raises:
        UnfitBackup: If the copy is not whole; nothing is changed.
        NewerFile: If a newer program made it; nothing is changed.
        WrongPhrase: If the phrase does not open it; nothing is changed.
    """
    with opened(folder, copy, phrase) as plain:
        folder.make()
        return store.restore(plain, folder.database, folder.copies, now, enclosed=folder.enclosed)
