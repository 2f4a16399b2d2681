"""The rail of Ventas: the chosen week by channel, the latest imports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.charts import style
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_import, phrases_today
from shopdesk.services import phrases_sales as say
from shopdesk.services.importing import PastImport
from shopdesk.services.sales_page import SalesView, WeekBar
from shopdesk.ui.desk import Desk
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.widgets import Amount, AmountLine, Badge, Button, Card, ColourKey, Rule, Text, row


class WeekCard(Card):
    """One week: its money, its channels, what came back, the same dates a year before."""

    def show_week(self, view: SalesView, bar: WeekBar, before: WeekBar | None) -> None:
        """Show a week beside the one before it."""
        self.clear()
        self.show()
        self.body.setSpacing(6)
        self.add(Text(say.week_title(bar), "h3"))
        self._add_total(view, bar, before)
        self._add_channels(view, bar)
        self.add(Rule())
        self.add(AmountLine(Amount(_("Pieces sold"), words.number(bar.pieces))))
        for_size = bar.returned_for_size
        size = ngettext("{count} for its size", "{count} for their size", for_size).format(count=for_size)
        badge = (size, "warn") if for_size else None
        self.add(AmountLine(Amount(_("Returns"), words.number(bar.returned), badge=badge)))
        if bar.before is not None:
            label = _("Same dates, {year}").format(year=bar.week.year - 1)
            self.add(AmountLine(Amount(label, words.money(bar.before.total_minor, view.currency))))
        going = say.trend(view.trend) if bar in view.weeks[-2:] else ""
        if going:
            self.add(Text(f"{going}.", "caption", tone="muted", wrap=True))
        expected = say.expected(view.trend) if bar is view.weeks[-1] else ""
        if expected:
            self.add(Rule())
            self.add(Text(expected, "caption", tone="muted", wrap=True), MethodLink("trend"))

    def _add_total(self, view: SalesView, bar: WeekBar, before: WeekBar | None) -> None:
        total = Text(words.money(bar.total_minor, view.currency), "figure")
        if before is None or before.total_minor <= 0:
            self.body.addLayout(row(total, None, gap=10))
            return
        percent = round(100 * (bar.total_minor - before.total_minor) / before.total_minor)
        shown = f"{percent:+d} %".replace("-", "−")
        badge = Badge(shown, "ok" if percent > 0 else "neutral", icon="trend-up" if percent > 0 else "")
        self.body.addLayout(row(total, badge, None, gap=10))

    def _add_channels(self, view: SalesView, bar: WeekBar) -> None:
        for place, name in enumerate(view.channels):
            colour = ColourKey(style.SERIES[place % len(style.SERIES)], say.channel(name))
            amount = Text(words.money(bar.by_channel[place].total_minor, view.currency), "h3")
            line = QWidget()
            line.setLayout(row(colour, None, amount))
            self.add(line)


class ImportsCard(Card):
    """The latest imports. ``wants_undo(import id)``."""

    wants_undo = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=16, gap=8)
        self._desk = desk

    def show_past(self, past: Sequence[PastImport], today: date) -> None:
        """Show them; hides without any."""
        self.clear()
        self.setVisible(bool(past))
        head = QWidget()
        across = QHBoxLayout(head)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Text(_("Latest imports"), "h3"), 1)
        across.addWidget(Button(_("See all"), "link", name="see_all_imports", press=self._all))
        self.add(head)
        for one in past:
            self.add(self._line(one, today))
        self.add(Rule())
        note = _(
            "Undoing leaves every figure as it was before importing. You can import again whenever you like."
        )
        self.add(Text(note, "caption", tone="muted", wrap=True))

    def _line(self, one: PastImport, today: date) -> QWidget:
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        text = QVBoxLayout()
        text.setSpacing(0)
        moment = phrases_today.moment(one.created_at, today)
        text.addWidget(Text(moment[:1].upper() + moment[1:], "h4"))
        first, _second = phrases_import.happened(one)
        text.addWidget(Text(first, "caption", tone="muted", wrap=True))
        across.addLayout(text, 1)
        if one.can_undo and one.result.id is not None:
            undo = Button(_("Undo"), "link", name=f"undo_{one.result.id}", press=self._undo)
            undo.setProperty("import_id", one.result.id)
            across.addWidget(undo)
        return holder

    def _undo(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wants_undo.emit(int(sender.property("import_id")))

    def _all(self) -> None:
        self._desk.navigator.go("sales", tab="imports")
