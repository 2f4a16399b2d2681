"""What every part of a reply is made with: the context it reads, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shopdesk.domain.replies.book import Book
from shopdesk.domain.replies.facts import (
    Fact,
    FactKind,
    Pending,
    PolicyFact,
    Sentence,
    Situation,
    StyleFact,
    Tone,
    VariantFact,
)
from shopdesk.domain.tagging.reading import Reading


class Need(StrEnum):
    """Why a question stays open."""

    NO_POLICY = "no_policy"
    NO_FACT = "no_fact"
    VERIFY_STOCK = "verify_stock"
    OWNER_ACTION = "owner_action"
    ASKED_BACK = "asked_back"
    """The reply itself asks the customer for what is missing."""


STEP_ORDER = (
    "next_verify",
    "next_scale",
    "next_order",
    "next_problem",
    "next_product",
    "next_which_size",
    "next_postcode",
    "next_exchange",
    "next_exchange_plain",
    "next_notice",
    "next_reserve",
    "next_guide",
    "next_size",
    "next_open",
    "next_help",
)
"""Which next step ends the reply when several parts offer one."""


@dataclass(frozen=True, slots=True)
class Context:
    """What parts read."""

    situation: Situation
    book: Book
    tone: Tone
    reading: Reading
    is_complaint: bool

    def topic(self, ask: str) -> str:
        """Return how an ask is named."""
        return self.book.topic(ask)


@dataclass(frozen=True, slots=True)
class Part:
    """What one ask adds to a reply."""

    sentences: tuple[Sentence, ...] = ()
    pending: tuple[Pending, ...] = ()
    steps: tuple[Sentence, ...] = ()


@dataclass(slots=True)
class Making:
    """A part being put together."""

    sentences: list[Sentence] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    steps: list[Sentence] = field(default_factory=list)

    def say(self, key: str, slots: Mapping[str, str] | None = None, *facts: Fact) -> None:
        """Add a sentence with its receipts."""
        self.sentences.append(Sentence(key, dict(slots or {}), facts))

    def leave(self, ask: str, reason: str) -> None:
        """Leave a question open."""
        self.pending.append(Pending(ask, reason))

    def step(self, key: str, slots: Mapping[str, str] | None = None, *facts: Fact) -> None:
        """Offer a next step."""
        self.steps.append(Sentence(key, dict(slots or {}), facts))

    def done(self) -> Part:
        """Return the part."""
        return Part(tuple(self.sentences), tuple(self.pending), tuple(self.steps))


def variant_fact(variant: VariantFact, kind: str = FactKind.AVAILABILITY) -> Fact:
    """Return the receipt of what may be promised of a variant."""
    said = ":".join(part for part in (variant.state.value, variant.reason.value, variant.when_said) if part)
    value = said if not variant.pieces or kind == FactKind.RESTOCK else str(variant.pieces)
    return Fact(kind, f"variant:{variant.variant_id}", value, f"stock:{variant.variant_id}", variant.as_of)


def attribute_fact(style: StyleFact, name: str, value: str) -> Fact:
    """Return the receipt of something a product's page says."""
    key = f"product:{style.product_id}:{name}"
    return Fact(FactKind.ATTRIBUTE, key, value, key, style.as_of)


def policy_fact(policy: PolicyFact, quoted: str) -> Fact:
    """Return the receipt of a quoted policy, with its version."""
    source = f"policy:{policy.name}:v{policy.version}"
    return Fact(FactKind.POLICY, f"policy:{policy.name}", quoted, source, policy.valid_from)


def catalogue_fact(style: StyleFact) -> Fact:
    """Return the receipt of a style standing in the catalogue."""
    key = f"product:{style.product_id}"
    return Fact(FactKind.CATALOGUE, key, style.item, key, style.as_of)
