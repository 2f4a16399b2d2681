"""What a product's page and price row answer: price, material, care, fit. Health is never answered."""

from __future__ import annotations

from shopdesk.domain.extraction.mentions import Kind, Role
from shopdesk.domain.replies.facts import Fact, FactKind, StyleFact
from shopdesk.domain.replies.parts import Context, Making, Need, Part, attribute_fact
from shopdesk.domain.replies.policies import quote_into


def price(ctx: Context, ask: str) -> Part:
    """Answer the price from a price row; no row, no figure."""
    part = Making()
    styles = ctx.situation.styles
    if not styles:
        part.leave(ask, Need.ASKED_BACK)
        part.step("next_product")
        return part.done()
    priced = [style for style in styles if style.price]
    if not priced:
        part.leave(ask, Need.NO_FACT)
        return part.done()
    said: set[tuple[str, str]] = set()
    for style in priced[:3]:
        _say_price(ctx, part, style, said)
    return part.done()


def discount(ctx: Context, ask: str) -> Part:
    """Answer about promotions with the owner's words only; the price row is added when the model is known."""
    part = Making()
    if ctx.is_complaint or not quote_into(ctx, part, ask):
        part.leave(ask, Need.NO_POLICY)
    if not ctx.is_complaint:
        said: set[tuple[str, str]] = set()
        for style in [s for s in ctx.situation.styles if s.price][:1]:
            _say_price(ctx, part, style, said)
    return part.done()


def _say_price(ctx: Context, part: Making, style: StyleFact, said: set[tuple[str, str]]) -> None:
    row = style.price
    if row is None or (style.product, row.said) in said:
        return
    said.add((style.product, row.said))
    fact = Fact(FactKind.PRICE, f"product:{style.product_id}:price", row.said, row.source, row.as_of)
    part.say("price", {"item": style.item, "price": row.said}, fact)
    if row.before_said and not ctx.is_complaint:
        before = Fact(
            FactKind.PRICE, f"product:{style.product_id}:before", row.before_said, row.source, row.as_of
        )
        part.say("price_before", {"before": row.before_said}, before)


def attribute(ctx: Context, ask: str) -> Part:
    """Answer material or care from the product's page, else from the owner's policy, else leave it open."""
    part = Making()
    found = False
    for style in ctx.situation.styles[:2]:
        name = "care" if ask in ("care", "water") else "material"
        value = style.care if name == "care" else style.material
        if value:
            part.say(name, {"item": style.item, name: value.rstrip(".")}, attribute_fact(style, name, value))
            found = True
            break
    if ask == "water" or not found:
        quoted = quote_into(ctx, part, ask)
        if not quoted:
            part.leave(ask, Need.NO_FACT)
    if not ctx.situation.styles:
        part.step("next_product")
    return part.done()


def allergy(ctx: Context, _ask: str) -> Part:
    """Leave an allergy to a doctor; what the product's page says it is made of is said, nothing more."""
    part = Making()
    part.say("health")
    style = next((s for s in ctx.situation.styles if s.material), None)
    if style:
        said = {"item": style.item, "material": style.material.rstrip(".")}
        part.say("material", said, attribute_fact(style, "material", style.material))
    else:
        part.leave("material", Need.NO_FACT)
    if not ctx.situation.styles:
        part.step("next_product")
    return part.done()


def fit(ctx: Context, ask: str) -> Part:
    """Answer how a model runs from its page; a size is advised by the owner's guide, never guessed."""
    part = Making()
    style = next((s for s in ctx.situation.styles if s.fit), None)
    if style:
        part.say(
            "fit", {"item": style.item, "fit": style.fit.rstrip(".")}, attribute_fact(style, "fit", style.fit)
        )
    guided = quote_into(ctx, part, "guide")
    if not style and not guided:
        part.leave(ask, Need.NO_FACT)
    measured = any(m.kind is Kind.SIZE and m.role == Role.FOOT for m in ctx.situation.mentions)
    if not measured and not ctx.is_complaint:
        part.say("foot")
    if not ctx.situation.styles:
        part.step("next_product")
    else:
        part.step("next_guide" if guided and not style else "next_size")
    return part.done()


def equivalence(ctx: Context, ask: str) -> Part:
    """Convert a size by the owner's own table, or leave it open."""
    part = Making()
    table = {(row.label, row.scale): row for row in ctx.situation.equivalences}
    for mention in ctx.situation.mentions:
        row = table.get((mention.value, mention.scale)) if mention.kind is Kind.SIZE else None
        if row:
            words = ctx.book.words
            slots = {
                "size": row.label,
                "scale": words[f"scale_{row.scale}"],
                "other": row.other_label,
                "other_scale": words[f"scale_{row.other_scale}"],
            }
            part.say(
                "equivalence", slots, Fact(FactKind.EQUIVALENCE, row.source, row.other_label, row.source)
            )
    if not part.sentences and not quote_into(ctx, part, "guide"):
        part.leave(ask, Need.NO_FACT)
    part.step("next_size")
    return part.done()


def comfort(ctx: Context, ask: str) -> Part:
    """Answer comfort from the product's page; what concerns health is left to a doctor."""
    part = Making()
    if ask == "health":
        part.say("health")
    style = next((s for s in ctx.situation.styles if s.fit), None)
    if style:
        part.say(
            "fit", {"item": style.item, "fit": style.fit.rstrip(".")}, attribute_fact(style, "fit", style.fit)
        )
    elif ask != "health":
        part.leave(ask, Need.NO_FACT)
    if not ctx.is_complaint:
        part.step("next_size" if ctx.situation.styles else "next_product")
    return part.done()
