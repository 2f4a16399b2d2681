"""The second tab: do they come back? The rates, the curve, whose money, the map, where they began."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.charts import coming_back as chart
from shopdesk.charts.coming_back import Curve, Month
from shopdesk.domain.coming_back import MonthMoney
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_back as say
from shopdesk.services import phrases_customers, phrases_worth
from shopdesk.services.coming_back import ComingBack, Side
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.rooms.customers.cohorts import CohortTable
from shopdesk.ui.rooms.customers.ranges import RangeBar
from shopdesk.ui.widgets import (
    Button,
    Card,
    ChipRow,
    ColourKey,
    Fold,
    NoteCard,
    Rule,
    Scroll,
    Text,
    clear,
    row,
)
from shopdesk.ui.widgets.chart_canvas import ChartCanvas

_STOPS = (90, 180, 365)
_AXIS = (0, 90, 180, 270, 365)
_SHOWN = 8


class BackView(QWidget):
    """``cost_wanted()`` leads to where the owner says what winning a customer costs."""

    cost_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known: ComingBack | None = None
        self._side = Side.CHANNEL
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scroll(gap=12)
        column.addWidget(self._scroll)
        self.rates, self.curve, self.money = Card(gap=4), _ChartCard(_("The second purchase")), _MoneyCard()
        self.cost, self.map, self.origins = Card(gap=6), _MapCard(), Card(gap=6)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for line, left, right in (
            (self._first, self.rates, self.curve),
            (self._second, self.money, self.cost),
        ):
            line.setSpacing(12)
            line.addWidget(left, 11)
            line.addWidget(right, 9)
            self._scroll.body.addLayout(line)
        for card in (self.map, self.origins):
            self._scroll.body.addWidget(card)
        self._scroll.body.addStretch(1)
        self.sides = ChipRow(name="side")
        self.sides.picked.connect(self._pick)
        self.origins.body.addLayout(
            row(Text(_("Where did those who come back begin?"), "h2"), None, self.sides)
        )
        said = _(
            "By their first purchase; only customers of 90 days or more, and whether they were back by then."
        )
        self.origins.add(Text(said, "small", tone="muted", wrap=True))
        self._grid_place = QVBoxLayout()
        self.origins.body.addLayout(self._grid_place)

    def fold(self, fold: Fold) -> None:
        """Two cards side by side stand one under the other in little room."""
        direction = (
            QHBoxLayout.Direction.TopToBottom if fold is Fold.FOLDED else QHBoxLayout.Direction.LeftToRight
        )
        for line in (self._first, self._second):
            line.setDirection(direction)

    def show_found(self, found: ComingBack) -> None:
        """Show the tab."""
        self._known = found
        self._show_rates(found)
        self._show_curve(found)
        self.money.show_money(found)
        self._show_cost(found)
        self.map.table.show_cohorts(found.cohorts)
        self._show_origins()

    def _show_rates(self, found: ComingBack) -> None:
        clear(self.rates.body)
        answer, mature = found.monday.answer, found.monday.mature
        month = words.month(answer.month)
        bought = _("of the customers who bought in {month} had bought before it began.").format(month=month)
        first = say.of(answer.bought_before, answer.buyers) if answer.buyers else _("Nobody yet")
        second = words.share(mature.repeat, mature.mature) if mature.mature else _("Too early to say")
        counted = phrases_customers.mature_line(mature)
        third, rests = say.yearly(found.curve)
        self.rates.add(Text(_("Three ways to ask it, three names"), "h2"))
        for figure, name, line in (
            (first, _("came back this month"), bought),
            (second, _("comes back within 90 days"), counted),
            (third, _("buys again within a year"), rests),
        ):
            self.rates.body.addLayout(row(Text(figure, "h1"), Text(name, "h4"), None, gap=10))
            self.rates.add(Text(line, "small", tone="muted", wrap=True))
        for words_ in phrases_customers.warnings(found.monday, found.today):
            self.rates.add(NoteCard(words_))
        self.rates.add(MethodLink("back"))
        self.rates.body.addStretch(1)

    def _show_curve(self, found: ComingBack) -> None:
        known = found.curve
        self.curve.line.setText(say.curve_line(known))
        until = min(max(known.watched, 30), 365)
        days = sorted({0, *(int(d) for d in known.days if d <= until), until})
        bands = [known.interval(day) for day in days]
        stops = [(d, say.stop(d, known.at(d))) for d in _STOPS if d <= until and known.events]
        picture = Curve(
            days=tuple(days),
            share=tuple(known.at(day) for day in days),
            low=tuple(low for low, _high in bands),
            high=tuple(high for _low, high in bands),
            until=until,
            stops=tuple(stops),
            axis=tuple((d, words.number(d)) for d in _AXIS if d <= until),
        )
        summary = ". ".join(said for _day, said in stops) or say.curve_line(known)
        draw = partial(chart.second_purchase, curve=picture, summary=summary)
        self.curve.canvas.show_chart(draw, head=(_("Days"), _("Bought again")))

    def _show_cost(self, found: ComingBack) -> None:
        clear(self.cost.body)
        self.cost.add(Text(_("What forgetting costs"), "h2"))
        for line in phrases_worth.forgetting(found.cost, found.currency):
            self.cost.add(Text(line, "small", wrap=True))
        if found.cost.after_days is not None:
            press = self.cost_wanted.emit
            label = _("What winning a customer costs me")
            self.cost.add(Button(label, "link", name="acquisition", icon="pencil-simple", press=press))
        self.cost.add(MethodLink("forgetting"))
        self.cost.body.addStretch(1)

    def _pick(self, key: object) -> None:
        if isinstance(key, Side):
            self._side = key
            self._show_origins()

    def _show_origins(self) -> None:
        if self._known is None:
            return
        self.sides.show_chips([(one, say.side(one), None) for one in Side], on=self._side)
        clear(self._grid_place)
        groups = self._known.origins[self._side]
        if not groups:
            said = _("Nobody has been your customer for 90 days yet.")
            self._grid_place.addWidget(Text(said, "body", tone="muted", wrap=True))
            return
        top = max(one.interval[1] for one in groups[:_SHOWN])
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        for place, one in enumerate(groups[:_SHOWN]):
            name, counted, interval = say.origin(one)
            grid.addWidget(Text(name, "strong"), place, 0)
            grid.addWidget(RangeBar(one.rate or 0.0, one.interval, top), place, 1)
            grid.addWidget(Text(counted, "h4"), place, 2)
            grid.addWidget(Text(interval, "small", tone="muted"), place, 3)
        grid.setColumnStretch(1, 1)
        self._grid_place.addWidget(holder)
        if len(groups) > _SHOWN:
            left = _("And {count} more, with fewer customers.").format(count=len(groups) - _SHOWN)
            self._grid_place.addWidget(Text(left, "caption", tone="muted"))


class _ChartCard(Card):
    """A title, a chart and one line on what it rests on."""

    def __init__(self, title: str) -> None:
        super().__init__(gap=6)
        self.add(Text(title, "h2"))
        self.canvas = ChartCanvas(name="second_purchase", words=title, height=170)
        self.line = Text("", "small", tone="muted", wrap=True)
        self.body.addWidget(self.canvas, 1)
        self.add(self.line)


class _MoneyCard(Card):
    """Whose money: a bar a month in three parts, their keys below."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self.add(Text(_("Whose money is it?"), "h2"))
        self.line = Text("", "small", tone="muted", wrap=True)
        self.add(self.line)
        self.canvas = ChartCanvas(name="money_by_month", words=_("Money by month"), height=150)
        self.body.addWidget(self.canvas, 1)
        keys = (ColourKey("primary", _("Had bought before")), ColourKey("second", _("New")),
                ColourKey("border", _("Nobody known")))  # fmt: skip
        self.body.addLayout(row(*keys, None))

    def show_money(self, found: ComingBack) -> None:
        """Show twelve months."""
        self.line.setText(say.money_line(found))
        top = max(one.total_minor for one in found.money)
        said = {place for place, one in enumerate(found.money) if one.total_minor == top}
        said.add(len(found.money) - 1)  # twelve amounts would run into one another
        bars = [_money_bar(m, found.currency, says=i in said) for i, m in enumerate(found.money)]
        draw = partial(chart.months, bars=bars, summary=say.money_line(found))
        self.canvas.show_chart(draw, head=(_("Month"), _("Whose money is it?")))


class _MapCard(Card):
    """The cohort map of a year."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        left = Text(_("When do they come back?"), "h2")
        note = Text(_("Back after 1 to 12 months, by month of first purchase"), "small", tone="muted")
        self.body.addLayout(row(left, None, note))
        self.table = CohortTable("cohorts_of_a_year")
        self.add(self.table, Rule())
        said = _("Empty cells have not been observed that long.")
        self.add(Text(said, "caption", tone="muted", wrap=True))


def _money_bar(one: MonthMoney, currency: str, *, says: bool) -> Month:
    parts = (float(one.returning_minor), float(one.new_minor), float(one.unknown_minor))
    said = words.short_money(one.total_minor, currency) if one.total_minor and says else ""
    return Month(words.short_month(one.month), parts, said, say.money_tip(one, currency), None)
