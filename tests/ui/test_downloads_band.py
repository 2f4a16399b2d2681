"""New exports in the downloads folder, offered on Hoy and in the wizard with the owner's leave only."""

from __future__ import annotations

import os
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.services import importing, settings, today
from shopdesk.services.context import Shop
from shopdesk.services.importing import downloads
from shopdesk.services.morning import Glance
from shopdesk.ui.desk import Desk
from shopdesk.ui.importing.wizard import ImportWizard
from shopdesk.ui.rooms.today.page import Page as TodayPage

SALES = "date,order,sku,product,quantity,unit_price\n{day},{order},TN-26,Tenis Nube,1,1190\n"


@pytest.fixture
def arriving(shop: Shop, tmp_path: Path) -> Path:
    """Return a downloads folder of a shop that imported sales of yesterday and gave its leave."""
    folder = tmp_path / "Descargas"
    folder.mkdir()
    first = tmp_path / "ventas.csv"
    first.write_text(SALES.format(day="2026-11-20", order="A1"), encoding="utf-8")
    importing.import_files(shop, [first])
    settings.keep(shop, {"privacy.watch_downloads": True, "privacy.downloads": str(folder)})
    return folder


def _arrive(folder: Path, name: str, content: str, shop: Shop, *, days: int = 0) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    at = (shop.now().astimezone(UTC) + timedelta(days=days, minutes=5)).timestamp()
    os.utime(path, (at, at))
    return path


def test_only_new_exports_are_offered_newest_first_and_only_with_leave(arriving: Path, shop: Shop) -> None:
    _arrive(arriving, "vieja.csv", SALES.format(day="2026-11-10", order="V1"), shop, days=-9)
    _arrive(arriving, "carta.csv", "Querida Lucía: gracias por todo.\n", shop)
    older = _arrive(arriving, "lunes.csv", SALES.format(day="2026-11-20", order="B1"), shop)
    newer = _arrive(arriving, "martes.csv", SALES.format(day="2026-11-20", order="B2"), shop, days=1)
    assert downloads.look(shop) == downloads.Found(arriving, (newer, older))
    settings.keep(shop, {"privacy.watch_downloads": False})
    assert downloads.look(shop) == downloads.Found()


def test_a_correction_by_hand_does_not_hide_what_arrived_before_it(arriving: Path, shop: Shop) -> None:
    from shopdesk.services import correcting, stock

    came = _arrive(arriving, "lunes.csv", SALES.format(day="2026-11-20", order="B1"), shop, days=-0)
    variant = stock.levels(shop)[0].variant_id
    correcting.correct(shop, [correcting.Correction(variant, "Tenis Nube", "Blanco")])
    assert downloads.look(shop).files == (came,)


def test_a_file_that_arrives_while_hoy_is_open_is_offered_and_one_click_brings_it(
    arriving: Path, open_desk: Desk, qtbot: QtBot, shop: Shop
) -> None:
    page = TodayPage(open_desk, Glance(owner="Lucía", has_sales=True, today=today.look(shop)), shop.today())
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    page.reload()
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20_000)
    assert page.findChild(QWidget, "banner") is None
    came = _arrive(arriving, "lunes.csv", SALES.format(day="2026-11-20", order="B1"), shop)
    qtbot.waitUntil(lambda: page.downloads.files == (came,), timeout=20_000)
    banner = page.findChild(QWidget, "banner")
    assert banner.accessibleName() == "Encontré 1 archivo. Nuevo en Descargas: lunes.csv"
    with qtbot.waitSignal(open_desk.wants_import, timeout=10_000) as asked:
        qtbot.mouseClick(banner.findChild(QPushButton, "banner_action"), Qt.MouseButton.LeftButton)
    assert asked.args == [[came]]
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20_000)


def test_the_wizard_asks_for_the_leave_and_then_offers_the_files(
    arriving: Path, open_desk: Desk, qtbot: QtBot, shop: Shop
) -> None:
    settings.keep(shop, {"privacy.watch_downloads": False})
    came = _arrive(arriving, "lunes.csv", SALES.format(day="2026-11-20", order="B1"), shop)
    host = QWidget()
    host.resize(1158, 690)
    qtbot.addWidget(host)
    host.show()
    open_desk.set_host(host)
    wizard = ImportWizard(open_desk)
    open_desk.show_sheet(wizard)
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20_000)
    assert (wizard.files(), wizard.file.leave.isChecked()) == ([], False)
    wizard.file.leave.click()
    qtbot.waitUntil(lambda: [one.path for one in wizard.files()] == [came], timeout=20_000)
    assert wizard.files()[0].taken
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20_000)
    wizard.close_sheet()
