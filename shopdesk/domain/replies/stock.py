"""Availability, restocking, setting aside: only what may be promised today is said."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.domain.extraction.mentions import Kind, Mention, Role, Scale
from shopdesk.domain.promising import Reason, State
from shopdesk.domain.replies.coloring import say_lacking, sizes_of
from shopdesk.domain.replies.facts import EquivalenceFact, Fact, FactKind, StyleFact, VariantFact
from shopdesk.domain.replies.parts import Context, Making, Need, Part, catalogue_fact, variant_fact

ONE_SIZE = frozenset({"", "unitalla", "única", "unica"})
_RUNS_SMALL = ("chic", "reducid", "just", "pequeñ", "angost", "estrech")
_STEP = 0.5
_MOST_STYLES = 3


def availability(ctx: Context, ask: str) -> Part:
    """Answer whether something is there, comes back, or can be set aside."""
    part = Making()
    styles = ctx.situation.styles
    wanted = wanted_sizes(ctx.situation.mentions)
    if not styles:
        part.leave(ask, Need.ASKED_BACK)
        part.step("next_product")
        return part.done()
    doubtful = [m for m in wanted if m.scale == Scale.US]
    if doubtful:
        part.say("which_scale", {"size": doubtful[0].value})
        part.leave(ask, Need.ASKED_BACK)
        part.step("next_scale")
        return part.done()
    for lack in ctx.situation.lacking:
        say_lacking(ctx, part, lack, sizes_of(lack.product, wanted, ctx.situation.mentions))
    recolored = {lack.product for lack in ctx.situation.lacking if lack.is_all}
    for style in [one for one in styles if one.product not in recolored][:_MOST_STYLES]:
        sizes = sizes_of(style.product, wanted, ctx.situation.mentions)
        if sizes:
            _sized(ctx, part, ask, style, sizes)
        else:
            _unsized(ctx, part, ask, style)
    return part.done()


def is_missing(ctx: Context) -> bool:
    """Say whether the size of a named style that the customer wants is not there: "when" is then about it."""
    for style in ctx.situation.styles[:1]:
        for size in wanted_sizes(ctx.situation.mentions):
            variant, _ = find_variant(style, size, ctx.situation.equivalences)
            if variant is not None and variant.pieces == 0:
                return True
    return False


def wanted_sizes(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the sizes a customer wants, first choices first; where none is said, the size they wear."""
    sizes = [m for m in mentions if m.kind is Kind.SIZE]
    wanted = [m for role in (Role.WANTED, Role.ALTERNATIVE) for m in sizes if m.role == role]
    return wanted or [m for m in sizes if m.role == Role.OWNED]


def find_variant(
    style: StyleFact, size: Mention, table: Sequence[EquivalenceFact]
) -> tuple[VariantFact | None, EquivalenceFact | None]:
    """Return the variant of a size, converted only by the owner's own table."""
    direct = _labelled(style, {size.value.lower(), f"{size.scale} {size.value}".lower()})
    if direct:
        return direct, None
    for row in table:
        if row.label == size.value and row.scale == size.scale:
            found = _labelled(
                style, {row.other_label.lower(), f"{row.other_scale} {row.other_label}".lower()}
            )
            if found:
                return found, row
    return None, None


def _labelled(style: StyleFact, labels: set[str]) -> VariantFact | None:
    return next((v for v in style.variants if v.size.lower() in labels), None)


def _sized(ctx: Context, part: Making, ask: str, style: StyleFact, wanted: Sequence[Mention]) -> None:
    for size in wanted:
        if _one_size(style):
            _say_variant(ctx, part, ask, style, style.variants[0])
            break
        variant, row = find_variant(style, size, ctx.situation.equivalences)
        if row:
            _say_equivalence(ctx, part, row)
        if variant:
            _say_variant(ctx, part, ask, style, variant)
        elif size.scale == Scale.EU and not _has_scale(style, size):
            part.leave("equivalence", Need.NO_FACT)
            part.step("next_size")
        else:
            part.say("not_made", {"item": style.item, "size": size.value}, catalogue_fact(style))
            _alternatives(ctx, part, style, size.value)


def _has_scale(style: StyleFact, size: Mention) -> bool:
    """Say whether a style's own sizes are written in numbers as large as the one asked for."""
    numbers = [number(v.size) for v in style.variants]
    return any(n is not None and n >= float(size.value) - 3 for n in numbers)


def _say_equivalence(ctx: Context, part: Making, row: EquivalenceFact) -> None:
    fact = Fact(FactKind.EQUIVALENCE, row.source, row.other_label, row.source)
    words = ctx.book.words
    slots = {
        "size": row.label,
        "scale": words[f"scale_{row.scale}"],
        "other": row.other_label,
        "other_scale": words[f"scale_{row.other_scale}"],
    }
    part.say("equivalence", slots, fact)


def _say_variant(ctx: Context, part: Making, ask: str, style: StyleFact, variant: VariantFact) -> None:
    slots = {"item": style.item, "size": variant.size or "-"}
    fact = variant_fact(variant)
    if variant.state is State.PRESALE:
        key = "presale_when" if variant.when_said else "presale"
        part.say(key, slots | {"when": variant.when_said}, fact)
    elif variant.pieces > 0:
        _say_available(ctx, part, ask, style, variant)
    elif variant.reason is Reason.VERIFY or variant.reason is Reason.HELD:
        part.say("stale_any" if _one_size(style) else "stale", slots, fact)
        part.leave(ask, Need.VERIFY_STOCK)
    else:
        _say_missing(ctx, part, style, variant)


def _say_available(ctx: Context, part: Making, ask: str, style: StyleFact, variant: VariantFact) -> None:
    key = "available_one_size" if _one_size(style) else "available"
    slots = {"item": style.item, "size": variant.size or "-", "pieces": str(variant.pieces)}
    part.say(key, slots, variant_fact(variant))
    if variant.is_last_pieces and not ctx.is_complaint:
        part.say("last", {}, variant_fact(variant, FactKind.LAST_PIECES))
    if ask == "reserve":
        part.say("ask_confirm")
        part.leave("reserve", Need.OWNER_ACTION)
    elif not ctx.is_complaint:
        part.step("next_reserve")


def _say_missing(ctx: Context, part: Making, style: StyleFact, variant: VariantFact) -> None:
    slots = {"item": style.item, "size": variant.size or "-"}
    fact = variant_fact(variant)
    if variant.state is State.DISCONTINUED:
        part.say("discontinued", slots, fact)
    elif variant.reason in (Reason.COMMITTED, Reason.RESERVED):
        part.say("taken", slots, fact)
    else:
        part.say("out_one_size" if _one_size(style) else "out", slots, fact)
    if variant.state is State.ON_ORDER:
        restock = variant_fact(variant, FactKind.RESTOCK)
        key = "on_order_when" if variant.when_said else "on_order"
        part.say(key, slots | {"when": variant.when_said}, restock)
    elif variant.state is State.OUT:
        part.say("no_date", {}, fact)
    _alternatives(ctx, part, style, variant.size)
    if variant.state is not State.DISCONTINUED:
        part.step("next_notice")


def _alternatives(ctx: Context, part: Making, style: StyleFact, size: str) -> None:
    """Offer a neighbouring size by how the model runs, and a sibling model; never to who complains."""
    if ctx.is_complaint:
        return
    neighbour = _neighbour(style, size)
    if neighbour:
        part.say("neighbour", {"size": neighbour.size}, variant_fact(neighbour))
    for other in ctx.situation.siblings[:1]:
        found = next((v for v in other.variants if v.size == size and v.pieces > 0), None)
        if found:
            part.say(
                "sibling",
                {"item": other.item, "size": found.size},
                variant_fact(found),
                catalogue_fact(other),
            )


def _neighbour(style: StyleFact, size: str) -> VariantFact | None:
    wanted = number(size)
    if wanted is None:
        return None
    larger_first = any(word in style.fit.lower() for word in _RUNS_SMALL) or not style.fit
    steps = (_STEP, -_STEP) if larger_first else (-_STEP, _STEP)
    for step in steps:
        for variant in style.variants:
            if (
                number(variant.size) == wanted + step
                and variant.pieces > 0
                and variant.state is State.AVAILABLE
            ):
                return variant
    return None


def _unsized(ctx: Context, part: Making, ask: str, style: StyleFact) -> None:
    if _one_size(style):
        _say_variant(ctx, part, ask, style, style.variants[0])
        return
    there = [v for v in style.variants if v.pieces > 0 and v.state is State.AVAILABLE]
    if there:
        sizes = ctx.book.join([v.size for v in there])
        part.say("sizes_today", {"item": style.item, "sizes": sizes}, *(variant_fact(v) for v in there))
        part.step("next_which_size")
    elif any(v.reason is Reason.VERIFY for v in style.variants) or not style.variants:
        part.say("stale_any", {"item": style.item}, catalogue_fact(style))
        part.leave(ask, Need.VERIFY_STOCK)
    else:
        _say_none(part, style)


def _say_none(part: Making, style: StyleFact) -> None:
    facts = [variant_fact(v) for v in style.variants]
    part.say("none_today", {"item": style.item}, *facts)
    coming = next((v for v in style.variants if v.state is State.ON_ORDER and v.when_said), None)
    if coming:
        slots = {"item": style.item, "size": coming.size, "when": coming.when_said}
        part.say("on_order_when", slots, variant_fact(coming, FactKind.RESTOCK))
    else:
        part.say("no_date", {}, *facts[:1])
    part.step("next_notice")


def _one_size(style: StyleFact) -> bool:
    return len(style.variants) == 1 and style.variants[0].size.lower() in ONE_SIZE


def number(size: str) -> float | None:
    """Return a size's number, or None for letters."""
    try:
        return float(size.split()[-1])
    except (ValueError, IndexError):
        return None
