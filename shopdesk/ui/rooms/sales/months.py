"""The months: sold, given back, margin, against last year, and each one as a file for the accountant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services import phrases_months as say
from shopdesk.services import sales_months
from shopdesk.services.sales_months import Month, MonthsView
from shopdesk.ui.desk import Desk
from shopdesk.ui.widgets import Cell, Column, Kind, Row, RowTable, TableCard


class MonthsTab(QWidget):
    """Newest first; Enter or the link writes the month for the accountant."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: MonthsView | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        columns = [
            Column("month", _("Month"), stretch=True, order=_by_month),
            Column("orders", _("Sales"), Kind.NUMBER, 76, order=_by_orders),
            Column("pieces", _("Pieces"), Kind.NUMBER, 76, order=_by_pieces),
            Column("back", _("Given back"), Kind.NUMBER, 104, order=_by_returns),
            Column("net", _("What stayed"), Kind.NUMBER, 118, order=_by_net),
            Column("before", _("Same days,\na year before"), Kind.NUMBER, 124),
            Column("change", _("Change"), Kind.NUMBER, 82),
            Column("margin", _("Margin"), Kind.NUMBER, 128),
            Column("file", "", Kind.LINK, 140),
        ]
        self.table = RowTable(columns, self._row, name="month_rows", words=_("Months"))
        self.table.placeholder = _("There are no sales yet")
        self.table.tints_first = True
        self.table.acted.connect(self._write)
        self.table.opened.connect(self._write)
        self.card = TableCard(self.table)
        column.addWidget(self.card)

    def show_view(self, view: MonthsView) -> None:
        """Show the months."""
        self._view = view
        self.table.show_items(view.months)
        self.card.say(
            "",
            _("The margin counts only pieces whose cost you gave, without tax where your file states it."),
            _("Enter makes the accountant's file"),
        )

    def _row(self, month: Month) -> Row:
        view = self._view
        currency = view.currency if view is not None else ""
        amount: Callable[[int], str] = partial(words.money, currency=currency)
        change = say.against_last_year(month)
        tone = "ok" if change.startswith("+") else "text"
        known = month.margin_minor is not None
        today = self._desk.shop.today()
        cells = (
            Cell(say.month_name(month.month), say.running(month, today), role="strong"),
            Cell(words.number(month.orders)),
            Cell(words.number(month.pieces)),
            Cell(amount(month.refunded_minor), tone="muted"),
            Cell(amount(month.net_minor), role="h3"),
            Cell(amount(month.before_minor) if month.before_minor is not None else "–", tone="muted"),
            Cell(change or "–", tone=tone),
            Cell(amount(month.margin_minor or 0), _margin_note(month)) if known else Cell("–", tone="faint"),
            Cell(links=(("write", _("For the accountant")),)),
        )
        said = _("{month}: {money}, {change} against last year, margin {margin}")
        name = said.format(
            month=say.month_name(month.month),
            money=amount(month.net_minor),
            change=change or "–",
            margin=say.margin(month) or "–",
        )
        return Row(month.month, cells, name)

    def _write(self, key: object, _verb: str = "") -> None:
        if not isinstance(key, date):
            return
        name = _("Sales {month}").format(month=f"{key:%Y-%m}")
        place, _kind = QFileDialog.getSaveFileName(
            self, _("For the accountant"), f"{name}.csv", "CSV (*.csv)"
        )
        if place:
            work = partial(sales_months.write, self._desk.shop, key, Path(place))
            self._desk.jobs.start(
                work,
                owner=self,
                done=partial(self._written, Path(place)),
                failed=self._desk.messages.tell,
            )

    def _written(self, file: Path, orders: int) -> None:
        said = ngettext("{count} order saved in {file}", "{count} orders saved in {file}", orders)
        self._desk.messages.toast(said.format(count=words.number(orders), file=file.name))


def _margin_note(month: Month) -> str:
    return " · ".join(part for part in (say.margin(month), say.coverage(month)) if part)


def _by_month(month: Month) -> date:
    return month.month


def _by_orders(month: Month) -> int:
    return month.orders


def _by_pieces(month: Month) -> int:
    return month.pieces


def _by_returns(month: Month) -> int:
    return month.refunded_minor


def _by_net(month: Month) -> int:
    return month.net_minor
