"""The order in which the eye meets what one acts on, and so the order of Tab.

Qt's own order is that of making: a chart made late, or a section built in a pause, would come last. Layouts
say where things stand, so the order is read from them at each Tab and is right whatever was made when.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QGridLayout,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)


def move(root: QWidget, *, forward: bool) -> bool:
    """Give the focus to what stands next, or before, inside a part of the window; round at the ends."""
    stops = list(order(root))
    if not stops:
        return False
    now = _stop_of(QApplication.focusWidget(), stops)
    index = stops.index(now) + (1 if forward else -1) if now is not None else (0 if forward else -1)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    wanted = stops[index % len(stops)]
    wanted.setFocus(reason)
    _bring_in(wanted)
    return True


def order(root: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at inside a part of the window, in the order of its layouts."""
    for widget in _children(root):
        if widget.isVisible():
            if _is_stop(widget):
                yield widget
            yield from order(widget)


def _is_stop(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isEnabled() and widget.focusProxy() is None


def _children(root: QWidget) -> list[QWidget]:
    """Return the children as the eye meets them: those the layout places, then those that lie free."""
    if isinstance(root, QMainWindow):
        return [bar for bar in (root.centralWidget(),) if bar is not None]
    if isinstance(root, QScrollArea):
        return [inner for inner in (root.widget(),) if inner is not None]
    if isinstance(root, QStackedWidget | QTabWidget):
        return [*(one for one in (root.currentWidget(),) if one is not None), *_free(root)]
    if isinstance(root, QSplitter):
        sides = (root.widget(index) for index in range(root.count()))
        return [side for side in sides if side is not None]
    if isinstance(root, QAbstractScrollArea):
        return []
    layout = root.layout()
    placed = list(_placed(layout)) if layout is not None else []
    known = {id(one) for one in placed}
    return [*placed, *(one for one in _free(root) if id(one) not in known)]


def _free(root: QWidget) -> list[QWidget]:
    """Return the children that are no page of a stack and no window of their own, from top to bottom."""
    held = {id(root.widget(at)) for at in range(root.count())} if isinstance(root, QStackedWidget) else set()
    found = [one for one in root.children() if isinstance(one, QWidget) and not one.isWindow()]
    return sorted((one for one in found if id(one) not in held), key=lambda one: (one.y(), one.x()))


def _placed(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=partial(_cell_of, layout))  # a grid holds its cells as they were put in
    for index in places:
        item = layout.itemAt(index)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _cell_of(grid: QGridLayout, index: int) -> tuple[int, int]:
    place: tuple[int, int, int, int] = grid.getItemPosition(index)  # type: ignore[assignment]
    return place[:2]


def _stop_of(focus: QWidget | None, stops: list[QWidget]) -> QWidget | None:
    """Return the stop that has the focus, itself or in one of its inner parts."""
    while focus is not None and focus not in stops:
        focus = focus.parentWidget()
    return focus


def _bring_in(widget: QWidget) -> None:
    """Scroll what has the focus into sight, through all that scrolls around it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 24, 24)
        above = above.parentWidget()


class ReadingWindow(QMainWindow):
    """A window whose Tab goes where the eye goes."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move(self, forward=forward)
