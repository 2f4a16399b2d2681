"""A page, tab or sheet as one meets it without a mouse, or without a screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QToolButton,
    QWidget,
)

from shopdesk.ui.widgets import Sheet
from shopdesk.ui.widgets.chart_canvas import ChartCanvas

USED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    ChartCanvas,
)
_TABLES = (QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.List)
_PARTS = 3
_NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)


def used(root: QWidget, *, shown: bool = True) -> list[QWidget]:
    """Return what one acts on in a part of the window; the inner parts of a field are not apart from it."""
    found = [w for w in root.findChildren(QWidget) if isinstance(w, USED) and not _is_inner(w)]
    return [w for w in found if w.isVisible()] if shown else found


def _is_inner(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView):
        return True
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractSpinBox | QAbstractItemView | QHeaderView):
            return True
        above = above.parentWidget()
    return isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), QLineEdit)


def on_the_way(root: QWidget) -> list[QWidget]:
    """Return all that Tab should reach."""
    tab = Qt.FocusPolicy.TabFocus
    found = [w for w in root.findChildren(QWidget) if w.isVisible() and w.isEnabled() and not _is_inner(w)]
    return [w for w in found if w.focusPolicy() & tab and w.focusProxy() is None]


def same_names(root: QWidget) -> list[str]:
    """Return the names that more than one of the things one acts on has, and how many have none."""
    names = Counter(w.objectName() for w in used(root, shown=False))
    return [f"{name or '(none)'} ×{count}" for name, count in names.items() if count > 1 or not name]


def unreached(root: QWidget, seen: Sequence[QWidget]) -> list[str]:
    """Return what Tab should reach and does not, and what nobody can act on without a mouse."""
    known = {id(w) for w in seen}
    lost = [w for w in on_the_way(root) if id(w) not in known]
    lost += [w for w in used(root) if w.isEnabled() and w.focusPolicy() == Qt.FocusPolicy.NoFocus]
    return [_who(w) for w in lost]


def unsaid(root: QWidget) -> list[str]:
    """Return what a screen reader could not name, or not say what it is."""
    found = []
    found_by = [*used(root), *on_the_way(root)]
    for widget in {id(one): one for one in found_by}.values():
        face = QAccessible.queryAccessibleInterface(widget)
        name = face.text(QAccessible.Text.Name) if face is not None else ""
        if not name.strip():
            found.append(f"{_who(widget)} has no name")
        if face is None or face.role() in _NO_ROLE:
            found.append(f"{_who(widget)} has no role")
    return found


def unsaid_cells(root: QWidget, most: int = 6) -> list[str]:
    """Return the rows of painted tables that say nothing, looking at the first ones of each."""
    found = []
    for view in (w for w in used(root) if isinstance(w, QAbstractItemView)):
        face = QAccessible.queryAccessibleInterface(view)
        model = view.model()
        if face is None or model is None or face.role() not in _TABLES:
            found.append(f"{_who(view)} is no table to a screen reader")
            continue
        wide = model.columnCount() + 1  # the header of each row stands first
        for row in range(1, min(model.rowCount(), most) + 1):
            if model.index(row - 1, 0).flags() & Qt.ItemFlag.ItemIsEditable:
                continue  # a row to fill in: its columns' titles are what is said of it
            cells = [face.child(row * wide + column) for column in range(1, wide)]
            if not any(cell is not None and cell.text(QAccessible.Text.Name).strip() for cell in cells):
                found.append(f"{_who(view)}: row {row} says nothing")
    return found


def walk(root: QWidget, *, back: bool = False) -> list[QWidget]:
    """Return where Tab, or Shift+Tab, leads inside a part of the window, from where it comes in."""
    wanted = on_the_way(root)
    if not wanted:
        return []
    root.window().activateWindow()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    stayed = 0
    for _step in range(1000):
        now = QApplication.focusWidget()
        if now is not None and seen and now is seen[-1] and stayed < _PARTS:
            stayed += 1  # a date is passed through day by day, month by month, year by year
        elif now is None or now in seen:
            break
        else:
            stayed = 0
            seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    inside = [root.isAncestorOf(w) for w in seen]
    if not all(inside):  # begin where the way comes in, not where this walk happened to start
        start = next((i for i, own in enumerate(inside) if own and not inside[i - 1]), 0)
        seen = [*seen[start:], *seen[:start]]
    elif not back:
        places = {id(w): w.mapTo(root, QPoint()) for w in seen}
        start = seen.index(min(seen, key=lambda w: (places[id(w)].y(), places[id(w)].x())))
        seen = [*seen[start:], *seen[:start]]
    return [w for w in seen if root.isAncestorOf(w)]


def out_of_order(root: QWidget, seen: Sequence[QWidget]) -> list[str]:
    """Return where the way jumps back against the eye, or leaves a group before it is through."""
    return list(_jumps(root, list(seen)))


def _jumps(group: QWidget, inside: list[QWidget]) -> Iterator[str]:
    branches: list[tuple[QWidget, list[QWidget]]] = []
    for widget in inside:
        top = _branch(group, widget)
        if branches and branches[-1][0] is top:
            branches[-1][1].append(widget)
            continue
        if any(one is top for one, _held in branches):
            yield f"{_who(widget)}: the way had left {_who(top)}"
        branches.append((top, [widget]))
    for (before, held), (after, following) in pairwise(branches):
        if _is_before(_place(after, following), _place(before, held)):
            yield f"{_who(held[-1])} comes before {_who(following[0])}"
    for top, held in branches:
        if len(held) > 1:
            yield from _jumps(top, held)


def _branch(group: QWidget, widget: QWidget) -> QWidget:
    top = widget
    while (above := top.parentWidget()) is not None and above is not group:
        top = above
    return top


def _place(branch: QWidget, held: Sequence[QWidget]) -> QRect:
    """Return where the things one acts on in a branch stand, in the window's own measure."""
    found = QRect()
    for widget in held:
        found = found.united(QRect(widget.mapTo(widget.window(), QPoint()), widget.size()))
    return found


def _is_before(one: QRect, other: QRect) -> bool:
    """Say whether the eye meets one before the other: above it, or beside it at the left."""
    if one.bottom() <= other.top():
        return one.left() < other.right()  # what stands above, further right, is another column
    return one.top() < other.bottom() and one.right() <= other.left()


def without_ring(root: QWidget, seen: Sequence[QWidget]) -> list[str]:
    """Return what looks the same with the focus as without it."""
    found = []
    for widget in seen:
        window = widget.window()
        _bring_in(widget)
        QApplication.processEvents()
        place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-3, -3, 3, 3)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focused = window.grab(place).toImage()
        widget.clearFocus()
        if window.grab(place).toImage() == focused:
            found.append(_who(widget))
    return found


def _bring_in(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 24, 24)
        above = above.parentWidget()


def _who(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or '?'} «{widget.accessibleName()}»"


def sheets(root: QWidget) -> list[Sheet]:
    """Return the sheets open now, the last opened last."""
    return [one for one in root.window().findChildren(Sheet) if one.isVisible()]
