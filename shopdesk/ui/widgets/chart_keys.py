"""A chart under the keys: from mark to mark with the arrows, each said as the pointer would say it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QToolTip, QWidget

from shopdesk.charts.style import Mark


def beside(marks: Sequence[Mark], now: Mark | None, step: int) -> Mark:
    """Return the mark to the right (1) or left (−1) of another; from none, the last one: the newest."""
    across = sorted(marks, key=_left)
    if now is None or now not in across:
        return across[-1]
    return across[max(0, min(across.index(now) + step, len(across) - 1))]


def place_of(mark: Mark, height: int, density: float) -> QRectF:
    """Return where a mark stands in a widget of ``height``, logical pixels."""
    box = mark.artist.get_window_extent()
    left, top = box.x0 / density, height - box.y1 / density
    return QRectF(left - 2, top - 2, box.width / density + 4, box.height / density + 4)


def say(owner: QWidget, mark: Mark, density: float) -> None:
    """Show the words of a mark beside it and tell them to the screen reader."""
    if not mark.tip:
        return
    at = place_of(mark, owner.height(), density)
    QToolTip.showText(owner.mapToGlobal(at.center().toPoint()), mark.tip, owner)
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(owner, mark.tip))


def _left(mark: Mark) -> tuple[float, float]:
    box = mark.artist.get_window_extent()
    return (round(box.x0), -box.y0)
