"""The right column of Por pedir: where stock goes, and why so many."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from shopdesk.charts import stock as charts
from shopdesk.charts.stock import StockPicture
from shopdesk.domain.forecast import Grade
from shopdesk.domain.stock import Availability
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_reorder as said
from shopdesk.services import phrases_supply, reorder
from shopdesk.services.last_days import last_days
from shopdesk.services.reorder import Plan, StyleRow
from shopdesk.services.supply import Alternative
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.widgets import (
    Amount,
    Button,
    Card,
    ColourKey,
    IconButton,
    NoteCard,
    Rail,
    Text,
    WhyPanel,
    clear,
)
from shopdesk.ui.widgets.chart_canvas import ChartCanvas

_DEADLINE_DAYS = 30


class StockCard(Card):
    """The product's name, the sentence on when it runs out, and the chart. ``menu_wanted()``."""

    menu_wanted = Signal()

    def __init__(self, tab: str) -> None:
        super().__init__(gap=4)
        self.setObjectName("stock_card")
        self.name = Text("", "h2", wrap=True)
        self.line = Text("", "small", tone="muted", wrap=True)
        head = QHBoxLayout()
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addWidget(self.name)
        told.addWidget(self.line)
        head.addLayout(told, 1)
        self.more = IconButton(
            "dots-three", _("More"), name=f"stock_menu_{tab}", small=True, press=self.menu_wanted.emit
        )
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.chart = ChartCanvas(name=f"stock_path_{tab}", words=_("Stock and where it goes"), height=172)
        self.add(self.chart)
        self.keys = QHBoxLayout()
        self.keys.setSpacing(10)
        self.body.addLayout(self.keys)

    def show_row(self, row: StyleRow, plan: Plan, history: Availability) -> None:
        """Show another style."""
        self.name.setText(said.name_of(row.first))
        self.line.setText(outlook(plan, row))
        head = (_("Day"), _("In stock"))
        self.chart.show_chart(partial(charts.path, picture=picture(row, plan, history)), head=head)
        clear(self.keys)
        self.keys.addWidget(ColourKey("primary", _("In stock"), line=True))
        self.keys.addWidget(ColourKey("barro", _("Most likely"), line=True))
        point = _("Reorder point, {point}").format(point=words.number(row.why.reorder_point))
        self.keys.addWidget(ColourKey("gold", point, line=True))
        self.keys.addStretch(1)


def outlook(plan: Plan, row: StyleRow) -> str:
    """Say when a style runs out and when an order of today arrives."""
    return said.outlook(plan.today, row.runs_out_on, row.first.arrives_on, counted=row.is_counted)


def picture(row: StyleRow, plan: Plan, history: Availability) -> StockPicture:
    """Return the chart of a style, in words and numbers."""
    path, out = reorder.stock_path(row, history, plan), row.runs_out_on
    gap = said.gap(plan.today, row.runs_out_on, row.first.arrives_on)
    return StockPicture(
        days=path.days,
        stock=path.stock,
        likely=path.likely,
        low=path.low,
        high=path.high,
        point=row.why.reorder_point,
        sold_out_on=out if row.is_counted and out and out <= path.until else None,
        arrives_on=row.first.arrives_on if row.wanted else None,
        restocked=path.restocked,
        until=path.until,
        today_said=_("today"),
        gap_said=_break(gap),
        arrival_said=_("what you order\narrives"),
        unit=_("pairs"),
        summary=f"{said.name_of(row.first)}. {outlook(plan, row)}",
    )


def _break(told: str) -> str:
    """Break “9 días sin pares” in the middle, to stand over a narrow band."""
    parts = told.split(" ")
    half = (len(parts) + 1) // 2
    return " ".join(parts[:half]) + ("\n" + " ".join(parts[half:]) if parts[half:] else "")


class LinesRail(Rail):
    """The chart and “¿Por qué N?”, named after their tab. ``lead_wanted()``, ``detail_wanted()``."""

    lead_wanted = Signal()
    detail_wanted = Signal()

    def __init__(self, tab: str) -> None:
        super().__init__(404)
        self._tab = tab
        self.stock = StockCard(tab)
        self.why = WhyPanel()
        self.why.setObjectName("why")
        self.deadline = NoteCard("", kind="warn", icon="calendar-blank")
        self.deadline.hide()
        self.add(self.stock, self.why, self.deadline)

    def show_row(
        self, row: StyleRow, plan: Plan, history: Availability, others: Sequence[Alternative] = ()
    ) -> None:
        """Show another style; ``others`` could send it too."""
        self.stock.show_row(row, plan, history)
        terms = plan.terms[row.first.supplier_id]
        lines = said.why_lines(row.why, rate_per_day=row.rate_per_day, terms=terms, sizes=len(row.lines))
        amounts = [
            Amount(line.label, line.amount, is_total=line.is_sum, closes=line.is_sum and i < len(lines) - 1)
            for i, line in enumerate(lines)
        ]
        tab, lead, whole = self._tab, _("Change lead time"), _("See the whole sum")
        links = [
            Button(lead, "link", name=f"change_lead_{tab}", press=self.lead_wanted.emit),
            Button(whole, "link", name=f"whole_sum_{tab}", press=self.detail_wanted.emit),
            MethodLink("reorder", name=f"method_reorder_{tab}"),
        ]
        is_thin = row.first.grade is Grade.THIN
        told = said.grade_words(row.first.grade, plan.weeks, counted=row.is_counted) if is_thin else ""
        sooner = phrases_supply.sooner(row, others, plan.today)
        told = " ".join(part for part in (told, sooner, *said.row_remarks(row, plan)) if part)
        if row.wanted != row.order:
            typed = _("You typed {typed}; I suggest {suggested}.").format(
                typed=said.pairs(row.wanted), suggested=said.pairs(row.order)
            )
            told = f"{typed} {told}".strip()
        self.why.show_why(said.why_title(row.why), amounts, source=told, links=links)
        self._say_deadline(row, plan)

    def _say_deadline(self, row: StyleRow, plan: Plan) -> None:
        mine = (one for one in last_days(plan) if row.first.product_id in one.products)
        found = next((one for one in mine if (one.day - plan.today).days <= _DEADLINE_DAYS), None)
        self.deadline.setVisible(found is not None)
        if found is not None:
            self.deadline.words.setText(said.deadline(found.event, found.starts_on, found.day))
