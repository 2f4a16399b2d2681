"""Tallas as the owner uses it: look, read aloud, order the gaps, take it back, print."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sized_shops import SizedShop, days_before

from shopdesk.services import sizes
from shopdesk.store.models import Customer, UnmetRequest
from shopdesk.ui import printing, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.sizes.guide_sheet import GuideSheet
from shopdesk.ui.rooms.sizes.page import Page
from shopdesk.ui.rooms.sizes.sheets import AskedSheet, RunSheet
from shopdesk.ui.widgets import Fold

ALL = {"23": 1, "24": 3, "25": 3, "26": 1}


def _filled(shop, *, gaps=True):
    today = shop.today()
    made = SizedShop(shop)
    for name, gender in (("Botín", "dama"), ("Flat", "dama"), ("Oxford", "caballero")):
        made.style(name, gender=gender).sold(name, ALL, days=days_before(today, 120, every=4))
        gone = gaps and name != "Flat"
        made.counted(name, {"23": 5, "24": 0 if gone else 9, "25": 20, "26": 5}, on=today)
    return made


@pytest.fixture
def desk(qtbot, shop):
    theme.current().start()
    found = Desk()
    found.set_shop(shop)
    yield found
    found.jobs.close()


@pytest.fixture
def opened(qtbot, desk):
    """Return a function that opens the page and waits for its figures."""

    def show():
        page = Page(desk)
        qtbot.addWidget(page)
        page.resize(1158, 690)
        page.show()
        page.refresh()
        qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=10_000)
        return page

    return show


def test_gaps_stand_first_and_the_panel_tells_about_the_first(opened, shop):
    _filled(shop)
    page = opened()
    assert page.header.title.text() == "Tallas"
    assert page.header.summary.whole().startswith("2 modelos con tallas clave agotadas")
    model = page.map.table.map
    assert model.index(0, 0).data() == "Botín"
    assert [model.index(0, column).data() for column in range(1, 5)] == ["5", "sin", "20", "5"]
    assert page.style_card.name.text() == "Botín"
    assert page.style_card.badge.words == "1 talla clave"
    assert page.go_add.words() == "Agregar 1 talla a Resurtir"


def test_map_is_walked_by_keys_and_read_aloud(opened, shop, qtbot):
    _filled(shop)
    page = opened()
    table = page.map.table
    table.setFocus()
    assert table.currentIndex().column() == 2, "the gap itself is in hand"
    aloud = table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud.startswith("Botín, talla 24, talla clave: sin pares. Se vendieron ")
    qtbot.keyClick(table, Qt.Key.Key_Right)
    aloud = table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud.startswith("Botín, talla 25: 20 pares, ")
    qtbot.keyClick(table, Qt.Key.Key_J)
    assert page.style_card.name.text() == "Flat"
    assert page.style_card.badge.isHidden()


def test_ordering_the_gaps_is_one_click_and_one_undo(opened, shop, desk, qtbot):
    made = _filled(shop)
    page = opened()
    qtbot.mouseClick(page.go_add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.undo.next_undo), timeout=10_000)
    waiting = sizes.waiting(shop)
    # Three every four days is 5.25 a week; (14 + 7) days and 2 weeks more make 5 weeks: 27 pieces.
    assert waiting == {made.variants["Botín", "24"]: pytest.approx(27, abs=1)}
    assert desk.undo.next_undo == "1 talla agregada a Resurtir"
    page.reload()
    qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=10_000)
    assert not page.go_add.isEnabled()
    assert page.go_add.toolTip() == "Ya están en Resurtir."
    desk.undo.undo()
    qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=10_000)
    assert sizes.waiting(shop) == {}


def test_chips_filter_by_group_and_by_gap(opened, shop, qtbot):
    _filled(shop)
    page = opened()
    qtbot.mouseClick(page.groups.chip("caballero"), Qt.MouseButton.LeftButton)
    assert [row[0] for row in page.export_table()[1:]] == ["Oxford"]
    qtbot.mouseClick(page.groups.chip("dama"), Qt.MouseButton.LeftButton)
    assert [row[0] for row in page.export_table()[1:]] == ["Botín", "Flat"]
    qtbot.mouseClick(page.only_gaps, Qt.MouseButton.LeftButton)
    assert [row[0] for row in page.export_table()[1:]] == ["Botín"]


def test_another_page_can_open_a_style_here(opened, shop):
    made = _filled(shop)
    page = opened()
    page.go(Place("sizes", key=made.products["Oxford"]))
    assert page.style_card.name.text() == "Oxford"
    assert page.groups.key() == "caballero"


def test_without_gaps_it_says_so_and_offers_nothing_to_add(opened, shop):
    _filled(shop, gaps=False)
    page = opened()
    assert page.header.summary.whole() == "Ningún modelo tiene huecos en sus tallas clave."
    assert not page.go_add.isEnabled()
    assert not page.missing_card.none.isHidden()


def test_without_sizes_it_says_how_to_get_them(opened, shop):
    page = opened()
    assert page.header.summary.whole() == "Ningún modelo se vende en varias tallas."
    assert not page.go_add.isEnabled()
    assert not page.go_print.isEnabled()


def test_folded_page_fits_and_opens_the_style_in_a_drawer(opened, shop, qtbot):
    _filled(shop)
    page = opened()
    page.fold(Fold.FOLDED)
    page.resize(1033, 520)
    assert page.minimumSizeHint().width() <= 1033
    qtbot.keyClick(page.map.table, Qt.Key.Key_Return)
    assert page.split._drawer.isVisible()


def test_printed_map_is_one_landscape_page(opened, shop, tmp_path):
    _filled(shop)
    page = opened()
    file = printing.write_pdf(page.paper().paint(), tmp_path / "map.pdf", letter=True, landscape=True)
    content = file.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 1


def test_map_is_drawn_within_a_tenth_of_a_second(opened, shop, qtbot):
    import time

    today = shop.today()
    made = SizedShop(shop)
    run = tuple(f"{22 + step / 2:g}" for step in range(12))
    for number in range(20):
        made.style(f"Modelo {number}", run=run).counted(f"Modelo {number}", dict.fromkeys(run, 3), on=today)
        made.sold(f"Modelo {number}", dict.fromkeys(run[3:8], 1), days=days_before(today, 40, every=10))
    page = opened()
    assert page.map.table.map.rowCount() == 15
    assert page.map.place.text() == "1–15 de 20"
    page.map.table.viewport().grab()
    began = time.process_time()
    page.map.table.viewport().grab()
    assert time.process_time() - began < 0.1
    qtbot.mouseClick(page.map.after, Qt.MouseButton.LeftButton)
    assert page.map.table.map.rowCount() == 5


@pytest.fixture
def hosted(opened, desk, qtbot):
    """Return a function that opens the page in a host that can show dialogs."""

    def show():
        page = opened()
        host = QWidget()
        qtbot.addWidget(host)
        host.resize(1366, 690)
        host.show()
        desk.set_host(host)
        return page, host

    return show


def test_run_is_split_on_screen_and_ordered(hosted, shop, desk, qtbot):
    made = _filled(shop)
    page, host = hosted()
    qtbot.mouseClick(page.style_card.run, Qt.MouseButton.LeftButton)
    sheet = host.findChild(RunSheet)
    sheet.pieces.setValue(16)
    assert [amount.text() for amount in sheet._amounts] == ["–", "16", "–", "–"]
    assert sheet.go.words() == "Agregar 16 pares a Resurtir"
    qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.undo.next_undo), timeout=10_000)
    assert sizes.waiting(shop) == {made.variants["Botín", "24"]: 16}
    assert desk.undo.next_undo == "16 pares de Botín agregados a Resurtir"


def test_pairs_in_another_place_are_moved_and_moved_back(opened, shop, desk, qtbot):
    made = _filled(shop, gaps=False)
    made.counted("Flat", {"23": 5, "24": 0, "25": 20, "26": 5}, on=shop.today(), place="Tienda 2")
    page = opened()
    model = page.transfer_card.table.rows
    assert not page.transfer_card.isHidden()
    assert model.row(0).name.startswith("Flat 24: ninguno en Tienda 2, 9 en Tienda")
    page.transfer_card.table.acted.emit(0, "move")
    qtbot.waitUntil(lambda: bool(desk.undo.next_undo), timeout=10_000)
    assert desk.undo.next_undo == "9 pares de Flat 24 pasaron a Tienda 2"
    desk.undo.undo()
    qtbot.waitUntil(lambda: not desk.undo.next_undo and desk.jobs.is_idle, timeout=10_000)


def test_size_guide_is_typed_kept_and_written(hosted, shop, desk, qtbot, tmp_path):
    _filled(shop)
    page, host = hosted()
    qtbot.mouseClick(page.style_card.guide, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: host.findChild(GuideSheet) is not None, timeout=10_000)
    sheet = host.findChild(GuideSheet)
    for column, text in enumerate(("24", "38", "7", "", "mucho")):
        sheet.rows.item(0, column).setText(text)
    qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert sheet.trouble.text().startswith("El largo del pie es un número")
    sheet.rows.item(0, 4).setText("24,5")
    sheet.write_to(tmp_path / "guia.png")
    qtbot.waitUntil(lambda: (tmp_path / "guia.png").exists() and desk.jobs.is_idle, timeout=20_000)
    assert sizes.guides(shop)[0].rows[0].foot_mm == 245


def test_who_asked_is_one_click_away(hosted, shop, desk, qtbot):
    made = _filled(shop)
    with shop.store.write() as session:
        person = Customer(name="Ana")
        session.add(person)
        session.flush()
        session.add(
            UnmetRequest(
                customer_id=person.id, variant_id=made.variants["Botín", "24"], asked_on=shop.today()
            )
        )
    page, host = hosted()
    assert page.style_card.asked.words() == "1 persona lo pidió"
    qtbot.mouseClick(page.style_card.asked, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: host.findChild(AskedSheet) is not None, timeout=10_000)
    assert host.findChild(AskedSheet).table.rows.row(0).name.startswith("Ana · talla 24 · ")
