"""The fourth tab: how long things last, in the owner's own weeks, and whose runs out soon."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.naming import styled
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_lasting as say
from shopdesk.services.cycles import ProductCycle
from shopdesk.services.lasting import Due, Lasting
from shopdesk.ui.methods import MethodLink
from shopdesk.ui.widgets import Cell, ChipRow, Column, Kind, Row, RowTable, TableCard, Text, row

PRODUCTS, PEOPLE = "products", "people"


class LastingView(QWidget):
    """Two lists. ``weeks_set(product, weeks)``: the owner says how long a piece lasts; ``opened(customer)``.

    Weeks of 0 leave it to what the sales show.
    """

    weeks_set = Signal(object, int)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found: Lasting | None = None
        self._shown = PRODUCTS
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.chips = ChipRow(name="lasting")
        self.chips.picked.connect(self._pick)
        self.note = Text("", "small", tone="muted", wrap=True)
        column.addLayout(row(self.chips, None, MethodLink("cycle")))
        column.addWidget(self.note)
        self.products = RowTable(
            [
                Column("product", _("Product"), stretch=True, order=_by_product),
                Column("bought", _("Purchases"), Kind.NUMBER, 90, order=_by_spells),
                Column("again", _("Bought\nagain"), Kind.NUMBER, 110, order=_by_repeats),
                Column("chance", _("Chance that they\nbuy it again"), Kind.NUMBER, 170, order=_by_chance),
                Column("weeks", _("Weeks it\nlasts"), Kind.SPIN, 120),
                Column("source", _("Known from"), width=230),
            ],
            self._product,
            name="lasting_products",
            words=_("How long things last"),
        )
        self.products.tints_first = True
        self.products.edited.connect(self.weeks_set)
        self.people = RowTable(
            [
                Column("customer", _("Customer"), stretch=True),
                Column("product", _("What runs out"), width=240),
                Column("bought", _("Bought"), width=110, order=_by_bought),
                Column("out", _("Runs out"), width=110, order=_by_out),
                Column("send", _("Reminder"), width=110, order=_by_send),
                Column("state", _("State"), width=220),
            ],
            self._due,
            name="lasting_people",
            words=_("Whose runs out soon"),
        )
        self.people.tints_first = True
        self.people.opened.connect(self._open)
        self.people.placeholder = _("Nobody's runs out in the next 30 days.")
        self.products.placeholder = _("Nothing has been bought by a known customer yet.")
        self._cards = {PRODUCTS: TableCard(self.products), PEOPLE: TableCard(self.people)}
        for card in self._cards.values():
            column.addWidget(card, 1)

    def show_lasting(self, found: Lasting) -> None:
        """Show both lists."""
        self._found = found
        self.products.show_items(found.products)
        self.people.show_items(found.due)
        known = sum(1 for one in found.products if one.days)
        strong = ngettext("{count} product with a rhythm", "{count} products with a rhythm", known)
        self._cards[PRODUCTS].say(
            strong.format(count=known),
            _("Shoes mostly have none, and that is fine."),
            _("Type a number to set it"),
        )
        ready = found.ready
        due = ngettext("{count} reminder may go", "{count} reminders may go", ready).format(count=ready)
        self._cards[PEOPLE].say(due, say.blocked(found), _("Enter opens the card"))
        self._arrange()

    def _pick(self, key: object) -> None:
        self._shown = str(key)
        self._arrange()

    def _arrange(self) -> None:
        if self._found is None:
            return
        entries: list[tuple[object, str, int | None]] = [
            (PRODUCTS, _("How long things last"), len(self._found.products)),
            (PEOPLE, _("Whose runs out soon"), len(self._found.due)),
        ]
        self.chips.show_chips(entries, on=self._shown)
        self.note.setText(say.note(self._shown == PRODUCTS))
        for key, card in self._cards.items():
            card.setVisible(key == self._shown)

    def _product(self, one: ProductCycle) -> Row:
        name = styled(one.product.name, one.product.color)
        weeks = max(round(one.days / 7), 1) if one.days else None
        told = one.cycle.is_known or one.cycle.is_low
        chance = words.percent(one.cycle.chance) if told else "–"
        cells = (
            Cell(name, one.product.category, role="strong"),
            Cell(words.number(one.cycle.spells)),
            Cell(words.number(one.cycle.repeats)),
            Cell(chance, tone="muted"),
            Cell(value=weeks),
            Cell(say.source(one), tone="muted", role="small"),
        )
        said = _("{product}, {repeats} of {spells} bought again, {source}")
        aloud = said.format(
            product=name, repeats=one.cycle.repeats, spells=one.cycle.spells, source=say.source(one)
        )
        return Row(one.product.product_id, cells, aloud)

    def _due(self, one: Due) -> Row:
        thing = f"{one.reminder.product.name} {one.reminder.product.color.lower()}".strip()
        if one.reminder.size:
            thing = f"{thing}, {one.reminder.size}"
        state, tone = say.state(one)
        days = [
            words.day(d) for d in (one.reminder.bought_on, one.reminder.runs_out_on, one.reminder.send_on)
        ]
        cells = (
            Cell(one.name, role="strong"),
            Cell(thing),
            *(Cell(day) for day in days),
            Cell(state, badge=tone),
        )
        key = (one.reminder.customer_id, one.reminder.product.product_id)
        return Row(
            key, cells, f"{one.name}, {thing}, {days[1]}, {state}", muted=one.reminder.blocked is not None
        )

    def _open(self, key: object) -> None:
        if isinstance(key, Due):
            self.opened.emit(key.reminder.customer_id)
        elif isinstance(key, tuple):
            self.opened.emit(key[0])


def _by_product(one: ProductCycle) -> str:
    return one.product.name.casefold()


def _by_spells(one: ProductCycle) -> int:
    return one.cycle.spells


def _by_repeats(one: ProductCycle) -> int:
    return one.cycle.repeats


def _by_chance(one: ProductCycle) -> float:
    return one.cycle.chance


def _by_bought(one: Due) -> int:
    return one.reminder.bought_on.toordinal()


def _by_out(one: Due) -> int:
    return one.reminder.runs_out_on.toordinal()


def _by_send(one: Due) -> int:
    return one.reminder.send_on.toordinal()
