"""The list of sales as a file: every sale wanted, with its year and with amounts that add up."""

from __future__ import annotations

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _
from shopdesk.services import phrases_sales as say
from shopdesk.services import sales_list
from shopdesk.services.context import Shop
from shopdesk.services.sales_list import Sale, Wanted


def table(shop: Shop, wanted: Wanted) -> list[list[str]]:
    """Return every sale wanted: a header, then a sale a row, the newest first."""
    header = [
        _("Date"), _("Time"), _("Sale number"), _("Customer"), _("Product and size"), _("Channel"),
        _("Pieces"), _("Total"), _("Given back"), _("Currency"), _("Status"),
    ]  # fmt: skip
    return [header, *(_line(sale) for sale in sales_list.every(shop, wanted).sales)]


def _line(sale: Sale) -> list[str]:
    row = sale.row
    return [
        row.local_day.isoformat(), f"{row.placed_at:%H:%M}", row.number, row.customer, say.thing(sale),
        say.channel(row.channel), str(row.pieces), words.plain_money(row.total_minor, row.currency),
        words.plain_money(row.refunded_minor, row.currency), row.currency,
        say.status(row.status) or _("Paid"),
    ]  # fmt: skip
