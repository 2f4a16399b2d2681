"""Buttons. One primary a page; labels are verb + object + count."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from shopdesk.ui import icons, theme
from shopdesk.ui.widgets.text import restyle

_INK = {
    "primary": "onPrimary",
    "secondary": "text",
    "ghost": "text",
    "link": "primaryText",
    "danger": "danger",
    "chip": "muted",
    "icon": "text",
}


def object_name(words: str) -> str:
    """Return a stable object name from English words."""
    return re.sub(r"\W+", "_", words).strip("_").lower()


def _takes_anything(press: Callable[[], object]) -> bool:
    """Say whether Qt would fill an optional argument of the method with the button's state."""
    return bool(getattr(press, "__defaults__", None))


class Button(QPushButton):
    """A push button of the house.

    Args:
        words: Already translated label.
        kind: ``primary secondary ghost link danger``.
        icon: Phosphor name; drawn bold on primary, regular elsewhere.
        name: objectName, unique on its page, e.g. ``print_lists``.
        small: 30 px high instead of 36.
        trailing: Icon after the words.
        press: Called on click without arguments; a bound method.
    """

    def __init__(
        self,
        words: str,
        kind: str = "secondary",
        *,
        name: str,
        icon: str = "",
        small: bool = False,
        trailing: bool = False,
        press: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self._icon, self._kind = icon, kind
        self._words, self._folded = words, False
        self.keeps_words = kind == "primary"
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._trailing = trailing
        if trailing:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._press = press
        if press is not None:
            self.clicked.connect(self._press_bare if _takes_anything(press) else press)
        self._draw()
        theme.current().changed.connect(self._draw)

    def _press_bare(self) -> None:
        if self._press is not None:
            self._press()

    def set_words(self, words: str, icon: str | None = None) -> None:
        """Change the label, and the icon where one is given."""
        self._words = words
        self.setAccessibleName(words)
        if icon is not None:
            self._icon = icon
        if not self._folded:
            self.setText(words)
        else:
            self.setToolTip(words)
        self._draw()

    def words(self) -> str:
        """Return the label, also while folded to its icon."""
        return self._words

    def set_kind(self, kind: str) -> None:
        """Change the kind, e.g. to hand the primary to a banner."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            restyle(self)
            self._draw()

    def forbid(self, reason: str = "") -> None:
        """Disable with the reason in the tooltip; an empty reason enables."""
        self.setEnabled(not reason)
        self.setToolTip(reason or (self._words if self._folded else ""))

    def fold(self, folded: bool) -> None:
        """Show only the icon with the words as tooltip; a button without an icon keeps its words."""
        folded = folded and bool(self._icon) and self._kind in ("secondary", "ghost") and not self.keeps_words
        if folded == self._folded:
            return
        self._folded = folded
        self.setText("" if folded else self._words)
        self.setToolTip(self._words if folded else "")
        self.setProperty("kind", "icon" if folded else self._kind)
        self.setProperty("outlined", folded and self._kind == "secondary")
        restyle(self)
        self._draw()

    def _draw(self) -> None:
        if not self._icon:
            return
        style = "bold" if self._kind == "primary" else ""
        gap = 0 if self._folded or not self._words or self._kind == "icon" else -4 if self._trailing else 4
        self.setIconSize(QSize(theme.px(18) + abs(gap), theme.px(18)))
        self.setIcon(icons.icon(self._icon, 18, _INK[self._kind], style, gap=gap))


class IconButton(Button):
    """A button of one icon; the words are its tooltip and accessible name."""

    def __init__(
        self,
        icon: str,
        words: str,
        *,
        name: str,
        small: bool = False,
        press: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "icon", name=name, icon=icon, small=small, press=press, parent=parent)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._words = words


class Chip(QPushButton):
    """A filter that toggles and shows its count.

    Args:
        words: Label without the count.
        count: Shown after the words; None shows none.
        key: What the filter stands for, read back by ``chip.key``.
    """

    def __init__(
        self,
        words: str,
        count: int | None = None,
        *,
        key: object = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.words = words
        self.setObjectName(name or f"chip_{object_name(str(key if key is not None else words))}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show another count."""
        shown = self.words if count is None else f"{self.words} {count:,}"
        self.setText(shown)
        self.setAccessibleName(shown)


class Tab(QPushButton):
    """One tab of a page; its width is that of the bold words, so that nothing moves on selection."""

    def __init__(self, words: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "tab")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return QSize(QFontMetrics(bold).horizontalAdvance(self.text()) + 5, super().sizeHint().height())


class Switch(QPushButton):
    """A 34×19 switch for what takes effect at once. ``toggled(bool)`` is its signal."""

    def __init__(self, words: str, *, name: str, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCheckable(True)
        self.setChecked(on)
        self.setAutoDefault(False)
        self.setFixedSize(38, 23)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        from PySide6.QtCore import QRectF

        from shopdesk.ui.widgets.painting import switch

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        switch(painter, QRectF(2, 2, 34, 19), on=self.isChecked(), enabled=self.isEnabled())
        if self.hasFocus():
            painter.setPen(QColor(theme.colour("primaryText")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0.5, 0.5, 37, 22), 11, 11)
        painter.end()
