"""What is not about one parcel: birthdays, launches, carts, questions, run-outs, returns to the shelf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from shopdesk.domain.outreach.budget import Occasion
from shopdesk.domain.outreach.flows import RULES, WELCOME_STEPS, Flow
from shopdesk.domain.outreach.people import Skip
from shopdesk.domain.outreach.purchases import Candidate, occasion


def special_date(person: str, born: date, today: date) -> Candidate:
    """Return the letter of this year's birthday; 29 February is kept on the 28th in other years."""
    day = _on_year(born, today.year)
    return Candidate(occasion(Flow.SPECIAL_DATE, f"{person}:{day.year}", day), person, {"day": day})


def _on_year(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


@dataclass(frozen=True, slots=True)
class Launch:
    """A product that past buyers may see before the public, from five days before until the day before."""

    identity: int
    name: str
    public_on: date
    text: str = ""


def early_access(launch: Launch, audience: Sequence[str]) -> list[Candidate]:
    """Return the letters of a launch for those who may see it first."""
    start = launch.public_on - timedelta(days=5)
    about: dict[str, Any] = {"launch": launch.name, "public_on": launch.public_on, "text": launch.text}
    day = launch.public_on.isoformat()
    about |= {
        "claims": [{"kind": "before", "day": day}, {"kind": "launch", "id": launch.identity, "day": day}]
    }
    # The owner made the launch, and its day is to come: a shop imported this morning may tell of it too.
    return [
        Candidate(
            occasion(Flow.EARLY_ACCESS, f"launch:{launch.identity}:{person}", start),
            person,
            about,
            by_hand=True,
        )
        for person in audience
    ]


def novelty(person: str, product_id: int, known_since: date, about: Mapping[str, Any]) -> Candidate:
    """Return the word of a product that suits somebody, at most once per product and person."""
    return Candidate(occasion(Flow.NOVELTY, f"product:{product_id}:{person}", known_since), person, about)


def cart(person: str, left_on: date, about: Mapping[str, Any], *, bought_on: date | None) -> Candidate:
    """Return the letter on a cart that was left; a later order cancels it."""
    blocked = Skip.BOUGHT if bought_on is not None and bought_on >= left_on else None
    key = f"{person}:{left_on.isoformat()}"
    return Candidate(occasion(Flow.CART, key, left_on), person, about, blocked)


def asked(
    person: str,
    asked_on: date,
    product_id: int,
    about: Mapping[str, Any],
    *,
    bought_on: date | None,
    wait: int | None = None,
) -> Candidate:
    """Return the letter to somebody who asked about a product and did not buy since."""
    blocked = Skip.BOUGHT if bought_on is not None and bought_on >= asked_on else None
    when = occasion(Flow.ASKED, f"product:{product_id}:{person}:{asked_on.isoformat()}", asked_on, wait=wait)
    return Candidate(when, person, about, blocked)


def replenish(
    person: str,
    product_id: int,
    about: Mapping[str, Any],
    *,
    bought_on: date,
    runs_out_on: date,
    ahead_days: int,
    blocked: Skip | None,
) -> Candidate:
    """Return the reminder before something runs out: run-out less delivery and margin (METHODS 5).

    The key names the cycle by the purchase it began with, so one purchase gives one reminder.
    """
    key = f"{person}:{product_id}:{bought_on.isoformat()}"
    when = occasion(Flow.REPLENISH, key, runs_out_on - timedelta(days=ahead_days))
    return Candidate(when, person, about, blocked)


def winback(person: str, last_bought_on: date, overdue_on: date, about: Mapping[str, Any]) -> Candidate:
    """Return the letter to somebody whose next purchase is overdue, once per absence."""
    key = f"{person}:{last_bought_on.isoformat()}"
    return Candidate(occasion(Flow.WINBACK, key, overdue_on), person, about)


def welcome(
    person: str, joined_on: date, about: Mapping[str, Any], *, bought_on: date | None
) -> list[Candidate]:
    """Return the steps of the welcome; the first order stops them."""
    blocked = Skip.BOUGHT if bought_on is not None else None
    return [
        Candidate(
            occasion(Flow.WELCOME, person, joined_on, wait=wait, step=str(step)), person, about, blocked
        )
        for step, wait in enumerate(WELCOME_STEPS, start=1)
    ]


def hold_back(candidate: Candidate) -> Candidate:
    """Return a newcomer's letter held back: its benefit goes first to those who bought already."""
    return replace(candidate, blocked=candidate.blocked or Skip.EXISTING_FIRST)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who waits for a size."""

    person: str
    variant_id: int
    asked_on: date
    bought_on: date | None = None


def back_in_stock(
    askers: Sequence[Asker],
    promisable: Mapping[int, int],
    told: Mapping[int, int],
    today: date,
    about: Mapping[int, Mapping[str, Any]],
) -> list[Candidate]:
    """Return the letters to those who wait for a size that is there again, first come first served.

    The cohort is as large as the stock: with two pieces two people are told, the third waits.

    Args:
        askers: Who waits; each person and variant counts once, by the first time asked.
        promisable: Pieces that may be promised today, by variant.
        told: People already told of this variant who have not bought yet, by variant.
        today: The shop's local day, the first day of each letter.
        about: What the letter says of each variant.
    """
    found: list[Candidate] = []
    places = {variant: promisable.get(variant, 0) - told.get(variant, 0) for variant in promisable}
    seen: set[tuple[str, int]] = set()
    for asker in sorted(askers, key=lambda a: (a.asked_on, a.person)):
        identity = (asker.person, asker.variant_id)
        if identity in seen:
            continue
        seen.add(identity)
        blocked = _may_tell(asker, places)
        if blocked is None:
            places[asker.variant_id] -= 1
        key = f"back_in_stock:{asker.variant_id}:{asker.person}:{asker.asked_on.isoformat()}"
        last = today + timedelta(days=RULES[Flow.BACK_IN_STOCK].span)
        when = Occasion(key, Flow.BACK_IN_STOCK, today, last)
        found.append(Candidate(when, asker.person, about.get(asker.variant_id, {}), blocked))
    return found


def _may_tell(asker: Asker, places: Mapping[int, int]) -> Skip | None:
    if asker.bought_on is not None and asker.bought_on >= asker.asked_on:
        return Skip.BOUGHT
    if asker.variant_id not in places:
        return Skip.NOT_PROMISABLE
    return None if places[asker.variant_id] > 0 else Skip.SOLD_OUT
