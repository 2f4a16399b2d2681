"""No word of the window is cut: measured from the letters themselves, at the sizes owners have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPushButton, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.runtime import i18n
from shopdesk.services import importing, today
from shopdesk.services.context import Shop
from shopdesk.services.morning import Glance
from shopdesk.ui import registry, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.widgets import Elided, Scroll, Text
from shopdesk.ui.window import Window

SALES = "fecha,pedido,producto,color,talla,cantidad,precio,nombre\n" + "".join(
    f"2026-11-{day:02d},P{day},Tenis Nube,Blanco,{22 + day % 6},1,1190,Laura Méndez\n" for day in range(1, 21)
)
SLACK = 2
LAPTOP, FOLDED, WIDE, SMALL = (1366, 690), (1093, 550), (1920, 1080), (1024, 680)


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[Shop, str], Window]]:
    """Return what opens the window on a shop, in a language, at rest on Hoy."""
    made: list[Window] = []

    def opened(shop: Shop, language: str) -> Window:
        i18n.set_language(language)
        desk = Desk()
        desk.set_shop(shop)
        page = TodayPage(desk, Glance(owner="Lucía", has_sales=True, today=today.look(shop)))
        window = Window(desk, page)
        window.setMinimumSize(400, 300)
        qtbot.addWidget(window)
        window.show()
        made.append(window)
        return window

    yield opened
    for window in made:
        _rest(qtbot, window)
        window.desk.jobs.close(60)


def _rest(qtbot: QtBot, window: Window) -> None:
    for _turn in range(2):
        qtbot.waitUntil(lambda: window.desk.jobs.is_idle, timeout=120_000)
        qtbot.wait(60)


def _places(window: Window, rooms: Sequence[str], qtbot: QtBot) -> list[Place]:
    """Visit rooms and return each with each of its tabs."""
    found: list[Place] = []
    for room in rooms:
        window.show_page(Place(room))
        _rest(qtbot, window)
        page = window.pages()[room]
        if room == "settings":
            page.build_all()
        found += [Place(room, tab) for tab in page.header.tabs.keys()] or [Place(room)]  # noqa: SIM118
    return found


def _wrong(
    window: Window, qtbot: QtBot, rooms: Sequence[str], sizes: Sequence[tuple[int, int]], texts: Sequence[int]
) -> list[str]:
    wrong = []
    places = _places(window, rooms, qtbot)
    for text in texts:
        theme.current().choose(text_size=text)
        for width, height in sizes:
            window.resize(width, height)
            for place in places:
                window.show_page(place)
                _rest(qtbot, window)
                where = f"{place.room} {place.tab} {i18n.language()} {width} {text} %"
                wrong += [f"{where}: {words}" for words in _cut(window)]
    return wrong


def _cut(page: QWidget) -> list[str]:
    """Return every visible word that has less room than its letters need."""
    labels = [label for label in page.findChildren(Text) if label.isVisible() and label.text()]
    found = [label.text() for label in labels if not isinstance(label, Elided) and _is_cut(label)]
    elided = [label for label in labels if isinstance(label, Elided) and not label.own]
    found += [
        f"{label.text()} | {label.whole()}"
        for label in elided
        if label.text().endswith("…") and label.text() != label.whole()
    ]
    found += [hint for hint in map(_cut_hint, page.findChildren(QLineEdit)) if hint]
    # What scrolls downwards has nothing at its right edge that nobody can reach.
    found += [
        f"{scroll.inner.width()} in {scroll.viewport().width()} of {scroll.objectName()}"
        for scroll in page.findChildren(Scroll)
        if scroll.isVisible() and scroll.inner.width() > scroll.viewport().width() + SLACK
    ]
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible() and button.text()]
    return found + [
        button.text()
        for button in buttons
        if QFontMetrics(button.font()).horizontalAdvance(button.text().replace("&", ""))
        > button.width() + SLACK
    ]


def _cut_hint(field: QLineEdit) -> str:
    """Return what an empty field asks for where its words have no room."""
    if not field.isVisible() or field.text() or not field.placeholderText():
        return ""
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field).width()
    margins = field.textMargins()
    said = field.placeholderText()
    needs = QFontMetrics(field.font()).horizontalAdvance(said) + margins.left() + margins.right()
    return said if needs > room + SLACK else ""


def _is_cut(label: Text) -> bool:
    metrics, room = QFontMetrics(label.font()), label.contentsRect()
    if not label.wordWrap():
        return metrics.horizontalAdvance(label.text()) > room.width() + SLACK
    flags = int(label.alignment()) | int(Qt.TextFlag.TextWordWrap)
    needs = metrics.boundingRect(0, 0, room.width(), 10_000, flags, label.text())
    return needs.height() > room.height() + SLACK or needs.width() > room.width() + SLACK


@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_is_cut_wide_and_folded_in_large_letters(
    open_window: Callable[[Shop, str], Window], shop: Shop, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    importing.import_files(shop, [file])
    window = open_window(shop, language)
    assert _wrong(window, qtbot, ("today", "sales", "settings"), (LAPTOP, FOLDED), (130,)) == []


@pytest.mark.slow
@pytest.mark.parametrize("text", [90, 100, 130])
@pytest.mark.parametrize("language", ["es", "en", "es_ES"])
def test_nothing_is_cut_on_any_page_of_the_example_shop(
    open_window: Callable[[Shop, str], Window], example: Shop, qtbot: QtBot, language: str, text: int
) -> None:
    window = open_window(example, language)
    rooms = [spec.room for spec in registry.PAGES]
    found = _wrong(window, qtbot, rooms, (LAPTOP, FOLDED, WIDE, SMALL), (text,))
    assert not found, "\n".join(found)


def test_the_measure_itself_sees_a_cut_word_and_a_cut_second_line(qtbot: QtBot) -> None:
    short, low = Text("Punto de pedido"), Text("Punto de pedido y colchón", wrap=True)
    for label in (short, low):
        qtbot.addWidget(label)
        label.show()
    short.setFixedWidth(40)
    low.setFixedSize(90, 18)
    assert _is_cut(short)
    assert _is_cut(low)
