"""A whole morning with real clicks on the example shop: import → Hoy → print → reply → send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from shopdesk.adapters.mailer import FolderMailer
from shopdesk.services import importing, purchase_orders, settings
from shopdesk.services import today as morning_page
from shopdesk.services.context import Shop
from shopdesk.services.morning import Glance, TaskKind
from shopdesk.ui.desk import Desk
from shopdesk.ui.importing.wizard import DONE, REVIEW, ImportWizard
from shopdesk.ui.rooms.mail import sender
from shopdesk.ui.rooms.mail.modes import REPORT
from shopdesk.ui.rooms.reorder.preview import PlacedSheet
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.widgets import TaskRow
from shopdesk.ui.window import Window

NEW_SALES = (
    "date,order,channel,sku,product,color,size,quantity,unit_price,customer,email\n"
    "2026-11-20 20:15,M-9001,Mostrador,BRI-BCO-24,Tenis Brisa,Blanco,24,1,1450,Amalia O.,amalia@example.com\n"
    "2026-11-20 20:40,M-9002,Mostrador,BRI-BCO-25,Tenis Brisa,Blanco,25,1,1450,,\n"
)


@pytest.fixture
def shop_with_folder(example: Shop, tmp_path: Path) -> Shop:
    """Return the example shop, its letters going to a folder."""
    return replace(example, mail=FolderMailer(tmp_path / "letters"))


@pytest.fixture
def window(qtbot: QtBot, dressed: object, shop_with_folder: Shop) -> Iterator[Window]:
    """Return the window on the example shop, at rest on Hoy."""
    desk = Desk()
    page = TodayPage(desk, Glance(shop_name="Calzado Nube", owner="Lucía", has_sales=True), None)
    made = Window(desk, page)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    desk.set_shop(shop_with_folder)
    _rest(qtbot, made)
    yield made
    _rest(qtbot, made)
    desk.jobs.close()


def _rest(qtbot: QtBot, window: Window) -> None:
    """Wait until no job runs, and the reloads that a write announces are done."""
    for _ in range(3):
        qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=120_000)
        qtbot.wait(150)


def _press(qtbot: QtBot, window: Window, name: str) -> None:
    button = next((b for b in window.findChildren(QAbstractButton, name) if b.isVisible()), None)
    assert button is not None, name
    assert button.isEnabled(), f"{name}: {button.toolTip()}"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _go(qtbot: QtBot, window: Window, room: str) -> None:
    window.go(room)
    _rest(qtbot, window)


def test_a_whole_morning(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = window.desk.shop
    settings.put(shop, "mail.pace_seconds", "0")
    before = morning_page.look(shop)

    # 1. Bring in last night's counter sales through the wizard.
    file = tmp_path / "mostrador.csv"
    file.write_text(NEW_SALES, encoding="utf-8")
    window.desk.import_files([file])
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    qtbot.waitUntil(lambda: all(one.is_read for one in wizard.files()), timeout=60_000)
    while wizard.step() != REVIEW:
        qtbot.mouseClick(wizard.go, Qt.MouseButton.LeftButton)
        qtbot.wait(50)
    qtbot.mouseClick(wizard.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.step() == DONE, timeout=60_000)
    assert wizard.results()[0].orders_new == 2
    wizard.close_sheet()
    _rest(qtbot, window)

    # 2. Hoy shows it: one more person to thank.
    _go(qtbot, window, "today")
    after = morning_page.look(shop)
    assert after.count(TaskKind.LETTERS) == before.count(TaskKind.LETTERS) + 1
    titles = [task.accessibleName() for task in window.page().findChildren(TaskRow) if task.isVisible()]
    assert any(str(after.count(TaskKind.LETTERS)) in title for title in titles), titles

    # 3. Print the lists, keep them as a PDF, and note that they were ordered.
    _go(qtbot, window, "reorder")
    pdf = tmp_path / "listas.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(pdf), ""))
    orders = len(purchase_orders.listed(shop))
    _press(qtbot, window, "print_lists")
    _rest(qtbot, window)
    _press(qtbot, window, "save_pdf")
    qtbot.waitUntil(lambda: window.findChild(PlacedSheet) is not None, timeout=30_000)
    assert pdf.read_bytes().startswith(b"%PDF")
    _press(qtbot, window, "yes_placed")
    _rest(qtbot, window)
    assert len(purchase_orders.listed(shop)) > orders
    assert morning_page.look(shop).count(TaskKind.REORDER) < after.count(TaskKind.REORDER)

    # 4. Answer the first message with what is true.
    _go(qtbot, window, "inbox")
    waiting = morning_page.look(shop).count(TaskKind.MESSAGES)
    _press(qtbot, window, "copy_reply")
    _rest(qtbot, window)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(("¡Hola", "Hola"))
    _press(qtbot, window, "answered")
    _rest(qtbot, window)
    assert morning_page.look(shop).count(TaskKind.MESSAGES) == waiting - 1

    # 5. Send this week's thank-yous; each leaves once.
    monkeypatch.setattr(sender, "GRACE_SECONDS", 1)
    _go(qtbot, window, "mail")
    page = window.page()
    _press(qtbot, window, "send_batch")
    qtbot.waitUntil(lambda: page._mode is REPORT, timeout=120_000)
    _rest(qtbot, window)
    letters = list((tmp_path / "letters").glob("*.eml"))
    assert len(letters) == after.count(TaskKind.LETTERS)
    assert morning_page.look(shop).count(TaskKind.LETTERS) == 0
    assert len(importing.history(shop)) == 7
