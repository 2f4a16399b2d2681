"""What the menus and their keys do, on whichever page is on screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import appearance, exporting, registry, theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.navigator import Place
from shopdesk.ui.page import BasePage
from shopdesk.ui.sidebar import Sidebar
from shopdesk.ui.widgets import Sheet

if TYPE_CHECKING:
    from shopdesk.services.first_weeks import Progress
    from shopdesk.ui.counter.turning import Turning
    from shopdesk.ui.palette_rows import Entry


class Stage(Protocol):
    """What the commands need of the window."""

    def page(self) -> BasePage | None:
        """Return the page on screen."""

    def room(self) -> str:
        """Return the code name of the room on screen."""

    def can_leave(self) -> bool:
        """Say whether every page may be left now; one that works in the background may ask first."""

    def open_sheet(self, sheet: Sheet, focus: QWidget | None = None) -> None:
        """Open a dialog over the page."""


class Commands(QObject):
    """One method per menu action; each without arguments."""

    def __init__(self, desk: Desk, stage: Stage, sidebar: Sidebar) -> None:
        super().__init__(desk)
        self._desk, self._stage, self._sidebar = desk, stage, sidebar
        self._turning: Turning | None = None
        desk.wants_counter.connect(self.turn_counter)

    def go_by_action(self) -> None:
        """Show the room of the menu action that asked."""
        action = self.sender()
        if isinstance(action, QAction):
            self._desk.navigator.go(str(action.data()))

    def import_sales(self) -> None:
        """Open the import wizard."""
        self._desk.import_files()

    def turn_counter(self) -> None:
        """Go into counter mode, or ask for the PIN that leaves it."""
        if self._turning is None:
            from shopdesk.ui.counter.turning import Turning

            self._turning = Turning(self._desk, self._stage.open_sheet, self._stage.can_leave)
        self._turning.turn()

    def open_palette(self) -> None:
        """Open “find or go”."""
        if self._desk.is_counter:
            return
        if self._desk.is_open:
            from shopdesk.ui.palette import Palette

            self._stage.open_sheet(Palette(self._desk, self._offered()))
        else:
            self._desk.messages.toast(_("One moment: I am still opening your shop."))

    def _offered(self) -> list[Entry]:
        """Return what the menus do, for “find or go”."""
        from shopdesk.ui.palette_rows import Entry

        here, page = Place(self._stage.room()), self._stage.page()
        lines = [
            ("export", "export", _("Export this table…"), "Ctrl+E", self.export_table),
            ("reload", "arrows-clockwise", _("Work it out again"), "F5", self.reload),
            ("theme", "moon", _("Light or dark"), "Ctrl+L", self.toggle_theme),
            ("larger", "text-aa", _("Larger text"), "Ctrl++", self.larger),
            ("smaller", "text-aa", _("Smaller text"), "Ctrl+−", self.smaller),
            ("counter", "eye-slash", _("Counter mode"), "Ctrl+Shift+M", self.turn_counter),
            ("help", "question", _("Help on this page"), "F1", self.open_help),
            ("guide", "question", _("The guide (PDF)"), "Shift+F1", self.open_guide),
            ("methods", "question", _("How each figure is worked out"), "", self.open_methods),
            ("keys", "question", _("Keyboard shortcuts"), "Ctrl+/", self.open_shortcuts),
            ("weeks", "check-square", _("Your first four weeks"), "", self.open_first_weeks),
        ]
        if page is not None and page.can_print:
            lines.insert(0, ("print", "printer", _("Print…"), "Ctrl+P", self.print_list))
        return [
            Entry(f"menu_{key}", icon, words, "", here, keys=keys, call=call)
            for key, icon, words, keys, call in lines
        ]

    def open_shortcuts(self) -> None:
        """Open the sheet of keyboard shortcuts."""
        from shopdesk.ui.shortcuts import ShortcutsSheet

        sheet = ShortcutsSheet()
        self._stage.open_sheet(sheet, sheet.done)

    def open_help(self) -> None:
        """Open the help of the dialog in hand, else of this page and its tab."""
        from shopdesk.ui.helping import HelpSheet

        page, over = self._stage.page(), _sheet_in_focus()
        if isinstance(over, HelpSheet):
            return
        topic = (page.help_topic if page is not None else "") or self._stage.room()
        part = f"{topic}.{page.help_part}" if page is not None else ""
        sheet = HelpSheet(topic, over.objectName() if over is not None else part)
        self._stage.open_sheet(sheet, sheet.done)

    def open_guide(self) -> None:
        """Hand the guide to the system's reader of documents."""
        if self._desk.is_open:
            from shopdesk.ui import helping

            work = partial(self._desk.shop.opener.show, helping.guide())
            self._desk.jobs.start(work, owner=self, done=self._guide_shown, network=True)

    def _guide_shown(self, shown: bool) -> None:
        if not shown:
            from shopdesk.ui import helping

            said = _("Nothing here opens a PDF. The guide is in {file}.")
            self._desk.messages.toast(said.format(file=helping.guide()))

    def open_methods(self) -> None:
        """Open the page that says how each figure is worked out."""
        from shopdesk.ui.methods import MethodsSheet

        sheet = MethodsSheet()
        self._stage.open_sheet(sheet, sheet.done)

    def open_first_weeks(self) -> None:
        """Open the four-week plan of the newly arrived, as the data shows it now."""
        if self._desk.is_open:
            from shopdesk.services import first_weeks

            work = partial(first_weeks.look, self._desk.shop)
            self._desk.jobs.start(work, owner=self, done=self._show_first_weeks)

    def _show_first_weeks(self, weeks: tuple[tuple[Progress, ...], ...]) -> None:
        from shopdesk.ui.first_weeks import FirstWeeksSheet

        sheet = FirstWeeksSheet(self._desk, weeks)
        self._stage.open_sheet(sheet, sheet.done)

    def export_table(self) -> None:
        """Ask where and write the page's table."""
        page = self._stage.page()
        work = page.export_work() if page is not None else None
        rows = work or (page.export_table() if page is not None else [])
        if page is not None and (callable(rows) or len(rows) > 1):
            exporting.ask_and_write(page, registry.page(self._stage.room()).words(), rows, self._desk)
        else:
            self._desk.messages.toast(_("There is no table here to export."))

    def print_list(self) -> None:
        """Print what the page prints."""
        page = self._stage.page()
        if page is not None and page.can_print:
            page.print_list()

    def copy(self) -> None:
        """Copy the page's selected rows."""
        page = self._stage.page()
        if page is not None:
            page.copy()

    def open_menu(self) -> None:
        """Open the menu of what has the focus, as the key with the menu on it does."""
        focus = QApplication.focusWidget()
        if focus is not None:
            here = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            at = here.center() if isinstance(here, QRect) else focus.rect().center()
            reason = QContextMenuEvent.Reason.Keyboard
            QApplication.sendEvent(focus, QContextMenuEvent(reason, at, focus.mapToGlobal(at)))

    def paste(self) -> None:
        """Hand the clipboard to the page, unless a field takes it."""
        page = self._stage.page()
        if page is not None and not page.in_a_field():
            page.paste()

    def search_here(self) -> None:
        """Put the cursor into the page's search."""
        page = self._stage.page()
        if page is not None:
            page.search_here()

    def reload(self) -> None:
        """Work the page out again."""
        page = self._stage.page()
        if page is not None and self._desk.is_open:
            page.reload()

    def press_primary(self) -> None:
        """Press the page's primary button; over a page it is the sheet's, and the page stays still."""
        sheet = _sheet_in_focus()
        if sheet is not None:
            sheet.press_primary()
            return
        page = self._stage.page()
        if page is not None:
            page.press_primary()

    def next_pane(self) -> None:
        """Move the focus to the next of sidebar, header, content."""
        self._move_pane(1)

    def previous_pane(self) -> None:
        """Move the focus to the previous pane."""
        self._move_pane(-1)

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        dark = theme.current().name == "dark"
        theme.current().choose(theme.Choice.LIGHT if dark else theme.Choice.DARK)
        self._keep_look()

    def larger(self) -> None:
        """One text size up."""
        self._resize_text(1)

    def smaller(self) -> None:
        """One text size down."""
        self._resize_text(-1)

    def _move_pane(self, step: int) -> None:
        page = self._stage.page()
        panes = [self._sidebar, *([page.header, page.stack] if page is not None else [])]
        focus = QApplication.focusWidget()
        now = next((i for i, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), -1)
        for offset in range(1, len(panes) + 1):
            pane = panes[(now + step * offset) % len(panes)]
            first = _first_focusable(pane)
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _resize_text(self, step: int) -> None:
        sizes = theme.TEXT_SIZES
        at = sizes.index(theme.current().text_size) + step
        if 0 <= at < len(sizes):
            theme.current().choose(text_size=sizes[at])
            self._keep_look()

    def _keep_look(self) -> None:
        if self._desk.is_open:
            appearance.keep(self._desk)


def _sheet_in_focus() -> Sheet | None:
    at = QApplication.focusWidget()
    while at is not None and not isinstance(at, Sheet):
        at = at.parentWidget()
    return at


def _first_focusable(pane: QWidget) -> QWidget | None:
    for child in pane.findChildren(QWidget):
        takes = bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and child.isVisible() and child.isEnabled():
            return child
    return None
