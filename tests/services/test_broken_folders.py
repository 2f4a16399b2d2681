"""Twenty broken shops: each ends in a sentence and a way out, on the command line and in the window."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from shopdesk.cli import main
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.store import migrate
from shopdesk.ui.messages import in_words

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and permissions of POSIX")

Breaker = Callable[[DataFolder], Path | None]
"""Breaks a sound shop; returns the data folder to use instead, if it is another."""


def _sql(folder: DataFolder, *statements: str) -> None:
    with closing(sqlite3.connect(folder.database)) as base:
        for one in statements:
            base.execute(one)
        base.commit()


def _overwrite(folder: DataFolder, start: int, length: int, byte: bytes = b"\xff") -> None:
    content = bytearray(folder.database.read_bytes())
    content[start : start + length] = byte * length
    folder.database.write_bytes(content)


def text_file(folder: DataFolder) -> None:
    folder.database.write_text("lista del súper: huevos, leche\n" * 40, encoding="utf-8")


def random_bytes(folder: DataFolder) -> None:
    folder.database.write_bytes(os.urandom(50_000))


def header_zeroed(folder: DataFolder) -> None:
    _overwrite(folder, 0, 100, b"\0")


def schema_page_torn(folder: DataFolder) -> None:
    _overwrite(folder, 100, 3900)


def middle_torn(folder: DataFolder) -> None:
    size = folder.database.stat().st_size
    _overwrite(folder, 4096, size - 8192)


def cut_in_half(folder: DataFolder) -> None:
    content = folder.database.read_bytes()
    folder.database.write_bytes(content[: len(content) // 2])


def cut_to_a_few_bytes(folder: DataFolder) -> None:
    folder.database.write_bytes(folder.database.read_bytes()[:60])


def newer_program(folder: DataFolder) -> None:
    _sql(folder, "UPDATE alembic_version SET version_num = '9999'")


def unknown_revision(folder: DataFolder) -> None:
    _sql(folder, "UPDATE alembic_version SET version_num = 'deadbeef'")


def no_revision(folder: DataFolder) -> None:
    _sql(folder, "DELETE FROM alembic_version")


def another_programs_file(folder: DataFolder) -> None:
    folder.database.unlink()
    _sql(folder, "CREATE TABLE photos(id INTEGER, name TEXT)")


def a_table_missing(folder: DataFolder) -> None:
    _sql(folder, "DROP TABLE order_line")


def database_is_a_folder(folder: DataFolder) -> None:
    folder.database.unlink()
    folder.database.mkdir()


def database_is_a_dead_link(folder: DataFolder) -> None:
    folder.database.unlink()
    folder.database.symlink_to(folder.root / "gone" / "shop.db")


def database_is_a_pipe(folder: DataFolder) -> None:
    folder.database.unlink()
    os.mkfifo(folder.database)


def folder_is_a_file(folder: DataFolder) -> Path:
    place = folder.root.with_name("file")
    place.write_text("not a folder", encoding="utf-8")
    return place


def folder_below_a_file(folder: DataFolder) -> Path:
    place = folder.root.with_name("file")
    place.write_text("not a folder", encoding="utf-8")
    return place / "tienda"


def folder_is_a_dead_link(folder: DataFolder) -> Path:
    place = folder.root.with_name("link")
    place.symlink_to(folder.root.with_name("stick that is out"))
    return place


def folder_links_in_a_circle(folder: DataFolder) -> Path:
    place = folder.root.with_name("circle")
    place.symlink_to(place)
    return place


def folder_is_synchronised(folder: DataFolder) -> Path:
    place = folder.root.with_name("Dropbox")
    shutil.copytree(folder.root, place)
    return place


def name_too_long(folder: DataFolder) -> Path:
    return folder.root / ("x" * 300)


def settings_are_nonsense(folder: DataFolder) -> None:
    _sql(folder, "INSERT INTO setting(key, value, changed_at) VALUES ('shop.name', '{no', '2026-11-21')")


BREAKERS: tuple[Breaker, ...] = (
    text_file, random_bytes, header_zeroed, schema_page_torn, middle_torn, cut_in_half,
    cut_to_a_few_bytes, newer_program, unknown_revision, no_revision, another_programs_file,
    a_table_missing, database_is_a_folder, database_is_a_dead_link, database_is_a_pipe,
    folder_is_a_file, folder_below_a_file, folder_is_a_dead_link, folder_links_in_a_circle,
    folder_is_synchronised, name_too_long, settings_are_nonsense,
)  # fmt: skip


def _break(folder: DataFolder, breaker: Breaker) -> DataFolder:
    other = breaker(folder)
    return DataFolder(other) if other is not None else folder


def _is_a_sentence(words: str) -> bool:
    return words.endswith((".", "!")) and len(words) > 15 and "Traceback" not in words


@pytest.mark.parametrize("breaker", BREAKERS, ids=lambda breaker: breaker.__name__)
def test_a_broken_shop_ends_in_a_sentence_and_a_way_out(
    folder: DataFolder, breaker: Breaker, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    broken = _break(folder, breaker)
    before = broken.database.read_bytes() if os.path.isfile(broken.database) else None  # noqa: PTH113
    for words in (["summary"], ["doctor"]):
        assert main(["--home", str(broken.root), "--today", "2026-11-21", *words, "--json"]) == 1
        told = capfdbinary.readouterr()
        error = json.loads(told.out)["error"]
        assert error["code"] != "bug", error
        assert _is_a_sentence(error["message"])
        assert _is_a_sentence(error["next_step"])
        assert told.err.decode().strip() == f"{error['message']} {error['next_step']}"
    if before is not None:
        assert broken.database.read_bytes() == before, "a broken file was written to"


def _use(broken: DataFolder) -> None:
    """Open a shop as the window does and ask what Hoy asks."""
    from shopdesk.services import summary, today
    from shopdesk.ui.opening import open_folder

    shop = open_folder(broken, date(2026, 11, 21), demo=False)
    try:
        summary.summarise(shop)
        today.look(shop)
    finally:
        shop.store.close()


@pytest.mark.parametrize("breaker", BREAKERS, ids=lambda breaker: breaker.__name__)
def test_the_window_says_it_too(folder: DataFolder, breaker: Breaker) -> None:
    from shopdesk.services import morning

    broken = _break(folder, breaker)
    morning.glance(broken)  # the window's first paint never falls over a broken file
    with pytest.raises(Exception) as caught:  # noqa: PT011 - which one is what the words are for
        _use(broken)
    said = in_words(caught.value)
    assert "Shopdesk" not in said.title or "algo" not in said.title.casefold(), said
    assert _is_a_sentence(said.title)
    assert _is_a_sentence(said.line)


@pytest.mark.parametrize("breaker", [text_file, middle_torn, cut_in_half, database_is_a_folder])
def test_the_way_out_works_a_copy_is_put_back_over_the_ruin(
    folder: DataFolder, tmp_path: Path, breaker: Breaker, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    copy = tmp_path / "copy.db"
    assert main(["--home", str(folder.root), "backup", str(copy)]) == 0
    _break(folder, breaker)
    assert main(["--home", str(folder.root), "restore", str(copy)]) == 0
    assert main(["--home", str(folder.root), "doctor"]) == 0
    assert migrate.revision(folder.database) == migrate.HEAD


def test_a_locked_file_is_in_use_not_damaged(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr("shopdesk.store.database._BUSY_MS", 50)
    with closing(sqlite3.connect(folder.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert main(["--home", str(folder.root), "settings", "set", "shop.name", "Nube", "--json"]) == 1
    assert json.loads(capfdbinary.readouterr().out)["error"]["code"] == "in_use"


def test_a_full_disk_leaves_everything_as_it_was(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """SQLite's own ceiling on pages stands for the disk: it gives the same error at the same place."""
    from sqlalchemy import event

    from shopdesk.store import database

    made = database.make_engine

    def small(file: Path, **more: object):  # type: ignore[no-untyped-def]
        engine = made(file, **more)  # type: ignore[arg-type]
        event.listen(engine, "connect", lambda c, _r: c.execute("PRAGMA max_page_count = 1"))
        return engine

    monkeypatch.setattr(database, "make_engine", small)
    sales = folder.root.with_name("ventas.csv")
    rows = [f"2026-11-{n % 20 + 1:02d},P{n},Tenis {n % 900},1,{n}" for n in range(4000)]
    sales.write_text("\n".join(["date,order,product,quantity,unit_price", *rows]), encoding="utf-8")
    assert main(["--home", str(folder.root), "import", str(sales), "--json"]) == 1
    assert "disk_full" in capfdbinary.readouterr().out.decode()
    monkeypatch.undo()
    assert main(["--home", str(folder.root), "summary", "--json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["orders"] == 0


def test_the_log_and_the_report_hold_no_customer(folder: DataFolder) -> None:
    from shopdesk.runtime import logs

    try:
        raise RuntimeError("no puedo con ana.pérez+botas@example.com ni con +52 33 1234 5678")
    except RuntimeError as error:
        report = logs.write_report(error, folder.logs)
    text = report.read_text(encoding="utf-8")
    assert "example.com" not in text
    assert "1234" not in text
    assert "RuntimeError" in text
    assert report.stat().st_mode & 0o077 == 0


def test_a_damaged_shop_is_not_greeted_as_a_new_one(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert not morning.glance(folder).has_sales
    folder.database.write_bytes(b"not a shop's file at all, but something stands there " * 40)
    assert morning.glance(folder).has_sales
