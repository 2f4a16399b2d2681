"""Ventas as the owner uses it: type a sale, set aside, put names right, and take each back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.services import importing, stock
from shopdesk.services.context import Shop
from shopdesk.services.sales_list import Wanted
from shopdesk.ui.desk import Desk
from shopdesk.ui.importing.wizard import ImportWizard
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.sales.aside_sheet import AsideSheet
from shopdesk.ui.rooms.sales.code_sheet import CodeSheet
from shopdesk.ui.rooms.sales.correct_sheet import CorrectSheet
from shopdesk.ui.rooms.sales.imports import ImportDetail
from shopdesk.ui.rooms.sales.join_sheet import JoinSheet
from shopdesk.ui.rooms.sales.page import Page
from shopdesk.ui.rooms.sales.product_sheet import ProductSheet
from shopdesk.ui.rooms.sales.sale_sheet import EXCHANGE, SaleSheet
from tests.opened_page import Opened

SALES = """date,order,sku,product,color,size,quantity,unit_price
2026-11-18,A1,TN-26,Tenis Nube,Blanco,26,1,1190
2026-11-18,A1,TN-27,Tenis Nube,Blanco,27,1,1190
2026-11-19,A2,,Tenis Nuve blanco 28,,,2,1190
2026-11-19,A3,MONO,Moño,,,1,20
"""
STOCK = """as_of,sku,on_hand
2026-11-20,TN-26,5
2026-11-20,TN-27,4
"""


class Sales(Opened):
    """Ventas, with the card of a product at hand."""

    def card(self, name: str) -> ProductSheet:
        line = next(one for one in self.page._lines if one.name == name)
        self.settle(lambda: self.page.go(Place("sales", "products", line.row.product_id)))
        found = self.sheet(ProductSheet)
        assert isinstance(found, ProductSheet)
        return found

    def take_back(self) -> None:
        self.settle(self.desk.undo.undo)


@pytest.fixture
def opened(qtbot: QtBot, shop: Shop, dressed: QApplication, tmp_path: Path) -> Iterator[Sales]:
    for name, content in (("ventas.csv", SALES), ("existencias.csv", STOCK)):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert importing.import_files(shop, [tmp_path / name])[0].rejected == 0
    desk = Desk()
    desk.set_shop(shop)
    yield Sales(qtbot, desk, Page)
    desk.jobs.close()


def _there(shop: Shop) -> dict[str, int]:
    return {level.sku: level.on_hand for level in stock.levels(shop) if level.sku}


def test_a_counter_sale_is_typed_with_the_keyboard_and_taken_back(opened: Sales, shop: Shop) -> None:
    opened.press("register_by_hand")
    sheet = opened.sheet(SaleSheet)
    opened.qtbot.keyClicks(sheet.what.field, "nube 26")
    opened.qtbot.keyClick(sheet.what.field, Qt.Key.Key_Return)
    assert sheet.what.level().sku == "TN-26"
    sheet.pieces.setValue(2)
    sheet.price.set_minor(119000)
    assert sheet.go.words() == "Registrar 2 vendidos"
    opened.press("register_sale", sheet)
    assert _there(shop)["TN-26"] == 3
    assert "M-1" in opened.desk.undo.next_undo
    opened.take_back()
    assert _there(shop)["TN-26"] == 5


def test_an_exchange_names_both_sizes_on_its_button_and_moves_both(opened: Sales, shop: Shop) -> None:
    opened.settle(lambda: opened.page.go(Place("sales", "", EXCHANGE)))
    sheet = opened.sheet(SaleSheet)
    opened.qtbot.keyClicks(sheet.what.field, "TN-26")
    opened.qtbot.keyClick(sheet.what.field, Qt.Key.Key_Return)
    assert not sheet.go.isEnabled()
    opened.qtbot.keyClicks(sheet.kept.field, "tn-27")
    opened.qtbot.keyClick(sheet.kept.field, Qt.Key.Key_Return)
    assert sheet.go.words() == "Registrar cambio 26 → 27"
    opened.press("register_sale", sheet)
    there = _there(shop)
    assert (there["TN-26"], there["TN-27"]) == (6, 3)


def test_pieces_set_aside_are_seen_let_go_and_held_again(opened: Sales, shop: Shop) -> None:
    card = opened.card("Tenis Nube blanco")
    opened.press("reserve", card)
    sheet = opened.sheet(AsideSheet)
    assert not sheet.go.isEnabled()
    sheet.person.line.setText("Ana")
    sheet.pieces.setValue(2)
    opened.press("set_aside", sheet)
    assert [(one.person, one.pieces) for one in stock.held(shop)] == [("Ana", 2)]
    assert "2 apartados" in card.summary.text()
    opened.press(f"let_go_{stock.held(shop)[0].id}", card)
    assert stock.held(shop) == []
    opened.take_back()
    assert [one.pieces for one in stock.held(shop)] == [2]


def test_a_misread_name_is_corrected_once_with_what_changes_on_screen(opened: Sales, shop: Shop) -> None:
    wrong = next(one.name for one in opened.page._lines if "Nuve" in one.name)
    card = opened.card(wrong)
    opened.press("correct_names", card)
    sheet = opened.sheet(CorrectSheet)
    sheet.product.line.setText("Tenis Nube")
    sheet.color.line.setText("Blanco")
    next(iter(sheet.sizes.values())).setText("28")
    opened.qtbot.waitUntil(lambda: sheet.go.isEnabled(), timeout=20_000)
    assert sheet.table.rows.rowCount() == 1
    opened.press("correct_now", sheet)
    sizes = {one.size for one in stock.levels(shop) if one.product == "Tenis Nube"}
    assert sizes == {"26", "27", "28"}
    opened.take_back()
    assert wrong in [one.name for one in opened.page._lines]


def test_two_spellings_are_joined_and_one_size_taken_out_again(opened: Sales, shop: Shop) -> None:
    card = opened.card("Tenis Nube blanco")
    opened.press("join_product", card)
    sheet = opened.sheet(JoinSheet)
    wrong = next(one.row.product_id for one in opened.page._lines if "Nuve" in one.name)
    assert sheet.table.go_to(wrong)
    opened.settle()
    opened.press("join_now", sheet)
    assert len(card.card_now.sizes) == 3
    extra = next(one for one in card.card_now.sizes if one.size not in ("26", "27"))
    card.table.set_ticked([extra.variant_id])
    card.table.say_ticks()
    opened.press("take_apart", card)
    apart = opened.sheet(CorrectSheet)
    apart.product.line.setText("Tenis Lluvia")
    opened.qtbot.waitUntil(lambda: apart.go.isEnabled(), timeout=20_000)
    opened.press("correct_now", apart)
    assert "Tenis Lluvia" in {one.product for one in stock.levels(shop)}
    assert len(card.card_now.sizes) == 2


def test_another_channels_code_is_kept_and_found_by_the_sale(opened: Sales, shop: Shop) -> None:
    card = opened.card("Tenis Nube blanco")
    assert card.table.go_to(card.card_now.sizes[1].variant_id)
    opened.press("add_code", card)
    sheet = opened.sheet(CodeSheet)
    sheet.code.line.setText("7501234567890")
    opened.press("keep_code", sheet)
    assert [code.code for code in card.card_now.sizes[1].codes] == ["7501234567890"]
    assert [one.sku for one in stock.shelf(shop).find("7501234567890")] == ["TN-27"]


def test_a_bow_is_marked_as_no_goods_and_stands_apart(opened: Sales, shop: Shop) -> None:
    card = opened.card("Moño")
    opened.press("mark_goods", card)
    assert "MONO" not in _there(shop)
    assert card.sell.isHidden()
    chips = opened.page.products.chips
    chips.chip("others").click()
    assert [one.name for one in opened.page._lines if not one.is_goods] == ["Moño"]
    assert opened.page.products.table.rows.rowCount() == 1


def test_less_than_nothing_on_the_shelf_is_shown_as_it_is(opened: Sales, shop: Shop) -> None:
    stock.adjust(shop, "TN-26", -7, reason="prueba")
    opened.settle()
    opened.page.products.chips.chip("below").click()
    assert [one.name for one in opened.page._lines if one.below] == ["Tenis Nube blanco"]
    card = opened.card("Tenis Nube blanco")
    assert "1 talla bajo cero" in card.summary.text()
    assert card.table.rows.row(0).cells[2].text == "−2"


def test_rows_left_out_wait_with_their_import_and_are_put_right_in_the_wizard(
    opened: Sales, shop: Shop, tmp_path: Path
) -> None:
    file = tmp_path / "noviembre.csv"
    file.write_text(SALES.splitlines()[0] + "\n2026-11-31,A9,TN-26,Tenis Nube,Blanco,26,1,1190\n", "utf-8")
    result = importing.import_files(shop, [file])[0]
    assert result.rejected == 1
    opened.settle()
    opened.settle(lambda: opened.page.go(Place("sales", "imports", result.id)))
    opened.settle(lambda: opened.page.imports._act(result.id, "look"))
    with opened.qtbot.waitSignal(opened.desk.wants_import, timeout=20_000) as asked:
        opened.press("detail_mend", opened.sheet(ImportDetail))
    bring = asked.args[0][0]
    assert bring.exists()
    wizard = ImportWizard(opened.desk, [bring])
    opened.desk.show_sheet(wizard)
    opened.settle()
    assert wizard.files()[0].preview.result.rejected == 1
    mended = ("2026-11-30", *wizard.files()[0].preview.left_out[0].cells[1:])
    wizard._mend(bring, 2, mended)
    opened.settle()
    assert wizard.files()[0].preview.result.accepted == 1
    wizard.close_sheet()


@pytest.mark.slow
def test_every_one_of_the_last_twenty_imports_can_be_taken_back_from_the_list(
    opened: Sales, shop: Shop, tmp_path: Path
) -> None:
    for number in range(20):
        file = tmp_path / f"dia-{number}.csv"
        file.write_text(
            SALES.splitlines()[0] + f"\n2026-11-19,Z{number},TN-26,Tenis Nube,Blanco,26,1,1190\n", "utf-8"
        )
        importing.import_files(shop, [file])
    opened.settle()
    rows = opened.page.imports.table.rows
    can = [one.result.id for one in map(rows.entry, range(rows.rowCount())) if one.can_undo]
    assert len(can) == 20
    before = _there(shop)["TN-26"]
    for number in (can[-1], can[9]):  # the oldest, and one in the middle
        opened.settle(lambda number=number: opened.page.imports._act(number, "undo"))
    assert _there(shop)["TN-26"] == before
    undone = [one.result.id for one in importing.history(shop) if one.undone_at is not None]
    assert sorted(undone) == sorted([can[-1], can[9]])


def test_a_list_that_shows_only_the_newest_says_so_brings_more_and_exports_all(
    opened: Sales, shop: Shop
) -> None:
    page = opened.page
    card = page.weeks.card
    assert card.strong.text() == "3 ventas"
    assert card.more.isHidden()
    opened.settle(lambda: page._list(Wanted(), 2))
    assert card.strong.text() == "Las 2 más recientes de 3 ventas"
    written = page.export_work()()
    assert [row[2] for row in written[1:]] == ["A3", "A2", "A1"]  # all of them, whatever is on screen
    assert written[0][2] == "Número de venta"
    assert [(row[0], row[7]) for row in written[1:]] == [
        ("2026-11-19", "20.00"), ("2026-11-19", "2380.00"), ("2026-11-18", "2380.00"),
    ]  # fmt: skip
    opened.settle(card.more.click)
    assert (card.table.rows.rowCount(), card.more.isHidden()) == (3, True)


def test_a_clicked_week_names_itself_and_lets_the_owner_back_to_all(opened: Sales) -> None:
    page = opened.page
    card = page.weeks.card
    opened.settle(lambda: page._open_week(date(2026, 11, 9)))
    assert (card.strong.text(), card.table.rows.rowCount()) == ("0 ventas", 0)
    assert card.note.text().startswith("Del 9 al 15 de noviembre")
    assert page.export_work()() == [page.export_work()()[0]]
    opened.settle(card.all.click)
    assert (card.strong.text(), card.all.isHidden()) == ("3 ventas", True)
