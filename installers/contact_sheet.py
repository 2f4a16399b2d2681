"""One picture of every page in every look, taken offscreen from the real window on the example shop.

    python installers/contact_sheet.py sheet.png
    python installers/contact_sheet.py sheet.png --size 1366x690 1093x550 --look light dark contrast
    python installers/contact_sheet.py sheet.png --home FOLDER --language en --text 130 --each FOLDER

A row for each page and tab, a column for each look and size. ``--each`` keeps the single pictures too.
Without ``--home`` an example shop is made for the occasion.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.ui import demonstration, startup, theme
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.mail.modes import TABS as MAIL_TABS
from shopdesk.ui.startup import Starter
from shopdesk.ui.theme import Choice

LOOKS = ("light", "dark", "contrast")
CELL = 683
GAP, TITLE = 12, 26


def main(arguments: list[str]) -> int:
    """Take the pictures and put them on one sheet."""
    asked = _asked(arguments)
    with _shop(asked.home) as folder:
        app = startup.make_application(folder, morning.glance(folder), asked.language)
        theme.current().choose(text_size=asked.text)
        starter = Starter(folder, today=asked.today, demo=asked.home is None)
        pictures = list(_take(app, starter, asked))
        sheet(pictures, columns=len(asked.look) * len(asked.size)).save(str(asked.sheet))
        starter.window.close()
        starter.close()
    print(f"{len(pictures)} pictures on {asked.sheet}")
    return 0


def sheet(pictures: list[tuple[str, QImage]], *, columns: int) -> QImage:
    """Return the pictures with their titles, ``columns`` in a row, each half as wide as the window."""
    smooth = Qt.TransformationMode.SmoothTransformation
    small = [(title, picture.scaledToWidth(CELL, smooth)) for title, picture in pictures]
    rows = [small[i : i + columns] for i in range(0, len(small), columns)]
    heights = [max(picture.height() for _title, picture in row) + TITLE + GAP for row in rows]
    made = QImage(columns * (CELL + GAP) + GAP, sum(heights) + GAP, QImage.Format.Format_RGB32)
    made.fill(QColor(theme.current().hex("sunken")))
    painter = QPainter(made)
    painter.setFont(theme.font("h4"))
    painter.setPen(theme.colour("text"))
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for place, (title, picture) in enumerate(row):
            left = GAP + place * (CELL + GAP)
            painter.drawText(QRectF(left, top, CELL, TITLE), int(Qt.AlignmentFlag.AlignVCenter), title)
            painter.drawImage(QPointF(left, top + TITLE), picture)
        top += height
    painter.end()
    return made


def places(starter: Starter) -> list[Place]:
    """Return every page and each of its tabs; the pages must have been made."""
    found = []
    for room, page in starter.window.pages().items():
        tabs = list(page.header.tabs.keys())
        if room == "mail":  # with one batch ready it opens that batch; its tabs stand behind it
            tabs = ["", *(mode.value for mode in MAIL_TABS)]
        found += [Place(room, tab) for tab in tabs] or [Place(room)]
    return found


def _take(app: QApplication, starter: Starter, asked: argparse.Namespace) -> Iterator[tuple[str, QImage]]:
    starter.window.setMinimumSize(400, 300)
    starter.window.resize(1366, 690)
    starter.window.show()
    demonstration.settle(app, starter)
    shown = _visit(app, starter, asked.room)
    taken: dict[tuple[Place, str, str], QImage] = {}
    # A new look dresses every page that was made: once a look, not once a picture.
    for look in asked.look:
        choice = Choice.DARK if look == "dark" else Choice.LIGHT
        theme.current().choose(choice, high_contrast=look == "contrast")
        for size in asked.size:
            starter.window.resize(*(int(side) for side in size.split("x")))
            for place in shown:
                starter.desk.navigator.went.emit(place)
                demonstration.settle(app, starter)
                taken[place, look, size] = starter.window.grab().toImage()
    for place in shown:
        for look in asked.look:
            for size in asked.size:
                title = " ".join(part for part in (place.room, place.tab, look, size) if part)
                yield title, _kept(taken[place, look, size], title, asked.each)


def _kept(picture: QImage, title: str, folder: Path | None) -> QImage:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        picture.save(str(folder / f"{title.replace(' ', '-')}.png"))
    return picture


def _visit(app: QApplication, starter: Starter, rooms: list[str]) -> list[Place]:
    from shopdesk.ui import registry

    for spec in registry.PAGES:
        if not rooms or spec.room in rooms:
            starter.window.go(spec.room)
            demonstration.settle(app, starter)
    return [place for place in places(starter) if not rooms or place.room in rooms]


@contextmanager
def _shop(home: Path | None) -> Iterator[DataFolder]:
    if home is not None:
        yield DataFolder(home)
        return
    with tempfile.TemporaryDirectory(prefix="shopdesk-sheet-") as made:
        yield DataFolder(Path(made))


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="one picture of every page in every look")
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--each", type=Path, help="folder for the single pictures")
    parser.add_argument("--room", nargs="*", default=[])
    parser.add_argument("--look", nargs="*", default=["light", "dark"], choices=LOOKS)
    parser.add_argument("--size", nargs="*", default=["1366x690"])
    parser.add_argument("--text", type=int, default=100, choices=theme.TEXT_SIZES)
    parser.add_argument("--language", choices=("es", "en", "es_ES"))
    parser.add_argument("--today", type=date.fromisoformat)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    began = time.perf_counter()
    code = main(sys.argv[1:])
    print(f"{time.perf_counter() - began:.0f} s")
    raise SystemExit(code)
