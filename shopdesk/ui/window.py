"""The window: menu bar, sidebar, pages made on first visit, sheets, toasts, dropping files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services.morning import Today
from shopdesk.ui import counts, registry, theme
from shopdesk.ui.commands import Commands
from shopdesk.ui.desk import Desk
from shopdesk.ui.dropping import COPY, DropWindow, readable
from shopdesk.ui.menus import Menus
from shopdesk.ui.messages import Trouble
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.sidebar import Sidebar
from shopdesk.ui.widgets import Band, EmptyState, Fold, Sheet, fold_of

MINIMUM = (1024, 600)


class Window(DropWindow):
    """One window on one shop. ``painted`` fires once, after the first paint."""

    painted = Signal()

    def __init__(self, desk: Desk, first: BasePage) -> None:
        """Build the shell around the page already at hand (Hoy, which needs no open shop)."""
        super().__init__()
        self.desk = desk
        self.setObjectName("window")
        self.setWindowTitle("Shopdesk")
        self.setMinimumSize(*MINIMUM)
        self._fold = Fold.WIDE
        self._has_painted = False
        self._pages: dict[str, BasePage] = {}
        self._current = "today"
        self._wanted: Place | None = None
        self._files: list[Path] | None = None  # those chosen before the shop was open
        self._sheets = 0
        self._today: Today | None = None
        self.sidebar = Sidebar()
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self._opening = EmptyState("storefront", _("Opening your shop…"))
        self.stack.addWidget(self._opening)
        self._over = QVBoxLayout()
        self._over.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self.commands = Commands(desk, self, self.sidebar)
        self.menus = Menus(self, self.commands, desk.undo)
        self.take_drops_over(self.stack)
        desk.set_host(self._central)
        desk.stage = self.stack
        desk.messages.set_area(self.stack)
        self._connect()
        self._adopt("today", first)
        self.show_page(Place("today"))

    def _lay_out(self) -> None:
        self._central = central = QWidget()
        central.setObjectName("central")
        across = QHBoxLayout(central)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        right = QVBoxLayout()
        right.setSpacing(0)
        self._band = QWidget()
        self._band.setLayout(self._over)
        self._band.hide()
        right.addWidget(self._band)
        right.addWidget(self.stack, 1)
        across.addLayout(right, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        desk = self.desk
        self.sidebar.picked.connect(self.go)
        self.sidebar.wants_import.connect(self.commands.import_sales)
        desk.navigator.went.connect(self.show_page)
        desk.refresh.changed.connect(self._tables_changed)
        desk.undo.changed.connect(self._undo_changed)
        desk.messages.failed.connect(self._failed)
        desk.ready.connect(self._ready)
        desk.today_known.connect(self.show_counts)
        desk.counter_changed.connect(self.enter_mode)
        theme.current().changed.connect(self._refold)
        desk.wants_import.connect(self._open_import)
        self._undo_changed()

    def page(self) -> BasePage | None:
        """Return the page on screen, None while the shop opens."""
        return self._pages.get(self._current)

    def pages(self) -> dict[str, BasePage]:
        """Return the pages made so far, by room."""
        return dict(self._pages)

    def room(self) -> str:
        """Return the room on screen."""
        return self._current

    def go(self, room: str) -> None:
        """Show a room."""
        self.desk.navigator.go(room)

    def show_page(self, place: Place) -> None:
        """Show a place, making its page on the first visit; waits while the shop opens."""
        place = self.desk.allowed(place)
        self._current = place.room
        self.sidebar.set_page(place.room)
        found = self._pages.get(place.room)
        if found is None and not self.desk.is_ready:
            self._wanted = place
            self.stack.setCurrentWidget(self._opening)
            return
        if found is None:
            found = self.make_page(place.room)
        self.stack.setCurrentWidget(found)
        self.setWindowTitle(f"{registry.page(place.room).words()} · Shopdesk")
        self._say_what_fits(found)
        found.refresh()
        if place.tab or place.key is not None:
            found.go(place)
        self.desk.navigator.arrived.emit(place)

    def make_page(self, room: str) -> BasePage:
        """Make a page without showing it; it reads when it is first shown."""
        made = registry.page(room).load()(self.desk)
        self._adopt(room, made)
        return made

    def forget_pages(self) -> None:
        """Drop every page but Hoy, e.g. after another shop was opened; they are made again when visited."""
        for room in [room for room in self._pages if room != "today"]:
            page = self._pages.pop(room)
            self.stack.removeWidget(page)
            page.deleteLater()
        self.show_page(Place("today"))

    def set_band(self, banner: Band | None) -> None:
        """Show a line above every page, as for the example shop; None takes it away."""
        while self._over.count():
            item = self._over.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if banner is not None:
            self._over.addWidget(banner)
        self._band.setVisible(banner is not None)

    def say_not_opened(self, title: str) -> None:
        """Say on every page that waits for the shop why it does not come; what to do stands on Hoy."""
        self._opening.say(title, _("What you can do stands on Today."))

    def open_sheet(self, sheet: Sheet, focus: QWidget | None = None) -> None:
        """Open a dialog over the page."""
        self.desk.show_sheet(sheet, focus)

    def sheet_opened(self, sheet: Sheet) -> None:
        """Keep what lies behind a sheet still until it closes, whoever opened it."""
        self._sheets += 1
        self.menus.set_enabled(sheet_open=True)
        sheet.closed.connect(self._sheet_closed)

    def _adopt(self, room: str, page: BasePage) -> None:
        self._pages[room] = page
        self.stack.addWidget(page)
        page.fold(self._fold)

    def _ready(self) -> None:
        if self._wanted is not None:
            place, self._wanted = self._wanted, None
            self.show_page(place)
        if self._files is not None:
            self._open_import(self._files)

    def _open_import(self, files: list[Path]) -> None:
        if self.desk.is_counter:
            return
        if not self.desk.is_open:
            # Chosen twice while it opens: both are wanted.
            kept = self._files or []
            self._files = [*kept, *(file for file in files if file not in kept)]
            self.desk.messages.toast(_("One moment: I am still opening your shop."))
            return
        self._files = None
        from shopdesk.ui.importing.wizard import ImportWizard

        shown = self._central.findChild(ImportWizard)
        if shown is not None and not shown.isHidden():
            shown.add_files(files)
            return
        self.open_sheet(ImportWizard(self.desk, files, before=self._today))

    def _tables_changed(self, tables: frozenset[str]) -> None:
        for room, page in self._pages.items():
            if not page.tables & tables:
                continue
            page.is_stale = True
            if room == self._current:
                page.refresh()

    def show_counts(self, today: Today | None, shop_name: str) -> None:
        """Show in the sidebar what the Hoy page counts: the same numbers, from the same questions."""
        self._today = today
        counts.show(self.sidebar, today, shop_name)

    def _undo_changed(self) -> None:
        self.menus.set_undo(self.desk.undo.next_undo, self.desk.undo.next_redo)

    def _failed(self, trouble: Trouble) -> None:
        page = self.page()
        if page is not None:
            page.show_trouble_words(trouble)

    def can_leave(self) -> bool:
        """Say whether every page may be left now."""
        return all(page.can_leave() for page in self._pages.values())

    def enter_mode(self) -> None:
        """Show what the desk's mode allows, leaving nothing of the other: no sheet, page or action."""
        on = self.desk.is_counter
        for sheet in self._central.findChildren(Sheet):
            sheet.finish()
        self.sidebar.setHidden(on)
        self.menus.set_counter(on=on)
        self._undo_changed()
        self.forget_pages()

    def _sheet_closed(self) -> None:
        self._sheets -= 1
        self.menus.set_enabled(sheet_open=self._sheets > 0)

    def _say_what_fits(self, page: BasePage) -> None:
        self.menus.set_printable(can_print=page.can_print)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refold()

    def _refold(self) -> None:
        fold = fold_of(self.width(), theme.current().text_size)
        if fold is not self._fold:
            self._fold = fold
            self.sidebar.set_narrow(fold is not Fold.WIDE)
            for page in self._pages.values():
                page.fold(fold)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._has_painted:
            self._has_painted = True
            self._central.setFocus()
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self.page()
        if event.key() == Qt.Key.Key_Escape and page is not None:
            page.go_back()
        else:
            super().keyPressEvent(event)

    def take_files(self, files: list[Path]) -> None:
        """Import files dropped on the window, look at a copy under a pass phrase; others are left alone."""
        sealed = [file for file in files if file.suffix.lower() == COPY]
        if sealed:
            self.desk.navigator.go("settings", tab="backup", key=sealed[0])
            return
        wanted = readable(files)
        if wanted:
            self.desk.import_files(wanted)
        elif files:
            self.desk.messages.toast(_("I only read CSV and Excel"))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.can_leave():
            event.ignore()
            return
        QSettings().setValue("window/geometry", self.saveGeometry())
        self.desk.jobs.close()
        super().closeEvent(event)

    def restore(self) -> None:
        """Take the size and place of the last time."""
        kept = QSettings().value("window/geometry")
        if kept is None or not self.restoreGeometry(kept):
            room = self.screen().availableSize()
            self.resize(min(1366, room.width()), min(720, room.height()))
