"""The sidebar: the shop, the pages with their counts, import, freshness, settings. 208 px, or 60 folded."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.ui import icons, registry, theme
from shopdesk.ui.widgets import Button, Elided, Text
from shopdesk.ui.widgets.painting import box, words_at
from shopdesk.ui.widgets.text import restyle

WIDE, NARROW = 208, 60


class NavButton(QPushButton):
    """A page in the sidebar: icon, name, count of what waits there."""

    def __init__(self, spec: registry.PageSpec, words: str) -> None:
        super().__init__()
        self.room = spec.room
        self._icon, self._words = spec.icon, words
        self._count = 0
        self._narrow = False
        self.setObjectName(f"nav_{spec.room}")
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_count(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        if count != self._count:
            self._count = count
            self._name()
            self.update()

    def count(self) -> int:
        """Return the number shown."""
        return self._count

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, with the words as tooltip."""
        self._narrow = narrow
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()
        self._name()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(38 if self._narrow else 184), theme.px(33 if self._narrow else 36))

    def _name(self) -> None:
        name = self._words
        if self._count:
            waiting = ngettext("{name}, {count} waiting", "{name}, {count} waiting", self._count)
            name = waiting.format(name=self._words, count=self._count)
        self.setAccessibleName(name)
        self.setToolTip(name if self._narrow else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        side = theme.px(20)
        left = (self.width() - side) / 2 if self._narrow else 10
        spot = QRectF(left, (self.height() - side) / 2, side, side)
        icons.paint(painter, spot, self._icon, "primaryText" if on else "muted", "fill" if on else "")
        if self._narrow:
            self._paint_small_count(painter)
        else:
            words = QRectF(left + side + 11, 0, self.width() - left - side - 48, self.height())
            role, token = ("h3", "text") if on else ("strong", "muted")
            words_at(painter, words, self._words, role=role, token=token)
            self._paint_count(painter, on=on)
        painter.end()

    def _paint_count(self, painter: QPainter, *, on: bool) -> None:
        if not self._count:
            return
        said = str(self._count)
        width = max(QFontMetricsF(theme.font("badge")).horizontalAdvance(said) + 14, theme.px(26))
        height = theme.px(20)
        area = QRectF(self.width() - 8 - width, (self.height() - height) / 2, width, height)
        strong = theme.current().high_contrast
        fill = "primarySoft" if on or strong else "border"
        box(painter, area, fill, radius=height / 2, line="border" if strong else "")
        token = "primaryText" if on else "text"
        words_at(painter, area, said, role="badge", token=token, align=Qt.AlignmentFlag.AlignHCenter)

    def _paint_small_count(self, painter: QPainter) -> None:
        if not self._count:
            return
        said = str(self._count)
        width = max(QFontMetricsF(theme.font("tiny")).horizontalAdvance(said) + 10, theme.px(16))
        area = QRectF(self.width() - width + 1, 0, width, theme.px(16))
        box(painter, area, "primary", radius=area.height() / 2)
        words_at(painter, area, said, role="tiny", token="onPrimary", align=Qt.AlignmentFlag.AlignHCenter)


class Dot(QWidget):
    """A dot of colour: how fresh the sales are."""

    def __init__(self) -> None:
        super().__init__()
        self._token = "faint"
        self.setFixedSize(10, 10)

    def set_token(self, token: str) -> None:
        """Change the colour."""
        self._token = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._token))
        painter.drawEllipse(QPointF(4.5, 5), 4, 4)
        painter.end()


class _Logo(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(34), theme.px(34))
        self.setAccessibleName("Shopdesk")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), "primary", radius=9)
        side = self.width() * 0.59
        inset = (self.width() - side) / 2
        icons.paint(painter, QRectF(inset, inset, side, side), "storefront", "onPrimary", "fill")
        painter.end()


class _Line(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rule", True)
        self.setFixedHeight(1)


class Sidebar(QFrame):
    """``picked(room)`` when a page is chosen, ``wants_import()`` for the import button."""

    picked = Signal(str)
    wants_import = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._narrow = False
        self._buttons: dict[str, NavButton] = {}
        self._captions: list[Text] = []
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._head()
        section = ""
        for spec in registry.PAGES:
            if spec.section != "foot":
                if spec.section != section:
                    section = spec.section
                    self._caption(_(section))
                self._add(spec)
        self._column.addStretch(1)
        self._foot()
        self._arrange()
        theme.current().changed.connect(self._arrange)

    def set_shop(self, name: str) -> None:
        """Show the shop's name."""
        self._shop.setText(name or _("Your shop"))

    def set_page(self, room: str) -> None:
        """Mark the page on screen."""
        for name, button in self._buttons.items():
            button.setChecked(name == room)

    def set_count(self, room: str, count: int) -> None:
        """Show how many things wait on a page."""
        self._buttons[room].set_count(count)

    def counts(self) -> dict[str, int]:
        """Return the numbers shown, by room."""
        return {room: button.count() for room, button in self._buttons.items() if button.count()}

    def show_room(self, room: str, *, visible: bool, words: str = "") -> None:
        """Hide a page that makes no sense here, or call it by another name (Tallas, Colores)."""
        self._buttons[room].setVisible(visible)
        if words:
            self._buttons[room]._words = words
            self._buttons[room]._name()

    def set_freshness(self, words: str, token: str) -> None:
        """Say until when the sales are known: ``ok`` fresh, ``warn`` old, ``faint`` none yet."""
        self._fresh.setText(words)
        self._dot.set_token(token)
        self._small_dot.set_token(token)
        self._import.setToolTip(words if self._narrow else "")

    def set_narrow(self, narrow: bool) -> None:
        """Switch between words and icons."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _head(self) -> None:
        self._top = QHBoxLayout()
        self._top.setSpacing(10)
        self._shop = Elided(_("Your shop"), "h3", own=True)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._shop)
        self._product = Text("Shopdesk", "caption", tone="muted")
        names.addWidget(self._product)
        self._top.addWidget(_Logo())
        self._top.addLayout(names, 1)
        self._column.addLayout(self._top)
        self._column.addSpacing(6)

    def _caption(self, words: str) -> None:
        caption = Text(words, "section", tone="faint")
        caption.setContentsMargins(13, 6, 0, 0)
        self._captions.append(caption)
        self._column.addWidget(caption)
        line = _Line()
        self._lines.append(line)
        self._column.addWidget(line)

    def _add(self, spec: registry.PageSpec) -> None:
        button = NavButton(spec, spec.words())
        button.clicked.connect(self._clicked)
        self._buttons[spec.room] = button
        self._column.addWidget(button)

    def _foot(self) -> None:
        self._import = Button(
            _("Import sales"), name="import_sales", icon="download-simple", press=self.wants_import.emit
        )
        self._import.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column.addWidget(self._import)
        self._small_dot = Dot()
        self._small_dot.setParent(self._import)
        self._fresh_line = QWidget()
        line = QHBoxLayout(self._fresh_line)
        line.setContentsMargins(5, 8, 0, 4)
        line.setSpacing(7)
        self._dot = Dot()
        self._fresh = Elided("", "caption", tone="muted")
        line.addWidget(self._dot)
        line.addWidget(self._fresh, 1)
        self._column.addWidget(self._fresh_line)
        for spec in registry.PAGES:
            if spec.section == "foot":
                self._add(spec)

    def _arrange(self) -> None:
        narrow = self._narrow
        self.setFixedWidth(theme.px(NARROW) if narrow else theme.px(WIDE))
        self._column.setContentsMargins(11 if narrow else 12, 12 if narrow else 14, 11 if narrow else 12, 12)
        self._top.setContentsMargins(2 if narrow else 4, 0, 0, 2)
        for text in (self._shop, self._product, self._fresh_line):
            text.setVisible(not narrow)
        for caption in self._captions:
            caption.setVisible(not narrow)
            caption.setFixedHeight(theme.px(26))
        for rule in self._lines:
            rule.setVisible(narrow)
        for button in self._buttons.values():
            button.set_narrow(narrow)
        self._import.set_kind("secondary")
        self._import.fold(narrow)
        self._import.setProperty("outlined", False)
        restyle(self._import)
        self._import.setMaximumWidth(theme.px(38) if narrow else 16_777_215)
        self._small_dot.setVisible(narrow)
        self._small_dot.move(theme.px(25), 1)

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, NavButton):
            sender.setChecked(True)
            self.picked.emit(sender.room)
