"""No word of the window is cut: measured from the letters themselves, at the sizes owners have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.runtime import i18n
from shopdesk.services import importing, today
from shopdesk.services.morning import Glance
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.widgets import Elided, Text
from shopdesk.ui.window import Window

SALES = "fecha,pedido,producto,color,talla,cantidad,precio,nombre\n" + "".join(
    f"2026-11-{day:02d},P{day},Tenis Nube,Blanco,{22 + day % 6},1,1190,Laura Méndez\n" for day in range(1, 21)
)
SLACK = 2


@pytest.fixture
def window(request: pytest.FixtureRequest, open_desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Return the window on twenty sales, in the language asked for."""
    i18n.set_language(request.param)
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    importing.import_files(open_desk.shop, [file])
    page = TodayPage(open_desk, Glance(owner="Lucía", has_sales=True, today=today.look(open_desk.shop)))
    made = Window(open_desk, page)
    made.setMinimumSize(400, 300)
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: open_desk.jobs.is_idle, timeout=60_000)


def _cut(page: QWidget) -> list[str]:
    """Return every visible word that has less room than its letters need."""
    labels = [label for label in page.findChildren(Text) if label.isVisible() and label.text()]
    found = [label.text() for label in labels if not isinstance(label, Elided) and _is_cut(label)]
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible() and button.text()]
    return found + [
        button.text()
        for button in buttons
        if QFontMetrics(button.font()).horizontalAdvance(button.text().replace("&", ""))
        > button.width() + SLACK
    ]


def _is_cut(label: Text) -> bool:
    metrics, room = QFontMetrics(label.font()), label.contentsRect()
    if not label.wordWrap():
        return metrics.horizontalAdvance(label.text()) > room.width() + SLACK
    flags = int(label.alignment()) | int(Qt.TextFlag.TextWordWrap)
    needs = metrics.boundingRect(0, 0, room.width(), 10_000, flags, label.text())
    return needs.height() > room.height() + SLACK or needs.width() > room.width() + SLACK


@pytest.mark.parametrize("window", ["es", "en"], indirect=True)
def test_nothing_is_cut_wide_and_folded_in_normal_and_large_letters(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    wrong = []
    for room in ("today", "sales", "settings"):
        window.show_page(Place(room))
        qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=60_000)
        page = window.pages()[room]
        if room == "settings":
            page.build_all()
            qtbot.waitUntil(lambda: desk.jobs.is_idle, timeout=60_000)
        for size in (100, 130):
            theme.current().choose(text_size=size)
            for width, height in ((1366, 690), (1093, 550)):
                window.resize(width, height)
                qtbot.wait(120)
                wrong += [f"{room} {width} {size} %: {words}" for words in _cut(page)]
    assert wrong == []


def test_the_measure_itself_sees_a_cut_word_and_a_cut_second_line(qtbot: QtBot) -> None:
    short, low = Text("Punto de pedido"), Text("Punto de pedido y colchón", wrap=True)
    for label in (short, low):
        qtbot.addWidget(label)
        label.show()
    short.setFixedWidth(40)
    low.setFixedSize(90, 18)
    assert _is_cut(short)
    assert _is_cut(low)
