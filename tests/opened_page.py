"""A page in a window of its own, for the tests that use it as the owner does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage


class Opened:
    """The page in a window of its own, with its sheets over it."""

    def __init__(self, qtbot: QtBot, desk: Desk, kind: type[BasePage]) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.host = QWidget()
        self.host.resize(1158, 690)
        qtbot.addWidget(self.host)
        desk.set_host(self.host)
        desk.messages.set_area(self.host)
        self.page = kind(desk)
        self.page.setParent(self.host)
        self.page.resize(1158, 690)
        self.host.show()
        desk.refresh.changed.connect(self._changed)
        self.settle(self.page.refresh)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & self.page.tables:
            self.page.is_stale = True
            self.page.refresh()

    def settle(self, call: object = None) -> None:
        if callable(call):
            call()
        for _ in range(4):  # a write announces itself, and the page and its card read again
            self.qtbot.wait(60)
            self.qtbot.waitUntil(lambda: self.desk.jobs.is_idle, timeout=20_000)

    def sheet(self, kind: type) -> QWidget:
        found = [one for one in self.host.findChildren(kind) if not one.isHidden()]
        assert found, f"no {kind.__name__} open"
        return found[-1]

    def press(self, name: str, inside: QWidget | None = None) -> None:
        button = (inside or self.host).findChild(QPushButton, name)
        assert button is not None, name
        assert button.isEnabled(), f"{name}: {button.toolTip()}"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()
