"""What a widget drawn by ourselves is to a screen reader: a chart, a button, one choice of several."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE = "face"
_installed: list[Callable[[str, QObject], QAccessibleInterface | None]] = []


def set_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Say what a widget is; its name and description stay those set on it."""
    if not _installed:
        QAccessible.installFactory(_face)
        _installed.append(_face)
    widget.setProperty(_ROLE, role.value)


def _face(_kind: str, found: QObject) -> QAccessibleInterface | None:
    if not isinstance(found, QWidget):
        return None
    role = found.property(_ROLE)
    if not isinstance(role, int):
        return None
    return QAccessibleWidget(found, QAccessible.Role(role), found.accessibleName())
