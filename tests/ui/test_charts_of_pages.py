"""Each chart of each page: hover, table, image, print, the other look; and files dropped on any page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_reached import TABS, show, window  # noqa: F401 - the window is a fixture

from shopdesk.ui import theme
from shopdesk.ui.importing.wizard import ImportWizard
from shopdesk.ui.theme import Choice
from shopdesk.ui.widgets.chart_canvas import ChartCanvas
from shopdesk.ui.window import Window

pytestmark = pytest.mark.slow

DRAWN = {
    ("today", ""): {"months"},
    ("reorder", "lines"): {"stock_path_lines"},
    ("sizes", ""): {"style_bars"},
    ("inbox", "topics"): {"topics_by_month"},
    ("customers", "people"): {"months"},
    ("customers", "back"): {"second_purchase", "money_by_month"},
    ("sales", "sales"): {"weeks_chart"},
}


def _surface(name: str) -> str:
    theme.current().choose(Choice(name))
    return QColor(theme.current().hex("surface")).name()


@pytest.mark.parametrize(("place", "names"), DRAWN.items())
def test_a_chart_tells_its_marks_and_goes_with_the_look(
    window: Window,  # noqa: F811
    qtbot: QtBot,
    place: tuple[str, str],
    names: set[str],
) -> None:
    page = show(qtbot, window, *place)
    charts = [one for one in page.findChildren(ChartCanvas) if one.isVisible()]
    assert {one.objectName() for one in charts} == names
    for chart in charts:
        qtbot.waitUntil(lambda chart=chart: chart.chart() is not None and chart.is_at_rest(), timeout=60_000)
        drawn = chart.chart()
        assert drawn is not None
        assert chart.accessibleDescription() == drawn.summary != ""
        assert len({len(line) for line in [chart._head, *drawn.table]}) == 1
        assert len(drawn.table) > 0
        assert all(mark.tip for mark in drawn.marks)
        menu = chart.context_menu()
        assert [a.text() for a in menu.actions()] == [
            "Copiar imagen", "Guardar imagen…", "Ver como tabla", "Imprimir"
        ]  # fmt: skip
        light, dark = _surface("light"), _surface("dark")
        qtbot.waitUntil(
            lambda chart=chart, dark=dark: chart._picture.pixelColor(1, 1).name() == dark, timeout=60_000
        )
        assert chart.image(printed=True).pixelColor(1, 1).name() == light
        assert _surface("light") == light
        qtbot.waitUntil(
            lambda chart=chart, light=light: chart._picture.pixelColor(1, 1).name() == light, timeout=60_000
        )


@pytest.mark.parametrize("room", TABS)
def test_a_file_is_taken_on_whatever_page_it_is_dropped(
    window: Window,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
    room: str,
) -> None:
    show(qtbot, window, room, "")
    file = tmp_path / "ventas.csv"
    file.write_text("fecha,producto,cantidad\n2026-11-20,Tenis,1\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    at, copy, held = QPoint(700, 300), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(at, copy, mime, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    assert window._overlay.isVisible()
    drop = QDropEvent(QPointF(at), copy, mime, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, drop)
    assert not window._overlay.isVisible()
    wizard = window.findChild(ImportWizard)
    assert [chosen.path for chosen in wizard.files()] == [file]
    qtbot.waitUntil(lambda: all(chosen.is_read for chosen in wizard.files()), timeout=60_000)
    wizard.close_sheet()
