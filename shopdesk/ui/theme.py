"""The one theme: which colours, which letter sizes, and the signal that says they changed.

Everything drawn asks here: ``theme.colour("primary")``, ``theme.px(16)``, ``theme.font("h2")``. The chosen
scheme lives in our own object because headless and some Linux platforms ignore ``setColorScheme``.
"""

from __future__ import annotations

import tempfile
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from shopdesk.runtime import resources, tokens
from shopdesk.ui import stylesheet

TEXT_SIZES: Final = (90, 100, 115, 130)
FAMILY: Final = "Figtree"
ARGUMENTS: Final = ("-style", "fusion")
"""What Qt is told on making the application."""

ROLES: Final = MappingProxyType(
    {
        "h1": (24, QFont.Weight.Bold),
        "figure": (28, QFont.Weight.Bold),
        "h2": (16, QFont.Weight.DemiBold),
        "h3": (14, QFont.Weight.DemiBold),
        "body": (14, QFont.Weight.Normal),
        "strong": (14, QFont.Weight.Medium),
        "letter": (15, QFont.Weight.Normal),
        "small": (13, QFont.Weight.Normal),
        "caption": (12, QFont.Weight.Normal),
        "badge": (12, QFont.Weight.DemiBold),
        "header": (12, QFont.Weight.DemiBold),
        "h4": (13, QFont.Weight.DemiBold),
        "group": (13, QFont.Weight.DemiBold),
        "badge_link": (13, QFont.Weight.DemiBold),
        "tiny": (11, QFont.Weight.Bold),
        "section": (11, QFont.Weight.DemiBold),
    }
)
"""Role → logical pixels at 100 % and weight."""


class Choice(StrEnum):
    """What the owner chose in Ajustes, Apariencia."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The state of the look; ``changed`` fires after palette and style sheet were renewed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = Choice.SYSTEM
        self.text_size = 100
        self.high_contrast = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._table: MappingProxyType[str, str] = tokens.colours("light")

    @property
    def name(self) -> str:
        """``light`` or ``dark``, after asking the system where the owner left it to the system."""
        if self.choice is Choice.SYSTEM:
            hints = QGuiApplication.styleHints()
            return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
        return self.choice.value

    def hex(self, token: str) -> str:
        """Return a token as ``#RRGGBB``."""
        return self._table[token]

    def opposite(self, token: str) -> str:
        """Return a token of the other theme, for what is drawn inverse (toasts)."""
        return tokens.colours("light" if self.name == "dark" else "dark")[token]

    def px(self, size: float) -> int:
        """Return logical pixels scaled by the owner's text size."""
        return round(size * self.text_size / 100)

    def start(self) -> None:
        """Load the letters and dress the application; call once, before the first widget.

        The application is made with ``ARGUMENTS``: ``setStyle`` hands out the style it made, for which the
        bindings load every kind of style there is (30 ms before the first paint).
        """
        for file in sorted(resources.path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self.high_contrast = system_wants_contrast()
        self.apply()

    def choose(
        self,
        choice: Choice | None = None,
        *,
        text_size: int | None = None,
        high_contrast: bool | None = None,
    ) -> None:
        """Change any of the three and dress the application again.

        Raises:
            ValueError: If the text size is not one of TEXT_SIZES.
        """
        if text_size is not None and text_size not in TEXT_SIZES:
            raise ValueError(text_size)
        before = (self.choice, self.text_size, self.high_contrast)
        self.choice = self.choice if choice is None else choice
        self.text_size = self.text_size if text_size is None else text_size
        self.high_contrast = self.high_contrast if high_contrast is None else high_contrast
        if before != (self.choice, self.text_size, self.high_contrast):
            self.apply()

    def apply(self) -> None:
        """Renew colours, palette, letters and style sheet, then say ``changed``."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("the theme needs a QApplication")
        table = tokens.colours(self.name)
        self._table = _contrasted(table) if self.high_contrast else table
        app.setFont(self._base_font())
        app.setPalette(self._palette())
        made = stylesheet.sheet(
            self._table,
            self.px,
            self._draw_marks(),
            inverse_link=self.opposite("primaryText"),
            bold=self.high_contrast,
        )
        app.setStyleSheet(made)
        self.changed.emit()

    def _system_changed(self) -> None:
        if self.choice is Choice.SYSTEM:
            self.apply()

    def _base_font(self) -> QFont:
        base = QFont(FAMILY)
        base.setPixelSize(self.px(14))
        base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Figtree's own digits are proportional: columns of figures would not line up.
        base.setFeature(QFont.Tag("tnum"), 1)
        return base

    def font(self, role: str) -> QFont:
        """Return the letter of a role of ROLES, scaled."""
        size, weight = ROLES[role]
        found = self._base_font()
        found.setPixelSize(self.px(size))
        found.setWeight(weight)
        if role == "section":
            found.setCapitalization(QFont.Capitalization.AllUppercase)
            found.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        return found

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.Highlight: "primary",
            QPalette.ColorRole.HighlightedText: "onPrimary",
            QPalette.ColorRole.Link: "primaryText",
            QPalette.ColorRole.LinkVisited: "primaryText",
            QPalette.ColorRole.ToolTipBase: "text",
            QPalette.ColorRole.ToolTipText: "bg",
            QPalette.ColorRole.PlaceholderText: "faint",
            QPalette.ColorRole.Mid: "border",
            QPalette.ColorRole.Accent: "primary",
        }
        for role, token in roles.items():
            palette.setColor(role, QColor(self.hex(token)))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.hex("faint")))
        return palette

    def _draw_marks(self) -> dict[str, str]:
        """Write the arrows and ticks that style sheets can only take from files, in today's colours."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="shopdesk-marks-")
        wanted = {
            "caret-down": ("caret-down", "muted"),
            "caret-up": ("caret-up", "muted"),
            "caret-right": ("caret-right", "muted"),
            "check": ("check-bold", "onPrimary"),
            "minus": ("minus", "onPrimary"),
        }
        marks = {}
        for key, (icon, token) in wanted.items():
            colour = self.hex(token)
            target = Path(self._folder.name) / f"{key}-{colour[1:]}.svg"
            if not target.exists():
                source = resources.text(f"icons/{icon}.svg").replace("currentColor", colour)
                target.write_text(source, encoding="utf-8")
            marks[key] = target.as_posix()
        return marks


def _contrasted(table: MappingProxyType[str, str]) -> MappingProxyType[str, str]:
    """Return the table for high contrast: no soft fills, every line and word at full strength."""
    strong = dict(table)
    for token in table:
        if token.endswith("Soft") or token in ("sunken", "sel", "sidebar"):
            strong[token] = table["surface"]
    for token in ("border", "inputBorder", "muted", "faint"):
        strong[token] = table["text"]
    strong["bg"] = table["surface"]
    return MappingProxyType(strong)


def system_wants_contrast() -> bool:
    """Say whether the computer asks for high contrast."""
    hints = QGuiApplication.styleHints()
    ask = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    if ask is None:
        return False
    try:
        return bool(ask().contrastPreference() == Qt.ContrastPreference.HighContrast)
    except RuntimeError:  # PySide 6.11 hands out an object that is already gone
        return False


class _Current:
    theme: Theme | None = None


def current() -> Theme:
    """Return the theme of this program; like the palette there is one per application."""
    if _Current.theme is None:
        _Current.theme = Theme()
    return _Current.theme


def colour(token: str) -> QColor:
    """Return a token's colour in the theme now shown."""
    return QColor(current().hex(token))


def px(size: float) -> int:
    """Return logical pixels scaled by the owner's text size."""
    return current().px(size)


def font(role: str) -> QFont:
    """Return the letter of a role in the size now chosen."""
    return current().font(role)
