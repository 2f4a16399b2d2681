"""The example shop without a screen: fill it, write the lists and a picture of every page, say where."""

from __future__ import annotations

import logging
import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from shopdesk.runtime.i18n import _
from shopdesk.runtime.paths import DataFolder
from shopdesk.services import morning
from shopdesk.services.context import Shop
from shopdesk.ui import registry, reporting, startup, theme
from shopdesk.ui.theme import Choice

SIZE = (1366, 768)
WAIT_S = 600


def run(folder: DataFolder, *, language: str | None, today: date | None) -> int:
    """Fill the example shop offscreen and write what it shows; return the exit code."""
    qInstallMessageHandler(_to_log)
    app = startup.make_application(folder, morning.glance(folder), language)
    starter = startup.Starter(folder, today=today, demo=True)
    reporting.catch_bugs(starter)
    troubles: list[object] = []
    starter.desk.messages.failed.connect(troubles.append)
    starter.window.resize(*SIZE)
    starter.window.show()
    settle(app, starter)
    pictures = folder.root / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for choice in (Choice.LIGHT, Choice.DARK):
        theme.current().choose(choice)
        take_pictures(app, starter, pictures)
    lists = write_lists(starter.desk.shop, folder.root / "lists") if starter.desk.is_open else []
    starter.window.close()
    starter.close()
    print(_("The example shop is in {folder}.").format(folder=folder.root))  # noqa: T201 - no window to say it in
    print(_("Pictures of its pages: {folder}").format(folder=pictures))  # noqa: T201
    for file in lists:
        print(_("List for a supplier: {file}").format(file=file))  # noqa: T201
    return 1 if troubles or not starter.desk.is_open else 0


def _to_log(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Keep what Qt says of its offscreen platform out of the answer."""
    logging.getLogger(__name__).info(words)


def write_lists(shop: Shop, folder: Path) -> list[Path]:
    """Write the list of each supplier as a PDF and return the files."""
    from shopdesk.services import reorder, supplier_lists
    from shopdesk.ui.rooms.reorder import paper

    folder.mkdir(parents=True, exist_ok=True)
    plan = reorder.suggest(shop)
    lists = supplier_lists.make(shop, plan, plan.groups())
    return [paper.supplier_pdf(shop, [one], folder / f"{n:02d}.pdf") for n, one in enumerate(lists, 1)]


def take_pictures(app: QApplication, starter: startup.Starter, folder: Path) -> list[Path]:
    """Write a picture of every page as it now looks and return the files."""
    made = []
    for spec in registry.PAGES:
        starter.window.go(spec.room)
        settle(app, starter)
        file = folder / f"{spec.room}-{theme.current().name}.png"
        starter.window.grab().save(str(file))
        made.append(file)
    return made


def _charts_drawn(starter: startup.Starter) -> bool:
    from shopdesk.ui.widgets.chart_canvas import ChartCanvas

    shown = [chart for chart in starter.window.findChildren(ChartCanvas) if chart.isVisible()]
    return all(chart.is_at_rest() for chart in shown)


def settle(app: QApplication, starter: startup.Starter) -> None:
    """Let the window come to rest: the shop open, no job running, charts drawn."""
    until = time.monotonic() + WAIT_S
    still = 0
    while time.monotonic() < until and still < 30:
        app.processEvents()
        time.sleep(0.01)
        at_rest = starter.desk.is_ready and starter.desk.jobs.is_idle and _charts_drawn(starter)
        still = still + 1 if at_rest else 0
