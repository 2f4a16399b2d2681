"""A list of products that says how many there are of each: taken as both, unless the owner says no."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from shopdesk.runtime.i18n import _
from shopdesk.ui.importing.chosen import Chosen
from shopdesk.ui.widgets import DayInput


class BothAsk(QWidget):
    """``told(on, day)``: whether the file is taken as both, and the day its stock is of, as it opened."""

    told = Signal(bool, object)

    def __init__(self) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self.box = QCheckBox()
        self.box.setObjectName("take_both")
        self.box.toggled.connect(self._tell)
        across.addWidget(self.box)
        self.day = DayInput("both_day", _("Day of the count"))
        self.day.dateChanged.connect(self._tell)
        across.addWidget(self.day)
        across.addStretch(1)

    def show_file(self, chosen: Chosen) -> None:
        """Ask about a file; hidden where it is one thing only."""
        counted = chosen.second_kind == "stock"
        said = _("It also says how many there are: take its stock too, as this day opened:")
        self.box.setText(said if counted else _("It also says more of the products: take that too"))
        day = chosen.options.as_of or chosen.changed_at.date()
        with QSignalBlocker(self.box), QSignalBlocker(self.day):
            self.box.setChecked(chosen.takes_both)
            self.day.set_day(day)
        self.day.setVisible(counted)
        self.setVisible(bool(chosen.second_kind))

    def _tell(self, _changed: object) -> None:
        self.told.emit(self.box.isChecked(), self.day.day())
