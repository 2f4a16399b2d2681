"""The fourteen flows: their order where they compete, their kind, and the days they are good for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Flow(StrEnum):
    """Why a letter is written, in the order in which flows give way to each other: the first goes first."""

    NOTICE = "notice"  # Te aviso yo primero
    THANKS = "thanks"  # Gracias
    SURVEY = "survey"  # Encuesta
    BACK_IN_STOCK = "back_in_stock"  # De vuelta en tu talla
    REPLENISH = "replenish"  # Reposición
    EARLY_ACCESS = "early_access"  # Primero tú
    REVIEW = "review"  # Reseña con foto o video
    CARE = "care"  # Cuidado
    SPECIAL_DATE = "special_date"  # Fecha especial
    NOVELTY = "novelty"  # Novedad, recomendación
    WELCOME = "welcome"  # Bienvenida
    CART = "cart"  # Carrito abandonado
    ASKED = "asked"  # Preguntó y no compró
    WINBACK = "winback"  # Te extrañamos


PRIORITY: Final = {flow: place for place, flow in enumerate(Flow)}


class Kind(StrEnum):
    """What the law makes of a letter."""

    SERVICE = "service"
    MARKETING = "marketing"


class Purse(StrEnum):
    """Which allowance of a person a letter is paid from, besides one letter a day."""

    DAILY = "daily"  # only the daily one
    THANKS = "thanks"
    SURVEY = "survey"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a flow's letter is due and until when it still makes sense.

    Attributes:
        kind: Service or marketing.
        purse: The allowance it uses.
        needs_consent: True if an explicit yes is needed; otherwise a customer's silence is enough and a no
            stops marketing.
        wait: Days from the occasion to the first day it may go.
        span: Days after the first during which it still makes sense; later it is skipped, never sent late.
        is_on: Whether it prepares batches before the owner says anything.
    """

    kind: Kind
    purse: Purse
    needs_consent: bool
    wait: int
    span: int
    is_on: bool


RULES: Final[dict[Flow, Rule]] = {
    Flow.NOTICE: Rule(Kind.SERVICE, Purse.DAILY, needs_consent=False, wait=1, span=7, is_on=True),
    Flow.THANKS: Rule(Kind.SERVICE, Purse.THANKS, needs_consent=False, wait=0, span=7, is_on=True),
    Flow.SURVEY: Rule(Kind.SERVICE, Purse.SURVEY, needs_consent=False, wait=3, span=2, is_on=True),
    Flow.BACK_IN_STOCK: Rule(
        Kind.MARKETING, Purse.MARKETING, needs_consent=False, wait=0, span=14, is_on=False
    ),
    Flow.REPLENISH: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=False, wait=0, span=14, is_on=True),
    Flow.EARLY_ACCESS: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=False, wait=0, span=4, is_on=True),
    Flow.REVIEW: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=False, wait=6, span=14, is_on=False),
    Flow.CARE: Rule(Kind.SERVICE, Purse.DAILY, needs_consent=False, wait=20, span=10, is_on=True),
    Flow.SPECIAL_DATE: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=True, wait=0, span=0, is_on=False),
    Flow.NOVELTY: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=False, wait=0, span=30, is_on=True),
    Flow.WELCOME: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=True, wait=0, span=7, is_on=False),
    Flow.CART: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=False, wait=1, span=4, is_on=False),
    Flow.ASKED: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=True, wait=3, span=4, is_on=True),
    Flow.WINBACK: Rule(Kind.MARKETING, Purse.MARKETING, needs_consent=False, wait=0, span=30, is_on=False),
}

WAIT_LIMITS: Final[dict[Flow, tuple[int, int]]] = {
    Flow.SURVEY: (3, 5),
    Flow.REVIEW: (6, 30),
    Flow.CARE: (7, 120),
    Flow.CART: (1, 3),
    Flow.ASKED: (3, 10),
}
"""How far the owner may move a flow's wait, in days (inclusive)."""

WELCOME_STEPS: Final = (0, 4, 9)
"""Days from the new contact to each letter of the welcome."""


class State(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


COUNTS_AS_SENT: Final = frozenset({State.SENT, State.UNKNOWN, State.SENDING})
WILL_BE_SENT: Final = frozenset({State.APPROVED, State.QUEUED})
