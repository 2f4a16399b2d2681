"""The menu bar: every shortcut of the window is an action here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from shopdesk.runtime.i18n import _
from shopdesk.ui import registry
from shopdesk.ui.commands import Commands
from shopdesk.ui.undo import UndoList


class Menus:
    """Builds the menus of a window and keeps the actions whose words or state change."""

    def __init__(self, frame: QMainWindow, commands: Commands, undo: UndoList) -> None:
        self._frame, self._do, self._undo = frame, commands, undo
        self._actions: list[QAction] = []
        self._is_counter = self._is_covered = self._can_print = False
        self._menus: list[QMenu] = []
        self._bar = frame.menuBar()
        self._bar.setNativeMenuBar(True)
        self._file()
        self._edit()
        self._view()
        self._go()
        self._help()

    def set_undo(self, undo: str, redo: str) -> None:
        """Say what Ctrl+Z and Ctrl+Shift+Z would do; empty = nothing."""
        self.undo.setText(_("Undo: {what}").format(what=undo) if undo else _("Undo"))
        self.undo.setEnabled(bool(undo) and not self._is_counter)
        self.redo.setText(_("Redo: {what}").format(what=redo) if redo else _("Redo"))
        self.redo.setEnabled(bool(redo) and not self._is_counter)

    def set_enabled(self, *, sheet_open: bool) -> None:
        """A sheet keeps what lies behind it still."""
        self._is_covered = sheet_open
        for action in self._behind:
            action.setEnabled(not sheet_open and self._may(action))
        self.set_printable(can_print=self._can_print)

    def set_printable(self, *, can_print: bool) -> None:
        """Say whether the page on screen prints anything."""
        self._can_print = can_print
        self.print.setEnabled(can_print and not self._is_covered and not self._is_counter)

    def set_counter(self, *, on: bool) -> None:
        """Leave in counter mode only what shows and changes nothing; an action that is off has no key."""
        self._is_counter = on
        self.counter.setText(_("Leave counter mode…") if on else _("Counter mode"))
        for action in self._actions:
            action.setVisible(self._may(action))
            action.setEnabled(self._may(action))
        for menu in self._menus:
            menu.menuAction().setVisible(any(self._may(one) for one in menu.actions() if one.text()))

    def _may(self, action: QAction) -> bool:
        return not self._is_counter or action in self._at_counter

    def _file(self) -> None:
        window, menu = self._do, self._menu(_("&File"))
        self._behind = [self._add(menu, _("Import sales…"), "Ctrl+I", window.import_sales, "Ctrl+O")]
        self.export = self._add(menu, _("Export this table…"), "Ctrl+E", window.export_table)
        self.export.setObjectName("export_table")
        self._behind.append(self.export)
        self.print = self._add(menu, _("Print…"), "Ctrl+P", window.print_list)
        menu.addSeparator()
        leave = self._add(menu, _("Quit"), "Ctrl+Q", self._frame.close, role=QAction.MenuRole.QuitRole)
        self._at_counter = [leave]

    def _edit(self) -> None:
        window, menu = self._do, self._menu(_("&Edit"))
        self.undo = self._add(menu, _("Undo"), "Ctrl+Z", self._undo.undo)
        self.redo = self._add(menu, _("Redo"), "Ctrl+Shift+Z", self._undo.redo)
        menu.addSeparator()
        self._add(menu, _("Copy"), "Ctrl+C", window.copy)
        self._at_counter.append(self._add(menu, _("Menu of what is chosen"), "Shift+F10", window.open_menu))
        self._behind.append(self._add(menu, _("Paste"), "Ctrl+V", window.paste))
        menu.addSeparator()
        find = self._add(menu, _("Find on this page"), "Ctrl+F", window.search_here)
        self._at_counter.append(find)
        self._behind += [find, self._add(menu, _("Find or go…"), "Ctrl+K", window.open_palette)]

    def _view(self) -> None:
        window, menu = self._do, self._menu(_("&View"))
        again = self._add(menu, _("Work it out again"), "F5", window.reload)
        self._add(menu, _("Main button of the page"), "Ctrl+Return", window.press_primary, "Ctrl+Enter")
        menu.addSeparator()
        panes = (
            self._add(menu, _("Next panel"), "F6", window.next_pane),
            self._add(menu, _("Previous panel"), "Shift+F6", window.previous_pane),
        )
        menu.addSeparator()
        looks = (
            self._add(menu, _("Light or dark"), "Ctrl+L", window.toggle_theme),
            self._add(menu, _("Larger text"), "Ctrl++", window.larger, "Ctrl+="),
            self._add(menu, _("Smaller text"), "Ctrl+-", window.smaller),
        )
        menu.addSeparator()
        self.counter = self._add(menu, _("Counter mode"), "Ctrl+Shift+M", window.turn_counter)
        self._at_counter += [again, *panes, *looks, self.counter]
        self._behind += [again, *panes, self.counter]

    def _go(self) -> None:
        menu = self._menu(_("&Go"))
        for number, spec in enumerate(registry.PAGES, 1):
            is_settings = spec.room == "settings"
            keys = "Ctrl+," if is_settings else f"Ctrl+{number}"
            role = QAction.MenuRole.PreferencesRole if is_settings else QAction.MenuRole.NoRole
            action = self._add(menu, spec.words(), keys, self._do.go_by_action, role=role)
            action.setData(spec.room)
            self._behind.append(action)

    def _help(self) -> None:
        window, menu = self._do, self._menu(_("&Help"))
        self._at_counter.append(self._add(menu, _("Help on this page"), "F1", window.open_help))
        self._behind.append(self._add(menu, _("The guide (PDF)"), "Shift+F1", window.open_guide))
        self._behind.append(self._add(menu, _("How each figure is worked out"), "", window.open_methods))
        self._behind.append(self._add(menu, _("Keyboard shortcuts"), "Ctrl+/", window.open_shortcuts))
        self._behind.append(self._add(menu, _("Your first four weeks"), "", window.open_first_weeks))

    def _menu(self, words: str) -> QMenu:
        menu = self._bar.addMenu(words)
        self._menus.append(menu)
        menu.setObjectName(f"menu_{words.replace('&', '').lower()}")
        return menu

    def _add(
        self,
        menu: QMenu,
        words: str,
        keys: str,
        call: Callable[[], object],
        *more: str,
        role: QAction.MenuRole = QAction.MenuRole.NoRole,
    ) -> QAction:
        action = QAction(words, self._frame)
        action.setShortcuts([QKeySequence(k) for k in (keys, *more) if k])
        action.setMenuRole(role)
        action.triggered.connect(call)
        menu.addAction(action)
        self._actions.append(action)
        return action
