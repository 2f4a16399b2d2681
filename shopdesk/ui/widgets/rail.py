"""Main column and right rail: side by side, below each other, or rail as a drawer behind a strip."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import theme
from shopdesk.ui.widgets import faces, reading
from shopdesk.ui.widgets.buttons import Button, IconButton
from shopdesk.ui.widgets.cards import Card
from shopdesk.ui.widgets.scroll import Scroll
from shopdesk.ui.widgets.text import Elided, Glyph


class Fold(IntEnum):
    """How much room the window has."""

    WIDE = 0
    """1240 and more: sidebar with words."""
    NARROW = 1
    """Under 1240: sidebar of icons; a third column goes under the second."""
    FOLDED = 2
    """Under 1120: one-line header, rail folded."""


def fold_of(width: int, text_size: int = 100) -> Fold:
    """Return the fold of a window by its room in letters: at 130 % a wide one holds what a narrow does.

    Smaller letters unfold nothing: gaps, icons and columns do not shrink with them.

    Args:
        width: Logical pixels.
        text_size: Percent.
    """
    width = round(width * 100 / max(text_size, 100))
    return Fold.WIDE if width >= 1240 else Fold.NARROW if width >= 1120 else Fold.FOLDED


class Rail(Scroll):
    """The right column; add cards with ``rail.add``, top to bottom."""

    def __init__(self, width: int = 404, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("rail")
        self.width_at_100 = width
        self.body.addStretch(1)

    def add(self, *widgets: QWidget) -> None:
        """Add cards above the stretch at the bottom."""
        for widget in widgets:
            self.body.insertWidget(self.body.count() - 1, widget)


class _Strip(Card):
    """The folded rail: 44 px with one sentence; click or Enter opens it."""

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(padding=0)
        self.setObjectName(f"strip_{name}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        faces.set_role(self, QAccessible.Role.Button)
        across = QHBoxLayout()
        across.setContentsMargins(15, 4, 8, 4)
        across.setSpacing(10)
        across.addWidget(Glyph("question", 20, "primaryText", "duotone"))
        self.strong = Elided("", "h3")
        self.note = Elided("", "small", tone="muted")
        self.note.optional = True
        # The sentence takes what it needs, its note stands right beside it and takes the rest.
        self.strong.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        across.addWidget(self.strong)
        across.addWidget(self.note, 1)
        self.link = Button("", "link", name=f"open_{name}", icon="caret-double-left", press=self.opened.emit)
        across.addWidget(self.link)
        self.body.addLayout(across)
        self.setFixedHeight(theme.px(44))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class _Drawer(QFrame):
    """The rail over the page; Esc closes it."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"drawer_{name}")
        self.setProperty("card", "plain")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 6, 10, 10)
        self.column.setSpacing(4)
        close = IconButton("x", _("Close"), name=f"close_{name}", small=True, press=self.leave)
        self.column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def leave(self) -> None:
        """Close, and say so."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


class Split(QWidget):
    """Main column plus rail; call ``fold`` from the page's own ``fold``.

    Args:
        main: The main column.
        rail: The right column.
        drawer: Folded, a table page keeps a strip under the table that opens the rail as a drawer; any other
            page puts the rail under the main column inside one scroll.
        name: What its strip and drawer are named after, unique on the page.
    """

    edge = 14
    """Room right of and below what scrolls in one column; the page leaves it none, its bar stands outside."""

    def __init__(
        self,
        main: QWidget,
        rail: Rail,
        *,
        drawer: bool = False,
        name: str = "rail",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._main, self._rail, self._is_drawer = main, rail, drawer
        self._fold = Fold.WIDE
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(16)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._column.addWidget(main, 1)
        self._strip = _Strip(name)
        self._strip.hide()
        self._strip.opened.connect(self.open_rail)
        self._column.addWidget(self._strip)
        self._across.addLayout(self._column, 1)
        self._across.addWidget(rail)
        self._drawer = _Drawer(name, self)
        self._drawer.left.connect(self._give_back)
        rail.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        rail.setFixedWidth(theme.px(rail.width_at_100))
        self._stacked: Scroll | None = None
        self.installEventFilter(self)
        theme.current().changed.connect(self._resize)

    def _resize(self) -> None:
        """Give the rail the width of larger or smaller letters, where it stands beside the page."""
        if self._fold is not Fold.FOLDED:
            self._rail.setFixedWidth(theme.px(self._rail.width_at_100))
        self._strip.setFixedHeight(theme.px(44))

    def say(self, sentence: str, note: str, link: str) -> None:
        """Set the strip's sentence, its muted note and the words of its link."""
        self._strip.strong.setText(sentence)
        self._strip.note.setText(note)
        self._strip.link.set_words(link)
        self._strip.setAccessibleName(f"{sentence} {note} {link}")

    def fold(self, fold: Fold) -> None:
        """Arrange for the room there is."""
        was, now = self._fold is Fold.FOLDED, fold is Fold.FOLDED
        self._fold = fold
        if was == now:
            return
        if self._is_drawer:
            self._fold_drawer(folded=now)
        else:
            self._fold_stack(folded=now)
        self._forget_sizes()

    def _forget_sizes(self) -> None:
        """Tell every layout above at once: Qt tells them one event later, and the window would not shrink."""
        above: QWidget | None = self
        while above is not None:
            layout = above.layout()
            if layout is not None:
                layout.invalidate()
            above = above.parentWidget()

    def open_rail(self) -> None:
        """Open the drawer when folded; elsewhere the rail is on screen anyway."""
        if self._is_drawer and self._fold is Fold.FOLDED:
            self._place()
            self._drawer.show()
            self._drawer.raise_()
            first = next(reading.order(self._rail), None)
            (first or self._drawer).setFocus(Qt.FocusReason.TabFocusReason)

    def _give_back(self) -> None:
        self._strip.setFocus(Qt.FocusReason.TabFocusReason)

    def _fold_drawer(self, *, folded: bool) -> None:
        self._strip.setVisible(folded)
        if folded:
            self._drawer.column.addWidget(self._rail, 1)
            self._rail.setMaximumWidth(16_777_215)
            self._rail.setMinimumWidth(0)
        else:
            self._drawer.hide()
            self._across.addWidget(self._rail)
            self._rail.setFixedWidth(theme.px(self._rail.width_at_100))
        self._rail.show()

    def _fold_stack(self, *, folded: bool) -> None:
        rail = self._rail
        if folded:
            self._stacked = Scroll(gap=12)
            self._stacked.beside_bar = 0
            self._across.insertWidget(0, self._stacked, 1)
            self._across.setStretchFactor(self._column, 0)
            self._stacked.body.addWidget(self._main)
            rail.setMaximumWidth(16_777_215)
            rail.setMinimumWidth(0)
            rail.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            rail.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self._stacked.body.addWidget(rail)
            self._stacked.body.addStretch(1)
            self._stacked.body.setContentsMargins(0, 0, self.edge, self.edge)
            rail.inner.installEventFilter(self)
            self._grow()
        elif self._stacked is not None:
            rail.inner.removeEventFilter(self)
            self._column.insertWidget(0, self._main, 1)
            self._across.setStretchFactor(self._column, 1)
            rail.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            rail.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            rail.setMinimumHeight(0)
            rail.setMaximumHeight(16_777_215)
            rail.setFixedWidth(theme.px(rail.width_at_100))
            self._across.addWidget(rail)
            self._stacked.deleteLater()
            self._stacked = None
        self._main.show()
        rail.show()

    def _grow(self) -> None:
        width = max(self._rail.width(), 200)
        inner = self._rail.inner.layout()
        if inner is not None:
            wanted = inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
            self._rail.setFixedHeight(max(wanted, 40))

    def _place(self) -> None:
        width = min(theme.px(404), self.width() - 40)
        self._drawer.setGeometry(self.width() - width, 0, width, self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self:
            self._place()
        if watched is self._rail.inner and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._grow()
        return super().eventFilter(watched, event)
