"""The three cards above the list: the Monday answer, two other ways to see it, and when they come back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.charts import coming_back as chart
from shopdesk.charts.coming_back import Month
from shopdesk.domain.repurchase import MonthlyAnswer
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_back as back
from shopdesk.services import phrases_customers as say
from shopdesk.services import phrases_share
from shopdesk.services.customers import CustomersPage
from shopdesk.ui import theme
from shopdesk.ui.rooms.customers.cohorts import CohortTable
from shopdesk.ui.widgets import Badge, Card, ColourKey, NoteCard, Text, clear, row
from shopdesk.ui.widgets.chart_canvas import ChartCanvas

_HEIGHT = 266
_ROWS = 7


class AnswerCard(Card):
    """Of those who bought this month, how many had bought before?"""

    month_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(padding=16, gap=6)
        self.add(Text(_("Of those who bought this month, how many had bought before?"), "h3", wrap=True))
        top = QHBoxLayout()
        top.setSpacing(10)
        self._figure, self._badge = Text("", "figure"), Badge("")
        top.addWidget(self._figure)
        top.addWidget(self._badge)
        top.addStretch(1)
        self.body.addLayout(top)
        self._chart = ChartCanvas(name="months", words=_("Who had bought before, by month"), height=120)
        self._chart.clicked.connect(self.month_picked)
        self.body.addWidget(self._chart, 1)
        keys = (
            ColourKey("primary", _("Had bought before")),
            ColourKey("second", _("First purchase")),
        )
        self.body.addLayout(row(*keys, None))
        _same_height(self)

    def show_page(self, page: CustomersPage) -> None:
        """Show the answer of a page."""
        answer = page.monday.answer
        if not answer.buyers:
            self._figure.set_role("h2")
            self._figure.setText(phrases_share.nobody_yet(page.monday.six_months))
        else:
            self._figure.set_role("figure")
            self._figure.setText(back.of(answer.bought_before, answer.buyers))
        said, rose = back.month_badge(answer, page.monday.same_day_before)
        self._badge.say(said, "ok" if rose else "neutral", "trend-up" if rose else "")
        self._badge.setVisible(bool(said))
        bars = [_bar(month) for month in page.monday.six_months]
        summary = _("In {month}, {share} had bought before.").format(
            month=words.month(answer.month), share=back.of(answer.bought_before, answer.buyers)
        )
        head = (_("Month"), _("Had bought before"))
        self._chart.show_chart(partial(chart.months, bars=bars, summary=summary), head=head)


class RatesCard(Card):
    """The 90-day rate and the yearly one, each named and counted, and who is not in them."""

    def __init__(self) -> None:
        super().__init__(title=_("Two other ways to see it"), padding=16, gap=6)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self._notes = QVBoxLayout()
        self.body.addLayout(self._notes)
        _same_height(self)

    def show_page(self, page: CustomersPage) -> None:
        """Show the rates of a page."""
        clear(self._lines)
        clear(self._notes)
        for (share, counted), label in (
            (say.mature(page), _("comes back within 90 days")),
            (back.yearly(page.curve), _("buys again within a year")),
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(Text(share, "h2"))
            line.addWidget(Text(label, "h4"), 1)
            self._lines.addLayout(line)
            self._lines.addWidget(Text(counted, "small", tone="muted", wrap=True))
        for warning in say.warnings(page.monday, page.today)[:1]:
            self._notes.addWidget(NoteCard(warning, kind="warn", icon="warning"))


class CohortsCard(Card):
    """When do they come back? Cumulative shares by month of first purchase."""

    def __init__(self) -> None:
        super().__init__(padding=16, gap=4)
        top = QHBoxLayout()
        top.addWidget(Text(_("When do they come back?"), "h3"), 1)
        top.addWidget(Text(_("Already back after…"), "small", tone="muted"))
        self.body.addLayout(top)
        self.table = CohortTable("cohorts")
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self._note = Text(
            _("Empty cells have not been observed that long."), "caption", tone="muted", wrap=True
        )
        self.add(self._note)
        _same_height(self)

    def show_page(self, page: CustomersPage) -> None:
        """Show the cohorts of a page, the newest whole months: of the running one nobody is back yet."""
        self.table.show_cohorts(page.cohorts[-_ROWS - 1 : -1] or page.cohorts)


class CardRow(QWidget):
    """The three cards side by side; in little room the middle one goes first."""

    def __init__(self) -> None:
        super().__init__()
        self.answer, self.rates, self.cohorts = AnswerCard(), RatesCard(), CohortsCard()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.answer, 35)
        line.addWidget(self.rates, 28)
        line.addWidget(self.cohorts, 46)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(900, theme.px(_HEIGHT))

    def show_page(self, page: CustomersPage) -> None:
        """Show the cards of a page."""
        self.answer.show_page(page)
        self.rates.show_page(page)
        self.cohorts.show_page(page)


def _same_height(card: Card) -> None:
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    card.body.setAlignment(Qt.AlignmentFlag.AlignTop)


def _bar(answer: MonthlyAnswer) -> Month:
    said = words.share(answer.bought_before, answer.buyers) if answer.buyers else ""
    share = back.of(answer.bought_before, answer.buyers)
    tip = _("{month}: {share} had bought before.").format(
        month=words.month(answer.month).capitalize(), share=share
    )
    parts = (float(answer.bought_before), float(answer.buyers - answer.bought_before))
    return Month(words.short_month(answer.month), parts, said, tip, answer.month)
