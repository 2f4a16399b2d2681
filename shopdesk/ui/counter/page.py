"""Mostrador: what there is, in which size and for how much. No costs, no customers, nothing to change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from shopdesk.domain.naming import name_key, styled
from shopdesk.domain.stock import Grade
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import counter
from shopdesk.services.counter import ShelfLine
from shopdesk.ui import theme
from shopdesk.ui.desk import Desk
from shopdesk.ui.page import BasePage
from shopdesk.ui.widgets import (
    Button,
    Cell,
    Column,
    EmptyState,
    Kind,
    Row,
    RowTable,
    SearchField,
    TableCard,
)


class Page(BasePage):
    """Type a name, a size or a code; the way out is a button that asks for the PIN."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"sale_order", "order_line", "stock_snapshot", "stock_movement", "variant", "product", "reservation"}
    )
    help_topic: ClassVar[str] = "counter"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: tuple[ShelfLine, ...] = ()
        self.header.say(_("Counter"), _("Stock and prices. Costs and customers are out of sight."))
        self.out = Button(
            _("Leave counter mode"), name="leave_counter", icon="lock-simple", press=desk.wants_counter.emit
        )
        self.header.add_button(self.out)
        self.search = SearchField(_("Product, size or code"), name="find_on_shelf")
        self.search.setMaximumWidth(theme.px(420))
        self.search.searched.connect(self._find)
        self.body.addWidget(self.search)
        columns = [
            Column("name", _("Product"), stretch=True, order=_by_name),
            Column("size", _("Size"), width=90, order=_by_size),
            Column("stock", _("On hand"), Kind.NUMBER, 100, order=_by_stock),
            Column("promisable", _("Can be promised"), Kind.NUMBER, 170, order=_by_promisable),
            Column("price", _("Price"), Kind.NUMBER, 140, order=_by_price),
        ]
        self.table = RowTable(columns, _row, name="shelf_rows", words=_("Products"))
        self.table.placeholder = _("Nothing called that.")
        self.card = TableCard(self.table)
        self.body.addWidget(self.card, 1)

    def reload(self) -> None:
        self.load(partial(counter.shelf, self.desk.shop), self._show)

    def _show(self, lines: Sequence[ShelfLine]) -> None:
        self._lines = tuple(lines)
        if not self._lines:
            self.show_empty(EmptyState("storefront", _("No products yet.")))
            return
        self.show_content()
        self._find(self.search.text())

    def _find(self, typed: str) -> None:
        wanted = name_key(typed).split()
        shown = [line for line in self._lines if all(word in _haystack(line) for word in wanted)]
        self.table.show_items(shown)
        said = ngettext("{count} size", "{count} sizes", len(shown))
        self.card.say(said.format(count=words.number(len(shown))), "")


def _row(line: ShelfLine) -> Row:
    level = line.level
    name = _name(line)
    unknown = Cell("–", tone="faint")
    known = level.grade is not Grade.UNKNOWN
    price = Cell(words.money(line.price_minor, line.currency)) if line.price_minor is not None else unknown
    cells = (
        Cell(name, level.sku, role="strong"),
        Cell(level.size, role="h3"),
        Cell(words.number(level.on_hand), role="h3") if known else unknown,
        Cell(words.number(level.promisable)) if known else unknown,
        price,
    )
    said = _("{name}, {size}: {stock} on hand, {promisable} can be promised")
    spoken = said.format(name=name, size=level.size, stock=level.on_hand, promisable=level.promisable)
    return Row(level.variant_id, cells, spoken)


def _name(line: ShelfLine) -> str:
    return styled(line.level.product, line.level.color)


def _haystack(line: ShelfLine) -> str:
    return name_key(f"{_name(line)} {line.level.size} {' '.join(line.codes)}")


def _by_name(line: ShelfLine) -> str:
    return _name(line).casefold()


def _by_size(line: ShelfLine) -> str:
    return line.level.size


def _by_stock(line: ShelfLine) -> int:
    return line.level.on_hand


def _by_promisable(line: ShelfLine) -> int:
    return line.level.promisable


def _by_price(line: ShelfLine) -> int:
    return line.price_minor or 0
