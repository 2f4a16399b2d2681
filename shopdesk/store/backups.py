"""Copies of a shop's file: made, checked, and put back without forgetting what already left the house."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.store import letter_files, migrate
from shopdesk.store.database import copy_database

GONE = "('sent', 'unknown', 'sending')"
"""States of letters that left, or may have left."""
WAITING = "('approved', 'queued', 'sending')"


class UnfitBackup(ShopdeskError):
    """The file is not a whole, readable copy of a shop."""

    code = "unfit_backup"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a restored shop took over from the one it replaced.

    Attributes:
        letters: Letters marked as gone because the replaced shop knew they left, or may have.
        frozen: Letters that waited in the copy and now need the owner's word before they go.
        refusals: Addresses that must not be written to, carried over.
    """

    letters: int
    frozen: int
    refusals: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy holds, to be shown before it is put back."""

    revision: str
    orders: int
    customers: int
    letters: int
    last_sale: str | None


def check(file: Path) -> Contents:
    """Return what a copy holds after proving it whole.

    Raises:
        UnfitBackup: If it is missing, no shop, or damaged.
        NewerFile: If a newer program made it.
    """
    if not file.is_file():
        raise UnfitBackup(_("There is no file {name}.").format(name=file.name), _("Nothing was changed."))
    try:
        revision = migrate.revision(file)
        if revision is None:
            raise sqlite3.DatabaseError("empty")
        if revision > migrate.HEAD:
            raise migrate.NewerFile(
                _("This copy was made with a newer Shopdesk."),
                _("Install the newest version; nothing was touched."),
            )
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
            return _contents(connection, revision)
    except (sqlite3.DatabaseError, migrate.DamagedFile) as error:
        raise UnfitBackup(
            _("{name} is not a whole copy of a shop.").format(name=file.name),
            _("Choose another copy. Nothing was changed."),
        ) from error


def _contents(connection: sqlite3.Connection, revision: str) -> Contents:
    def one(question: str) -> int:
        return int(connection.execute(question).fetchone()[0])

    return Contents(
        revision,
        one("SELECT count(*) FROM sale_order WHERE kind <> 'return'"),
        one("SELECT count(*) FROM customer WHERE merged_into_id IS NULL"),
        one("SELECT count(*) FROM outbox_letter"),
        connection.execute("SELECT max(local_day) FROM sale_order").fetchone()[0],
    )


def restore(copy: Path, live: Path, copies: Path, now: datetime, *, enclosed: Path) -> Reconciled:
    """Put a copy in the place of the live file, which is kept beside the other copies first.

    The outbox is reconciled before anything could be sent: what the replaced shop knows to have left stays
    left; what waited in the copy needs the owner's word again, or is ``unknown`` when there is no replaced
    shop to ask (a new computer). The files of letters come back with it; a copy made before copies held them
    leaves those of ``enclosed`` as they are.

    Raises:
        UnfitBackup: If the copy is not whole.
        NewerFile: If a newer program made it.
    """
    check(copy)
    staged = live.with_name(live.name + ".restoring")
    copy_database(copy, staged)
    migrate.upgrade(staged, copies)
    files = letter_files.take_out(staged)
    copies.mkdir(parents=True, exist_ok=True)
    has_former = _is_usable(live, copies)
    if has_former:
        former = copies / f"before-restore-{now:%Y%m%d-%H%M%S}.db"
        copy_database(live, former)
        letter_files.pack(enclosed, former)
    elif live.exists() or live.is_symlink():
        _set_aside(live, copies / f"damaged-{now:%Y%m%d-%H%M%S}")
    reconciled = _reconcile(staged, live if has_former else None, now)
    with closing(sqlite3.connect(staged)) as source, closing(sqlite3.connect(live, timeout=10)) as target:
        source.backup(target)
    for leftover in (staged, *staged.parent.glob(staged.name + "-*")):
        leftover.unlink(missing_ok=True)
    if files is not None:
        letter_files.put_back(files, enclosed)
    return reconciled


def _is_usable(live: Path, copies: Path) -> bool:
    """Bring the shop to be replaced to the newest schema; False if there is none, or it is a ruin."""
    try:
        if migrate.revision(live) is None:
            return False
        migrate.upgrade(live, copies)
        with closing(sqlite3.connect(live, timeout=10)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except (migrate.DamagedFile, migrate.NewerFile, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise
        return False


def _set_aside(live: Path, place: Path) -> None:
    """Move a ruin and its journals out of the way, whole: somebody may still read something out of it."""
    for piece in (live, live.with_name(live.name + "-wal"), live.with_name(live.name + "-shm")):
        if piece.exists() or piece.is_symlink():
            piece.replace(place.with_name(place.name + piece.name.removeprefix(live.stem)))


def _reconcile(staged: Path, former: Path | None, now: datetime) -> Reconciled:
    with closing(sqlite3.connect(staged, isolation_level=None)) as connection:
        if former is not None:
            connection.execute("ATTACH DATABASE ? AS former", (str(former),))
        connection.execute("BEGIN IMMEDIATE")
        letters = _carry_letters(connection) if former else 0
        refusals = _carry_refusals(connection) if former else 0
        frozen = _freeze(connection, known=former is not None)
        stamp = f"{now:%Y-%m-%d %H:%M:%S.%f}"
        connection.execute(
            "INSERT OR REPLACE INTO setting(key, value, changed_at) VALUES ('mail.restored_at', ?, ?)",
            (f'"{now.isoformat()}"', stamp),
        )
        connection.execute("COMMIT")
    return Reconciled(letters, frozen, refusals)


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]


def _carry_letters(connection: sqlite3.Connection) -> int:
    """Bring over every letter that left; people and orders the copy does not know become unnamed."""
    names = _columns(connection, "outbox_letter")
    known = {
        "customer_id": "(SELECT id FROM customer WHERE id = f.customer_id)",
        "order_id": "(SELECT id FROM sale_order WHERE id = f.order_id)",
        "template_id": "(SELECT id FROM letter_template WHERE id = f.template_id)",
        "state": "CASE f.state WHEN 'sending' THEN 'unknown' ELSE f.state END",
    }
    chosen = ", ".join(known.get(name, f"f.{name}") for name in names)
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != "letter_key")
    done = connection.execute(
        f"INSERT INTO outbox_letter({', '.join(names)}) SELECT {chosen} "
        f"FROM former.outbox_letter AS f WHERE f.state IN {GONE} "
        f"ON CONFLICT(letter_key) DO UPDATE SET {updates} WHERE outbox_letter.state != 'sent'"
    )
    return done.rowcount


def _carry_refusals(connection: sqlite3.Connection) -> int:
    names = ", ".join(_columns(connection, "suppression"))
    done = connection.execute(
        f"INSERT OR IGNORE INTO suppression({names}) SELECT {names} FROM former.suppression"
    )
    return done.rowcount


def _freeze(connection: sqlite3.Connection, *, known: bool) -> int:
    """Take back the owner's yes from letters that waited in the copy; without the former shop, doubt them."""
    state = "draft" if known else "unknown"
    done = connection.execute(
        f"UPDATE outbox_letter SET state = ?, phase = '', reason = 'restored', "
        f"approved_at = CASE ? WHEN 'draft' THEN NULL ELSE approved_at END WHERE state IN {WAITING}",
        (state, state),
    )
    return done.rowcount
