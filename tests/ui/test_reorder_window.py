"""Resurtir as the owner uses it: look, edit, print, write down, receive."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import policy
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reorder_shop import a_style, a_supplier

from shopdesk.adapters.mailer import FolderMailer
from shopdesk.domain.calendar import Span
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import calendar, pack_runs, purchase_orders, reorder, stock, suppliers
from shopdesk.services.context import Shop
from shopdesk.shop import open_shop
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.reorder.dates_sheet import DatesSheet
from shopdesk.ui.rooms.reorder.order_sheets import DaySheet
from shopdesk.ui.rooms.reorder.pack_sheet import PackSheet
from shopdesk.ui.rooms.reorder.page import Page
from shopdesk.ui.rooms.reorder.preview import LabelsSheet, PlacedSheet, PreviewSheet
from shopdesk.ui.rooms.reorder.receive_sheet import ReceiveSheet
from shopdesk.ui.rooms.reorder.season_sheet import SeasonSheet
from shopdesk.ui.widgets import ConfirmSheet, Fold
from tests.opened_page import Opened


@pytest.fixture
def opened(qtbot: QtBot, shop: Shop, dressed: QApplication) -> Iterator[Opened]:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop, supplier=leon)
    a_style(shop, "Huarache Sayula", color="natural", per_week=5, seed=3, on_hand=(1, 3, 3, 3, 1),
            supplier=a_supplier(shop, "Huaraches Tlaquepaque"))  # fmt: skip
    a_style(shop, "Sandalia Playa", color="azul", per_week=1, seed=10, supplier=leon, on_hand=(20,) * 5)
    desk = Desk()
    desk.set_shop(shop)
    yield Opened(qtbot, desk, Page)
    desk.jobs.close()


def test_the_page_says_what_is_due_and_why(opened: Opened, shop: Shop) -> None:
    page, plan = opened.page, reorder.suggest(shop)
    assert page.header.summary.whole().startswith("2 productos llegaron a su punto de pedido")
    assert page.go_print.words() == "Imprimir 2 listas"
    row = plan.groups()[0].rows[0]
    assert (
        page.lines.table.rows.row(page.lines.table.rows.row_of(row.first.product_id)).cells[5].value
        == row.order
    )
    shown = [label.text() for label in page.lines_rail.why.findChildren(QWidget) if hasattr(label, "text")]
    assert f"¿Por qué {row.order} pares?" in shown
    assert "Pedir" in shown
    chart = page.lines_rail.stock.chart
    chart.redraw()
    assert "Se acaba" in chart.accessibleDescription()
    banner = opened.host.findChild(QWidget, "banner")
    assert banner is not None
    assert "Huaraches Tlaquepaque" in banner.accessibleName()


def test_a_typed_quantity_goes_on_the_list_and_can_be_taken_back(opened: Opened, shop: Shop) -> None:
    row = reorder.suggest(shop).due_styles()[0]
    opened.page.lines.table.edited.emit(row.first.product_id, 30)
    opened.settle()
    typed = next(r for r in reorder.suggest(shop).due_styles() if r.first.product_id == row.first.product_id)
    assert (typed.chosen, typed.order) == (30, row.order)
    opened.settle(opened.desk.undo.undo)
    again = next(r for r in reorder.suggest(shop).due_styles() if r.first.product_id == row.first.product_id)
    assert again.chosen == row.order


def test_space_leaves_a_product_out(opened: Opened, shop: Shop) -> None:
    table = opened.page.lines.table
    table.setFocus()
    key = table.current_key()
    opened.qtbot.keyClick(table, Qt.Key.Key_Space)
    opened.settle()
    row = next(r for r in reorder.suggest(shop).styles() if r.first.product_id == key)
    assert (row.is_ticked, row.chosen) == (False, 0)
    assert opened.page.go_print.words() == "Imprimir 1 lista"


def test_print_then_yes_writes_the_orders_down(opened: Opened, shop: Shop, tmp_path: Path) -> None:
    opened.press("print_lists")
    sheet = opened.sheet(PreviewSheet)
    assert isinstance(sheet, PreviewSheet)
    sheet.save_to(tmp_path / "lists.pdf")
    opened.settle(sheet.finish)
    assert (tmp_path / "lists.pdf").read_bytes()[:4] == b"%PDF"
    opened.press("yes_placed", opened.sheet(PlacedSheet))
    orders = purchase_orders.listed(shop)
    assert {one.terms.name for one in orders} == {"Calzado León", "Huaraches Tlaquepaque"}
    assert reorder.suggest(shop).due() == ()
    assert opened.page.header.tabs.isVisible()
    opened.settle(opened.desk.undo.undo)
    assert purchase_orders.listed(shop) == []


def test_lists_that_cannot_be_written_say_so_and_stay(opened: Opened, tmp_path: Path) -> None:
    opened.press("print_lists")
    sheet = opened.sheet(PreviewSheet)
    assert isinstance(sheet, PreviewSheet)
    sheet.save_to(tmp_path / "nowhere" / "lists.pdf")
    assert sheet.isVisible()
    assert sheet.trouble.isVisible()
    assert "Elige otra carpeta" in sheet.trouble.text()
    sheet.save_to(tmp_path / "lists.pdf")
    opened.settle(sheet.finish)
    assert (tmp_path / "lists.pdf").read_bytes()[-6:].strip() == b"%%EOF"


def test_copying_asks_too_and_not_yet_writes_nothing(opened: Opened, shop: Shop) -> None:
    opened.press("copy_whatsapp")
    assert "Pedido para Calzado León" in QGuiApplication.clipboard().text()
    opened.press("not_placed", opened.sheet(PlacedSheet))
    assert purchase_orders.listed(shop) == []


def test_goods_arrive_by_scanner(opened: Opened, shop: Shop) -> None:
    plan = reorder.suggest(shop)
    number = purchase_orders.place_group(
        shop, next(g for g in plan.groups() if g.terms.name == "Calzado León")
    )
    opened.settle()
    opened.page.go(Place("reorder", "orders", number))
    opened.settle()
    opened.press("goods_arrived")
    sheet = opened.sheet(ReceiveSheet)
    assert isinstance(sheet, ReceiveSheet)
    sku = purchase_orders.get(shop, number).lines[0].sku
    for code in (sku, sku, "NADA"):
        sheet.scan.setText(code)
        opened.qtbot.keyClick(sheet.scan, Qt.Key.Key_Return)
    said = "NADA no está en este pedido ni en tu tienda. Agrega primero el producto, en Ventas."
    assert sheet.said.text() == said
    opened.press("receive_now", sheet)
    assert purchase_orders.get(shop, number).received == 2
    opened.settle(opened.desk.undo.undo)
    assert purchase_orders.get(shop, number).received == 0


def test_an_orders_whole_life_in_the_window(
    opened: Opened, shop: Shop, folder: DataFolder, tmp_path: Path
) -> None:
    opened.press("print_lists")
    sheet = opened.sheet(PreviewSheet)
    assert isinstance(sheet, PreviewSheet)
    sheet.save_to(tmp_path / "lists.pdf")
    opened.settle(sheet.finish)
    opened.press("yes_placed", opened.sheet(PlacedSheet))
    page = opened.page
    (placed,) = (one for one in purchase_orders.listed(shop) if one.terms.name == "Calzado León")
    number = placed.order.number
    page.go(Place("reorder", "orders", number))
    opened.settle()
    assert page.header.summary.whole().startswith("2 pedidos en camino")
    opened.press("confirm_order")
    opened.press("keep_day", opened.sheet(DaySheet))
    assert purchase_orders.get(shop, number).state is purchase_orders.State.CONFIRMED
    first, second = purchase_orders.get(shop, number).lines[:2]
    for line in (first, second):
        opened.press("part_came")
        receiving = opened.sheet(ReceiveSheet)
        receiving.scan.setText(line.sku)
        opened.qtbot.keyClick(receiving.scan, Qt.Key.Key_Return)
        opened.press("receive_now", receiving)
        opened.settle(opened.sheet(LabelsSheet).close_sheet)
    order = purchase_orders.get(shop, number)
    assert (order.received, order.missing) == (2, order.ordered - 2)
    assert any(f"2 de {order.ordered} pares" in shown for shown in page.orders.table.as_table())
    opened.press("cancel_rest")
    opened.press("confirm_go", opened.sheet(ConfirmSheet))
    order = purchase_orders.get(shop, number)
    assert (order.state, order.missing, order.cancelled) == (
        purchase_orders.State.COMPLETE, 0, order.ordered - 2,
    )  # fmt: skip
    tomorrow = open_shop(folder, today=shop.today() + timedelta(1))
    again = [line for line in reorder.suggest(tomorrow).lines if line.supplier.startswith("Huaraches")]
    tomorrow.store.close()
    # What is still on the way from the other supplier is not suggested a second time.
    assert sum(line.order for line in again) <= 2
    assert sum(line.on_order for line in again) > 0


def _goods_arrived(opened: Opened, shop: Shop) -> tuple[str, ReceiveSheet]:
    """Order from León and open what came; return the order's number and the sheet."""
    plan = reorder.suggest(shop)
    group = next(g for g in plan.groups() if g.terms.name == "Calzado León")
    number = purchase_orders.place_group(shop, group)
    opened.settle()
    opened.page.go(Place("reorder", "orders", number))
    opened.settle()
    opened.press("goods_arrived")
    sheet = opened.sheet(ReceiveSheet)
    assert isinstance(sheet, ReceiveSheet)
    return number, sheet


def test_what_was_never_ordered_can_be_received_too(opened: Opened, shop: Shop) -> None:
    number, sheet = _goods_arrived(opened, shop)
    ordered = {line.variant_id for line in purchase_orders.get(shop, number).lines}
    other = next(level for level in stock.levels(shop) if level.variant_id not in ordered and level.sku)
    for typed in (other.sku, "2"):
        sheet.scan.setText(typed)
        opened.qtbot.keyClick(sheet.scan, Qt.Key.Key_Return)
    opened.press("receive_now", sheet)
    after = next(one for one in stock.levels(shop) if one.variant_id == other.variant_id)
    assert after.on_hand - other.on_hand == 2
    opened.settle(opened.desk.undo.undo)
    back = next(one for one in stock.levels(shop) if one.variant_id == other.variant_id)
    assert back.on_hand == other.on_hand


def test_damaged_pieces_and_a_changed_cost_are_noted_while_receiving(opened: Opened, shop: Shop) -> None:
    number, sheet = _goods_arrived(opened, shop)
    line = purchase_orders.get(shop, number).lines[0]
    before = {level.variant_id: level.on_hand for level in stock.levels(shop)}
    for typed in (line.sku, "3", "-"):
        sheet.scan.setText(typed)
        opened.qtbot.keyClick(sheet.scan, Qt.Key.Key_Return)
    assert sheet.said.text() == "1 par dañado: no se pone en el anaquel."
    sheet.cost.setValue(560.0)
    opened.press("receive_now", sheet)
    order = purchase_orders.get(shop, number)
    assert (order.received, sum(one.damaged for one in order.lines)) == (3, 1)
    after = {level.variant_id: level.on_hand for level in stock.levels(shop)}
    assert after[line.variant_id] - before[line.variant_id] == 2
    now = next(one for one in reorder.suggest(shop).lines if one.variant_id == line.variant_id)
    assert now.cost_minor == 56000


def test_lists_go_by_mail_from_the_preview_and_then_it_asks(
    opened: Opened, shop: Shop, tmp_path: Path
) -> None:
    opened.desk.set_shop(replace(shop, mail=FolderMailer(tmp_path / "out")))
    suppliers.change(shop, "Calzado León", email="pedidos@leon.example")
    opened.settle()
    opened.press("print_lists")
    sheet = opened.sheet(PreviewSheet)
    opened.press("mail_lists", sheet)
    (file,) = (tmp_path / "out").rglob("*.eml")
    letter = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert letter["To"].addresses[0].addr_spec == "pedidos@leon.example"
    (pdf,) = letter.iter_attachments()
    assert pdf.get_content()[:4] == b"%PDF"
    opened.press("yes_placed", opened.sheet(PlacedSheet))
    assert {one.terms.name for one in purchase_orders.listed(shop)} == {
        "Calzado León", "Huaraches Tlaquepaque",
    }  # fmt: skip


def test_a_season_buy_goes_on_the_list_and_can_be_taken_back(opened: Opened, shop: Shop) -> None:
    opened.settle(opened.page.open_season)
    sheet = opened.sheet(SeasonSheet)
    assert isinstance(sheet, SeasonSheet)
    row = opened.page.row()
    opened.press("order_season", sheet)
    bought = next(r for r in reorder.suggest(shop).styles() if r.first.product_id == row.first.product_id)
    assert bought.chosen > row.order
    opened.settle(opened.desk.undo.undo)
    again = next(r for r in reorder.suggest(shop).styles() if r.first.product_id == row.first.product_id)
    assert again.chosen == row.order


def test_a_supplier_gets_its_boxes(opened: Opened, shop: Shop) -> None:
    leon = next(terms for terms in suppliers.listed(shop) if terms.name == "Calzado León")
    opened.settle(partial(opened.page.deeds.supplying.change, leon))
    opened.press("its_boxes")
    sheet = opened.sheet(PackSheet)
    assert isinstance(sheet, PackSheet)
    sheet.sizes.line.setText("22")
    opened.press("add_pack", sheet)
    assert pack_runs.listed(shop, leon.id) == []
    sheet.name.line.setText("Corrida A")
    sheet.sizes.line.setText("22×1, 23×2")
    opened.press("add_pack", sheet)
    (run,) = pack_runs.listed(shop, leon.id)
    assert (run.name, run.pieces, sheet.table.rows.rowCount()) == ("Corrida A", 3, 1)
    opened.settle(partial(sheet.removed.emit, run))
    assert pack_runs.listed(shop, leon.id) == []


def test_a_date_gets_the_owners_estimate_for_one_category(opened: Opened, shop: Shop) -> None:
    opened.settle(opened.page.deeds.buying.open_dates)
    sheet = opened.sheet(DatesSheet)
    assert isinstance(sheet, DatesSheet)
    sheet.name.line.setText("Feria de León")
    start = shop.today() + timedelta(7)
    for editor, day in ((sheet.first, start), (sheet.last, start + timedelta(6))):
        editor.setDate(QDate(day.year, day.month, day.day))
    sheet.scope.set_key("Tenis")
    sheet.uplift.setValue(300)
    opened.press("keep_date", sheet)
    own = next(one for one in calendar.spans(shop, start, start) if one.name == "Feria de León")
    assert (own.uplift, own.scope, own.ends_on) == (3.0, "Tenis", start + timedelta(6))
    assert [set(lift.factor) for lift in reorder.suggest(shop).lifts if lift.scope] == [{"Tenis"}]
    sheet.table.go_to(next(one.key for one in sheet._dates if one.span.name == "Feria de León"))
    opened.press("forget_date", sheet)
    assert all(one.name != "Feria de León" for one in calendar.spans(shop, start, start))


def test_a_supplier_gets_a_lead_time_and_the_note_goes(opened: Opened, shop: Shop) -> None:
    opened.press("banner_action")
    sheet = opened.host.findChild(QWidget, "supplier_sheet")
    assert sheet is not None
    sheet.days.setValue(10)
    opened.press("save_supplier", sheet)
    assert {round(t.lead.days) for t in reorder.suggest(shop).terms.values() if t.name.startswith("Hua")} == {
        10
    }
    assert opened.host.findChild(QWidget, "banner_action") is None


def test_everything_is_found_by_typing(opened: Opened) -> None:
    opened.page.header.tabs.pick("all")
    view = opened.page.everything
    assert len(view.rows()) == 3
    view.search.setText("SANDALIA azul")
    view.search.searched.emit("SANDALIA azul")
    assert [row.first.product for row in view.rows()] == ["Sandalia Playa"]


def test_what_if_answers_with_the_same_function(opened: Opened) -> None:
    opened.page.deeds.open_sum(opened.page.row(), opened.page.room.plan)
    sheet = opened.host.findChild(QWidget, "sum_sheet")
    sheet.lead.setValue(30)
    opened.settle()
    assert "Entonces el punto de pedido es" in sheet.answer.text()
    opened.press("close_sum", sheet)


def test_what_if_asks_about_the_next_date_too(opened: Opened, shop: Shop) -> None:
    fair = shop.today() + timedelta(9)
    calendar.put(shop, Span("feria", "Feria", fair, fair + timedelta(4), 1.5))
    opened.settle(opened.page.refresh)
    opened.page.deeds.open_sum(opened.page.row(), opened.page.room.plan)
    sheet = opened.host.findChild(QWidget, "sum_sheet")
    assert sheet.fair.value() == 150
    before = sheet.answer.text()
    sheet.fair.setValue(600)
    opened.settle()
    assert sheet.answer.text() != before
    opened.press("close_sum", sheet)


@pytest.mark.parametrize("fold", list(Fold))
@pytest.mark.parametrize("dark", [False, True])
def test_every_tab_paints_in_every_width_and_theme(opened: Opened, fold: Fold, dark: bool) -> None:
    theme.current().choose(theme.Choice.DARK if dark else theme.Choice.LIGHT)
    opened.page.resize(1033 if fold is Fold.FOLDED else 1158, 522 if fold is Fold.FOLDED else 690)
    opened.page.fold(fold)
    for tab in ("lines", "all", "orders", "suppliers"):
        opened.settle(lambda tab=tab: opened.page.header.tabs.pick(tab))
        assert not opened.page.grab().isNull()


def test_an_empty_shop_says_how_it_fills(qtbot: QtBot, shop: Shop, dressed: QApplication) -> None:
    desk = Desk()
    desk.set_shop(shop)
    page = Opened(qtbot, desk, Page)
    assert not page.page.go_print.isEnabled()
    assert page.page.go_print.toolTip() == "No hay nada en la lista."
    desk.jobs.close()


def test_an_unknown_code_is_given_its_product_once_with_the_keyboard(opened: Opened, shop: Shop) -> None:
    opened.page.go(Place("reorder", "count"))
    opened.settle()
    view = opened.page.count.view
    line = opened.page.count.room.catalogue[0]
    for typed in ("7509998887776", f"{line.product} {line.color} {line.size}"):
        view.field.setText(typed)
        opened.qtbot.keyClick(view.field, Qt.Key.Key_Return)
        opened.settle()
    view.field.setText("7509998887776")
    opened.qtbot.keyClick(view.field, Qt.Key.Key_Return)
    opened.settle()
    counted = {row.variant_id: row.counted for row in opened.page.count.room.counted}
    assert counted == {line.variant_id: 2}
    assert [one.variant_id for one in stock.shelf(shop).find("7509998887776")] == [line.variant_id]
    assert "7509998887776" in opened.desk.undo.next_undo


def test_counting_by_scanner_shows_what_it_changes_and_applies(opened: Opened, shop: Shop) -> None:
    line = next(one for one in reorder.suggest(shop).lines if one.product == "Sandalia Playa")
    opened.page.go(Place("reorder", "count"))
    opened.settle()
    view = opened.page.count.view
    assert not opened.page.header.tabs.isVisible()
    for _ in range(2):
        view.field.setText(line.sku)
        opened.qtbot.keyClick(view.field, Qt.Key.Key_Return)
        opened.settle()
    view.field.setText("17")
    opened.qtbot.keyClick(view.field, Qt.Key.Key_Return)
    opened.settle()
    opened.qtbot.keyClick(view.field, Qt.Key.Key_Backspace)
    opened.settle()
    (row,) = opened.page.count.room.counted
    assert (row.counted, row.difference) == (16, -4)
    assert opened.page.count.go.words() == "Aplicar 1 conteo"
    opened.press("apply_counts")
    after = next(one for one in reorder.suggest(shop).lines if one.variant_id == line.variant_id)
    assert after.on_hand == 16
    assert opened.page.header.tabs.isVisible()
    opened.settle(opened.desk.undo.undo)
    back = next(one for one in reorder.suggest(shop).lines if one.variant_id == line.variant_id)
    assert back.on_hand == 20


def test_a_tab_left_behind_shows_the_newest_reading_when_it_is_opened_again(opened: Opened) -> None:
    page = opened.page
    page.header.tabs.pick("all")
    page.header.tabs.pick("lines")
    before = page.room
    opened.settle(page.reload)
    page.header.tabs.pick("all")
    assert page.room is not before
    assert page.everything.rows()[0] is page.room.plan.styles()[0]
    assert page.all_rail.stock.isVisibleTo(page)
