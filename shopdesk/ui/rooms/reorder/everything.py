"""Todos los productos: every style with its stock, its point and what lies there too long."""

from __future__ import annotations

import itertools
from collections import Counter
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.naming import name_key
from shopdesk.domain.purchasing.shelf import Shelf
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_reorder as said
from shopdesk.services.reorder import StyleRow
from shopdesk.services.reorder_room import Room
from shopdesk.ui.rooms.reorder.lines import urgency
from shopdesk.ui.widgets import (
    Button,
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

FILTERS = ("all", "due", "excess", "dead", "last", "doubt")


class EverythingView(QWidget):
    """The table with its search.

    ``picked(product)``, ``opened(product)``, ``count_wanted()``, ``clearance_wanted()``.
    """

    picked = Signal(object)
    opened = Signal(object)
    count_wanted = Signal()
    clearance_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._room: Room | None = None
        self._filter = "all"
        self._text = ""
        self._fits: dict[int, tuple[str, ...]] = {}
        self.search = SearchField(_("Search product, code or supplier"), name="search_products")
        self.search.searched.connect(self._searched)
        self.chips = ChipRow(name="products")
        self.chips.picked.connect(self._picked_filter)
        self.go_clear = Button(
            _("For the clearance table"),
            "link",
            name="open_clearance",
            press=self.clearance_wanted.emit,
        )
        self.go_clear.hide()
        self.go_count = Button(_("Count"), name="count_stock", icon="barcode", press=self.count_wanted.emit)
        self.table = RowTable(
            [
                Column("product", _("Product"), stretch=True, order=_by_name),
                Column("sales", _("Sales,\n26 weeks"), Kind.SPARK, width=96),
                Column("on_hand", _("In stock"), Kind.NUMBER, width=70, order=_by_stock),
                Column("point", _("Reorder\npoint"), Kind.NUMBER, width=76, order=_by_point),
                Column("runs_out", _("Runs out"), width=132, order=_by_day),
                Column("remark", _("Remark"), width=96),
            ],
            self._row,
            name="all_products",
            words=_("All products"),
            placeholder=_("No product fits that."),
            key=attrgetter("first.product_id"),
        )
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)
        self.card = TableCard(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row(self.search, self.chips, None, self.go_clear, self.go_count, gap=10))
        column.addWidget(self.card, 1)

    def show_room(self, room: Room) -> None:
        """Show every style."""
        self._room = room
        self.go_clear.setVisible(bool(room.leftovers))
        self._fits = {one.first.product_id: self._filters(one) for one in room.plan.styles()}
        counts = Counter(key for fits in self._fits.values() for key in fits)
        titles = {
            "all": _("All"),
            "due": _("To order"),
            "excess": _("Too many"),
            "dead": _("Not selling"),
            "last": _("Last sizes"),
            "doubt": _("Count this"),
        }
        shown = [(key, titles[key], counts[key]) for key in FILTERS if counts[key] or key == "all"]
        self._filter = self._filter if self._filter in {key for key, _t, _c in shown} else "all"
        self.chips.show_chips(shown, on=self._filter)
        self._arrange()

    def rows(self) -> tuple[StyleRow, ...]:
        """Return the rows shown."""
        if self._room is None:
            return ()
        return tuple(one for one in self._room.plan.styles() if self._shown(one))

    def _arrange(self) -> None:
        found = self.rows()
        self.table.show_items(found)
        if self.table.current_key() is None:
            self.table.go_to_first()
        count = ngettext("{count} product", "{count} products", len(found)).format(
            count=words.number(len(found))
        )
        self.card.say("", f"{count} · {said.pairs(sum(one.on_hand for one in found))}", _("Enter opens"))

    def _shown(self, one: StyleRow) -> bool:
        product = one.first.product_id
        if self._room is None or self._filter not in self._fits.get(product, ()):
            return False
        told = self._room.told.get(product, "")
        return all(part in told for part in name_key(self._text).split())

    def _filters(self, one: StyleRow) -> tuple[str, ...]:
        """Return the filters a style passes."""
        shelf = self._shelf(one)
        passed = (True, one.is_due, shelf.excess > 0, shelf.is_dead, shelf.last_sizes, shelf.doubtful)
        return tuple(itertools.compress(FILTERS, passed))

    def _shelf(self, one: StyleRow) -> Shelf:
        shelves = self._room.shelves if self._room is not None else {}
        return shelves.get(one.first.product_id, Shelf())

    def _row(self, one: StyleRow) -> Row:
        assert self._room is not None
        plan, first, shelf = self._room.plan, one.first, self._shelf(one)
        name, code = said.name_of(first), said.code_of(one.lines)
        remark, tone = _remark(one, shelf)
        out = said.run_out(plan.today, one.runs_out_on, counted=one.is_counted)
        return Row(
            first.product_id,
            (
                Cell(name, " · ".join(p for p in (code, first.supplier) if p), role="strong"),
                Cell(spark=tuple(float(n) for n in shelf.weekly_sales)),
                Cell(words.number(one.on_hand), _coming(one), role="h3"),
                Cell(words.number(one.why.reorder_point), tone="muted"),
                Cell(out, badge=urgency(plan, one)),
                Cell(remark, badge=tone),
            ),
            name=_("{product}, {stock} in stock, reorder point {point}").format(
                product=name, stock=words.number(one.on_hand), point=words.number(one.why.reorder_point)
            ),
        )

    def _searched(self, text: str) -> None:
        self._text = text
        self._arrange()

    def _picked_filter(self, key: object) -> None:
        self._filter = str(key)
        self._arrange()


def _coming(one: StyleRow) -> str:
    return f"+ {words.number(one.on_order)}" if one.on_order else ""


def _remark(one: StyleRow, shelf: Shelf) -> tuple[str, str]:
    """Say what stands out of a style, the worst first, with its tone."""
    if shelf.is_dead:
        return _("Does not sell"), "danger"
    if shelf.last_sizes:
        return _("Last {sizes}").format(sizes=", ".join(shelf.last_sizes[:3])), "plum"
    if shelf.excess:
        return _("{count} too many").format(count=words.number(shelf.excess)), "warn"
    if shelf.doubtful:
        return _("Count this"), "info"
    if any(line.is_due for line in one.lines):
        return _("Order {count}").format(count=words.number(one.wanted)), "primary"
    return "", ""


def _by_name(one: StyleRow) -> str:
    return said.name_of(one.first).casefold()


def _by_stock(one: StyleRow) -> int:
    return one.on_hand


def _by_point(one: StyleRow) -> int:
    return one.why.reorder_point


def _by_day(one: StyleRow) -> int:
    return one.runs_out_on.toordinal() if one.runs_out_on else 10**7
