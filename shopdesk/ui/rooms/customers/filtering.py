"""A filter of the owner's own: a few conditions that must all hold, kept under a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from shopdesk.domain.filters import Filter
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.customers import CustomersPage, Person, filters
from shopdesk.services.customers.filters import Choices
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Combo, Field, LineField, Sheet, Spin, Text

_NAMED = ("bought", "first_bought", "channel", "city")


class FilterSheet(Sheet):
    """``settled(str)`` carries the name once the filter was kept, ``dropped(str)`` once it was forgotten."""

    settled = Signal(str)
    dropped = Signal(str)

    def __init__(self, desk: Desk, page: CustomersPage, offered: Choices, kept: Sequence[str]) -> None:
        super().__init__(
            "customer_filter",
            _("Whom do you want to see?"),
            _("Every condition you give must hold. Leave empty what does not matter."),
            width=760,
        )
        self._desk, self._page = desk, page
        self.names: dict[str, Combo] = {}
        self.numbers: dict[str, Spin] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self._add_lists(grid, offered)
        self._add_numbers(grid)
        self.body.addLayout(grid)
        self.count = Text("", "h3")
        self.body.addWidget(self.count)
        self.title_field = LineField(
            _("Name of the filter"), name="filter_name", hint=_("First bought Nube, from León")
        )
        self.body.addWidget(self.title_field)
        if kept:
            self.forget = Combo("filter_forget", _("Forget a filter"))
            self.forget.show_choices([("", _("Forget a filter")), *((one, one) for one in kept)], on="")
            self.forget.chosen.connect(self._drop)
            self.foot.addWidget(self.forget)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Cancel"), name="cancel_filter", press=self.close_sheet))
        self.keep = Button(_("Keep and see them"), "primary", name="keep_filter", press=self._keep)
        self.foot.addWidget(self.keep)
        self._changed()

    def _add_lists(self, grid: QGridLayout, offered: Choices) -> None:
        """Fill the first two lines: what is chosen from what the shop knows."""
        lists = (offered.products, offered.products, offered.channels, offered.cities)
        labels = (_("They bought"), _("Their first purchase was"), _("They bought through"), _("Their city"))
        for place, (key, label, entries) in enumerate(zip(_NAMED, labels, lists, strict=True)):
            combo = Combo(f"filter_{key}", label)
            combo.show_choices([("", _("It does not matter")), *((one, one) for one in entries)], on="")
            combo.chosen.connect(self._changed)
            self.names[key] = combo
            grid.addWidget(Field(label, combo), place // 2, place % 2)

    def _add_numbers(self, grid: QGridLayout) -> None:
        """Fill the last two lines: what is counted, 0 where it does not matter."""
        for place, (key, label) in enumerate(
            (
                ("purchases_at_least", _("Purchases, at least")),
                ("bought_within_days", _("Bought in the last so many days")),
                ("not_bought_for_days", _("Have not bought for so many days")),
                ("score_at_least", _("Gave you, at least")),
            )
        ):
            spin = Spin(f"filter_{key}", label, high=10 if key.startswith("score") else 3650)
            spin.setSpecialValueText(_("It does not matter"))
            spin.valueChanged.connect(self._changed)
            self.numbers[key] = spin
            grid.addWidget(Field(label, spin), 2 + place // 2, place % 2)

    def asked(self) -> Filter:
        """Return the conditions in the fields."""
        named = {key: str(combo.key() or "") for key, combo in self.names.items()}
        counted = {key: spin.value() or None for key, spin in self.numbers.items()}
        return Filter(
            bought=named["bought"],
            first_bought=named["first_bought"],
            channel=named["channel"],
            city=named["city"],
            purchases_at_least=counted["purchases_at_least"],
            bought_within_days=counted["bought_within_days"],
            not_bought_for_days=counted["not_bought_for_days"],
            score_at_least=counted["score_at_least"],
        )

    def _changed(self, _value: object = None) -> None:
        conditions = self.asked()
        if not conditions.asked():
            self.count.setText("")
            self.keep.forbid(_("Give one condition at least."))
            return
        self.keep.forbid("")
        work = partial(filters.found_by, self._desk.shop, conditions, self._page)
        self._desk.jobs.start(work, owner=self, done=self._counted)

    def _counted(self, people: Sequence[Person]) -> None:
        said = ngettext("{count} customer", "{count} customers", len(people))
        self.count.setText(said.format(count=words.number(len(people))))

    def _keep(self) -> None:
        name = self.title_field.value() or self._plain_name()
        work = partial(filters.save, self._desk.shop, name, self.asked())
        self._desk.jobs.start(work, owner=self, done=partial(self._kept, name), failed=self._not_kept)

    def _plain_name(self) -> str:
        """Return a name made of the conditions, where the owner gave none."""
        parts = [str(combo.key()) for combo in self.names.values() if combo.key()]
        parts += [f"{spin.accessibleName()} {spin.value()}" for spin in self.numbers.values() if spin.value()]
        return ", ".join(parts)

    def _kept(self, name: str, _outcome: object) -> None:
        self.settled.emit(name)
        self.finish()

    def _not_kept(self, error: Exception) -> None:
        self.title_field.show_error(str(error))

    def _drop(self, name: object) -> None:
        if name:
            work = partial(filters.drop, self._desk.shop, str(name))
            self._desk.jobs.start(work, owner=self, done=partial(self._gone, str(name)))

    def _gone(self, name: str, _outcome: object) -> None:
        self.dropped.emit(name)
        self.finish()
