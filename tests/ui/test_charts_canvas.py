"""Charts on screen: drawn once per change, pointed at, clicked, printed light."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from shopdesk.charts import bars
from shopdesk.charts.bars import Bar
from shopdesk.ui import printing, theme
from shopdesk.ui.theme import Choice
from shopdesk.ui.widgets.chart_canvas import ChartCanvas
from shopdesk.ui.widgets.chart_table import ChartTable

MONTHS = [
    Bar(name, value, f"{value:.0%}", name, name) for name, value in (("sep", 0.2), ("oct", 0.3), ("nov", 0.4))
]


def _canvas(qtbot: QtBot) -> ChartCanvas:
    canvas = ChartCanvas(name="months", words="Meses")
    qtbot.addWidget(canvas)
    canvas.resize(330, 200)
    canvas.show_chart(partial(bars.share_bars, bars=MONTHS, summary="En nov, 40 %."))
    canvas.show()
    return canvas


def test_the_chart_is_drawn_off_the_windows_thread_and_describes_itself(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot)
    qtbot.waitUntil(lambda: canvas.chart() is not None, timeout=10000)
    assert canvas.accessibleDescription() == "En nov, 40 %."
    assert canvas.is_at_rest()


def test_a_click_on_a_bar_carries_its_key(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot)
    canvas.redraw()
    # Three bars share 330 px from −0.6 to 2.6: the last one's middle is at 2.6/3.2 of the width.
    at = QPoint(4 + round(2.6 / 3.2 * 322), 150)
    with qtbot.waitSignal(canvas.clicked) as heard:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == ["nov"]


def test_the_theme_redraws_on_its_surface(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot)
    canvas.redraw()
    theme.current().choose(Choice.DARK)
    canvas.redraw()
    assert canvas.image().pixelColor(0, 0).name() == theme.current().hex("surface").lower()
    printed = canvas.image(printed=True).pixelColor(0, 0)
    assert (printed.red(), printed.green(), printed.blue()) == (255, 255, 255)


def test_a_page_on_paper_is_letter_in_mexico_and_a4_in_spain(qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def paint(paper: printing.Paper) -> None:
        seen.append((round(paper.width), round(paper.height)))
        paper.text(paper_area(paper), "Pedido", size=18, weight=QFont.Weight.Bold)

    def paper_area(paper: printing.Paper) -> object:
        from PySide6.QtCore import QRectF

        return QRectF(20, 20, paper.width - 40, 10)

    printing.write_pdf(paint, tmp_path / "mx.pdf", letter=printing.is_letter("MX"))
    printing.write_pdf(paint, tmp_path / "es.pdf", letter=printing.is_letter("ES"))
    assert seen == [(216, 279), (210, 297)]
    assert (tmp_path / "mx.pdf").read_bytes().startswith(b"%PDF")


def test_the_arrows_go_from_bar_to_bar_and_enter_leads_where_a_click_does(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot)
    canvas.redraw()
    heard = []
    canvas.clicked.connect(heard.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):  # the newest first, then the one before
        qtbot.keyClick(canvas, key)
    assert heard == ["oct"]


def test_enter_on_the_chart_shows_it_as_a_table_whose_rows_lead_on(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot)
    canvas.show_chart(partial(bars.share_bars, bars=MONTHS, summary="."), head=("Mes", "Volvieron"))
    canvas.redraw()
    heard = []
    canvas.clicked.connect(heard.append)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    sheet = canvas.window().findChild(ChartTable)
    assert sheet is not None
    assert sheet.table.as_table() == [["Mes", "Volvieron"], ["sep", "20%"], ["oct", "30%"], ["nov", "40%"]]
    qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert heard == ["oct"]


def test_the_menu_copies_saves_tables_and_prints(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot)
    assert len(canvas.context_menu().actions()) == 4


def test_a_chart_nobody_sees_is_drawn_in_the_new_look_when_it_is_shown(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot)
    canvas.redraw()
    canvas.hide()
    theme.current().choose(Choice.DARK)
    canvas.show()
    surface = theme.colour("surface").name()
    qtbot.waitUntil(lambda: canvas.grab().toImage().pixelColor(12, 12).name() == surface, timeout=20_000)


def test_high_contrast_gives_every_bar_an_edge(qtbot: QtBot) -> None:
    canvas = _canvas(qtbot)
    theme.current().choose(high_contrast=True)
    canvas.redraw()
    chart = canvas.chart()
    assert chart is not None
    edges = {patch.get_edgecolor()[:3] for patch in chart.figure.axes[0].patches}
    ink = theme.colour("text")
    assert edges == {(ink.redF(), ink.greenF(), ink.blueF())} or len(edges) == 1
