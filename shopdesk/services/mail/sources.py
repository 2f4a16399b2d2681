"""Where each flow's candidates come from: reads what they rest on, asks the domain who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from shopdesk.domain.outreach import purchases as occasions
from shopdesk.domain.outreach.purchases import Candidate, Purchase
from shopdesk.services.mail import voice
from shopdesk.store import outreach, outreach_orders

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


def read_ground(session: Session, today: date, zone: ZoneInfo, language: str) -> Ground:
    """Read the purchases of the last months and what was thanked for."""
    since = today - timedelta(days=HISTORY_DAYS)
    found = outreach_orders.purchases(session, zone, since=since)
    thanked = outreach.thanked_orders(session, today - timedelta(days=60))
    return Ground(today, zone, language, [_with_care(p, language) for p in found], thanked)


def _with_care(purchase: Purchase, language: str) -> Purchase:
    lines = tuple(replace(line, care_days=voice.care_days(line, language)) for line in purchase.lines)
    return replace(purchase, lines=lines)


def candidates(ground: Ground) -> list[Candidate]:
    """Return every letter that could be written about now, whatever stands against it."""
    found = occasions.thanks(ground.purchases, ground.thanked, ground.today)
    found += _about_parcels(ground)
    return found


def _about_parcels(ground: Ground) -> list[Candidate]:
    found: list[Candidate] = []
    for purchase in ground.purchases:
        found.append(occasions.survey(purchase))
        late = occasions.notice(purchase)
        found += [late] if late is not None else []
    return found
