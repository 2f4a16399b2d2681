"""Sales in a plain file, and in the sheet that a shop keeps by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shopdesk.formats import column_guess, headers, packed, packed_sales, synonyms
from shopdesk.formats.base import Cells, Kind, Table
from shopdesk.formats.cells import Fields, Understanding
from shopdesk.formats.grouping import Run
from shopdesk.formats.naming import Naming
from shopdesk.formats.order_building import Amounts, Draft
from shopdesk.formats.order_format import OrderFormat
from shopdesk.formats.plain import plainness
from shopdesk.formats.records import Buyer
from shopdesk.formats.row_format import note_unused
from shopdesk.formats.sifting import Pile
from shopdesk.runtime.i18n import _


class PlainSales(OrderFormat):
    """A row a product sold; rows with the same order number are one order, without one each is its own."""

    name = "plain-sales"
    needed = frozenset[str]()
    columns: Mapping[str, Sequence[str]] = synonyms.columns(Kind.SALES)

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Plain file: sales")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely this is a plain file of sales."""
        return plainness(header, Kind.SALES, sample)

    def picks(self, table: Table) -> dict[str, int]:
        """Return the column of each field; a column called ``No.`` that holds sizes is the size."""
        found = column_guess.with_marked(super().picks(table), table, self.columns)
        found = column_guess.with_price(found, table, synonyms.columns(Kind.SALES))
        found = column_guess.with_buyer(found, table.header)
        return packed_sales.with_lists(column_guess.with_sizes(found, table), table)

    def introduce(self, table: Table, pile: Pile) -> None:
        """Say which columns are not used."""
        super().introduce(table, pile)
        picks = self.picks(table)
        note_unused(table, picks, pile)
        _note_price(table, picks, headers.pick(table.header, self.columns), pile)
        packed_sales.note(table, picks, pile)

    def names_in(self, titles: frozenset[str]) -> frozenset[str]:
        """Return the names of products in the cells, each of a list on its own."""
        lists = ((title, packed.parts_of(title)) for title in titles)
        return frozenset(name for title, parts in lists for name in ([one.name for one in parts] or [title]))

    def buyer(self, order: Fields) -> Buyer:
        """Return who bought; an address in the customer's column is an address."""
        if not order.get("email") and "@" in order.get("name", ""):
            order = order | {"email": order["name"], "name": ""}
        return super().buyer(order)

    def merged(self, rows: Run) -> Fields:
        """Return the order's own fields; a total on each of several rows may be a row's: it is left out."""
        found = super().merged(rows)
        if any(fields.get("total") for _row, fields in rows[1:]):
            found.pop("total", None)
        return found

    def drafts(self, rows: Run, view: Understanding, naming: Naming, currency: str) -> list[Draft]:
        """Read the lines; where rows carry one amount only, it is what the row cost."""
        if rows and not {"unit_price", "line_total"} & rows[0][1].keys():
            rows = [(row, fields | {"line_total": fields.get("total", "")}) for row, fields in rows]
        drafts = []
        for row, fields in rows:
            parts = packed_sales.parts_of(fields, view)
            paid = view.money("line_total", fields, currency)
            if len(rows) == 1 and paid is None and (parts or not fields.get("shipping")):
                paid = view.money("total", fields, currency)
                paid = paid and paid - (view.money("shipping", fields, currency) or 0)
            if parts:
                drafts += packed_sales.drafts(
                    row, fields, parts, paid=paid, view=view, naming=naming, currency=currency
                )
                continue
            (one,) = super().drafts([(row, fields)], view, naming, currency)
            if paid and not one.discount:
                # 899.00 each and 809.10 paid for it: the owner wrote the discount as a share, or not at all.
                one.discount = max(0, one.gross - abs(paid))
            drafts.append(one)
        return drafts

    def amounts(self, order: Fields, view: Understanding, currency: str) -> Amounts:
        """Read what stands for the whole order; discounts of plain files belong to their row."""
        refunded = view.money("refunded", order, currency)
        return Amounts(
            None,
            None,
            view.money("shipping", order, currency) or 0,
            view.money("tax", order, currency) or 0,
            view.money("total", order, currency),
            None if refunded is None else abs(refunded),
        )


_AMOUNTS = ("unit_price", "line_total", "total")


def _note_price(table: Table, picks: Mapping[str, int], known: Mapping[str, int], pile: Pile) -> None:
    """Say which column was taken for the price though nothing known calls it so, or that there is none."""
    taken = [name for name in _AMOUNTS if name in picks]
    if not taken:
        said = _("No column says what was paid: the figures in money stay at zero.")
        pile.note("no_amounts", said, warn=True)
    elif taken[0] not in known:
        said = _("“{column}” was taken as the price; look whether the total is right.")
        pile.note("columns_guessed", said.format(column=table.header[picks[taken[0]]]), warn=True)


class HandmadeSheet(PlainSales):
    """What a shop that sells by message types: days without a year, ``25 1/2``, ``899.50 pesos``."""

    name = "handmade-sheet"
    trailing_variants = True

    @property
    def title(self) -> str:
        """What people call it."""
        return _("Sheet kept by hand")

    def sniff(self, header: Sequence[str], sample: Sequence[Cells]) -> float:
        """Say how surely it is one: the columns of sales under names that CLI.md does not give."""
        sure = super().sniff(header, sample) or packed_sales.likeness(header, sample, self.columns)
        own = {name for name, names in self.columns.items() if set(headers.normals(header)) & set(names[:2])}
        if not sure or all(group & own for group in synonyms.REQUIRED[Kind.SALES]):
            return 0.0
        return sure + 0.02 if sure > 0.5 else sure


PLAIN_SALES = PlainSales()
HANDMADE = HandmadeSheet()
