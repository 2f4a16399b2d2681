"""Where each flow's candidates come from: reads what they rest on, asks the domain who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from shopdesk.domain.outreach import purchases as occasions
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.people import Person
from shopdesk.domain.outreach.purchases import Bought, Candidate, Purchase
from shopdesk.services.context import Shop
from shopdesk.services.mail import sources_news, timing, voice
from shopdesk.services.mail.late import new_dates
from shopdesk.store import outreach, outreach_news, outreach_orders

HISTORY_DAYS = 150
"""The longest wait of any purchase's letter (care, 120 days) and a month."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all flows stand on, read once."""

    today: date
    zone: ZoneInfo
    language: str
    purchases: Sequence[Purchase]
    thanked: frozenset[str]
    waits: Mapping[Flow, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Every letter that could be written now, and people known by their address alone."""

    candidates: Sequence[Candidate]
    strangers: Mapping[str, Person]


def read_ground(session: Session, shop: Shop, language: str, person: str = "") -> Ground:
    """Read the purchases of the last months, what was thanked for, and the owner's waits.

    Args:
        session: Where to read.
        shop: Whose.
        language: Of the letters.
        person: Key of one customer, to read the purchases of nobody else.
    """
    today, zone = shop.today(), shop.zone()
    since = today - timedelta(days=HISTORY_DAYS)
    found = outreach_orders.purchases(session, zone, since=since, person=person)
    return Ground(
        today,
        zone,
        language,
        _with_care(found, language),
        outreach.thanked_orders(session, today - timedelta(days=60)),
        timing.waits(shop),
    )


def _with_care(purchases: Sequence[Purchase], language: str) -> list[Purchase]:
    known: dict[Bought, Bought] = {}

    def dated(line: Bought) -> Bought:
        found = known.get(line)
        if found is None:
            found = known[line] = replace(line, care_days=voice.care_days(line, language))
        return found

    return [replace(one, lines=tuple(map(dated, one.lines))) for one in purchases]


def find(session: Session, shop: Shop, ground: Ground) -> Found:
    """Return every letter that could be written about now, whatever stands against it."""
    candidates = occasions.thanks(ground.purchases, ground.thanked, ground.today)
    candidates += _about_parcels(session, ground)
    news, strangers = sources_news.find(session, shop, ground.today, ground.waits)
    return Found([*candidates, *news], strangers)


def _about_parcels(session: Session, ground: Ground) -> list[Candidate]:
    reviews = outreach_news.newest_reviews(session)
    reviewed = {
        outreach.customer_key(customer): at.astimezone(ground.zone).date() for customer, at in reviews.items()
    }
    dates = new_dates(session)
    found: list[Candidate] = []
    for purchase in ground.purchases:
        late = occasions.notice(purchase, new_date=dates.get(purchase.key))
        found += [late] if late is not None else []
        found.append(occasions.survey(purchase, wait=ground.waits.get(Flow.SURVEY)))
        reviewed_on = reviewed.get(purchase.person)
        found.append(occasions.review(purchase, reviewed_on, wait=ground.waits.get(Flow.REVIEW)))
        found += occasions.care(purchase, wait=ground.waits.get(Flow.CARE))
    return found
