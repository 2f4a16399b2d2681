"""Where each flow's candidates come from: reads what they rest on, asks the domain who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlmodel import Session

from shopdesk.domain.outreach import purchases as occasions
from shopdesk.domain.outreach.flows import Flow
from shopdesk.domain.outreach.people import Person
from shopdesk.domain.outreach.planning import is_open, is_silent, matters_since
from shopdesk.domain.outreach.purchases import Bought, Candidate, Purchase
from shopdesk.services.context import Shop
from shopdesk.services.mail import sources_news, timing, voice
from shopdesk.services.mail.late import new_dates
from shopdesk.store import outreach, outreach_letters, outreach_news, outreach_orders

HISTORY_DAYS = 150
"""The longest wait of any purchase's letter (care, 120 days) and a month."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all flows stand on, read once; ``first_import`` is the day of the first import of sales."""

    today: date
    zone: ZoneInfo
    language: str
    purchases: Sequence[Purchase]
    thanked: frozenset[str]
    waits: Mapping[Flow, int] = field(default_factory=dict)
    first_import: date | None = None


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
    dress = partial(_with_care, language)
    found = outreach_orders.purchases(session, zone, since=since, person=person, dress=dress)
    return Ground(
        today,
        zone,
        language,
        found,
        outreach_letters.thanked_orders(session, today - timedelta(days=60)),
        timing.waits(shop),
        outreach_orders.first_import_day(session, zone),
    )


def _with_care(language: str, thing: Bought) -> Bought:
    return replace(thing, care_days=voice.care_days(thing, language))


def find(session: Session, shop: Shop, language: str, person: str = "") -> Found:
    """Return every letter that could be in today's plan, whatever stands against it.

    The letters of the coming days give way to each other: those about a parcel are given only for people
    to whom something could go today, and only those of which the plan has a line.

    The purchases of the last months are read last and let go of here: 60,000 of them beside all else that is
    read for the news took 50 MB more, which Python does not give back.
    """
    news, strangers = sources_news.find(session, shop, shop.today(), timing.waits(shop))
    ground = read_ground(session, shop, language, person)
    thanks = occasions.thanks(ground.purchases, ground.thanked, ground.today)
    open_to = {c.person for c in (*thanks, *news) if is_open(c, ground.today, ground.first_import)}
    return Found([*thanks, *_about_parcels(session, ground, open_to), *news], strangers)


def _about_parcels(session: Session, ground: Ground, open_to: Collection[str]) -> list[Candidate]:
    reviews = outreach_news.newest_reviews(session)
    reviewed = {
        outreach.customer_key(customer): at.astimezone(ground.zone).date() for customer, at in reviews.items()
    }
    dates = new_dates(session)
    theirs: dict[str, list[Purchase]] = defaultdict(list)
    for purchase in ground.purchases:
        theirs[purchase.person].append(purchase)
    today, first = ground.today, ground.first_import
    found: list[Candidate] = []
    for person, bought in theirs.items():
        mine = [c for one in bought for c in _of_parcel(one, ground, reviewed.get(person), dates)]
        all_of_them = person in open_to or any(is_open(c, today, first) for c in mine)
        found += [
            c for c in mine if not is_silent(c, today, first) and (all_of_them or c.occasion.due <= today)
        ]
    return found


def _of_parcel(
    purchase: Purchase, ground: Ground, reviewed_on: date | None, dates: Mapping[str, date]
) -> list[Candidate]:
    since, waits = matters_since(ground.today), ground.waits
    found = (
        occasions.notice(purchase, since, new_date=dates.get(purchase.key)),
        occasions.survey(purchase, since, wait=waits.get(Flow.SURVEY)),
        occasions.review(purchase, reviewed_on, since, wait=waits.get(Flow.REVIEW)),
        *occasions.care(purchase, since, wait=waits.get(Flow.CARE)),
    )
    return [one for one in found if one is not None]
