"""Mensajes as the owner uses it: paste, set the topics right, edit, copy, mark answered, and take it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from shopdesk.services import importing, policies, stock
from shopdesk.services.inbox import arriving, saved, views
from shopdesk.store import inbox as store
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.inbox import tags_sheet
from shopdesk.ui.rooms.inbox.page import Page
from shopdesk.ui.rooms.inbox.tags_sheet import TagsSheet
from shopdesk.ui.widgets import Fold
from shopdesk.ui.widgets.buttons import Chip

STOCK = """as_of,sku,product,color,size,on_hand
2026-11-21,BS-24,Botín Sierra,Café,24,0
2026-11-21,BS-245,Botín Sierra,Café,24.5,2
2026-11-21,TN-25,Tenis Nube,Negro,25,5
"""
ASKED = "Hola, ¿tienes el botín sierra café en 24.5? ¿y hacen cambios?"


@pytest.fixture
def shelf(shop, tmp_path):
    file = tmp_path / "stock.csv"
    file.write_text(STOCK, encoding="utf-8")
    list(importing.import_files(shop, [file], importing.ImportOptions(kind="stock")))
    policies.put(shop, "cambios", "Aceptamos cambios durante 30 días, sin uso.")
    return shop


@pytest.fixture
def page(qtbot, shelf):
    theme.current().start()
    desk = Desk()
    desk.set_shop(shelf)
    found = Page(desk)
    qtbot.addWidget(found)
    found.resize(1158, 690)
    found.show()
    found.refresh()
    settled(qtbot, found)
    yield found
    desk.jobs.close()


def settled(qtbot, page):
    """Wait until nothing is being read or written, and what changed is on screen."""
    qtbot.waitUntil(lambda: page.desk.jobs.is_idle, timeout=20_000)
    page.reload()
    qtbot.waitUntil(lambda: page.desk.jobs.is_idle, timeout=20_000)


def pasted(qtbot, page, text=ASKED):
    QGuiApplication.clipboard().setText(text)
    page.paste()
    settled(qtbot, page)


def test_paste_set_topics_edit_copy_and_answered(qtbot, page, shelf):
    qtbot.mouseClick(page.go_paste, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    pasted(qtbot, page)
    (message,) = views.waiting(shelf)
    assert "stock" in message.applied
    assert "Sí tenemos Botín Sierra café en talla 24.5: hoy hay 2." in page.reply.text()
    assert "«Aceptamos cambios durante 30 días, sin uso.»" in page.reply.text()
    assert page.reply.copy.text() == "Copiar respuesta"

    page.reply.editor.setFocus()
    page.reply.editor.selectAll()
    qtbot.keyClicks(page.reply.editor, "Si, te llega el viernes. Te ayudo con algo mas?")
    qtbot.waitUntil(lambda: page.reply.copy.text() == "Copiar de todos modos", timeout=10_000)
    page.answers.reply.other.click()
    settled(qtbot, page)
    assert page.reply.copy.text() == "Copiar respuesta"

    qtbot.mouseClick(page.reply.copy, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert "24.5" in QGuiApplication.clipboard().text()
    page.answers.reply.answered.click()
    settled(qtbot, page)
    assert views.waiting(shelf) == []
    page.desk.undo.undo()
    settled(qtbot, page)
    assert [one.id for one in views.waiting(shelf)] == [message.id]


def test_copying_anyway_keeps_what_the_owner_stands_for_with_its_time(qtbot, page, shelf):
    pasted(qtbot, page)
    (message,) = views.waiting(shelf)
    page.reply.editor.setPlainText("Te llega el viernes. ¿Te ayudo con algo más?")
    qtbot.waitUntil(lambda: page.reply.copy.text() == "Copiar de todos modos", timeout=10_000)
    qtbot.mouseClick(page.reply.copy, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert QGuiApplication.clipboard().text() == "Te llega el viernes. ¿Te ayudo con algo más?"
    with shelf.store.read() as session:
        kept = next(one for one in store.replies(session, message.id) if one.copied_at)
        confirmed, checks = list(kept.confirmed), list(kept.checks)
    assert [row["claim"].casefold() for row in confirmed] == ["te llega el", "viernes"]
    assert all(row["at"] for row in confirmed)
    assert all(row["passed"] for row in checks)


def test_a_topic_is_one_click_from_right_and_remembered(qtbot, page, shelf):
    pasted(qtbot, page, "los quiero pero no sé")
    guesses = page.reply.findChildren(Chip)
    shown = [chip for chip in guesses if chip.property("tag")]
    assert shown, "below the threshold a topic is offered"
    tag = str(shown[0].property("tag"))
    shown[0].click()
    settled(qtbot, page)
    assert tag in views.waiting(shelf)[0].applied
    again = arriving.add(shelf, "los quiero pero no se!!", name="Otra").new[0]
    assert tag in views.one(shelf, again).applied


def test_stock_that_changed_is_shown_old_and_new_and_not_copied(qtbot, page, shelf):
    pasted(qtbot, page)
    stock.count(shelf, [stock.Count("BS-245", 0)])
    QGuiApplication.clipboard().setText("antes")
    reply = page.reply.text()
    page.reply.copy_wanted.emit()
    qtbot.waitUntil(lambda: page.desk.jobs.is_idle, timeout=20_000)
    assert QGuiApplication.clipboard().text() == "antes"
    assert "2" in reply
    banner = page.banner_place.itemAt(0).widget()
    assert banner.accessibleName().endswith("Botín Sierra café, 24.5: Hay 2 pares → No hay")
    assert page.reply.copy.text() == "Copiar de todos modos"
    banner.button.click()
    settled(qtbot, page)
    assert "no tenemos Botín Sierra café en talla 24.5" in page.reply.text()
    qtbot.mouseClick(page.reply.copy, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert "no tenemos" in QGuiApplication.clipboard().text()


def test_the_same_words_again_open_the_old_message(qtbot, page, shelf):
    pasted(qtbot, page)
    pasted(qtbot, page)
    assert len(views.waiting(shelf)) == 1


def test_a_pasted_chat_is_kept_as_one_and_split_on_a_click(qtbot, page, shelf):
    QGuiApplication.clipboard().setText("Ana: tienes el nube en 25?\nLuz: cuánto cuesta el envío?")
    page.paste()
    qtbot.waitUntil(lambda: page.desk.jobs.is_idle, timeout=20_000)
    assert len(views.waiting(shelf)) == 1
    page.banner_place.itemAt(0).widget().button.click()
    settled(qtbot, page)
    assert {one.author for one in views.waiting(shelf)} == {"Ana", "Luz"}


@pytest.mark.parametrize("tab", ["waiting", "all", "topics", "promisable", "word", "saved"])
@pytest.mark.parametrize("fold", [Fold.WIDE, Fold.FOLDED])
def test_every_tab_shows_itself_wide_and_folded(qtbot, page, tab, fold):
    pasted(qtbot, page)
    page.fold(fold)
    page.go(Place("inbox", tab=tab))
    settled(qtbot, page)
    assert page.tab() == tab
    assert page.stack.currentWidget() is page.content
    assert page.header.summary.whole()


def test_a_saved_reply_asks_for_what_it_leaves_open(qtbot, page, shelf):
    saved.keep(shelf, None, topic="stock", title="Te aviso", text="Hola, {nombre}. Te aviso el {día}.")
    pasted(qtbot, page)
    page.go(Place("inbox", tab="saved"))
    settled(qtbot, page)
    assert page.saved.table.current_item().title == "Te aviso"
    assert page.saved.table.current_item().prompts == ("día",)


def test_many_are_marked_at_once_and_come_back(qtbot, page, shelf):
    for name in ("Ana", "Luz", "Mar"):
        arriving.add(shelf, "cuánto cuesta el envío?", name=name)
    settled(qtbot, page)
    page.list.table.selectAll()
    actions = {action.text(): action for action in page.list.table.menu(None)}
    actions["Ya respondí"].trigger()
    settled(qtbot, page)
    assert views.waiting(shelf) == []
    page.desk.undo.undo()
    settled(qtbot, page)
    assert len(views.waiting(shelf)) == 3


def test_words_a_correction_suggests_are_approved_on_a_click(qtbot, page, shelf):
    views.define_tag(shelf, "Regalo", ["para regalo"])
    first = arriving.add(shelf, "viene con moño grande?", name="Ana").new[0]
    other = arriving.add(shelf, "lleva moño grande rojo", name="Luz").new[0]
    views.retag(shelf, first, ["regalo"])
    sheet = TagsSheet(page.desk, tags_sheet.read(shelf))
    qtbot.addWidget(sheet)
    sheet.findChild(QPushButton, "approve_0").click()
    qtbot.waitUntil(lambda: page.desk.jobs.is_idle, timeout=20_000)
    assert "regalo" in views.one(shelf, other).applied
    qtbot.waitUntil(lambda: sheet.findChild(QPushButton, "approve_0") is None, timeout=20_000)


def test_what_is_pasted_is_opened_though_others_wait(qtbot, page):
    pasted(qtbot, page, "hola, a que hora abren?")
    pasted(qtbot, page)
    assert "Sí tenemos Botín Sierra café en talla 24.5: hoy hay 2." in page.reply.text()
    pasted(qtbot, page, "hola, a que hora abren?")
    assert page.answers.list.table.current_key() == page.answers._message.id
    assert "Sí tenemos" not in page.reply.text(), "known already: opened, not doubled"
