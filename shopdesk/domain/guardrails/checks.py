"""The three checks an owner sees: there is what it offers, only your policies, it gives a next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shopdesk.domain.guardrails.claims import (
    Claim,
    ClaimWords,
    ends_in_step,
    find_claims,
    plain_words,
    sentences_of,
)
from shopdesk.domain.replies.book import Book, MissingSlot, render, say, slots_of
from shopdesk.domain.replies.facts import FactKind, Reply, Sentence

_STOCK_KINDS = frozenset({"availability", "last_pieces"})


class CheckName(StrEnum):
    """The three checks."""

    IN_STOCK = "in_stock"
    ONLY_POLICIES = "only_policies"
    NEXT_STEP = "next_step"


@dataclass(frozen=True, slots=True)
class _Known:
    """A sentence of the original: its words, and what it claims."""

    own: frozenset[str]
    meanings: frozenset[tuple[str, str, bool]]

    @classmethod
    def of(cls, sentence: str, words: ClaimWords) -> _Known:
        """Return what is known of a sentence: its plain words, and the meanings of its claims."""
        claims = find_claims(sentence, words)
        return cls(frozenset(plain_words(sentence).split()), frozenset(c.meaning for c in claims))

    def likeness(self, other: frozenset[str]) -> float:
        """Return the share of words two sentences have in common."""
        return len(self.own & other) / max(1, len(self.own | other))


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a reply: passed, or what stands in it without a source.

    Attributes:
        name: Which check.
        passed: Nothing speaks against it.
        claims: What has no source, for the editor to underline.
    """

    name: CheckName
    passed: bool
    claims: tuple[Claim, ...] = ()


REQUIRED: Mapping[str, str] = {
    "available": FactKind.AVAILABILITY,
    "available_one_size": FactKind.AVAILABILITY,
    "out": FactKind.AVAILABILITY,
    "out_one_size": FactKind.AVAILABILITY,
    "taken": FactKind.AVAILABILITY,
    "stale": FactKind.AVAILABILITY,
    "presale": FactKind.AVAILABILITY,
    "presale_when": FactKind.AVAILABILITY,
    "on_order": FactKind.RESTOCK,
    "on_order_when": FactKind.RESTOCK,
    "discontinued": FactKind.AVAILABILITY,
    "neighbour": FactKind.AVAILABILITY,
    "sibling": FactKind.AVAILABILITY,
    "sizes_today": FactKind.AVAILABILITY,
    "none_today": FactKind.AVAILABILITY,
    "last": FactKind.LAST_PIECES,
    "not_made": FactKind.CATALOGUE,
    "stale_any": "",
    "policy": FactKind.POLICY,
    "policy_link": FactKind.POLICY,
    "next_exchange": FactKind.POLICY,
    "zone": FactKind.DELIVERY_TIME,
    "price": FactKind.PRICE,
    "price_before": FactKind.PRICE,
    "material": FactKind.ATTRIBUTE,
    "care": FactKind.ATTRIBUTE,
    "fit": FactKind.ATTRIBUTE,
    "equivalence": FactKind.EQUIVALENCE,
    "order_preparing": FactKind.ORDER,
    "order_sent": FactKind.ORDER,
    "order_delivered": FactKind.ORDER,
    "order_sent_undated": FactKind.ORDER,
    "order_delivered_undated": FactKind.ORDER,
    "order_cancelled": FactKind.ORDER,
    "order_refunded": FactKind.ORDER,
    "order_pending": FactKind.ORDER,
    "no_color": FactKind.CATALOGUE,
    "no_color_but": FactKind.AVAILABILITY,
    "no_color_sized": FactKind.AVAILABILITY,
    "address": FactKind.SHOP,
    "site": FactKind.SHOP,
}
"""The receipt a sentence cannot be said without."""

_NEAR = 0.25
_OFFERS = frozenset(
    {
        "available",
        "available_one_size",
        "neighbour",
        "sibling",
        "sizes_today",
        "no_color_but",
        "no_color_sized",
    }
)


def check_composed(reply: Reply, text: str, book: Book, words: ClaimWords) -> tuple[Check, ...]:
    """Check a composed reply by construction.

    The text must be exactly what its sentences say; each sentence must carry the receipt it needs, and an
    offer a receipt of more than no pieces.
    """
    try:
        same = render(book, reply) == text
    except MissingSlot:
        same = False
    unsupported = [s for s in reply.sentences if not _is_supported(s, book, reply)]
    offers = [s for s in reply.sentences if s.key in _OFFERS and not _is_offered(s)]
    return (
        Check(CheckName.IN_STOCK, not offers, _as_claims("availability", offers, book, reply)),
        Check(
            CheckName.ONLY_POLICIES, same and not unsupported, _as_claims("source", unsupported, book, reply)
        ),
        Check(CheckName.NEXT_STEP, ends_in_step(text, words)),
    )


def check_edited(
    text: str, original: str, words: ClaimWords, *, sources: Sequence[str] = (), confirmed: Sequence[str] = ()
) -> tuple[Check, ...]:
    """Check a text after the owner's edit: what is new in it needs a source or the owner's word.

    A sentence may say less than the original's nearest one, never more: joining the size of one sentence
    with the "yes" of another is new.

    Args:
        text: As edited.
        original: As composed; what it says has its receipts already.
        words: What counts as a promise.
        sources: Values of the receipts, e.g. quoted policies.
        confirmed: Claims the owner vouched for ("lo confirmo yo").
    """
    vouched = {plain_words(claim) for claim in confirmed}
    known = [_Known.of(part, words) for part in _parts(original, sources)]
    stock: list[Claim] = []
    other: list[Claim] = []
    for start, end in sentences_of(text):
        said = [c for c in find_claims(text[start:end], words) if plain_words(c.words) not in vouched]
        allowed = _allowed(text[start:end], known)
        new = [c.moved(start) for c in said if c.meaning not in allowed]
        is_offer = any(c.kind in _STOCK_KINDS for c in said)
        for claim in new:
            counted = is_offer and claim.kind == "number"
            (stock if claim.kind in _STOCK_KINDS or counted else other).append(claim)
    return (
        Check(CheckName.IN_STOCK, not stock, tuple(stock)),
        Check(CheckName.ONLY_POLICIES, not other, tuple(other)),
        Check(CheckName.NEXT_STEP, ends_in_step(text, words)),
    )


def _parts(original: str, sources: Sequence[str]) -> list[str]:
    return [*(original[start:end] for start, end in sentences_of(original)), *sources]


def _allowed(sentence: str, known: Sequence[_Known]) -> frozenset[tuple[str, str, bool]]:
    """Return what a sentence may say: what the nearest original says; all of it if none is near."""
    own = frozenset(plain_words(sentence).split())
    near = max(known, key=lambda one: one.likeness(own), default=None)
    if near is not None and near.likeness(own) >= _NEAR:
        return near.meanings
    return frozenset(meaning for one in known for meaning in one.meanings)


def _is_supported(sentence: Sentence, book: Book, reply: Reply) -> bool:
    needed = REQUIRED.get(sentence.key)
    if needed and not any(fact.kind == needed for fact in sentence.facts):
        return False
    slots = slots_of(book.template(sentence.key, reply.tone))
    return needed is not None or slots <= _FREE_SLOTS


def _is_offered(sentence: Sentence) -> bool:
    pieces = [fact.value for fact in sentence.facts if fact.kind == FactKind.AVAILABILITY]
    return bool(pieces) and all(value.isdigit() and int(value) > 0 for value in pieces)


def _as_claims(kind: str, sentences: Sequence[Sentence], book: Book, reply: Reply) -> tuple[Claim, ...]:
    return tuple(Claim(kind, say(book, sentence, reply.tone), 0, 0) for sentence in sentences)


_FREE_SLOTS = frozenset({"name", "topics", "size", "order", "item"})
"""Slots that carry no promise: a name, what is left open, what the customer asked about."""
