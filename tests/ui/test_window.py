"""The window as an owner uses it: keys, pages, folds, sheets, dropping files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import importing
from shopdesk.services.context import Shop
from shopdesk.services.morning import Glance, Task, TaskKind, Today
from shopdesk.ui import shortcuts, single, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.importing.wizard import ImportWizard
from shopdesk.ui.methods import MethodLink, MethodsSheet
from shopdesk.ui.navigator import Place
from shopdesk.ui.palette import Palette
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.shortcuts import ShortcutsSheet
from shopdesk.ui.widgets import Banner, Button, Fold, Sheet, Text
from shopdesk.ui.window import Window

MORNING = date(2026, 11, 21)
WAITING = Today(
    MORNING,
    tasks=(
        Task(
            TaskKind.LETTERS,
            12,
            {
                "first": "2026-11-14",
                "last": "2026-11-20",
                "by_flow": {"thanks": 12},
                "let_be": {"unsubscribed": 2},
            },
        ),
        Task(TaskKind.REORDER, 7, {"suppliers": 3, "this_week": 1}),
    ),
    last_sale=date(2026, 11, 20),
)


def _window(desk: Desk, qtbot: QtBot, *, today: Today | None = WAITING) -> Window:
    glance = Glance(shop_name="Calzado Nube", owner="Lucía", has_sales=today is not None, today=today)
    page = TodayPage(desk, glance, MORNING)
    window = Window(desk, page)
    window.show_counts(today, "Calzado Nube")
    qtbot.addWidget(window)
    window.resize(1366, 720)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def window(open_desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    """Return a window on an empty shop whose Hoy was kept from the last time."""
    made = _window(open_desk, qtbot)
    yield made
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20000)


def _press(window: Window, keys: str) -> None:
    """Trigger the menu action a key belongs to, as Qt does when the window has the focus."""
    _action(window, keys).trigger()


def _action(window: Window, keys: str) -> QAction:
    for action in window.findChildren(QAction):
        if any(shortcut.toString() == keys for shortcut in action.shortcuts()):
            return action
    raise AssertionError(f"no action on {keys}")


def test_the_kept_morning_shows_without_an_open_shop(desk: Desk, qtbot: QtBot) -> None:
    window = _window(desk, qtbot)
    said = [label.text() for label in window.page().findChildren(Text) if label.isVisible()]
    assert "Buenos días, Lucía" in said
    assert "12 clientes esperan tu gracias de esta semana" in said
    assert window.sidebar.counts() == {"reorder": 7, "mail": 12}


def test_only_the_first_task_holds_the_primary_button(desk: Desk, qtbot: QtBot) -> None:
    window = _window(desk, qtbot)
    page = window.page()
    assert page is not None
    primary = [b for b in page.findChildren(Button) if b.isVisible() and b.property("kind") == "primary"]
    assert [b.text() for b in primary] == ["Revisar y enviar"]


def test_another_page_waits_until_the_shop_is_open(desk: Desk, shop: Shop, qtbot: QtBot) -> None:
    window = _window(desk, qtbot)
    window.go("sales")
    assert window.page() is None
    desk.set_shop(shop)
    qtbot.waitUntil(lambda: window.page() is not None)
    assert window.room() == "sales"
    qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=20000)


def test_every_key_of_the_map_is_a_menu_action_of_its_own(window: Window) -> None:
    keys = [s.toString() for a in window.findChildren(QAction) for s in a.shortcuts()]
    wanted = [*(f"Ctrl+{n}" for n in range(1, 8)), "Ctrl+,", "Ctrl+K", "Ctrl+F", "Ctrl+I", "Ctrl+O", "Ctrl+Z"]
    wanted += [
        "Ctrl+Shift+Z",
        "Ctrl+P",
        "Ctrl+E",
        "Ctrl+C",
        "Ctrl+V",
        "Ctrl+Return",
        "F5",
        "F1",
        "F6",
        "Shift+F6",
    ]
    wanted += ["Ctrl+L", "Ctrl++", "Ctrl+-", "Ctrl+/"]
    assert set(wanted) <= set(keys)
    assert len(keys) == len(set(keys))


def test_the_sheet_of_shortcuts_names_every_key_of_the_menus_and_no_other(window: Window) -> None:
    lines = [line for column in shortcuts.groups() for _title, lines in column for line in lines]
    said = [key for _shown, _does, own in lines for key in own]
    has = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    assert len(said) == len(set(said))
    assert set(said) == has


def test_nothing_sends_from_the_keyboard(window: Window) -> None:
    words = [a.text().casefold() for a in window.findChildren(QAction) if a.shortcuts()]
    assert not [w for w in words if "enviar" in w]


def test_ctrl_l_changes_light_and_dark(window: Window) -> None:
    _press(window, "Ctrl+L")
    assert theme.current().name == "dark"
    _press(window, "Ctrl+L")
    assert theme.current().name == "light"


@pytest.mark.parametrize(
    ("width", "fold", "sidebar"), [(1366, Fold.WIDE, 208), (1200, Fold.NARROW, 60), (1093, Fold.FOLDED, 60)]
)
def test_the_window_folds_at_its_widths(
    window: Window, qtbot: QtBot, width: int, fold: Fold, sidebar: int
) -> None:
    window.resize(width, 640)
    qtbot.waitUntil(lambda: window.sidebar.width() == sidebar)
    assert window._fold is fold
    page = window.page()
    assert page is not None
    assert page.header.width() <= width - sidebar


def test_escape_closes_the_sheet_and_gives_the_focus_back(window: Window, qtbot: QtBot) -> None:
    button = next(b for b in window.page().findChildren(Button) if b.isVisible())
    button.setFocus()
    _press(window, "Ctrl+/")
    sheet = window.findChild(ShortcutsSheet)
    assert sheet is not None
    assert sheet.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert sheet.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is button


def test_a_sheet_over_a_page_that_is_gone_closes_all_the_same(window: Window, qtbot: QtBot) -> None:
    button = Button("Imprimir", name="gone_soon", press=window.close)
    window.page().body.addWidget(button)
    button.setFocus()
    _press(window, "Ctrl+/")
    shiboken6.delete(button)
    qtbot.keyClick(window.findChild(ShortcutsSheet), Qt.Key.Key_Escape)
    assert window.isVisible()


def test_ctrl_enter_over_a_sheet_leaves_the_page_behind_it_still(window: Window, qtbot: QtBot) -> None:
    primary = window.page().header.primary or next(
        b for b in window.page().findChildren(Button) if b.property("kind") == "primary"
    )
    pressed: list[bool] = []
    primary.clicked.disconnect()
    primary.clicked.connect(lambda: pressed.append(True))
    window.page().header.primary = primary
    _press(window, "Ctrl+/")
    _press(window, "Ctrl+Return")
    assert pressed == []
    qtbot.keyClick(window.findChild(ShortcutsSheet), Qt.Key.Key_Escape)
    _press(window, "Ctrl+Return")
    assert pressed == [True]


def test_a_sheet_a_page_opens_switches_off_what_lies_behind_it(window: Window, qtbot: QtBot) -> None:
    behind = ("Ctrl+1", "Ctrl+K", "Ctrl+I", "Ctrl+E", "Ctrl+V", "Ctrl+F", "F5", "F6", "Ctrl+,")
    sheets = [Sheet("one", "Una"), Sheet("two", "Otra")]
    for sheet in sheets:
        window.desk.show_sheet(sheet)
    for sheet in reversed(sheets):
        assert not [keys for keys in behind if _action(window, keys).isEnabled()]
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert all(_action(window, keys).isEnabled() for keys in behind)


def test_how_a_figure_is_worked_out_switches_off_what_lies_behind_it(window: Window, qtbot: QtBot) -> None:
    link = MethodLink("reorder")
    window.page().body.addWidget(link)
    link.click()
    assert not _action(window, "Ctrl+K").isEnabled()
    qtbot.keyClick(window.findChild(MethodsSheet), Qt.Key.Key_Escape)
    assert _action(window, "Ctrl+K").isEnabled()


def test_a_second_window_on_the_same_shop_is_refused_until_the_first_is_gone(folder: DataFolder) -> None:
    first = single.hold(folder)
    assert first is not None
    assert single.hold(folder) is None
    first.release()
    again = single.hold(folder)
    assert again is not None
    again.release()


SOLD = "fecha,pedido,producto,color,talla,cantidad,precio\n2026-11-20,P1,Tenis Nube,Blanco,24,1,1190\n"


def test_ctrl_enter_in_the_palette_goes_where_the_product_is_ordered(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SOLD, encoding="utf-8")
    importing.import_files(open_desk.shop, [file])
    palette = Palette(open_desk)
    qtbot.addWidget(palette)
    went: list[Place] = []
    open_desk.navigator.went.connect(went.append)
    palette.show()
    qtbot.keyClicks(palette.line, "nube")
    qtbot.waitUntil(lambda: "Pedir Tenis Nube blanco" in _titles(palette), timeout=20000)
    assert "Contar Tenis Nube blanco" in _titles(palette)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(place.room, place.tab) for place in went] == [("reorder", "lines")]
    assert isinstance(went[0].key, int)


def _titles(palette: Palette) -> list[str]:
    return [line[0] for line in palette.table.as_table()]


def test_a_file_dropped_on_the_window_opens_the_wizard_with_it(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text("fecha,producto,cantidad\n2026-11-20,Tenis,1\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(400, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    assert [chosen.path for chosen in wizard.files()] == [file]
    qtbot.waitUntil(lambda: all(chosen.is_read for chosen in wizard.files()), timeout=20000)
    wizard.close_sheet()


def test_other_files_are_named_and_left_alone(window: Window, tmp_path: Path) -> None:
    window.take_files([tmp_path / "foto.png"])
    toast = window.desk.messages.current()
    assert toast is not None
    assert toast.words.text() == "Solo leo CSV y Excel"
    assert window.findChild(ImportWizard) is None


def test_a_failure_nobody_shows_becomes_a_banner_with_what_to_do(window: Window) -> None:
    from shopdesk.runtime.errors import WrongInput

    window.desk.messages.tell(WrongInput("No pudimos guardar.", "Intenta de nuevo."))
    banner = window.page().findChild(Banner)
    assert banner is not None
    assert banner.accessibleName() == "No pudimos guardar. Intenta de nuevo."


def test_an_empty_shop_is_met_with_two_doors(open_desk: Desk, qtbot: QtBot) -> None:
    window = _window(open_desk, qtbot, today=None)
    shown = [b.objectName() for b in window.findChildren(QPushButton) if b.isVisible()]
    assert {"choose_file", "see_example"} <= set(shown)
    assert window.sidebar.counts() == {}
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20000)


def test_hidden_pages_reload_only_when_shown(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    window.show_page(Place("sales"))
    qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=20000)
    sales = window.pages()["sales"]
    window.show_page(Place("today"))
    assert not sales.is_stale
    desk.refresh.tables_changed(frozenset({"sale_order"}))
    qtbot.waitUntil(lambda: sales.is_stale)
    window.show_page(Place("sales"))
    assert not sales.is_stale
    qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=20000)


def test_object_names_are_unique_on_each_page(window: Window, qtbot: QtBot, folder: DataFolder) -> None:
    for room in ("today", "sales", "settings"):
        window.show_page(Place(room))
        qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=30000)
        page = window.pages()[room]
        names = [
            b.objectName() for b in page.findChildren(QPushButton) if not b.objectName().startswith("qt_")
        ]
        assert len(names) == len(set(names)), sorted({n for n in names if names.count(n) > 1})
        shown = [b for b in page.findChildren(QPushButton) if b.isVisible()]
        assert all(b.accessibleName() or b.text() for b in shown)


def test_the_first_door_asks_for_a_file_and_opens_the_wizard_with_it(
    open_desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text("fecha,producto,cantidad\n2026-11-20,Tenis Nube,1\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(file)], ""))
    window = _window(open_desk, qtbot, today=None)
    page = window.page()
    assert isinstance(page, TodayPage)
    qtbot.mouseClick(page.welcome.choose, Qt.MouseButton.LeftButton)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    assert [one.path for one in wizard.files()] == [file]
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20_000)


def test_a_button_whose_method_takes_files_opens_the_wizard_when_clicked(
    open_desk: Desk, qtbot: QtBot
) -> None:
    window = _window(open_desk, qtbot)
    button = Button("Importar", name="bring", press=open_desk.import_files)
    qtbot.addWidget(button)
    button.click()
    assert window.findChild(ImportWizard) is not None
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=20_000)


def test_importing_asked_for_while_the_shop_opens_waits_for_it(desk: Desk, shop: Shop, qtbot: QtBot) -> None:
    window = _window(desk, qtbot)
    desk.import_files()
    toast = desk.messages.current()
    assert window.findChild(ImportWizard) is None
    assert toast is not None
    assert "un momento" in toast.words.text().casefold()
    desk.set_shop(shop)
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=20_000)


def test_files_chosen_twice_while_the_shop_opens_all_reach_the_wizard(
    desk: Desk, shop: Shop, qtbot: QtBot, tmp_path: Path
) -> None:
    window = _window(desk, qtbot)
    files = [tmp_path / "ventas.csv", tmp_path / "stock.csv"]
    for file in files:
        file.write_text("fecha,producto,cantidad\n2026-11-20,Tenis Nube,1\n", encoding="utf-8")
        window.take_files([file])
    desk.set_shop(shop)
    wizard = window.findChild(ImportWizard)
    assert wizard is not None
    assert [one.path for one in wizard.files()] == files
    qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=20_000)


def test_a_file_chosen_as_the_wizard_closes_opens_another(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.desk.import_files()
    first = window.findChild(ImportWizard)
    first.close_sheet()
    file = tmp_path / "ventas.csv"
    file.write_text("fecha,producto,cantidad\n2026-11-20,Tenis Nube,1\n", encoding="utf-8")
    window.take_files([file])
    shown = [one for one in window.findChildren(ImportWizard) if one.isVisible()]
    assert [[one.path for one in wizard.files()] for wizard in shown] == [[file]]
    qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=20_000)
