"""Pages on screen as they will print, painted bit by bit: the window answers between two."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QPageLayout, QPainter, QPaintEvent, QPicture
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.ui import theme
from shopdesk.ui.paper_size import page_layout
from shopdesk.ui.printing import Paint, Paper
from shopdesk.ui.widgets import Scroll, clear, faces

Steps = Callable[[Paper], Iterator[None]]
"""Paints a bit each time it is asked to go on."""
_SHARE_S = 0.03
"""For so long it paints before the window has its turn."""


class Piecemeal(QObject):
    """Paints on and on; ``advanced()`` after each turn, ``over()`` after the last."""

    advanced = Signal()
    over = Signal()

    def __init__(self, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._go_on)
        self._turns.start()

    def stop(self) -> None:
        """Leave it at what was painted."""
        self._turns.stop()

    def hurry(self) -> None:
        """Paint all the rest now."""
        self._paint(float("inf"))

    def _go_on(self) -> None:
        self._paint(time.monotonic() + _SHARE_S)

    def _paint(self, until: float) -> None:
        nothing = object()
        while next(self._steps, nothing) is not nothing:
            if time.monotonic() > until:
                self.advanced.emit()
                return
        self._turns.stop()
        self.over.emit()


def at_once(paint: Paint) -> Steps:
    """Return what paints in one go as steps."""

    def draw(paper: Paper) -> Iterator[None]:
        paint(paper)
        yield

    return draw


class Pictures:
    """Paper that keeps each page as a picture.

    Attributes:
        done: The pages nothing more is painted on.
        layout: Their size.
    """

    def __init__(self, *, letter: bool) -> None:
        self.done: list[QPicture] = []
        self.layout = page_layout(letter=letter)
        self._now = QPicture()
        self._painter = QPainter(self._now)

    def paper(self) -> Paper:
        """Return what to paint on, once."""
        return Paper(self._painter, self)

    def pageLayout(self) -> QPageLayout:
        """Return the layout, as Qt's paged devices do."""
        return self.layout

    def newPage(self) -> bool:
        """Begin another page, as Qt's paged devices do."""
        self.end()
        self._now = QPicture()
        return self._painter.begin(self._now)

    def end(self) -> None:
        """End the page under way."""
        if self._painter.isActive():
            self._painter.end()
            self.done.append(self._now)


class PaperView(Scroll):
    """The pages one below the other, as wide as there is room. ``painted()`` when all are there."""

    painted = Signal()

    def __init__(self, *, letter: bool, parent: QWidget | None = None) -> None:
        super().__init__(gap=14, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("paper", True)
        faces.set_role(self, QAccessible.Role.Document)
        self._letter = letter
        self._pictures: Pictures | None = None
        self._work: Piecemeal | None = None

    def show_steps(self, steps: Steps) -> None:
        """Begin to show what these paint, instead of what was shown."""
        self.stop()
        clear(self.body)
        self._pictures = Pictures(letter=self._letter)
        self._work = Piecemeal(steps(self._pictures.paper()), self)
        self._work.advanced.connect(self._add)
        self._work.over.connect(self._end)

    def stop(self) -> None:
        """Paint no further."""
        if self._work is not None:
            self._work.stop()
            self._work.deleteLater()
            self._work = None
        if self._pictures is not None:
            self._pictures.end()

    def sizeHint(self) -> QSize:
        return page_layout(letter=self._letter).fullRectPixels(96).size()

    def count(self) -> int:
        """Return how many pages are shown."""
        return len(self.inner.findChildren(_Sheet, options=Qt.FindChildOption.FindDirectChildrenOnly))

    def _add(self) -> None:
        if self._pictures is not None:
            for picture in self._pictures.done:
                self.body.addWidget(_Sheet(picture, self._pictures.layout))
            self._pictures.done.clear()

    def _end(self) -> None:
        if self._pictures is not None:
            self._pictures.end()
            self._add()
        self.painted.emit()


class _Sheet(QWidget):
    """One page."""

    def __init__(self, picture: QPicture, layout: QPageLayout) -> None:
        super().__init__()
        self._picture = picture
        self._whole = layout.fullRectPixels(picture.logicalDpiX()).size()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._whole

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._whole.height() / self._whole.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(theme.colour("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        scale = self.width() / self._whole.width()
        painter.scale(scale, scale)
        painter.setPen(Qt.GlobalColor.black)  # what is recorded begins black, and does not say so
        painter.drawPicture(0, 0, self._picture)
        painter.end()
