"""Put a reply together: greeting, what can be answered, what stays open, and one way on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from shopdesk.domain.replies import orders, others, policies, product, stock
from shopdesk.domain.replies.asks import AskBook, asks_of
from shopdesk.domain.replies.book import Book, MissingSlot, say
from shopdesk.domain.replies.facts import Fact, FactKind, Pending, Reply, Sentence, Situation, Tone
from shopdesk.domain.replies.parts import STEP_ORDER, Context, Need, Part
from shopdesk.domain.tagging.tags import Tag

Answer = Callable[[Context, str], Part]

ANSWERS: Mapping[str, Answer] = {
    "availability": stock.availability, "restock": stock.availability, "reserve": stock.availability,
    "colors": stock.availability, "fit": product.fit, "guide": policies.from_policy,
    "equivalence": product.equivalence, "misfit": policies.exchange, "exchange": policies.exchange,
    "return": policies.exchange, "cancel": policies.exchange, "modify": policies.exchange,
    "refund_status": policies.exchange, "warranty": policies.warranty,
    "broken": policies.warranty, "cost": policies.from_policy,
    "where": policies.where, "time": policies.delivery_time, "pickup": policies.from_policy,
    "status": orders.status, "address": orders.address_change, "methods": policies.payment,
    "on_delivery": policies.payment, "instalments": policies.payment,
    "invoice": policies.payment, "account": policies.payment, "proof": policies.payment,
    "problem": policies.payment, "price": product.price, "discount": product.discount,
    "wholesale": product.discount, "match": product.discount, "allergy": product.allergy,
    "material": product.attribute, "care": product.attribute, "water": product.attribute,
    "comfort": product.comfort, "health": product.comfort, "complaint": others.complaint,
    "thanks": others.thanks,
}  # fmt: skip
"""How each ask is answered; what is not here goes to ``others.other``."""

_RANK: Mapping[str, int] = {
    tag.value: place
    for place, tag in enumerate(
        (
            Tag.STOCK,
            Tag.TALLA,
            Tag.PRECIO,
            Tag.MATERIALES,
            Tag.COMODIDAD,
            Tag.ENVIO,
            Tag.CAMBIOS,
            Tag.GARANTIA,
            Tag.PAGO,
            Tag.QUEJA,
            Tag.AGRADECIMIENTO,
            Tag.OTRA,
        )
    )
}
"""In which order a reply answers."""


def compose(situation: Situation, book: Book, asks: AskBook, tone: Tone) -> Reply:
    """Return a reply to one message.

    No source, no sentence: a question without a fact is named as pending; the last sentence offers a next
    step or help. The message is only read for what it asks.

    Args:
        situation: All that is known.
        book: Sentences of the language to answer in.
        asks: Patterns of what is asked.
        tone: Which of the three versions.
    """
    is_complaint = Tag.QUEJA in situation.tags
    ctx = Context(situation, book, tone, situation.reading, is_complaint)
    is_private = asks.has("third_party", situation.reading) and not situation.order
    asked = [ask for ask in _asked(ctx, asks) if not (is_private and ask in _OF_AN_ORDER)]
    if asks.has("minor", situation.reading):
        asked = [*(ask for ask in asked if ask not in _OF_A_PAYMENT), "person"]
    parts = [ANSWERS.get(ask, others.other)(ctx, ask) for ask in asked]
    if is_private:
        parts.insert(0, orders.private(ctx, ""))
    body = _said(ctx, parts)
    left = _left(parts)
    opened = _pending_sentence(ctx, left)
    step = _step(parts, is_complaint=is_complaint)
    paragraphs = [_greeting(ctx), *body, opened, (step,)]
    return Reply(tuple(p for p in paragraphs if p), left, tone, book.language)


def _asked(ctx: Context, book: AskBook) -> tuple[str, ...]:
    """Return what is asked: sentence by sentence, then by the tags that only the whole message has."""
    pairs: list[tuple[str, str]] = []
    for segment in ctx.situation.segments:
        asked = asks_of(segment.reading, segment.tags, book)
        is_question = segment.reading.asks and len(segment.reading.spans) > _FEW_WORDS
        pairs.extend((tag, "unknown" if ask == "other" and is_question else ask) for tag, ask in asked)
    covered = {tag for tag, _ in pairs}
    rest = [tag for tag in ctx.situation.tags if tag not in covered]
    pairs.extend(asks_of(ctx.reading, rest, book))
    pairs.sort(key=lambda pair: _RANK.get(pair[0], len(_RANK)))
    found = dict.fromkeys(ask for _, ask in pairs)
    return tuple(_settled(ctx, found, is_own=book.has("own_order", ctx.reading)))


def _settled(ctx: Context, found: dict[str, None], *, is_own: bool) -> list[str]:
    """Drop what another ask already means: delivery time of an own order, a price that is the shipping's."""
    if is_own and "status" in found:
        found.pop("time", None)
    if "cost" in found and not ctx.situation.styles:
        found.pop("price", None)
    for idle in ("other", "greeting"):
        if len(found) > 1:
            found.pop(idle, None)
    return ["restock" if ask == "time" and stock.is_missing(ctx) else ask for ask in found]


def _said(ctx: Context, parts: Sequence[Part]) -> list[tuple[Sentence, ...]]:
    """Return one paragraph per part; a sentence whose slots cannot be filled is not said, nor said twice.

    Two asks that the same words of a policy answer get them once.
    """
    seen: set[str] = set()
    paragraphs: list[tuple[Sentence, ...]] = []
    for part in parts:
        kept: list[Sentence] = []
        for sentence in part.sentences:
            try:
                text = say(ctx.book, sentence, ctx.tone)
            except MissingSlot:
                continue
            words = sentence.slots.get("quote", text) if sentence.key == "policy" else text
            if words not in seen:
                seen.add(words)
                kept.append(sentence)
        paragraphs.append(tuple(kept))
    return paragraphs


def _left(parts: Sequence[Part]) -> tuple[Pending, ...]:
    first: dict[str, Pending] = {}
    for part in parts:
        for pending in part.pending:
            first.setdefault(pending.ask, pending)
    return tuple(first.values())


def _pending_sentence(ctx: Context, left: Sequence[Pending]) -> tuple[Sentence, ...]:
    named = [ctx.topic(p.ask) for p in left if p.reason in (Need.NO_POLICY, Need.NO_FACT, Need.OWNER_ACTION)]
    topics = list(dict.fromkeys(named))
    if ctx.topic("where") in topics and {ctx.topic("cost"), ctx.topic("time")} & set(topics):
        topics.remove(ctx.topic("where"))  # what sending there costs or takes says whether it is sent there
    return (Sentence("pending", {"topics": ctx.book.join(topics)}),) if topics else ()


def _step(parts: Sequence[Part], *, is_complaint: bool) -> Sentence:
    offered = {step.key: step for part in reversed(parts) for step in part.steps}
    if is_complaint:
        offered = {key: step for key, step in offered.items() if key in _CALM}
    for key in STEP_ORDER:
        if key in offered:
            return offered[key]
    nothing_said = not any(part.sentences or part.pending for part in parts)
    return Sentence("next_open" if nothing_said and not is_complaint else "next_help")


def _greeting(ctx: Context) -> tuple[Sentence, ...]:
    name = ctx.situation.customer
    suffix = "" if name else "_anyone"
    facts = (Fact(FactKind.CUSTOMER, "customer:name", name, "message:author"),) if name else ()
    slots = {"name": name} if name else {}
    if ctx.is_complaint:
        return (Sentence(f"sorry{suffix}", slots, facts),)
    if Tag.AGRADECIMIENTO in ctx.situation.tags and ctx.tone is not Tone.BRIEF:
        return (Sentence(f"thanks{suffix}", slots, facts),)
    key = "greet_short" if ctx.tone is Tone.BRIEF else "greet"
    return (Sentence(f"{key}{suffix}", slots, facts),)


_OF_AN_ORDER = frozenset({"status", "time", "where", "other", "unknown", "account"})
"""What is not answered of an order that is another person's."""
_OF_A_PAYMENT = frozenset({"methods", "account", "proof", "instalments", "on_delivery", "other", "unknown"})
"""What a person answers where a child asks to pay."""
_FEW_WORDS = 3
_CALM = frozenset(
    {
        "next_verify",
        "next_order",
        "next_problem",
        "next_exchange",
        "next_exchange_plain",
        "next_help",
        "next_product",
    }
)


def versions(situation: Situation, book: Book, asks: AskBook) -> tuple[Reply, ...]:
    """Return the reply in its three versions: warm, brief, formal."""
    return tuple(compose(situation, book, asks, tone) for tone in Tone)
