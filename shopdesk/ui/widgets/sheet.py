"""A dialog inside the window: a scrim over the page and a card in the middle.

Not a QDialog: its scrim would need a compositor, and a sheet keeps the owner in one window.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import theme
from shopdesk.ui.widgets import reading
from shopdesk.ui.widgets.buttons import Button, IconButton
from shopdesk.ui.widgets.text import Glyph, Rule, Text

_SCRIM = {"light": 110, "dark": 150}  # 43 % and 59 %


@runtime_checkable
class Keeper(Protocol):
    """A window that keeps what lies behind a sheet still."""

    def sheet_opened(self, sheet: Sheet) -> None:
        """Know of a sheet that was opened over a part of the window."""


class Sheet(QWidget):
    """Fill ``sheet.body`` and ``sheet.foot``, then ``open_over(window)``; ``closed`` fires once.

    Args:
        name: objectName.
        title: Asks the question, h1.
        summary: One muted line under it.
        width: Of the card, at most; it also keeps 24 px from the window's edge.
        height: Of the card, at most; 0 = as tall as its content.
        bare: Whether the body fills the card alone, without title, rule and close button.
    """

    closed = Signal()

    def __init__(
        self,
        name: str,
        title: str = "",
        summary: str = "",
        *,
        width: int = 900,
        height: int = 0,
        bare: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._width, self._height = width, height
        self._came_from: QWidget | None = None
        self.primary: Button | None = None
        self.card = QFrame(self)
        self.card.setProperty("card", "sheet")
        column = QVBoxLayout(self.card)
        edge = 1 if bare else 26
        column.setContentsMargins(edge, 1 if bare else 20, edge, 1 if bare else 18)
        column.setSpacing(8)
        self.above = QVBoxLayout()
        self.title = Text(title, "h1", wrap=True)
        self.summary = Text(summary, "body", tone="muted", wrap=True)
        self._emblem = Glyph("check-circle", 34, "ok", "duotone", self.card)
        self._emblem.hide()
        self.close_button = IconButton("x", _("Close"), name=f"close_{name}", press=self.close_sheet)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self._rule = Rule()
        if bare:
            self.close_button.hide()
            column.addLayout(self.body, 1)
        else:
            column.addLayout(self._head())
            self.summary.setVisible(bool(summary))
            column.addLayout(self.body, 1)
            column.addSpacing(4)
            column.addWidget(self._rule)
            column.addSpacing(4)
        column.addLayout(self.foot)

    def _head(self) -> QHBoxLayout:
        """Return what stands above the body: emblem, title and summary, the way out at the right."""
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addWidget(self.title)
        told.addWidget(self.summary)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self._emblem)
        beside.addLayout(told, 1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(self.above)
        words.addLayout(beside)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def say(self, title: str, summary: str = "") -> None:
        """Change title and summary."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))
        self._place()

    def show_emblem(self, icon: str = "", tone: str = "ok") -> None:
        """Stand a large icon beside the title, for how something ended; without one there is none."""
        if icon:
            self._emblem.set_icon(icon, tone, "duotone")
        self._emblem.setVisible(bool(icon))

    def open_over(self, host: QWidget, focus: QWidget | None = None) -> None:
        """Show over ``host`` (the window's central widget), keep the focus inside."""
        self._came_from = QApplication.focusWidget()
        self.setParent(host)
        host.installEventFilter(self)
        self.card.installEventFilter(self)
        self.setGeometry(host.rect())
        self._place()
        self.show()
        self.raise_()
        keeper = host.window()
        if isinstance(keeper, Keeper):
            keeper.sheet_opened(self)
        (focus or self._first() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_sheet(self) -> None:
        """Close the safe way; the same as Esc and the cross."""
        self.finish()

    def press_primary(self) -> None:
        """Do what Ctrl+Enter does here: press ``primary``, where the sheet names one; sending never does."""
        if self.primary is not None and self.primary.isEnabled():
            self.primary.click()

    def finish(self) -> None:
        """Take the sheet off the window, give the focus back and say ``closed``."""
        host = self.parentWidget()
        if host is not None:
            host.removeEventFilter(self)
        self.hide()
        # Its page may have been made anew under the sheet, as after an import: then nobody is to get it.
        if self._came_from is not None and shiboken6.isValid(self._came_from):
            self._came_from.setFocus()
        self.closed.emit()
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        reading.move(self.card, forward=forward)
        return True

    def _first(self) -> QWidget | None:
        return next((one for one in reading.order(self.card) if one is not self.close_button), None)

    def _place(self) -> None:
        width = min(theme.px(self._width), self.width() - 48)
        limit = self.height() - 32
        layout = self.card.layout()
        if self._height:
            height = min(theme.px(self._height), limit)
        else:
            wanted = layout.totalHeightForWidth(width) if layout is not None else 0
            # Of a card with words that wrap, the least height is that of its narrowest.
            least = 0 if wanted > 0 else self.card.minimumSizeHint().height()
            height = min(max(wanted, least), limit)
        left, top = (self.width() - width) // 2, (self.height() - height) // 2
        self.card.setGeometry(QRect(left, top, width, height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        host = self.parentWidget()
        if event.type() == QEvent.Type.Resize and host is not None and watched is host:
            self.setGeometry(host.rect())
            self._place()
        elif event.type() == QEvent.Type.LayoutRequest and watched is self.card:
            self._place()  # what it holds grew or shrank while it was open
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(20, 16, 12, _SCRIM[theme.current().name]))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            event.accept()


class ConfirmSheet(Sheet):
    """A confirmation of what cannot be undone. ``confirmed`` fires on the verb; Esc keeps everything.

    Args:
        title: Asks the question.
        line: What will happen, with its count.
        verb: Words of the destructive button.
        keep: Words of the safe one, which holds the focus.
    """

    confirmed = Signal()

    def __init__(self, title: str, line: str, *, verb: str, keep: str, destructive: bool = True) -> None:
        super().__init__("confirm", title, width=520)
        self.body.addWidget(Text(line, "body", tone="muted", wrap=True))
        self.keep = Button(keep, "secondary", name="confirm_keep", press=self.close_sheet)
        kind = "danger" if destructive else "primary"
        self.go = Button(verb, kind, name="confirm_go", press=self._go)
        self.foot.addStretch(1)
        self.foot.addWidget(self.keep)
        self.foot.addWidget(self.go)

    def open_over(self, host: QWidget, focus: QWidget | None = None) -> None:
        super().open_over(host, focus or self.keep)

    def _go(self) -> None:
        self.confirmed.emit()
        self.finish()
