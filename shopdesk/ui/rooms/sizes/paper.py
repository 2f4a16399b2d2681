"""The size map on paper: landscape, greys for weeks of cover, totals and missing sizes at the right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont

from shopdesk.domain.preferences import ShopSettings
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sizes as said
from shopdesk.services import sizes
from shopdesk.services.context import Shop
from shopdesk.services.sizes import MapRow, MapView, SizeCell, SizesPage
from shopdesk.ui import printing
from shopdesk.ui.printing import Paint, Paper

_EDGE, _TOP, _ROW, _HEAD = 13.5, 32.0, 11.8, 9.2
_NAME, _PAIRS, _MISSING = 50.0, 17.0, 36.0
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_STRONG, _PLAIN = QFont.Weight.Bold, QFont.Weight.Normal


@dataclass(frozen=True, slots=True)
class MapPaper:
    """What stands around the map.

    Attributes:
        title: ``Mapa de tallas · Dama``.
        line: Shop, day, and as of when the stock is.
        view: The map.
    """

    title: str
    line: str
    view: MapView

    def paint(self) -> Paint:
        """Return the paint function for the printer, the preview and the PDF."""
        return self._paint

    def _paint(self, paper: Paper) -> None:
        per_page = max(int((paper.height - _TOP - _HEAD - 24) / _ROW), 1)
        pages = max(-(-len(self.view.rows) // per_page), 1)
        for number in range(pages):
            if number:
                paper.new_page()
            rows = self.view.rows[number * per_page : (number + 1) * per_page]
            self._head(paper, _("{page} of {pages}").format(page=number + 1, pages=pages))
            bottom = self._table(paper, rows)
            self._foot(paper, bottom + 3)

    def _head(self, paper: Paper, count: str) -> None:
        wide = paper.width - 2 * _EDGE
        paper.text(QRectF(_EDGE, 12, wide, 9), self.title, size=17, weight=_STRONG)
        paper.text(QRectF(_EDGE, 20, wide - 30, 6), self.line, size=10.5)
        right = Qt.AlignmentFlag.AlignRight
        paper.text(QRectF(_EDGE, 20, wide, 6), count, size=10.5, align=right)

    def _column_width(self, paper: Paper) -> float:
        room = paper.width - 2 * _EDGE - _NAME - _PAIRS - _MISSING
        return min(room / max(len(self.view.columns), 1), 18.0)

    def _table(self, paper: Paper, rows: tuple[MapRow, ...]) -> float:
        wide = self._column_width(paper)
        paper.fill(QRectF(_EDGE, _TOP, paper.width - 2 * _EDGE, _HEAD), 238)
        head = QRectF(_EDGE + 2.5, _TOP, _NAME, _HEAD)
        paper.text(head, _("Style"), size=11, weight=_STRONG)
        for at, column in enumerate(self.view.columns):
            area = QRectF(_EDGE + _NAME + at * wide, _TOP, wide, _HEAD)
            weight = _STRONG if column.is_core else _PLAIN
            paper.text(area, column.label, size=11 if wide > 10 else 10, weight=weight, align=_MIDDLE)
        left = _EDGE + _NAME + len(self.view.columns) * wide
        paper.text(QRectF(left, _TOP, _PAIRS, _HEAD), _("Pairs"), size=11, weight=_STRONG, align=_MIDDLE)
        missing = QRectF(left + _PAIRS + 2, _TOP, paper.width - _EDGE - left - _PAIRS - 2, _HEAD)
        paper.text(missing, _("Missing"), size=11, weight=_STRONG)
        top = _TOP + _HEAD
        for row in rows:
            self._row(paper, row, top)
            top += _ROW
        return top

    def _row(self, paper: Paper, row: MapRow, top: float) -> None:
        wide = self._column_width(paper)
        name = QRectF(_EDGE + 2.5, top, _NAME - 4, _ROW)
        paper.text(name, row.style.name, size=11, weight=QFont.Weight.DemiBold)
        for at, cell in enumerate(row.cells):
            area = QRectF(_EDGE + _NAME + at * wide, top, wide, _ROW).adjusted(1.2, 0.8, -1.2, -0.8)
            self._cell(paper, area, cell)
        left = _EDGE + _NAME + len(row.cells) * wide
        pairs = QRectF(left, top, _PAIRS, _ROW)
        paper.text(pairs, str(row.style.stock), size=12, weight=_STRONG, align=_MIDDLE)
        gone = ", ".join(cell.label for cell in row.style.missing)
        missing = QRectF(left + _PAIRS + 2, top, paper.width - _EDGE - left - _PAIRS - 2, _ROW)
        paper.text(missing, gone, size=11, weight=QFont.Weight.DemiBold)
        paper.line(_EDGE, top + _ROW, paper.width - _EDGE, top + _ROW, grey=190)

    def _cell(self, paper: Paper, area: QRectF, cell: SizeCell | None) -> None:
        if cell is None:
            return
        words = said.cell(cell)
        if cell.is_missing:
            paper.box(area, width=0.55, radius=1.6)
            paper.text(area, words, size=10, weight=_STRONG, align=_MIDDLE)
        elif cell.on_hand <= 0:
            paper.text(area, words, size=11, align=_MIDDLE, grey=90)
        else:
            paper.soft(area, _grey(cell))
            paper.text(area, words, size=11, weight=QFont.Weight.DemiBold, align=_MIDDLE)

    def _foot(self, paper: Paper, top: float) -> None:
        paper.box(QRectF(_EDGE + 2.5, top + 0.8, 7, 5), width=0.5, radius=1.2)
        paper.text(QRectF(_EDGE + 11.5, top, 40, 6.6), _("Key size sold out"), size=10.5)
        note = _("In bold, the sizes you sell most · the greyer, the more weeks they last")
        paper.text(QRectF(_EDGE + 54, top, paper.width - 2 * _EDGE - 110, 6.6), note, size=10.5)
        right = QRectF(paper.width - _EDGE - 60, top, 60, 6.6)
        paper.text(right, said.totals(self.view), size=10.5, align=Qt.AlignmentFlag.AlignRight)


def map_paper(shop: Shop, page: SizesPage, view: MapView) -> MapPaper:
    """Return the map of a view with the shop's name, the day, and as of when its stock is."""
    owner = shop.settings.get(ShopSettings)
    title = _("Size map")
    if view.groups:
        title = _("Size map · {group}").format(group=said.group(view.group))
    today = shop.today()
    parts = [", ".join(part for part in (owner.name, owner.city) if part)]
    parts.append(_("{day}, {year}").format(day=words.long_day_within(today), year=today.year))
    if page.stock_as_of is not None:
        parts.append(_("stock as of {day}").format(day=words.weekday(page.stock_as_of)))
    return MapPaper(title, " · ".join(part for part in parts if part), view)


def map_pdf(shop: Shop, page: SizesPage, file: Path) -> Path:
    """Write the maps of all groups, each from a page of its own; works without a display.

    Raises:
        OSError: If the file cannot be written.
    """
    application = printing.headless()
    with file.open("wb"):  # QPdfWriter would only print a warning
        pass
    keys: list[str | None] = [group.key for group in sizes.view(page).groups] or [None]
    papers = [map_paper(shop, page, sizes.view(page, key)) for key in keys]

    def paint(paper: Paper) -> None:
        for at, one in enumerate(papers):
            if at:
                paper.new_page()
            one.paint()(paper)

    letter = printing.is_letter(shop.settings.get(ShopSettings).country)
    printing.write_pdf(paint, file, letter=letter, landscape=True)
    del application
    return file


def _grey(cell: SizeCell) -> int:
    """Return 245 (under a week) to 175 (nine weeks and more): black words read well on all of it."""
    weeks = 9.0 if cell.weeks is None else min(cell.weeks, 9.0)
    return round(245 - 70 * weeks / 9)
