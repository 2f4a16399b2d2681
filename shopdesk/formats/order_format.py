"""What every source of orders shares; a format names its columns and overrides where it differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from shopdesk.formats import cells, order_building, statuses
from shopdesk.formats.base import Batch, Kind, ReadOptions, Row, Table
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Grouping, Run
from shopdesk.formats.headed import Headed
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.order_reader import OrderReader
from shopdesk.formats.records import Buyer, OrderKind, OrderStatus
from shopdesk.formats.sifting import Pile, sift
from shopdesk.formats.survey import survey
from shopdesk.runtime.i18n import _


class OrderFormat(Headed):
    """A source of orders, one or more rows each.

    Attributes:
        channel: Where its orders were sold, if no column says.
        has_lines: False for exports of orders alone.
        blank_continues: A row without order number belongs to the order above.
        trailing_variants: Product names end in colour and size without any mark.
        subtotal_is_net: The subtotal column already has the discount taken off.
        lines_are_net: Quantities have refunded pieces taken off, so that lines do not add up to the order.
        opens_on_status: The status stands on the first row of an order only.
    """

    kind = Kind.SALES
    channel: str = ""
    has_lines: bool = True
    blank_continues: bool = False
    trailing_variants: bool = False
    subtotal_is_net: bool = False
    lines_are_net: bool = False
    opens_on_status: bool = False

    def read(self, table: Table, options: ReadOptions) -> Iterator[Batch]:
        """Read the table in batches of whole orders."""
        picks = self.picks(table)
        surveyed = survey(table, picks, self.habits, self.told(table, options), "number")
        reader = OrderReader(self, surveyed.understanding, self.names_in(surveyed.titles))
        reader.pile.questions = surveyed.questions
        reader.pile.problems.extend(surveyed.notes)
        self.introduce(table, reader.pile)
        opens = self.opens if "status" in picks and self.opens_on_status else None
        grouping = Grouping(opens, surveyed.scattered, reader.pile)
        rows = sift(table.rows(quoting=self.habits.quoting), table, picks, reader.pile, "placed_at")
        for group in grouping.groups(self.joined(reader.numbered(rows))):
            reader.take(group)
            if reader.pile.is_full():
                yield reader.pile.take()
        yield reader.pile.take()

    def opens(self, fields: Fields) -> bool:
        """Tell whether a row is the first of an order: its status is filled."""
        return bool(fields.get("status"))

    def introduce(self, table: Table, pile: Pile) -> None:
        """Say once what holds for the whole file."""
        for problem in table.notes:
            pile.problems.append(problem)
        if not self.has_lines:
            pile.note("orders_without_lines", self.better_export(), warn=True)

    def better_export(self) -> str:
        """Name the export that carries the lines this one lacks."""
        return _("This export has no products: the orders count, but not in stock or sizes.")

    def told(self, table: Table, options: ReadOptions) -> ReadOptions:
        """Return the options with what the table itself says: the currency in its headers."""
        del table
        return options

    def joined(self, rows: Iterator[tuple[Row, Fields]]) -> Iterator[tuple[Row, Fields]]:
        """Give rows the number of the order they belong to, where the source writes another."""
        return rows

    def names_in(self, titles: frozenset[str]) -> frozenset[str]:
        """Return the names of products in the cells of titles, to learn from."""
        return titles

    def leave_out(self, fields: Fields) -> tuple[str, str] | None:
        """Return code and words if a row is no sale on purpose, else None."""
        del fields
        return None

    def merged(self, rows: Run) -> Fields:
        """Return the order's own fields: of each, the first that is filled."""
        merged = dict(rows[0][1])
        for _row, fields in rows[1:]:
            for name, cell in fields.items():
                if cell and not merged.get(name):
                    merged[name] = cell
        return merged

    def placed(self, order: Fields, view: Understanding) -> datetime:
        """Return when the order was made.

        Raises:
            CellProblem: If the file does not say, or not readably.
        """
        if order.get("clock") and order.get("placed_at"):
            order = order | {"placed_at": f"{order['placed_at']} {order['clock']}"}
        when = view.moment("placed_at", order)
        if when is None:
            raise view.missing("date", _("The row has no date."))
        return when

    def status(self, order: Fields) -> OrderStatus:
        """Return where the order stands."""
        if order.get("cancelled_at"):
            return OrderStatus.CANCELLED
        return statuses.status_of(order.get("status", ""), order.get("payment", ""))

    def order_kind(self, order: Fields) -> OrderKind:
        """Return what the order does to the shelf."""
        return statuses.kind_of(order.get("kind", ""))

    def sold_on(self, order: Fields) -> str:
        """Return the channel in lower case."""
        return order.get("channel", "").lower() or self.channel

    def currency(self, order: Fields, view: Understanding) -> str:
        """Return the ISO code of the order's amounts."""
        said = order.get("currency", "").upper()
        return said if len(said) == 3 and said.isalpha() else view.currency

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read the lines, one a row."""
        if not self.has_lines:
            return []
        return [order_building.draft(row, fields, view, naming, currency) for row, fields in rows]

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read the order's own figures."""
        return Amounts(
            view.money("subtotal", order, currency),
            _size(view.money("discount", order, currency)),
            view.money("shipping", order, currency) or 0,
            view.money("tax", order, currency) or 0,
            view.money("total", order, currency),
            _size(view.money("refunded", order, currency)),
        )

    def buyer(self, order: Fields) -> Buyer:
        """Return who bought."""
        get = order.get
        return Buyer(
            cells.person(get("name", "")) or cells.person(get("first_name", ""), get("last_name", "")),
            cells.email(get("email", "")),
            cells.phone(get("phone", "")) or cells.phone(get("phone2", "")),
            cells.code(get("customer_id", "")),
            get("city", ""),
            get("country", ""),
        )


def _size(amount: int | None) -> int | None:
    return None if amount is None else abs(amount)
