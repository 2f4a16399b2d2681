"""``shopdesk demo``: fill an empty data folder with the example shop."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop


def add_commands(commands: Any) -> None:
    """Add ``demo``."""
    grammar.command(commands, "demo", _run, says="fill an empty data folder with the example shop")


def _run(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import demo, summary

    demo.fill(shop)
    found = summary.summarise(shop)
    said = _("The example shop is ready: {orders} orders of {customers} customers.")
    return Answer(
        {"demo": True, "orders": found.orders, "customers": found.customers, "home": str(shop.folder.root)},
        [said.format(orders=found.orders, customers=found.customers)],
    )
