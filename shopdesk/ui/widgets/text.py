"""Words on the screen: labels by role and tone, elided labels, key caps, rules."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from shopdesk.ui import icons, theme


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose dynamic properties changed.

    One that was never dressed is dressed when it is first measured or shown: nothing to do then.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Text(QLabel):
    """Words in one of the roles of ``theme.ROLES`` and one of the text tokens.

    Args:
        words: Already translated. Plain text: markup is shown as typed.
        role: ``h1 figure h2 h3 body strong letter small caption badge section``.
        tone: ``text muted faint primaryText ok warn danger info barro plum``.
        wrap: Break lines; leave off where the words must stay on one line.
    """

    def __init__(
        self,
        words: str = "",
        role: str = "body",
        *,
        tone: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self.setMinimumWidth(60)
        self.setText(words)
        if role == "section":
            self._track()
            theme.current().changed.connect(self._track)

    def set_tone(self, tone: str) -> None:
        """Change the colour token."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def set_role(self, role: str) -> None:
        """Change size and weight."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)

    def _track(self) -> None:
        self.setFont(theme.font("section"))


class Elided(Text):
    """Words on one line. Where room ends ours lose their last parts, and the owner's end in an ellipsis.

    The whole stands in the tooltip. ``optional`` words without room say nothing.

    Args:
        words: Already translated.
        role: As of ``Text``.
        tone: As of ``Text``.
        own: Whether they are names and lines of the owner's, as long as these are. Our own words must always
            fit; a test measures it.
    """

    def __init__(
        self,
        words: str = "",
        role: str = "body",
        *,
        tone: str = "text",
        own: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._whole = words
        self.own = own
        self.optional = False
        super().__init__(words, role, tone=tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)

    def setText(self, words: str) -> None:
        self._whole = words
        self.setAccessibleName(words)
        super().setText(words)
        self._fit()

    def whole(self) -> str:
        """Return the words before shortening."""
        return self._whole

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), max(self.width(), 40)
        parts = [self._whole] if self.own else shorter(self._whole)
        fitting = (part for part in parts if metrics.horizontalAdvance(part) <= room)
        shown = next(fitting, "" if self.optional else None)
        if shown is None:
            shown = metrics.elidedText(parts[-1], Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def shorter(words: str) -> list[str]:
    """Return words whole and then ever shorter, each time without its last part.

    >>> shorter("Se acaba el sábado 22. Si pides hoy, llega el lunes.")
    ['Se acaba el sábado 22. Si pides hoy, llega el lunes.', 'Se acaba el sábado 22.']
    """
    found = [words]
    for mark, keeps in ((" · ", 0), (". ", 1), ("; ", 0), (", ", 0), (": ", 0)):
        ends = [place for place in range(len(words)) if words.startswith(mark, place)]
        found += [words[: place + keeps] for place in reversed(ends)]
    return found


class Glyph(QLabel):
    """One icon that follows the theme."""

    def __init__(
        self, name: str, size: int = 18, token: str = "muted", style: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._what = (name, size, token, style)
        self._draw()
        theme.current().changed.connect(self._draw)

    def set_icon(self, name: str, token: str = "muted", style: str = "") -> None:
        """Show another icon of the same size."""
        self._what = (name, self._what[1], token, style)
        self._draw()

    def _draw(self) -> None:
        name, size, token, style = self._what
        self.setPixmap(icons.pixmap(name, size, token, style))
        self.setFixedSize(theme.px(size), theme.px(size))


class Tile(QFrame):
    """A duotone icon on a soft square, 44 px by default: the face of a task."""

    def __init__(
        self,
        name: str,
        tone: str = "primary",
        *,
        side: int = 44,
        icon: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._side, self._tone = side, tone
        self._glyph = Glyph(name, icon, _INK.get(tone, tone), "duotone", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignCenter)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        from shopdesk.ui.widgets.painting import rounded

        rounded(self, soft(self._tone), radius=8)


_INK = {"primary": "primaryText", "neutral": "muted", "gold": "warn"}


def soft(tone: str) -> str:
    """Return the soft fill that belongs to a tone."""
    return "sunken" if tone == "neutral" else f"{'warn' if tone == 'gold' else tone}Soft"


def ink(tone: str) -> str:
    """Return the text token that reads well on the soft fill of a tone."""
    return _INK.get(tone, tone)


class Rule(QFrame):
    """A thin horizontal line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", True)
        self.setFixedHeight(1)


class KeyCap(QFrame):
    """A key as drawn on the shortcuts sheet."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("keycap", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(Text(words, "badge"))
        self.setFixedHeight(theme.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
