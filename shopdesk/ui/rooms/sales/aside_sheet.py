"""Setting pieces aside for a person (apartado), until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_product as say
from shopdesk.services.product_card import ProductCard, SizeRow
from shopdesk.services.stock import StockLevel
from shopdesk.ui.widgets import Button, Combo, DayInput, Field, LineField, Sheet, Spin, Text

_USUAL = timedelta(3)


@dataclass(frozen=True, slots=True)
class Aside:
    """What is to be set aside."""

    level: StockLevel
    pieces: int
    person: str
    until: date | None


class AsideSheet(Sheet):
    """``set_aside(Aside)``."""

    set_aside = Signal(object)

    def __init__(self, card: ProductCard, row: SizeRow, today: date) -> None:
        super().__init__(
            "aside_sheet",
            _("Set aside for whom?"),
            _("Nobody else is promised these pieces until that day is over."),
            width=560,
            height=366,
        )
        self._sizes = {size.variant_id: size.level for size in card.sizes if size.level is not None}
        self.which = Combo("aside_size", _("Size"))
        self.which.show_choices(
            [(size.variant_id, say.name("", "", size.size) or card.title) for size in card.sizes],
            row.variant_id,
        )
        self.which.chosen.connect(self._changed)
        self.pieces = Spin("aside_pieces", _("How many"), low=1, high=999)
        self.pieces.valueChanged.connect(self._changed)
        self.person = LineField(_("For whom"), name="aside_person", hint=_("Name or phone"))
        self.person.line.textChanged.connect(self._changed)
        self.until = DayInput("aside_until", _("Until"), today + _USUAL, first=today)
        self.open = QCheckBox(_("Without a day: until I let go"))
        self.open.setObjectName("aside_open")
        self.open.toggled.connect(self.until.setDisabled)
        self.there = Text("", "small", tone="muted", wrap=True)
        self._lay_out()
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_aside", press=self.close_sheet))
        self.go = Button("", "primary", name="set_aside", icon="check", press=self._go)
        self.foot.addWidget(self.go)
        self._changed()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(12)
        first.addWidget(Field(_("Size"), self.which), 1)
        first.addWidget(Field(_("How many"), self.pieces), 1)
        second.addWidget(self.person, 1)
        second.addWidget(Field(_("Until"), self.until), 1)
        self.body.addLayout(first)
        self.body.addWidget(self.there)
        self.body.addLayout(second)
        self.body.addWidget(self.open)
        self.body.addStretch(1)

    def open_over(self, host: QWidget, focus: QWidget | None = None) -> None:
        super().open_over(host, focus or self.person.line)

    def _level(self) -> StockLevel | None:
        key = self.which.key()
        return self._sizes.get(key) if isinstance(key, int) else None

    def _changed(self, _value: object = None) -> None:
        count, level = self.pieces.value(), self._level()
        said = ngettext("Set {count} aside", "Set {count} aside", count)
        self.go.set_words(said.format(count=count))
        self.go.forbid("" if self.person.value() else _("Say for whom first."))
        if level is None:
            return
        free = level.on_hand - level.committed - level.reserved
        self.there.set_tone("warn" if count > free else "muted")
        told = _("There are not that many: {there}.") if count > free else "{there}"
        self.there.setText(told.format(there=say.there(level)))

    def _go(self) -> None:
        level = self._level()
        if level is not None:
            day = None if self.open.isChecked() else self.until.day()
            self.set_aside.emit(Aside(level, self.pieces.value(), self.person.value(), day))
        self.finish()
