"""The list of sales with its foot: how many of how many, and the way to the rest."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sales as say
from shopdesk.services.sales_list import LISTED, Sale, SalesList, Wanted
from shopdesk.ui import leading
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Button, Cell, Column, Kind, Row, RowTable, TableCard

ALL, BACK = "", "came_back"
"""Keys of the filters beside those of channels, which are their names."""
_MORE = 5_000
"""Sales that each “See more” brings."""


class SalesCard(TableCard):
    """``wants_list(Wanted, most)`` for sales that are not here yet, ``wants_all()`` to leave a week."""

    wants_list = Signal(object, int)
    wants_all = Signal()

    def __init__(self, desk: Desk) -> None:
        columns = [
            Column("when", _("Date"), width=130, order=_by_time),
            Column("number", _("Number"), width=86),
            Column("buyer", _("Customer"), width=140, order=_by_buyer),
            Column("what", _("Product and size"), stretch=True),
            Column("channel", _("Channel"), width=104, order=_by_channel),
            Column("total", _("Total"), Kind.NUMBER, 86, order=_by_total),
        ]
        table = RowTable(
            columns,
            _row,
            name="sales_rows",
            words=_("Sales"),
            row_height=36,
            key=attrgetter("row.order_id"),
        )
        table.placeholder = _("No sales with this filter.")
        table.tints_first = True
        table.more = partial(_lead, desk, table)
        super().__init__(table)
        self._base = self._shown = SalesList(Wanted(), (), 0)
        self.more = Button(_("See more"), "ghost", name="more_sales", press=self._more)
        self.all = Button(_("See all weeks"), "ghost", name="all_weeks", press=self.wants_all.emit)
        self.offer(self.more, self.all)

    def show_list(self, found: SalesList) -> None:
        """Show sales; the foot says how many of how many, and offers the rest."""
        if not (found.wanted.channel or found.wanted.came_back):
            self._base = found
        self._shown = found
        self.table.show_items(found.sales)
        of = say.days_of_week(found.wanted.week) if found.wanted.week else ""
        self.say(say.shown(found), of)
        self.more.setVisible(len(found.sales) < found.total)
        self.all.setVisible(found.wanted.week is not None)

    @property
    def wanted(self) -> Wanted:
        """Which sales are listed, whether or not all of them are on screen."""
        return self._shown.wanted

    def filter(self, key: object) -> None:
        """Show the sales of a channel, those that came back, or all."""
        came_back = key == BACK
        channel = key if isinstance(key, str) and not came_back else ""
        wanted = replace(self._base.wanted, channel=channel, came_back=came_back)
        if wanted == self._base.wanted:
            self.show_list(self._base)
        elif len(self._base.sales) < self._base.total:
            self.wants_list.emit(wanted, LISTED)
        else:
            shown = tuple(sale for sale in self._base.sales if _is_wanted(sale, wanted))
            self.show_list(SalesList(wanted, shown, len(shown)))

    def _more(self) -> None:
        self.wants_list.emit(self.wanted, len(self._shown.sales) + _MORE)


def _row(sale: Sale) -> Row:
    row = sale.row
    local = row.placed_at
    when = f"{words.weekday(row.local_day)}, {words.clock(local)}"
    note = say.status(row.status)
    known = bool(row.customer)
    money = words.money(row.total_minor, row.currency)
    cells = (
        Cell(when, role="small"),
        Cell(row.number, tone="muted", role="small"),
        Cell(say.buyer(sale), tone="text" if known else "muted", role="strong" if known else "small"),
        Cell(say.thing(sale), right=note),
        Cell(say.channel(row.channel), tone="muted", role="small"),
        Cell(money, role="h3"),
    )
    name = f"{when}, {say.buyer(sale)}, {say.thing(sale)}, {money} {note}"
    return Row(row.order_id, cells, name=name, muted=row.status == "cancelled")


def _lead(desk: Desk, table: RowTable, _key: object) -> list[QAction]:
    """Return the ways from a sale to who bought it and to what it held first."""
    sale = table.current_item()
    if not isinstance(sale, Sale):
        return []
    return [
        *leading.to_customer(desk, sale.row.customer_id),
        *leading.to_product(desk, sale.product_id),
    ]


def _is_wanted(sale: Sale, wanted: Wanted) -> bool:
    if wanted.came_back:
        return sale.row.kind != "sale" or sale.row.refunded_minor > 0
    return sale.row.channel == wanted.channel


def _by_time(sale: Sale) -> object:
    return sale.row.placed_at


def _by_buyer(sale: Sale) -> str:
    return sale.row.customer.casefold()


def _by_channel(sale: Sale) -> str:
    return sale.row.channel.casefold()


def _by_total(sale: Sale) -> int:
    return sale.row.total_minor
