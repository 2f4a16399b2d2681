"""Where an order stands: said only to the customer it belongs to, and only as the shop has it."""

from __future__ import annotations

from shopdesk.domain.extraction.mentions import Kind
from shopdesk.domain.replies.facts import Fact, FactKind, OrderFact, OrderState
from shopdesk.domain.replies.parts import Context, Making, Need, Part

_KEYS = {
    OrderState.PENDING: "order_pending",
    OrderState.PREPARING: "order_preparing",
    OrderState.SENT: "order_sent",
    OrderState.DELIVERED: "order_delivered",
    OrderState.CANCELLED: "order_cancelled",
    OrderState.REFUNDED: "order_refunded",
}
_DATED = frozenset({"order_sent", "order_delivered"})


def status(ctx: Context, ask: str) -> Part:
    """Answer where the customer's order is, or ask for its number, or for who they are."""
    part = Making()
    order = ctx.situation.order
    named = next((m.value for m in ctx.situation.mentions if m.kind is Kind.ORDER), "")
    if order:
        say_order(part, order)
        if ctx.is_complaint or order.state in (OrderState.SENT, OrderState.PREPARING):
            part.leave(ask, Need.OWNER_ACTION)
    elif named:
        part.say("order_not_found", {"order": named})
        part.leave(ask, Need.ASKED_BACK)
        part.step("next_verify")
    else:
        part.leave(ask, Need.ASKED_BACK)
        part.step("next_problem" if ctx.is_complaint else "next_order")
    return part.done()


def say_order(part: Making, order: OrderFact) -> None:
    """Add what the shop has about an order."""
    key = _KEYS[order.state]
    if key in _DATED and not order.when_said:
        key += "_undated"
    value = " ".join(part for part in (order.number, order.state.value, order.when_said) if part)
    fact = Fact(FactKind.ORDER, f"order:{order.number}", value, order.source, order.as_of)
    slots = {"order": order.number, "when": order.when_said}
    part.say(key, slots, fact)


def private(_ctx: Context, _ask: str) -> Part:
    """Refuse what concerns another person's order."""
    part = Making()
    part.say("order_private")
    part.leave("status", Need.ASKED_BACK)
    part.step("next_verify")
    return part.done()


def address_change(ctx: Context, ask: str) -> Part:
    """Ask the shop for a change of address; it is never said to be done."""
    part = Making()
    part.say("ask_confirm")
    part.leave(ask, Need.OWNER_ACTION)
    if not any(m.kind is Kind.ORDER for m in ctx.situation.mentions):
        part.step("next_order")
    return part.done()
