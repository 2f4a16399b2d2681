"""How much may be spent on orders; the suggestions that matter most per peso come first."""

from __future__ import annotations

from PySide6.QtCore import Signal

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.ui.widgets import Button, Field, MoneySpin, Sheet


class CashSheet(Sheet):
    """``kept(minor units, or None for no limit)``."""

    kept = Signal(object)

    def __init__(self, limit: int | None, currency: str) -> None:
        told = _("I keep what you would miss most for each peso, and leave out the rest until you lift it.")
        super().__init__("cash_sheet", _("How much can you spend on orders?"), told, width=520)
        self.limit = MoneySpin("cash_limit", _("At most"), decimals=words.decimals(currency))
        self.limit.setSpecialValueText(_("no limit"))
        self.limit.setGroupSeparatorShown(True)
        self.limit.set_minor(limit or 0)
        self.body.addWidget(Field(_("At most"), self.limit))
        self.body.addStretch(1)
        self.foot.addWidget(Button(_("No limit"), "link", name="no_limit", press=self._none))
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_cash", press=self.close_sheet))
        self.primary = Button(_("Keep"), "primary", name="keep_cash", icon="check", press=self._keep)
        self.foot.addWidget(self.primary)

    def _none(self) -> None:
        self.limit.set_minor(0)
        self._keep()

    def _keep(self) -> None:
        self.kept.emit(self.limit.minor() or None)
        self.finish()
