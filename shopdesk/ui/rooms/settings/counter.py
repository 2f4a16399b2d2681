"""Mostrador: the PIN, and the way into the window that staff may see."""

from __future__ import annotations

from functools import partial

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services import counter
from shopdesk.ui.asking import SecretSheet
from shopdesk.ui.counter.turning import new_pin
from shopdesk.ui.desk import Desk
from shopdesk.ui.rooms.settings.facts import Facts
from shopdesk.ui.rooms.settings.section import Section
from shopdesk.ui.widgets import Button, FlowBox, Text


class CounterSection(Section):
    """What counter mode hides, its PIN, and the way in."""

    def __init__(self, desk: Desk) -> None:
        note = _("For whoever helps you: stock and prices, without costs, customers or settings.")
        super().__init__("counter", _("Counter mode"), "eye-slash", note)
        self._desk = desk
        self._asked: SecretSheet | None = None
        self.line = Text("", "small", tone="muted", wrap=True)
        self.add(self.line)
        buttons = FlowBox(gap=8)
        self.pin = Button(_("Choose a PIN"), name="choose_pin", icon="key", press=self._ask)
        go = Button(
            _("Go into counter mode"), name="begin_counter", icon="storefront", press=desk.wants_counter.emit
        )
        buttons.add(go, self.pin)
        self.add(buttons)

    def show_facts(self, facts: Facts) -> None:
        del facts
        self._desk.jobs.start(
            partial(counter.has_pin, self._desk.shop),
            owner=self,
            done=self._show,
            failed=self._desk.messages.tell,
        )

    def _show(self, has_pin: bool) -> None:
        self.pin.set_words(_("Change the PIN") if has_pin else _("Choose a PIN"))
        self.line.setText(
            _("There is a PIN. Counter mode stays on when Shopdesk is closed and opened again.")
            if has_pin
            else _("There is no PIN yet: the first time you go in, you choose it.")
        )

    def _ask(self) -> None:
        self._asked = sheet = new_pin()
        sheet.given.connect(self._keep)
        sheet.closed.connect(self._gone)
        self._desk.show_sheet(sheet)

    def _keep(self, pin: str) -> None:
        work = partial(counter.set_pin, self._desk.shop, pin)
        self._desk.jobs.start(work, owner=self, done=self._kept, failed=self._not_kept)

    def _kept(self, _outcome: object) -> None:
        if self._asked is not None:
            self._asked.finish()
        self._show(True)
        self._desk.messages.toast(_("The PIN is kept."))

    def _not_kept(self, error: Exception) -> None:
        if self._asked is not None and isinstance(error, ShopdeskError):
            self._asked.refuse(error.message)
        else:
            self._desk.messages.tell(error)

    def _gone(self) -> None:
        self._asked = None
