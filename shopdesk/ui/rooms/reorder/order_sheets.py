"""What is asked about an order: which day they gave."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Button, DayInput, Field, Sheet


class DaySheet(Sheet):
    """The day the supplier gave. ``given(date)``."""

    given = Signal(object)

    def __init__(self, title: str, verb: str, first: date, start: date) -> None:
        super().__init__("day_sheet", title, width=460)
        self.day = DayInput("promised_day", _("Which day did they say?"), start, first=first)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self.body.addWidget(Field(_("Which day did they say?"), self.day))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_day", press=self.close_sheet))
        self.primary = Button(verb, "primary", name="keep_day", icon="check", press=self._keep)
        self.foot.addWidget(self.primary)

    def _keep(self) -> None:
        self.given.emit(self.day.day())
        self.finish()
