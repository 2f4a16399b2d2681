"""How rows look: one delegate for words, badges, ticks, numbers, links and switches."""

from __future__ import annotations

import math

from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shopdesk.ui import icons, theme
from shopdesk.ui.widgets import painting
from shopdesk.ui.widgets.rowtable.model import Cell, Column, Group, Index, Kind, Row, RowModel
from shopdesk.ui.widgets.text import ink, soft

PAD = 12
_RIGHT = Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignLeft


class RowDelegate(QStyledItemDelegate):
    """Paints every cell of a RowTable and says what lies under the pointer.

    Args:
        model: The rows.
        table: Where they stand; its first column on screen carries the mark of the current row.

    Signals:
        settled (int, int): A row's number was typed: row, value.
        cramped (int, int): A number of this column needs this many pixels, more than it has.
    """

    settled = Signal(int, int)
    cramped = Signal(int, int)

    def __init__(self, model: RowModel, table: QTableView) -> None:
        super().__init__(table)
        self._model, self._table = model, table
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        group = self._model.group(index.row())
        if group is not None:
            _paint_group(painter, area, group)
        else:
            row = self._model.row(index.row())
            column = self._model.columns[index.column()]
            cell = row.cells[index.column()] if index.column() < len(row.cells) else Cell()
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(painter, area, index, chosen=chosen)
            self._fill(painter, area, column, row, cell)
            needs = number_width(cell) if column.kind is Kind.NUMBER and not cell.badge else 0
            if needs > area.width():
                self.cramped.emit(index.column(), needs)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRectF, index: Index, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(area, theme.colour("sel"))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.colour("border"))
        first = self._table.horizontalHeader().visualIndex(index.column()) == 0
        if chosen and first:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), theme.colour("primary"))

    def _fill(self, painter: QPainter, area: QRectF, column: Column, row: Row, cell: Cell) -> None:
        match column.kind:
            case Kind.TICK:
                self._tick(painter, tick_area(area), row)
            case Kind.SPIN:
                _paint_spin(painter, area, cell, enabled=row.can_tick)
            case Kind.LINK:
                for words, place in link_areas(area, cell):
                    painting.words_at(painter, place, words, role="badge_link", token="primaryText")
            case Kind.SWITCH:
                painting.switch(painter, switch_area(area), on=bool(cell.on))
            case Kind.SPARK:
                painting.spark(painter, area.adjusted(PAD, 10, -PAD, -10), cell.spark)
            case Kind.TEXT | Kind.NUMBER:
                _paint_words(painter, area, cell, number=column.kind is Kind.NUMBER, muted=row.muted)

    def _tick(self, painter: QPainter, box: QRectF, row: Row) -> None:
        if row.can_tick:
            painting.tick(painter, box, row.key in self._model.ticked)
        else:
            icons.paint(painter, box, row.blocked, row.blocked_tone, row.blocked_style)

    def hit(self, index: Index, area: QRect, at: QPoint) -> str:
        """Return what lies under the pointer: ``tick up down edit switch link:x group:x`` or ""."""
        where = QPointF(at)
        group = self._model.group(index.row())
        if group is not None:
            inside = bool(group.action) and group_link(QRectF(area), group).contains(where)
            return f"group:{group.action}" if inside else ""
        row, kind = self._model.row(index.row()), self._model.columns[index.column()].kind
        cell = row.cells[index.column()] if index.column() < len(row.cells) else Cell()
        if kind is Kind.TICK and row.can_tick:
            return "tick"
        if kind is Kind.SWITCH and switch_area(QRectF(area)).adjusted(-6, -8, 6, 8).contains(where):
            return "switch"
        if kind is Kind.SPIN and row.can_tick:
            return _hit_spin(QRectF(area), where)
        if kind is Kind.LINK:
            places = link_areas(QRectF(area), cell)
            for (action, _words), (_said, place) in zip(cell.links, places, strict=True):
                if place.contains(where):
                    return f"link:{action}"
        return ""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QSpinBox(parent)
        editor.setObjectName("cell_editor")
        editor.setRange(0, 99_999)
        editor.setAlignment(_RIGHT)
        editor.setAccessibleName(self._model.columns[index.column()].title)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QSpinBox):
            editor.setValue(self._model.row(index.row()).cells[index.column()].value or 0)
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QSpinBox):
            editor.interpretText()
            self.settled.emit(index.row(), editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(spin_area(QRectF(option.rect)).toRect())


def number_width(cell: Cell) -> int:
    """Return the pixels a cell's number wants: a figure cut short is a wrong figure."""
    first = QFontMetricsF(theme.font(cell.role)).horizontalAdvance(cell.text)
    second = QFontMetricsF(theme.font("caption")).horizontalAdvance(cell.second) if cell.second else 0
    return math.ceil(max(first, second)) + 2 * PAD + 1


def tick_area(area: QRectF) -> QRectF:
    """Return where the box of a TICK cell stands."""
    side = 18
    return QRectF(area.left() + PAD, area.center().y() - side / 2, side, side)


def switch_area(area: QRectF) -> QRectF:
    """Return where a switch stands."""
    return QRectF(area.left() + PAD + 4, area.center().y() - 9.5, 34, 19)


def spin_area(area: QRectF) -> QRectF:
    """Return where the field of a SPIN cell stands."""
    height = min(theme.px(30), area.height() - 4)
    return QRectF(area.left() + 4, area.center().y() - height / 2, area.width() - 12, height)


def link_areas(area: QRectF, cell: Cell) -> list[tuple[str, QRectF]]:
    """Return each link's words and place, right-aligned, in the order given."""
    letters = QFontMetricsF(theme.font("badge_link"))
    right = area.right() - PAD
    placed = []
    for _action, words in reversed(cell.links):
        width = letters.horizontalAdvance(words) + 2
        placed.append((words, QRectF(right - width, area.top(), width, area.height() - 1)))
        right -= width + 16
    return placed[::-1]


def group_link(area: QRectF, group: Group) -> QRectF:
    """Return where a group's action stands."""
    width = QFontMetricsF(theme.font("badge_link")).horizontalAdvance(group.words) + 2
    return QRectF(area.right() - PAD - width, area.top(), width, area.height())


def _hit_spin(area: QRectF, where: QPointF) -> str:
    field = spin_area(area)
    if not field.contains(where):
        return ""
    if where.x() > field.right() - 22:
        return "up" if where.y() < field.center().y() else "down"
    return "edit"


def _paint_group(painter: QPainter, area: QRectF, group: Group) -> None:
    painter.fillRect(area, theme.colour("sunken"))
    letters = QFontMetricsF(theme.font("group"))
    width = letters.horizontalAdvance(group.title) + 2
    title = QRectF(area.left() + PAD, area.top(), min(width, area.width() - 2 * PAD), area.height())
    painting.words_at(painter, title, group.title, role="group")
    right = area.right() - PAD
    if group.action:
        link = group_link(area, group)
        painting.words_at(painter, link, group.words, role="badge_link", token="primaryText")
        right = link.left() - PAD
    left = title.right() + PAD
    if group.note and right > left:
        note = QRectF(left, area.top(), right - left, area.height())
        painting.words_at(painter, note, group.note, role="small", token="muted")


def _paint_spin(painter: QPainter, area: QRectF, cell: Cell, *, enabled: bool) -> None:
    field = spin_area(area)
    painting.box(painter, field, "surface", radius=8, line="inputBorder" if enabled else "border")
    if cell.value is not None:
        words = QRectF(field.left() + 8, field.top(), field.width() - 32, field.height())
        token = "text" if enabled else "faint"
        painting.words_at(painter, words, str(cell.value), role="h3", token=token, align=_RIGHT)
    arrows = QRectF(field.right() - 21, field.center().y() - 8, 16, 16)
    icons.paint(painter, arrows, "caret-up-down", "muted")


def _paint_words(painter: QPainter, area: QRectF, cell: Cell, *, number: bool, muted: bool) -> None:
    room = area.adjusted(PAD, 0, -PAD if number or cell.right else -4, -1)
    if cell.tile:
        side = theme.px(36)
        square = QRectF(room.left(), room.center().y() - side / 2, side, side)
        painting.box(painter, square, soft(cell.tile), radius=8)
        middle = Qt.AlignmentFlag.AlignHCenter
        painting.words_at(painter, square, cell.tile_text, role="h3", token=ink(cell.tile), align=middle)
        room.setLeft(square.right() + PAD)
    if cell.badge:
        _paint_badge(painter, room, cell, number=number)
        return
    lines = 1 + bool(cell.second) + bool(cell.badges)
    first, step = theme.px(19), theme.px(18)
    block = first + (theme.px(17) if cell.second else 0) + (theme.px(26) if cell.badges else 0)
    top = room.center().y() - block / 2 if lines > 1 else room.top()
    line = QRectF(room.left(), top, room.width(), first if lines > 1 else room.height())
    if cell.icon:
        side = theme.px(18)
        spot = QRectF(line.left(), (room if not cell.badges else line).center().y() - side / 2, side, side)
        icons.paint(painter, spot, cell.icon, cell.icon_tone, cell.icon_style)
        line.setLeft(line.left() + side + 8)
        if not cell.badges:
            room.setLeft(line.left())
    token = "muted" if muted and cell.tone == "text" else cell.tone
    if cell.right:
        width = QFontMetricsF(theme.font("caption")).horizontalAdvance(cell.right) + 2
        painting.words_at(painter, line, cell.right, role="caption", token="muted", align=_RIGHT)
        line.setRight(line.right() - width - 8)
    align = _RIGHT if number else _LEFT
    painting.words_at(painter, line, cell.text, role=cell.role, token=token, align=align)
    if cell.second:
        below = QRectF(room.left(), top + step, room.width(), theme.px(18))
        painting.words_at(painter, below, cell.second, role="caption", token=cell.second_tone, align=align)
    if cell.badges:
        _paint_badges(painter, QPointF(room.left(), top + block - theme.px(12)), cell, room.right())


def _paint_badge(painter: QPainter, room: QRectF, cell: Cell, *, number: bool) -> None:
    width, _height = painting.badge_size(cell.text, cell.badge_icon)
    words = cell.text
    if width > room.width():
        letters = QFontMetricsF(theme.font("badge"))
        least = letters.horizontalAdvance(words) - (width - room.width())
        words = letters.elidedText(words, Qt.TextElideMode.ElideRight, max(least, 0.0))
        width, _height = painting.badge_size(words, cell.badge_icon)
    left = room.right() - width if number else room.left()
    corner = QPointF(left, room.center().y())
    painting.badge(painter, corner, words, fill=soft(cell.badge), ink=ink(cell.badge), icon=cell.badge_icon)


def _paint_badges(painter: QPainter, corner: QPointF, cell: Cell, right: float) -> None:
    for words, tone in cell.badges:
        width, _height = painting.badge_size(words)
        if corner.x() + width > right:
            break
        painting.badge(painter, corner, words, fill=soft(tone), ink=ink(tone))
        corner = QPointF(corner.x() + width + 6, corner.y())
