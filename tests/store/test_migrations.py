"""An owner's data survives every change of schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from shopdesk.store import migrate
from shopdesk.store.database import make_engine
from shopdesk.store.migrations.__main__ import _is_ours


def test_the_newest_script_is_the_one_this_code_was_written_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_tables_and_models_agree(template: Path) -> None:
    engine = make_engine(template)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_a_file_of_a_newer_program_is_refused_and_untouched(tmp_path: Path, template: Path) -> None:
    file = tmp_path / "shop.db"
    file.write_bytes(template.read_bytes())
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = file.read_bytes()
    with pytest.raises(migrate.NewerFile):
        migrate.upgrade(file, tmp_path / "copies")
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_named_and_untouched(tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    file.write_bytes(b"this is a shopping list" * 100)
    with pytest.raises(migrate.DamagedFile, match=r"shop\.db"):
        migrate.upgrade(file, tmp_path / "copies")
    assert file.read_bytes().startswith(b"this is a shopping list")


def test_an_upgrade_keeps_a_copy_and_every_row(tmp_path: Path, template: Path) -> None:
    file = tmp_path / "shop.db"
    file.write_bytes(template.read_bytes())
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "DROP TRIGGER message_search_insert; DROP TRIGGER message_search_delete;"
            "DROP TRIGGER message_search_update; DROP TABLE message_search;"
            "UPDATE alembic_version SET version_num = '0001';"
            "INSERT INTO channel(code, name) VALUES ('web', 'Web');"
        )
    assert migrate.upgrade(file, tmp_path / "copies") == "0001"
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT code FROM channel").fetchall() == [("web",)]
    assert [p.name for p in (tmp_path / "copies").iterdir()] == [f"before-0001-to-{migrate.HEAD}.db"]
