"""The question of the first sales that do not say it themselves: in which currency."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_places, settings
from shopdesk.ui import theme
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.widgets import Combo, Text, row


class CurrencyAsk(QWidget):
    """``told(code)`` when the owner names it; hidden where the files or the shop know it already."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        title = _("In which currency do you sell?")
        self.choice = Combo("first_currency", title)
        self.choice.setMinimumWidth(theme.px(230))
        self.choice.chosen.connect(self._tell)
        note = _("Your file does not say it; every figure will be in this one.")
        line = row(Text(title, "h4"), self.choice, Text(note, "small", tone="muted"), None, gap=12)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    def show_files(self, files: Sequence[Chosen]) -> None:
        """Ask if these are the shop's first sales and none of them names a currency."""
        taken = [one.preview.result.total for one in files if one.preview is not None and _decides(one)]
        known = next((money.currency for money in taken if money is not None), "")
        self.setVisible(bool(known))
        codes = dict.fromkeys([*settings.CURRENCIES, known])
        self.choice.show_choices([(code, phrases_places.currency(code)) for code in codes if code], known)

    def _tell(self, code: object) -> None:
        self.told.emit(str(code))


def _decides(chosen: Chosen) -> bool:
    if chosen.preview is None:
        return False
    result = chosen.preview.result
    is_open = chosen.options.currency is not None or any(one.code == "currency" for one in result.questions)
    return is_open and any(problem.code == "adopted_currency" for problem in result.problems)
