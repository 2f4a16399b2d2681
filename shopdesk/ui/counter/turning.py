"""Into counter mode and out of it: the PIN is asked for on the way out, and once to choose it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _
from shopdesk.services import counter
from shopdesk.ui.asking import SecretSheet
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Sheet


class Turning(QObject):
    """One turn at a time. ``can_leave`` says whether every page may be left now."""

    def __init__(
        self,
        desk: Desk,
        open_sheet: Callable[[Sheet, QWidget | None], None],
        can_leave: Callable[[], bool],
    ) -> None:
        super().__init__(desk)
        self._desk, self._open_sheet, self._can_leave = desk, open_sheet, can_leave
        self._asked: SecretSheet | None = None

    def turn(self) -> None:
        """Ask for the PIN and leave, or go in; the first time a PIN is chosen."""
        if not self._desk.is_open or self._asked is not None:
            return
        if self._desk.is_counter:
            self._ask(self._out(), self._leave)
        else:
            self._desk.jobs.start(
                partial(counter.has_pin, self._desk.shop), owner=self, done=self._begin, failed=self._fell
            )

    def _begin(self, has_pin: bool) -> None:
        if not has_pin:
            self._ask(new_pin(), self._choose)
        elif self._can_leave():
            work = partial(counter.begin, self._desk.shop)
            self._desk.jobs.start(work, owner=self, done=self._entered, failed=self._fell)

    def _choose(self, pin: str) -> None:
        work = partial(_choose_and_begin, self._desk, pin, begin=self._can_leave())
        self._desk.jobs.start(work, owner=self, done=self._entered, failed=self._refused)

    def _leave(self, pin: str) -> None:
        work = partial(counter.leave, self._desk.shop, pin)
        self._desk.jobs.start(work, owner=self, done=self._left, failed=self._refused)

    def _entered(self, _outcome: object) -> None:
        self._close()
        self._desk.set_counter(on=counter.is_on(self._desk.shop))

    def _left(self, _outcome: object) -> None:
        self._close()
        self._desk.set_counter(on=False)

    def _fell(self, error: Exception) -> None:
        self._desk.messages.tell(error)

    def _refused(self, error: Exception) -> None:
        if self._asked is not None and isinstance(error, ShopdeskError):
            self._asked.refuse(f"{error.message} {error.next_step}")
        else:
            self._fell(error)

    def _ask(self, sheet: SecretSheet, then: Callable[[str], None]) -> None:
        self._asked = sheet
        sheet.given.connect(then)
        sheet.closed.connect(self._gone)
        self._open_sheet(sheet, None)

    def _close(self) -> None:
        if self._asked is not None:
            self._asked.finish()

    def _gone(self) -> None:
        self._asked = None

    def _out(self) -> SecretSheet:
        return SecretSheet(
            "leave_counter_pin",
            _("Leave counter mode"),
            line=_("Costs and customers come back into sight."),
            label=_("PIN"),
            verb=_("Leave"),
            shortest=1,
        )


def new_pin() -> SecretSheet:
    """Return the sheet that asks twice for a new PIN."""
    return SecretSheet(
        "new_pin",
        _("Choose a PIN for the counter"),
        line=_("It leaves counter mode. It is kept so that nobody can read it, not even you: remember it."),
        label=_("New PIN"),
        verb=_("Keep the PIN"),
        shortest=counter.SHORTEST,
        twice=True,
    )


def _choose_and_begin(desk: Desk, pin: str, *, begin: bool) -> None:
    counter.set_pin(desk.shop, pin)
    if begin:
        counter.begin(desk.shop)
