"""On paper: the month of Tu palabra, the common questions, and the list a customer can keep."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QImage

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_word as said
from shopdesk.services.inbox.checklist import Checklist
from shopdesk.services.inbox.guide_page import Answer
from shopdesk.services.word import Month
from shopdesk.ui.printing import Paint, Paper

_EDGE = 18.0
_BOTTOM = 20.0
_STRONG = QFont.Weight.Bold
_HALF = QFont.Weight.DemiBold
_QR_MM = 32.0


class _Sheet:
    """Words from top to bottom; a block that does not fit goes to the next page."""

    def __init__(self, paper: Paper, title: str, line: str) -> None:
        self.paper, self.top = paper, 16.0
        paper.text(QRectF(_EDGE, self.top, self.wide, 10), title, size=20, weight=_STRONG)
        paper.text(QRectF(_EDGE, self.top + 10, self.wide, 6), line, size=10.5, grey=70)
        self.top += 22

    @property
    def wide(self) -> float:
        return self.paper.width - 2 * _EDGE

    def room(self, height: float) -> None:
        if self.top + height > self.paper.height - _BOTTOM:
            self.paper.new_page()
            self.top = 16.0

    def heading(self, text: str) -> None:
        self.room(20)
        self.paper.text(QRectF(_EDGE, self.top, self.wide, 8), text, size=13, weight=_STRONG)
        self.top += 9

    def paragraph(self, text: str, *, indent: float = 0.0, size: float = 11) -> None:
        left, wide = _EDGE + indent, self.wide - indent
        lines = max(1.0, self.paper.width_of(text, size=size) / wide * 1.15 + text.count("\n"))
        self.room(lines * size * 0.5)
        height = self.paper.height - _BOTTOM - self.top
        self.top += self.paper.paragraph(QRectF(left, self.top, wide, height), text, size=size) + 2

    def pair(self, label: str, amount: str, note: str) -> None:
        self.room(16)
        self.paper.text(QRectF(_EDGE, self.top, self.wide * 0.55, 8), label, size=11.5, weight=_HALF)
        right = QRectF(_EDGE + self.wide * 0.55, self.top, self.wide * 0.45, 8)
        self.paper.text(right, amount, size=14, weight=_STRONG)
        self.paper.text(QRectF(_EDGE, self.top + 7, self.wide, 6), note, size=10, grey=70)
        self.paper.line(_EDGE, self.top + 14, _EDGE + self.wide, self.top + 14, grey=190)
        self.top += 16

    def box(self, text: str) -> None:
        self.room(10)
        self.paper.box(QRectF(_EDGE, self.top + 0.6, 4.2, 4.2), width=0.35, radius=0.8)
        self.paragraph(text, indent=8)
        self.top += 1.5


def word_paper(month: Month, before: Month, shop: str) -> Paint:
    """Return the month's honesty as a page: figures with counts, promises not kept."""

    def paint(paper: Paper) -> None:
        title = _("Your word in {month}").format(month=words.month(month.month))
        sheet = _Sheet(paper, title, shop)
        for figure in month.figures:
            notes = (said.earlier(before.figure(figure.name), before), said.discount_days(figure))
            sheet.pair(said.name(figure.name), said.amount(figure), " · ".join(filter(None, notes)))
        if month.broken:
            sheet.top += 4
            sheet.heading(_("Promises that were not kept"))
            for promise in month.broken:
                told = f"{said.what_was_said(promise)} – {said.what_happened(promise)}"
                sheet.paragraph(f"{promise.person or '–'}: {told}")
        sheet.top += 4
        note = _("Only what went through Shopdesk counts. What you said aloud is not here.")
        sheet.paragraph(note, size=10)

    return paint


def questions_paper(answers: Sequence[Answer], shop: str, link: str) -> Paint:
    """Return the answered questions as pages, with a QR that leads to the shop."""

    def paint(paper: Paper) -> None:
        sheet = _Sheet(paper, _("Common questions"), shop)
        for one in answers:
            if one.answer:
                sheet.heading(one.question)
                sheet.paragraph(one.answer)
                sheet.top += 2
        _contact(sheet, link)

    return paint


def checklist_paper(found: Checklist, link: str) -> Paint:
    """Return the list with boxes to tick."""

    def paint(paper: Paper) -> None:
        sheet = _Sheet(paper, found.title, found.shop)
        for part in found.parts:
            sheet.heading(part.title)
            for step in part.steps:
                sheet.box(step)
            sheet.top += 3
        for quote in found.quotes:
            sheet.paragraph(quote, size=10.5)
        _contact(sheet, link)

    return paint


def _contact(sheet: _Sheet, link: str) -> None:
    if not link:
        return
    sheet.room(_QR_MM + 10)
    sheet.top += 4
    words_ = _("Is your question not here? Write to us.")
    sheet.paper.picture(QRectF(_EDGE, sheet.top, _QR_MM, _QR_MM), _qr(link))
    area = QRectF(_EDGE + _QR_MM + 6, sheet.top, sheet.wide - _QR_MM - 6, _QR_MM)
    sheet.paper.text(area, words_, size=12, weight=_HALF)
    sheet.top += _QR_MM + 4


def _qr(link: str) -> QImage:
    import segno

    buffer = io.BytesIO()
    segno.make(link, error="m").save(buffer, kind="png", scale=12, border=4)
    return QImage.fromData(buffer.getvalue())
