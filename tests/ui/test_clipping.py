"""No word of the window is cut: measured from the letters themselves, at the sizes owners have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPushButton, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot
from window_scenes import DETAILS, DIALOGS, Stage, shown, tabs

from shopdesk.runtime import i18n
from shopdesk.services import importing, today
from shopdesk.services.context import Shop
from shopdesk.services.morning import Glance
from shopdesk.ui import registry, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.widgets import Elided, Scroll, Text
from shopdesk.ui.window import Window

SALES = "fecha,pedido,producto,color,talla,cantidad,precio,nombre\n" + "".join(
    f"2026-11-{day:02d},P{day},Tenis Nube,Blanco,{22 + day % 6},1,1190,Laura Méndez\n" for day in range(1, 21)
)
SLACK = 2
LAPTOP, FOLDED, WIDE, SMALL = (1366, 690), (1093, 550), (1920, 1080), (1024, 680)


@pytest.fixture
def open_stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Shop, str], Stage]]:
    """Return what opens the window on a shop, in a language, at rest on Hoy."""
    made: list[Stage] = []

    def opened(shop: Shop, language: str) -> Stage:
        i18n.set_language(language)
        desk = Desk()
        desk.set_shop(shop)
        page = TodayPage(desk, Glance(owner="Lucía", has_sales=True, today=today.look(shop)))
        window = Window(desk, page)
        window.setMinimumSize(400, 300)
        qtbot.addWidget(window)
        window.show()
        made.append(Stage(window, qtbot, tmp_path))
        return made[-1]

    yield opened
    for stage in made:
        stage.rest(60)
        stage.window.desk.jobs.close(60)


def _wrong(
    stage: Stage, rooms: Sequence[str], sizes: Sequence[tuple[int, int]], texts: Sequence[int]
) -> list[str]:
    wrong = []
    places = [place for place in tabs(stage) if place[0] in rooms]
    for text in texts:
        theme.current().choose(text_size=text)
        for width, height in sizes:
            stage.window.resize(width, height)
            for room, tab in places:
                stage.go(room, tab)
                where = f"{room} {tab} {i18n.language()} {width} {text} %"
                wrong += [f"{where}: {words}" for words in _cut(stage.window)]
    return wrong


def _wrong_over(stage: Stage, scenes: Sequence[str], sizes: Sequence[tuple[int, int]]) -> list[str]:
    """Look at details and dialogs, each brought up once and then in every size."""
    wrong = []
    for name in scenes:
        stage.window.resize(*WIDE)  # opened where every rail stands beside its page
        with shown(stage, name):
            for width, height in sizes:
                stage.window.resize(width, height)
                stage.rest(40)
                over = stage.sheets()
                where = f"{name} {i18n.language()} {width} {theme.current().text_size} %"
                wrong += [f"{where}: {words}" for words in _cut(over[-1] if over else stage.window)]
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
    open_stage: Callable[[Shop, str], Stage], shop: Shop, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "ventas.csv"
    file.write_text(SALES, encoding="utf-8")
    importing.import_files(shop, [file])
    stage = open_stage(shop, language)
    assert _wrong(stage, ("today", "sales", "settings"), (LAPTOP, FOLDED), (130,)) == []


@pytest.mark.slow
@pytest.mark.parametrize("text", theme.TEXT_SIZES)
@pytest.mark.parametrize("language", ["es", "en", "es_ES"])
def test_nothing_is_cut_on_any_page_of_the_example_shop(
    open_stage: Callable[[Shop, str], Stage], example: Shop, language: str, text: int
) -> None:
    stage = open_stage(example, language)
    rooms = [spec.room for spec in registry.PAGES]
    found = _wrong(stage, rooms, (LAPTOP, FOLDED, WIDE, SMALL), (text,))
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("text", theme.TEXT_SIZES)
@pytest.mark.parametrize("language", ["es", "en", "es_ES"])
def test_nothing_is_cut_in_any_detail_or_dialog(
    open_stage: Callable[[Shop, str], Stage], example: Shop, language: str, text: int
) -> None:
    stage = open_stage(example, language)
    stage.go("settings")  # by then the shop's own look was put on
    stage.window.pages()["settings"].build_all()
    theme.current().choose(text_size=text)
    found = _wrong_over(stage, (*DETAILS, *DIALOGS), (LAPTOP, FOLDED))
    assert theme.current().text_size == text
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
