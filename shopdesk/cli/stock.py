"""``shopdesk stock`` and ``sale``: what is there, counts, corrections, set aside, and sales typed by hand."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime import words
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.context import Shop
    from shopdesk.services.stock import Counted, StockLevel


def add_commands(commands: Any) -> None:
    """Add ``stock`` with its commands, and ``sale add``."""
    stock = grammar.group(commands, "stock", "what is on the shelves")
    empty: dict[str, Any] = {"stock": []}
    show = grammar.command(stock, "show", _show, says="what is there and can be promised", empty=empty)
    show.add_argument("--sku", metavar="S")
    count = grammar.command(stock, "count", _count, says="make a count the fixed point", empty=empty)
    count.add_argument("--sku", metavar="S")
    count.add_argument("--pieces", type=int, metavar="N")
    count.add_argument("--file", type=Path, metavar="COUNTS.csv")
    count.add_argument("--at", type=moment, metavar="T", help="a moment, or a day for its opening")
    count.add_argument("--location", default="", metavar="PLACE")
    adjust = grammar.command(stock, "adjust", _adjust, says="correct by so many pieces", empty=empty)
    adjust.add_argument("--sku", required=True, metavar="S")
    adjust.add_argument("--pieces", type=int, required=True, metavar="±N")
    adjust.add_argument("--reason", default="")
    adjust.add_argument("--at", type=moment, metavar="T")
    adjust.add_argument("--location", default="", metavar="PLACE")
    reserve = grammar.command(stock, "reserve", _reserve, says="set pieces aside", empty=empty)
    reserve.add_argument("--sku", required=True, metavar="S")
    reserve.add_argument("--pieces", type=int, required=True, metavar="N")
    reserve.add_argument("--for", dest="person", required=True, metavar="WHO")
    reserve.add_argument("--until", type=date.fromisoformat, metavar="DATE")
    release = grammar.command(stock, "release", _release, says="let reserved pieces go", empty={})
    release.add_argument("id", type=int, metavar="RESERVATION_ID")
    grammar.command(stock, "reserved", _reserved, says="list what is set aside", empty={"reserved": []})
    _add_sale(commands)


def _add_sale(commands: Any) -> None:
    sale = grammar.group(commands, "sale", "a sale, return or exchange without a file")
    add = grammar.command(sale, "add", _sale, says="type a counter sale, return or exchange")
    add.add_argument("--sku", required=True, metavar="S", help="what was sold, or what came back")
    add.add_argument("--pieces", type=int, default=1, metavar="N")
    add.add_argument("--kind", choices=("sale", "return", "exchange"), default="sale")
    add.add_argument("--kept", default="", metavar="S", help="what was taken instead")
    add.add_argument("--price", metavar="AMOUNT", help="price of a piece, 1299.00")
    add.add_argument("--channel", default="counter")
    add.add_argument("--order", default="", metavar="NUMBER", help="the first order")
    add.add_argument("--reason", default="")
    add.add_argument("--name", default="")
    add.add_argument("--email", default="")
    add.add_argument("--phone", default="")
    add.add_argument("--at", type=moment, metavar="T")
    remove = grammar.command(sale, "remove", _unsale, says="take back what was typed by hand")
    remove.add_argument("number", metavar="M-1")


def moment(text: str) -> datetime | date:
    """Read a day, or a moment with or without a zone.

    Raises:
        ValueError: If it is neither.
    """
    if len(text) == 10:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text)


def _show(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import stock

    found = stock.levels(shop)
    if args.sku:
        found = [level for level in found if level.sku.casefold() == args.sku.casefold()]
    return Answer({"stock": [_document(level) for level in found]}, [_line(level) for level in found])


def _count(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.runtime.errors import WrongInput
    from shopdesk.services import stock

    problems: list[dict[str, Any]] = []
    if args.file is not None:
        read = stock.read_counts(shop, args.file)
        counts = list(read.counts)
        problems = [{"line": p.line, "code": p.code, "message": p.message} for p in read.problems]
    elif args.sku and args.pieces is not None:
        counts = [stock.Count(args.sku, args.pieces, args.location)]
    else:
        raise WrongInput(_("A count takes --sku and --pieces, or --file."), _("Nothing was changed."))
    done = stock.count(shop, counts, at=_in_zone(shop, args.at))
    documents = [_document(one.level) | {"expected": one.expected, "variance": one.variance} for one in done]
    return Answer({"stock": documents, "problems": problems}, [_counted(one) for one in done])


def _adjust(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import stock

    at = _in_zone(shop, args.at)
    when = at if isinstance(at, datetime) else None
    return _one([stock.adjust(shop, args.sku, args.pieces, reason=args.reason, at=when, place=args.location)])


def _reserve(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import stock

    held = stock.reserve(shop, args.sku, args.pieces, person=args.person, until=args.until)
    answer = _one([held.level])
    return Answer({"reservation": held.id} | answer.document, answer.lines)


def _release(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import stock

    stock.release(shop, args.id)
    return Answer({"released": args.id}, [_("Let go.")])


def _reserved(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import stock

    found = stock.held(shop)
    documents = [
        {
            "id": one.id,
            "sku": one.level.sku,
            "pieces": one.pieces,
            "for": one.person,
            "until": one.until.isoformat() if one.until else None,
        }
        for one in found
    ]
    return Answer(
        {"reserved": documents}, [f"{one.id}  {one.pieces} × {one.level.sku}  {one.person}" for one in found]
    )


def _sale(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import hand_sales

    at = _in_zone(shop, args.at)
    typed = hand_sales.add(
        shop,
        hand_sales.TypedSale(
            code=args.sku,
            pieces=args.pieces,
            kind=args.kind,
            kept=args.kept,
            price_minor=hand_sales.price(shop, args.price) if args.price else None,
            channel=args.channel,
            related_number=args.order,
            reason=args.reason,
            name=args.name,
            email=args.email,
            phone=args.phone,
            at=at if isinstance(at, datetime) else None,
            on=at if at is not None and not isinstance(at, datetime) else None,
        ),
    )
    answer = _one(typed.levels)
    return Answer(
        {"order": typed.number, "kind": typed.kind} | answer.document,
        [_("Kept as {number}.").format(number=typed.number), *answer.lines],
    )


def _unsale(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import hand_sales

    hand_sales.remove(shop, args.number)
    return Answer({"removed": args.number}, [_("{number} was taken back.").format(number=args.number)])


def _in_zone(shop: Shop, at: datetime | date | None) -> datetime | date | None:
    """Give a moment without a zone the shop's."""
    if isinstance(at, datetime) and at.tzinfo is None:
        return at.replace(tzinfo=shop.zone())
    return at


def _one(levels: Sequence[StockLevel]) -> Answer:
    return Answer({"stock": [_document(level) for level in levels]}, [_line(level) for level in levels])


def _document(level: StockLevel) -> dict[str, Any]:
    from shopdesk.domain.stock import Grade

    return {
        "sku": level.sku,
        "product": level.product,
        "color": level.color,
        "size": level.size,
        "on_hand": None if level.grade is Grade.UNKNOWN else level.on_hand,
        "on_order": level.on_order,
        "committed": level.committed,
        "reserved": level.reserved,
        "as_of": level.as_of.isoformat() if level.as_of else None,
        "grade": str(level.grade),
        "promisable": level.promisable,
        "state": str(level.state),
        "reason": str(level.reason) or None,
        "when": level.when.isoformat() if level.when else None,
    }


def _line(level: StockLevel) -> str:
    name = " ".join(part for part in (level.product, level.color, level.size) if part)
    return _("{sku}  {name}: {pieces} there, {free} to promise").format(
        sku=level.sku, name=name, pieces=words.number(level.on_hand), free=words.number(level.promisable)
    )


def _counted(one: Counted) -> str:
    return _("{sku}: counted {counted}, expected {expected}").format(
        sku=one.level.sku,
        counted=words.number(one.expected + one.variance),
        expected=words.number(one.expected),
    )
