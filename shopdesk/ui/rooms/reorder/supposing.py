"""The whole sum of one style: what if, answered by the plan itself, and what the books would say."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from shopdesk.services import phrases_check, reorder
from shopdesk.services.context import Shop
from shopdesk.services.reorder import Plan, StyleRow
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.reorder.line_sheets import SumSheet, Supposed


class Supposing(QObject):
    """Opens the sheet and answers it from the background."""

    def __init__(self, page: BasePage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self._sheet: SumSheet | None = None

    def open(self, row: StyleRow, plan: Plan) -> None:
        """Show the whole sum of a style, with what-if."""
        self._sheet = SumSheet(row, plan)
        self._sheet.supposed.connect(self._suppose)
        self._sheet.closed.connect(self._closed)
        self._desk.show_sheet(self._sheet)
        self._page.act(partial(_second_opinion, self._desk.shop, row.first.product_id), self._opinion)

    def _opinion(self, sentences: list[str]) -> None:
        if self._sheet is not None:
            self._sheet.show_books(sentences)

    def _suppose(self, what: Supposed) -> None:
        suppose = reorder.Assumptions(
            service=what.service, lead_days=float(what.lead_days), uplift=what.uplift, events=what.events
        )
        self._page.act(partial(reorder.suggest, self._desk.shop, suppose), self._answer)

    def _answer(self, plan: Plan) -> None:
        if self._sheet is not None:
            self._sheet.answer_with(plan)

    def _closed(self) -> None:
        self._sheet = None


def _second_opinion(shop: Shop, product_id: int) -> list[str]:
    told = phrases_check.textbook(reorder.textbook(shop, product_id))
    return [*told, phrases_check.accuracy(reorder.backtest(shop))] if told else []
