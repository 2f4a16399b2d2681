"""What the window can show, by name: every page and tab, details, dialogs, the import's steps.

The picture test and the clipping test look at the same scenes, so what one of them covers the other does too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from shopdesk.domain.outreach.flows import Flow
from shopdesk.ui import registry
from shopdesk.ui.importing.wizard import COLUMNS, DONE, FILE, REVIEW, ImportWizard
from shopdesk.ui.navigator import Place
from shopdesk.ui.rooms.mail.modes import TABS as MAIL_TABS
from shopdesk.ui.widgets import Sheet
from shopdesk.ui.widgets.chart_canvas import ChartCanvas
from shopdesk.ui.window import Window

UNKNOWN = (
    "Creado,Folio,Articulo,Cant,Precio,Correo,Ubicacion\n"
    "16/11/2026,1841,Tenis Nube blanco - 24,1,1190.00,laura.mendez@correo.mx,Guadalajara\n"
    "15/11/2026,1840,Bota Sierra miel - 25,2,890.00,,En linea\n"
    "14/11/2026,1839,Bota Sierra miel - 25,dos,890.00,,En linea\n"
)


@dataclass(frozen=True)
class Stage:
    """The window under test and where its files may lie."""

    window: Window
    qtbot: QtBot
    folder: Path

    def rest(self, quiet_ms: int = 120) -> None:
        """Wait until nothing is read and every chart is drawn."""

        def is_at_rest() -> bool:
            charts = [chart for chart in self.window.findChildren(ChartCanvas) if chart.isVisible()]
            return self.window.desk.jobs.is_idle and all(chart.is_at_rest() for chart in charts)

        for _turn in range(2):
            self.qtbot.waitUntil(is_at_rest, timeout=120_000)
            self.qtbot.wait(quiet_ms)

    def go(self, room: str, tab: str = "", key: object = None) -> None:
        """Show a page, one of its tabs, or a thing on it."""
        self.window.show_page(Place(room, tab, key))
        self.rest()

    def press(self, name: str) -> None:
        """Press the visible button of a name, on the page or in the dialog over it."""
        shown = self._button(name)
        if shown is None and (drawer := self._button("open_rail")) is not None:
            drawer.click()  # in little room the rail waits behind its strip
            shown = self._button(name)
        assert shown is not None, f"no button {name} to press"
        shown.click()
        self.rest()

    def _button(self, name: str) -> QAbstractButton | None:
        buttons = self.window.findChildren(QAbstractButton, name)
        return next((one for one in reversed(buttons) if one.isVisible() and one.isEnabled()), None)

    def sheets(self) -> list[Sheet]:
        """Return the dialogs on screen, the topmost last."""
        return [one for one in self.window.findChildren(Sheet) if one.isVisible()]

    def close(self) -> None:
        """Take every dialog away."""
        for sheet in reversed(self.sheets()):
            sheet.finish()
        if (drawer := self._button("close_rail")) is not None:
            drawer.click()
        self.rest(30)


Show = Callable[[Stage], None]


def tabs(stage: Stage) -> list[tuple[str, str]]:
    """Return every page with each of its tabs; makes the pages."""
    found: list[tuple[str, str]] = []
    for spec in registry.PAGES:
        stage.go(spec.room)
        page = stage.window.pages()[spec.room]
        keys = list(page.header.tabs.keys())
        if spec.room == "mail":  # with one batch ready it opens that batch; its tabs stand behind it
            keys = ["", *(mode.value for mode in MAIL_TABS)]
        if spec.room == "settings":
            page.build_all()
        found += [(spec.room, tab) for tab in keys or [""]]
    return found


def _person(stage: Stage) -> None:
    stage.go("customers", "people")
    people = stage.window.pages()["customers"].people
    people.opened.emit(people.table.rows.keys()[0])
    stage.rest()


def _counting(stage: Stage) -> None:
    stage.go("reorder", "count", "suspects")


def _all_done(stage: Stage) -> None:
    stage.go("today")
    page = stage.window.pages()["today"]
    page.show_today(replace(page.today, tasks=(), done={"letters": 12, "order": 3, "reply": 5}))
    stage.rest()


def _palette(stage: Stage) -> None:
    stage.go("today")
    stage.window.commands.open_palette()
    stage.rest()
    line = stage.window.findChild(QLineEdit, "palette_line")
    stage.qtbot.keyClicks(line, "nube")
    stage.qtbot.wait(300)
    stage.rest()


def _sending(stage: Stage) -> None:
    stage.go("mail")
    page = stage.window.pages()["mail"]
    page.open_batch(Flow.THANKS)
    stage.rest()
    queue = page.review.people.ticked()
    page.review.checks.hide()
    page.review.under_way.begin(queue, len(queue), 4.0)
    stage.rest()


def _not_sending(stage: Stage) -> None:
    page = stage.window.pages()["mail"]
    page.review.under_way.end()
    page.review.checks.show()


def _command(name: str) -> Show:
    def show(stage: Stage) -> None:
        stage.go("today")
        getattr(stage.window.commands, name)()
        stage.rest()

    return show


def _import_step(step: int) -> Show:
    def show(stage: Stage) -> None:
        stage.go("today")
        file = stage.folder / "cuaderno.csv"
        file.write_text(UNKNOWN, encoding="utf-8")
        stage.window.desk.import_files([file] if step else [])
        stage.rest()
        wizard = stage.sheets()[-1]
        assert isinstance(wizard, ImportWizard)
        while wizard.step() < step:  # columns once named are remembered
            stage.press("import_go")

    return show


def _pressed(room: str, tab: str, *names: str) -> Show:
    def show(stage: Stage) -> None:
        stage.go(room, tab)
        for name in names:
            stage.press(name)

    return show


DETAILS: dict[str, Show] = {
    "customers-person": _person,
    "reorder-count": _counting,
    "today-all-done": _all_done,
    "mail-sending": _sending,
}
"""Pages in the page, and states of one."""

DIALOGS: dict[str, Show] = {
    "palette": _palette,
    "shortcuts": _command("open_shortcuts"),
    "help": _command("open_help"),
    "methods": _command("open_methods"),
    "first-weeks": _command("open_first_weeks"),
    "reorder-print": _pressed("reorder", "lines", "print_lists"),
    "reorder-arrived": _pressed("reorder", "orders", "goods_arrived"),
    "reorder-supplier": _pressed("reorder", "suppliers", "new_supplier"),
    "sizes-run": _pressed("sizes", "", "buy_run"),
    "sizes-guide": _pressed("sizes", "", "open_guide"),
    "inbox-saved-reply": _pressed("inbox", "saved", "edit_saved"),
    "mail-text": _pressed("mail", "flows", "edit_flow_text"),
    "mail-vacation": _pressed("mail", "flows", "vacation"),
    "sales-by-hand": _pressed("sales", "sales", "register_by_hand"),
    "settings-policy": _pressed("settings", "", "add_policy"),
    "settings-notice": _pressed("settings", "", "privacy_notice"),
    "settings-delete": _pressed("settings", "", "delete_all"),
    "import-file": _import_step(FILE),
    "import-columns": _import_step(COLUMNS),
    "import-review": _import_step(REVIEW),
    "import-done": _import_step(DONE),
}
"""Dialogs over a page; the import's last step changes the shop, so it comes last."""

_AFTER: dict[str, Show] = {"mail-sending": _not_sending}


@contextmanager
def shown(stage: Stage, name: str) -> Iterator[None]:
    """Show a scene, and put away what it brought."""
    {**DETAILS, **DIALOGS}[name](stage)
    try:
        yield
    finally:
        if name in _AFTER:
            _AFTER[name](stage)
        stage.close()
