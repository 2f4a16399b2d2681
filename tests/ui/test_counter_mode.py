"""Counter mode in the window: one page, no way round it by keys, palette, links, drops or a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.services import counter, importing
from shopdesk.services.context import Shop
from shopdesk.services.morning import Glance, Today
from shopdesk.ui import registry
from shopdesk.ui.asking import SecretSheet
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.widgets import Sheet
from shopdesk.ui.window import Window

MORNING = date(2026, 11, 21)
COST, PERSON = "412.50", "Ana Ruiz"


@pytest.fixture
def stocked(shop: Shop, tmp_path: Path) -> Shop:
    """Return a shop with one boot, its cost, and a customer."""
    products = tmp_path / "products.csv"
    products.write_text(
        f"sku,product,color,size,supplier,cost,price\nB-24,Bota Lluvia,Negro,24,Calzados,{COST},899.00\n",
        encoding="utf-8",
    )
    sales = tmp_path / "sales.csv"
    sales.write_text(
        f"date,order,sku,quantity,unit_price,customer,email\n2026-11-20,1,B-24,1,899,{PERSON},ana@example.com\n",
        encoding="utf-8",
    )
    importing.import_files(shop, [products, sales])
    return shop


@pytest.fixture
def window(open_desk: Desk, stocked: Shop, qtbot: QtBot) -> Iterator[Window]:
    """Return a window in counter mode, entered from Clientes with the PIN 4711."""
    made = Window(open_desk, TodayPage(open_desk, Glance(has_sales=True, today=Today(MORNING)), MORNING))
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    made.go("customers")
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=30000)
    counter.set_pin(stocked, "4711")
    open_desk.wants_counter.emit()
    qtbot.waitUntil(lambda: open_desk.is_counter and open_desk.jobs.is_idle, timeout=30000)
    yield made
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=30000)


def _said(window: Window) -> str:
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    page = window.page()
    rows = [cell for row in page.export_table() for cell in row] if page is not None else []
    return " ".join([*labels, *rows, window.windowTitle()])


def _settle(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=30000)


def test_the_counter_shows_stock_and_price_without_costs_and_people(window: Window) -> None:
    assert window.room() == "counter"
    said = _said(window)
    assert "Bota Lluvia" in said
    assert "899" in said
    assert "412" not in said
    assert "Ana" not in said
    assert not window.sidebar.isVisible()


def test_pages_made_before_are_gone_and_not_only_hidden(window: Window) -> None:
    assert set(window.pages()) <= {"today", "counter"}


def test_no_key_and_no_menu_leads_out(window: Window, open_desk: Desk, qtbot: QtBot) -> None:
    for action in window.findChildren(QAction):
        if action == window.menus.counter or "Ctrl+Q" in [k.toString() for k in action.shortcuts()]:
            continue
        action.trigger()
        _settle(open_desk, qtbot)
        assert window.room() == "counter", action.text()
        for sheet in window.findChildren(Sheet):
            assert sheet.objectName() == "help", action.text()
            sheet.finish()
    assert "Ana" not in _said(window)


def test_a_menu_with_nothing_left_in_it_is_not_shown(window: Window, open_desk: Desk) -> None:
    shown = [one.text() for one in window.menuBar().actions() if one.isVisible()]
    assert shown == ["&Archivo", "&Editar", "&Ver", "A&yuda"]
    open_desk.set_counter(on=False)
    assert all(one.isVisible() for one in window.menuBar().actions())


def test_what_is_off_has_no_shortcut(window: Window) -> None:
    keys = {
        shortcut.toString()
        for action in window.findChildren(QAction)
        if action.isEnabled()
        for shortcut in action.shortcuts()
    }
    assert keys.isdisjoint({"Ctrl+K", "Ctrl+I", "Ctrl+O", "Ctrl+E", "Ctrl+P", "Ctrl+Z", "Ctrl+,", "Ctrl+6"})
    assert "Ctrl+Shift+M" in keys


@pytest.mark.parametrize("room", [spec.room for spec in registry.PAGES])
def test_no_link_leads_out(window: Window, open_desk: Desk, qtbot: QtBot, room: str) -> None:
    open_desk.navigator.go(room, tab="backup", key="backup")
    _settle(open_desk, qtbot)
    assert window.room() == "counter"


def test_neither_palette_nor_a_dropped_file_opens(window: Window, open_desk: Desk, tmp_path: Path) -> None:
    window.commands.open_palette()
    window.take_files([tmp_path / "sales.csv"])
    open_desk.import_files([tmp_path / "sales.csv"])
    assert window.findChildren(Sheet) == []


def test_a_sheet_opened_and_closed_gives_no_key_back(window: Window, qtbot: QtBot) -> None:
    window.commands.open_help()
    (sheet,) = window.findChildren(Sheet)
    sheet.finish()
    assert not [a for a in window.findChildren(QAction) if a.isEnabled() and a.data() == "customers"]


def test_what_was_done_before_cannot_be_undone_at_the_counter(window: Window, open_desk: Desk) -> None:
    assert open_desk.undo.next_undo == ""
    open_desk.undo.add("Cambiaste algo", undo=print)
    assert not window.menus.undo.isEnabled()


def test_the_pin_and_only_the_pin_leads_out(window: Window, open_desk: Desk, qtbot: QtBot) -> None:
    window.menus.counter.trigger()
    sheet = window.findChild(SecretSheet, "leave_counter_pin")
    sheet.first.line.setText("0000")
    qtbot.keyClick(sheet.first.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sheet.trouble.text()), timeout=10000)
    assert open_desk.is_counter
    sheet.first.line.setText("4711")
    qtbot.keyClick(sheet.first.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not open_desk.is_counter, timeout=10000)
    assert window.room() == "today"
    assert window.sidebar.isVisible()
    window.go("customers")
    _settle(open_desk, qtbot)
    assert "Ana" in _said(window)


def test_a_window_that_starts_at_the_counter_shows_nothing_of_hoy(open_desk: Desk, qtbot: QtBot) -> None:
    open_desk.set_counter(on=True)
    glance = Glance(owner="Lucía", has_sales=True, at_counter=True, today=Today(MORNING))
    made = Window(open_desk, TodayPage(open_desk, glance, MORNING))
    made.enter_mode()
    qtbot.addWidget(made)
    made.show()
    _settle(open_desk, qtbot)
    assert "Lucía" not in _said(made)
    assert made.room() == "counter"


def test_the_first_time_a_pin_is_chosen_twice(open_desk: Desk, qtbot: QtBot) -> None:
    window = Window(open_desk, TodayPage(open_desk, Glance(has_sales=True, today=Today(MORNING)), MORNING))
    qtbot.addWidget(window)
    window.show()
    window.menus.counter.trigger()
    qtbot.waitUntil(lambda: window.findChild(SecretSheet, "new_pin") is not None, timeout=10000)
    sheet = window.findChild(SecretSheet, "new_pin")
    sheet.first.line.setText("4711")
    sheet.second.line.setText("4712")
    sheet.go.click()
    assert not open_desk.is_counter
    sheet.second.line.setText("4711")
    sheet.go.click()
    qtbot.waitUntil(lambda: open_desk.is_counter, timeout=10000)
    _settle(open_desk, qtbot)
    assert [w for w in window.findChildren(QWidget) if w.objectName() == "new_pin" and w.isVisible()] == []
