"""The table of the house, used as the owner would: keys, mouse, ticks, numbers, links."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from shopdesk.ui.widgets import Cell, Column, Group, Kind, Row, RowTable
from shopdesk.ui.widgets.rowtable import delegate


@dataclass(frozen=True)
class Thing:
    name: str
    pieces: int


THINGS = [Thing("Tenis Nube blanco", 24), Thing("Flat Condesa", 16), Thing("Botín Oaxaca", 14)]


def _row(thing: Thing) -> Row:
    cells = (
        Cell(),
        Cell(thing.name, "NUB-BCO"),
        Cell(value=thing.pieces),
        Cell(links=(("undo", "Deshacer"),)),
    )
    return Row(thing.name, cells, f"{thing.name}, pide {thing.pieces}", can_tick=thing.name != "Botín Oaxaca")


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    columns = [
        Column("tick", "", Kind.TICK, 40),
        Column("name", "Producto", stretch=True, order=lambda t: t.name),
        Column("pieces", "Pedir", Kind.SPIN, 90, order=lambda t: t.pieces),
        Column("act", "", Kind.LINK, 110),
    ]
    made = RowTable(columns, _row, name="things", words="Cosas")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show_items(
        [Group("g1", "Calzado León", "2", "print", "Imprimir"), *THINGS[:2], Group("g2", "Otro"), THINGS[2]]
    )
    made.show()
    made.setFocus()
    return made


def test_arrows_and_letters_move_over_group_rows(table: RowTable, qtbot: QtBot) -> None:
    table.go_to_first()
    assert table.current_key() == "Tenis Nube blanco"
    qtbot.keyClick(table, Qt.Key.Key_J)
    qtbot.keyClick(table, Qt.Key.Key_J)
    assert table.current_key() == "Botín Oaxaca"
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.current_key() == "Flat Condesa"
    qtbot.keyClick(table, Qt.Key.Key_K)
    assert table.current_key() == "Tenis Nube blanco"


def test_space_ticks_and_a_row_that_cannot_stays_out(table: RowTable, qtbot: QtBot) -> None:
    table.go_to("Flat Condesa")
    with qtbot.waitSignal(table.ticks_changed):
        qtbot.keyClick(table, Qt.Key.Key_Space)
    table.go_to("Botín Oaxaca")
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.ticked() == {"Flat Condesa"}


def test_a_click_on_the_box_ticks_and_on_the_link_acts(table: RowTable, qtbot: QtBot) -> None:
    row = table.rows.row_of("Flat Condesa")
    box = table.visualRect(table.rows.index(row, 0))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center() - QPoint(4, 0))
    assert table.ticked() == {"Flat Condesa"}
    place = table.visualRect(table.rows.index(row, 3))
    with qtbot.waitSignal(table.acted) as heard:
        qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.right() - 20, place.center().y())
        )
    assert heard.args == ["Flat Condesa", "undo"]


def test_the_groups_own_action_carries_its_key(table: RowTable, qtbot: QtBot) -> None:
    place = table.visualRect(table.rows.index(0, 0))
    with qtbot.waitSignal(table.acted) as heard:
        qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.right() - 20, place.center().y())
        )
    assert heard.args == ["g1", "print"]


def test_the_enter_that_settles_a_number_does_not_open_the_row_as_well(table: RowTable, qtbot: QtBot) -> None:
    opened: list[object] = []
    table.opened.connect(opened.append)
    table.go_to_first()
    table.edit_current()
    editor = table.findChild(QSpinBox, "cell_editor")
    editor.setValue(18)
    with qtbot.waitSignal(table.edited):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert opened == []


def test_e_edits_the_number_and_enter_settles_it(table: RowTable, qtbot: QtBot) -> None:
    table.go_to("Flat Condesa")
    qtbot.keyClick(table, Qt.Key.Key_E)
    editor = table.findChild(QSpinBox, "cell_editor")
    editor.setValue(18)
    with qtbot.waitSignal(table.edited) as heard:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert heard.args == ["Flat Condesa", 18]


def test_the_arrows_of_the_painted_field_change_by_one(table: RowTable, qtbot: QtBot) -> None:
    row = table.rows.row_of("Flat Condesa")
    from PySide6.QtCore import QRectF

    field = delegate.spin_area(QRectF(table.visualRect(table.rows.index(row, 2))))
    up = QPoint(round(field.right()) - 10, round(field.center().y()) - 6)
    with qtbot.waitSignal(table.edited) as heard:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=up)
    assert heard.args == ["Flat Condesa", 17]


def test_sorting_stays_inside_each_group_and_keeps_the_current_row(table: RowTable) -> None:
    table.go_to("Tenis Nube blanco")
    table.horizontalHeader().sectionClicked.emit(1)
    assert table.rows.keys() == ["Flat Condesa", "Tenis Nube blanco", "Botín Oaxaca"]
    assert table.current_key() == "Tenis Nube blanco"
    table.horizontalHeader().sectionClicked.emit(1)
    assert table.rows.keys() == ["Tenis Nube blanco", "Flat Condesa", "Botín Oaxaca"]


def test_copying_gives_the_selected_rows_as_a_table(table: RowTable, qtbot: QtBot) -> None:
    table.go_to("Tenis Nube blanco")
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Producto\tPedir\nTenis Nube blanco\t24\nFlat Condesa\t16"


def test_the_screen_reader_hears_the_whole_row(table: RowTable) -> None:
    row = table.rows.row_of("Flat Condesa")
    said = table.rows.data(table.rows.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Flat Condesa, pide 16"


def test_only_rows_on_screen_are_put_into_words(qtbot: QtBot) -> None:
    said: list[int] = []

    def present(number: int) -> Row:
        said.append(number)
        return Row(number, (Cell(str(number)),))

    table = RowTable([Column("n", "N", stretch=True)], present, name="many", words="Muchos")
    qtbot.addWidget(table)
    table.resize(400, 400)
    table.show_items(range(50_000))
    table.show()
    qtbot.waitExposed(table)
    table.grab()
    assert 0 < len(said) < 200


def test_a_right_click_offers_to_copy_the_rows_and_the_whole_table(table: RowTable) -> None:
    table.go_to_first()
    offered = {action.text(): action for action in table.context_menu().actions()}
    offered["Copiar"].trigger()
    assert QGuiApplication.clipboard().text().splitlines() == ["Producto\tPedir", "Tenis Nube blanco\t24"]
    offered["Copiar toda la tabla"].trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + len(THINGS)


def test_a_number_longer_than_its_column_is_never_cut_short(qtbot: QtBot) -> None:
    columns = [Column("name", "Cliente", stretch=True), Column("spent", "Gastado", Kind.NUMBER, 60)]
    made = RowTable(
        columns, lambda t: Row(t.name, (Cell(t.name), Cell(f"US${t.pieces:,}.55"))), name="x", words="x"
    )
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_items([Thing("Adrienne", 1), Thing("Amanda", 346_290)])
    made.show()
    long = delegate.number_width(Cell("US$346,290.55"))
    assert long > 60
    qtbot.waitUntil(lambda: made.columnWidth(1) >= long, timeout=5_000)
    # The column that stretches gives the room: nothing is pushed off the table.
    assert made.columnWidth(0) + made.columnWidth(1) == made.viewport().width()
