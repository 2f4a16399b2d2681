"""The days on which a supplier sends nothing: each stretch with its own Remove, and a new one to add."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.purchasing.limits import Span
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Button, DayInput, Text, clear, row


class ClosedDays(QWidget):
    """Ask ``spans()`` for what stands there when it is saved."""

    def __init__(self, spans: Sequence[Span], today: date) -> None:
        super().__init__()
        self._today = today
        self._spans = [span for span in sorted(spans) if span[1] >= today]
        self._gone = [span for span in sorted(spans) if span[1] < today]
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
        add = Button(_("Add these days"), name="add_closed", icon="plus", press=self._add)
        column.addLayout(row(self.first, Text(_("to"), "small", tone="muted"), self.last, add, None))
        self.told = Text("", "small", tone="danger", wrap=True)
        self.told.hide()
        column.addWidget(self.told)
        self._show()

    def spans(self) -> list[dict[str, str]]:
        """Return every stretch, past ones too, as it is kept."""
        return [
            {"starts_on": first.isoformat(), "ends_on": last.isoformat()}
            for first, last in sorted([*self._gone, *self._spans])
        ]

    def _moved(self, _day: object) -> None:
        self.last.set_day(max(self.first.day(), self.last.day()))

    def _add(self) -> None:
        first, last = self.first.day(), self.last.day()
        refused = _("It would end before it starts.") if last < first else ""
        if last < self._today and not refused:
            refused = _("Those days have passed. Only days ahead change what is ordered.")
        self.told.setText(refused)
        self.told.setVisible(bool(refused))
        if not refused and (first, last) not in self._spans:
            self._spans = sorted([*self._spans, (first, last)])
            self._show()

    def _remove(self, span: Span) -> None:
        self._spans.remove(span)
        self._show()

    def _show(self) -> None:
        clear(self._list)
        for place, span in enumerate(self._spans):
            told = words.span(*span)
            name = f"remove_closed_{place}"
            gone = Button(_("Remove"), "link", name=name, press=partial(self._remove, span))
            gone.setAccessibleName(_("Remove {days}").format(days=told))
            self._list.addLayout(row(Text(told, "body"), gone, None))
        if not self._spans:
            self._list.addWidget(Text(_("None. Holidays, December, Semana Santa."), "small", tone="muted"))
