"""What the answer tab reads: the list, and for the message in hand its reply and its customer."""

from __future__ import annotations

from shopdesk.domain.replies.facts import Tone
from shopdesk.runtime.errors import NotFound
from shopdesk.services import customers, stock
from shopdesk.services.context import Shop
from shopdesk.services.customers import Card as CustomerCard
from shopdesk.services.inbox import answering, teaching, views
from shopdesk.services.inbox.answering import Suggestion
from shopdesk.services.inbox.views import MessageView

Answer = tuple[int, Suggestion, CustomerCard | None, dict[str, str], tuple[str, ...]]
Read = tuple[list[MessageView], list[MessageView]]


def read(shop: Shop, *, everything: bool, words: str) -> Read:
    """Return what waits, and what the list shows: who has waited longest first, all the newest first."""
    waiting = views.waiting(shop)
    if words:
        return waiting, views.found(shop, words)
    return waiting, views.listed(shop) if everything else waiting[::-1]


def answer(shop: Shop, message: MessageView, tone: Tone) -> Answer:
    """Return a suggested reply, the customer, what its receipts are about, and the owner's own topics."""
    made = answering.suggest(shop, message.id, tone=tone)
    card = None
    if message.customer_id is not None:
        try:
            card = customers.card(shop, str(message.customer_id))
        except NotFound:
            card = None
    own = tuple(one.tag for one in teaching.taught(shop) if not one.is_builtin)
    return message.id, made, card, _named(shop, made), own


def _named(shop: Shop, made: Suggestion) -> dict[str, str]:
    """Return what the receipts of sizes are about: ``variant:12`` → ``Botín Oaxaca café, 24.5``."""
    keys = [one.key for one in made.facts if one.key.startswith("variant:")]
    ids = [int(key.split(":")[1]) for key in keys]
    levels = stock.levels(shop, ids) if ids else []
    return {
        f"variant:{one.variant_id}": ", ".join(
            part for part in (f"{one.product} {one.color.lower()}".strip(), one.size) if part
        )
        for one in levels
    }
