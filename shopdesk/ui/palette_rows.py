"""How a line of “find or go” looks: what matched in bold, one live fact beside it, keys at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import combining, normalize

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from shopdesk.ui import icons, theme
from shopdesk.ui.navigator import Place
from shopdesk.ui.widgets import painting
from shopdesk.ui.widgets.rowtable.delegate import RowDelegate
from shopdesk.ui.widgets.rowtable.model import Group, Index, RowModel
from shopdesk.ui.widgets.text import ink, soft

_EDGE = 20
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: what it is, one live fact, where Enter and Ctrl+Enter go."""

    key: str
    icon: str
    title: str
    fact: str
    place: Place
    badge: tuple[str, str] | None = None
    keys: str = ""
    deed: Place | None = None
    """Where its own work is done: Ctrl+Enter; None = the same place."""
    call: Callable[[], object] | None = None
    """Done instead of going anywhere."""


def plain(words: str) -> str:
    """Return words without accents and case, for comparing."""
    flat = normalize("NFKD", words.casefold())
    return "".join(c for c in flat if not combining(c))


def marked(title: str, wanted: str) -> list[tuple[str, bool]]:
    """Return the title in pieces, True for the piece that was asked for; accents and case do not matter."""
    letters = [plain(letter) for letter in title]
    at = "".join(letters).find(plain(wanted)) if wanted else -1
    if at < 0:
        return [(title, False)]
    ends, length = [], 0
    for letter in letters:
        length += len(letter)
        ends.append(length)
    first = next(place for place, end in enumerate(ends) if end > at)
    last = next(place for place, end in enumerate(ends) if end >= at + len(plain(wanted)))
    pieces = [(title[:first], False), (title[first : last + 1], True), (title[last + 1 :], False)]
    return [piece for piece in pieces if piece[0]]


class EntryDelegate(RowDelegate):
    """Paints the entries of the palette on one line each; ``wanted`` is what was typed."""

    def __init__(self, model: RowModel, table: QTableView) -> None:
        super().__init__(model, table)
        self.wanted = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        found = self._model.entry(index.row())
        if isinstance(found, Group):
            line = area.adjusted(_EDGE + 4, 6, -_EDGE, 0)
            painting.words_at(painter, line, found.title, role="section", token="faint")
        elif isinstance(found, Entry):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen:
                painter.fillRect(area, theme.colour("sel"))
                painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme.colour("primary"))
            self._entry(painter, area, found, chosen=chosen)
        painter.restore()

    def _entry(self, painter: QPainter, area: QRectF, entry: Entry, *, chosen: bool) -> None:
        side = theme.px(20)
        icons.paint(
            painter,
            QRectF(area.left() + _EDGE, area.center().y() - side / 2, side, side),
            entry.icon,
            "primaryText" if chosen else "muted",
        )
        right = self._right_end(painter, area, entry, chosen=chosen)
        left = area.left() + _EDGE + side + 12
        for words, is_wanted in marked(entry.title, self.wanted):
            left = _piece(painter, QRectF(left, area.top(), right - left, area.height()), words, is_wanted)
        room = QRectF(left + 12, area.top(), max(right - left - 12, 0), area.height())
        painting.words_at(painter, room, entry.fact, role="small", token="muted")

    def _right_end(self, painter: QPainter, area: QRectF, entry: Entry, *, chosen: bool) -> float:
        """Paint the badge and the key at the right; return where they begin."""
        right = area.right() - _EDGE
        keys = entry.keys or ("Enter" if chosen else "")
        if keys:
            painting.words_at(
                painter,
                QRectF(area.left(), area.top(), right - area.left(), area.height()),
                keys,
                role="caption",
                token="muted",
                align=_RIGHT,
            )
            right -= QFontMetricsF(theme.font("caption")).horizontalAdvance(keys) + 12
        if entry.badge is not None:
            words, tone = entry.badge
            right -= painting.badge_size(words)[0]
            corner = QRectF(right, area.top(), 0, area.height()).center()
            painting.badge(painter, corner, words, fill=soft(tone), ink=ink(tone))
            right -= 12
        return right


def _piece(painter: QPainter, room: QRectF, words: str, is_wanted: bool) -> float:
    """Paint one piece of a title; return where the next begins."""
    letters = theme.font("strong")
    if is_wanted:
        letters.setWeight(QFont.Weight.Bold)
    metrics = QFontMetricsF(letters)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.setFont(letters)
    painter.setPen(theme.colour("primaryText" if is_wanted else "text"))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    return room.left() + metrics.horizontalAdvance(shown)
