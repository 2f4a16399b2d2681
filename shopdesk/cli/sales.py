"""``shopdesk sales``: months with margin and the year before, and one month for the accountant."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer, money
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _, ngettext

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.sales_months import Month


def add_commands(commands: Any) -> None:
    """Add ``sales``."""
    found = grammar.command(commands, "sales", _run, says="the months: sold, margin, against last year")
    found.add_argument("--months", type=int, default=24, metavar="N", help="how many months back")
    found.add_argument("--month", type=_month, metavar="YYYY-MM", help="one month, with --csv")
    found.add_argument("--csv", type=Path, metavar="FILE", help="write that month for the accountant")


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _run(shop: Shop, args: argparse.Namespace) -> Answer:
    return _write(shop, args) if args.csv is not None else _list(shop, args.months)


def _list(shop: Shop, count: int) -> Answer:
    from shopdesk.runtime import words
    from shopdesk.services import phrases_months as say
    from shopdesk.services import sales_months

    found = sales_months.view(shop, max(count, 1))
    stock = found.stock
    document = {
        "months": [_document(month, found.currency) for month in found.months],
        "stock": {
            "pieces": stock.pieces,
            "costed_pieces": stock.costed_pieces,
            "cost_money": money(stock.cost_minor, found.currency),
        },
    }
    lines = [
        "  ".join(
            part
            for part in (
                say.month_name(month.month),
                words.money(month.net_minor, found.currency),
                say.against_last_year(month),
                _("margin {share}").format(share=say.margin(month)) if say.margin(month) else "",
            )
            if part
        )
        for month in found.months
    ]
    return Answer(document, [*lines, say.months_summary(found)])


def _document(month: Month, currency: str) -> dict[str, Any]:
    return {
        "month": f"{month.month:%Y-%m}",
        "until": month.until.isoformat(),
        "orders": month.orders,
        "pieces": month.pieces,
        "total_money": money(month.total_minor, currency),
        "refunded_money": money(month.refunded_minor, currency),
        "net_money": money(month.net_minor, currency),
        "tax_money": money(month.tax_minor, currency),
        "before_money": money(month.before_minor, currency),
        "goods_money": money(month.goods_minor, currency),
        "costed_money": money(month.costed_minor, currency),
        "cost_money": money(month.cost_minor, currency),
        "margin_money": money(month.margin_minor, currency),
        "margin_share": month.margin_share,
    }


def _write(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import sales_months

    month = args.month or sales_months.last_whole(shop)
    try:
        orders = sales_months.write(shop, month, args.csv)
    except OSError as error:
        raise WrongInput(
            _("{file} cannot be written.").format(file=args.csv), _("Choose another folder or name.")
        ) from error
    said = ngettext("{count} order in {file}.", "{count} orders in {file}.", orders)
    return Answer(
        {"month": f"{month:%Y-%m}", "orders": orders, "file": str(args.csv)},
        [said.format(count=orders, file=args.csv)],
    )
