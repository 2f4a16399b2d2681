"""Estoy de vacaciones: until when letters pause."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from shopdesk.runtime.i18n import _
from shopdesk.services.mail import overview
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.widgets import Button, DayInput, Field, Sheet


class VacationSheet(Sheet):
    """“Estoy de vacaciones”: until when the letters pause."""

    def __init__(self, page: BasePage, desk: Desk, until: date | None) -> None:
        super().__init__(
            "vacation",
            _("Until when are you away?"),
            _("Letters pause and replies say when you are back. Word of a late parcel still goes."),
            width=460,
        )
        self._page, self._desk = page, desk
        a_week_on = desk.shop.today() + timedelta(days=7)
        self.day = DayInput("vacation_until", _("I am back on"), until or a_week_on)
        self.body.addWidget(Field(_("I am back on"), self.day))
        self.foot.addStretch(1)
        if until is not None:
            self.foot.addWidget(Button(_("I am back"), name="end_vacation", press=self._end))
        else:
            self.foot.addWidget(Button(_("Cancel"), name="cancel_vacation", press=self.close_sheet))
        self.foot.addWidget(Button(_("Pause letters"), "primary", name="begin_vacation", press=self._begin))

    def _begin(self) -> None:
        self._page.act(partial(overview.set_vacation, self._desk.shop, self.day.day()))
        self.finish()

    def _end(self) -> None:
        self._page.act(partial(overview.set_vacation, self._desk.shop, None))
        self.finish()
