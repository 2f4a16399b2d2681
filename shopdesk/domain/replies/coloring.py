"""Colours a customer asks for in which a model does not come: named, with those in which it is there."""

from __future__ import annotations

from collections.abc import Sequence

from shopdesk.domain.extraction.mentions import Kind, Mention
from shopdesk.domain.promising import State
from shopdesk.domain.replies.facts import LackingColors, StyleFact, VariantFact
from shopdesk.domain.replies.parts import Context, Making, catalogue_fact, variant_fact


def sizes_of(product: str, wanted: Sequence[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the sizes meant of one model: where several are named, those said after it.

    "El nube en 25 y el vestido en M" asks for no shoe in M; one size said after all of them is of each.
    """
    named = [m for m in mentions if m.kind is Kind.PRODUCT]
    if len({m.value for m in named}) < 2:
        return list(wanted)
    if len(wanted) == 1 and wanted[0].start > named[-1].start:
        return list(wanted)
    return [size for size in wanted if _owner(size, named).value == product]


def _owner(said: Mention, named: Sequence[Mention]) -> Mention:
    before = [m for m in named if m.start < said.start]
    return before[-1] if before else named[0]


def say_lacking(ctx: Context, part: Making, lack: LackingColors, sizes: Sequence[Mention]) -> None:
    """Say that a model does not come in a colour and, if none of those asked for is made, in which it is."""
    styles = [style for style in ctx.situation.styles if style.product == lack.product]
    facts = [catalogue_fact(style) for style in styles]
    slots = {"product": lack.product, "color": ctx.book.join(list(lack.colors))}
    there = _there(styles, sizes) if lack.is_all else {}
    if not there:
        part.say("no_color", slots, *facts)
        return
    facts.extend(variant_fact(variant) for variant in there.values())
    slots["colors"] = ctx.book.join(list(there))
    if sizes:
        part.say("no_color_sized", slots | {"size": next(iter(there.values())).size}, *facts)
        part.step("next_help" if ctx.is_complaint else "next_reserve")
    else:
        part.say("no_color_but", slots, *facts)
        part.step("next_which_size")


def _there(styles: Sequence[StyleFact], sizes: Sequence[Mention]) -> dict[str, VariantFact]:
    """Return the colours there today, each with a size: the first size asked for, where one is."""
    labels = {sizes[0].value.lower(), f"{sizes[0].scale} {sizes[0].value}".lower()} if sizes else set()
    found: dict[str, VariantFact] = {}
    for style in styles:
        for variant in style.variants:
            is_meant = not labels or variant.size.lower() in labels
            if is_meant and variant.pieces > 0 and variant.state is State.AVAILABLE:
                found.setdefault(style.color.lower(), variant)
    return found
