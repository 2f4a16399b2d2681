"""The rail of Hoy: the Monday answer with its months, the week in short, the last import."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_share
from shopdesk.services import phrases_today as say
from shopdesk.services.morning import LastImport, MonthShare, Today, WeekFacts
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Badge, Button, Card, Glyph, Rail, Text

if TYPE_CHECKING:
    from shopdesk.charts.bars import Bar

WIDTH = 356


class TodayRail(Rail):
    """Three cards; each hides while it has nothing to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(WIDTH)
        self._desk = desk
        self._answer = _Answer(desk)
        self._week = _Week()
        self._import = _Import(desk)
        self.add(self._answer, self._week, self._import)

    def show_today(self, today: Today, day: date) -> None:
        """Show the rail of a page."""
        self._answer.show_answer(today, day)
        self._week.show_week(today.week)
        self._import.show_import(today.last_import, day)


class _Answer(Card):
    """De los que compraron este mes, ¿cuántos ya habían comprado?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=16, gap=6)
        self._desk = desk
        self._today: Today | None = None
        self.add(Text(_("Of those who bought this month, how many had bought before?"), "h3", wrap=True))
        top = QHBoxLayout()
        top.setSpacing(10)
        self._figure = Text("", "figure")
        self._badge = Badge("")
        top.addWidget(self._figure)
        top.addWidget(self._badge)
        top.addStretch(1)
        self.body.addLayout(top)
        self._note = Text("", "caption", tone="muted", wrap=True)
        # Its room is kept from the first paint on: nothing may move under the pointer.
        holder = QWidget()
        holder.setFixedHeight(theme.px(142))
        self._place = QVBoxLayout(holder)
        self._place.setContentsMargins(0, 4, 0, 0)
        self.add(holder)
        self._chart: QWidget | None = None
        below = QHBoxLayout()
        below.addWidget(self._note, 1)
        below.addWidget(Button(_("See who came back"), "link", name="who_came_back", press=self._open))
        self.body.addLayout(below)
        desk.ready.connect(self._draw)

    def show_answer(self, today: Today, day: date) -> None:
        self._today = today
        self.setVisible(bool(today.months))
        if not today.months:
            return
        now = today.months[-1]
        self._figure.set_role("figure" if now.buyers else "h2")
        self._figure.setText(
            phrases_share.share_of(now) if now.buyers else phrases_share.nobody_yet(today.months)
        )
        badge = phrases_share.share_badge(today)
        before = today.same_day_before
        rose = before is not None and min(before.buyers, now.buyers) > 0 and _rate(now) >= _rate(before)
        self._badge.say(badge, "ok" if rose else "neutral", "trend-up" if rose and before is not None else "")
        month = words.month(now.month).capitalize()
        if not now.buyers and len(today.months) > 1 and today.months[-2].buyers:
            self._note.setText(_("Nobody has bought yet this month."))
        elif now.month.replace(day=1) == day.replace(day=1):
            seen = min(day.day - 1, today.last_sale.day if today.last_sale else 1)
            self._note.setText(_("{month} stands at day {day}.").format(month=month, day=seen or 1))
        else:
            self._note.setText(month)
        self._draw()

    def _draw(self) -> None:
        """Draw the months once what draws them is loaded: never before the window is on screen."""
        if self._today is None or not self._today.months or not self._desk.is_ready:
            return
        from shopdesk.charts import bars
        from shopdesk.ui.widgets.chart_canvas import ChartCanvas

        if not isinstance(self._chart, ChartCanvas):
            self._chart = ChartCanvas(name="months", words=_("Who had bought before, by month"), height=138)
            self._chart.setFixedHeight(theme.px(138))
            self._chart.clicked.connect(self._month)
            self._place.addWidget(self._chart)
        months = self._today.months
        said = [_bar(month) for month in months]
        now = months[-1]
        summary = _("In {month}, {share} had bought before.")
        sentence = summary.format(month=words.month(now.month), share=phrases_share.share_of(now))
        head = (_("Month"), _("Had bought before"))
        self._chart.show_chart(partial(bars.share_bars, bars=said, summary=sentence), head=head)

    def _month(self, key: object) -> None:
        self._desk.navigator.go("customers", tab="returned", key=key)

    def _open(self) -> None:
        self._desk.navigator.go("customers", tab="returned")


class _Week(Card):
    """La semana en corto."""

    def __init__(self) -> None:
        super().__init__(padding=16, gap=6)
        self.add(Text(_("The week in short"), "h3"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_week(self, week: WeekFacts | None) -> None:
        from shopdesk.ui.widgets import clear

        self.setVisible(week is not None)
        clear(self._lines)
        if week is None:
            return
        change = _change(week.total_minor, week.total_before_minor)
        self._line(_("Sales"), words.money(week.total_minor, week.currency), change)
        difference = week.pieces - week.pieces_before
        pieces = (f"{difference:+d}".replace("-", "−"), "ok" if difference > 0 else "neutral")
        self._line(_("Pieces sold"), words.number(week.pieces), pieces if week.pieces_before else None)
        if week.nps is not None:
            answers = ngettext("{count} answer", "{count} answers", week.answers).format(count=week.answers)
            self._line(_("Would recommend (NPS)"), words.number(week.nps), (answers, "neutral"))
        for_size = week.returned_for_size
        said = ngettext("{count} for its size", "{count} for their size", for_size).format(count=for_size)
        self._line(_("Returns"), words.number(week.returned), (said, "warn") if for_size else None)

    def _line(self, label: str, amount: str, badge: tuple[str, str] | None) -> None:
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(Text(label, "small", tone="muted"), 1)
        across.addWidget(Text(amount, "h3"))
        if badge is not None:
            across.addWidget(Badge(badge[0], badge[1]))
        holder.setMinimumHeight(theme.px(24))
        self._lines.addWidget(holder)


class _Import(Card):
    """Última importación."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("sunken", padding=12)
        self._desk = desk
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(Glyph("file-csv", 22, "muted"))
        text = QVBoxLayout()
        text.setSpacing(1)
        self._title = Text("", "h4")
        self._line = Text("", "caption", tone="muted")
        text.addWidget(self._title)
        text.addWidget(self._line)
        across.addLayout(text, 1)
        across.addWidget(Button(_("See"), "link", name="see_imports", press=self._open))
        self.body.addLayout(across)

    def show_import(self, last: LastImport | None, day: date) -> None:
        self.setVisible(last is not None)
        if last is None:
            return
        self._title.setText(_("Last import: {moment}").format(moment=say.moment(last.at, day)))
        files = ngettext("{count} file", "{count} files", last.files).format(count=last.files)
        sales = ngettext("{count} new sale", "{count} new sales", last.sales)
        self._line.setText(
            _("{files}, {sales}").format(files=files, sales=sales.format(count=words.number(last.sales)))
        )

    def _open(self) -> None:
        self._desk.navigator.go("sales", tab="imports")


def _rate(month: MonthShare) -> float:
    return month.bought_before / month.buyers if month.buyers else 0.0


def _bar(month: MonthShare) -> Bar:
    from shopdesk.charts.bars import Bar

    said = words.share(month.bought_before, month.buyers) if month.buyers else ""
    tip = _("{month}: {share} had bought before.")
    return Bar(
        words.short_month(month.month),
        _rate(month),
        said,
        tip.format(month=words.month(month.month).capitalize(), share=phrases_share.share_of(month)),
        month.month,
    )


def _change(now: int, before: int) -> tuple[str, str] | None:
    percent = round(100 * (now - before) / before) if before > 0 else 0
    if not percent:
        return None
    said = f"{percent:+d} %".replace("-", "−")
    return said, "ok" if percent > 0 else "neutral"
