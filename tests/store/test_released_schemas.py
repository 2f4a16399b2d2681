"""A database of every released schema, with data, comes forward whole; none goes back."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import summary
from shopdesk.services.mail import status
from shopdesk.shop import open_shop
from shopdesk.store import health, migrate

KEPT = sorted((Path(__file__).resolve().parents[1] / "data" / "schemas").glob("*.sql.gz"))
HINT = "the tables changed since this file was kept: python installers/keep_schema.py"

NEXT = '''
"""A change of the kind that loses rows: the parent of half the shop is made anew."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0003", "0002", None, None


def upgrade() -> None:
    with op.batch_alter_table("sale_order", recreate="always") as table:
        table.add_column(sa.Column("gift_note", sa.String(), nullable=False, server_default=""))
        table.alter_column("city", new_column_name="town")
'''


def _load(file: Path, folder: DataFolder) -> dict[str, int]:
    """Write the kept database into a data folder and return the rows of each table."""
    folder.make()
    with closing(sqlite3.connect(folder.database)) as base:
        base.executescript(gzip.decompress(file.read_bytes()).decode("utf-8"))
    return _counts(folder)


def _counts(folder: DataFolder) -> dict[str, int]:
    with closing(sqlite3.connect(folder.database)) as base:
        names = [
            row[0]
            for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not row[0].startswith(("sqlite_", "message_search", "alembic"))
        ]
        return {name: base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def test_the_newest_schema_is_kept() -> None:
    assert KEPT[-1].name == f"{migrate.HEAD}.sql.gz", "python installers/keep_schema.py"


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.name[:4])
def test_every_row_comes_forward_and_the_shop_opens(file: Path, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "home")
    before = _load(file, folder)
    assert before["order_line"] > 50
    assert before["outbox_letter"] > 10
    assert before["customer"] > 100
    shop = open_shop(folder, today=date(2026, 11, 21))
    after = _counts(folder)
    assert {name: after.get(name) for name in before} == before
    assert health.examine(folder.database).is_sound, HINT
    assert summary.summarise(shop).orders > 50
    assert {letter.state for letter in status.everything(shop)} >= {"approved"}
    shop.store.close()


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.name[:4])
def test_a_program_of_before_refuses_a_shop_of_after(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder(tmp_path / "home")
    _load(file, folder)
    with closing(sqlite3.connect(folder.database)) as base:
        base.execute("UPDATE alembic_version SET version_num = '0003'")
        base.commit()
    before = folder.database.read_bytes()
    with pytest.raises(migrate.NewerFile, match="nuevo"):
        migrate.upgrade(folder.database, folder.copies)
    assert folder.database.read_bytes() == before
    assert not folder.copies.exists()


def _next_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Stand in for a later program: the same scripts and one more."""
    import shutil

    scripts = tmp_path / "scripts"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts)
    (scripts / "versions" / "0003_next.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(migrate, "_script_folder", lambda: scripts)
    monkeypatch.setattr(migrate, "HEAD", "0003")


def test_a_rebuilt_parent_table_loses_no_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = DataFolder(tmp_path / "home")
    before = _load(KEPT[-1], folder)
    _next_program(tmp_path, monkeypatch, NEXT)
    assert migrate.upgrade(folder.database, folder.copies) == "0002"
    assert _counts(folder) == before
    with closing(sqlite3.connect(folder.database)) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("SELECT count(*) FROM sale_order WHERE gift_note = ''").fetchone()[0] > 50
    assert [p.name for p in folder.copies.iterdir()] == ["before-0002-to-0003.db"]


def test_a_migration_that_fails_leaves_the_shop_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder(tmp_path / "home")
    before = _load(KEPT[-1], folder)
    _next_program(tmp_path, monkeypatch, NEXT + "    raise RuntimeError(" + json.dumps("half-way") + ")\n")
    with pytest.raises(RuntimeError, match="half-way"):
        migrate.upgrade(folder.database, folder.copies)
    assert _counts(folder) == before
    assert migrate.revision(folder.database) == "0002"
    with closing(sqlite3.connect(folder.database)) as base:
        columns = {row[1] for row in base.execute("PRAGMA table_info(sale_order)")}
        leftovers = base.execute("SELECT name FROM sqlite_master WHERE name LIKE '_alembic_tmp%'").fetchall()
    assert "city" in columns
    assert leftovers == []
