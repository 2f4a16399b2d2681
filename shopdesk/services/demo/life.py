"""What files do not tell: orders to suppliers, policies, messages, answers, and people who said no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shopdesk.domain.example import Arrival, ExampleOrder
from shopdesk.domain.surveys import ReadScore
from shopdesk.services import customers, policies, purchase_orders, stock
from shopdesk.services.context import Shop
from shopdesk.services.inbox import arriving, views
from shopdesk.services.mail import surveys

_ORDER_DAYS = 126
"""Orders to suppliers are told for so many days: enough to learn how long each takes."""
_REFUSALS = 2
_ANSWERS_EVERY, _ANSWERED_AFTER = 25, 6


@dataclass(frozen=True, slots=True)
class _Then:
    """A clock that stands at a moment of the example's past."""

    instant: datetime

    def now(self) -> datetime:
        """Return the moment."""
        return self.instant

    def today(self, zone: str) -> date:
        """Return its local day."""
        return self.instant.astimezone(ZoneInfo(zone)).date()


def at(shop: Shop, day: date, hour: int = 10, minute: int = 0) -> Shop:
    """Return the shop as it stood at an hour of a day."""
    moment = datetime.combine(day, time(hour, minute), shop.zone())
    return replace(shop, clock=_Then(moment.astimezone(UTC)))


def order_goods(shop: Shop, arrivals: Sequence[Arrival]) -> None:
    """Write down the orders of the last months, what of them arrived and what is still on the way."""
    today = shop.today()
    variants = {level.sku: level.variant_id for level in stock.levels(shop)}
    for arrival in arrivals:
        if (today - arrival.ordered_on).days > _ORDER_DAYS:
            continue
        then = at(shop, arrival.ordered_on)
        pieces = {variants[sku]: n for sku, n in arrival.pieces.items() if sku in variants}
        number = purchase_orders.place(then, arrival.supplier, pieces)
        purchase_orders.confirm(
            then, number, promised_on=arrival.arrives_on, on=arrival.ordered_on + timedelta(1)
        )
        if arrival.arrives_on <= today:
            # On the shelf when that Monday opened and was counted: so it came the evening before.
            eve = arrival.arrives_on - timedelta(1)
            purchase_orders.receive(at(shop, eve, 18), number, on=eve)


def write_policies(shop: Shop, document: dict[str, Any]) -> None:
    """Write the shop's own paragraphs, as they were seven weeks ago."""
    then = at(shop, shop.today() - timedelta(49))
    for name, text in document["policies"].items():
        policies.put(then, name, text)


def receive_messages(shop: Shop, document: dict[str, Any]) -> None:
    """Paste what customers wrote in the last days; what was answered is marked so."""
    for row in document["messages"]:
        day = shop.today() - timedelta(row["days"])
        written = datetime.combine(day, time.fromisoformat(row["time"]), shop.zone())
        arrived = arriving.add(
            shop, row["text"], channel=row["channel"], name=row["name"], at=written.astimezone(UTC)
        )
        if row.get("answered"):
            views.mark_answered(at(shop, day, 21), arrived.new)


def receive_answers(shop: Shop, document: dict[str, Any], orders: Sequence[ExampleOrder]) -> None:
    """Let one buyer in so many answer how it went a week after; they say what they liked."""
    today, given = shop.today(), document["answers"]
    asked = [one for one in orders if one.buyer is not None and one.kind == "sale"][::_ANSWERS_EVERY]
    for place, order in enumerate(asked):
        day = order.placed_at.date() + timedelta(_ANSWERED_AFTER)
        if order.buyer is None or day >= today:
            continue
        said = given[place % len(given)]
        score = ReadScore(said["score"], f"NPS {said['score']}", is_doubtful=False)
        then = at(shop, day, 19)
        surveys.record(then, order.buyer.email, score, surveys.Given(said["how"]), source="reply")


def refuse(shop: Shop, addresses: Sequence[str]) -> None:
    """Let the first few people of a list say that they want no letters."""
    for address in addresses[:_REFUSALS]:
        customers.unsubscribe(shop, address, source="reply")
