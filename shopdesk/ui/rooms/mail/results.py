"""Resultados: what came of each flow in 90 days, and the answers of six months."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.charts import surveys as charts
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.mail import phrases
from shopdesk.services.mail import phrases_answers as said
from shopdesk.services.mail.overview import FlowResult, Outcomes
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.widgets import (
    Card,
    Cell,
    ColourKey,
    Column,
    EmptyState,
    Fold,
    Kind,
    Rail,
    Row,
    RowTable,
    Split,
    TableCard,
    Text,
    row,
)
from shopdesk.ui.widgets.chart_canvas import ChartCanvas


class ResultsView(QWidget):
    """Belongs to the page. ``answers_wanted()`` when a bar is clicked."""

    answers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = RowTable(
            [
                Column("flow", _("Flow"), stretch=True),
                Column("sent", _("Sent"), Kind.NUMBER, width=84, order=_by_sent),
                Column("replied", _("Answered"), Kind.NUMBER, width=110),
                Column("bought", _("Bought"), Kind.NUMBER, width=104),
                Column("failed", _("Did not arrive"), Kind.NUMBER, width=110),
                Column("left", _("Unsubscribed"), Kind.NUMBER, width=104),
            ],
            self._row,
            name="mail_results",
            words=_("What came of the letters in 90 days"),
            row_height=36,
            placeholder=_("Nothing was sent in the last 90 days."),
        )
        self.canvas = ChartCanvas(name="answers_by_month", words=_("Answers by month"), height=190)
        self.canvas.clicked.connect(self.answers_wanted)
        chart = Card(title=_("Answers by month"), gap=8)
        chart.add(self.canvas)
        keys = QWidget()
        keys.setLayout(
            row(
                ColourKey("danger", _("0 to 6")),
                ColourKey("border", _("7 and 8")),
                ColourKey("primary", _("9 and 10")),
                None,
            )
        )
        chart.add(keys)
        note = _("Above each bar, the figure; in brackets, how many where they are too few.")
        chart.add(Text(note, "caption", tone="muted", wrap=True), MethodLink("nps"))
        rail = Rail(360)
        rail.add(chart)
        self.empty = EmptyState(
            "chart-line-up",
            _("Nothing to tell yet."),
            _("After your first batch you see here who answered and who came back."),
        )
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(TableCard(self.table), 1)
        self.split = Split(main, rail, drawer=True, name="results_rail")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.split)
        across.addWidget(self.empty)

    def fold(self, fold: Fold) -> None:
        """Fold the rail into a drawer where room ends."""
        self.split.fold(fold)

    def show_outcomes(self, found: Outcomes) -> None:
        """Show what came of the letters."""
        nothing = not found.flows and not found.months
        self.empty.setVisible(nothing)
        self.split.setVisible(not nothing)
        self.table.show_items(found.flows)
        months = []
        for one in found.months:
            above, tip = said.month(one)
            known, label = one.nps, words.short_month(one.month)
            months.append(charts.Month(label, known.promoters, known.neutrals, known.detractors, above, tip))
        head = (_("Month"), _("0 to 6"), _("7 and 8"), _("9 and 10"), _("Would recommend"))
        draw = partial(charts.answers_by_month, months=months, summary=said.months(found))
        self.canvas.show_chart(draw, head=head)
        self.split.say(_("Answers by month"), said.months(found), _("See"))

    def _row(self, one: FlowResult) -> Row:
        name = phrases.flow(one.flow)
        return Row(
            one.flow.value,
            (
                Cell(name, role="h3"),
                Cell(str(one.sent)),
                Cell(words.share(one.replied, one.sent)),
                Cell(words.share(one.bought, one.sent)),
                Cell(str(one.failed), tone="danger" if one.failed else "muted"),
                Cell(str(one.unsubscribed), tone="warn" if one.unsubscribed else "muted"),
            ),
            name=f"{name}, {one.sent}, {one.replied}, {one.bought}",
        )


def _by_sent(one: FlowResult) -> int:
    return one.sent
