"""Labels on paper: three by four on a sheet, or one after the other on a roll."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont

from shopdesk.runtime.i18n import _
from shopdesk.services.labels import Label, LabelSheet
from shopdesk.ui import barcodes
from shopdesk.ui.printing import Paint, Paper

ACROSS, DOWN = 3, 4
A_SHEET = ACROSS * DOWN
ROLL_MM = (62.0, 40.0)
_SIDE, _TOP, _FOOT, _GAP = 14.0, 26.0, 14.0, 3.0
_BOLD, _SEMI = QFont.Weight.Bold, QFont.Weight.DemiBold


class LabelPaper(StrEnum):
    """What labels are printed on."""

    LETTER = "letter"
    A4 = "a4"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Start:
    """How many labels of the first sheet are used up already, 0 to 11."""

    used: int = 0


def on_sheets(sheet: LabelSheet, start: Start) -> Paint:
    """Return what paints labels on sheets of three by four."""
    places: list[Label | None] = [None] * (start.used % A_SHEET) + list(sheet.labels)
    pages = max(1, -(-len(places) // A_SHEET))

    def draw(paper: Paper) -> None:
        for page in range(pages):
            if page:
                paper.new_page()
            _head(paper, sheet, page + 1, pages)
            for at, label in enumerate(places[page * A_SHEET : (page + 1) * A_SHEET]):
                if label is not None:
                    _label(paper, _place(paper, at), label)
            area = QRectF(_SIDE, paper.height - 11, paper.width - 2 * _SIDE, 6)
            paper.text(area, sheet.foot, size=10, grey=70)

    return draw


def on_roll(sheet: LabelSheet) -> Paint:
    """Return what paints one label a page, edge to edge."""

    def draw(paper: Paper) -> None:
        for number, label in enumerate(sheet.labels):
            if number:
                paper.new_page()
            _label(paper, QRectF(0.5, 0.5, paper.width - 1, paper.height - 1), label, boxed=False)

    return draw


def _head(paper: Paper, sheet: LabelSheet, page: int, pages: int) -> None:
    width = paper.width - 2 * _SIDE
    paper.text(QRectF(_SIDE, 9, width, 8), sheet.title, size=15, weight=_BOLD)
    paper.text(QRectF(_SIDE, 16, width - 20, 6), sheet.line, size=10)
    told = _("{page} of {pages}").format(page=page, pages=pages)
    paper.text(QRectF(_SIDE, 16, width, 6), told, size=10, align=Qt.AlignmentFlag.AlignRight)


def _place(paper: Paper, at: int) -> QRectF:
    width = (paper.width - 2 * _SIDE - (ACROSS - 1) * _GAP) / ACROSS
    height = (paper.height - _TOP - _FOOT - (DOWN - 1) * _GAP) / DOWN
    left = _SIDE + at % ACROSS * (width + _GAP)
    return QRectF(left, _TOP + at // ACROSS * (height + _GAP), width, height)


def _label(paper: Paper, area: QRectF, label: Label, *, boxed: bool = True) -> None:
    if boxed:
        paper.box(area, width=0.15, radius=2, grey=190)
    inner = area.adjusted(3.4, 2.4, -3.4, -2)
    unit = inner.height() / 55
    paper.text(QRectF(inner.left(), inner.top(), inner.width(), 6 * unit), label.name, size=11.5 * unit,
               weight=_SEMI)  # fmt: skip
    paper.text(
        QRectF(inner.left(), inner.top() + 6 * unit, inner.width(), 5 * unit), label.shop, size=10 * unit
    )
    row = QRectF(inner.left(), inner.top() + 11 * unit, inner.width(), 13 * unit)
    paper.text(row, label.size, size=27 * unit, weight=_BOLD)
    paper.text(row, label.price, size=15 * unit, weight=_BOLD, align=Qt.AlignmentFlag.AlignRight)
    bars = QRectF(area.left() + 1, inner.top() + 26 * unit, area.width() - 2, 19 * unit)
    if not barcodes.paint(paper, bars, label.code, centred=True) and not barcodes.modules(label.code):
        said = _("No bars: they hold no accents or ñ") if label.code else ""
        paper.text(bars, said, size=8 * unit, align=Qt.AlignmentFlag.AlignCenter)
    below = QRectF(inner.left(), inner.top() + 47 * unit, inner.width(), 6 * unit)
    paper.text(below, label.code, size=10 * unit, align=Qt.AlignmentFlag.AlignHCenter)
