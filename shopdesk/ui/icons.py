"""Phosphor icons in token colours, drawn at the screen's own density and kept."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from shopdesk.runtime import resources
from shopdesk.ui import theme


def pixmap(name: str, size: float, token: str = "muted", style: str = "") -> QPixmap:
    """Return an icon as a picture in the theme now shown.

    Args:
        name: Phosphor name without style, e.g. ``package``.
        size: Logical pixels at 100 % text size.
        token: Colour token that replaces ``currentColor``.
        style: ``fill``, ``duotone``, ``bold`` or empty for regular; falls back to regular if not shipped.
    """
    return _draw(name, theme.px(size), theme.current().hex(token), style, _density())


def icon(name: str, size: float = 18, token: str = "muted", style: str = "", *, gap: int = 0) -> QIcon:
    """Return an icon for a button or an action; take it again when the theme changes.

    ``gap`` adds clear pixels at the right, or at the left where negative.
    """
    made = QIcon(_padded(pixmap(name, size, token, style), gap))
    made.addPixmap(_padded(pixmap(name, size, "faint", style), gap), QIcon.Mode.Disabled)
    return made


def _padded(picture: QPixmap, gap: int) -> QPixmap:
    """Widen a picture on one side: Qt's own gap between icon and words is 4 px, ours 8."""
    if not gap:
        return picture
    density = picture.devicePixelRatio()
    wide = QPixmap(picture.width() + round(abs(gap) * density), picture.height())
    wide.setDevicePixelRatio(density)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(QPointF(max(-gap, 0), 0), picture)
    painter.end()
    return wide


def paint(painter: QPainter, box: QRectF, name: str, token: str, style: str = "") -> None:
    """Paint an icon into ``box``; for delegates and painted widgets."""
    picture = _draw(name, round(box.width()), theme.current().hex(token), style, _density())
    painter.drawPixmap(box, picture, QRectF(picture.rect()))


def _density() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@lru_cache(maxsize=1024)
def _draw(name: str, side: int, colour: str, style: str, density: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name, style).replace("currentColor", colour).encode()))
    picture = QPixmap(round(side * density), round(side * density))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture


@lru_cache(maxsize=512)
def _source(name: str, style: str) -> str:
    if style:
        try:
            return resources.text(f"icons/{name}-{style}.svg")
        except FileNotFoundError:
            pass
    return resources.text(f"icons/{name}.svg")
