"""Small strokes shared by painted widgets and delegates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from shopdesk.ui import icons, theme

BADGE_PADDING = 9.0


def rounded(widget: QWidget, fill: str, *, radius: float, line: str = "", width: float = 1) -> None:
    """Fill a widget with a rounded rectangle in token ``fill``, edged with token ``line`` if given."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box(painter, QRectF(widget.rect()), fill, radius=radius, line=line, width=width)
    painter.end()


def box(
    painter: QPainter, area: QRectF, fill: str, *, radius: float, line: str = "", width: float = 1
) -> None:
    """Paint a rounded rectangle with its edge inside ``area``; an empty ``fill`` leaves it open."""
    inset = width / 2 if line else 0
    painter.setPen(QPen(theme.colour(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def badge_size(words: str, icon: str = "") -> tuple[float, float]:
    """Return width and height, in pixels, of a badge with these words."""
    advance = QFontMetricsF(theme.font("badge")).horizontalAdvance(words)
    return advance + 2 * BADGE_PADDING + (theme.px(14) + 4 if icon else 0), theme.px(22)


def badge(painter: QPainter, corner: QPointF, words: str, *, fill: str, ink: str, icon: str = "") -> QRectF:
    """Paint a badge whose left edge middle is ``corner``; return the area it took."""
    width, height = badge_size(words, icon)
    area = QRectF(corner.x(), corner.y() - height / 2, width, height)
    box(painter, area, fill, radius=height / 2, line="border" if theme.current().high_contrast else "")
    left = area.left() + BADGE_PADDING
    if icon:
        side = theme.px(14)
        icons.paint(painter, QRectF(left - 1, area.center().y() - side / 2, side, side), icon, ink, "bold")
        left += side + 4
    words_at(painter, QRectF(left, area.top(), area.right() - left, height), words, role="badge", token=ink)
    return area


def words_at(
    painter: QPainter,
    area: QRectF,
    words: str,
    *,
    role: str = "body",
    token: str = "text",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line of words, vertically centred, elided where room ends."""
    letters = theme.font(role)
    painter.setFont(letters)
    painter.setPen(QColor(theme.colour(token)))
    shown = QFontMetricsF(letters).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def tick(painter: QPainter, area: QRectF, state: bool | None) -> None:
    """Paint a checkbox: True on, False off, None partly."""
    if state is False:
        box(painter, area, "surface", radius=5, line="inputBorder", width=1.5)
        return
    box(painter, area, "primary", radius=5)
    inner = area.adjusted(3, 3, -3, -3)
    name, style = ("minus", "") if state is None else ("check", "bold")
    icons.paint(painter, inner, name, "onPrimary", style)


def switch(painter: QPainter, area: QRectF, *, on: bool, enabled: bool = True) -> None:
    """Paint a switch, 34×19."""
    round_ = area.height() / 2
    if on:
        box(painter, area, "primary" if enabled else "inputBorder", radius=round_)
    else:
        box(painter, area, "sunken", radius=round_, line="inputBorder")
    side = area.height() - 6
    left = area.right() - side - 3 if on else area.left() + 3
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("onPrimary" if on else "inputBorder"))
    painter.drawEllipse(QRectF(left, area.top() + 3, side, side))


def spark(painter: QPainter, area: QRectF, values: Sequence[float]) -> None:
    """Paint a tiny line of values, the newest at the right with a dot; nothing for fewer than two."""
    if len(values) < 2:
        return
    top = max(1.0, *values)
    step = area.width() / (len(values) - 1)
    points = [
        QPointF(area.left() + i * step, area.bottom() - area.height() * value / top)
        for i, value in enumerate(values)
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("primary"), 1.4))
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("primary"))
    painter.drawEllipse(points[-1], 2.2, 2.2)
