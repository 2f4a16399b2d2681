"""Bringing files in, with real clicks, on real files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from window_scenes import UNKNOWN as UNKNOWN_COLUMN

from shopdesk.domain.money import Money
from shopdesk.services import importing
from shopdesk.ui.desk import Desk
from shopdesk.ui.importing.wizard import COLUMNS, DONE, FILE, QUESTIONS, REVIEW, ImportWizard
from shopdesk.ui.widgets import Combo

SALES = (
    "fecha,pedido,producto,color,talla,cantidad,precio\n"
    "2026-11-18,A1,Tenis Nube,Blanco,24,1,1190\n"
    "2026-11-19,A2,Tenis Nube,Blanco,25,2,1190\n"
    "2026-11-31,A3,Sandalia Playa,Miel,24,1,790\n"
)


@pytest.fixture
def host(qtbot: QtBot, open_desk: Desk) -> Iterator[QWidget]:
    """Return a window's place for the sheet."""
    made = QWidget()
    made.resize(1158, 690)
    qtbot.addWidget(made)
    made.show()
    open_desk.set_host(made)
    yield made
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20000)


def _open(desk: Desk, qtbot: QtBot, files: list[Path]) -> ImportWizard:
    wizard = ImportWizard(desk, files)
    desk.show_sheet(wizard)
    qtbot.waitUntil(lambda: all(chosen.is_read for chosen in wizard.files()), timeout=20000)
    return wizard


def _click(qtbot: QtBot, wizard: ImportWizard) -> None:
    assert wizard.go.isEnabled(), wizard.go.toolTip()
    qtbot.mouseClick(wizard.go, Qt.MouseButton.LeftButton)


def test_a_sheet_with_one_impossible_date_brings_the_rest_and_says_which_row(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    assert wizard.step() == FILE
    _click(qtbot, wizard)
    assert wizard.step() == REVIEW
    result = wizard.files()[0].preview.result
    assert (result.rows, result.accepted, result.rejected) == (3, 2, 1)
    assert wizard.go.text() == "Importar 2, saltar 1"
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == DONE, timeout=30000)
    assert [r.orders_new for r in wizard.results()] == [2]
    assert wizard.title.text() == "Listo: 2 ventas nuevas"
    assert file.read_text(encoding="utf-8") == SALES


def test_looking_at_the_review_keeps_nothing(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    _click(qtbot, wizard)
    wizard.close_sheet()
    assert importing.history(open_desk.shop) == []


def test_the_import_is_taken_back_from_the_last_step(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    _click(qtbot, wizard)
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == DONE, timeout=30000)
    with qtbot.waitSignal(wizard.closed, timeout=20000):
        qtbot.mouseClick(wizard.undo, Qt.MouseButton.LeftButton)
    past = importing.history(open_desk.shop)
    assert [one.undone_at is not None for one in past] == [True]
    assert open_desk.undo.next_undo == ""


def _imported(desk: Desk, qtbot: QtBot, file: Path) -> ImportWizard:
    wizard = _open(desk, qtbot, [file])
    _click(qtbot, wizard)
    if wizard.step() != REVIEW:
        qtbot.waitUntil(lambda: wizard.step() == REVIEW, timeout=20000)
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == DONE, timeout=30000)
    return wizard


def test_ctrl_z_right_after_an_import_takes_it_back_and_says_which_file(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    open_desk.messages.set_area(host)
    wizard = _imported(open_desk, qtbot, file)
    assert open_desk.undo.next_undo == "ventas.csv se importó"
    with qtbot.waitSignal(wizard.closed, timeout=20000), qtbot.waitSignal(open_desk.undo.undone) as told:
        open_desk.undo.undo()
    assert told.args[1] == "Importación deshecha: ventas.csv. Las cifras quedan como antes."
    assert [one.undone_at is not None for one in importing.history(open_desk.shop)] == [True]
    assert open_desk.undo.next_undo == ""


def test_what_a_later_import_changed_is_told_when_the_first_is_taken_back(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file, later = tmp_path / "ventas.csv", tmp_path / "despues.csv"
    file.write_text(SALES, encoding="utf-8")
    later.write_text(SALES.replace("24,1,1190", "24,1,990"), encoding="utf-8")
    _imported(open_desk, qtbot, file).close_sheet()
    importing.import_files(open_desk.shop, [later])
    with qtbot.waitSignal(open_desk.undo.undone, timeout=20000) as told:
        open_desk.undo.undo()
    # A1 costs 200 less in the later file; A2 stands in both.
    assert told.args[1].startswith("Importación deshecha: ventas.csv. ")
    assert "1 pedido" in told.args[1] or "2 pedidos" in told.args[1]


def test_an_import_taken_back_by_its_button_leaves_ctrl_z_nothing_to_fail_at(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    _imported(open_desk, qtbot, file).close_sheet()
    importing.undo(open_desk.shop, 1)
    with qtbot.waitSignal(open_desk.undo.undone, timeout=20000) as told:
        open_desk.undo.undo()
    assert told.args[1] == "Ya se había deshecho: nada cambió."
    assert open_desk.undo.next_undo == ""


def test_a_stock_file_without_a_day_asks_for_it_once(
    open_desk: Desk, host: QWidget, qtbot: QtBot, sample: Callable[[str], Path]
) -> None:
    files = [sample("shopify_orders_mxn.csv"), sample("shopify_inventory_two_locations.csv")]
    wizard = _open(open_desk, qtbot, files)
    _click(qtbot, wizard)
    assert wizard.step() == QUESTIONS
    assert not wizard.go.isEnabled()
    answer = wizard.findChild(QPushButton, "answer_this_day")
    qtbot.mouseClick(answer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.go.isEnabled(), timeout=20000)
    _click(qtbot, wizard)
    assert wizard.step() == REVIEW
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == DONE, timeout=60000)
    # samples/expected.json: 80 orders; the same file holds 133 rows.
    assert wizard.results()[0].orders_new == 80
    assert wizard.results()[0].rows == 133


def test_a_file_that_is_no_table_says_so_and_the_button_waits(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "carta.csv"
    file.write_text("Querida Lucía: gracias por todo.\n", encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    assert wizard.files()[0].error is not None
    assert not wizard.go.isEnabled()
    assert wizard.go.toolTip() == "Primero elige un archivo."
    assert wizard.go.text() == "Leer el archivo"
    wizard.close_sheet()


UNKNOWN = (
    "cuando,articulo vendido,nro,cuanto,a como\n"
    "18/11/2026,Tenis Nube blanco 24,A1,1,1190.00\n"
    "19/11/2026,Tenis Nube blanco 25,A2,2,1190.00\n"
)


def test_an_unknown_sheet_is_explained_once_and_read_silently_the_next_time(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "cuaderno.csv"
    file.write_text(UNKNOWN, encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    assert wizard.files()[0].is_unknown
    _click(qtbot, wizard)
    assert wizard.step() == COLUMNS
    wizard.columns.kind.set_key("sales")
    wizard.columns.asked.emit("sales")
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20000)
    for header, field in {
        "cuando": "date",
        "articulo vendido": "product",
        "nro": "order",
        "cuanto": "quantity",
        "a como": "unit_price",
    }.items():
        combo = wizard.columns._combos[header]
        combo.set_key(field)
        combo.chosen.emit(field)
    assert wizard.columns.lacks() == ()
    for field in ("unit_price", "quantity"):  # two columns that are one thing would lose one of them
        combo = wizard.columns._combos["cuanto"]
        combo.set_key(field)
        combo.chosen.emit(field)
        assert wizard.go.isEnabled() is (field == "quantity")
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == REVIEW, timeout=20000)
    assert wizard.files()[0].preview.result.accepted == 2
    wizard.close_sheet()
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20000)
    again = tmp_path / "cuaderno2.csv"
    again.write_text(UNKNOWN.replace("A1", "B1").replace("A2", "B2"), encoding="utf-8")
    second = _open(open_desk, qtbot, [again])
    assert not second.files()[0].is_unknown
    assert second.files()[0].preview.result.accepted == 2
    second.close_sheet()


def test_a_row_left_out_is_put_right_in_the_review_and_comes_in(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    _click(qtbot, wizard)
    assert wizard.go.text() == "Importar 2, saltar 1"
    qtbot.mouseClick(wizard.review.mend, Qt.MouseButton.LeftButton)
    assert [field.value() for field in wizard.review.editor.fields][:2] == ["2026-11-31", "A3"]
    wizard.review.editor.fields[0].line.setText("2026-11-30")
    use = wizard.review.editor.findChild(QPushButton, "use_row")
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.files()[0].preview.result.rejected == 0, timeout=20000)
    assert wizard.step() == REVIEW
    assert wizard.files()[0].preview.result.accepted == 3
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == DONE, timeout=30000)
    # 1,190 + 2 x 1,190 + 790
    assert wizard.results()[0].total.minor == 436000
    assert file.read_text(encoding="utf-8") == SALES
    assert any(note.code == "mended_row" and note.line == 4 for note in wizard.results()[0].problems)


def test_a_number_of_another_shop_is_asked_and_both_answers_work(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = tmp_path / "ventas.csv"
    head = "fecha,pedido,producto,talla,cantidad,precio,cliente,correo\n"
    mine.write_text(head + "2026-11-18,A1,Tenis Nube,24,1,1190,Ana,ana@example.com\n", encoding="utf-8")
    importing.import_files(open_desk.shop, [mine])
    theirs = tmp_path / "otra.csv"
    theirs.write_text(head + "2026-10-02,A1,Bolsa Mar,,1,800,Eva,eva@example.com\n", encoding="utf-8")
    wizard = _open(open_desk, qtbot, [theirs])
    _click(qtbot, wizard)
    assert wizard.step() == QUESTIONS
    assert not wizard.go.isEnabled()
    wizard.findChild(QPushButton, "same_shop").click()
    qtbot.waitUntil(lambda: wizard.go.isEnabled(), timeout=20000)
    assert wizard.files()[0].preview.result.orders_changed == 1
    wizard._answer(theirs, "same_shop", False)
    qtbot.waitUntil(lambda: wizard.files()[0].is_read and wizard.files()[0].asks, timeout=20000)
    name = wizard.findChild(QLineEdit, "answer_account")
    qtbot.keyClicks(name, "Tienda Mar")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.go.isEnabled(), timeout=20000)
    assert wizard.files()[0].preview.result.orders_new == 1
    wizard.close_sheet()


def test_a_month_that_changed_is_said_before_it_is_imported(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    rows = "2026-10-18,A1,Tenis Nube,24,1,1190,{}\n2026-10-19,A2,Tenis Nube,25,2,1190,{}\n"
    head = "fecha,pedido,producto,talla,cantidad,precio,estado\n"
    file.write_text(head + rows.format("pendiente", "pagado"), encoding="utf-8")
    importing.import_files(open_desk.shop, [file])
    file.write_text(head + rows.format("pagado", "cancelado"), encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    _click(qtbot, wizard)
    assert wizard.step() == REVIEW
    assert "Octubre 2026: cambian 2 ventas · 1 cancelada · 1 ya pagada" in wizard.review.check.text()
    wizard.close_sheet()


def test_how_a_file_is_read_is_changed_in_the_review_and_remembered(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    head = "fecha,pedido,producto,talla,cantidad,precio\n"
    file.write_text(head + "2026-11-18,A1,Tenis Nube,24,1,1190\n", encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    _click(qtbot, wizard)
    wizard.review.reading.click()
    assert wizard.step() == QUESTIONS
    for option, value in (("taxes", "included"), ("currency", "EUR")):
        combo = wizard.findChild(Combo, f"read_{option}")
        combo.set_key(value)
        combo.chosen.emit(value)
        qtbot.waitUntil(lambda: wizard.files()[0].is_read, timeout=20000)
    _click(qtbot, wizard)
    assert wizard.files()[0].preview.result.total == Money(119000, "EUR")
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == DONE, timeout=60000)
    again = tmp_path / "diciembre.csv"
    again.write_text(head + "2026-11-19,A2,Tenis Nube,24,1,1190\n", encoding="utf-8")
    result = importing.import_files(open_desk.shop, [again])[0]
    assert result.total == Money(119000, "EUR")
    with open_desk.shop.store.read() as session:
        told = session.connection().execute(text("SELECT DISTINCT taxes_included FROM sale_order")).all()
    assert [row[0] for row in told] == [1]


def test_a_price_list_that_says_how_many_there_are_is_taken_as_stock_too(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "existencias.csv"
    file.write_text(
        "Clave;Modelo;Talla;Existencia;Costo;Precio de venta;Proveedor\n"
        "BO-24;Botín Lupita;24;3;410;899;Curtidos Guerrero\n"
        "BO-25;Botín Lupita;25;0;410;899;Curtidos Guerrero\n",
        encoding="utf-8",
    )
    wizard = _open(open_desk, qtbot, [file])
    _click(qtbot, wizard)
    assert wizard.review.both.box.isChecked()
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == DONE, timeout=20000)
    assert [result.kind for result in wizard.results()] == ["products", "stock"]
    with open_desk.shop.store.read() as session:
        rows = session.connection().execute(text("SELECT on_hand FROM stock_snapshot ORDER BY on_hand"))
        assert [row[0] for row in rows] == [0, 3]


def test_columns_that_were_not_used_can_be_named_from_the_review(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        "Order,Date,Item,Finish,Qty,Price\nA1,2026-11-18,Luna Ring,Gold,1,48.00\n", encoding="utf-8"
    )
    wizard = _open(open_desk, qtbot, [file])
    _click(qtbot, wizard)
    qtbot.mouseClick(wizard.review.columns, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.step() == COLUMNS, timeout=20000)
    assert wizard.columns.chosen()["Finish"] == ""
    combo = wizard.columns.findChild(Combo, "column_4")
    combo.set_key("color")
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == REVIEW, timeout=20000)
    (chosen,) = wizard.files()
    assert chosen.preview is not None
    assert chosen.preview.records[0]["color"] == "Gold"


def test_a_column_nobody_knows_asks_and_one_button_leaves_it_out(
    open_desk: Desk, host: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "cuaderno.csv"
    file.write_text(UNKNOWN_COLUMN, encoding="utf-8")
    wizard = _open(open_desk, qtbot, [file])
    _click(qtbot, wizard)
    assert wizard.step() == COLUMNS
    assert wizard.columns.unsaid() == ["Ubicacion"]
    assert wizard.columns.chosen()["Ubicacion"] == ""
    assert wizard.go.isEnabled()  # nothing that is needed is missing
    assert wizard.columns.leave.isVisible()
    assert "Ubicacion" in wizard.columns.leave.words()
    qtbot.mouseClick(wizard.columns.leave, Qt.MouseButton.LeftButton)
    assert wizard.columns.unsaid() == []
    assert not wizard.columns.leave.isVisible()
    _click(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.step() == REVIEW, timeout=20000)
    assert not wizard.columns.leave.isVisible()
