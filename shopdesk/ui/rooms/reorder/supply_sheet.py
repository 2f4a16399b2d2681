"""Who sells a product, in what packs and at what cost; and naming the supplier of several at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QSizePolicy

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_reorder, phrases_supply
from shopdesk.services.supply import Offer, Supply
from shopdesk.ui.widgets import (
    Button,
    Card,
    Cell,
    Column,
    Field,
    Kind,
    LineField,
    MoneySpin,
    Row,
    RowTable,
    Sheet,
    Spin,
    TableCard,
    Text,
)

_MOST_NAMES = 6


class SupplierField(LineField):
    """A supplier's name, with the known ones offered while typing; a new name is a new supplier."""

    def __init__(self, known: Sequence[str], *, name: str) -> None:
        super().__init__(_("Supplier"), name=name, hint=_("Name of who sells it to you"))
        self.offer(known)

    def offer(self, known: Sequence[str]) -> None:
        """Offer these names."""
        completer = QCompleter(list(known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)

    def must_be_said(self) -> bool:
        """Say whether there is a name, and what is missing if not."""
        self.show_error("" if self.value() else _("Write the supplier's name."))
        return bool(self.value())


class SupplySheet(Sheet):
    """Offers of one product. ``kept(name, cost or None, pack, minimum)`` and ``chosen(name)``."""

    kept = Signal(str, object, int, int)
    chosen = Signal(str)

    def __init__(self, product: str, supply: Supply) -> None:
        super().__init__(
            "supply_sheet", _("Who sells you {product}?").format(product=product),
            _("You order from the first; the others are there for when it cannot or costs more."),
            width=820, height=620,
        )  # fmt: skip
        self._supply = supply
        self.table = RowTable(
            [
                Column("name", _("Supplier"), stretch=True),
                Column("takes", _("Takes"), width=190),
                Column("cost", _("Cost"), Kind.NUMBER, width=130),
                Column("pack", _("Pack"), Kind.NUMBER, width=70),
                Column("minimum", _("At least"), Kind.NUMBER, width=80),
                Column("act", "", Kind.LINK, width=130),
            ],
            self._row,
            name="offers",
            words=_("Who sells it"),
            placeholder=_("Nobody yet. Write who sells it to you below."),
        )
        self.table.picked.connect(self._picked)
        self.table.acted.connect(self._acted)
        self.name = SupplierField(supply.suppliers, name="offer_supplier")
        places = words.decimals(supply.currency)
        self.cost = MoneySpin("offer_cost", _("Cost of one"), decimals=places)
        self.cost.setSpecialValueText(_("as it is"))
        self.pack = Spin("offer_pack", _("Pack of"), low=1, high=500)
        self.minimum = Spin("offer_minimum", _("At least"), low=0, high=5000)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.name, 2)
        for spin in (self.cost, self.pack, self.minimum):
            across.addWidget(Field(spin.accessibleName(), spin), 1)
        card = Card("sunken", gap=4)
        card.body.addLayout(across)
        self.costs = Text("", "small", tone="muted", wrap=True)
        self.body.addWidget(TableCard(self.table), 1)
        self.body.addWidget(card)
        self.body.addWidget(self.costs)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Close"), name="close_supply", press=self.close_sheet))
        self.primary = Button(_("Keep"), "primary", name="keep_offer", icon="check", press=self._keep)
        self.foot.addWidget(self.primary)
        self.show_supply(supply)
        self.table.go_to_first()

    def show_supply(self, supply: Supply) -> None:
        """Show the offers as they are now."""
        self._supply = supply
        self.name.offer(supply.suppliers)
        self.table.show_items(supply.offers)
        self.costs.setText(phrases_supply.cost_history(supply.costs))
        self.costs.setVisible(bool(supply.costs))

    def _row(self, one: Offer) -> Row:
        pack = words.number(one.pack) if one.pack > 1 else ""
        first = _("you order here") if one.is_first else ""
        links = () if one.is_first else (("first", _("Order here")),)
        code = phrases_reorder.shared_start(list(one.codes))
        cost = phrases_supply.cost(one.lowest, one.highest, one.currency or self._supply.currency)
        return Row(
            one.terms.id,
            (
                Cell(one.terms.name, " · ".join(part for part in (first, code) if part), role="strong"),
                Cell(phrases_reorder.lead_words(one.terms)),
                Cell(cost),
                Cell(pack),
                Cell(words.number(one.minimum) if one.minimum else ""),
                Cell(links=links),
            ),
            name=f"{one.terms.name}, {cost}",
        )

    def _picked(self, key: object) -> None:
        one = next((one for one in self._supply.offers if one.terms.id == key), None)
        if one is None:
            return
        self.name.set_value(one.terms.name)
        self.cost.set_minor(one.lowest if one.lowest is not None and one.lowest == one.highest else 0)
        self.pack.setValue(one.pack)
        self.minimum.setValue(one.minimum)

    def _acted(self, key: object, _action: str) -> None:
        one = next((one for one in self._supply.offers if one.terms.id == key), None)
        if one is not None:
            self.chosen.emit(one.terms.name)

    def _keep(self) -> None:
        if self.name.must_be_said():
            cost = self.cost.minor()
            self.kept.emit(self.name.value(), cost or None, self.pack.value(), self.minimum.value())


class NameSheet(Sheet):
    """One supplier for several products. ``named(str)``."""

    named = Signal(str)

    def __init__(self, products: Sequence[str], known: Sequence[str]) -> None:
        title = ngettext(
            "Who sells you this product?", "Who sells you these {count} products?", len(products)
        ).format(count=words.number(len(products)))
        told = _("Without one I cannot write the order down, nor learn how long it takes.")
        super().__init__("name_sheet", title, told, width=560)
        shown = list(products[:_MOST_NAMES])
        for name in shown:
            self.body.addWidget(Text(name, "h3"))
        if len(products) > len(shown):
            more = len(products) - len(shown)
            told = ngettext("{count} more", "{count} more", more).format(count=words.number(more))
            self.body.addWidget(Text(told, "small", tone="muted"))
        self.name = SupplierField(known, name="name_supplier")
        self.name.line.returnPressed.connect(self._keep)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self.name)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(Button(_("Leave it"), name="leave_name", press=self.close_sheet))
        self.primary = Button(
            _("Order from this one"), "primary", name="keep_name", icon="check", press=self._keep
        )
        self.foot.addWidget(self.primary)

    def _keep(self) -> None:
        if self.name.must_be_said():
            self.named.emit(self.name.value())
            self.finish()
