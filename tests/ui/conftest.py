"""The application dressed once, its settings in a scratch folder, and a desk on an empty shop."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.services.context import Shop
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.theme import Choice


@pytest.fixture(scope="session")
def dressed(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """Return the application with the house's letters and colours."""
    qapp.setApplicationName("Shopdesk")
    qapp.setOrganizationName("Shopdesk")
    place = str(tmp_path_factory.mktemp("window"))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, place)
    theme.current().start()
    return qapp


@pytest.fixture(autouse=True)
def light(dressed: QApplication) -> Iterator[None]:
    """Start every test light, at 100 %; collect garbage between tests only, as the window does."""
    gc.disable()
    theme.current().choose(Choice.LIGHT, text_size=100, high_contrast=False)
    yield
    gc.collect()
    theme.current().choose(Choice.LIGHT, text_size=100, high_contrast=False)
    gc.enable()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """Return a desk without a shop; its runners end with the test."""
    found = Desk()
    yield found
    found.jobs.close(60)
    qtbot.wait(1)


@pytest.fixture
def open_desk(desk: Desk, shop: Shop) -> Desk:
    """Return a desk on an empty shop."""
    desk.set_shop(shop)
    return desk


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Return a folder for pictures."""
    return tmp_path
