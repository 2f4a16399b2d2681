"""``shopdesk customers``: the list, one card, and what a person may ask of the shop."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer, money
from shopdesk.runtime.i18n import _, ngettext

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.customers import CustomerRow


def add_commands(commands: Any) -> None:
    """Add ``customers`` and its words; alone it lists everybody."""
    found = grammar.command(commands, "customers", _list, says="the people who buy", empty={"customers": []})
    words = found.add_subparsers(dest="customers_command", metavar="COMMAND")
    grammar.command(words, "list", _list, says="everybody, latest buyers first", empty={"customers": []})
    for name, run, says in (
        ("show", _show, "one person's card"),
        ("export", _export, "everything the shop knows of a person"),
        ("forget", _forget, "erase a person"),
    ):
        grammar.command(words, name, run, says=says).add_argument("key")
    stop = grammar.command(words, "unsubscribe", _unsubscribe, says="never write to an address again")
    stop.add_argument("email")
    merge = grammar.command(words, "merge", _merge, says="make two customers one")
    merge.add_argument("kept")
    merge.add_argument("merged")
    split = grammar.command(words, "unmerge", _unmerge, says="take a merge back")
    split.add_argument("merge", type=int)


def _list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import customers

    found = customers.listed(shop)
    said = ngettext("{count} customer", "{count} customers", len(found.rows))
    lines = [said.format(count=len(found.rows))]
    lines += [f"{row.shown} · {row.key} · {row.purchases} · {row.last or '–'}" for row in found.rows]
    return Answer({"customers": [_row(row, found.currency) for row in found.rows]}, lines)


def _row(row: CustomerRow, currency: str) -> dict[str, Any]:
    return {
        "key": row.key,
        "id": row.id,
        "name": row.name,
        "email": row.email or None,
        "phone": row.phone or None,
        "city": row.city,
        "purchases": row.purchases,
        "first_purchase": row.first.isoformat() if row.first else None,
        "last_purchase": row.last.isoformat() if row.last else None,
        "spent_money": money(row.spent_minor, currency),
        "score": row.score,
        "mail": row.mail.value,
    }


def _show(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import customers

    document = customers.export(shop, args.key)
    moments = document["moments"]
    lines = [document["who"]["name"] or args.key]
    lines += [f"{m['day']}  {m['kind']}  {m['what']}  {m['detail']}" for m in moments]
    return Answer({"customer": document["who"] | {"key": args.key}} | document, lines)


def _export(shop: Shop, args: argparse.Namespace) -> Answer:
    import json

    from shopdesk.services import customers

    document = customers.export(shop, args.key)
    return Answer(document, [json.dumps(document, ensure_ascii=False, indent=1)])


def _forget(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import customers

    done = customers.forget(shop, args.key)
    document = {
        "forgotten": True,
        "at": done.at.isoformat(),
        "orders_kept_without_name": done.orders_kept_without_name,
        "addresses_never_written_again": done.addresses_never_written_again,
    }
    said = _("Erased. {orders} orders stay as sales of nobody, and no letter will ever be sent there.")
    return Answer(document, [said.format(orders=done.orders_kept_without_name)])


def _unsubscribe(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import customers

    customers.unsubscribe(shop, args.email)
    return Answer({"unsubscribed": args.email}, [_("{email} gets no more letters.").format(email=args.email)])


def _merge(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import customers

    number = customers.merge(shop, args.kept, args.merged)
    said = _("Now one customer. `shopdesk customers unmerge {number}` takes it back.")
    return Answer({"merge": number}, [said.format(number=number)])


def _unmerge(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import customers

    customers.unmerge(shop, args.merge)
    return Answer({"unmerged": args.merge}, [_("They are two customers again.")])
