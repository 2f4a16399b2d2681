"""Suppliers in the window: a new one, who sells what, closed days, a limit of money, the clearance table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reorder_shop import a_style, a_supplier

from shopdesk.domain.purchasing.closures import Every
from shopdesk.services import reorder, suppliers, supply
from shopdesk.services.context import Shop
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.reorder.cash_sheet import CashSheet
from shopdesk.ui.rooms.reorder.clearance_sheet import ClearanceSheet
from shopdesk.ui.rooms.reorder.page import Page
from shopdesk.ui.rooms.reorder.supplier_sheet import SupplierSheet
from shopdesk.ui.rooms.reorder.supply_sheet import NameSheet, SupplySheet
from shopdesk.ui.widgets import Text
from tests.opened_page import Opened


@pytest.fixture
def opened(qtbot: QtBot, shop: Shop, dressed: QApplication) -> Iterator[Opened]:
    a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop)
    a_style(shop, "Sandalia Playa", color="azul", per_week=1, seed=10, on_hand=(40,) * 5)
    desk = Desk()
    desk.set_shop(shop)
    yield Opened(qtbot, desk, Page)
    desk.jobs.close()


def test_what_has_no_supplier_is_named_from_its_group(opened: Opened, shop: Shop) -> None:
    opened.page.lines.table.acted.emit(0, "name")
    opened.settle()
    sheet = opened.sheet(NameSheet)
    assert isinstance(sheet, NameSheet)
    opened.press("keep_name", sheet)
    assert sheet.isVisible()
    sheet.name.line.setText("calzado leon")
    opened.qtbot.keyClick(sheet.name.line, Qt.Key.Key_Return)
    opened.settle()
    assert {g.terms.name for g in reorder.suggest(shop).groups()} == {"Calzado León"}
    assert opened.page.go_print.words() == "Imprimir 1 lista"
    opened.settle(opened.desk.undo.undo)
    assert {g.terms.name for g in reorder.suggest(shop).groups()} == {""}


def test_a_new_supplier_is_written_with_everything_it_asks_for(opened: Opened, shop: Shop) -> None:
    opened.settle(lambda: opened.page.header.tabs.pick("suppliers"))
    opened.press("new_supplier")
    sheet = opened.sheet(SupplierSheet)
    assert isinstance(sheet, SupplierSheet)
    sheet.name.line.setText("Calzado LEON")
    opened.press("save_supplier", sheet)
    assert sheet.isVisible()
    sheet.name.line.setText("Suelas del Norte")
    sheet.email.line.setText("ventas")
    opened.press("save_supplier", sheet)
    assert sheet.isVisible()
    sheet.email.line.setText("ventas@norte.example")
    sheet.minimum.setValue(4500)
    sheet.days.setValue(9)
    start = shop.today() + timedelta(30)
    days = sheet.closed_days
    days.last.setDate(QDate(start.year, start.month, start.day))
    days.first.setDate(QDate(start.year, start.month, start.day).addDays(3))
    opened.press("add_closed", sheet)
    opened.press("save_supplier", sheet)
    made = next(one for one in suppliers.listed(shop) if one.name == "Suelas del Norte")
    assert (made.stated_days, made.minimum_minor, made.currency, made.email) == (
        9.0, 450_000, "MXN", "ventas@norte.example",
    )  # fmt: skip
    assert made.closed == ((start + timedelta(3), start + timedelta(3)),)


def test_every_sunday_and_every_christmas_are_written_once(opened: Opened, shop: Shop) -> None:
    opened.settle(lambda: opened.page.header.tabs.pick("suppliers"))
    opened.press("new_supplier")
    sheet = opened.sheet(SupplierSheet)
    assert isinstance(sheet, SupplierSheet)
    sheet.name.line.setText("Suelas del Norte")
    sheet.days.setValue(6)
    days = sheet.closed_days
    for first, last, every in (
        (QDate(2026, 11, 22), QDate(2026, 11, 28), Every.WEEK),  # a whole week leaves no day to work
        (QDate(2026, 11, 22), QDate(2026, 11, 22), Every.WEEK),
        (QDate(2025, 12, 24), QDate(2026, 1, 2), Every.YEAR),
    ):
        days.first.setDate(first)
        days.last.setDate(last)
        days.every.set_key(every)
        opened.press("add_closed", sheet)
    said = [label.text() for label in sheet.findChildren(Text)]
    assert {"cada domingo", "cada año, del 24 de diciembre al 2 de enero"} <= set(said)
    opened.press("save_supplier", sheet)
    made = next(one for one in suppliers.listed(shop) if one.name == "Suelas del Norte")
    assert {one.every for one in made.closures} == {Every.WEEK, Every.YEAR}
    assert (date(2026, 12, 24), date(2027, 1, 2)) in made.closed
    opened.settle(opened.desk.undo.undo)
    assert "Suelas del Norte" not in [one.name for one in suppliers.listed(shop)]


def test_a_supplier_changed_by_mistake_is_as_before_after_one_undo(opened: Opened, shop: Shop) -> None:
    before = suppliers.listed(shop)
    opened.settle(lambda: opened.page.deeds.supplying.change(before[0]))
    sheet = opened.sheet(SupplierSheet)
    assert isinstance(sheet, SupplierSheet)
    sheet.days.setValue(33)
    sheet.email.line.setText("otra@leon.example")
    opened.press("save_supplier", sheet)
    assert suppliers.listed(shop)[0].stated_days == 33.0
    opened.settle(opened.desk.undo.undo)
    assert suppliers.listed(shop) == before


def test_another_supplier_and_its_cost_are_kept_and_ordered_from(opened: Opened, shop: Shop) -> None:
    row = opened.page.row()
    opened.settle(opened.page.open_supply)
    sheet = opened.sheet(SupplySheet)
    assert isinstance(sheet, SupplySheet)
    for name, cost in (("Calzado León", 480), ("Bodega Centro", 510)):
        sheet.name.line.setText(name)
        sheet.cost.setValue(cost)
        opened.press("keep_offer", sheet)
    assert sheet.table.rows.rowCount() == 2
    assert sheet.costs.text().startswith("Lo que ha costado: $")
    other = next(one for one in supply.read(shop, row.first.product_id).offers if not one.is_first)
    sheet.table.acted.emit(other.terms.id, "first")
    opened.settle()
    assert reorder.suggest(shop).due_styles()[0].first.supplier == "Bodega Centro"


def test_a_limit_of_money_is_asked_for_said_and_lifted(opened: Opened, shop: Shop) -> None:
    whole = sum(line.order for line in reorder.suggest(shop).lines)
    opened.settle(opened.page.deeds.ask_cash)
    sheet = opened.sheet(CashSheet)
    assert isinstance(sheet, CashSheet)
    sheet.limit.setValue(1500)
    opened.settle(sheet.press_primary)
    assert sum(line.order for line in reorder.suggest(shop).lines) == 3
    opened.settle(opened.page.deeds.ask_cash)
    opened.press("no_limit", opened.sheet(CashSheet))
    assert sum(line.order for line in reorder.suggest(shop).lines) == whole


def test_what_should_go_is_shown_with_its_advice_and_copied(opened: Opened) -> None:
    opened.settle(lambda: opened.page.header.tabs.pick("all"))
    opened.press("open_clearance")
    sheet = opened.sheet(ClearanceSheet)
    assert isinstance(sheet, ClearanceSheet)
    assert any("Sandalia Playa azul" in " ".join(line) for line in sheet.table.as_table())
    opened.press("copy_clearance", sheet)
    assert "Sandalia Playa azul: " in QGuiApplication.clipboard().text()
