"""Do it at once, take it back from the toast or with Ctrl+Z."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import notices


class Basket:
    def __init__(self) -> None:
        self.things: list[str] = ["Rosa"]

    def put_back(self) -> None:
        self.things.append("Rosa")

    def take(self) -> None:
        self.things.remove("Rosa")


def _area(qtbot: QtBot, desk: Desk) -> QWidget:
    area = QWidget()
    area.resize(800, 600)
    qtbot.addWidget(area)
    area.show()
    desk.messages.set_area(area)
    return area


def test_the_toast_takes_back_what_was_done(desk: Desk, qtbot: QtBot) -> None:
    _area(qtbot, desk)
    basket = Basket()
    basket.take()
    desk.undo.add("Saltaste a Rosa Peña", undo=basket.put_back, redo=basket.take)
    toast = desk.messages.current()
    assert toast is not None
    assert toast.words.text() == "Saltaste a Rosa Peña"
    toast.findChild(QPushButton, "toast_action").click()
    qtbot.waitUntil(lambda: basket.things == ["Rosa"])
    qtbot.waitUntil(lambda: desk.undo.next_redo == "Saltaste a Rosa Peña")
    desk.undo.redo()
    qtbot.waitUntil(lambda: basket.things == [])
    qtbot.waitUntil(lambda: desk.undo.next_undo == "Saltaste a Rosa Peña")


def test_toasts_wait_for_their_turn_and_the_first_makes_room(desk: Desk, qtbot: QtBot) -> None:
    area = _area(qtbot, desk)
    desk.messages.toast("Primero")
    desk.messages.toast("Segundo")
    assert len([t for t in area.findChildren(notices.Toast) if t.isVisible()]) == 1
    qtbot.waitUntil(
        lambda: (t := desk.messages.current()) is not None and t.words.text() == "Segundo", timeout=4000
    )


def test_a_failed_undo_is_told_and_can_be_tried_again(desk: Desk, qtbot: QtBot) -> None:
    told: list[object] = []
    desk.messages.failed.connect(told.append)

    def refuse() -> None:
        from shopdesk.runtime.errors import WrongInput

        raise WrongInput("No se pudo.")

    desk.undo.add("Algo", undo=refuse)
    desk.undo.undo()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert desk.undo.next_undo == "Algo"


def test_a_toast_rises_above_the_buttons_it_would_lie_on(desk: Desk, qtbot: QtBot) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    area.resize(800, 400)
    button = QPushButton("Copiar respuesta", area)
    button.setGeometry(320, 356, 160, 36)
    area.show()
    desk.messages.set_area(area)
    desk.messages.toast("Mensaje agregado.")
    toast = desk.messages.current()
    assert toast is not None
    assert toast.geometry().bottom() < button.geometry().top()
    button.hide()
    desk.messages.clear()
    desk.messages.toast("Mensaje agregado.")
    low = desk.messages.current()
    assert low is not None
    assert low.geometry().bottom() > 380
