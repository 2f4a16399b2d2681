"""Everything else: where the shop is, greetings, proposals, complaints, thanks."""

from __future__ import annotations

from shopdesk.domain.replies.facts import Fact, FactKind
from shopdesk.domain.replies.orders import say_order
from shopdesk.domain.replies.parts import Context, Making, Need, Part
from shopdesk.domain.replies.policies import quote_into

_FEW_WORDS = 2
_NAMED = frozenset({"gift", "engraving", "original"})
"""Left open by their own name: what no row of the shop answers."""
_ACKNOWLEDGED = {
    "unsubscribe": ("unsubscribe", Need.OWNER_ACTION),
    "person": ("person", ""),
    "proposal": ("proposal", ""),
    "prize": ("prize", ""),
    "wrong": ("wrong", ""),
}


def other(ctx: Context, ask: str) -> Part:
    """Answer what is about the shop itself or about nothing in particular."""
    part = Making()
    if ask == "location":
        _location(ctx, part)
    elif ask == "catalog":
        _site(ctx, part)
    elif ask in _ACKNOWLEDGED:
        key, need = _ACKNOWLEDGED[ask]
        part.say(key)
        if need:
            part.leave(ask, need)
    elif ask in _NAMED:
        part.leave(ask, Need.NO_FACT)
    elif ask == "hours":
        if not quote_into(ctx, part, ask):
            part.leave(ask, Need.NO_POLICY)
    else:
        _unknown(ctx, part, ask)
    return part.done()


def _location(ctx: Context, part: Making) -> None:
    address = ctx.situation.shop.address
    if address:
        part.say(
            "address",
            {"address": address.rstrip(".")},
            Fact(FactKind.SHOP, "shop.address", address, "shop.address"),
        )
    else:
        part.leave("location", Need.NO_FACT)


def _site(ctx: Context, part: Making) -> None:
    url = ctx.situation.shop.url
    if url:
        part.say("site", {"url": url}, Fact(FactKind.SHOP, "shop.url", url, "shop.url"))
    else:
        part.leave("catalog", Need.NO_FACT)


def _unknown(ctx: Context, part: Making, ask: str) -> None:
    if ask == "unknown" or (ctx.reading.asks and len(ctx.reading.spans) > _FEW_WORDS):
        part.leave("other", Need.NO_FACT)
    elif len(ctx.reading.spans) > _FEW_WORDS:
        part.say("noted")
    part.step("next_open")


def complaint(ctx: Context, ask: str) -> Part:
    """Take a complaint seriously: what is known of the order, what a person will look at, and a way on."""
    part = Making()
    if ctx.situation.order:
        say_order(part, ctx.situation.order)
    part.leave(ask, Need.OWNER_ACTION)
    part.step("next_help" if ctx.situation.order else "next_problem")
    return part.done()


def thanks(_ctx: Context, _ask: str) -> Part:
    """Answer thanks: the greeting already says it."""
    part = Making()
    part.step("next_help")
    return part.done()
