"""“Todo al día”: nothing waits, and what the day's work achieved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_today as say
from shopdesk.services.morning import Today
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Card, Glyph, TaskRow, Text, Tile, section

TILES: dict[str, tuple[str, str]] = {
    "letters": ("hand-heart", "primary"),
    "order": ("package", "barro"),
    "reply": ("chat-circle-dots", "info"),
    "count": ("barcode", "plum"),
    "import": ("download-simple", "neutral"),
}


class AllDone(QWidget):
    """The quiet end of the list, with one optional five-minute suggestion that holds the primary."""

    def __init__(self, desk: Desk, today: Today) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._card(today))
        column.addWidget(section(_("If you have five minutes")))
        suggestion = TaskRow(
            "barcode",
            "plum",
            _("Count ten sizes that say they are there and do not sell"),
            _("They are often lost, in another box or written down wrong. It takes about 4 minutes."),
            button=_("Count these 10"),
            press=self._count,
            name="suggestion",
            is_next=True,
        )
        suggestion.set_kind("plain")  # it holds the primary, but it is not pending: it has no edge of its own
        column.addWidget(suggestion)

    def _card(self, today: Today) -> Card:
        card = Card(padding=26, gap=10)
        middle = Qt.AlignmentFlag.AlignHCenter
        card.body.addWidget(Glyph("confetti", 36, "primaryText", "duotone"), 0, middle)
        title = Text(_("All up to date. Nothing is urgent today."), "h1", wrap=True)
        title.setAlignment(middle)
        card.add(title)
        tiles = [(kind, count) for kind, count in today.done.items() if count and kind in TILES][:3]
        if tiles:
            line = Text(_("This is what you left done:"), "body", tone="muted")
            line.setAlignment(middle)
            card.add(line)
            across = QHBoxLayout()
            across.setSpacing(10)
            for kind, count in tiles:
                across.addWidget(_tile(kind, count))
            card.body.addLayout(across)
        return card

    def _count(self) -> None:
        self._desk.navigator.go("reorder", tab="count", key="suspects")


def _tile(kind: str, count: int) -> Card:
    icon, tone = TILES[kind]
    card = Card("sunken", padding=12)
    across = QHBoxLayout()
    across.setSpacing(12)
    across.addWidget(Tile(icon, tone, side=36, icon=20))
    across.addWidget(Text(say.done_tile(kind, count), "h3", wrap=True), 1)
    card.body.addLayout(across)
    return card
