"""The supplier's list on paper: models by sizes, one supplier a page or more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.supplier_lists import Block, ListRow, SupplierList
from shopdesk.ui import barcodes
from shopdesk.ui.paper_view import Steps
from shopdesk.ui.printing import Paint, Paper

_SIDE, _TOP, _FOOT = 15.0, 16.0, 18.0
_HEAD, _ROW, _BARS = 8.5, 9.0, 14.0
_PAIRS, _COST, _CAME = 16.0, 22.0, 15.0
_NAME, _CODE, _UNDER, _GAP = 46.0, 34.0, 5.0, 1.6
_RIGHT, _MIDDLE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
_BOLD, _SEMI = QFont.Weight.Bold, QFont.Weight.DemiBold


_NAMED = 4
"""Codes without bars named at the end, at most."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is on the list beside models and pieces."""

    prices: bool = False
    bars: bool = True


def paint(lists: Sequence[SupplierList], look: Look) -> Paint:
    """Return what paints the lists of several suppliers, each from a page of its own."""

    def draw(paper: Paper) -> None:
        for _row in by_rows(lists, look)(paper):
            pass

    return draw


def by_rows(lists: Sequence[SupplierList], look: Look) -> Steps:
    """Return what paints the same row by row: a list of 39 pages takes half a second."""

    def draw(paper: Paper) -> Iterator[None]:
        for number, one in enumerate(lists):
            if number:
                paper.new_page()
            yield from _Sheet(paper, one, look).draw()

    return draw


def nothing(paper: Paper) -> None:
    """Paint a page that says there is nothing to order."""
    area = QRectF(_SIDE, _TOP, paper.width - 2 * _SIDE, 9)
    paper.text(area, _("Nothing to order."), size=19, weight=_BOLD)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a block's columns stand, mm.

    Attributes:
        name: Width of the name.
        first: Left edge of the first size.
        width: Of a size; 0 without sizes.
        stacked: The code stands under the name, so that every size can be read.
    """

    name: float
    first: float
    width: float
    stacked: bool


class _Sheet:
    """One supplier's list under way down its pages."""

    def __init__(self, paper: Paper, one: SupplierList, look: Look) -> None:
        self._paper, self._list, self._look = paper, one, look
        self._left, self._right = _SIDE, paper.width - _SIDE
        self._bars = look.bars and any(r.code for b in one.blocks for r in b.rows)
        codes = dict.fromkeys(r.code for b in one.blocks for r in b.rows if r.code)
        self._without_bars = words.names([code for code in codes if not barcodes.modules(code)][:_NAMED])
        self._known: dict[int, _Columns] = {}
        self._pages = self._count_pages()
        self._page = 1
        self._y = 0.0

    def draw(self) -> Iterator[None]:
        """Paint all of it, a row each time it is asked to go on."""
        self._title()
        for block in self._list.blocks:
            self._ensure(_HEAD + self._height(block))
            self._header(block)
            for row in block.rows:
                if not self._fits(self._height(block)):
                    self._turn()
                    self._header(block)
                self._model(block, row)
                yield
            self._y += 4
        self._total()
        self._ending()

    def _count_pages(self) -> int:
        """Walk the same way without ink."""
        bottom, y, pages = self._paper.height - _FOOT, _TOP + 22, 1
        for block in self._list.blocks:
            height = self._height(block)
            if y + _HEAD + height > bottom:
                y, pages = _TOP + 22, pages + 1
            y += _HEAD
            for row in range(len(block.rows)):
                if y + height > bottom and row:
                    y, pages = _TOP + 22 + _HEAD, pages + 1
                y += height
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

    def _height(self, block: Block) -> float:
        """Return a row's height: the code stands under the name where sizes leave no column for it."""
        height = _BARS if self._bars else _ROW
        return height + _UNDER if self._columns(block).stacked else height

    def _columns(self, block: Block) -> _Columns:
        # Each row asks, and each measuring goes over all rows: kept, or a long list takes their square.
        found = self._known.get(id(block))
        if found is None:
            found = self._known[id(block)] = self._measured(block)
        return found

    def _measured(self, block: Block) -> _Columns:
        ends = self._right - _CAME - _PAIRS - (_COST if self._look.prices else 0)
        shown = len(block.sizes) if any(block.sizes) else 0
        if not shown:
            return _Columns(_NAME, self._left + _NAME + _CODE, 0.0, stacked=False)
        widest = max(self._paper.width_of(size, size=10.5, weight=_BOLD) for size in block.sizes) + _GAP
        first = min(self._left + _NAME + _CODE, ends - shown * widest)
        names = max(self._paper.width_of(row.name, size=10.5, weight=_SEMI) for row in block.rows)
        stacked = first < self._left + _NAME + _CODE or names > _NAME - 2 - _GAP
        return _Columns(first - self._left if stacked else _NAME, first, (ends - first) / shown, stacked)

    def _header(self, block: Block) -> None:
        self._paper.fill(QRectF(self._left, self._y, self._right - self._left, _HEAD), 238)
        columns = self._columns(block)
        self._cell(self._left + 2, columns.name - 2, _("Model"), _HEAD, weight=_BOLD)
        if not columns.stacked:
            self._cell(self._left + _NAME, _CODE, _("Code"), _HEAD, weight=_BOLD)
        for i, size in enumerate(block.sizes if columns.width else ()):
            x = columns.first + i * columns.width
            self._cell(x, columns.width, size, _HEAD, weight=_BOLD, align=_MIDDLE)
        self._ends(_("Pairs"), _("Arrived"), _("Cost"), _HEAD)
        self._y += _HEAD

    def _model(self, block: Block, row: ListRow) -> None:
        columns, height = self._columns(block), self._height(block)
        self._naming(columns, row, height)
        for i, pieces in enumerate(row.pieces if columns.width else ()):
            shown = words.number(pieces) if pieces else "·"
            self._cell(columns.first + i * columns.width, columns.width, shown, height, align=_MIDDLE)
        cost = "" if row.cost_minor is None else words.money(row.cost_minor, self._list.currency)
        self._ends(words.number(row.total), "", cost, height)
        box = QRectF(self._right - _CAME / 2 - 2, self._y + height / 2 - 2, 4, 4)
        self._paper.box(box, width=0.3, radius=0.8)
        self._y += height
        self._paper.line(self._left, self._y, self._right, self._y, width=0.25, grey=185)

    def _naming(self, columns: _Columns, row: ListRow, height: float) -> None:
        """Paint name, code and bars; the bars never reach into the sizes."""
        over = 6.6 + (_UNDER if columns.stacked else 0)
        bars = QRectF(self._left, self._y + over, columns.first - self._left, height - over - 1.6)
        with_bars = self._look.bars and barcodes.paint(self._paper, bars, row.code)
        if columns.stacked:
            self._cell(self._left + 2, columns.name - 2, row.name, 7.0, weight=_SEMI)
            self._cell(self._left + 2, columns.name - 2, row.code, 7.0, down=_UNDER)
            return
        line = 7.0 if with_bars else height
        self._cell(self._left + 2, _NAME - 2, row.name, line, weight=_SEMI)
        self._cell(self._left + _NAME, _CODE, row.code, line)

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
        self._ensure(34 if self._bars and self._without_bars else 26)
        self._y += 8
        width = self._right - self._left
        used = self._paper.paragraph(QRectF(self._left, self._y, width, 20), self._list.note, size=10.5)
        self._y += used + 3
        if self._bars and self._without_bars:
            said = _("Without bars, which hold no accents or ñ: {codes}.").format(codes=self._without_bars)
            used = self._paper.paragraph(QRectF(self._left, self._y, width, 12), said, size=9)
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
        down: float = 0.0,
    ) -> None:
        area = QRectF(x, self._y + down, width, height)
        self._paper.text(area, told, size=10.5, weight=weight, align=align)
