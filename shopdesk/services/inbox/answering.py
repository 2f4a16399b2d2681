"""Answer a message: a reply with receipts, the three checks, a last look at the facts before it leaves."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any

from sqlmodel import Session

from shopdesk.domain.guardrails.checks import Check, CheckName, check_composed, check_edited
from shopdesk.domain.guardrails.promised import PromiseWords, promise_words_of, promises_in
from shopdesk.domain.guardrails.staleness import Changed, changed
from shopdesk.domain.replies.book import render, say
from shopdesk.domain.replies.compose import compose
from shopdesk.domain.replies.facts import Fact, Pending, Reply, Sentence, Tone
from shopdesk.runtime import resources
from shopdesk.runtime.errors import NotFound
from shopdesk.runtime.i18n import _
from shopdesk.services.context import Shop
from shopdesk.services.inbox import content, situation
from shopdesk.store import inbox as store
from shopdesk.store import today as day
from shopdesk.store.models import Message, Promise
from shopdesk.store.models import Reply as KeptReply


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """One sentence as it reads, with its receipts."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested reply.

    Attributes:
        message_id: What it answers.
        text: The whole reply.
        sentences: Its sentences with their receipts.
        checks: The three checks.
        pending: Questions left open.
        tone: Which version.
        language: Of the reply.
    """

    message_id: int
    text: str
    sentences: tuple[SaidSentence, ...]
    checks: tuple[Check, ...]
    pending: tuple[Pending, ...]
    tone: Tone
    language: str

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All receipts, each once."""
        return tuple(dict.fromkeys(fact for sentence in self.sentences for fact in sentence.facts))


@dataclass(frozen=True, slots=True)
class Copied:
    """What happened when the owner copied a reply: nothing, if facts changed meanwhile.

    Attributes:
        is_copied: The text may leave.
        changed: Facts that say something else now.
        checks: The checks of the text as it is.
        promises: What the text promises, kept as tasks.
    """

    is_copied: bool
    changed: tuple[Changed, ...]
    checks: tuple[Check, ...]
    promises: tuple[str, ...] = ()


def suggest(shop: Shop, message_id: int, *, tone: Tone = Tone.WARM, language: str = "") -> Suggestion:
    """Return a reply to a message, and keep it as the latest suggestion.

    Raises:
        NotFound: If there is no such message.
    """
    with shop.store.write() as session:
        message = message_of(session, message_id)
        made = _made(session, shop, message, tone, language)
        _keep(session, shop, made)
    return made


def check(shop: Shop, message_id: int, text: str) -> tuple[Check, ...]:
    """Return the three checks of an edited text against the latest suggestion.

    Raises:
        NotFound: If there is no such message.
    """
    with shop.store.read() as session:
        message = message_of(session, message_id)
        original, facts, vouched = _latest(session, shop, message)
    values = [fact.value for fact in facts if fact.kind == "policy"]
    return check_edited(text, original, content.claim_words(), sources=values, confirmed=vouched)


def vouch(shop: Shop, message_id: int, claim: str) -> None:
    """Keep that the owner stands for a claim of a reply ("lo confirmo yo"), with the time.

    Raises:
        NotFound: If there is no such message.
    """
    with shop.store.write() as session:
        message = message_of(session, message_id)
        if not store.replies(session, message_id):
            _keep(session, shop, _made(session, shop, message, Tone.WARM, ""))
        _stand_for(store.replies(session, message_id)[0], [claim], shop)


def copy(
    shop: Shop, message_id: int, text: str, *, anyway: bool = False, vouched_for: bool = False
) -> Copied:
    """Read the facts again and, if none changed, let the text leave and remember what it promises.

    Args:
        shop: The shop.
        message_id: The message.
        text: As the owner sends it.
        anyway: Copy although facts changed; the owner has seen them.
        vouched_for: The owner has seen what has no source and stands for it ("lo confirmo yo"): that is
            kept with the time.

    Raises:
        NotFound: If there is no such message.
    """
    with shop.store.write() as session:
        message = message_of(session, message_id)
        original, facts, vouched = _latest(session, shop, message)
        now = _made(session, shop, message, Tone.WARM, "").facts
        moved = _moved(facts, now, text)
        values = [fact.value for fact in facts if fact.kind == "policy"]
        look = partial(check_edited, text, original, content.claim_words(), sources=values)
        checks = look(confirmed=vouched)
        if moved and not anyway:
            return Copied(False, moved, checks)
        promised = _promise(session, shop, message, text)
        claims = [claim.words for one in checks for claim in one.claims] if vouched_for else []
        checks = look(confirmed=[*vouched, *claims]) if claims else checks
        _stand_for(_note_copy(session, shop, message, text, checks), claims, shop)
    return Copied(True, moved, checks, promised)


def message_of(session: Session, message_id: int) -> Message:
    """Return a message.

    Raises:
        NotFound: If there is none of that number.
    """
    found = store.get(session, message_id)
    if found is None:
        raise NotFound(
            _("There is no message {number}.").format(number=message_id),
            _("`shopdesk inbox list` shows all of them."),
        )
    return found


@cache
def promise_words() -> PromiseWords:
    """Return the patterns of what commits the shop to something."""
    return promise_words_of(tomllib.loads(resources.text("replies/es/promises.toml")))


def _made(session: Session, shop: Shop, message: Message, tone: Tone, language: str) -> Suggestion:
    spoken = language or situation.language_of(shop, message)
    book = content.book(spoken)
    reply = compose(situation.of_message(session, shop, message, spoken), book, content.asks(), tone)
    text = render(book, reply)
    said = tuple(SaidSentence(say(book, sentence, tone), sentence.facts) for sentence in reply.sentences)
    checks = check_composed(reply, text, book, content.claim_words())
    return Suggestion(message.id or 0, text, said, checks, reply.pending, tone, spoken)


def _keep(session: Session, shop: Shop, made: Suggestion) -> None:
    """Keep a suggestion; one that was never copied gives way to it."""
    earlier = next((row for row in store.replies(session, made.message_id) if row.copied_at is None), None)
    row = earlier or KeptReply(message_id=made.message_id, text="", created_at=shop.now())
    row.text, row.tone = made.text, made.tone
    row.sentences = [
        {"text": one.text, "facts": [fact_row(fact) for fact in one.facts]} for one in made.sentences
    ]
    row.checks = [check_row(one) for one in made.checks]
    row.pending = [{"ask": one.ask, "reason": str(one.reason)} for one in made.pending]
    session.add(row)


def _latest(session: Session, shop: Shop, message: Message) -> tuple[str, tuple[Fact, ...], list[str]]:
    """Return text, receipts and vouched claims of the latest suggestion, composing one if there is none."""
    kept = store.replies(session, message.id or 0)
    if not kept:
        made = _made(session, shop, message, Tone.WARM, "")
        return made.text, made.facts, []
    facts = tuple(
        _fact_from(row) for sentence in kept[0].sentences or [] for row in sentence.get("facts", [])
    )
    return kept[0].text, facts, [str(row["claim"]) for row in kept[0].confirmed or []]


def _moved(said: Sequence[Fact], now: Sequence[Fact], text: str) -> tuple[Changed, ...]:
    """Return the facts that changed; names of customers and policies' links aside."""
    kinds = {"availability", "restock", "last_pieces", "price", "order_state", "policy", "delivery_time"}
    return tuple(
        one
        for one in changed([fact for fact in said if fact.kind in kinds], now)
        if one.old not in ("", "http") and not (one.kind == "policy" and one.old not in text)
    )


def _promise(session: Session, shop: Shop, message: Message, text: str) -> tuple[str, ...]:
    found = promises_in(text, promise_words(), shop.today())
    for one in found:
        session.add(
            Promise(
                kind=one.kind,
                text=one.words,
                made_at=shop.now(),
                due_on=one.due_on,
                message_id=message.id,
                customer_id=message.customer_id,
                variant_id=message.variant_id,
            )
        )
    return tuple(one.words for one in found)


def _stand_for(kept: KeptReply, claims: Sequence[str], shop: Shop) -> None:
    """Keep claims as the owner's word, with the time."""
    rows = [{"claim": claim, "at": shop.now().isoformat()} for claim in claims]
    if rows:
        kept.confirmed = [*(kept.confirmed or []), *rows]


def _note_copy(
    session: Session, shop: Shop, message: Message, text: str, checks: Sequence[Check]
) -> KeptReply:
    kept = next((row for row in store.replies(session, message.id or 0) if row.copied_at is None), None)
    row = kept or KeptReply(message_id=message.id or 0, text=text, created_at=shop.now())
    row.text, row.copied_at = text, shop.now()
    row.checks = [check_row(one) for one in checks]
    session.add(row)
    day.note_done(session, "reply", 1, shop.now())
    return row


def fact_row(fact: Fact) -> dict[str, Any]:
    """Return a receipt as JSON holds it."""
    return {
        "kind": str(fact.kind),
        "key": fact.key,
        "value": fact.value,
        "source": fact.source,
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
    }


def check_row(one: Check) -> dict[str, Any]:
    """Return a check as JSON holds it."""
    return {"name": str(one.name), "passed": one.passed, "claims": [claim.words for claim in one.claims]}


def _fact_from(row: dict[str, Any]) -> Fact:
    at = row.get("as_of")
    return Fact(
        row["kind"], row["key"], row["value"], row["source"], datetime.fromisoformat(at) if at else None
    )


__all__ = [
    "CheckName",
    "Copied",
    "Reply",
    "Sentence",
    "Suggestion",
    "check",
    "copy",
    "suggest",
    "vouch",
]
