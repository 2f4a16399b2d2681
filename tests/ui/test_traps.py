"""The traps of the toolkit, each kept shut by a test."""

from __future__ import annotations

import ast
import gc
import sys
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from shopdesk import ui
from shopdesk.ui import theme
from shopdesk.ui.collecting import Collector
from shopdesk.ui.theme import Choice


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_thousand_calls_that_return_nothing_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _turn in range(1000):
        label.setText("Tenis Nube")
    assert sys.getrefcount(None) >= before - 50


class Looped(QWidget):
    """A widget that only the cycle collector can free."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_a_widget_in_a_cycle_is_never_freed_by_a_worker_or_by_a_theme_change(qtbot: QtBot) -> None:
    collector = Collector()
    collector.start()
    collector.settle()
    try:
        gone = weakref.ref(Looped())
        worker = threading.Thread(target=lambda: [[].append([]) for _turn in range(200_000)])
        worker.start()
        worker.join()
        theme.current().choose(Choice.DARK)
        assert gone() is not None
        gc.collect()
        assert gone() is None
    finally:
        collector.stop()
        gc.unfreeze()
        gc.disable()


def _plain_classes() -> list[tuple[str, ast.ClassDef]]:
    root = Path(ui.__file__).parent
    found = [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in root.rglob("*.py")]
    nodes = [(str(file.relative_to(root)), node) for file, tree in found for node in ast.walk(tree)]
    return [(name, node) for name, node in nodes if isinstance(node, ast.ClassDef) and not node.bases]


def test_only_what_qt_knows_takes_the_end_of_a_job() -> None:
    """A job calls back objects of Qt only; a plain class that hands over a method of its own would fail."""
    wrong = []
    for file, found in _plain_classes():
        for call in (node for node in ast.walk(found) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("act", "start", "load"):
                handed = [*call.args[1:], *(word.value for word in call.keywords)]
                names = [ast.unparse(one) for one in handed]
                wrong += [f"{file} {found.name}: {name}" for name in names if name.startswith("self._")]
    assert [one for one in wrong if not one.endswith("_page")] == []
