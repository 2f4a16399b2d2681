"""Every sheet as one meets it without a mouse, or without a screen."""

from __future__ import annotations

import pytest
import walked
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from test_reached import Strays, show, window  # noqa: F401 - the window is a fixture

from shopdesk.ui.widgets import RowTable
from shopdesk.ui.window import Window

PRESSED = [
    ("reorder", "lines", "copy_whatsapp"),
    ("reorder", "lines", "print_lists"),
    ("reorder", "lines", "change_lead_lines"),
    ("reorder", "lines", "whole_sum_lines"),
    ("reorder", "lines", "method_reorder_lines"),
    ("reorder", "orders", "goods_arrived"),
    ("reorder", "suppliers", "new_supplier"),
    ("sizes", "", "buy_run"),
    ("sizes", "", "open_guide"),
    ("sizes", "", "who_asked_link"),
    ("inbox", "topics", "open_faq"),
    ("inbox", "saved", "new_saved"),
    ("mail", "flows", "vacation"),
    ("mail", "flows", "edit_flow_text"),
    ("customers", "back", "acquisition"),
    ("customers", "why", "new_note"),
    ("sales", "sales", "register_by_hand"),
    ("settings", "", "add_policy"),
    ("settings", "", "seal_backup"),
    ("settings", "", "choose_pin"),
    ("settings", "", "privacy_notice"),
    ("settings", "", "delete_all"),
]
OFFERED = [
    ("reorder", "lines", "reorder_lines", "Editar tallas…"),
    ("reorder", "lines", "reorder_lines", "Quién lo vende…"),
    ("reorder", "lines", "reorder_lines", "Compra de temporada…"),
    ("reorder", "lines", "reorder_lines", "Fechas que vienen…"),
    ("reorder", "lines", "reorder_lines", "Gastar hasta…"),
    ("inbox", "waiting", "messages", "Apuntar contacto…"),
    ("sales", "products", "product_rows", "Abrir"),
]


def _wrong(window: Window, how: str) -> list[str]:  # noqa: F811
    found = []
    opened = walked.sheets(window)
    if not opened:
        return [f"{how}: nothing opened"]
    for sheet in opened:
        inside = sheet.isAncestorOf(QApplication.focusWidget() or window)
        seen = walked.walk(sheet.card)
        found += [
            *([] if inside else ["the focus stayed outside"]),
            *(f"not reached: {one}" for one in walked.unreached(sheet.card, seen)),
            *(f"against the eye: {one}" for one in walked.out_of_order(sheet.card, seen)),
            *walked.unsaid(sheet.card),
            *walked.unsaid_cells(sheet.card),
            *walked.same_names(sheet.card),
        ]
    return [f"{how}: {one}" for one in found]


def _close(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    for sheet in walked.sheets(window):
        sheet.finish()
    qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=60_000)


@pytest.mark.slow
def test_every_sheet_is_walked_by_tab_and_names_what_it_holds(
    window: Window,  # noqa: F811
    qtbot: QtBot,
) -> None:
    strays = Strays()
    QApplication.instance().installEventFilter(strays)
    wrong: list[str] = []
    for room, tab, name in PRESSED:
        page = show(qtbot, window, room, tab)
        button = next(b for b in page.findChildren(QAbstractButton, name) if b.isVisible())
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=60_000)
        wrong += _wrong(window, f"{room} {name}")
        _close(qtbot, window)
    for room, tab, name, words in OFFERED:
        table = show(qtbot, window, room, tab).findChild(RowTable, name)
        table.go_to_first()
        menu = table.context_menu()
        next(action for action in menu.actions() if action.text() == words).trigger()
        qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=60_000)
        wrong += _wrong(window, f"{room} {name} {words}")
        _close(qtbot, window)
    QApplication.instance().removeEventFilter(strays)
    assert not wrong, "\n".join(wrong)
    assert not strays.found
