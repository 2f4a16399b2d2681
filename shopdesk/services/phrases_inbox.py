"""What the inbox says to the owner: tags, checks, channels, states; shared by window and commands."""

from __future__ import annotations

from shopdesk.domain.guardrails.checks import Check, CheckName
from shopdesk.domain.promising import Reason, State
from shopdesk.domain.replies.facts import Fact, FactKind, Pending
from shopdesk.domain.replies.parts import Need
from shopdesk.domain.tagging.tags import Tag
from shopdesk.runtime.i18n import _
from shopdesk.services.inbox import content


def tag_name(tag: str) -> str:
    """Say a tag; an owner's own tag as the owner wrote it."""
    said = {
        Tag.TALLA: _("Size"),
        Tag.COMODIDAD: _("Comfort"),
        Tag.ENVIO: _("Shipping"),
        Tag.CAMBIOS: _("Exchanges"),
        Tag.MATERIALES: _("Material"),
        Tag.GARANTIA: _("Warranty"),
        Tag.STOCK: _("Stock"),
        Tag.PRECIO: _("Price"),
        Tag.PAGO: _("Payment"),
        Tag.QUEJA: _("Complaint"),
        Tag.AGRADECIMIENTO: _("Thanks"),
        Tag.OTRA: _("Other"),
    }
    return said.get(Tag(tag), tag) if tag in set(Tag) else tag


def channel_name(channel: str) -> str:
    """Say where a message came from."""
    said = {
        "whatsapp": "WhatsApp",
        "instagram": "Instagram",
        "facebook": "Facebook",
        "mercadolibre": "Mercado Libre",
        "mailbox": _("Email"),
        "correo": _("Email"),
        "paste": _("Pasted"),
        "reviews": _("Review"),
        "surveys": _("Survey"),
        "counter": _("Counter"),
    }
    return said.get(channel, channel)


def check_name(name: str) -> str:
    """Say a check as the owner reads it."""
    said = {
        CheckName.IN_STOCK: _("What it offers is there"),
        CheckName.ONLY_POLICIES: _("Only your policies"),
        CheckName.NEXT_STEP: _("Gives a next step"),
    }
    return said[CheckName(name)]


def check_detail(check: Check) -> str:
    """Say why a check did not pass, or an empty string."""
    if check.passed:
        return ""
    claims = "», «".join(dict.fromkeys(claim.words for claim in check.claims))
    if check.name is CheckName.NEXT_STEP:
        return _("The reply does not end in a next step or an offer to help.")
    if check.name is CheckName.IN_STOCK:
        return _("There is no stock behind «{claims}».").format(claims=claims)
    return _("No policy or fact stands behind «{claims}».").format(claims=claims)


def pending_line(pending: Pending, language: str = "es") -> str:
    """Say a question left open, and why."""
    topic = content.book(language).topic(pending.ask)
    said = {
        Need.NO_POLICY: _("{topic}: you have not written a policy for it."),
        Need.NO_FACT: _("{topic}: the shop has nothing written about it."),
        Need.VERIFY_STOCK: _("{topic}: the stock figure is old, check it first."),
        Need.OWNER_ACTION: _("{topic}: it waits for you."),
        Need.ASKED_BACK: _("{topic}: the reply asks the customer."),
    }
    line = said[Need(pending.reason)].format(topic=topic)
    # In a reply the topic stands inside a sentence: «el material».
    return line[:1].upper() + line[1:]


def fact_kind(fact: Fact) -> str:
    """Say what kind of receipt a fact is."""
    return fact_kind_name(fact.kind)


def fact_kind_name(kind: str) -> str:
    """Say a kind of receipt."""
    said = {
        FactKind.AVAILABILITY: _("Stock"),
        FactKind.LAST_PIECES: _("Last pieces"),
        FactKind.RESTOCK: _("On order"),
        FactKind.POLICY: _("Your policy"),
        FactKind.DELIVERY_TIME: _("Your delivery times"),
        FactKind.PRICE: _("Price"),
        FactKind.ATTRIBUTE: _("Product page"),
        FactKind.ORDER: _("Order"),
        FactKind.EQUIVALENCE: _("Your size table"),
        FactKind.CATALOGUE: _("Catalogue"),
        FactKind.SHOP: _("Your shop"),
        FactKind.CUSTOMER: _("Customer"),
    }
    return said[FactKind(kind)]


def state_name(state: State) -> str:
    """Say where a size stands for a customer."""
    return {
        State.AVAILABLE: _("There is stock"),
        State.PRESALE: _("Presale"),
        State.ON_ORDER: _("On the way"),
        State.DISCONTINUED: _("Discontinued"),
        State.OUT: _("Sold out"),
    }[state]


def reason_name(reason: Reason) -> str:
    """Say why nothing can be promised, or an empty string."""
    return {
        Reason.NONE: "",
        Reason.VERIFY: _("Check it first"),
        Reason.SOLD_OUT: _("None left"),
        Reason.COMMITTED: _("All sold, not sent yet"),
        Reason.RESERVED: _("All set aside"),
        Reason.HELD: _("Kept back"),
        Reason.NOT_YET: _("Not yet"),
    }[reason]


def policy_name(name: str) -> str:
    """Say the name of a policy; an owner's own as the owner wrote it."""
    known = {
        "envio": _("Shipping"),
        "cambios": _("Exchanges"),
        "garantia": _("Warranty"),
        "pagos": _("Payments"),
        "zonas": _("Zones and times"),
        "tallas": _("Sizing"),
    }
    return known.get(name, name[:1].upper() + name[1:])
