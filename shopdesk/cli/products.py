"""``shopdesk products``: what the shop sells, and correcting once what its names were taken for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.answer import Answer
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopdesk.services.context import Shop
    from shopdesk.services.correcting import Change


def add_commands(commands: Any) -> None:
    """Add ``products list|correct|merge|split|code|goods``."""
    products = grammar.group(commands, "products", "what the shop sells")
    grammar.command(products, "list", _list, says="every product with its sizes", empty={"products": []})
    correct = grammar.command(products, "correct", _correct, says="say what a variant really is")
    which = correct.add_mutually_exclusive_group(required=True)
    which.add_argument("--sku", metavar="S")
    which.add_argument("--variant", type=int, metavar="ID")
    correct.add_argument("--product", required=True, metavar="NAME")
    correct.add_argument("--color", default="")
    correct.add_argument("--size", default="")
    correct.add_argument("--dry-run", action="store_true", help="say what would change, keep nothing")
    merge = grammar.command(products, "merge", _merge, says="make two products one")
    merge.add_argument("kept", type=int, metavar="PRODUCT_ID")
    merge.add_argument("other", type=int, metavar="OTHER_ID")
    split = grammar.command(products, "split", _split, says="take sizes out into a product of their own")
    split.add_argument("variants", nargs="+", metavar="SKU_OR_VARIANT_ID")
    split.add_argument("--product", required=True, metavar="NAME")
    split.add_argument("--color", default="")
    code = grammar.command(products, "code", _code, says="say that another code means a variant")
    code.add_argument("code", metavar="CODE")
    code.add_argument("--means", required=True, metavar="SKU_OR_VARIANT_ID")
    goods = grammar.command(products, "goods", _goods, says="say whether a product is goods")
    goods.add_argument("product", type=int, metavar="PRODUCT_ID")
    goods.add_argument("state", choices=("yes", "no"), help="no: a tip, wrapping: sold but never stocked")


def _list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import stock

    found: dict[int, dict[str, Any]] = {}
    for level in stock.levels(shop):
        product = found.setdefault(
            level.product_id,
            {"id": level.product_id, "product": level.product, "color": level.color, "variants": []},
        )
        product["variants"].append({"id": level.variant_id, "sku": level.sku or None, "size": level.size})
    return Answer(
        {"products": list(found.values())},
        [
            f"{one['id']}  {one['product']} {one['color']}".rstrip()
            + ": "
            + ", ".join(v["size"] or v["sku"] or "-" for v in one["variants"])
            for one in found.values()
        ],
    )


def _correct(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import correcting

    variant = args.variant if args.sku is None else correcting.variant_called(shop, args.sku)
    wanted = [correcting.Correction(variant, args.product, args.color, args.size)]
    if args.dry_run:
        return _answer(None, correcting.preview(shop, wanted))
    done = correcting.correct(shop, wanted)
    return _answer(done.id, done.changes)


def _merge(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import correcting

    done = correcting.merge(shop, args.kept, args.other)
    return _answer(done.id, done.changes)


def _split(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import correcting

    variants = [_variant(shop, one) for one in args.variants]
    done = correcting.split(shop, variants, args.product, args.color)
    return _answer(done.id, done.changes)


def _code(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import correcting

    done = correcting.add_code(shop, _variant(shop, args.means), args.code)
    return _answer(done.id, done.changes)


def _goods(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import correcting

    done = correcting.mark_goods(shop, args.product, goods=args.state == "yes")
    return _answer(done.id, done.changes)


def _variant(shop: Shop, said: str) -> int:
    """Return a variant by SKU or barcode, else by its number."""
    from shopdesk.runtime.errors import NotFound
    from shopdesk.services import correcting

    try:
        return correcting.variant_called(shop, said)
    except NotFound:
        if said.isdigit():
            return int(said)
        raise


def _answer(batch: int | None, changes: Sequence[Change]) -> Answer:
    documents = [
        {
            "variant": one.before.variant_id,
            "from": {"product": one.before.product, "color": one.before.color, "size": one.before.size},
            "to": {"product": one.product, "color": one.color, "size": one.size},
            "joins": one.joins.variant_id if one.joins else None,
            "lines": one.before.lines,
            "units": one.before.units,
        }
        for one in changes
    ]
    said = [
        _("{old} → {new}: {lines} lines go along").format(
            old=_name(one.before.product, one.before.color, one.before.size),
            new=_name(one.product, one.color, one.size),
            lines=one.before.lines,
        )
        for one in changes
    ]
    if batch is not None:
        said.append(_("  to take it back: shopdesk undo {id}").format(id=batch))
    return Answer({"id": batch, "changes": documents}, said)


def _name(*parts: str) -> str:
    return " ".join(part for part in parts if part)
