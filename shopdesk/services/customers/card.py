"""One person's card: everything that happened, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from shopdesk.domain.naming import styled
from shopdesk.services.context import Shop
from shopdesk.services.customers.listing import CustomerRow, everyone, identify
from shopdesk.store import customers as store


class MomentKind(StrEnum):
    """What a line of the card tells."""

    PURCHASE = "purchase"
    RETURN = "return"
    EXCHANGE = "exchange"
    CANCELLED = "cancelled"
    MESSAGE = "message"
    LETTER = "letter"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened on a day.

    Attributes:
        what: The product, the subject, or the words.
        detail: The order's number, the letter's state, or the score.
        paid_minor: What a purchase cost, in ``currency``.
        channel: Where it was made, as the shop's channels are called.
    """

    day: date
    kind: MomentKind
    what: str
    detail: str = ""
    pieces: int = 0
    paid_minor: int = 0
    currency: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What a person agreed to or refused, with its evidence."""

    at: datetime
    channel: str
    is_granted: bool
    source: str
    text_version: str
    row: str


@dataclass(frozen=True, slots=True)
class Card:
    """A person and everything that happened, newest first."""

    who: CustomerRow
    moments: tuple[Moment, ...]
    consents: tuple[ConsentLine, ...]


def card(shop: Shop, key: str) -> Card:
    """Return the card of the person a key names.

    Raises:
        NotFound: If it names nobody.
    """
    zone = shop.zone()
    with shop.store.read() as session:
        found = identify(session, shop, key)
        moments = [_bought(line) for line in store.bought(session, found)]
        moments += [_wrote(m.written_at, m.text, zone) for m in store.messages(session, found)]
        for letter in store.letters(session, found):
            at = letter.sent_at or letter.last_try_at
            if at:
                moments.append(Moment(_day(at, zone), MomentKind.LETTER, letter.subject, letter.state))
        for answer in store.answers(session, found):
            words = answer.sentence or answer.how_it_went
            score = "" if answer.score is None else str(answer.score)
            moments.append(Moment(_day(answer.answered_at, zone), MomentKind.ANSWER, words, score))
        consents = tuple(
            ConsentLine(c.at, c.channel, c.is_granted, c.source, c.text_version, c.row_reference)
            for c in store.consents(session, found)
        )
        (who,) = everyone(session, shop, only=found)[0].rows
    moments.sort(key=lambda m: m.day, reverse=True)
    return Card(who, tuple(moments), consents)


def _bought(line: store.BoughtLine) -> Moment:
    thing = styled(line.product, line.color)
    what = ", ".join(part for part in (thing, line.size) if part)
    kind = MomentKind.PURCHASE
    if line.kind == "return" or line.status == "refunded":
        kind = MomentKind.RETURN
    elif line.kind == "exchange":
        kind = MomentKind.EXCHANGE
    elif line.status == "cancelled":
        kind = MomentKind.CANCELLED
    return Moment(line.day, kind, what, line.order, line.pieces, line.paid_minor, line.currency, line.channel)


def _wrote(at: datetime, text: str, zone: ZoneInfo) -> Moment:
    return Moment(_day(at, zone), MomentKind.MESSAGE, text)


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
