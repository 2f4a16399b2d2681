"""The second tab: the catalogue with stock, sales of 90 days, cost, price and supplier."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.naming import name_key
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.sales_page import ProductLine
from shopdesk.ui import leading
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import (
    Cell,
    ChipRow,
    Column,
    Kind,
    Row,
    RowTable,
    SearchField,
    TableCard,
    row,
)

ALL, BELOW, ASIDE, OTHERS = "", "below", "aside", "others"


class ProductsTab(QWidget):
    """Type to search by name, clave or supplier. ``opened(product id)`` on Enter or double click."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._lines: tuple[ProductLine, ...] = ()
        self._currency = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.search = SearchField(_("Find a product"), name="find_product")
        self.search.setMaximumWidth(360)
        self.search.searched.connect(self._find)
        self.chips = ChipRow(name="kind")
        self.chips.picked.connect(self._picked)
        across = row(self.search, self.chips, gap=12)
        across.setStretch(0, 1)
        across.setStretch(1, 2)
        across.addStretch(1)
        column.addLayout(across)
        columns = [
            Column("name", _("Product"), stretch=True, order=_by_name),
            Column("sizes", _("Sizes"), Kind.NUMBER, 80, order=_by_sizes),
            Column("stock", _("On hand"), Kind.NUMBER, 80, order=_by_stock),
            Column("sold", _("Sold in\n90 days"), Kind.NUMBER, 100, order=_by_sold),
            Column("cost", _("Cost"), Kind.NUMBER, 110, order=_by_cost),
            Column("price", _("Price"), Kind.NUMBER, 110, order=_by_price),
            Column("supplier", _("Supplier"), width=190, order=_by_supplier),
        ]
        self.table = RowTable(
            columns,
            self._row,
            name="product_rows",
            words=_("Products"),
            key=attrgetter("row.product_id"),
        )
        self.table.placeholder = _("Nothing called that.")
        self.table.tints_first = True
        self.table.opened.connect(self.opened)
        self.table.more = partial(leading.to_product, desk)
        self.card = TableCard(self.table)
        column.addWidget(self.card, 1)

    def show_lines(self, lines: Sequence[ProductLine], currency: str) -> None:
        """Show the catalogue."""
        self._lines, self._currency = tuple(lines), currency
        self._show_chips()
        self._find(self.search.text())

    def _show_chips(self) -> None:
        kinds = [(BELOW, _("Below zero")), (ASIDE, _("With pieces set aside")), (OTHERS, _("Not goods"))]
        counted = [
            (key, words_, sum(1 for line in self._lines if _is_in(line, key))) for key, words_ in kinds
        ]
        entries: list[tuple[object, str, int | None]] = [(ALL, _("All"), None)]
        entries += [(key, words_, count) for key, words_, count in counted if count]
        on = self.chips.key()
        self.chips.show_chips(entries, on if on in [key for key, _words, _count in entries] else ALL)
        self.chips.setVisible(len(entries) > 1)

    def _picked(self, _key: object) -> None:
        self._find(self.search.text())

    def _find(self, typed: str) -> None:
        wanted, chip = name_key(typed).split(), str(self.chips.key() or ALL)
        shown = [
            line
            for line in self._lines
            if _is_in(line, chip) and all(word in _haystack(line) for word in wanted)
        ]
        self.table.show_items(shown)
        pieces = sum(line.on_hand for line in shown)
        at_cost = sum(max(line.on_hand, 0) * (line.row.cost_minor or 0) for line in shown)
        styles = ngettext("{count} style", "{count} styles", len(shown)).format(
            count=words.number(len(shown))
        )
        worth = words.money(at_cost, self._currency) if self._currency else ""
        note = _("{pieces} pieces · {money} at cost, where it is known")
        told = note.format(pieces=words.number(pieces), money=worth)
        self.card.say(styles, told, _("Enter opens it: sizes, set aside, put names right"))

    def _row(self, line: ProductLine) -> Row:
        style = line.row
        unknown = Cell("–", tone="faint")
        cost = (
            Cell(words.money(style.cost_minor, style.currency or self._currency))
            if style.cost_minor
            else unknown
        )
        price = (
            Cell(words.money(style.price_minor, style.currency or self._currency))
            if style.price_minor
            else unknown
        )
        below = ngettext("{count} size below zero", "{count} sizes below zero", line.below)
        aside = ngettext("{count} set aside", "{count} set aside", line.aside)
        told = (
            style.code,
            style.category,
            below.format(count=line.below) if line.below else "",
            aside.format(count=line.aside) if line.aside else "",
        )
        second = " · ".join(part for part in told if part)
        cells = (
            Cell(line.name, second, role="strong", second_tone="danger" if line.below else "muted"),
            Cell(words.number(style.sizes), tone="muted"),
            Cell(words.number(line.on_hand), role="h3", tone="danger" if line.below else "text"),
            Cell(words.number(line.sold_90)),
            cost,
            price,
            Cell(", ".join(style.suppliers), tone="muted", role="small"),
        )
        said = _("{name}, {stock} in stock, {sold} sold in 90 days")
        return Row(
            style.product_id, cells, said.format(name=line.name, stock=line.on_hand, sold=line.sold_90)
        )


def _is_in(line: ProductLine, chip: str) -> bool:
    """Tell whether a chip shows a line; what is no goods stands only under its own."""
    if chip == OTHERS:
        return not line.is_goods
    return line.is_goods and (chip == ALL or bool(line.below if chip == BELOW else line.aside))


def _haystack(line: ProductLine) -> str:
    row = line.row
    return name_key(f"{line.name} {row.code} {row.category} {' '.join(row.suppliers)}")


def _by_name(line: ProductLine) -> str:
    return line.name.casefold()


def _by_sizes(line: ProductLine) -> int:
    return line.row.sizes


def _by_stock(line: ProductLine) -> int:
    return line.on_hand


def _by_sold(line: ProductLine) -> int:
    return line.sold_90


def _by_cost(line: ProductLine) -> int:
    return line.row.cost_minor or 0


def _by_price(line: ProductLine) -> int:
    return line.row.price_minor or 0


def _by_supplier(line: ProductLine) -> str:
    return " ".join(line.row.suppliers).casefold()
