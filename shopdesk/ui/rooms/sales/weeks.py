"""The first tab: weekly sales by channel, the list, the week in the rail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.charts import bars, style
from shopdesk.charts.bars import Band, Week, WeeksPicture
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sales as say
from shopdesk.services.sales_list import LISTED, SalesList, Wanted
from shopdesk.services.sales_page import SalesView, WeekBar
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.sales.rail import ImportsCard, WeekCard
from shopdesk.ui.rooms.sales.sales_card import ALL, BACK, SalesCard
from shopdesk.ui.widgets import (
    Card,
    ChipRow,
    ColourKey,
    FlowBox,
    Fold,
    Rail,
    Split,
    Text,
)
from shopdesk.ui.widgets.chart_canvas import ChartCanvas

MONEY, PIECES, LAST_YEAR = "money", "pieces", "last_year"


class WeeksTab(QWidget):
    """``wants_undo(import id)``, ``wants_week(Monday)`` of a clicked bar, ``wants_list(Wanted, most)``."""

    wants_undo = Signal(int)
    wants_week = Signal(object)
    wants_list = Signal(object, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._view: SalesView | None = None
        self._week: date | None = None
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._chart_card())
        self.filters = ChipRow(name="channel")
        column.addWidget(self.filters)
        self.card = SalesCard(desk)
        self.card.wants_list.connect(self.wants_list)
        self.table = self.card.table
        self.filters.picked.connect(self.card.filter)
        self.card.wants_all.connect(self._all_weeks)
        column.addWidget(self.card, 1)
        self.rail = Rail(304)
        self.week_card = WeekCard()
        self.imports_card = ImportsCard(desk)
        self.imports_card.wants_undo.connect(self.wants_undo)
        self.rail.add(self.week_card, self.imports_card)
        self.split = Split(main, self.rail, drawer=True, name="week_rail")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.split)

    def fold(self, fold: Fold) -> None:
        """Give the list more room and the chart less where the window is low."""
        self.split.fold(fold)
        self.chart.setFixedHeight(theme.px(104 if fold is Fold.FOLDED else 196))

    def show_view(self, view: SalesView) -> None:
        """Show the tab; the newest whole week is open in the rail."""
        self._view = view
        whole = [bar for bar in view.weeks if bar.week + timedelta(6) < view.today]
        # In a shop whose first sales are of this week, the week before it has nothing to show.
        shown = whole if any(bar.pieces for bar in whole) else list(view.weeks)
        self._week = shown[-1].week if shown else None
        self._keys(view)
        chips: list[tuple[object, str, int | None]] = [(ALL, _("All channels"), None)]
        chips += [(name, say.channel(name), None) for name in view.channels]
        if view.came_back:
            chips.append((BACK, _("Exchanged or returned"), view.came_back))
        self.filters.show_chips(chips, ALL)
        self.card.show_list(view.latest)
        self.imports_card.show_past(view.imports, view.today)
        self._draw()
        self._show_week_card()

    def show_week(self, found: tuple[SalesList, tuple[int, int]]) -> None:
        """Show the sales of a clicked week."""
        listed, returned = found
        week = listed.wanted.week
        self._week = week
        if self._view is not None:
            weeks = tuple(
                replace(b, returned=returned[0], returned_for_size=returned[1]) if b.week == week else b
                for b in self._view.weeks
            )
            self._view = replace(self._view, weeks=weeks)
        self.card.show_list(listed)
        self.card.filter(self.filters.key())
        self._draw()
        self._show_week_card()

    def _all_weeks(self) -> None:
        self.filters.chip(ALL).click()
        self.wants_list.emit(Wanted(), LISTED)

    def _chart_card(self) -> Card:
        card = Card(padding=16, gap=6)
        top = QHBoxLayout()
        top.addWidget(Text(_("Sales by week"), "h2"))
        top.addStretch(1)
        self.modes = ChipRow(name="show", exclusive=False)
        self.modes.show_chips([(LAST_YEAR, _("Against last year"), None), (PIECES, _("In pieces"), None)])
        self.modes.picked.connect(self._draw)
        top.addWidget(self.modes)
        card.body.addLayout(top)
        self.chart = ChartCanvas(name="weeks_chart", words=_("Sales by week"), height=100)
        self.chart.setFixedHeight(theme.px(196))
        self.chart.clicked.connect(self.wants_week)
        card.add(self.chart)
        below = QHBoxLayout()
        self.keys = FlowBox(gap=8)
        below.addWidget(self.keys, 1)
        below.addWidget(Text(_("Click a week to see its sales"), "caption", tone="muted"))
        card.body.addLayout(below)
        return card

    def _keys(self, view: SalesView) -> None:
        self.keys.clear()
        for place, name in enumerate(view.channels):
            self.keys.add(ColourKey(style.SERIES[place % len(style.SERIES)], say.channel(name)))
        if view.bands:
            self.keys.add(ColourKey("plumSoft", _("Commercial date")))

    def _draw(self, _on: object = None) -> None:
        if self._view is None or not self._view.weeks:
            return
        on = self.modes.key()
        modes = on if isinstance(on, frozenset) else frozenset()
        picture = _picture(
            self._view, chosen=self._week, in_pieces=PIECES in modes, with_year=LAST_YEAR in modes
        )
        channels = (say.channel(name) for name in self._view.channels)
        head = (_("Week"), *channels, _("Total"), _("Year before"))
        self.chart.show_chart(partial(bars.week_bars, picture=picture), head=head)

    def _show_week_card(self) -> None:
        view = self._view
        if view is None:
            return
        place = next((i for i, bar in enumerate(view.weeks) if bar.week == self._week), None)
        if place is None:
            self.week_card.hide()
            return
        before = view.weeks[place - 1] if place else None
        self.week_card.show_week(view, view.weeks[place], before)
        title = say.week_title(view.weeks[place])
        money = words.money(view.weeks[place].total_minor, view.currency)
        self.split.say(f"{title}: {money}", "", _("See the week"))


def _picture(view: SalesView, *, chosen: date | None, in_pieces: bool, with_year: bool) -> WeeksPicture:
    known = {bar.week: place for place, bar in enumerate(view.weeks)}
    weeks = []
    month = 0
    for bar in view.weeks:
        label = words.short_month(bar.week) if bar.week.month != month and bar.week.day <= 7 else ""
        month = bar.week.month
        values = tuple(float(one.pieces if in_pieces else one.total_minor) for one in bar.by_channel)
        before = _before(bar, in_pieces=in_pieces) if with_year else None
        name = words.short_span(bar.week, bar.week + timedelta(6))
        weeks.append(Week(label, values, say.week_tip(bar, view), bar.week, before, name))
    bands = tuple(
        Band(known[band.first], known[band.last], band.name)
        for band in view.bands
        if band.first in known and band.last in known
    )
    last = next((bar for bar in view.weeks if bar.week == chosen), view.weeks[-1])
    said = words.number(last.pieces) if in_pieces else words.money(last.total_minor, view.currency)
    summary = _("Sales of {count} weeks. {last}").format(count=len(weeks), last=say.week_tip(last, view))
    currency = "" if in_pieces else view.currency
    at = known.get(chosen) if chosen is not None else None
    return WeeksPicture(tuple(weeks), view.channels, bands, currency, said, summary, at)


def _before(bar: WeekBar, *, in_pieces: bool) -> float | None:
    if bar.before is None:
        return None
    return float(bar.before.pieces if in_pieces else bar.before.total_minor)
