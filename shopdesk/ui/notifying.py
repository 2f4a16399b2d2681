"""The icon beside the clock, off until the owner wants it: it tells what ended while they were elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenu, QSystemTrayIcon

from shopdesk.domain.preferences import WindowSettings
from shopdesk.runtime.i18n import _
from shopdesk.ui.desk import Desk

if TYPE_CHECKING:
    from shopdesk.services.context import Shop

SHOWN_MS = 10_000


class Notifier(QObject):
    """Tells of three things and of nothing else: a batch ended, an error stopped one, an import is done.

    Without the icon, or while the window is in front, it says nothing: the window says it already.
    """

    def __init__(self, desk: Desk, window: QMainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self.icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        desk.ended_away.connect(self.tell)
        desk.opened.connect(self._read)
        desk.refresh.changed.connect(self._changed)

    def set_on(self, on: object) -> None:
        """Show the icon or take it away; a desktop without a place for icons shows none."""
        if on and self.icon is None and QSystemTrayIcon.isSystemTrayAvailable():
            self._menu = QMenu()
            self._menu.addAction(_("Open Shopdesk"), self._open)
            self._menu.addAction(_("Quit"), self._window.close)
            self.icon = QSystemTrayIcon(self._window.windowIcon(), self)
            self.icon.setToolTip("Shopdesk")
            self.icon.setContextMenu(self._menu)
            self.icon.activated.connect(self._open)
            self.icon.messageClicked.connect(self._open)
            self.icon.show()
        elif not on and self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None

    def tell(self, title: str, line: str) -> None:
        """Tell the owner, if they are elsewhere and want to be told."""
        if self.icon is not None and not self._window.isActiveWindow():
            self.icon.showMessage(title, line, self._window.windowIcon(), SHOWN_MS)

    def _changed(self, tables: frozenset[str]) -> None:
        if "setting" in tables and self._desk.is_open:
            self._read()

    def _read(self) -> None:
        work = partial(_is_wanted, self._desk.shop)
        self._desk.jobs.start(work, owner=self, done=self.set_on)

    def _open(self, _reason: object = None) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def _is_wanted(shop: Shop) -> bool:
    return shop.settings.get(WindowSettings).tray
