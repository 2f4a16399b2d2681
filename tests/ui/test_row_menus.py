"""What the menu of a row offers: all that a click in it or a key does, and the way to what it speaks of."""

from __future__ import annotations

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from shopdesk.ui import leading
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.widgets import Cell, Column, Kind, Row, RowTable


def _row(name: str) -> Row:
    cells = (Cell(), Cell(name), Cell(value=3), Cell(links=(("undo", "Deshacer"),)))
    return Row(name, cells, name=name, can_tick=name != "no")


def _table(qtbot: QtBot) -> RowTable:
    columns = [
        Column("tick", "", Kind.TICK),
        Column("name", "Nombre", stretch=True),
        Column("order", "Pedir", Kind.SPIN),
        Column("act", "", Kind.LINK),
    ]
    table = RowTable(columns, _row, name="rows", words="Renglones")
    qtbot.addWidget(table)
    table.show_items(["si", "no"])
    table.go_to_first()
    return table


def _words(table: RowTable) -> list[str]:
    return [action.text() for action in table.context_menu().actions() if action.text()]


def _press(table: RowTable, words: str) -> None:
    menu = table.context_menu()  # kept: its actions go with it
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_the_menu_does_what_the_row_does(qtbot: QtBot) -> None:
    table = _table(qtbot)
    acted = []
    table.acted.connect(lambda key, action: acted.append((key, action)))
    assert _words(table)[:3] == ["Deshacer", "Elegir", "Cambiar la cantidad"]
    _press(table, "Deshacer")
    _press(table, "Elegir")
    assert acted == [("si", "undo")]
    assert table.ticked() == {"si"}
    assert "Dejar fuera" in _words(table)


def test_what_cannot_be_chosen_is_not_offered(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.go_to("no")
    assert "Elegir" not in _words(table)


def test_open_is_offered_only_where_enter_leads_somewhere(qtbot: QtBot) -> None:
    table = _table(qtbot)
    assert "Abrir" not in _words(table)
    opened = []
    table.opened.connect(opened.append)
    _press(table, "Abrir")
    assert opened == ["si"]


def test_a_page_adds_its_own_before_and_after(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.opened.connect(print)
    table.menu = lambda _key: [QAction("Editar tallas…", table)]
    table.more = lambda _key: [QAction("Ver sus tallas", table)]
    words = _words(table)
    assert words[0] == "Editar tallas…"
    assert words.index("Ver sus tallas") > words.index("Deshacer")
    assert "Abrir" not in words  # the page's own menu says it


def test_a_row_leads_to_the_product_and_to_the_customer_it_speaks_of(desk: Desk, qtbot: QtBot) -> None:
    went = []
    desk.navigator.went.connect(went.append)
    for action in (*leading.to_product(desk, 7), *leading.to_customer(desk, 9)):
        action.trigger()
    assert went == [
        Place("reorder", "all", 7),
        Place("sizes", "", 7),
        Place("sales", "products", 7),
        Place("customers", "", 9),
    ]
    assert leading.to_customer(desk, None) == []
