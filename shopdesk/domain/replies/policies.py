"""What the owner's own paragraphs answer (shipping, exchanges, warranty, payment): quoted, never retold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shopdesk.domain.replies.facts import Fact, FactKind, PolicyFact, ZoneFact
from shopdesk.domain.replies.parts import Context, Making, Need, Part, policy_fact
from shopdesk.domain.tagging.reading import fold

POLICY_OF = {
    "cost": "envio",
    "where": "envio",
    "time": "envio",
    "pickup": "envio",
    "exchange": "cambios",
    "return": "cambios",
    "misfit": "cambios",
    "cancel": "cambios",
    "modify": "cambios",
    "refund_status": "cambios",
    "warranty": "garantia",
    "broken": "garantia",
    "methods": "pagos",
    "invoice": "pagos",
    "on_delivery": "pagos",
    "instalments": "pagos",
    "wholesale": "promociones",
    "match": "promociones",
    "account": "pagos",
    "guide": "tallas",
    "discount": "promociones",
    "hours": "horario",
    "care": "materiales",
    "water": "materiales",
    "material": "materiales",
    "reserve": "apartado",
}
"""Which policy answers an ask."""

_MUST_TELL = frozenset({"pickup", "invoice", "time", "on_delivery", "instalments", "wholesale", "match"})
"""Asks that a policy which says nothing of them does not answer."""

_WHOLE = 320
_MOST_SENTENCES = 2
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?(?=\s|$)|[^\n]+?(?=\n|$)")
_STEMS = {
    "cost": ("cost", "grati", "envio", "$", "pesos", "precio", "sale"),
    "where": ("envi", "republica", "pais", "todo", "zona", "internacional", "extranjero"),
    "time": ("dia", "habil", "hora", "tarda", "lleg", "entreg"),
    "pickup": ("recog", "tienda", "pasar", "retir", "sucursal"),
    "exchange": ("cambi", "dia", "caja", "uso"),
    "misfit": ("cambi", "talla", "dia", "caja", "uso"),
    "return": ("devol", "reembols", "dinero", "dia", "regres"),
    "refund_status": ("reembols", "dinero", "dia", "devol"),
    "cancel": ("cancel", "anul", "antes"),
    "modify": ("modific", "cambi", "antes", "pedido"),
    "warranty": ("garant", "mes", "defect", "cubre", "repar"),
    "broken": ("garant", "mes", "defect", "cubre", "repar", "dia"),
    "methods": ("pag", "tarjeta", "transfer", "efectivo", "oxxo", "meses", "paypal", "bizum"),
    "invoice": ("factur", "rfc", "fiscal"),
    "on_delivery": ("contra entrega", "contraentrega", "al recibir", "contra reembolso", "cash on delivery"),
    "instalments": ("meses", "msi", "plazo", "mensualidad", "instal"),
    "wholesale": ("mayore", "docena"),
    "match": ("igual",),
    "account": ("cuenta", "clabe", "deposit", "transfer"),
    "guide": ("talla", "cm", "pie", "med", "numero"),
    "hours": ("hora", "abr", "cierr", "lunes", "domingo"),
}


def from_policy(ctx: Context, ask: str) -> Part:
    """Answer an ask with the owner's paragraph, or leave it open."""
    part = Making()
    if not quote_into(ctx, part, ask):
        part.leave(ask, Need.NO_POLICY)
    if ask == "guide" and not part.pending:
        part.step("next_size")
    return part.done()


def quote_into(ctx: Context, part: Making, ask: str, *, with_link: bool = True) -> bool:
    """Add the owner's words about an ask to a part; say whether there were any."""
    policy = ctx.situation.policies.get(POLICY_OF.get(ask, ask))
    if policy is None or not policy.text.strip():
        return False
    quoted = excerpt(policy.text, _STEMS.get(ask, ()), needs=ask in _MUST_TELL)
    if not quoted:
        return False
    part.say("policy", {"topic": ctx.topic(ask), "quote": quoted}, policy_fact(policy, quoted))
    if policy.url and with_link:
        part.say("policy_link", {"url": policy.url}, policy_fact(policy, policy.url))
    return True


def excerpt(text: str, stems: Sequence[str], *, needs: bool = False) -> str:
    """Return whole sentences of a policy, word for word: all of it if short, else those about the ask.

    Args:
        text: The owner's paragraph.
        stems: Folded beginnings of words that the ask is about.
        needs: Return nothing unless a sentence is about the ask.
    """
    plain = " ".join(text.split())
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text) if match.group().strip()]
    about = [sum(stem in fold(sentence) for stem in stems) for sentence in sentences]
    if needs and not any(about):
        return ""
    if len(plain) <= _WHOLE:
        return plain
    best = sorted(range(len(sentences)), key=lambda i: (-about[i], i))[:_MOST_SENTENCES]
    return " ".join(" ".join(sentences[i].split()) for i in sorted(best))


def exchange(ctx: Context, ask: str) -> Part:
    """Answer how a change or return works; what the owner must do is asked for, never said to be done."""
    part = Making()
    is_asked_of_owner = ask in ("cancel", "modify", "refund_status")
    if not quote_into(ctx, part, ask, with_link=is_asked_of_owner):
        part.leave(ask, Need.NO_POLICY)
    if is_asked_of_owner:
        part.say("ask_confirm")
        part.leave(ask, Need.OWNER_ACTION)
        if ctx.situation.order is None:
            part.step("next_order")
        return part.done()
    policy = ctx.situation.policies.get("cambios")
    if policy and policy.url:
        part.step("next_exchange", {"url": policy.url}, policy_fact(policy, policy.url))
    else:
        part.step("next_exchange_plain")
    return part.done()


def warranty(ctx: Context, ask: str) -> Part:
    """Answer about the warranty with the owner's words; what broke is looked at by a person."""
    part = Making()
    if not quote_into(ctx, part, ask):
        part.leave(ask, Need.NO_POLICY)
    if ctx.is_complaint or ask == "broken":
        part.step("next_problem")
    return part.done()


def delivery_time(ctx: Context, ask: str) -> Part:
    """Answer how long delivery takes with the owner's zone row, as an estimate; else ask the postcode."""
    part = Making()
    zone = zone_of(ctx)
    if zone:
        fact = Fact(FactKind.DELIVERY_TIME, f"zone:{zone.zone}", zone.days_said, zone.source, zone.as_of)
        part.say("zone", {"zone": zone.zone, "days": zone.days_said}, fact)
        return part.done()
    if ctx.situation.zones:
        part.leave(ask, Need.ASKED_BACK)
        part.step("next_postcode")
        return part.done()
    if not quote_into(ctx, part, ask):
        part.leave(ask, Need.NO_POLICY)
        part.step("next_postcode")
    return part.done()


def where(ctx: Context, ask: str) -> Part:
    """Answer where is sent to: the owner's words, and the zone's time if the place is known."""
    part = Making()
    quoted = quote_into(ctx, part, ask)
    zone = zone_of(ctx)
    if zone:
        fact = Fact(FactKind.DELIVERY_TIME, f"zone:{zone.zone}", zone.days_said, zone.source, zone.as_of)
        part.say("zone", {"zone": zone.zone, "days": zone.days_said}, fact)
    if not quoted and not zone:
        part.leave(ask, Need.NO_POLICY)
        part.step("next_postcode")
    return part.done()


def zone_of(ctx: Context) -> ZoneFact | None:
    """Return the owner's zone of the place or postcode a message names, if exactly one fits."""
    plain = f" {ctx.reading.plain} "
    codes = [int(code) for code in re.findall(r"\b\d{5}\b", plain)]
    fitting = [
        zone
        for zone in ctx.situation.zones
        if any(f" {place} " in plain for place in zone.places)
        or any(low <= code <= high for code in codes for low, high in zone.postcodes)
    ]
    return fitting[0] if len(fitting) == 1 else None


def payment(ctx: Context, ask: str) -> Part:
    """Answer about paying: the owner's words; a payment is never said to be received."""
    part = Making()
    if ask == "proof":
        part.say("proof")
        part.leave("proof", Need.OWNER_ACTION)
    elif ask == "problem":
        part.say("ask_confirm")
        part.leave("problem", Need.OWNER_ACTION)
        part.step("next_order")
    elif not quote_into(ctx, part, ask):
        part.leave(ask, Need.NO_POLICY)
        if ask in ("on_delivery", "instalments"):
            quote_into(ctx, part, "methods")
    return part.done()


def named(policies: Sequence[PolicyFact]) -> dict[str, PolicyFact]:
    """Return policies by name."""
    return {policy.name: policy for policy in policies}
