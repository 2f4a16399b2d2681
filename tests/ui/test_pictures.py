"""Pages as pictures, compared with kept ones: a page that moves by accident is seen.

The kept pictures are a quarter as wide as the window, so that a letter's edge counts little and a card that
moved counts much. ``SHOPDESK_PICTURES=keep pytest tests/ui/test_pictures.py -m "slow or not slow"`` keeps new
ones after a wanted change; look at them before committing. A difference is written as three pictures side by
side: kept, new, what differs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from shopdesk.runtime import i18n
from shopdesk.services.context import Shop
from shopdesk.services.morning import Glance
from shopdesk.ui import registry, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.today.page import Page as TodayPage
from shopdesk.ui.theme import Choice
from shopdesk.ui.window import Window
from tests.conftest import MORNING

KEPT = Path(__file__).resolve().parents[1] / "data" / "pictures"
WIDTH = 342
BLOCK = 12
MEAN_LIMIT, BLOCK_LIMIT = 5.0, 60.0
OURS = ("today", "sales", "settings")
PROBE, ADVANCE = "Buenos días, 1,240 · ¿Por qué 24 pares?", 250
"""A line of the shipped letters and its width in pixels where the pictures were kept."""


@pytest.fixture
def window(request: pytest.FixtureRequest, example: Shop, qtbot: QtBot, dressed: object) -> Iterator[Window]:
    """Return the window on the example shop, at rest on Hoy, in the language and size asked for."""
    language, width, height = getattr(request, "param", ("es", 1366, 690))
    i18n.set_language(language)
    desk = Desk()
    made = Window(desk, TodayPage(desk, Glance(owner="Lucía", has_sales=True), MORNING))
    made.setMinimumSize(400, 300)
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    desk.set_shop(example)
    _rest(qtbot, made)
    yield made
    _rest(qtbot, made)
    desk.jobs.close()


@pytest.fixture(autouse=True)
def same_letters(dressed: object) -> None:
    """Skip where the shipped letters are drawn otherwise than where the pictures were kept."""
    found = QFontMetrics(theme.current().font("body")).horizontalAdvance(PROBE)
    if found != ADVANCE:
        pytest.skip(f"letters are {found} pixels wide here, {ADVANCE} where the pictures were kept")


def _rest(qtbot: QtBot, window: Window) -> None:
    from shopdesk.ui.widgets.chart_canvas import ChartCanvas

    def is_at_rest() -> bool:
        charts = [chart for chart in window.findChildren(ChartCanvas) if chart.isVisible()]
        return window.desk.jobs.is_idle and all(chart.is_at_rest() for chart in charts)

    for _turn in range(2):
        qtbot.waitUntil(is_at_rest, timeout=120_000)
        qtbot.wait(120)


def _small(window: Window) -> QImage:
    whole = window.grab().toImage()
    smooth = Qt.TransformationMode.SmoothTransformation
    return whole.scaledToWidth(WIDTH, smooth).convertToFormat(QImage.Format.Format_RGB888)


def _pixels(picture: QImage) -> np.ndarray:
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return flat[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).astype(np.int16)


def difference(one: QImage, other: QImage) -> tuple[float, float]:
    """Return how far two pictures are apart: on the whole, and in the worst block; 0 to 255."""
    if one.size() != other.size():
        return 255.0, 255.0
    apart = np.abs(_pixels(one) - _pixels(other)).mean(axis=2)
    high, wide = (side // BLOCK * BLOCK for side in apart.shape)
    blocks = apart[:high, :wide].reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK).mean(axis=(1, 3))
    return float(apart.mean()), float(blocks.max())


def _show(kept: QImage, now: QImage, file: Path) -> None:
    """Write kept, new and what differs side by side."""
    made = QImage(kept.width() * 3, max(kept.height(), now.height()), QImage.Format.Format_RGB888)
    made.fill(Qt.GlobalColor.black)
    painter = QPainter(made)
    for place in (0, 2):
        painter.drawImage(place * kept.width(), 0, kept)
    painter.drawImage(kept.width(), 0, now)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(2 * kept.width(), 0, now)
    painter.end()
    made.save(str(file))


def _compare(window: Window, qtbot: QtBot, rooms: tuple[str, ...], folder: Path) -> list[str]:
    wrong = []
    for choice in (Choice.LIGHT, Choice.DARK):
        theme.current().choose(choice)
        for room in rooms:
            window.show_page(Place(room))
            _rest(qtbot, window)
            name = f"{room}-{choice}-{window.width()}-{i18n.language()}.png"
            now = _small(window)
            if os.environ.get("SHOPDESK_PICTURES") == "keep":
                KEPT.mkdir(parents=True, exist_ok=True)
                now.save(str(KEPT / name))
                continue
            if not (KEPT / name).exists():
                pytest.skip(f"no picture was kept: {name}")
            kept = QImage(str(KEPT / name))
            mean, worst = difference(kept, now)
            if mean > MEAN_LIMIT or worst > BLOCK_LIMIT:
                _show(kept, now, folder / name)
                wrong.append(f"{name}: {mean:.1f} on the whole, {worst:.0f} in one place: {folder / name}")
    return wrong


@pytest.mark.slow
def test_the_houses_own_pages_look_as_kept(window: Window, qtbot: QtBot, pictures: Path) -> None:
    assert _compare(window, qtbot, OURS, pictures) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "window", [("es", 1366, 690), ("es", 1093, 550), ("en", 1366, 690), ("en", 1093, 550)], indirect=True
)
def test_every_page_looks_as_kept(window: Window, qtbot: QtBot, pictures: Path) -> None:
    assert _compare(window, qtbot, tuple(spec.room for spec in registry.PAGES), pictures) == []


def test_a_card_that_moved_is_seen_and_a_soft_edge_is_not() -> None:
    kept = QImage(WIDTH, 180, QImage.Format.Format_RGB888)
    kept.fill(Qt.GlobalColor.white)
    moved, soft = kept.copy(), kept.copy()
    for picture, shade in ((moved, Qt.GlobalColor.black), (soft, Qt.GlobalColor.lightGray)):
        painter = QPainter(picture)
        painter.fillRect(24, 24, 48 if picture is moved else 2, 24, shade)
        painter.end()
    assert difference(kept, moved)[1] > BLOCK_LIMIT
    assert difference(kept, soft)[1] < BLOCK_LIMIT
    assert difference(kept, QImage(10, 10, QImage.Format.Format_RGB888)) == (255.0, 255.0)
