"""The whole card of one person: what happened, what comes next, what fits, what they allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np

from shopdesk.domain.advice import Advice
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.preferences import ShopSettings
from shopdesk.services.context import Shop
from shopdesk.services.customers.card import Card, MomentKind, card
from shopdesk.services.customers.listing import MailStatus
from shopdesk.services.customers.recommend import recommend
from shopdesk.services.mail import calendar
from shopdesk.services.mail.calendar import Day, Mark
from shopdesk.services.sizes.foot import FootFacts, foot_of
from shopdesk.store import customers as store
from shopdesk.store import unions

_GAPS_NEEDED = 3
"""Gaps between purchases before a person has a rhythm."""


class Next(StrEnum):
    """What comes next for a person."""

    ANSWER = "answer"
    LETTER = "letter"
    ADVICE = "advice"
    SILENCE = "silence"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that stands and can be taken back."""

    number: int
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything the card shows.

    Attributes:
        days: Letters of four weeks back and those that stand today.
        swaps: Exchanges of one size for another, newest first.
        rhythm_days: Middle gap between purchases; None under three gaps.
        waiting: The newest message that waits for an answer, or None.
        due: The letter proposed for today, or None.
    """

    card: Card
    days: tuple[Day, ...]
    feet: FootFacts
    swaps: tuple[unions.Swap, ...]
    merges: tuple[Merge, ...]
    advice: tuple[Advice, ...]
    rhythm_days: int | None
    waiting: tuple[int, str] | None
    due: Flow | None
    currency: str
    country: str
    today: date

    @property
    def is_silenced(self) -> bool:
        """Whether nothing is proposed to them: they asked for no letters, or said no when asked."""
        return self.card.who.mail in (MailStatus.UNSUBSCRIBED, MailStatus.REFUSED)

    @property
    def next(self) -> Next:
        """Return what comes next, the most urgent first."""
        if self.waiting is not None:
            return Next.ANSWER
        if self.is_silenced:
            return Next.SILENCE
        if self.due is not None:
            return Next.LETTER
        return Next.ADVICE if self.advice else Next.NOTHING


def whole(shop: Shop, key: str) -> Whole:
    """Return the whole card of the person a key names.

    Raises:
        NotFound: If it names nobody.
    """
    found = card(shop, key)
    who, zone = found.who.id, shop.zone()
    with shop.store.read() as session:
        merges = tuple(
            Merge(number, name, at.astimezone(zone).date())
            for number, name, at in unions.merges_of(session, who)
        )
        swaps = tuple(unions.swaps(session, who))
        waiting = next(
            (
                (m.id or 0, m.text)
                for m in store.messages(session, who)
                if m.status == "open" and not m.is_from_shop
            ),
            None,
        )
    days = calendar.of_customer(shop, who)
    chosen = shop.settings.get(ShopSettings)
    return Whole(
        card=found,
        days=days,
        feet=foot_of(shop, who),
        swaps=swaps,
        merges=merges,
        advice=recommend(shop, str(who), count=2),
        rhythm_days=_rhythm(found),
        waiting=waiting,
        due=next((day.flow for day in days if day.mark is Mark.PROPOSED), None),
        currency=chosen.currency,
        country=chosen.country,
        today=shop.today(),
    )


def _rhythm(found: Card) -> int | None:
    bought = sorted({moment.day for moment in found.moments if moment.kind is MomentKind.PURCHASE})
    gaps = [(later - day).days for day, later in pairwise(bought)]
    return round(float(np.median(gaps))) if len(gaps) >= _GAPS_NEEDED else None
