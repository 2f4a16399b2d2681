"""What is done by a control of the window and taken back leaves the shop as it was, to the last row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import inspect, text
from test_reached import show, window  # noqa: F401 - the window is a fixture

from shopdesk.services.context import Shop
from shopdesk.ui.rooms.reorder.preview import PlacedSheet
from shopdesk.ui.widgets import RowTable
from shopdesk.ui.window import Window

pytestmark = pytest.mark.slow

Deed = Callable[[QtBot, Window], None]
PASSING = {"sqlite_sequence", "alembic_version"}


def _rows(shop: Shop) -> dict[str, list[tuple[str, ...]]]:
    """Return every row of every table that holds what the owner knows, as words."""
    with shop.store.read() as session:
        names = inspect(session.connection()).get_table_names()
        kept = [name for name in names if name not in PASSING and "_fts" not in name]
        return {
            name: sorted(
                tuple(map(str, row)) for row in session.connection().execute(text(f'SELECT * FROM "{name}"'))
            )
            for name in kept
        }


def _press(qtbot: QtBot, root: QWidget, name: str) -> None:
    button = next(one for one in root.findChildren(QAbstractButton, name) if one.isVisible())
    assert button.isEnabled(), button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _idle(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    for _turn in range(3):
        qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=60_000)
        qtbot.wait(60)


def _offer(window: Window, table: str, words: str) -> None:  # noqa: F811
    found = window.page().findChild(RowTable, table)
    found.go_to_first()
    menu = found.context_menu()
    next(action for action in menu.actions() if action.text() == words).trigger()


def _number(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    table = window.page().findChild(RowTable, "reorder_lines")
    table.go_to_first()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_E)
    editor = next(one for one in table.viewport().findChildren(QSpinBox) if one.isVisible())
    editor.setValue(editor.value() + 7)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def _ordered(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    _press(qtbot, window, "copy_whatsapp")
    _idle(qtbot, window)
    sheet = window.findChild(PlacedSheet)
    _press(qtbot, sheet, "yes_placed")


def _arrived(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    _press(qtbot, window, "all_came")


def _sizes(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    _press(qtbot, window, "add_sizes")


def _answered(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    _press(qtbot, window, "answered")


def _tomorrow(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    _offer(window, "messages", "Recordarme mañana")


def _closed(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    _offer(window, "messages", "Cerrar sin responder")


def _skipped(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    _press(qtbot, window, "skip_person")


def _flow(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    _offer(window, "mail_flows", "Apagar")


def _letters(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    spin = window.page().findChild(QSpinBox, "setting_mail_per_day")
    spin.setValue(spin.value() + 1)


def _named(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    line = window.page().findChild(QLineEdit, "setting_shop_name")
    line.setText("Otro nombre")
    qtbot.keyClick(line, Qt.Key.Key_Return)


def _lead(qtbot: QtBot, window: Window) -> None:  # noqa: F811
    spin = window.page().findChild(QSpinBox, "lead_1")
    spin.setValue(spin.value() + 3)


DEEDS: list[tuple[str, str, Deed]] = [
    ("reorder", "lines", _number),
    ("reorder", "lines", _ordered),
    ("reorder", "orders", _arrived),
    ("sizes", "", _sizes),
    ("inbox", "waiting", _answered),
    ("inbox", "waiting", _tomorrow),
    ("inbox", "waiting", _closed),
    ("mail", "due", _skipped),
    ("mail", "flows", _flow),
    ("settings", "", _letters),
    ("settings", "", _named),
    ("settings", "", _lead),
]
WRITTEN_OUT = {"flow.thanks": "true", "mail.per_day": "500"}
"""What nobody had chosen stands written after an undo, with the value it had: the usual one."""


@pytest.mark.parametrize(("room", "tab", "deed"), DEEDS)
def test_one_undo_leaves_the_shop_as_it_was(
    window: Window,  # noqa: F811
    qtbot: QtBot,
    room: str,
    tab: str,
    deed: Deed,
) -> None:
    for way in ("toast", "key"):
        show(qtbot, window, room, tab)  # first: a message opened is answered in draft
        _idle(qtbot, window)
        before = _rows(window.desk.shop)
        deed(qtbot, window)
        qtbot.waitUntil(lambda: bool(window.desk.undo.next_undo), timeout=60_000)
        _idle(qtbot, window)
        done = _rows(window.desk.shop)
        assert done != before
        if way == "toast":
            toast = window.desk.messages.current()
            qtbot.mouseClick(toast.findChild(QPushButton, "toast_action"), Qt.MouseButton.LeftButton)
        else:
            window.menus.undo.trigger()
        qtbot.waitUntil(lambda: not window.desk.undo.next_undo, timeout=60_000)
        _idle(qtbot, window)
        after = _rows(window.desk.shop)
        usual = {key for key in WRITTEN_OUT.items() if key[0] not in {row[0] for row in before["setting"]}}
        after["setting"] = [row for row in after["setting"] if row[:2] not in usual]
        # The next message comes forward and is answered in draft: that is not what was done.
        drafted = {row[1] for row in before["reply"]}
        after["reply"] = [row for row in after["reply"] if row[1] in drafted]
        changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
        told = [
            f"{way} {name}: - {sorted(set(old) - set(new))[:2]} + {sorted(set(new) - set(old))[:2]}"
            for name, (old, new) in changed.items()
        ]
        assert not told, "\n".join(told)
