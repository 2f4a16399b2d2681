"""The days on which a supplier sends nothing: once, every year or every week, each with its own Remove."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.purchasing.closures import Closure, Every
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_closed as said
from shopdesk.services import suppliers
from shopdesk.ui.widgets import Button, Combo, DayInput, Text, clear, row

_LONGEST_REST, _LONGEST_PAUSE = 6, 364
"""Days between the first and the last at which a stretch would meet itself again."""


class ClosedDays(QWidget):
    """Ask ``kept()`` for what stands there when it is saved."""

    def __init__(self, closures: Sequence[Closure], today: date) -> None:
        super().__init__()
        self._today = today
        self._closures = [one for one in sorted(closures) if not one.is_over(today)]
        self._gone = [one for one in sorted(closures) if one.is_over(today)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(_("Days on which nothing leaves"), "h3"))
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addLayout(self._list)
        self.first = DayInput("closed_first", _("First day"), today)
        self.last = DayInput("closed_last", _("Last day"), today)
        self.first.dateChanged.connect(self._moved)
        self.every = Combo("closed_every", _("How it comes again"))
        self.every.show_choices([(every, said.again(every)) for every in Every], on=Every.ONCE)
        add = Button(_("Add these days"), name="add_closed", icon="plus", press=self._add)
        to = Text(_("to"), "small", tone="muted")
        column.addLayout(row(self.first, to, self.last, self.every, add, None))
        self.told = Text("", "small", tone="danger", wrap=True)
        self.told.hide()
        column.addWidget(self.told)
        self._show()

    def kept(self) -> list[dict[str, str]]:
        """Return every stretch, past ones too, as it is kept."""
        return [suppliers.closure_as_kept(one) for one in sorted([*self._gone, *self._closures])]

    def _moved(self, _day: object) -> None:
        self.last.set_day(max(self.first.day(), self.last.day()))

    def _add(self) -> None:
        first, last = self.first.day(), self.last.day()
        every = Every(str(self.every.key()))
        refused = self._refusal(first, last, every)
        self.told.setText(refused)
        self.told.setVisible(bool(refused))
        if not refused and (made := Closure(first, last, every)) not in self._closures:
            self._closures = sorted([*self._closures, made])
            self._show()

    def _refusal(self, first: date, last: date, every: Every) -> str:
        if last < first:
            return _("It would end before it starts.")
        if every is Every.WEEK and (last - first).days >= _LONGEST_REST:
            return _("A rest of every week leaves at least one day to work.")
        if every is Every.YEAR and (last - first).days >= _LONGEST_PAUSE:
            return _("A pause of every year is shorter than a year.")
        if every is Every.ONCE and last < self._today:
            return _("Those days have passed. Only days ahead change what is ordered.")
        return ""

    def _remove(self, one: Closure) -> None:
        self._closures.remove(one)
        self._show()

    def _show(self) -> None:
        clear(self._list)
        for place, one in enumerate(self._closures):
            told = said.closure(one)
            name = f"remove_closed_{place}"
            gone = Button(_("Remove"), "link", name=name, press=partial(self._remove, one))
            gone.setAccessibleName(_("Remove {days}").format(days=told))
            self._list.addLayout(row(Text(told, "body"), gone, None))
        if any(one.every is Every.WEEK for one in self._closures):
            counted = _("Its days to deliver are then days of work: those of rest do not count.")
            self._list.addWidget(Text(counted, "small", tone="muted", wrap=True))
        if not self._closures:
            nothing = _("None. Every Sunday, holidays, December, Semana Santa.")
            self._list.addWidget(Text(nothing, "small", tone="muted"))
