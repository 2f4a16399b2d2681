"""``shopdesk recommend``: what suits a customer, with its reason; siblings of each style, as CSV."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime import tables
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _, ngettext

if TYPE_CHECKING:
    from shopdesk.services.context import Shop

_NOTHING = {"customer": None, "sku": None, "reason": None, "promisable": 0}


def add_commands(commands: Any) -> None:
    """Add ``recommend``."""
    found = grammar.command(commands, "recommend", _run, says="what suits a customer", empty=_NOTHING)
    found.add_argument("key", nargs="?", help="the customer: address, phone or number")
    found.add_argument("--siblings", type=Path, metavar="FILE", help="three siblings of each style, as CSV")


def _run(shop: Shop, args: argparse.Namespace) -> Answer:
    if args.siblings is not None:
        return _siblings(shop, args.siblings)
    if not args.key:
        raise WrongInput(
            _("Say which customer."), _("`shopdesk customers` lists all of them with their keys.")
        )
    return _one(shop, args.key)


def _one(shop: Shop, key: str) -> Answer:
    from shopdesk.services import phrases_advice as say
    from shopdesk.services.customers.recommend import recommend

    found = recommend(shop, key, count=3)
    if not found:
        return Answer(_NOTHING | {"customer": key, "reason": say.none_found()}, [say.none_found()])
    documents = [
        {
            "customer": key,
            "sku": one.sku,
            "product": one.offer.name,
            "color": one.offer.color,
            "size": one.size,
            "reason": say.reason(one),
            "promisable": one.promisable,
        }
        for one in found
    ]
    lines = [f"{say.thing(one)}. {say.reason(one)}" for one in found]
    return Answer(documents[0] | {"others": documents[1:]}, lines)


def _siblings(shop: Shop, file: Path) -> Answer:
    from shopdesk.services.customers.recommend import siblings

    found = siblings(shop)
    header = ["product", "color", "url"]
    header += [f"sibling_{n}{part}" for n in (1, 2, 3) for part in ("", "_color", "_url")]
    rows = [header]
    for one in found:
        cells = [(o.name, o.color, o.url) for o in one.like]
        cells += [("", "", "")] * (3 - len(cells))
        rows.append([one.offer.name, one.offer.color, one.offer.url, *(c for three in cells for c in three)])
    tables.write_csv(file, rows)
    said = ngettext("{count} style written to {file}.", "{count} styles written to {file}.", len(found))
    document = {
        "file": str(file),
        "products": [
            {
                "product": one.offer.name,
                "color": one.offer.color,
                "siblings": [{"product": o.name, "color": o.color} for o in one.like],
            }
            for one in found
        ],
    }
    return Answer(document, [said.format(count=len(found), file=file)])
