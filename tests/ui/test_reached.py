"""Every page and tab as one meets it without a mouse, or without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import walked
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.adapters.mailer import FolderMailer
from shopdesk.services import today
from shopdesk.services.context import Shop
from shopdesk.services.morning import Glance
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.window import Window

TABS = {
    "today": [""],
    "reorder": ["lines", "all", "orders", "suppliers"],
    "sizes": [""],
    "inbox": ["waiting", "all", "topics", "promisable", "word", "saved"],
    "mail": ["due", "flows", "answers", "results", "history"],
    "customers": ["people", "back", "why", "lasting", "doubles"],
    "sales": ["sales", "months", "products", "imports"],
    "settings": [""],
}


@pytest.fixture
def window(qtbot: QtBot, dressed: object, example: Shop, tmp_path: Path) -> Iterator[Window]:
    """Return the window on the example shop, at rest on Hoy."""
    QAccessible.setActive(True)
    desk = Desk()
    desk.set_shop(replace(example, mail=FolderMailer(tmp_path / "letters")))
    page = TodayPage(desk, Glance(owner="Lucía", has_sales=True, today=today.look(example)))
    made = Window(desk, page)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    _rest(qtbot, made)
    desk.jobs.close(60)
    QAccessible.setActive(False)
    QGuiApplication.clipboard().clear()  # of what buttons copied; pasting is another test's


def _rest(qtbot: QtBot, window: Window) -> None:
    for _turn in range(2):
        qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=120_000)
        qtbot.wait(40)


def show(qtbot: QtBot, window: Window, room: str, tab: str) -> BasePage:
    window.show_page(Place(room, tab))
    _rest(qtbot, window)
    page = window.pages()[room]
    if room == "settings":
        page.build_all()
        _rest(qtbot, window)
    return page


class Strays(QObject):
    """Notes what is shown before it has a place in the window: for a moment it is a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.found.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.mark.parametrize("room", TABS)
def test_tab_goes_where_the_eye_goes_and_everything_has_a_name(
    window: Window, qtbot: QtBot, room: str
) -> None:
    strays = Strays()
    QApplication.instance().installEventFilter(strays)
    wrong: list[str] = []
    for tab in TABS[room]:
        page = show(qtbot, window, room, tab)
        seen = walked.walk(page)
        found = [
            *(f"not reached: {one}" for one in walked.unreached(page, seen)),
            *(f"against the eye: {one}" for one in walked.out_of_order(page, seen)),
            *walked.unsaid(page),
            *walked.unsaid_cells(page),
        ]
        back = walked.walk(page, back=True)
        if [id(w) for w in reversed(back)] != [id(w) for w in seen]:
            found.append("Shift+Tab does not lead back the same way")
        wrong += [f"{room} {tab}: {one}" for one in found]
    QApplication.instance().removeEventFilter(strays)
    assert not wrong, "\n".join(wrong)
    assert not strays.found
    assert walked.same_names(window.pages()[room]) == []


@pytest.mark.slow
@pytest.mark.parametrize("room", TABS)
def test_who_comes_by_key_sees_where_they_are(window: Window, qtbot: QtBot, room: str) -> None:
    wrong: list[str] = []
    for tab in TABS[room]:
        page = show(qtbot, window, room, tab)
        wrong += [f"{room} {tab}: {one}" for one in walked.without_ring(page, walked.walk(page))]
    assert not wrong, "\n".join(wrong)
