"""Bring a shop's file to the newest schema without ever losing a row.

Five rules, each from a measured loss: foreign keys are off while tables are rebuilt and checked after;
the whole upgrade is one transaction; the newest revision must be the one this code was written for; a
file of a newer program is refused untouched; a copy is kept before anything is changed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.store.database import copy_database, make_engine

HEAD = "0002"
"""The revision this program reads and writes; a test compares it with the scripts."""
_COPIES_KEPT = 3


class NewerFile(ShopdeskError):
    """The shop's file was made by a newer program."""

    code = "newer_file"


class DamagedFile(ShopdeskError):
    """The shop's file cannot be read as a database."""

    code = "damaged_file"


class BrokenInstall(ShopdeskError):
    """The program came without the scripts that build its tables."""

    code = "broken_install"


def revision(file: Path) -> str | None:
    """Return the schema revision of a shop's file, None if it does not exist or is empty.

    Raises:
        DamagedFile: If it is not a SQLite database.
    """
    if not file.is_file():
        if file.exists() or file.is_symlink():
            raise _damaged(file)  # a folder, a dead link, a pipe at which SQLite would wait for ever
        return None
    if file.stat().st_size == 0:
        return None
    try:
        with closing(sqlite3.connect(file)) as connection:
            return _revision_of(connection)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise
        raise _damaged(file) from error


def _revision_of(connection: sqlite3.Connection) -> str | None:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise sqlite3.DatabaseError("not a shop")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise sqlite3.DatabaseError("tables without a revision")
    return str(row[0])


def _damaged(file: Path) -> DamagedFile:
    return DamagedFile(
        _("The shop's file {name} cannot be read.").format(name=file.name),
        _("Nothing was changed. Restore a backup with `shopdesk restore FILE`, or from Settings."),
    )


def upgrade(file: Path, copies: Path) -> str | None:
    """Bring ``file`` to HEAD, creating it if absent; return the revision it had.

    Args:
        file: The shop's database.
        copies: Folder for the copy made before a change of schema; the last three are kept.

    Raises:
        NewerFile: If the file has a revision this program does not know; nothing is touched.
        DamagedFile: If it cannot be read.
        BrokenInstall: If the scripts are missing from the installation.
    """
    current = revision(file)
    if current == HEAD:
        _see_that_tables_are_there(file)
        return current
    known = _known_revisions()
    if HEAD not in known:
        raise BrokenInstall(
            _("Shopdesk is not completely installed: its table scripts are missing."),
            _("Install it again; your data was not touched."),
        )
    if current is not None and current not in known:
        raise NewerFile(
            _("This shop was last used with a newer Shopdesk."),
            _("Install the newest version; nothing was touched."),
        )
    if current is not None:
        _keep_copy(file, copies, current)
    _run(file)
    return current


def _see_that_tables_are_there(file: Path) -> None:
    """Refuse a file that lost tables now, not half-way through the day.

    Raises:
        DamagedFile: If any is missing.
    """
    from shopdesk.store import models

    with closing(sqlite3.connect(file)) as connection:
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not set(models.SizeSystem.metadata.tables) <= there:
        raise _damaged(file)


def _keep_copy(file: Path, copies: Path, current: str) -> None:
    copies.mkdir(parents=True, exist_ok=True)
    copy_database(file, copies / f"before-{current}-to-{HEAD}.db")
    kept = sorted(copies.glob("before-*-to-*.db"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in kept[_COPIES_KEPT:]:
        old.unlink()


def _script_folder() -> Path:
    return Path(__file__).parent / "migrations"


def _known_revisions() -> set[str]:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_script_folder()).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    heads = scripts.get_heads()
    return {s.revision for s in scripts.walk_revisions()} if heads else set()


def _run(file: Path) -> None:
    from alembic import command
    from alembic.config import Config

    engine = make_engine(file, foreign_keys=False)
    config = Config()
    config.set_main_option("script_location", str(_script_folder()).replace("%", "%%"))
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(shopdesk_write=True)
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, HEAD)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise RuntimeError(f"upgrade left {len(broken)} rows without their parent")
    finally:
        engine.dispose()
