"""What the page does when the owner buys for a season, names boxes, or changes a commercial date."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from shopdesk.domain.calendar import Span
from shopdesk.runtime.i18n import _
from shopdesk.services import calendar, dates_ahead, pack_runs, reorder
from shopdesk.services.context import Shop
from shopdesk.services.dates_ahead import DateAhead
from shopdesk.services.pack_runs import Run
from shopdesk.services.phrases_reorder import name_of
from shopdesk.services.reorder import SeasonBuy, StyleRow
from shopdesk.services.reorder.edits import Before
from shopdesk.services.reorder.season_buy import Terms as SeasonTerms
from shopdesk.services.suppliers import Terms
from shopdesk.ui.page import BasePage
from shopdesk.ui.rooms.reorder.dates_sheet import DatesSheet
from shopdesk.ui.rooms.reorder.pack_sheet import PackSheet
from shopdesk.ui.rooms.reorder.season_sheet import SeasonSheet


class Buying(QObject):
    """Season buys, boxes and dates; each change with a toast that takes it back."""

    def __init__(self, page: BasePage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self._season: SeasonSheet | None = None
        self._packs: PackSheet | None = None
        self._dates: DatesSheet | None = None
        self._supplier = 0
        self._name, self._product = "", 0

    def open_season(self, row: StyleRow) -> None:
        """Show what to buy of a style once for a season."""
        self._name, self._product = name_of(row.first), row.first.product_id
        self._season = SeasonSheet(row)
        self._season.asked.connect(self._ask_season)
        self._season.ordered.connect(self._order_season)
        self._season.closed.connect(self._season_closed)
        self._desk.show_sheet(self._season, self._season.weeks)
        self._season.ask()

    def _ask_season(self, terms: SeasonTerms) -> None:
        self._page.act(
            partial(reorder.season_buy, self._desk.shop, self._product, terms), self._season_answered
        )

    def _season_answered(self, buy: SeasonBuy) -> None:
        if self._season is not None:
            self._season.answer_with(buy)

    def _season_closed(self) -> None:
        self._season = None

    def _order_season(self, pieces: Mapping[int, int]) -> None:
        self._page.act(partial(reorder.set_quantities, self._desk.shop, dict(pieces)), self._was_ordered)

    def _was_ordered(self, before: Before) -> None:
        told = _("The season buy of {product} is on the list.").format(product=self._name)
        self._desk.undo.add(told, undo=partial(reorder.restore, self._desk.shop, before))

    def open_packs(self, terms: Terms) -> None:
        """Show the boxes a supplier sells."""
        if terms.id is None:
            return
        self._supplier = terms.id
        self._packs = PackSheet(terms.name, pack_runs.listed(self._desk.shop, terms.id))
        self._packs.added.connect(self._add_pack)
        self._packs.removed.connect(self._remove_pack)
        self._packs.closed.connect(self._packs_closed)
        self._desk.show_sheet(self._packs, self._packs.name.line)

    def _packs_closed(self) -> None:
        self._packs = None

    def _add_pack(self, name: str, sizes: str) -> None:
        self._page.act(partial(pack_runs.put, self._desk.shop, self._supplier, name, sizes), self._show_packs)

    def _remove_pack(self, run: Run) -> None:
        told = _("The box {name} is gone.").format(name=run.name)
        self._desk.undo.add(told, undo=partial(pack_runs.restore, self._desk.shop, run))
        self._page.act(partial(pack_runs.remove, self._desk.shop, run), self._show_packs)

    def _show_packs(self, _done: object) -> None:
        if self._packs is not None:
            self._packs.show_runs(pack_runs.listed(self._desk.shop, self._supplier))

    def open_dates(self) -> None:
        """Show the commercial dates ahead, with what the shop knows of each, to change."""
        self._page.act(partial(dates_ahead.listed, self._desk.shop), self._show_dates)

    def _show_dates(self, found: list[DateAhead]) -> None:
        if self._dates is not None:
            self._dates.show_dates(found)
            return
        self._dates = DatesSheet(found, dates_ahead.categories(self._desk.shop))
        self._dates.kept.connect(self._keep_date)
        self._dates.forgotten.connect(self._forget_date)
        self._dates.closed.connect(self._dates_closed)
        self._desk.show_sheet(self._dates, self._dates.table)

    def _dates_closed(self) -> None:
        self._dates = None

    def _keep_date(self, span: Span) -> None:
        self._page.act(partial(_keep, self._desk.shop, span), self._show_dates)

    def _forget_date(self, one: DateAhead) -> None:
        told = _("{event} is as the calendar has it.").format(event=one.span.name)
        self._desk.undo.add(told, undo=partial(calendar.put, self._desk.shop, one.span))
        self._page.act(partial(_forget, self._desk.shop, one.span), self._show_dates)


def _keep(shop: Shop, span: Span) -> list[DateAhead]:
    calendar.put(shop, span)
    return dates_ahead.listed(shop)


def _forget(shop: Shop, span: Span) -> list[DateAhead]:
    calendar.forget(shop, span)
    return dates_ahead.listed(shop)
