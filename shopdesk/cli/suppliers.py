"""``shopdesk suppliers``: who you order from, how they deliver, and who sells what."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from shopdesk.cli import grammar
from shopdesk.cli.amounts import minor_of
from shopdesk.cli.answer import Answer, money
from shopdesk.domain.purchasing.closures import Closure, Every
from shopdesk.runtime.i18n import _

if TYPE_CHECKING:
    from shopdesk.services.context import Shop
    from shopdesk.services.suppliers import Terms
    from shopdesk.services.supply import Offer, Supply

_NONE: dict[str, Any] = {"suppliers": []}
_NO_OFFERS: dict[str, Any] = {"offers": [], "costs": []}


def add_commands(commands: Any) -> None:
    """Add ``suppliers list|set|offers|offer``."""
    words = grammar.group(commands, "suppliers", "who you order from")
    grammar.command(words, "list", _list, says="how each of them delivers", empty=_NONE)
    change = grammar.command(words, "set", _set, says="write what is known of one, new or not", empty=_NONE)
    change.add_argument("name", metavar="NAME")
    change.add_argument("--lead-days", type=_days, metavar="N", help="from their yes to your shelf")
    change.add_argument("--lead-days-sd", type=_days, metavar="N", help="give or take")
    change.add_argument("--review-days", type=_days, metavar="N", help="days between your orders")
    change.add_argument("--minimum", metavar="AMOUNT", help="least order in money; 0 for none")
    change.add_argument("--closed", type=_span, action="append", metavar="FIRST:LAST[:year|week]",
                        help="nothing leaves; year or week: again and again")  # fmt: skip
    for name in ("email", "phone", "contact", "notes"):
        change.add_argument(f"--{name}", metavar="TEXT")
    offers = grammar.command(words, "offers", _offers, says="who sells a product, and its costs",
                             empty=_NO_OFFERS)  # fmt: skip
    offers.add_argument("--sku", required=True, metavar="S", help="of any of its sizes")
    offer = grammar.command(words, "offer", _offer, says="say who sells a product", empty=_NO_OFFERS)
    offer.add_argument("name", metavar="NAME")
    offer.add_argument("--sku", required=True, metavar="S", help="of any of its sizes; all of them count")
    offer.add_argument("--cost", metavar="AMOUNT", help="of one piece")
    offer.add_argument("--pack", type=int, default=1, metavar="N")
    offer.add_argument("--minimum", type=int, default=0, metavar="N", help="least pieces of a size")
    offer.add_argument("--first", action="store_true", help="order from this one from now on")


def _days(text: str) -> float:
    days = float(text)
    if not 0 <= days <= 365:
        raise argparse.ArgumentTypeError("from 0 to 365 days")
    return days


def _span(text: str) -> dict[str, str]:
    from shopdesk.services.suppliers import closure_as_kept

    first, last, every, *_more = (*text.split(":"), "", "")
    try:
        again = Every(every or Every.ONCE)
        closed = Closure(date.fromisoformat(first), date.fromisoformat(last or first), again)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return closure_as_kept(closed)


def _list(shop: Shop, _args: argparse.Namespace) -> Answer:
    from shopdesk.services import phrases_supply, suppliers

    found = suppliers.listed(shop)
    told = [f"{one.name} · {phrases_supply.clocks(one)}" for one in found]
    return Answer({"suppliers": [as_json(one) for one in found]}, told or [_("There are no suppliers yet.")])


def as_json(one: Terms) -> dict[str, Any]:
    """Return a supplier as documents carry it."""
    from shopdesk.services.suppliers import closure_as_kept

    return {
        "supplier": one.name,
        "lead_days": round(one.lead.days, 2),
        "lead_days_sd": round(one.lead.deviation, 2),
        "lead_source": one.lead.source.value,
        "orders": one.lead.orders,
        "stated_days": one.stated_days,
        "review_days": one.review_days,
        "minimum_money": None if one.minimum_minor is None else money(one.minimum_minor, one.currency),
        "closed": [closure_as_kept(closed) for closed in one.closures],
        "email": one.email,
        "phone": one.phone,
        "contact": one.contact,
        "notes": one.notes,
    }


def _set(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.preferences import ShopSettings
    from shopdesk.services import suppliers

    names = ("lead_days", "lead_days_sd", "review_days", "email", "phone", "contact", "notes")
    values = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    if "review_days" in values:
        values["review_days"] = round(values["review_days"])
    if args.closed is not None:
        values["closed_days"] = args.closed
    if args.minimum is not None:
        currency = shop.settings.get(ShopSettings).currency
        least = minor_of(args.minimum, currency)
        values |= {"minimum_order_minor": least or None, "currency": currency if least else ""}
    suppliers.change(shop, args.name, **values)
    return _list(shop, args)


def _offers(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.services import supply

    return _told(supply.read(shop, supply.product_of(shop, args.sku)))


def _offer(shop: Shop, args: argparse.Namespace) -> Answer:
    from shopdesk.domain.preferences import ShopSettings
    from shopdesk.services import supply

    product = supply.product_of(shop, args.sku)
    cost = None if args.cost is None else minor_of(args.cost, shop.settings.get(ShopSettings).currency)
    supply.put_offer(shop, product, args.name, cost_minor=cost, pack=args.pack, minimum=args.minimum)
    if args.first:
        supply.name_first(shop, [product], args.name)
    return _told(supply.read(shop, product))


def _told(found: Supply) -> Answer:
    from shopdesk.services import phrases_supply

    offers = [_offer_json(one, found.currency) for one in found.offers]
    costs = [
        {
            "since": one.since.isoformat(),
            "supplier": one.supplier,
            "lowest_cost_money": money(one.lowest, one.currency),
            "highest_cost_money": money(one.highest, one.currency),
        }
        for one in found.costs
    ]
    history = phrases_supply.cost_history(found.costs)
    lines = [phrases_supply.offer(one, found.currency) for one in found.offers]
    return Answer({"offers": offers, "costs": costs}, [*lines, *([history] if history else [])])


def _offer_json(one: Offer, currency: str) -> dict[str, Any]:
    return {
        "supplier": one.terms.name,
        "is_first": one.is_first,
        "lowest_cost_money": money(one.lowest, one.currency or currency),
        "highest_cost_money": money(one.highest, one.currency or currency),
        "pack": one.pack,
        "minimum": one.minimum,
        "supplier_skus": list(one.codes),
    }
