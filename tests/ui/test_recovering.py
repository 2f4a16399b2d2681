"""A shop whose file is damaged: the owner reads what happened and is one click from the newest copy."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing
from shopdesk.shop import open_shop
from shopdesk.ui.startup import Starter

MORNING = date(2026, 11, 21)
SALES = "fecha,pedido,producto,color,talla,cantidad,precio\n2026-11-20,P1,Tenis Nube,Blanco,24,1,1190\n"


def _damaged(home: Path) -> DataFolder:
    folder = DataFolder(home)
    shop = open_shop(folder, today=MORNING)
    file = home / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    importing.import_files(shop, [file])
    shop.store.flush_journal()
    shop.store.close()
    folder.copies.mkdir(exist_ok=True)
    shutil.copy(folder.database, folder.copies / "shopdesk-2026-11-20.db")
    folder.database.write_bytes(b"\x07" * 90_000)
    return folder


def test_a_damaged_shop_offers_its_newest_copy_and_opens_again_with_one_click(
    tmp_path: Path, qtbot: QtBot, dressed: object
) -> None:
    folder = _damaged(tmp_path / "damaged")
    starter = Starter(folder, today=MORNING, demo=False)
    qtbot.addWidget(starter.window)
    starter.window.show()

    def way_back() -> list[QPushButton]:
        found = starter.window.findChildren(QPushButton, "empty_action")
        return [button for button in found if button.isVisible() and "20 de noviembre" in button.text()]

    qtbot.waitUntil(lambda: bool(way_back()), timeout=60_000)
    starter.window.go("sales")
    said = starter.window.stack.currentWidget().title.text()
    assert "shop.db" in said  # what is wrong, not "opening your shop" for ever
    starter.window.go("today")
    way_back()[0].click()
    qtbot.waitUntil(lambda: starter.desk.is_ready and starter.desk.jobs.is_idle, timeout=120_000)
    assert starter.shop is not None
    assert len(importing.history(starter.shop)) == 1
    assert list(folder.copies.glob("damaged-*"))
    starter.window.close()
    starter.desk.jobs.close(60)
    starter.close()


def test_a_damaged_shop_without_copies_takes_one_that_lies_elsewhere(
    tmp_path: Path, qtbot: QtBot, dressed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _damaged(tmp_path / "damaged")
    elsewhere = tmp_path / "usb" / "respaldo.db"
    elsewhere.parent.mkdir()
    shutil.move(next(folder.copies.glob("*.db")), elsewhere)
    starter = Starter(folder, today=MORNING, demo=False)
    qtbot.addWidget(starter.window)
    starter.window.show()

    def choose() -> list[QPushButton]:
        found = starter.window.findChildren(QPushButton, "empty_action")
        return [button for button in found if button.isVisible() and "Elegir un respaldo" in button.text()]

    qtbot.waitUntil(lambda: bool(choose()), timeout=60_000)
    shown = [label.text() for label in starter.window.findChildren(QLabel) if label.isVisible()]
    assert not [said for said in shown if "`" in said]  # nobody who clicks is sent to a terminal
    other = tmp_path / "usb" / "carta.db"
    other.write_bytes(b"not a shop")
    for place in (other, elsewhere):
        chosen = (str(place), "")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, _chosen=chosen: _chosen)
        choose()[0].click()
        qtbot.waitUntil(lambda: starter.desk.jobs.is_idle, timeout=120_000)
        if place == other:  # refused, and the way is still there
            assert starter.shop is None
            assert choose()
    qtbot.waitUntil(lambda: starter.desk.is_ready and starter.desk.jobs.is_idle, timeout=120_000)
    assert starter.shop is not None
    assert len(importing.history(starter.shop)) == 1
    starter.window.close()
    starter.desk.jobs.close(60)
    starter.close()


def test_putting_a_copy_back_is_told_and_says_where_the_shop_of_before_is(
    tmp_path: Path, qtbot: QtBot, dressed: object
) -> None:
    folder = DataFolder(tmp_path / "shop")
    open_shop(folder, today=MORNING).store.close()
    copy = tmp_path / "copia.db"
    shutil.copy(folder.database, copy)
    starter = Starter(folder, today=MORNING, demo=False)
    qtbot.addWidget(starter.window)
    starter.window.show()
    qtbot.waitUntil(lambda: starter.desk.is_ready and starter.desk.jobs.is_idle, timeout=60_000)
    starter.desk.wants_restore.emit((copy, ""))
    qtbot.waitUntil(lambda: starter.desk.messages.current() is not None, timeout=60_000)
    said = [label.text() for label in starter.desk.messages.current().findChildren(QLabel)]
    assert any("La copia ya está de vuelta" in one for one in said)
    assert list(folder.copies.glob("before-restore-*"))
    starter.window.close()
    starter.desk.jobs.close(60)
    starter.close()
