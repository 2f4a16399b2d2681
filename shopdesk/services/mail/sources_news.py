"""Candidates that are not about one parcel: each flow reads its own rows and asks the domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from shopdesk.domain.naming import styled
from shopdesk.domain.outreach import news
from shopdesk.domain.outreach.flows import RULES, WELCOME_STEPS, Flow
from shopdesk.domain.outreach.people import Person, address_hash, usable_address
from shopdesk.domain.outreach.purchases import Bought, Candidate
from shopdesk.services.context import Shop
from shopdesk.services.mail import newcomers, quotes
from shopdesk.store import outreach, outreach_news, welcomes
from shopdesk.store.outreach import customer_key

_ASKED_DAYS = 60
"""How long somebody who asked for a size is told when it is back."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the flows of this module share."""

    session: Session
    shop: Shop
    today: date
    waits: Mapping[Flow, int]
    bought: Mapping[int, date]
    zone: ZoneInfo
    strangers: dict[str, Person] = field(default_factory=dict)

    def since(self, days: int) -> datetime:
        """Return the instant at which the shop's day so many days ago began."""
        return datetime.combine(self.today - timedelta(days=days), time(), self.zone)

    def on(self, at: datetime) -> date:
        """Return the shop's day of an instant."""
        return at.astimezone(self.zone).date()


def find(
    session: Session, shop: Shop, today: date, waits: Mapping[Flow, int]
) -> tuple[list[Candidate], dict[str, Person]]:
    """Return the candidates of all these flows, and the people known by their address alone.

    A flow that is off and expensive to work out is still worked out: the page says how many wait.
    """
    reading = _Reading(session, shop, today, waits, outreach_news.last_purchase_days(session), shop.zone())
    found: list[Candidate] = []
    for source in _SOURCES:
        found += source(reading)
    return found, reading.strangers


def _birthdays(reading: _Reading) -> list[Candidate]:
    today = reading.today
    days = {(today.month, today.day)} | ({(2, 29)} if (today.month, today.day) == (2, 28) else set())
    rows = outreach_news.born_on(reading.session, days)
    return [news.special_date(customer_key(row.id), row.birthday, today) for row in rows]


def _carts(reading: _Reading) -> list[Candidate]:
    rule = RULES[Flow.CART]
    rows = outreach_news.carts(reading.session, reading.since(rule.wait + rule.span + 8))
    if not rows:
        return []
    by_address = outreach_news.bought_since_by_address(reading.session, reading.today - timedelta(days=30))
    said = _objections(outreach_news.policies(reading.session))
    left: dict[tuple[str, date], list[Any]] = defaultdict(list)
    for row in rows:
        left[_whose(reading, row), reading.on(row.at)].append(row)
    found = []
    for (person, day), theirs in left.items():
        bought_on = by_address.get(address_hash(theirs[0].email))
        customer = theirs[0].customer
        bought_on = max(filter(None, (bought_on, reading.bought.get(customer))), default=None)
        about = {"lines": [_line(row) for row in theirs if row.name], "left_on": day} | said
        found.append(news.cart(person, day, about, bought_on=bought_on))
    return found


def _whose(reading: _Reading, row: Any) -> str:
    if row.customer is not None:
        return customer_key(row.customer)
    key = outreach.address_key(row.email)
    reading.strangers.setdefault(key, Person(key, "", usable_address(row.email), has_bought=False))
    return key


def _objections(policies: Mapping[str, str]) -> dict[str, str]:
    names = {"envio": "shipping", "cambios": "exchanges", "pagos": "payments"}
    return {words: _first_sentence(policies[name]) for name, words in names.items() if policies.get(name)}


def _first_sentence(text: str) -> str:
    plain = " ".join(text.split())
    end = plain.find(". ")
    return plain if end < 0 else plain[: end + 1]


def _line(row: Any) -> Bought:
    return Bought(
        product_id=row.product,
        variant_id=row.variant,
        product=row.name or "",
        color=row.color or "",
        size=row.size or "",
        quantity=getattr(row, "quantity", 1),
        category=row.category or "",
        material=row.material or "",
        care=row.care or "",
    )


def _questions(reading: _Reading) -> list[Candidate]:
    rule = RULES[Flow.ASKED]
    found = []
    for row in outreach_news.questions(reading.session, reading.since(rule.wait + rule.span + 8)):
        about = {"lines": [_line(row)], "asked_on": reading.on(row.at)}
        found.append(
            news.asked(
                customer_key(row.customer),
                reading.on(row.at),
                row.product,
                about,
                bought_on=reading.bought.get(row.customer),
                wait=reading.waits.get(Flow.ASKED),
            )
        )
    return found


def _back(reading: _Reading) -> list[Candidate]:
    rows = outreach_news.askers(reading.session, reading.today - timedelta(days=_ASKED_DAYS))
    if not rows:
        return []
    bought = outreach_news.bought_variants(reading.session, reading.today - timedelta(days=_ASKED_DAYS))
    about: dict[int, dict[str, Any]] = {}
    waiting = []
    for row in rows:
        claims = [_stock_claim(row.variant)]
        about[row.variant] = {"lines": [_line(row)], "claims": claims, "variants": [row.variant]}
        got = row.on if (row.customer, row.variant) in bought else None
        waiting.append(news.Asker(customer_key(row.customer), row.variant, row.on, got))
    told = outreach_news.told_of(reading.session, reading.since(14))
    there = _promisable(reading, list(about))
    return news.back_in_stock(waiting, there, told, reading.today, about)


def _promisable(reading: _Reading, variants: list[int]) -> dict[int, int]:
    from shopdesk.services.stock.levels import read_levels  # loads pandas; most mornings nobody waits

    found = read_levels(reading.session, reading.shop, variants)
    return {level.variant_id: level.promisable for level in found if level.promisable > 0}


def _replenish(reading: _Reading) -> list[Candidate]:
    from shopdesk.services import cycles  # loads pandas

    found = []
    for one in cycles.read_reminders(reading.session, reading.shop):
        product = one.product
        line = Bought(
            product.product_id,
            one.variant_id,
            product.name,
            product.color,
            one.size,
            category=product.category,
            material=product.material,
        )
        found.append(
            news.replenish(
                customer_key(one.customer_id),
                product.product_id,
                {"lines": [line], "runs_out_on": one.runs_out_on, "claims": [_stock_claim(one.variant_id)]},
                bought_on=one.bought_on,
                runs_out_on=one.runs_out_on,
                ahead_days=(one.runs_out_on - one.send_on).days,
                blocked=one.blocked,
            )
        )
    return found


def _stock_claim(variant: int) -> dict[str, Any]:
    return {"kind": "stock", "variant_id": variant}


def _launches(reading: _Reading) -> list[Candidate]:
    first, last = reading.today, reading.today + timedelta(days=5)
    found: list[Candidate] = []
    for row in outreach_news.launches_between(reading.session, first, last):
        audience = dict(row.audience or {})
        chosen = audience.get("customers")
        people = chosen or outreach_news.past_buyers(
            reading.session, categories=audience.get("categories") or ()
        )
        launch = news.Launch(row.id or 0, row.name, row.public_on, row.text)
        found += news.early_access(launch, [customer_key(one) for one in people])
    return found


def _novelties(reading: _Reading) -> list[Candidate]:
    since = reading.today - timedelta(days=RULES[Flow.NOVELTY].span)
    new = {row.former: row for row in outreach_news.successors(reading.session, since, reading.today)}
    if not new:
        return []
    found = []
    coming = [one.product for one in new.values()]
    theirs = {(row.customer, row.product) for row in outreach_news.buyers_of(reading.session, coming)}
    for row in outreach_news.buyers_of(reading.session, list(new)):
        product = new[row.product]
        if (row.customer, product.product) in theirs:
            continue
        about = {"launch": styled(product.name, product.color), "products": [product.product]}
        found.append(news.novelty(customer_key(row.customer), product.product, product.on, about))
    return found


def _welcomes(reading: _Reading) -> list[Candidate]:
    span = WELCOME_STEPS[-1] + RULES[Flow.WELCOME].span + 8
    said, telling = quotes.for_letters(reading.shop), newcomers.telling(reading.shop)
    found: list[Candidate] = []
    for row in welcomes.new_contacts(reading.session, reading.since(span)):
        joined, bought = reading.on(row.at), reading.bought.get(row.customer)
        if bought is not None and bought <= joined:
            continue  # a customer who said yes is no newcomer
        about = telling.about(row.benefit) | ({"quotes": said} if said else {})
        steps = news.welcome(customer_key(row.customer), joined, about, bought_on=bought)
        # The third letter is made of quotes: without anybody's permission there are two letters.
        steps = steps if said else [one for one in steps if one.occasion.step != "3"]
        if telling.must_wait(row.benefit):
            steps = [news.hold_back(step) for step in steps]
        found += steps
    return found


def _absences(reading: _Reading) -> list[Candidate]:
    from shopdesk.services.mail import absence  # loads pandas

    after = absence.overdue_after(reading.session, reading.today)
    if after is None:
        return []
    span = RULES[Flow.WINBACK].span
    overdue = {
        customer: day + timedelta(days=after)
        for customer, day in reading.bought.items()
        if 0 <= (reading.today - day).days - after <= span
    }
    lines: dict[int, list[Bought]] = defaultdict(list)
    for row in outreach_news.last_lines(reading.session, list(overdue)):
        lines[row.customer].append(_line(row))
    return [
        news.winback(customer_key(one), reading.bought[one], due, {"lines": lines.get(one, [])})
        for one, due in overdue.items()
    ]


_SOURCES: tuple[Callable[[_Reading], list[Candidate]], ...] = (
    _birthdays,
    _carts,
    _questions,
    _back,
    _replenish,
    _launches,
    _novelties,
    _welcomes,
    _absences,
)
