"""The supplier's list on paper: models by sizes, one supplier a page or more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.supplier_lists import Block, ListRow, SupplierList
from shopdesk.ui import barcodes
from shopdesk.ui.printing import Paint, Paper

_SIDE, _TOP, _FOOT = 15.0, 16.0, 18.0
_HEAD, _ROW, _BARS = 8.5, 9.0, 14.0
_PAIRS, _COST, _CAME = 16.0, 22.0, 15.0
_NAME, _CODE = 46.0, 34.0
_RIGHT, _MIDDLE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
_BOLD, _SEMI = QFont.Weight.Bold, QFont.Weight.DemiBold


@dataclass(frozen=True, slots=True)
class Look:
    """What is on the list beside models and pieces."""

    prices: bool = False
    bars: bool = True


def paint(lists: Sequence[SupplierList], look: Look) -> Paint:
    """Return what paints the lists of several suppliers, each from a page of its own."""

    def draw(paper: Paper) -> None:
        for number, one in enumerate(lists):
            if number:
                paper.new_page()
            _Sheet(paper, one, look).draw()

    return draw


def nothing(paper: Paper) -> None:
    """Paint a page that says there is nothing to order."""
    area = QRectF(_SIDE, _TOP, paper.width - 2 * _SIDE, 9)
    paper.text(area, _("Nothing to order."), size=19, weight=_BOLD)


class _Sheet:
    """One supplier's list under way down its pages."""

    def __init__(self, paper: Paper, one: SupplierList, look: Look) -> None:
        self._paper, self._list, self._look = paper, one, look
        self._left, self._right = _SIDE, paper.width - _SIDE
        self._row = _BARS if look.bars and any(r.code for b in one.blocks for r in b.rows) else _ROW
        self._pages = self._count_pages()
        self._page = 1
        self._y = 0.0

    def draw(self) -> None:
        """Paint all of it."""
        self._title()
        for block in self._list.blocks:
            self._ensure(_HEAD + self._row)
            self._header(block)
            for row in block.rows:
                if not self._fits(self._row):
                    self._turn()
                    self._header(block)
                self._model(block, row)
            self._y += 4
        self._total()
        self._ending()

    def _count_pages(self) -> int:
        """Walk the same way without ink."""
        bottom, y, pages = self._paper.height - _FOOT, _TOP + 22, 1
        for block in self._list.blocks:
            if y + _HEAD + self._row > bottom:
                y, pages = _TOP + 22, pages + 1
            y += _HEAD
            for row in range(len(block.rows)):
                if y + self._row > bottom and row:
                    y, pages = _TOP + 22 + _HEAD, pages + 1
                y += self._row
            y += 4
        return pages + (y + 40 > bottom)

    def _fits(self, height: float) -> bool:
        return self._y + height <= self._paper.height - _FOOT

    def _ensure(self, height: float) -> None:
        if not self._fits(height):
            self._turn()

    def _turn(self) -> None:
        self._paper.new_page()
        self._page += 1
        self._title()

    def _title(self) -> None:
        width = self._right - self._left
        self._paper.text(QRectF(self._left, _TOP, width - 24, 9), self._list.title, size=19, weight=_BOLD)
        self._paper.text(QRectF(self._left, _TOP + 9, width, 6), self._list.line, size=10.5, grey=70)
        if self._pages > 1:
            told = _("{page} of {pages}").format(page=self._page, pages=self._pages)
            self._paper.text(QRectF(self._right - 24, _TOP, 24, 9), told, size=10.5, align=_RIGHT)
        self._y = _TOP + 22

    def _columns(self, block: Block) -> tuple[float, float, float]:
        """Return the left edge of code, of the first size, and the width of a size column."""
        ends = self._right - _CAME - _PAIRS - (_COST if self._look.prices else 0)
        first = self._left + _NAME + _CODE
        shown = len(block.sizes) if any(block.sizes) else 0
        return self._left + _NAME, first, (ends - first) / shown if shown else 0.0

    def _header(self, block: Block) -> None:
        self._paper.fill(QRectF(self._left, self._y, self._right - self._left, _HEAD), 238)
        code, first, width = self._columns(block)
        self._cell(self._left + 2, _NAME - 2, _("Model"), _HEAD, weight=_BOLD)
        self._cell(code, _CODE, _("Code"), _HEAD, weight=_BOLD)
        for i, size in enumerate(block.sizes if width else ()):
            self._cell(first + i * width, width, size, _HEAD, weight=_BOLD, align=_MIDDLE)
        self._ends(_("Pairs"), _("Arrived"), _("Cost"), _HEAD)
        self._y += _HEAD

    def _model(self, block: Block, row: ListRow) -> None:
        code, first, width = self._columns(block)
        bars = QRectF(self._left, self._y + 6.6, _NAME + _CODE, self._row - 8.2)
        with_bars = self._look.bars and barcodes.paint(self._paper, bars, row.code)
        height = 7.0 if with_bars else self._row
        self._cell(self._left + 2, _NAME - 2, row.name, height, weight=_SEMI)
        self._cell(code, _CODE, row.code, height)
        for i, pieces in enumerate(row.pieces if width else ()):
            shown = words.number(pieces) if pieces else "·"
            self._cell(first + i * width, width, shown, self._row, align=_MIDDLE)
        cost = "" if row.cost_minor is None else words.money(row.cost_minor, self._list.currency)
        self._ends(words.number(row.total), "", cost, self._row)
        box = QRectF(self._right - _CAME / 2 - 2, self._y + self._row / 2 - 2, 4, 4)
        self._paper.box(box, width=0.3, radius=0.8)
        self._y += self._row
        self._paper.line(self._left, self._y, self._right, self._y, width=0.25, grey=185)

    def _ends(self, pairs: str, came: str, cost: str, height: float) -> None:
        self._cell(self._right - _CAME, _CAME, came, height, weight=_BOLD, align=_MIDDLE)
        edge = self._right - _CAME - 2
        if self._look.prices:
            self._cell(edge - _COST, _COST, cost, height, align=_RIGHT)
            edge -= _COST
        self._cell(edge - _PAIRS, _PAIRS, pairs, height, weight=_BOLD, align=_RIGHT)

    def _total(self) -> None:
        self._ensure(_ROW)
        total = self._list.cost_minor
        cost = "" if total is None else words.money(total, self._list.currency)
        self._ends(words.number(self._list.total), "", cost, _ROW)
        edge = self._right - _CAME - 2 - _PAIRS - (_COST if self._look.prices else 0)
        self._cell(edge - 30, 27, _("Total"), _ROW, weight=_BOLD, align=_RIGHT)
        self._y += _ROW

    def _ending(self) -> None:
        self._ensure(26)
        self._y += 8
        width = self._right - self._left
        used = self._paper.paragraph(QRectF(self._left, self._y, width, 20), self._list.note, size=10.5)
        self._y += used + 3
        if self._list.sign:
            self._paper.text(QRectF(self._left, self._y, width, 6), self._list.sign, size=10.5)

    def _cell(
        self,
        x: float,
        width: float,
        told: str,
        height: float,
        *,
        weight: QFont.Weight = QFont.Weight.Normal,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        area = QRectF(x, self._y, width, height)
        self._paper.text(area, told, size=10.5, weight=weight, align=align)
