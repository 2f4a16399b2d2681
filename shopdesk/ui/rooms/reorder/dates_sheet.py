"""Commercial dates: their days, what they are about, and what the owner expects of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from shopdesk.domain.calendar import Span
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services.dates_ahead import DateAhead
from shopdesk.services.phrases_reorder import pairs
from shopdesk.ui.widgets import (
    Button,
    Card,
    Cell,
    Column,
    Combo,
    DayInput,
    Field,
    LineField,
    Row,
    RowTable,
    Sheet,
    Spin,
    TableCard,
    Text,
)

_AS_SEEN = 0
"""Of the estimate: leave it to what the shop has seen."""
_DAYS_TOLD = 14


class DatesSheet(Sheet):
    """``kept(Span)`` writes a date down; ``forgotten(DateAhead)`` gives one back to the calendar."""

    kept = Signal(object)
    forgotten = Signal(object)

    def __init__(self, found: Sequence[DateAhead], categories: Sequence[str]) -> None:
        super().__init__(
            "dates_sheet", _("Dates ahead"),
            _("Days in which you sell more. Change them when they are announced, or write your own."),
            width=860, height=640,
        )  # fmt: skip
        self._dates: list[DateAhead] = []
        self.table = RowTable(
            [
                Column("name", _("Date"), stretch=True),
                Column("days", _("Days"), width=190),
                Column("expected", _("You expect"), width=120),
                Column("counted", _("I count on"), width=150),
            ],
            self._row,
            name="dates",
            words=_("Dates ahead"),
        )
        self.table.picked.connect(self._picked)
        self.name = LineField(_("Name"), name="date_name")
        self.first, self.last = DayInput("date_first", _("First day")), DayInput("date_last", _("Last day"))
        self.scope = Combo("date_scope", _("About"))
        choices: list[tuple[object, str]] = [("", _("The whole shop"))]
        self.scope.show_choices([*choices, *((name, name) for name in categories)], on="")
        self.uplift = Spin("date_uplift", _("Of the usual sales"), low=_AS_SEEN, high=900)
        self.uplift.setSuffix(" %")
        self.uplift.setSpecialValueText(_("as seen"))
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.name, 2)
        for label, editor in (
            (_("First day"), self.first), (_("Last day"), self.last), (_("About"), self.scope),
            (_("Of the usual sales"), self.uplift),
        ):  # fmt: skip
            across.addWidget(Field(label, editor), 1)
        card = Card("sunken", gap=4)
        card.body.addLayout(across)
        self.by_day = Text("", "caption", tone="muted", wrap=True)
        card.add(self.by_day)
        self.back = Button(_("As the calendar has it"), "link", name="forget_date", press=self._forget)
        self.body.addWidget(TableCard(self.table), 1)
        self.body.addWidget(card)
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), name="close_dates", press=self.close_sheet))
        self.primary = Button(_("Keep"), "primary", name="keep_date", icon="check", press=self._keep)
        self.foot.addWidget(self.primary)
        self.show_dates(found)
        self.table.go_to_first()

    def show_dates(self, found: Sequence[DateAhead]) -> None:
        """Show the dates as they are now."""
        self._dates = list(found)
        self.table.show_items(self._dates)
        self._picked(self.table.current_key())

    def _row(self, one: DateAhead) -> Row:
        span, seen = one.span, sorted(one.factor.values())
        counted = ""
        if seen:
            low, high = words.number(seen[0], 1), words.number(seen[-1], 1)
            counted = (
                _("{factor} times").format(factor=low)
                if low == high
                else _("{low} to {high} times").format(low=low, high=high)
            )
        expected = (
            "" if span.uplift is None else _("{factor} times").format(factor=words.number(span.uplift, 1))
        )
        about = span.scope or (_("yours") if one.is_own else "")
        return Row(
            one.key,
            (
                Cell(span.name, about, role="strong"),
                Cell(words.span(span.starts_on, span.ends_on)),
                Cell(expected),
                Cell(counted, tone="muted"),
            ),
            name=f"{span.name} {about}, {words.span(span.starts_on, span.ends_on)}",
        )

    def _in_hand(self) -> DateAhead | None:
        key = self.table.current_key()
        return next((one for one in self._dates if one.key == key), None)

    def _picked(self, _key: object) -> None:
        one = self._in_hand()
        self.back.setVisible(one is not None and one.is_own)
        if one is None:
            return
        span = one.span
        self.by_day.setText(_by_day(one))
        self.by_day.setVisible(one.days is not None)
        self.name.set_value(span.name)
        for editor, day in ((self.first, span.starts_on), (self.last, span.ends_on)):
            editor.set_day(day)
        if self.scope.findData(span.scope) < 0:
            self.scope.addItem(span.scope, span.scope)
        self.scope.set_key(span.scope)
        self.uplift.setValue(_AS_SEEN if span.uplift is None else round(100 * span.uplift))

    def _keep(self) -> None:
        """Say what stands in the fields; a date moved or renamed is another one."""
        first, last = self.first.day(), self.last.day()
        if not self.name.value():
            self.name.show_error(_("Give it a name."))
            return
        if last < first:
            self.name.show_error(_("It would end before it starts."))
            return
        self.name.show_error("")
        before = self._in_hand()
        if before is not None and before.is_own and before.span.starts_on != first:
            self.forgotten.emit(before)
        percent = self.uplift.value()
        self.kept.emit(
            Span("", self.name.value(), first, last, None if percent == _AS_SEEN else percent / 100,
                 str(self.scope.key() or ""))
        )  # fmt: skip

    def _forget(self) -> None:
        one = self._in_hand()
        if one is not None:
            self.forgotten.emit(one)


def _by_day(one: DateAhead) -> str:
    """Say what each of its days was worth in past years, the first ones of a long date."""
    if one.days is None:
        return ""
    told = " · ".join(words.number(factor, 1) for factor in one.days.factor[:_DAYS_TOLD])
    more = "…" if len(one.days.factor) > _DAYS_TOLD else ""
    return _("Day by day, times the usual as past years had it: {factors}. In all, about {pairs}.").format(
        factors=told + more, pairs=pairs(round(one.days.pieces))
    )
