"""A small random part of a flow's people gets no letter, so that the owner learns what the letter does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from shopdesk.domain.holdout import Lift, lift
from shopdesk.domain.outreach.flows import RULES, Flow, Kind
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _
from shopdesk.services import settings
from shopdesk.services.context import Shop
from shopdesk.store import repurchase as purchases
from shopdesk.store import worth as store

WATCHED_DAYS = 30
"""So long after a letter, or after none, a purchase counts as coming back."""
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class HoldOut:
    """One flow's hold-out.

    Attributes:
        share: Part of the people who get no letter, 0 = none is kept back.
        since: The day it began, None while it is off and never was on.
        lift: What is known so far, over those watched for 30 days.
    """

    flow: Flow
    share: float
    since: date | None
    lift: Lift


def begin(shop: Shop, flow: Flow, share: float) -> HoldOut:
    """Keep a random share of a flow's people without its letter from today on; 0 ends it.

    Raises:
        WrongInput: If the flow is owed to people (service letters), or the share is not within 0..0.5.
    """
    if RULES[flow].kind is Kind.SERVICE:
        raise WrongInput(
            _("Everybody is owed this letter: nobody is left out of it."), _("Choose a flow of novelties.")
        )
    if not 0 <= share <= _MOST:
        raise WrongInput(_("The share lies between 0 and 0.5."), _("0.1 leaves out one in ten."))
    before = _plan(settings.list_all(shop), flow)
    kept = {"share": share, "since": before.get("since") or shop.today().isoformat(), "seed": 1}
    settings.keep(shop, {_key(flow): kept})
    return result(shop, flow)


def results(shop: Shop) -> tuple[HoldOut, ...]:
    """Return the hold-out of every flow of novelties, in the order in which flows give way to one another."""
    return tuple(result(shop, flow) for flow in Flow if RULES[flow].kind is Kind.MARKETING)


def result(shop: Shop, flow: Flow) -> HoldOut:
    """Return what a flow's hold-out has shown so far."""
    plan, today, zone = _plan(settings.list_all(shop), flow), shop.today(), shop.zone()
    since = date.fromisoformat(plan["since"]) if plan.get("since") else None
    start = datetime.combine(since or today, time(), zone)
    with shop.store.read() as session:
        sent = [(who, at.astimezone(zone).date()) for who, at in store.written_to(session, flow.value, start)]
        held = store.held_out(session, flow.value)
        watched = {who for who, _day in (*sent, *held)}
        bought = purchases.days_by_customer(session, watched) if watched else {}
    left_out = {who for who, _day in held}
    sent = [(who, day) for who, day in sent if who not in left_out]
    mine, theirs = _back(sent, bought, today), _back(held, bought, today)
    return HoldOut(flow, float(plan.get("share") or 0.0), since, lift(*mine, *theirs))


def _back(people: list[tuple[int, date]], bought: dict[int, list[date]], today: date) -> tuple[int, int]:
    """Return how many have been watched long enough, and how many of those bought in that time."""
    watched = [(who, day) for who, day in people if (today - day).days >= WATCHED_DAYS]
    until = timedelta(days=WATCHED_DAYS)
    back = sum(any(day < one <= day + until for one in bought.get(who, ())) for who, day in watched)
    return len(watched), back


def _key(flow: Flow) -> str:
    return f"holdout.{flow.value}"


def _plan(values: dict[str, Any], flow: Flow) -> dict[str, Any]:
    found = values.get(_key(flow))
    return found if isinstance(found, dict) else {}
