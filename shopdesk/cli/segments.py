"""``shopdesk segments``: groups of customers in plain words, and filters of the owner's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime import tables
from shopdesk.runtime.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.domain.filters import Filter
    from shopdesk.services.context import Shop
    from shopdesk.services.customers import Person

_WHOLE = (
    "purchases_at_least",
    "purchases_at_most",
    "bought_within_days",
    "not_bought_for_days",
    "spent_at_least_minor",
    "score_at_least",
    "score_at_most",
    "birthday_within_days",
)
_NAMES = ("group", "bought", "first_bought", "channel", "city")


def add_commands(commands: Any) -> None:
    """Add ``segments`` and its words; alone it lists every group with its count."""
    found = grammar.command(commands, "segments", _list, says="groups of customers", empty={"segments": []})
    words = found.add_subparsers(dest="segments_command", metavar="COMMAND")
    show = grammar.command(words, "show", _show, says="the people of a group or of a filter")
    show.add_argument("name")
    show.add_argument("--csv", type=Path, metavar="FILE")
    keep = grammar.command(words, "save", _save, says="keep a filter under a name")
    keep.add_argument("name")
    _add_conditions(keep)
    grammar.command(words, "drop", _drop, says="forget a filter").add_argument("name")
    first = grammar.command(words, "first", _first, says="those whose first purchase was a product")
    first.add_argument("product", nargs="?", default="", help="without it every product and its count")
    grammar.command(words, "rfm", _rfm, says="recency, frequency and money, in thirds")


def _add_conditions(parser: argparse.ArgumentParser) -> None:
    for name in _NAMES:
        parser.add_argument(_option(name), default="")
    for name in _WHOLE:
        parser.add_argument(_option(name), type=int, metavar="N")
    parser.add_argument("--may-be-written", action="store_true", default=None)


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.domain.segments import Segment
    from shopdesk.services import customers
    from shopdesk.services import phrases_customers as say
    from shopdesk.services.customers import filters

    page = customers.page(shop)
    groups: list[dict[str, Any]] = [
        {
            "segment": one.value,
            "title": say.segment(one),
            "rule": say.rule(one, page),
            "count": page.counts.get(one, 0),
            "customers": [p.row.key for p in page.of(one)],
        }
        for one in Segment
    ]
    own: list[dict[str, Any]] = []
    for name, conditions in filters.saved(shop).items():
        keys = [p.row.key for p in filters.found_by(shop, conditions, page)]
        own.append({"segment": name, "rule": conditions.asked(), "count": len(keys), "customers": keys})
    lines = [f"{one['title']}: {one['count']}" for one in groups]
    lines += [f"{one['segment']}: {one['count']}" for one in own]
    return Answer({"segments": groups, "saved": own}, lines)


def _first(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.filters import Filter
    from shopdesk.services.customers import filters

    if args.product:
        people = filters.found_by(shop, Filter(first_bought=args.product))
        rows = [_row(person) for person in people]
        lines = [f"{row['name']} · {row['key']}" for row in rows]
        return Answer({"product": args.product, "count": len(rows), "customers": rows}, lines)
    found = filters.first_buyers(shop)
    document = {"products": [{"product": style, "count": len(ids)} for style, ids in found.items()]}
    return Answer(document, [f"{style}: {len(ids)}" for style, ids in found.items()])


def _show(shop: Shop, args: argparse.Namespace) -> Answer:
    people = _people(shop, args.name)
    rows = [_row(person) for person in people]
    if args.csv is not None:
        cells = [["" if value is None else str(value) for value in row.values()] for row in rows]
        tables.write_csv(args.csv, [list(_EXPORTED), *cells])
    said = ngettext("{count} customer", "{count} customers", len(rows)).format(count=len(rows))
    lines = [said, *(f"{row['name']} · {row['key']}" for row in rows)]
    return Answer({"segment": args.name, "count": len(rows), "customers": rows}, lines)


_EXPORTED = ("key", "name", "email", "phone", "city", "purchases", "last_purchase", "score", "mail")


def _row(person: Person) -> dict[str, Any]:
    row = person.row
    last = row.last.isoformat() if row.last else ""
    values = (
        row.key,
        row.name,
        row.email,
        row.phone,
        row.city,
        row.purchases,
        last,
        row.score,
        row.mail.value,
    )
    return dict(zip(_EXPORTED, values, strict=True))


def _people(shop: Shop, name: str) -> Sequence[Person]:
    from shopdesk.domain.segments import Segment
    from shopdesk.runtime.errors import NotFound
    from shopdesk.services import customers
    from shopdesk.services.customers import filters

    if name in {one.value for one in Segment}:
        return customers.page(shop).of(Segment(name))
    own = filters.saved(shop)
    if name not in own:
        raise NotFound(
            _("There is no filter {name}.").format(name=name), _("`shopdesk segments` lists them.")
        )
    return filters.found_by(shop, own[name])


def _save(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.customers import filters

    conditions = _conditions(args)
    filters.save(shop, args.name, conditions)
    found = filters.found_by(shop, conditions)
    said = ngettext("{count} customer", "{count} customers", len(found)).format(count=len(found))
    return Answer({"segment": args.name, "rule": conditions.asked(), "count": len(found)}, [said])


def _conditions(args: argparse.Namespace) -> Filter:
    from shopdesk.domain.filters import from_json

    return from_json({name: getattr(args, name) for name in (*_NAMES, *_WHOLE, "may_be_written")})


def _drop(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services.customers import filters

    filters.drop(shop, args.name)
    return Answer({"segment": args.name, "dropped": True}, [_("Forgotten.")])


def _rfm(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services.customers import standing

    found = standing.standings(shop)
    model = found.model
    document = {
        "customers": [
            {
                "key": one.row.key,
                "recency": one.rfm.recency,
                "frequency": one.rfm.frequency,
                "money": one.rfm.money,
                "rfm": one.rfm.code,
                "alive": one.alive,
            }
            for one in found.people
        ],
        "repeats": found.repeats,
        "model": None
        if model is None
        else {
            "name": "MBG/NBD",
            "r": model.r,
            "alpha": model.alpha,
            "a": model.a,
            "b": model.b,
            "mean_log_likelihood": model.mean_log_likelihood,
        },
    }
    lines = [f"{one.rfm.code}  {one.row.shown}" for one in found.people]
    if model is None:
        lines.append(_("Too few have come back to say who is still a customer."))
    return Answer(document, lines)
