"""The icon beside the clock: off until wanted, and silent while the window is in front."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from shopdesk.domain.preferences import WindowSettings
from shopdesk.ui.desk import Desk
from shopdesk.ui.notifying import Notifier


class Icon:
    """Stands in for the icon of a desktop that has a place for it."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def showMessage(self, title: str, line: str, _icon: object, _ms: int) -> None:  # noqa: N802 - Qt's own name
        self.said.append((title, line))


def test_nothing_stands_beside_the_clock_until_the_owner_wants_it(qtbot: QtBot, dressed: object) -> None:
    assert WindowSettings().tray is False
    window = QMainWindow()
    qtbot.addWidget(window)
    notifier = Notifier(Desk(), window)
    notifier.tell("Gracias de esta semana", "Terminó a las 9:05 · 10 enviados")
    assert notifier.icon is None


def test_what_ended_is_told_only_while_the_owner_is_elsewhere(qtbot: QtBot, dressed: object) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    desk = Desk()
    notifier = Notifier(desk, window)
    icon = Icon()
    notifier.icon = icon  # type: ignore[assignment]
    desk.ended_away.emit("Gracias de esta semana", "Terminó a las 9:05 · 10 enviados")
    assert icon.said == [("Gracias de esta semana", "Terminó a las 9:05 · 10 enviados")]
    window.isActiveWindow = lambda: True  # type: ignore[method-assign]
    desk.ended_away.emit("Listo: 31 ventas nuevas", "")
    assert len(icon.said) == 1
