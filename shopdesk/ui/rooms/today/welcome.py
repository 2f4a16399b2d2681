"""First run: two doors, the owner's sales or the example shop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui import theme
from shopdesk.ui.choosing import ask_for_files
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Card, Glyph, Text


class Welcome(QWidget):
    """“Hola. Empecemos por tu tienda”."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self._desk = desk
        self.choose = Button(_("Choose a file"), "primary", name="choose_file", press=self._choose)
        self.example = Button(_("See the example shop"), name="see_example", press=desk.wants_example.emit)
        column = self._column()
        column.addWidget(Glyph("storefront", 44, "primaryText", "duotone"))
        column.addWidget(Text(_("Hello. Let us start with your shop"), "h1", wrap=True))
        promise = _(
            "From your shop's sales file, Shopdesk tells you what to order, which sizes are missing and "
            "whom to thank. Everything stays on this computer."
        )
        column.addWidget(Text(promise, "body", tone="muted", wrap=True))
        column.addSpacing(8)
        column.addLayout(self._doors())
        column.addSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Glyph("lock-simple", 18))
        private = _("No account, no cloud. You can delete everything in Settings.")
        foot.addWidget(Text(private, "small", tone="muted", wrap=True), 1)
        foot.addWidget(Button(_("Where do I get my file?"), "link", name="where_file", press=self._where))
        column.addLayout(foot)

    def _column(self) -> QVBoxLayout:
        """Return the column in the middle, a third of the spare height above it."""
        outer = QVBoxLayout(self)
        outer.addSpacing(theme.px(13))
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(theme.px(820))
        holder.setMinimumWidth(min(theme.px(820), 820))
        middle.addWidget(holder, 8)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        return column

    def _doors(self) -> QHBoxLayout:
        doors = QHBoxLayout()
        doors.setSpacing(16)
        doors.addWidget(
            _door(
                "next",
                "download-simple",
                _("Bring my sales"),
                _(
                    "Shopify, WooCommerce, Tiendanube, Mercado Libre or your own spreadsheet. "
                    "You can also drop the file here."
                ),
                self.choose,
            ),
            1,
        )
        doors.addWidget(
            _door(
                "plain",
                "sneaker",
                _("Try it with an example shoe shop"),
                _("Two years of invented sales, so that you see how it feels. One click deletes it."),
                self.example,
            ),
            1,
        )
        return doors

    def _choose(self) -> None:
        """Ask for the files at once: the wizard would ask the same with one more click."""
        chosen = ask_for_files(self)
        if chosen:
            self._desk.import_files(chosen)

    def _where(self) -> None:
        self._desk.import_files()


def _door(kind: str, icon: str, title: str, line: str, button: Button) -> Card:
    card = Card(kind, padding=20, gap=8)
    card.add(Glyph(icon, 34, "primaryText", "duotone"))
    card.add(Text(title, "h2"))
    words = Text(line, "small", tone="muted", wrap=True)
    words.setMinimumHeight(theme.px(56))
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    card.add(words)
    card.body.addStretch(1)
    card.add(button)
    card.setMinimumHeight(theme.px(212))
    return card
